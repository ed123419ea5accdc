//! Reading an envelope: who signed what, and whether the signature holds.
//!
//! Exactly one signer is taken, and only DER: a second way to read the same bytes is a way to be deceived.

use crate::asn1::oid::{self, Oid};
use crate::asn1::read::{Value, all, first, only, unpadded};
use crate::asn1::write::{INTEGER, OCTETS, SEQUENCE, SET};
use crate::x509::certificate::{Certificate, sha256};
use crate::x509::verify::Hash;

/// Certificates in one envelope.
const MAX_CERTIFICATES: usize = 64;

/// The tag of a signer named by the key.
const KEY_ID: u8 = 0x80;
/// The tags of what may stand among certificates without being a plain one.
const OTHER_CERTIFICATES: std::ops::RangeInclusive<u8> = 0xa0..=0xa3;

/// A SignedData with its one signer.
#[derive(Debug)]
pub(crate) struct Envelope<'a> {
    pub(crate) content_type: Oid,
    /// What is carried inside; a detached signature carries nothing.
    pub(crate) content: Option<&'a [u8]>,
    pub(crate) certificates: Vec<Certificate>,
    signer: Signer<'a>,
}

#[derive(Debug)]
struct Signer<'a> {
    id: Value<'a>,
    hash: Hash,
    /// The signed attributes as a SET.
    attributes: Vec<u8>,
    algorithm: &'a [u8],
    signature: &'a [u8],
    unsigned: Option<&'a [u8]>,
}

/// Why an envelope does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    Unreadable,
    WeakAlgorithm,
    NoCertificate,
    Digest,
    Signature,
    /// The certificate is not the one the signer bound the signature to.
    Binding,
}

impl<'a> Envelope<'a> {
    /// Reads an envelope, zeros behind it passed over.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, Flaw> {
        let whole = unpadded(bytes).ok_or(Flaw::Unreadable)?;
        let data = signed_data(whole).ok_or(Flaw::Unreadable)?;
        let mut fields = all(data).ok_or(Flaw::Unreadable)?.into_iter().peekable();
        let mut next = |tag: u8| fields.next_if(|field| field.tag == tag).ok_or(Flaw::Unreadable);
        let (_version, _hashes, inner) = (next(INTEGER)?, next(SET)?, next(SEQUENCE)?);
        let (content_type, content) = encapsulated(inner).ok_or(Flaw::Unreadable)?;
        let certificates = fields.next_if(|field| field.tag == 0xa0);
        let certificates = certificates.map_or(Some(Vec::new()), |field| all(field.content));
        let mut read = Vec::new();
        for one in certificates.ok_or(Flaw::Unreadable)?.into_iter().take(MAX_CERTIFICATES) {
            if one.tag == SEQUENCE {
                read.push(Certificate::from_der(one.whole).map_err(|_| Flaw::Unreadable)?);
            } else if !OTHER_CERTIFICATES.contains(&one.tag) {
                return Err(Flaw::Unreadable);
            }
        }
        fields.next_if(|field| field.tag == 0xa1);
        let signers = fields.next().filter(|field| field.tag == SET).and_then(|field| all(field.content));
        let [signer] = signers.ok_or(Flaw::Unreadable)?.try_into().map_err(|_| Flaw::Unreadable)?;
        Ok(Self { content_type, content, certificates: read, signer: Signer::read(signer)? })
    }

    /// The value of the signature, which a timestamp is over.
    pub(crate) fn signature(&self) -> &'a [u8] {
        self.signer.signature
    }

    pub(crate) fn hash(&self) -> Hash {
        self.signer.hash
    }

    /// The one value of an unsigned attribute.
    pub(crate) fn unsigned_attribute(&self, wanted: Oid) -> Option<&'a [u8]> {
        value_of(self.signer.unsigned?, wanted).map(|value| value.whole)
    }

    fn signed_attribute(&self, wanted: Oid) -> Option<Value<'_>> {
        value_of(only(&self.signer.attributes)?.content, wanted)
    }

    /// Does the signature say which certificate it is made with, as PAdES and RFC 3161 demand?
    pub(crate) fn binds_certificate(&self) -> bool {
        self.signed_attribute(oid::SIGNING_CERTIFICATE_V2).is_some()
            || self.signed_attribute(oid::SIGNING_CERTIFICATE).is_some()
    }

    /// The certificate the signer names, carried inside or known beside.
    pub(crate) fn signer(&self, others: &[Certificate]) -> Option<Certificate> {
        self.certificates.iter().chain(others).find(|one| self.signer.is(one)).cloned()
    }

    /// The certificate of the signer, once all that the envelope itself can prove is proved.
    ///
    /// `digest` is over the content the signature is for; `others` may hold the certificate where the envelope does not.
    pub(crate) fn check(&self, digest: &[u8], others: &[Certificate]) -> Result<Certificate, Flaw> {
        let said = self.signed_attribute(oid::CONTENT_TYPE).map(|value| value.content.to_vec());
        if said.as_deref() != Some(self.content_type.as_bytes()) {
            return Err(Flaw::Unreadable);
        }
        if self.signed_attribute(oid::MESSAGE_DIGEST).map(|value| value.content) != Some(digest) {
            return Err(Flaw::Digest);
        }
        let own = self.signer(others).ok_or(Flaw::NoCertificate)?;
        let Signer { hash, attributes, algorithm, signature, .. } = &self.signer;
        if !own.key().verify_with(algorithm, *hash, attributes, signature) {
            return Err(Flaw::Signature);
        }
        if self.binds_another(&own) { Err(Flaw::Binding) } else { Ok(own) }
    }

    fn binds_another(&self, own: &Certificate) -> bool {
        let bound = self.signed_attribute(oid::SIGNING_CERTIFICATE_V2).map(|value| v2_binds(value, own));
        let bound = bound
            .or_else(|| self.signed_attribute(oid::SIGNING_CERTIFICATE).map(|value| v1_binds(value, own)));
        bound.is_some_and(|bound| bound != Some(true))
    }
}

