//! What stands in `signing.toml`: whom to believe, who gives timestamps, where keys lie and whose they are.
//!
//! No secret stands there: a PIN is asked of its holder, a service's secret stands in a file of its own. The program that
//! serves people reads the first half, the signer process all of it. Paths are taken from the folder of the file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// "Cấu hình ký số".
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SigningConfig {
    /// Whom to believe.
    #[serde(default)]
    pub trust: TrustConfig,
    /// Who gives timestamps.
    #[serde(default)]
    pub stamp: Option<StampConfig>,
    /// Where authorities are asked instead: the beginning of an address in certificates, and what to put for it, where a
    /// network lets nobody out but to a mirror.
    #[serde(default)]
    pub mirrors: BTreeMap<String, String>,
    /// Where keys lie, by name.
    #[serde(default)]
    pub stores: BTreeMap<String, StoreConfig>,
    /// The keys, by name.
    #[serde(default)]
    pub keys: BTreeMap<String, KeyConfig>,
}

/// "Gốc tin cậy" of the two domains, in PEM or DER.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustConfig {
    /// Roots for officials and agencies.
    #[serde(default)]
    pub public_duty: Vec<PathBuf>,
    /// Roots for citizens and enterprises.
    #[serde(default)]
    pub public_ca: Vec<PathBuf>,
    /// Authorities in between that documents forget to carry.
    #[serde(default)]
    pub known: Vec<PathBuf>,
}

/// "Dịch vụ cấp dấu thời gian".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StampConfig {
    /// Where to ask (RFC 3161 over HTTP).
    pub address: String,
}

/// "Nơi giữ khoá".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, tag = "kind", rename_all = "kebab-case")]
pub enum StoreConfig {
    /// Files of the demo; refused in real service.
    Development {
        /// Their folder.
        folder: PathBuf,
    },
    /// A token or a security module.
    Pkcs11 {
        /// The maker's library.
        module: PathBuf,
        /// The label of the token.
        token: String,
    },
    /// A service of remote signing.
    Csc(RemoteConfig),
}

/// "Dịch vụ ký số từ xa" (CSC API v2).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoteConfig {
    /// The base of its addresses, up to `/csc/v2`.
    pub address: String,
    /// The name we are known by there.
    pub client_id: String,
    /// A file with our secret there.
    pub client_secret_file: PathBuf,
    /// Only on this machine: an address without encryption.
    #[serde(default)]
    pub allow_plain_http: bool,
}

/// "Khoá".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyConfig {
    /// The store it lies in.
    pub store: String,
    /// Its name there: a file, a token's label of a key, a credential's id.
    pub label: String,
    /// `official:ID`, `person:NUMBER` or `agency:CODE`.
    pub holder: String,
    /// Its certificate and those above, where the store has none.
    #[serde(default)]
    pub chain: Option<PathBuf>,
    /// The picture of the hand or the seal, PNG with a transparent ground.
    #[serde(default)]
    pub picture: Option<PathBuf>,
    /// The true width of the seal.
    #[serde(default)]
    pub seal_width_mm: Option<f32>,
}

impl SigningConfig {
    /// The same with every path taken from `folder`.
    #[must_use]
    pub fn within(mut self, folder: &Path) -> Self {
        let place = |path: &mut PathBuf| {
            let whole = folder.join(&*path);
            *path = whole;
        };
        let TrustConfig { public_duty, public_ca, known } = &mut self.trust;
        for list in [public_duty, public_ca, known] {
            list.iter_mut().for_each(place);
        }
        for store in self.stores.values_mut() {
            match store {
                StoreConfig::Development { folder } => place(folder),
                StoreConfig::Csc(remote) => place(&mut remote.client_secret_file),
                // A library's name may be one the system finds by itself.
                StoreConfig::Pkcs11 { module, .. } => {
                    if module.components().count() > 1 {
                        place(module);
                    }
                }
            }
        }
        for key in self.keys.values_mut() {
            key.chain.iter_mut().chain(&mut key.picture).for_each(place);
        }
        self
    }
}
