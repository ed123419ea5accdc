//! Who keeps keys: tokens and security modules (`token`), services far away (`remote`), the demo's own files
//! (`development`), all behind one contract.
//!
//! Only the signer process opens any of them (`signer`); the program that serves people never does. The contract is
//! synchronous: a token blocks, and whoever calls gives it a thread of its own.

mod config;
pub mod development;
mod keyring;
mod module;
mod pem;
mod remote;
mod token;

use signing::keys::{KeyCard, KeyRefusal, Pin};

pub use config::{KeyConfig, RemoteConfig, SigningConfig, StampConfig, StoreConfig, TrustConfig};
pub use keyring::{Keyring, Kinds};
pub use pem::certificates;

/// "Nơi giữ khoá": lists its keys, and opens one.
pub trait KeyStore: Send + Sync {
    /// What may be known of a key without a PIN; `label` is the key's name in the store.
    ///
    /// # Errors
    /// The token or service is not there, or the key has no certificate.
    fn card(&self, key: &KeyEntry) -> Result<KeyCard, KeyRefusal>;

    /// Opens a key.
    ///
    /// # Errors
    /// A wrong PIN, a locked token and so on.
    fn open(&self, key: &KeyEntry, pin: Option<&Pin>) -> Result<Box<dyn OpenKey>, KeyRefusal>;
}

/// "Khoá đang mở"; closed when dropped.
pub trait OpenKey: Send {
    /// Signs each; the answers are as many as the items. After one that no further can survive, the rest is not tried.
    fn sign(&mut self, items: &[&[u8]]) -> Vec<Result<Vec<u8>, KeyRefusal>>;
}

/// "Khoá đã khai": one key of the installation.
#[derive(Debug, Clone)]
pub struct KeyEntry {
    /// Its name in this installation.
    pub name: String,
    /// Whose signature it makes.
    pub holder: signing::keys::Holder,
    /// Its name in the store.
    pub label: String,
    /// Certificates given beside the store, the key's own first.
    pub chain: Vec<Vec<u8>>,
}

/// What remains of a batch after the key has failed.
fn not_tried(answers: &mut Vec<Result<Vec<u8>, KeyRefusal>>, count: usize) {
    answers.resize_with(count, || Err(KeyRefusal::NotTried));
}
