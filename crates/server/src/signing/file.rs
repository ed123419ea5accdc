//! `signing.toml`: read, and turned into whom to believe and whom to ask.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::signing::{Certificate, Domain, Trust};
use app::Error;
use app::signing::{NoSigner, Signer, Signing};
use figment::providers::{Format, Toml};
use gateways::authorities::Authorities;
use gateways::keys::{SigningConfig, certificates};

use super::SignRefusal;
use super::looks::Pictures;
use super::ports::Asked;
use crate::system::{SystemClock, SystemEntropy};

/// "Tệp cấu hình ký số".
pub struct SigningFile {
    /// Where it stands.
    pub path: PathBuf,
    /// What it says, paths taken from its folder.
    pub config: SigningConfig,
}

impl SigningFile {
    /// Reads it.
    ///
    /// # Errors
    /// `sign.unreadable` with the place.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let unreadable = |why: String| SignRefusal::Unreadable { path: path.display().to_string(), why };
        let text = std::fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
        let config: SigningConfig =
            <Toml as Format>::from_str(&text).map_err(|error| unreadable(error.to_string()))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        Ok(Self { path: path.to_owned(), config: config.within(folder) })
    }

    /// An installation that believes nobody.
    pub(super) fn nobody() -> Self {
        Self { path: PathBuf::new(), config: SigningConfig::default() }
    }

    /// Whom it believes.
    ///
    /// # Errors
    /// A root that cannot be read.
    pub fn trust(&self) -> Result<Trust, Error> {
        let mut trust = Trust::new();
        let lists = [
            (&self.config.trust.public_duty, Domain::PublicDuty),
            (&self.config.trust.public_ca, Domain::PublicCa),
        ];
        for (list, domain) in lists {
            for path in list {
                for der in certificates(path)? {
                    trust = trust.anchor(Certificate::from_der(&der)?, domain);
                }
            }
        }
        for path in &self.config.trust.known {
            for der in certificates(path)? {
                trust = trust.know(Certificate::from_der(&der)?);
            }
        }
        Ok(trust)
    }

    /// Enough to judge: nobody signs.
    pub(super) fn judging(&self) -> Result<Signing, Error> {
        self.with(Arc::new(NoSigner))
    }

    /// With whoever keeps the keys.
    ///
    /// # Errors
    /// A root that cannot be read.
    pub fn with(&self, signer: Arc<dyn Signer>) -> Result<Signing, Error> {
        let stamp = self.config.stamp.as_ref().map(|stamp| stamp.address.clone());
        let authorities = Authorities::new(stamp, self.config.mirrors.clone())?;
        Ok(Signing {
            signer,
            has_stamps: self.config.stamp.is_some(),
            looks: Arc::new(Pictures(self.config.keys.clone())),
            authorities: Arc::new(Asked(authorities)),
            trust: self.trust()?,
            clock: Arc::new(SystemClock),
            entropy: Arc::new(SystemEntropy),
        })
    }
}
