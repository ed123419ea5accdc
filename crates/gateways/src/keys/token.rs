//! Tokens and security modules through PKCS#11: one session a signing, logged in with the PIN and logged out again.
//!
//! A module counts a log-in for the whole process, so two people could slip in on one PIN: one token serves one session at
//! a time, and the next waits. A key that wants its PIN for each signature (`CKA_ALWAYS_AUTHENTICATE`) gets it; otherwise
//! the PIN is forgotten as soon as the token has heard it.

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::{Mechanism, MechanismType};
use cryptoki::object::{Attribute, AttributeType, CertificateType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::Slot;
use cryptoki::types::AuthPin;
use signing::keys::{Keeper, KeyCard, KeyRefusal, Pin, ecdsa_from_raw};
use signing::{Certificate, Identity, Scheme};

use super::{KeyEntry, KeyStore, OpenKey, not_tried};

/// How long one waits for another who is signing.
const PATIENCE: Duration = Duration::from_secs(30);
/// `DigestInfo` of SHA-256, for tokens that do not hash.
const DIGEST_INFO: [u8; 19] =
    [0x30, 0x31, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0, 4, 0x20];

/// One token behind one module.
pub(super) struct Tokens {
    module: PathBuf,
    token: String,
    turn: Arc<Turn>,
}

/// Whose turn it is on a token.
#[derive(Default)]
struct Turn {
    taken: Mutex<bool>,
    left: Condvar,
}

/// Having the turn; given back when dropped.
struct Taken(Arc<Turn>);

impl Drop for Taken {
    fn drop(&mut self) {
        *self.0.taken.lock().unwrap_or_else(PoisonError::into_inner) = false;
        self.0.left.notify_one();
    }
}

impl Turn {
    fn take(self: &Arc<Self>) -> Option<Taken> {
        let until = Instant::now() + PATIENCE;
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        while *taken {
            let left = until.checked_duration_since(Instant::now())?;
            taken = self.left.wait_timeout(taken, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        *taken = true;
        Some(Taken(Arc::clone(self)))
    }
}

/// Modules are loaded once and stay: many do not survive being loaded again.
fn module(path: &PathBuf) -> Result<Pkcs11, Error> {
    static LOADED: OnceLock<Mutex<Vec<(PathBuf, Pkcs11)>>> = OnceLock::new();
    let mut loaded = LOADED.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, one)) = loaded.iter().find(|(there, _)| there == path) {
        return Ok(one.clone());
    }
    let one = Pkcs11::new(path)?;
    match one.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
        Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => {}
        Err(error) => return Err(error),
    }
    loaded.push((path.clone(), one.clone()));
    Ok(one)
}

impl Tokens {
    pub(super) fn new(module: PathBuf, token: String) -> Self {
        Self { module, token, turn: Arc::default() }
    }

    fn find(&self) -> Result<(Pkcs11, Slot), KeyRefusal> {
        let unusable = |_| KeyRefusal::ModuleUnusable { module: self.module.display().to_string() };
        let module = module(&self.module).map_err(unusable)?;
        let missing = || KeyRefusal::TokenMissing { token: self.token.clone() };
        let slots = module.get_slots_with_token().map_err(|_| missing())?;
        let has_label =
            |slot: &Slot| module.get_token_info(*slot).is_ok_and(|info| info.label().trim() == self.token);
        let slot = slots.into_iter().find(has_label).ok_or_else(missing)?;
        Ok((module, slot))
    }

