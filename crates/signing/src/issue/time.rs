//! Timestamps (RFC 3161): a question answered with the authority's signed word.

use jiff::Timestamp;

use crate::asn1::oid::{self, Oid, encoded};
use crate::asn1::read::{all, only};
use crate::asn1::time::generalized;
use crate::asn1::write::{INTEGER, OCTETS, attribute, sequence, set_of, tlv, unsigned};
use crate::cms::build::{SignedParts, signing_certificate};
use crate::issue::Issuer;
use crate::x509::certificate::{Certificate, sha256};

/// How an authority of time answers.
#[derive(Clone, Copy)]
pub struct Stamping<'a> {
    /// The authority with its key.
    pub authority: Issuer<'a>,
    /// Certificates above its own.
    pub above: &'a [Certificate],
    /// The policy, a dotted identifier; a question that asks for another is refused.
    pub policy: &'a str,
    /// The serial number of this timestamp.
    pub serial: &'a [u8],
    /// The instant it vouches for.
    pub at: Timestamp,
}

/// Status codes and failure bits of RFC 3161.
const REJECTED: u8 = 2;

/// Answers a question with a timestamp, or with "rejected" where it is malformed or asks for another policy.
///
/// `None` where the key does not sign.
#[must_use]
pub fn granted(stamping: &Stamping<'_>, question: &[u8]) -> Option<Vec<u8>> {
    let Some(asked) = read(question) else { return Some(refused()) };
    let policy = Oid::new(stamping.policy).ok()?;
    if asked.policy.is_some_and(|wanted| wanted != policy) {
        return Some(refused());
    }
    let info = sequence(&[
        &unsigned(&[1]),
        &encoded(policy),
        &asked.imprint,
        &unsigned(stamping.serial),
        &generalized(stamping.at),
        // Accurate to a second.
        &sequence(&[&unsigned(&[1])]),
        &asked.nonce,
    ]);
    let token = token(stamping, &info, asked.with_certificates)?;
    Some(sequence(&[&sequence(&[&unsigned(&[0])]), &token]))
}

/// The answer of an authority that refuses.
#[must_use]
pub fn refused() -> Vec<u8> {
    sequence(&[&sequence(&[&unsigned(&[REJECTED])])])
}

struct Asked {
    imprint: Vec<u8>,
    policy: Option<Oid>,
    nonce: Vec<u8>,
    with_certificates: bool,
}

fn read(question: &[u8]) -> Option<Asked> {
    let mut fields = all(only(question)?.content)?.into_iter().peekable();
    fields.next_if(|field| field.tag == INTEGER)?;
    let imprint = fields.next_if(|field| field.tag == 0x30)?;
    let [_, digest] = all(imprint.content)?.try_into().ok()?;
    if digest.tag != OCTETS || ![32, 48, 64].contains(&digest.content.len()) {
        return None;
    }
    let policy = fields.next_if(|field| field.tag == crate::asn1::write::OID);
    let nonce = fields.next_if(|field| field.tag == INTEGER);
    let certificates = fields.next_if(|field| field.tag == 1);
    Some(Asked {
        imprint: imprint.whole.to_vec(),
        policy: policy.and_then(oid::read),
        nonce: nonce.map_or_else(Vec::new, |nonce| nonce.whole.to_vec()),
        with_certificates: certificates.is_some_and(|flag| flag.content == [0xff]),
    })
}

fn token(stamping: &Stamping<'_>, info: &[u8], with_certificates: bool) -> Option<Vec<u8>> {
    let own = stamping.authority.certificate?;
    let attributes = set_of(vec![
        attribute(&encoded(oid::CONTENT_TYPE), &encoded(oid::TST_INFO)),
        attribute(&encoded(oid::MESSAGE_DIGEST), &tlv(OCTETS, &[&sha256(info)])),
        signing_certificate(&own.fingerprint()),
    ]);
    let signature = (stamping.authority.sign)(&attributes)?;
    let mut chain: Vec<&[u8]> = std::iter::once(own).chain(stamping.above).map(Certificate::der).collect();
    chain.sort_unstable();
    let certificates = if with_certificates { tlv(0xa0, &chain) } else { Vec::new() };
    let parts = SignedParts {
        content: sequence(&[&encoded(oid::TST_INFO), &tlv(0xa0, &[&tlv(OCTETS, &[info])])]),
        certificates: &certificates,
        issuer_and_serial: &sequence(&[own.issuer_der(), &tlv(INTEGER, &[own.serial_bytes()])]),
        attributes: &attributes,
        algorithm: &stamping.authority.algorithm(),
        signature: &signature,
        unsigned_attributes: Vec::new(),
    };
    // Version 3: what is carried is not plain data.
    Some(parts.assembled(3))
}
