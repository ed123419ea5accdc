//! The name of stored bytes: what they are decides what they are called, so nothing can be exchanged behind a name.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// "Mã băm tệp": SHA-256 of a file's bytes in lower-case hexadecimal.
///
/// The hash of an uploaded paper stands in the opening of a dossier, so the audit chain covers the paper itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileHash(String);

/// Hexadecimal digits of a hash.
const DIGITS: usize = 64;

impl FileHash {
    /// The name of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(hex::encode(Sha256::digest(bytes)))
    }

    /// Reads 64 hexadecimal digits in lower case; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        (text.len() == DIGITS && text.chars().all(is_digit)).then(|| Self(text.to_owned()))
    }

    /// The 64 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for FileHash {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text:?} is not the hash of a file"))
    }
}

impl From<FileHash> for String {
    fn from(hash: FileHash) -> Self {
        hash.0
    }
}

impl std::fmt::Display for FileHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::FileHash;

    #[test]
    fn a_hash_is_64_small_digits_and_nothing_else() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(FileHash::of(b"").as_str(), empty);
        assert_eq!(FileHash::parse(empty).map(String::from).as_deref(), Some(empty));
        for wrong in ["", "e3b0", &empty.to_uppercase(), &empty.replace('e', "g"), "../../../../etc/passwd"] {
            assert_eq!(FileHash::parse(wrong), None, "{wrong}");
        }
        assert!(serde_json::from_str::<FileHash>("\"../x\"").is_err());
    }
}