    /// What an error of the module means to its holder.
    fn told(&self, key: &KeyEntry, error: &Error, in_use: bool) -> KeyRefusal {
        let (name, token) = (key.name.clone(), self.token.clone());
        let Error::Pkcs11(code, _) = error else {
            return KeyRefusal::TokenFailed { token, why: error.to_string() };
        };
        #[expect(clippy::wildcard_enum_match_arm, reason = "makers add codes of their own")]
        match code {
            RvError::PinIncorrect | RvError::PinInvalid | RvError::PinLenRange => {
                KeyRefusal::PinWrong { key: name }
            }
            RvError::PinLocked => KeyRefusal::PinLocked { key: name },
            RvError::TokenNotPresent
            | RvError::DeviceRemoved
            | RvError::TokenNotRecognized
            | RvError::SlotIdInvalid
                if !in_use =>
            {
                KeyRefusal::TokenMissing { token }
            }
            RvError::TokenNotPresent
            | RvError::DeviceRemoved
            | RvError::DeviceError
            | RvError::SessionHandleInvalid
            | RvError::SessionClosed
            | RvError::ObjectHandleInvalid
            | RvError::KeyHandleInvalid
            | RvError::UserNotLoggedIn
                if in_use =>
            {
                KeyRefusal::TokenRemoved { token }
            }
            RvError::MechanismInvalid | RvError::KeyTypeInconsistent | RvError::KeyFunctionNotPermitted => {
                KeyRefusal::MechanismMissing { key: name }
            }
            other => KeyRefusal::TokenFailed { token, why: format!("{other:?}") },
        }
    }

    /// The certificates: given beside, or on the token under the same label, those above it found by their names.
    fn chain(&self, key: &KeyEntry, session: &Session) -> Result<Vec<Vec<u8>>, KeyRefusal> {
        if !key.chain.is_empty() {
            return Ok(key.chain.clone());
        }
        let missing = || KeyRefusal::CertificateMissing { key: key.name.clone() };
        let wanted =
            [Attribute::Class(ObjectClass::CERTIFICATE), Attribute::CertificateType(CertificateType::X_509)];
        let found = session.find_objects(&wanted).map_err(|error| self.told(key, &error, false))?;
        let (mut own, mut others) = (None, Vec::new());
        for one in found {
            let read = session.get_attributes(one, &[AttributeType::Value, AttributeType::Label]);
            let (mut der, mut label) = (Vec::new(), Vec::new());
            for attribute in read.unwrap_or_default() {
                if let Attribute::Value(bytes) = attribute {
                    der = bytes;
                } else if let Attribute::Label(bytes) = attribute {
                    label = bytes;
                }
            }
            if label == key.label.as_bytes() { own = Some(der) } else { others.push(der) }
        }
        Ok(signing::keys::ordered(own.ok_or_else(missing)?, &others))
    }
}

impl KeyStore for Tokens {
    fn card(&self, key: &KeyEntry) -> Result<KeyCard, KeyRefusal> {
        let (module, slot) = self.find()?;
        let told = |error: Error| self.told(key, &error, false);
        let session = module.open_ro_session(slot).map_err(told)?;
        let chain = self.chain(key, &session)?;
        let pin = module.get_token_info(slot).map_err(told)?.login_required();
        let (name, holder) = (key.name.clone(), key.holder.clone());
        Ok(KeyCard { name, holder, keeper: Keeper::Token, pin, chain })
    }

    fn open(&self, key: &KeyEntry, pin: Option<&Pin>) -> Result<Box<dyn OpenKey>, KeyRefusal> {
        let busy = || KeyRefusal::TokenBusy { token: self.token.clone() };
        let taken = self.turn.take().ok_or_else(busy)?;
        let (module, slot) = self.find()?;
        let told = |error: Error| self.told(key, &error, false);
        let session = module.open_ro_session(slot).map_err(told)?;
        let chain = self.chain(key, &session)?;
        let pin = pin.map(|pin| AuthPin::new(pin.expose().to_owned().into()));
        if let Err(error) = session.login(UserType::User, pin.as_ref()) {
            let refusal = self.told(key, &error, false);
            let flags = module.get_token_info(slot).map_err(told)?;
            let name = key.name.clone();
            if !matches!(refusal, KeyRefusal::PinWrong { .. }) {
                return Err(refusal);
            }
            return Err(if flags.user_pin_locked() {
                KeyRefusal::PinLocked { key: name }
            } else if flags.user_pin_final_try() {
                KeyRefusal::PinLastTry { key: name }
            } else {
                refusal
            });
        }
        let wanted = [
            Attribute::Class(ObjectClass::PRIVATE_KEY),
            Attribute::Label(key.label.as_bytes().to_vec()),
            Attribute::Sign(true),
        ];
        let found = session.find_objects(&wanted).map_err(told)?;
        let handle = found.first().copied();
        let handle = handle.ok_or_else(|| KeyRefusal::KeyMissing { key: key.name.clone() })?;
        let each_time = session
            .get_attributes(handle, &[AttributeType::AlwaysAuthenticate])
            .is_ok_and(|read| read.contains(&Attribute::AlwaysAuthenticate(true)));
        let way = way(&module, slot, &chain)
            .ok_or_else(|| KeyRefusal::MechanismMissing { key: key.name.clone() })?;
        let store = Self { module: self.module.clone(), token: self.token.clone(), turn: Arc::default() };
        let pin = pin.filter(|_| each_time);
        Ok(Box::new(Opened { session, handle, way, pin, store, key: key.clone(), _turn: taken }))
    }
}

