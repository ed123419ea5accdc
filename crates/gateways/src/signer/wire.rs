//! What goes over the socket: one JSON object a line, question and answer by turns.
//!
//! A connection is a session: `open` opens one key, `sign` signs with it, and the end of the connection closes it. A PIN
//! stands only in `open`, and the buffers it passes are wiped.

use kernel::Refusal;
use serde::{Deserialize, Serialize};
use signing::keys::{Holder, KeyCard, KeyLine};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use zeroize::Zeroizing;

/// Items signed at once.
pub const MAX_ITEMS: usize = 64;
/// Bytes of one line.
pub(super) const MAX_LINE: u64 = 4 * 1024 * 1024;

/// A question.
#[derive(Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Question {
    /// Which keys are there?
    Keys {
        /// Of whom; of all where none is named.
        holder: Option<Holder>,
    },
    /// Open one key.
    Open {
        /// Its name.
        key: String,
        /// The PIN, where one is needed.
        pin: Option<String>,
        /// How many documents at most.
        documents: u32,
    },
    /// Sign with the key that is open.
    Sign {
        /// In order.
        items: Vec<Item>,
    },
}

/// "Nội dung cần ký".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The document, for the signer's log.
    pub label: String,
    /// What the signature is over.
    #[serde(with = "base64_bytes")]
    pub bytes: Vec<u8>,
}

/// A value of a signature.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Value(#[serde(with = "base64_bytes")] pub(super) Vec<u8>);

pub(super) type KeysAnswer = Result<Vec<KeyLine>, Refusal>;
pub(super) type OpenAnswer = Result<KeyCard, Refusal>;
pub(super) type SignAnswer = Result<Vec<Result<Value, Refusal>>, Refusal>;

/// The next line, wiped after use; `None` at the end, or where it is longer than any question may be.
pub(super) async fn line<R: tokio::io::AsyncRead + Unpin>(
    reader: &mut BufReader<R>,
) -> std::io::Result<Option<Zeroizing<Vec<u8>>>> {
    let mut line = Zeroizing::new(Vec::with_capacity(4_096));
    let read = reader.take(MAX_LINE).read_until(b'\n', &mut line).await?;
    Ok((read > 0 && line.last() == Some(&b'\n')).then_some(line))
}

/// Writes one line; the buffer is wiped.
pub(super) async fn tell<W: AsyncWrite + Unpin, T: Serialize>(
    writer: &mut W,
    value: &T,
) -> std::io::Result<()> {
    let mut line = Zeroizing::new(serde_json::to_vec(value)?);
    line.push(b'\n');
    writer.write_all(&line).await?;
    writer.flush().await
}

/// Bytes in JSON.
mod base64_bytes {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map_err(de::Error::custom)
    }
}
