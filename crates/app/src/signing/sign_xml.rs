//! Signing a document of an exchange format (XAdES B-B and B-T), with the same keys, authorities and refusals as a PDF.

use ::signing::SigningRefusal;
use ::signing::xml::{XmlOrder, prepare_xml};
use jiff::Timestamp;
use kernel::FileHash;

use crate::Error;
use crate::signing::evidence::ask_for_time;
use crate::signing::port::{KeyAnswer, SigningSession, ToSign};
use crate::signing::{Signing, Wish};

/// "Việc ký XML": one document to be signed.
#[derive(Debug, Clone, Copy)]
pub struct XmlTask<'a> {
    /// A code or a file's name, for the log of the key.
    pub label: &'a str,
    /// The document.
    pub text: &'a str,
    /// The hash of the file the signer was shown.
    pub shown: Option<&'a FileHash>,
    /// How the `Id` of the signature begins.
    pub stem: &'a str,
    /// The claimed instant.
    pub at: Timestamp,
}

/// Signs it; the signature stands at the end of the root, behind those that are there, which stay valid.
///
/// # Errors
/// `signing.xml-malformed` for what is not signed here, `signing.xml-closed` where an earlier signature allows no other,
/// `signing.xml-level` beyond B-T, those of the authority of time where B-T is wished, and the refusals of the key.
pub async fn sign_xml(
    signing: &Signing,
    session: &mut dyn SigningSession,
    task: &XmlTask<'_>,
    wish: Wish,
) -> Result<String, Error> {
    let now = FileHash::of(task.text.as_bytes());
    if task.shown.is_some_and(|shown| *shown != now) {
        let shown = task.shown.map_or_else(String::new, |shown| shown.as_str().to_owned());
        return Err(SigningRefusal::ChangedSinceShown { shown, now: now.as_str().to_owned() }.into());
    }
    let is_timed = match wish {
        Wish::Plain => false,
        Wish::Timed => true,
        Wish::Kept | Wish::Archived => return Err(SigningRefusal::XmlLevel.into()),
    };
    let identity = session.card().identity()?;
    let prepared = prepare_xml(task.text, &XmlOrder { stem: task.stem, at: task.at }, &identity)?;
    let asked = ToSign { label: task.label.to_owned(), bytes: prepared.to_be_signed().to_vec() };
    let signed = match session.sign(std::slice::from_ref(&asked)).await?.into_iter().next() {
        Some(KeyAnswer::Signed(value)) => prepared.signed(&value)?,
        Some(KeyAnswer::Refused(refusal)) => return Err(refusal.into()),
        None => return Err(::signing::keys::KeyRefusal::SignerLost.into()),
    };
    if is_timed {
        let token = ask_for_time(signing, |nonce| signed.timestamp_request(nonce)).await?;
        Ok(signed.finish_with(&token)?)
    } else {
        Ok(signed.finish())
    }
}
