//! The audit chain of one dossier: each record's hash covers the one before it, so that nothing can be changed unseen.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// "Mã băm chuỗi": SHA-256 over the previous hash and the record's exact stored text, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChainHash(pub String);

/// The hash before the first record.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

impl ChainHash {
    /// The hash of a record's stored text after `previous`.
    #[must_use]
    pub fn over(previous: &str, dossier_id: &str, text: &str) -> Self {
        Self(content_hash(&[previous, dossier_id, text]))
    }
}

/// SHA-256 of `parts` in hexadecimal; lengths go in, so that no two ways of cutting the parts give the same bytes.
pub(crate) fn content_hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_string().as_bytes());
        hasher.update(b":");
        hasher.update(part.as_bytes());
    }
    hex::encode(hasher.finalize())
}
