//! A service of remote signing, played: keys of sample people behind the Cloud Signature Consortium's API v2.
//!
//! It keeps keys, asks for a PIN at each authorisation, binds an authorisation to its hashes (SCAL2), counts wrong PINs
//! and locks. Faults can be switched on. It says of itself that it is a simulator.

mod answers;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use kernel::Entropy;

use crate::pki::Key;

/// Wrong PINs before a credential locks.
const TRIES: u8 = 3;

/// "Chứng thư ký từ xa": one key the service keeps.
pub struct Credential {
    /// Its id.
    pub id: String,
    /// The key.
    pub key: Box<dyn SignsDigests>,
    /// The certificates, in DER, its own first.
    pub chain: Vec<Vec<u8>>,
    /// What its holder knows.
    pub pin: String,
}

/// Signs what was hashed already (SHA-256); a key in memory or on a module.
pub trait SignsDigests: Send + Sync {
    /// The value; `None` where the key fails.
    fn sign_digest(&self, digest: &[u8]) -> Option<Vec<u8>>;
}

impl SignsDigests for Key {
    fn sign_digest(&self, digest: &[u8]) -> Option<Vec<u8>> {
        Self::sign_digest(self, digest)
    }
}

/// How the service behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mood {
    /// Answers.
    #[default]
    Well,
    /// Every answer is an error of its own.
    Down,
    /// Signs something else than it was asked for.
    Wrong,
    /// Refuses after so many signatures in all.
    EndsAfter(u32),
}

/// An authorisation that was given.
struct Authorised {
    credential: String,
    hashes: Vec<String>,
}

/// "Dịch vụ ký số từ xa giả lập".
pub struct Service {
    client: (String, String),
    credentials: BTreeMap<String, Credential>,
    entropy: Arc<dyn Entropy>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    mood: Mood,
    signed: u32,
    tokens: Vec<String>,
    wrong: BTreeMap<String, u8>,
    authorised: BTreeMap<String, Authorised>,
}

impl Service {
    /// A service with these credentials, for one client.
    #[must_use]
    pub fn new(
        client_id: &str,
        client_secret: &str,
        credentials: Vec<Credential>,
        entropy: Arc<dyn Entropy>,
    ) -> Arc<Self> {
        let credentials = credentials.into_iter().map(|one| (one.id.clone(), one)).collect();
        let client = (client_id.to_owned(), client_secret.to_owned());
        Arc::new(Self { client, credentials, entropy, state: Mutex::default() })
    }

    /// Makes it behave otherwise.
    pub fn set(&self, mood: Mood) {
        self.state().mood = mood;
    }

    /// Forgets wrong PINs, as a help desk does.
    pub fn unlock(&self, credential: &str) {
        self.state().wrong.remove(credential);
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn secret(&self) -> String {
        let mut bytes = [0_u8; 24];
        self.entropy.fill(&mut bytes);
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
