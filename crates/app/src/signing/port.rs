//! The doors: to whoever keeps keys, and to the authorities that vouch for time and for certificates.
//!
//! A key never comes here, and a PIN only passes through. One session is one opening of one key: it signs at most as many
//! documents as it was opened for, and ends when it is dropped. Whoever signs many documents asks for a few at a time and
//! keeps what was answered before asking again, so that a token pulled out in the middle takes nothing with it.

use ::signing::keys::{Holder, KeyCard, KeyLine, KeyRefusal, Pin};
use kernel::Refusal;

use crate::Error;
use crate::identity::BoxFuture;

/// "Máy ký": keeps keys and signs with them, in a process of its own.
pub trait Signer: Send + Sync {
    /// The keys of a person or an agency, or all of them; no PIN is needed to see them.
    ///
    /// A key whose token is not there is listed all the same, with its refusal in the place of the card. The whole is
    /// refused with `key.signer-unreachable`.
    fn keys<'a>(&'a self, holder: Option<&'a Holder>) -> BoxFuture<'a, Result<Vec<KeyLine>, Error>>;

    /// Opens a key, by its name, for at most so many documents.
    ///
    /// Refusals: `key.unknown`, `key.pin-needed`, `key.pin-wrong`, `key.pin-last-try`, `key.pin-locked`,
    /// `key.token-missing`, `key.certificate-missing`, `key.remote-refused` and so on; each has its sentence.
    fn open<'a>(
        &'a self,
        key: &'a str,
        pin: Option<&'a Pin>,
        documents: u32,
    ) -> BoxFuture<'a, Result<Box<dyn SigningSession>, Error>>;
}

/// "Phiên ký": a key that is open.
pub trait SigningSession: Send {
    /// Which key it is, with its certificates; [`KeyCard::identity`] is what documents are prepared under.
    fn card(&self) -> &KeyCard;

    /// Signs, in order; the answers are as many as the questions.
    ///
    /// A refusal of one item stands in its answer; after one that no further item can survive, the rest is
    /// `key.not-tried`. An error of the whole means that none of these is known to be signed.
    fn sign<'a>(&'a mut self, items: &'a [ToSign]) -> BoxFuture<'a, Result<Vec<KeyAnswer>, Error>>;
}

/// "Nội dung cần ký": what one signature is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToSign {
    /// The document, as the log of the key may name it: a code or a file's name, never its content.
    pub label: String,
    /// The signed attributes ([`signing::Prepared::to_be_signed`]) or an XML `SignedInfo`; anything else is refused.
    pub bytes: Vec<u8>,
}

/// "Trả lời của khoá".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyAnswer {
    /// The value of the signature: PKCS#1 v1.5 for RSA, `SEQUENCE { r, s }` for P-256.
    Signed(Vec<u8>),
    /// It is not signed, and why.
    Refused(Refusal),
}

/// "Cơ quan cấp dấu thời gian và trạng thái chứng thư số".
pub trait Authorities: Send + Sync {
    /// The answer to a question of RFC 3161; refused with `signing.timestamp-unreachable` where none comes.
    fn timestamp<'a>(&'a self, question: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, Error>>;

    /// The answer of the responder at `address`; refused with `signing.evidence-unreachable` where none comes.
    fn ocsp<'a>(&'a self, address: &'a str, question: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, Error>>;

    /// The revocation list at `address`; refused in the same way.
    fn crl<'a>(&'a self, address: &'a str) -> BoxFuture<'a, Result<Vec<u8>, Error>>;
}

/// "Không có máy ký": an installation without keys; whoever asks is told.
pub struct NoSigner;

impl Signer for NoSigner {
    fn keys<'a>(&'a self, _: Option<&'a Holder>) -> BoxFuture<'a, Result<Vec<KeyLine>, Error>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn open<'a>(
        &'a self,
        key: &'a str,
        _: Option<&'a Pin>,
        _: u32,
    ) -> BoxFuture<'a, Result<Box<dyn SigningSession>, Error>> {
        Box::pin(async move { Err(KeyRefusal::Unknown { key: key.to_owned() }.into()) })
    }
}
