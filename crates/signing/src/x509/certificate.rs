//! A certificate: its bytes as they were signed, and what the engine asks of it.
//!
//! Whether it may be trusted is `chain`'s question; whether it was revoked, `revocation`'s.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use aws_lc_rs::digest;
use jiff::Timestamp;

use crate::SigningRefusal;
use crate::asn1::oid::{self, Oid};
use crate::asn1::read::{Value, all, first, only};
use crate::asn1::time::instant;
use crate::asn1::write::{INTEGER, SEQUENCE};
use crate::x509::extension::Extensions;
use crate::x509::name;
use crate::x509::verify::PublicKey;

/// Bytes of one certificate; larger ones are not what they say.
const MAX_BYTES: usize = 64 * 1024;

/// "Chứng thư số": who holds a key, who says so, and from when to when.
#[derive(Clone)]
pub struct Certificate(Arc<Inner>);

struct Inner {
    der: Vec<u8>,
    tbs: Range<usize>,
    serial: Vec<u8>,
    signature_algorithm: Range<usize>,
    signature: Range<usize>,
    issuer: Range<usize>,
    subject: Range<usize>,
    subject_parts: Vec<(Oid, String)>,
    issuer_parts: Vec<(Oid, String)>,
    from: Timestamp,
    until: Timestamp,
    key: PublicKey,
    key_bits: Range<usize>,
    extensions: Extensions,
    fingerprint: [u8; 32],
}

impl Certificate {
    /// Reads one certificate from DER.
    ///
    /// # Errors
    /// `CertificateUnreadable` for anything that is not exactly one certificate.
    pub fn from_der(der: &[u8]) -> Result<Self, SigningRefusal> {
        if der.len() > MAX_BYTES {
            return Err(SigningRefusal::CertificateUnreadable);
        }
        read(der).map(|inner| Self(Arc::new(inner))).ok_or(SigningRefusal::CertificateUnreadable)
    }

    /// The bytes it was read from.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.0.der
    }

    /// SHA-256 of its bytes.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 32] {
        self.0.fingerprint
    }

    /// The serial number in hexadecimal.
    #[must_use]
    pub fn serial(&self) -> String {
        self.0.serial.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The whole name of the holder.
    #[must_use]
    pub fn subject(&self) -> String {
        name::display(&self.0.subject_parts)
    }

    /// The whole name of the issuer.
    #[must_use]
    pub fn issuer(&self) -> String {
        name::display(&self.0.issuer_parts)
    }

    /// The holder's own name, as people say it.
    #[must_use]
    pub fn common_name(&self) -> Option<&str> {
        name::common_name(&self.0.subject_parts)
    }

    /// The body the holder belongs to.
    #[must_use]
    pub fn organisation(&self) -> Option<&str> {
        name::organisation(&self.0.subject_parts)
    }

    /// The first instant it holds.
    #[must_use]
    pub fn valid_from(&self) -> Timestamp {
        self.0.from
    }

    /// The last instant it holds.
    #[must_use]
    pub fn valid_until(&self) -> Timestamp {
        self.0.until
    }

    /// Where answers about it can be asked for (OCSP).
    #[must_use]
    pub fn ocsp_addresses(&self) -> &[String] {
        &self.0.extensions.ocsp_addresses
    }

    /// Where lists that may name it are published (CRL).
    #[must_use]
    pub fn crl_addresses(&self) -> &[String] {
        &self.0.extensions.crl_addresses
    }

    /// The kind of its key, as lists of algorithms name it: `rsa-2048`, `ecdsa-p256`.
    #[must_use]
    pub fn key_kind(&self) -> String {
        match self.key() {
            PublicKey::Rsa { modulus_bits, .. } => format!("rsa-{modulus_bits}"),
            PublicKey::P256(_) => "ecdsa-p256".to_owned(),
            PublicKey::P384(_) => "ecdsa-p384".to_owned(),
            PublicKey::P521(_) => "ecdsa-p521".to_owned(),
            PublicKey::Other => "other".to_owned(),
        }
    }

    /// Does it stand for itself, as roots do?
    #[must_use]
    pub fn is_self_issued(&self) -> bool {
        self.subject_der() == self.issuer_der()
    }

    pub(crate) fn holds_at(&self, at: Timestamp) -> bool {
        (self.0.from..=self.0.until).contains(&at)
    }

    pub(crate) fn key(&self) -> &PublicKey {
        &self.0.key
    }

    /// The bits of the key alone, which OCSP hashes.
    pub(crate) fn key_bits(&self) -> &[u8] {
        self.part(&self.0.key_bits)
    }

    pub(crate) fn extensions(&self) -> &Extensions {
        &self.0.extensions
    }

    pub(crate) fn subject_der(&self) -> &[u8] {
        self.part(&self.0.subject)
    }

    pub(crate) fn issuer_der(&self) -> &[u8] {
        self.part(&self.0.issuer)
    }

    pub(crate) fn serial_bytes(&self) -> &[u8] {
        &self.0.serial
    }

    /// Is the signature on it made by this issuer?
    pub(crate) fn is_signed_by(&self, issuer: &Self) -> bool {
        let (algorithm, signature) = (self.part(&self.0.signature_algorithm), self.part(&self.0.signature));
        issuer.key().verify(algorithm, self.part(&self.0.tbs), signature)
    }

    fn part(&self, range: &Range<usize>) -> &[u8] {
        self.0.der.get(range.clone()).unwrap_or_default()
    }
}

