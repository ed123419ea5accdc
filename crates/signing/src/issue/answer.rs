//! Answers about certificates (OCSP): the questions of one request, each answered.

use jiff::Timestamp;

use crate::asn1::oid::{self, algorithm_null, encoded};
use crate::asn1::read::{Value, all, first, only};
use crate::asn1::time::generalized;
use crate::asn1::write::{OCTETS, sequence, tlv};
use crate::issue::Issuer;
use crate::issue::certificate::extension;
use crate::issue::list::Withdrawn;
use crate::x509::certificate::Certificate;
use crate::x509::extension::entry;

const ENUMERATED: u8 = 0x0a;
/// Questions answered at once.
const MAX_QUESTIONS: usize = 32;

/// The serial numbers a request asks about; `None` where it cannot be read.
#[must_use]
pub fn question_numbers(request: &[u8]) -> Option<Vec<Vec<u8>>> {
    let (ids, _) = asked(request)?;
    ids.iter().map(|id| Some(all(id.content)?.last()?.content.to_vec())).collect()
}

/// The certificate ids of a request, and its nonce as it stands.
fn asked(request: &[u8]) -> Option<(Vec<Value<'_>>, Option<Vec<u8>>)> {
    let (tbs, _) = first(only(request)?.content)?;
    let mut fields = all(tbs.content)?.into_iter().peekable();
    fields.next_if(|field| field.tag == 0xa0);
    fields.next_if(|field| field.tag == 0xa1);
    let list = all(fields.next()?.content)?;
    if list.len() > MAX_QUESTIONS {
        return None;
    }
    let ids = list.into_iter().map(|one| first(one.content).map(|(id, _)| id)).collect::<Option<_>>()?;
    let extensions = fields.next().filter(|field| field.tag == 0xa2);
    let listed = extensions.map_or(Some(Vec::new()), |field| all(only(field.content)?.content))?;
    let nonce = listed.into_iter().find_map(|one| {
        let (id, _, value) = entry(one)?;
        (id == oid::OCSP_NONCE).then(|| value.to_vec())
    });
    Some((ids, nonce))
}

/// Answers a request in the name of `of`; about certificates of other issuers it says "unknown".
///
/// `None` where the request cannot be read, or the key does not sign.
#[must_use]
pub fn answer(
    responder: Issuer<'_>,
    of: &Certificate,
    request: &[u8],
    withdrawn: &[Withdrawn],
    (from, until): (Timestamp, Timestamp),
) -> Option<Vec<u8>> {
    let own = responder.certificate?;
    let (ids, nonce) = asked(request)?;
    let singles: Vec<Vec<u8>> = ids
        .iter()
        .map(|id| {
            let until = tlv(0xa0, &[&generalized(until)]);
            Some(sequence(&[id.whole, &state(*id, of, withdrawn)?, &generalized(from), &until]))
        })
        .collect::<Option<_>>()?;
    let singles: Vec<&[u8]> = singles.iter().map(Vec::as_slice).collect();
    let nonce = nonce.map_or_else(Vec::new, |nonce| {
        tlv(0xa1, &[&sequence(&[&extension(oid::OCSP_NONCE, false, &nonce)])])
    });
    let tbs = sequence(&[&tlv(0xa1, &[own.subject_der()]), &generalized(from), &sequence(&singles), &nonce]);
    let certificates = tlv(0xa0, &[&sequence(&[own.der()])]);
    let basic = responder.signed(&tbs, &certificates)?;
    let bytes = sequence(&[&encoded(oid::OCSP_BASIC), &tlv(OCTETS, &[&basic])]);
    Some(sequence(&[&tlv(ENUMERATED, &[&[0]]), &tlv(0xa0, &[&bytes])]))
}

/// `CertStatus` of one certificate.
fn state(id: Value<'_>, of: &Certificate, withdrawn: &[Withdrawn]) -> Option<Vec<u8>> {
    let [algorithm, name, key, serial] = all(id.content)?.try_into().ok()?;
    let sha1 = |bytes: &[u8]| {
        aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref().to_vec()
    };
    let known = algorithm.whole == algorithm_null(oid::SHA1)
        && name.content == sha1(of.subject_der())
        && key.content == sha1(of.key_bits());
    if !known {
        return Some(vec![0x82, 0]);
    }
    let plain = |bytes: &[u8]| bytes.iter().copied().skip_while(|byte| *byte == 0).collect::<Vec<_>>();
    Some(match withdrawn.iter().find(|one| plain(&one.serial) == plain(serial.content)) {
        None => vec![0x80, 0],
        Some(one) => {
            let reason = tlv(0xa0, &[&tlv(ENUMERATED, &[&[one.reason]])]);
            tlv(0xa1, &[&generalized(one.at), &reason])
        }
    })
}
