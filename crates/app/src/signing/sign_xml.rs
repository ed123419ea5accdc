//! Signing a document of an exchange format (XML-DSig, XAdES B-B), with the same keys and the same refusals as a PDF.

use ::signing::SigningRefusal;
use ::signing::xml::{XmlOrder, prepare_xml};
use jiff::Timestamp;
use kernel::FileHash;

use crate::Error;
use crate::signing::port::{KeyAnswer, SigningSession, ToSign};

/// "Việc ký XML": one document to be signed.
#[derive(Debug, Clone, Copy)]
pub struct XmlTask<'a> {
    /// A code or a file's name, for the log of the key.
    pub label: &'a str,
    /// The document.
    pub text: &'a str,
    /// The hash of the file the signer was shown.
    pub shown: Option<&'a FileHash>,
    /// The `Id` of the signature.
    pub id: &'a str,
    /// The claimed instant.
    pub at: Timestamp,
}

/// Signs it; the signature stands at the end of the root.
///
/// # Errors
/// `signing.xml-malformed` for what is not signed here or is signed already, and the refusals of the key.
pub async fn sign_xml(session: &mut dyn SigningSession, task: &XmlTask<'_>) -> Result<String, Error> {
    let now = FileHash::of(task.text.as_bytes());
    if task.shown.is_some_and(|shown| *shown != now) {
        let shown = task.shown.map_or_else(String::new, |shown| shown.as_str().to_owned());
        return Err(SigningRefusal::ChangedSinceShown { shown, now: now.as_str().to_owned() }.into());
    }
    let identity = session.card().identity()?;
    let order = XmlOrder { id: task.id, at: Some(task.at) };
    let prepared = prepare_xml(task.text, &order, &identity)?;
    let asked = ToSign { label: task.label.to_owned(), bytes: prepared.to_be_signed().to_vec() };
    match session.sign(std::slice::from_ref(&asked)).await?.into_iter().next() {
        Some(KeyAnswer::Signed(value)) => Ok(prepared.signed(&value)?),
        Some(KeyAnswer::Refused(refusal)) => Err(refusal.into()),
        None => Err(::signing::keys::KeyRefusal::SignerLost.into()),
    }
}
