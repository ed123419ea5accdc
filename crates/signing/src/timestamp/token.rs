//! An authority's signed word that some bytes were there at an instant: read, and checked up to a trusted root.
//!
//! How it is asked for is `request`'s; what it proves about a document, `validate`'s.

use jiff::Timestamp;

use crate::SigningRefusal;
use crate::asn1::oid::{self, Oid};
use crate::asn1::read::{Value, all, first, only, unpadded};
use crate::asn1::time::instant;
use crate::cms::read::{Envelope, Flaw};
use crate::trust::Trust;
use crate::x509::certificate::Certificate;
use crate::x509::chain::{self, Path};
use crate::x509::verify::Hash;

/// "Dấu thời gian": one that could be read; [`Request::check`](crate::Request::check) hands out sound ones only.
#[derive(Debug, Clone)]
pub struct Token {
    der: Vec<u8>,
    info: Info,
}

/// `TSTInfo`.
#[derive(Debug, Clone)]
struct Info {
    policy: Oid,
    hash: Hash,
    digest: Vec<u8>,
    at: Timestamp,
    /// The whole INTEGER.
    nonce: Option<Vec<u8>>,
}

impl Token {
    /// Reads a token; zeros behind it are passed over.
    pub(crate) fn read(der: &[u8]) -> Result<Self, SigningRefusal> {
        let whole = unpadded(der).ok_or(SigningRefusal::TimestampUnreadable)?;
        let envelope = Envelope::read(whole).map_err(|_| SigningRefusal::TimestampUnreadable)?;
        let info = envelope.content.filter(|_| envelope.content_type == oid::TST_INFO).and_then(info);
        Ok(Self { der: whole.to_vec(), info: info.ok_or(SigningRefusal::TimestampUnreadable)? })
    }

    /// The token in DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The instant the authority vouches for.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        self.info.at
    }

    /// The policy it was given under, as a dotted identifier.
    #[must_use]
    pub fn policy(&self) -> String {
        self.info.policy.to_string()
    }

    pub(crate) fn nonce(&self) -> Option<&[u8]> {
        self.info.nonce.as_deref()
    }

    /// Is it over these bytes?
    pub(crate) fn covers(&self, bytes: &[u8]) -> bool {
        aws_lc_rs::digest::digest(self.info.hash.engine(), bytes).as_ref() == self.info.digest
    }

    pub(crate) fn hash(&self) -> Hash {
        self.info.hash
    }

    pub(crate) fn is_over_digest(&self, digest: &[u8]) -> bool {
        self.info.digest == digest
    }

    /// The certificates it carries.
    pub(crate) fn certificates(&self) -> Vec<Certificate> {
        Envelope::read(&self.der).map(|envelope| envelope.certificates).unwrap_or_default()
    }

    /// The authority behind it, and the way up to a trusted root at the instant of the token.
    pub(crate) fn check(&self, trust: &Trust, others: &[Certificate]) -> Result<Path, SigningRefusal> {
        let unsound = |what: &str| SigningRefusal::TimestampUnsound { what: what.to_owned() };
        let envelope = Envelope::read(&self.der).map_err(|_| SigningRefusal::TimestampUnreadable)?;
        let content = envelope.content.ok_or(SigningRefusal::TimestampUnreadable)?;
        let digest = aws_lc_rs::digest::digest(envelope.hash().engine(), content);
        let own = envelope.check(digest.as_ref(), others).map_err(|flaw| match flaw {
            Flaw::Unreadable | Flaw::NoCertificate => SigningRefusal::TimestampUnreadable,
            Flaw::Digest | Flaw::Signature | Flaw::WeakAlgorithm => unsound("signature"),
            Flaw::Binding => unsound("certificate"),
        })?;
        if !envelope.binds_certificate() {
            return Err(unsound("certificate"));
        }
        if !is_for_time_stamping(&own) {
            return Err(unsound("purpose"));
        }
        let pool = [envelope.certificates.as_slice(), others].concat();
        chain::find(&own, &pool, trust, self.info.at).map_err(|_| SigningRefusal::TimestampUntrusted)
    }
}

/// RFC 3161: this purpose, alone and critical.
fn is_for_time_stamping(own: &Certificate) -> bool {
    let said = own.extensions();
    let usage = said.key_usage.is_none_or(|usage| usage.digital_signature || usage.non_repudiation);
    usage && said.purposes_critical && said.purposes.as_deref() == Some(&[oid::FOR_TIME_STAMPING])
}

fn info(content: &[u8]) -> Option<Info> {
    let mut fields = all(only(content)?.content)?.into_iter().skip(1);
    let (policy, imprint, _serial, at) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let (algorithm, rest) = first(imprint.content)?;
    Some(Info {
        policy: oid::read(policy)?,
        hash: Hash::of(oid::read(first(algorithm.content)?.0)?)?,
        digest: only(rest)?.content.to_vec(),
        at: instant(at)?,
        nonce: fields.find(|field: &Value<'_>| field.tag == 2).map(|field| field.whole.to_vec()),
    })
}