fn read(der: &[u8]) -> Option<Inner> {
    let within = |part: &[u8]| {
        let from = part.as_ptr().addr().checked_sub(der.as_ptr().addr())?;
        Some(from..from + part.len())
    };
    let [tbs, algorithm, signature] = all(only(der)?.content)?.try_into().ok()?;
    let mut fields = all(tbs.content)?.into_iter().peekable();
    fields.next_if(|field| field.tag == 0xa0);
    let (serial, inner_algorithm, issuer) = (fields.next()?, fields.next()?, fields.next()?);
    let (validity, subject, key) = (fields.next()?, fields.next()?, fields.next()?);
    let shapes = [(serial, INTEGER), (inner_algorithm, SEQUENCE), (issuer, SEQUENCE), (validity, SEQUENCE)];
    let others = [(subject, SEQUENCE), (key, SEQUENCE), (tbs, SEQUENCE), (algorithm, SEQUENCE)];
    if shapes.iter().chain(&others).any(|(field, tag)| field.tag != *tag) {
        return None;
    }
    // Two places name the algorithm; where they differ, one of them is a lie.
    if inner_algorithm.whole != algorithm.whole {
        return None;
    }
    let [from, until] = all(validity.content)?.try_into().ok()?;
    let extensions = fields.find(|field| field.tag == 0xa3);
    let (_, rest) = first(key.content)?;
    Some(Inner {
        tbs: within(tbs.whole)?,
        serial: serial.content.to_vec(),
        signature_algorithm: within(algorithm.whole)?,
        signature: within(bits(signature)?)?,
        issuer: within(issuer.whole)?,
        subject: within(subject.whole)?,
        subject_parts: name::parts(subject)?,
        issuer_parts: name::parts(issuer)?,
        from: instant(from)?,
        until: instant(until)?,
        key: PublicKey::read(key.content)?,
        key_bits: within(bits(only(rest)?)?)?,
        extensions: extensions
            .map_or(Some(Extensions::default()), |found| Extensions::read(found.content))?,
        fingerprint: sha256(der),
        der: der.to_vec(),
    })
}

/// The bytes of a BIT STRING without unused bits.
pub(crate) fn bits(value: Value<'_>) -> Option<&[u8]> {
    value.content.split_first().filter(|(unused, _)| value.tag == 3 && **unused == 0).map(|(_, bits)| bits)
}

pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    hash
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.0.fingerprint == other.0.fingerprint
    }
}

impl Eq for Certificate {}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({}, {})", self.subject(), self.serial())
    }
}

/// May the key sign documents, as far as the certificate says?
pub(crate) fn may_sign_documents(certificate: &Certificate) -> bool {
    let said = certificate.extensions();
    let usage = said.key_usage.is_none_or(|usage| usage.digital_signature || usage.non_repudiation);
    let own_purpose = [oid::FOR_TIME_STAMPING, oid::FOR_OCSP];
    usage
        && !said.is_authority
        && !said.purposes.as_ref().is_some_and(|list| list.iter().all(|one| own_purpose.contains(one)))
}