fn signed_data(whole: &[u8]) -> Option<&[u8]> {
    let [kind, explicit] = all(shaped(only(whole)?, SEQUENCE)?.content)?.try_into().ok()?;
    let is_signed = oid::read(kind) == Some(oid::SIGNED_DATA) && explicit.tag == 0xa0;
    if is_signed { shaped(only(explicit.content)?, SEQUENCE).map(|data| data.content) } else { None }
}

/// The value, if it has this tag: what others would not read is not read here.
fn shaped(value: Value<'_>, tag: u8) -> Option<Value<'_>> {
    (value.tag == tag).then_some(value)
}

fn encapsulated(inner: Value<'_>) -> Option<(Oid, Option<&[u8]>)> {
    let (kind, rest) = first(inner.content)?;
    let kind = oid::read(kind)?;
    if rest.is_empty() {
        return Some((kind, None));
    }
    Some((kind, Some(only(only(rest)?.content).filter(|octets| octets.tag == 4)?.content)))
}

impl<'a> Signer<'a> {
    fn read(value: Value<'a>) -> Result<Self, Flaw> {
        let value = shaped(value, SEQUENCE).ok_or(Flaw::Unreadable)?;
        let mut fields = all(value.content).ok_or(Flaw::Unreadable)?.into_iter();
        let mut next = || fields.next().ok_or(Flaw::Unreadable);
        if next()?.tag != INTEGER {
            return Err(Flaw::Unreadable);
        }
        let (id, hash) = (next()?, next()?);
        let hash_tag = hash.tag;
        let hash = first(hash.content).and_then(|(id, _)| oid::read(id));
        let hash = hash.and_then(Hash::of).ok_or(Flaw::WeakAlgorithm)?;
        let stored = next()?;
        // Without signed attributes nothing says which certificate or which kind of content is meant.
        if stored.tag != 0xa0 {
            return Err(Flaw::Unreadable);
        }
        let mut attributes = stored.whole.to_vec();
        if let Some(tag) = attributes.first_mut() {
            *tag = SET;
        }
        let (algorithm, signature) = (next()?, next()?);
        if ![SEQUENCE, KEY_ID].contains(&id.tag)
            || hash_tag != SEQUENCE
            || algorithm.tag != SEQUENCE
            || signature.tag != OCTETS
        {
            return Err(Flaw::Unreadable);
        }
        let (algorithm, signature) = (algorithm.whole, signature.content);
        let unsigned = fields.next().filter(|field| field.tag == 0xa1).map(|field| field.content);
        Ok(Self { id, hash, attributes, algorithm, signature, unsigned })
    }

    fn is(&self, certificate: &Certificate) -> bool {
        if self.id.tag == KEY_ID {
            return certificate.extensions().subject_key.as_deref() == Some(self.id.content);
        }
        let named = all(self.id.content).and_then(|parts| <[Value<'_>; 2]>::try_from(parts).ok());
        named.is_some_and(|[issuer, serial]| {
            issuer.whole == certificate.issuer_der()
                && (serial.tag, serial.content) == (INTEGER, certificate.serial_bytes())
        })
    }
}

/// The value of an attribute that stands once and has one value.
fn value_of(content: &[u8], wanted: Oid) -> Option<Value<'_>> {
    let mut found = None;
    for attribute in all(content)? {
        let (kind, values) = first(attribute.content)?;
        if oid::read(kind) == Some(wanted) {
            if found.is_some() {
                return None;
            }
            found = only(values).and_then(|set| only(set.content));
        }
    }
    found
}

/// `SigningCertificateV2`: its first id is the signer's.
fn v2_binds(value: Value<'_>, own: &Certificate) -> Option<bool> {
    let (ids, _) = first(value.content)?;
    let (id, _) = first(ids.content)?;
    let (head, rest) = first(id.content)?;
    if head.tag == 4 {
        return Some(head.content == sha256(own.der()));
    }
    let hash = Hash::of(oid::read(first(head.content)?.0)?)?;
    Some(first(rest)?.0.content == aws_lc_rs::digest::digest(hash.engine(), own.der()).as_ref())
}

/// `SigningCertificate`, by SHA-1: it binds, but proves little; what proves is the signature.
fn v1_binds(value: Value<'_>, own: &Certificate) -> Option<bool> {
    let (ids, _) = first(value.content)?;
    let (hash, _) = first(first(ids.content)?.0.content)?;
    let sha1 = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY, own.der());
    Some(hash.content == sha1.as_ref())
}
