//! What validation answers: for each signature a plain verdict, by whom, when, and what came after.
//!
//! Codes and values only, as JSON names them; the sentences stand in the translation files.

use jiff::Timestamp;
use serde::Serialize;

use crate::trust::Domain;

/// "Kết quả kiểm tra chữ ký": all signatures of a document, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// One for each signature and each timestamp of the whole document.
    pub signatures: Vec<Judged>,
}

/// One signature, judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judged {
    /// The name of its field.
    pub field: String,
    /// A person's or an agency's signature, or a timestamp of the whole document.
    pub kind: Kind,
    /// The answer in one word.
    pub verdict: Verdict,
    /// Why it is not sound; empty where it is.
    pub reasons: Vec<Reason>,
    /// The holder of the certificate, as soon as one stands in the signature.
    pub signer: Option<Signer>,
    /// The instant the signer claims (`/M`).
    pub claimed_at: Option<Timestamp>,
    /// The instant a trusted timestamp proves: the signature was there by then.
    pub proven_at: Option<Timestamp>,
    /// The state of the certificate at the proven instant, or at the instant of validation where none is proven.
    pub certificate: CertificateState,
    /// How well it will last.
    pub level: Level,
    /// Does it cover the file to its last byte?
    pub covers_whole_file: bool,
    /// Length of the file as it was signed.
    pub signed_bytes: usize,
    /// What was added since, without repetition.
    pub changes: Vec<Change>,
    /// The signer's reason, as written in the signature.
    pub reason: Option<String>,
    /// The place, as written in the signature.
    pub location: Option<String>,
}

/// What a signature is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// "Chữ ký số".
    Signature,
    /// "Dấu thời gian" over the whole document.
    DocumentTimestamp,
}

/// "Kết luận": one word for one signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// "Hợp lệ": the document is what was signed, by a trusted holder whose certificate was good.
    Sound,
    /// "Chưa đủ căn cứ": nothing is wrong with the bytes, but something is not proved.
    Unproven,
    /// "Không hợp lệ": the document is not what was signed, or was signed when it might not be.
    Broken,
}

impl Verdict {
    /// What the reasons come to.
    pub(crate) fn of(reasons: &[Reason]) -> Self {
        if reasons.iter().any(Reason::breaks) {
            Self::Broken
        } else if reasons.is_empty() {
            Self::Sound
        } else {
            Self::Unproven
        }
    }
}

/// Why a signature is not sound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "code")]
pub enum Reason {
    /// The signature cannot be found or read where the file says it is.
    Unreadable,
    /// The signature does not cover what it must: everything but itself, up to the end of a revision.
    Coverage,
    /// The document is not the one that was signed.
    DocumentChanged,
    /// The value is not made by the key of the certificate.
    WrongSignature,
    /// The signature is bound to another certificate.
    WrongCertificate,
    /// The digest or the kind of key is too weak, or unknown.
    WeakAlgorithm,
    /// The certificate is missing.
    CertificateMissing,
    /// The certificate is not for signing documents, or not for time-stamping.
    WrongPurpose,
    /// Something was changed afterwards that no signature allows; `what` names the place.
    ContentAfter {
        /// The place: `page`, `catalog`, `object`, `field` and so on.
        what: String,
    },
    /// An earlier signer allowed no such change.
    NotPermitted {
        /// The kind of change.
        what: String,
    },
    /// No trusted root stands above the certificate.
    UntrustedIssuer,
    /// The certificate, or one above it, did not hold at the instant.
    CertificateNotInForce,
    /// The certificate, or one above it, had been withdrawn by the instant.
    Revoked,
    /// Whether it had been withdrawn is not known: no list, no answer.
    RevocationUnknown,
    /// The timestamp does not hold; the time is only claimed.
    TimestampUnsound,
}

impl Reason {
    /// Does it break the signature, rather than leave something unproved?
    pub(crate) fn breaks(&self) -> bool {
        match self {
            Self::Unreadable
            | Self::Coverage
            | Self::DocumentChanged
            | Self::WrongSignature
            | Self::WrongCertificate
            | Self::WeakAlgorithm
            | Self::WrongPurpose
            | Self::ContentAfter { .. }
            | Self::NotPermitted { .. } => true,
            Self::CertificateMissing
            | Self::UntrustedIssuer
            | Self::CertificateNotInForce
            | Self::Revoked
            | Self::RevocationUnknown
            | Self::TimestampUnsound => false,
        }
    }
}

/// Who signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signer {
    /// The name people say.
    pub name: Option<String>,
    /// The body.
    pub organisation: Option<String>,
    /// The whole name of the holder.
    pub subject: String,
    /// The whole name of the issuer.
    pub issuer: String,
    /// The serial number in hexadecimal.
    pub serial: String,
    /// The trust domain of the root above; `None` where no trusted one stands there.
    pub domain: Option<Domain>,
    /// The last instant the certificate holds.
    pub valid_until: Timestamp,
    /// The kind of its key: `rsa-2048`, `ecdsa-p256`.
    pub key: String,
}

/// "Trạng thái chứng thư số" at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum CertificateState {
    /// In force, and known not to be withdrawn.
    Good,
    /// Withdrawn.
    Revoked {
        /// Since when.
        at: Timestamp,
    },
    /// Before its first or after its last instant.
    NotInForce,
    /// In force, but nothing tells whether it was withdrawn; or no root is known for it.
    Unknown,
}

/// "Mức chữ ký" of PAdES baseline (EN 319 142-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Level {
    /// Not of the baseline: it does not say which certificate it is made with.
    #[serde(rename = "basic")]
    Basic,
    /// The signer's own word for the time.
    #[serde(rename = "b-b")]
    BB,
    /// With a trusted timestamp.
    #[serde(rename = "b-t")]
    BT,
    /// With all evidence about its certificates in the file.
    #[serde(rename = "b-lt")]
    BLt,
    /// With a timestamp over that evidence, which can be renewed.
    #[serde(rename = "b-lta")]
    BLta,
}

/// What was added to a document after a signature.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case", tag = "change")]
pub enum Change {
    /// Another signature, or an empty field for one.
    Signature {
        /// The name of its field.
        field: String,
    },
    /// Evidence about certificates (DSS).
    Evidence,
    /// A field of the form was filled in.
    Filled {
        /// The name of the field.
        field: String,
    },
    /// Notes about the file itself, such as the program that wrote it.
    Metadata,
    /// Anything else: it is not accepted.
    Other {
        /// The place: `page`, `catalog`, `object`, `field` and so on.
        what: String,
    },
}
