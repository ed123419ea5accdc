//! The demo's own keys: files under a PIN, good for showing and testing, refused in real service.
//!
//! `NAME.key` holds the private key (PKCS#8) under AES-256-GCM with a key derived from the PIN; `NAME.pem` its certificates.
//! Wrong PINs are counted while the process runs, so that a locked token can be shown.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::pbkdf2::{self, PBKDF2_HMAC_SHA256};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use kernel::Entropy;
use signing::keys::{Keeper, KeyCard, KeyRefusal, Pin};

use super::{KeyEntry, KeyStore, OpenKey, not_tried, pem};

/// Wrong PINs in a row before the key locks itself, as tokens in use here do.
const TRIES: u8 = 3;
/// Rounds of the derivation.
const ROUNDS: NonZeroU32 = NonZeroU32::MIN.saturating_add(19_999);
const SALT_LEN: usize = 16;
/// The first bytes of a key's file.
const MARK: &[u8] = b"TTDEV1\n";

/// The files of one folder.
pub(super) struct Development {
    folder: PathBuf,
    wrong: Arc<Mutex<BTreeMap<String, u8>>>,
}

/// A key in memory that signs at once.
pub enum SoftKey {
    /// P-256.
    Ec(Box<EcdsaKeyPair>),
    /// RSA.
    Rsa(Box<RsaKeyPair>),
}

impl SoftKey {
    /// Reads PKCS#8.
    #[must_use]
    pub fn from_pkcs8(der: &[u8]) -> Option<Self> {
        if let Ok(pair) = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, der) {
            return Some(Self::Ec(Box::new(pair)));
        }
        RsaKeyPair::from_pkcs8(der).ok().map(|pair| Self::Rsa(Box::new(pair)))
    }

    /// Signs; `None` where the machine has no randomness.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        let random = SystemRandom::new();
        match self {
            Self::Ec(pair) => Some(pair.sign(&random, message).ok()?.as_ref().to_vec()),
            Self::Rsa(pair) => {
                let mut value = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut value).ok()?;
                Some(value)
            }
        }
    }
}

/// The two files of a key: its private half under the PIN, and its certificates.
#[must_use]
pub fn written(
    pkcs8: &[u8],
    chain: &[Vec<u8>],
    pin: &Pin,
    entropy: &dyn Entropy,
) -> Option<(Vec<u8>, String)> {
    let (mut salt, mut nonce) = ([0; SALT_LEN], [0; NONCE_LEN]);
    entropy.fill(&mut salt);
    entropy.fill(&mut nonce);
    let mut sealed = pkcs8.to_vec();
    let key = derived(pin, &salt)?;
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed).ok()?;
    let file = [MARK, &salt, &nonce, &sealed].concat();
    Some((file, pem::written(chain)))
}

fn derived(pin: &Pin, salt: &[u8]) -> Option<LessSafeKey> {
    let mut bytes = [0; 32];
    pbkdf2::derive(PBKDF2_HMAC_SHA256, ROUNDS, salt, pin.expose().as_bytes(), &mut bytes);
    UnboundKey::new(&AES_256_GCM, &bytes).ok().map(LessSafeKey::new)
}

/// The private half, where the PIN is right.
fn unsealed(file: &[u8], pin: &Pin) -> Option<Vec<u8>> {
    let rest = file.strip_prefix(MARK)?;
    let (salt, rest) = rest.split_at_checked(SALT_LEN)?;
    let (nonce, sealed) = rest.split_at_checked(NONCE_LEN)?;
    let mut sealed = sealed.to_vec();
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let plain = derived(pin, salt)?.open_in_place(nonce, Aad::empty(), &mut sealed).ok()?;
    Some(plain.to_vec())
}

/// A key of a folder, in the caller's own memory: for measuring only; whoever signs for somebody asks the signer.
#[must_use]
pub fn opened(folder: &std::path::Path, label: &str, pin: &Pin) -> Option<SoftKey> {
    let file = std::fs::read(folder.join(format!("{label}.key"))).ok()?;
    SoftKey::from_pkcs8(&unsealed(&file, pin)?)
}

impl Development {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, wrong: Arc::default() }
    }

    fn file(&self, key: &KeyEntry, ending: &str) -> PathBuf {
        self.folder.join(format!("{}.{ending}", key.label))
    }

    /// Notes that a PIN was wrong, and says what that means.
    fn wrong(&self, key: &KeyEntry) -> KeyRefusal {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        let count = wrong.entry(key.name.clone()).or_default();
        *count = count.saturating_add(1);
        let key = key.name.clone();
        match TRIES.saturating_sub(*count) {
            0 => KeyRefusal::PinLocked { key },
            1 => KeyRefusal::PinLastTry { key },
            _ => KeyRefusal::PinWrong { key },
        }
    }
}

impl KeyStore for Development {
    fn card(&self, key: &KeyEntry) -> Result<KeyCard, KeyRefusal> {
        let missing = || KeyRefusal::CertificateMissing { key: key.name.clone() };
        let chain = if key.chain.is_empty() {
            pem::certificates(&self.file(key, "pem")).map_err(|_| missing())?
        } else {
            key.chain.clone()
        };
        let (name, holder) = (key.name.clone(), key.holder.clone());
        Ok(KeyCard { name, holder, keeper: Keeper::Development, pin: true, chain })
    }

    fn open(&self, key: &KeyEntry, pin: Option<&Pin>) -> Result<Box<dyn OpenKey>, KeyRefusal> {
        let name = key.name.clone();
        let pin = pin.ok_or_else(|| KeyRefusal::PinNeeded { key: name.clone() })?;
        let count = self.wrong.lock().unwrap_or_else(PoisonError::into_inner).get(&name).copied();
        if count.is_some_and(|count| count >= TRIES) {
            return Err(KeyRefusal::PinLocked { key: name });
        }
        let missing = |_| KeyRefusal::KeyMissing { key: name.clone() };
        let file = std::fs::read(self.file(key, "key")).map_err(missing)?;
        let plain = unsealed(&file, pin).ok_or_else(|| self.wrong(key))?;
        self.wrong.lock().unwrap_or_else(PoisonError::into_inner).remove(&name);
        let soft = SoftKey::from_pkcs8(&plain).ok_or(KeyRefusal::KeyMissing { key: name })?;
        Ok(Box::new(Opened { soft, key: key.clone() }))
    }
}

struct Opened {
    soft: SoftKey,
    key: KeyEntry,
}

impl OpenKey for Opened {
    fn sign(&mut self, items: &[&[u8]]) -> Vec<Result<Vec<u8>, KeyRefusal>> {
        let mut answers = Vec::with_capacity(items.len());
        for item in items {
            let answer = self.soft.sign(item);
            let failed =
                || KeyRefusal::TokenFailed { token: self.key.name.clone(), why: "random".to_owned() };
            let ended = answer.is_none();
            answers.push(answer.ok_or_else(failed));
            if ended {
                break;
            }
        }
        not_tried(&mut answers, items.len());
        answers
    }
}
