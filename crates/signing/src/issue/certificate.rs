//! A certificate: whose, for what, until when, and where to ask about it.

use jiff::Timestamp;

use crate::asn1::oid::{self, Oid, encoded};
use crate::asn1::read::{all, only};
use crate::asn1::time::written;
use crate::asn1::write::{BOOLEAN, OCTETS, SET, sequence, tlv, unsigned};
use crate::issue::Issuer;
use crate::x509::certificate::{Certificate, bits};

/// What the key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Issues certificates and lists.
    Authority,
    /// Signs documents.
    Documents,
    /// Gives timestamps.
    TimeStamping,
    /// Answers about certificates.
    Responder,
}

/// "Tên chủ thể".
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The name people say.
    pub name: &'a str,
    /// The body.
    pub organisation: &'a str,
    /// A number of the holder, where one is told.
    pub number: Option<&'a str>,
}

/// What is to be issued.
#[derive(Debug, Clone, Copy)]
pub struct Template<'a> {
    /// The holder.
    pub subject: Subject<'a>,
    /// `SubjectPublicKeyInfo` in DER.
    pub key: &'a [u8],
    /// The serial number, not negative.
    pub serial: &'a [u8],
    /// The first instant.
    pub from: Timestamp,
    /// The last instant.
    pub until: Timestamp,
    /// What the key is for.
    pub purpose: Purpose,
    /// Where answers about it can be asked for.
    pub ocsp: Option<&'a str>,
    /// Where the list is published.
    pub crl: Option<&'a str>,
}

/// Issues a certificate; `None` where the key is broken or does not sign.
#[must_use]
pub fn certificate(issuer: Issuer<'_>, template: &Template<'_>) -> Option<Vec<u8>> {
    let subject = name(template.subject);
    let own = key_id(template.key)?;
    let (issued_by, above) = match issuer.certificate {
        Some(one) => (one.issuing_name(), one.extensions().subject_key.clone().unwrap_or_default()),
        None => (subject.clone(), own.to_vec()),
    };
    let tbs = sequence(&[
        &tlv(0xa0, &[&unsigned(&[2])]),
        &unsigned(template.serial),
        &issuer.algorithm(),
        &issued_by,
        &sequence(&[&written(template.from), &written(template.until)]),
        &subject,
        template.key,
        &tlv(0xa3, &[&extensions(template, &own, &above)]),
    ]);
    issuer.signed(&tbs, &[])
}

impl Certificate {
    /// The name it issues under.
    fn issuing_name(&self) -> Vec<u8> {
        self.subject_der().to_vec()
    }
}

/// The number of a key: SHA-1 of its bits, as RFC 5280 proposes.
#[must_use]
pub fn key_id(key: &[u8]) -> Option<[u8; 20]> {
    let parts = all(only(key)?.content)?;
    let hash = aws_lc_rs::digest::digest(
        &aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY,
        bits(parts.get(1).copied()?)?,
    );
    hash.as_ref().try_into().ok()
}

fn name(subject: Subject<'_>) -> Vec<u8> {
    const UTF8: u8 = 0x0c;
    const PRINTABLE: u8 = 0x13;
    let part = |kind: Oid, tag: u8, text: &str| {
        tlv(SET, &[&sequence(&[&encoded(kind), &tlv(tag, &[text.as_bytes()])])])
    };
    let mut parts = vec![
        part(oid::COUNTRY, PRINTABLE, "VN"),
        part(oid::ORGANISATION, UTF8, subject.organisation),
        part(oid::COMMON_NAME, UTF8, subject.name),
    ];
    parts.extend(subject.number.map(|number| part(oid::SERIAL_NUMBER, PRINTABLE, number)));
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    sequence(&parts)
}

fn extensions(template: &Template<'_>, own: &[u8], above: &[u8]) -> Vec<u8> {
    // Bits from the left: digitalSignature, nonRepudiation, …, keyCertSign, cRLSign.
    let (constraints, usage): (&[u8], [u8; 2]) = match template.purpose {
        Purpose::Authority => (&[BOOLEAN, 1, 0xff], [1, 0b0000_0110]),
        Purpose::Documents => (&[], [6, 0b1100_0000]),
        Purpose::TimeStamping | Purpose::Responder => (&[], [7, 0b1000_0000]),
    };
    let mut all = vec![
        extension(oid::BASIC_CONSTRAINTS, true, &sequence(&[constraints])),
        extension(oid::KEY_USAGE, true, &tlv(3, &[&usage])),
        extension(oid::SUBJECT_KEY, false, &tlv(OCTETS, &[own])),
        extension(oid::AUTHORITY_KEY, false, &sequence(&[&tlv(0x80, &[above])])),
    ];
    let purpose = |one: Oid| sequence(&[&encoded(one)]);
    match template.purpose {
        Purpose::Authority | Purpose::Documents => {}
        Purpose::TimeStamping => {
            all.push(extension(oid::EXTENDED_KEY_USAGE, true, &purpose(oid::FOR_TIME_STAMPING)));
        }
        Purpose::Responder => {
            all.push(extension(oid::EXTENDED_KEY_USAGE, false, &purpose(oid::FOR_OCSP)));
            all.push(extension(oid::OCSP_NO_CHECK, false, &[5, 0]));
        }
    }
    let address = |text: &str| tlv(0x86, &[text.as_bytes()]);
    if let Some(ocsp) = template.ocsp {
        let access = sequence(&[&sequence(&[&encoded(oid::OCSP_ACCESS), &address(ocsp)])]);
        all.push(extension(oid::AUTHORITY_ACCESS, false, &access));
    }
    if let Some(crl) = template.crl {
        let point = sequence(&[&tlv(0xa0, &[&tlv(0xa0, &[&address(crl)])])]);
        all.push(extension(oid::CRL_PLACES, false, &sequence(&[&point])));
    }
    let all: Vec<&[u8]> = all.iter().map(Vec::as_slice).collect();
    sequence(&all)
}

pub(super) fn extension(id: Oid, critical: bool, value: &[u8]) -> Vec<u8> {
    let critical: &[u8] = if critical { &[BOOLEAN, 1, 0xff] } else { &[] };
    sequence(&[&encoded(id), critical, &tlv(OCTETS, &[value])])
}