/// How the token is asked to sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// It hashes by itself.
    RsaHashing,
    /// It is given the digest.
    RsaDigest,
    /// It is given the digest, and answers with two bare numbers.
    EcDigest,
}

fn way(module: &Pkcs11, slot: Slot, chain: &[Vec<u8>]) -> Option<Way> {
    // Asked one by one: a list names much that nobody here knows.
    let can = |kind: MechanismType| module.get_mechanism_info(slot, kind).is_ok();
    let certificates: Vec<Certificate> =
        chain.iter().filter_map(|der| Certificate::from_der(der).ok()).collect();
    match Identity::new(&certificates).ok()?.scheme() {
        Scheme::RsaPkcs1Sha256 if can(MechanismType::SHA256_RSA_PKCS) => Some(Way::RsaHashing),
        Scheme::RsaPkcs1Sha256 if can(MechanismType::RSA_PKCS) => Some(Way::RsaDigest),
        Scheme::EcdsaP256Sha256 if can(MechanismType::ECDSA) => Some(Way::EcDigest),
        Scheme::RsaPkcs1Sha256 | Scheme::EcdsaP256Sha256 => None,
    }
}

struct Opened {
    session: Session,
    handle: ObjectHandle,
    way: Way,
    /// Only where the key wants it for each signature.
    pin: Option<AuthPin>,
    store: Tokens,
    key: KeyEntry,
    _turn: Taken,
}

impl Opened {
    fn one(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, message);
        let (mechanism, data) = match self.way {
            Way::RsaHashing => (Mechanism::Sha256RsaPkcs, message.to_vec()),
            Way::RsaDigest => (Mechanism::RsaPkcs, [&DIGEST_INFO, digest.as_ref()].concat()),
            Way::EcDigest => (Mechanism::Ecdsa, digest.as_ref().to_vec()),
        };
        let value = match &self.pin {
            None => self.session.sign(&mechanism, self.handle, &data)?,
            Some(pin) => {
                self.session.sign_init(&mechanism, self.handle)?;
                self.session.login(UserType::ContextSpecific, Some(pin))?;
                self.session.sign_update(&data)?;
                self.session.sign_final()?
            }
        };
        match self.way {
            Way::EcDigest => ecdsa_from_raw(&value).ok_or(Error::InvalidValue),
            Way::RsaHashing | Way::RsaDigest => Ok(value),
        }
    }
}

impl OpenKey for Opened {
    fn sign(&mut self, items: &[&[u8]]) -> Vec<Result<Vec<u8>, KeyRefusal>> {
        let mut answers = Vec::with_capacity(items.len());
        for item in items {
            let answer = self.one(item);
            let ended = answer.is_err();
            answers.push(answer.map_err(|error| self.store.told(&self.key, &error, true)));
            if ended {
                break;
            }
        }
        not_tried(&mut answers, items.len());
        answers
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        // A token that is gone has forgotten the log-in by itself.
        let _ = self.session.logout();
    }
}
