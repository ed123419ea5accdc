//! A list of what was withdrawn (CRL).

use jiff::Timestamp;

use crate::asn1::oid;
use crate::asn1::time::written;
use crate::asn1::write::{sequence, tlv, unsigned};
use crate::issue::Issuer;
use crate::issue::certificate::extension;

/// "Chứng thư số đã thu hồi".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    /// Its serial number.
    pub serial: Vec<u8>,
    /// Since when.
    pub at: Timestamp,
    /// Why (RFC 5280 reason code).
    pub reason: u8,
}

/// Issues a list; `None` where the issuer has no certificate yet, or its key does not sign.
#[must_use]
pub fn list(
    issuer: Issuer<'_>,
    number: u64,
    withdrawn: &[Withdrawn],
    (from, until): (Timestamp, Timestamp),
) -> Option<Vec<u8>> {
    let own = issuer.certificate?;
    let rows: Vec<Vec<u8>> = withdrawn.iter().map(row).collect();
    let rows: Vec<&[u8]> = rows.iter().map(Vec::as_slice).collect();
    // An empty list is left out altogether.
    let revoked = if rows.is_empty() { Vec::new() } else { sequence(&rows) };
    let key = own.extensions().subject_key.clone().unwrap_or_default();
    let extensions = sequence(&[
        &extension(oid::AUTHORITY_KEY, false, &sequence(&[&tlv(0x80, &[&key])])),
        &extension(oid::CRL_NUMBER, false, &unsigned(&number.to_be_bytes())),
    ]);
    let tbs = sequence(&[
        &unsigned(&[1]),
        &issuer.algorithm(),
        own.subject_der(),
        &written(from),
        &written(until),
        &revoked,
        &tlv(0xa0, &[&extensions]),
    ]);
    issuer.signed(&tbs, &[])
}

fn row(one: &Withdrawn) -> Vec<u8> {
    const ENUMERATED: u8 = 0x0a;
    let reason = extension(oid::CRL_REASON, false, &tlv(ENUMERATED, &[&[one.reason]]));
    sequence(&[&unsigned(&one.serial), &written(one.at), &sequence(&[&reason])])
}
