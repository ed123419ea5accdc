//! Tokens and security modules through PKCS#11: one session a signing, logged in with the PIN and logged out again.
//!
//! A module counts a log-in for the whole process, so two people could slip in on one PIN: one token serves one session at
//! a time, and the next waits. A key that wants its PIN for each signature (`CKA_ALWAYS_AUTHENTICATE`) gets it; otherwise
//! the PIN is forgotten as soon as the token has heard it.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use cryptoki::context::Pkcs11;
use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::{Mechanism, MechanismType};
use cryptoki::object::{Attribute, AttributeType, CertificateType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::Slot;
use cryptoki::types::AuthPin;
use signing::keys::{Keeper, KeyCard, KeyRefusal, Pin, ecdsa_from_raw};
use signing::{Certificate, Identity, Scheme};

use super::module::{Down, InUse, Module, PATIENCE};
use super::{KeyEntry, KeyStore, OpenKey, not_tried};

/// How long one waits for another who is signing.
const WAITING: Duration = Duration::from_secs(30);
/// `DigestInfo` of SHA-256, for tokens that do not hash.
const DIGEST_INFO: [u8; 19] =
    [0x30, 0x31, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0, 4, 0x20];

/// One token behind one module.
#[derive(Clone)]
pub(super) struct Tokens {
    module: Arc<Module>,
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
        let until = Instant::now() + WAITING;
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        while *taken {
            let left = until.checked_duration_since(Instant::now())?;
            taken = self.left.wait_timeout(taken, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        *taken = true;
        Some(Taken(Arc::clone(self)))
    }
}

/// A token that was found, and a session on it, which ends before the use of the library: the order of the fields.
struct Reached {
    session: Session,
    slot: Slot,
    in_use: InUse,
}

impl Tokens {
    pub(super) fn new(module: &Path, token: String) -> Self {
        Self { module: Module::at(module), token, turn: Arc::default() }
    }

    /// The library does not answer.
    fn silent(&self) -> KeyRefusal {
        KeyRefusal::TokenFailed {
            token: self.token.clone(),
            why: format!("timeout > {} s", PATIENCE.as_secs()),
        }
    }

    fn missing(&self) -> KeyRefusal {
        KeyRefusal::TokenMissing { token: self.token.clone() }
    }

    /// Asks the library, within bounds; one that hangs already is not asked again.
    fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, KeyRefusal> + Send + 'static,
    ) -> Result<T, KeyRefusal> {
        if self.module.is_silent() {
            return Err(self.silent());
        }
        let store = self.clone();
        self.module.ask(PATIENCE, move || work(&store)).unwrap_or_else(|| Err(self.silent()))
    }

    /// Finds the token; where it is not seen, the library looks once more from its start.
    fn reach(&self, key: &KeyEntry) -> Result<Reached, KeyRefusal> {
        let unusable = || KeyRefusal::ModuleUnusable { module: self.module.path().display().to_string() };
        let enter = || {
            self.module.enter().map_err(|down| match down {
                Down::Unusable => unusable(),
                Down::Asleep => self.missing(),
            })
        };
        let in_use = enter()?;
        let start = in_use.start();
        match self.look(key, in_use) {
            Err(KeyRefusal::TokenMissing { .. }) if self.module.renew(start) => self.look(key, enter()?),
            other => other,
        }
    }

    fn look(&self, key: &KeyEntry, in_use: InUse) -> Result<Reached, KeyRefusal> {
        let library = in_use.library();
        let slots = library.get_slots_with_token().map_err(|_| self.missing())?;
        let has_label =
            |slot: &Slot| library.get_token_info(*slot).is_ok_and(|info| info.label().trim() == self.token);
        let slot = slots.into_iter().find(has_label).ok_or_else(|| self.missing())?;
        let session = library.open_ro_session(slot).map_err(|error| self.told(key, &error, false))?;
        Ok(Reached { session, slot, in_use })
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
        let key = key.clone();
        self.ask(move |store| store.read_card(&key))
    }

    fn open(&self, key: &KeyEntry, pin: Option<&Pin>) -> Result<Box<dyn OpenKey>, KeyRefusal> {
        // Nobody waits for a turn that does not come back.
        if self.module.is_silent() {
            return Err(self.silent());
        }
        let taken = self.turn.take().ok_or_else(|| KeyRefusal::TokenBusy { token: self.token.clone() })?;
        let (wanted, pin) = (key.clone(), pin.cloned());
        let unlocked = self.ask(move |store| store.unlock(&wanted, pin.as_ref(), taken))?;
        Ok(Box::new(Opened { unlocked: Ok(unlocked), store: self.clone(), key: key.clone() }))
    }
}

impl Tokens {
    fn read_card(&self, key: &KeyEntry) -> Result<KeyCard, KeyRefusal> {
        let reached = self.reach(key)?;
        let chain = self.chain(key, &reached.session)?;
        let info = reached
            .in_use
            .library()
            .get_token_info(reached.slot)
            .map_err(|error| self.told(key, &error, false))?;
        let (name, holder) = (key.name.clone(), key.holder.clone());
        Ok(KeyCard { name, holder, keeper: Keeper::Token, pin: info.login_required(), chain })
    }

    fn unlock(&self, key: &KeyEntry, pin: Option<&Pin>, turn: Taken) -> Result<Unlocked, KeyRefusal> {
        let reached = self.reach(key)?;
        let Reached { session, slot, in_use } = &reached;
        let told = |error: Error| self.told(key, &error, false);
        let chain = self.chain(key, session)?;
        let pin = pin.map(|pin| AuthPin::new(pin.expose().to_owned().into()));
        if let Err(error) = session.login(UserType::User, pin.as_ref()) {
            let refusal = self.told(key, &error, false);
            let flags = in_use.library().get_token_info(*slot).map_err(told)?;
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
        let way = way(in_use.library(), *slot, &chain)
            .ok_or_else(|| KeyRefusal::MechanismMissing { key: key.name.clone() })?;
        let pin = pin.filter(|_| each_time);
        let Reached { session, in_use, .. } = reached;
        Ok(Unlocked { session, handle, way, pin, _in_use: in_use, _turn: turn })
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

/// A session that is logged in. Its end gives back the library, and then the turn.
struct Unlocked {
    session: Session,
    handle: ObjectHandle,
    way: Way,
    /// Only where the key wants it for each signature.
    pin: Option<AuthPin>,
    _in_use: InUse,
    _turn: Taken,
}

impl Drop for Unlocked {
    fn drop(&mut self) {
        // A token that is gone has forgotten the log-in by itself.
        let _ = self.session.logout();
    }
}

impl Unlocked {
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

struct Opened {
    /// Or why it has ended.
    unlocked: Result<Unlocked, KeyRefusal>,
    store: Tokens,
    key: KeyEntry,
}

impl Opened {
    fn take(&mut self, refusal: KeyRefusal) -> Result<Unlocked, KeyRefusal> {
        std::mem::replace(&mut self.unlocked, Err(refusal))
    }

    fn one(&mut self, message: &[u8]) -> Result<Vec<u8>, KeyRefusal> {
        if let Err(ended) = &self.unlocked {
            return Err(ended.clone());
        }
        let unlocked = self.take(self.store.silent())?;
        let message = message.to_vec();
        let asked = self.store.module.ask(PATIENCE, move || (unlocked.one(&message), unlocked));
        let (answer, unlocked) = asked.ok_or_else(|| self.store.silent())?;
        self.unlocked = Ok(unlocked);
        let answer = answer.map_err(|error| self.store.told(&self.key, &error, true));
        if let Err(removed @ KeyRefusal::TokenRemoved { .. }) = &answer {
            // Closed at once: a library in use cannot look for the token when it is back.
            self.close(removed.clone());
        }
        answer
    }

    fn close(&mut self, why: KeyRefusal) {
        if let Ok(unlocked) = self.take(why) {
            let _told = self.store.module.ask(PATIENCE, move || drop(unlocked));
        }
    }
}

impl OpenKey for Opened {
    fn sign(&mut self, items: &[&[u8]]) -> Vec<Result<Vec<u8>, KeyRefusal>> {
        let mut answers = Vec::with_capacity(items.len());
        for item in items {
            let answer = self.one(item);
            let ended = answer.is_err();
            answers.push(answer);
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
        self.close(KeyRefusal::SessionEnded);
    }
}
