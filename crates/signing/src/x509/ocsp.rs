//! Answers about single certificates (OCSP): asked for, read, and believed only from who may give them.

use jiff::Timestamp;

use crate::asn1::oid::{self, algorithm_null};
use crate::asn1::read::{Value, all, first, only};
use crate::asn1::time::instant;
use crate::asn1::write::{OCTETS, sequence, tlv};
use crate::x509::certificate::{Certificate, bits};
use crate::x509::revocation::{Revoked, State};

/// Certificates carried in one answer.
const MAX_CERTIFICATES: usize = 8;

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OcspAnswer {
    der: Vec<u8>,
    basic: Vec<u8>,
    pub(crate) produced_at: Timestamp,
    pub(crate) certificates: Vec<Certificate>,
}

struct Basic<'a> {
    tbs: Value<'a>,
    algorithm: &'a [u8],
    signature: &'a [u8],
    responses: Value<'a>,
    produced_at: Timestamp,
    certificates: Vec<Certificate>,
}

fn basic(bytes: &[u8]) -> Option<Basic<'_>> {
    let mut fields = all(only(bytes)?.content)?.into_iter();
    let (tbs, algorithm, signature) = (fields.next()?, fields.next()?, fields.next()?);
    let carried = fields.next().map_or(Some(Vec::new()), |field| all(only(field.content)?.content))?;
    let carried =
        carried.iter().take(MAX_CERTIFICATES).filter_map(|one| Certificate::from_der(one.whole).ok());
    let mut fields = all(tbs.content)?.into_iter().peekable();
    fields.next_if(|field| field.tag == 0xa0);
    let (_, produced, responses) = (fields.next()?, fields.next()?, fields.next()?);
    Some(Basic {
        tbs,
        algorithm: algorithm.whole,
        signature: bits(signature)?,
        responses,
        produced_at: instant(produced)?,
        certificates: carried.collect(),
    })
}

impl OcspAnswer {
    pub(crate) fn read(der: &[u8]) -> Option<Self> {
        let mut fields = all(only(der)?.content)?.into_iter();
        // Anything but "successful" carries no answer.
        fields.next().filter(|status| status.tag == 0x0a && status.content == [0])?;
        let [kind, octets] = all(only(fields.next()?.content)?.content)?.try_into().ok()?;
        if kind.content != oid::OCSP_BASIC.as_bytes() {
            return None;
        }
        let read = basic(octets.content)?;
        let (produced_at, certificates) = (read.produced_at, read.certificates);
        Some(Self { der: der.to_vec(), basic: octets.content.to_vec(), produced_at, certificates })
    }

    pub(crate) fn der(&self) -> &[u8] {
        &self.der
    }

    /// What the answer says of `own` at `at`, if it may speak for `issuer`.
    pub(crate) fn state(&self, own: &Certificate, issuer: &Certificate, at: Timestamp) -> Option<State> {
        let read = basic(&self.basic)?;
        let single = all(read.responses.content)?.into_iter().find_map(|one| single(one, own, issuer))?;
        if single.next_update.is_some_and(|next| at > next) || single.this_update > own.valid_until() {
            return None;
        }
        let mut speakers = std::iter::once(issuer).chain(&read.certificates);
        let speaks = |one: &&Certificate| {
            (*one == issuer || may_speak(one, issuer, read.produced_at))
                && one.key().verify(read.algorithm, read.tbs.whole, read.signature)
        };
        speakers.find(speaks).map(|_| single.state)
    }
}

/// May this certificate answer for the issuer?
fn may_speak(one: &Certificate, issuer: &Certificate, at: Timestamp) -> bool {
    let purposes = one.extensions().purposes.as_deref().unwrap_or_default();
    purposes.contains(&oid::FOR_OCSP)
        && one.issuer_der() == issuer.subject_der()
        && one.holds_at(at)
        && one.is_signed_by(issuer)
}

struct Single {
    state: State,
    this_update: Timestamp,
    next_update: Option<Timestamp>,
}

fn single(response: Value<'_>, own: &Certificate, issuer: &Certificate) -> Option<Single> {
    let mut fields = all(response.content)?.into_iter().peekable();
    let (id, status, this_update) = (fields.next()?, fields.next()?, fields.next()?);
    if !is_about(id, own, issuer)? {
        return None;
    }
    let next_update = fields.next_if(|field| field.tag == 0xa0);
    let state = match status.tag {
        0x80 => State::Good,
        0xa1 => {
            let (at, rest) = first(status.content)?;
            let reason = first(rest).and_then(|(tagged, _)| only(tagged.content)?.content.first().copied());
            State::Revoked(Revoked { at: instant(at)?, reason })
        }
        _ => State::Unknown,
    };
    let next_update =
        next_update.map_or(Some(None), |field| only(field.content).and_then(instant).map(Some))?;
    Some(Single { state, this_update: instant(this_update)?, next_update })
}

fn is_about(id: Value<'_>, own: &Certificate, issuer: &Certificate) -> Option<bool> {
    let [algorithm, name, key, serial] = all(id.content)?.try_into().ok()?;
    let hash = match oid::read(first(algorithm.content)?.0)? {
        // Only to find the answer; what proves it is the signature on it.
        oid::SHA1 => &aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY,
        oid::SHA256 => &aws_lc_rs::digest::SHA256,
        _ => return None,
    };
    let of = |bytes: &[u8]| aws_lc_rs::digest::digest(hash, bytes);
    Some(
        serial.content == own.serial_bytes()
            && name.content == of(issuer.subject_der()).as_ref()
            && key.content == of(issuer.key_bits()).as_ref(),
    )
}

/// The question about `own`, to be sent to one of its [`Certificate::ocsp_addresses`].
///
/// The certificate is named by SHA-1, because many responders know no other name; nothing is proved by it.
#[must_use]
pub fn ocsp_request(own: &Certificate, issuer: &Certificate) -> Vec<u8> {
    let of = |bytes: &[u8]| {
        aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref().to_vec()
    };
    let id = sequence(&[
        &algorithm_null(oid::SHA1),
        &tlv(OCTETS, &[&of(issuer.subject_der())]),
        &tlv(OCTETS, &[&of(issuer.key_bits())]),
        &tlv(2, &[own.serial_bytes()]),
    ]);
    sequence(&[&sequence(&[&sequence(&[&sequence(&[&id])])])])
}
