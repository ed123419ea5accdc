//! What the browser says: which question it was asked, on which page.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::{PasskeyRefusal, Relying};

/// More than this no browser says.
const MOST_BYTES: usize = 4096;

/// "Lời của trình duyệt" (`CollectedClientData`); what else it says is of no account.
#[derive(Debug, Deserialize)]
pub(super) struct Said {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    /// Whether our page stood within somebody else's.
    #[serde(default, rename = "crossOrigin")]
    is_framed: bool,
}

impl Said {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, PasskeyRefusal> {
        if bytes.len() > MOST_BYTES {
            return Err(PasskeyRefusal::Malformed);
        }
        serde_json::from_slice(bytes).map_err(|_| PasskeyRefusal::Malformed)
    }

    /// Whether it answers this question, on our own page.
    pub(super) fn answers(
        &self,
        kind: &str,
        challenge: &[u8],
        relying: &Relying,
    ) -> Result<(), PasskeyRefusal> {
        if self.kind != kind {
            return Err(PasskeyRefusal::OtherKind);
        }
        if self.origin != relying.origin() || self.is_framed {
            return Err(PasskeyRefusal::OtherOrigin { origin: self.origin.clone() });
        }
        let said = from_base64url(&self.challenge).ok_or(PasskeyRefusal::Malformed)?;
        verify_slices_are_equal(&said, challenge).map_err(|_| PasskeyRefusal::OtherChallenge)
    }
}

/// Bytes as pages and browsers write them here.
#[must_use]
pub fn to_base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes in such a text.
#[must_use]
pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}
