//! Evidence for the years: a timestamp asked for, what is known of certificates fetched and kept (B-LT), and a timestamp
//! over all of it (B-LTA), again and again.

use ::signing::{Request, Token, Trust, Wanted, field_names, ocsp_request, prepare_timestamp, wanted};
use jiff::Timestamp;

use crate::Error;
use crate::signing::{Authorities, Signing};

/// The beginning of the names of timestamp fields.
pub const TIMESTAMP_FIELD: &str = "DauThoiGian";
/// Bytes kept for a timestamp over a document.
const TIMESTAMP_BYTES: usize = 12 * 1024;
/// How often what was learned is used to ask further: an answer may bring a certificate that is asked about in turn.
const ROUNDS: usize = 4;

/// Level B-LT: asks about every certificate and keeps the answers in the file; of what others had signed before the field
/// `since`, nothing is asked.
///
/// # Errors
/// `signing.evidence-unreachable` and `signing.evidence-missing` where about one certificate nothing is learned.
pub async fn keep(signing: &Signing, pdf: &[u8], since: Option<&str>) -> Result<Vec<u8>, Error> {
    let at = signing.clock.now();
    let mut trust = signing.trust.clone();
    for _ in 0..ROUNDS {
        let questions = wanted(pdf, &trust, at, since)?;
        if questions.is_empty() {
            break;
        }
        for question in &questions {
            trust = learn(&*signing.authorities, question, trust, at).await?;
        }
    }
    Ok(::signing::keep(pdf, &trust, at, since)?.after(pdf)?)
}

/// Level B-LTA: a timestamp over the whole file.
///
/// # Errors
/// `signing.timestamp-unreachable`, and whatever is wrong with the answer.
pub async fn stamp(signing: &Signing, pdf: &[u8]) -> Result<Vec<u8>, Error> {
    let at = signing.clock.now();
    let taken = field_names(pdf)?;
    let mut names = (1..=taken.len() + 1).map(|number| format!("{TIMESTAMP_FIELD}{number}"));
    let name = names.find(|name| !taken.contains(name)).unwrap_or_else(|| TIMESTAMP_FIELD.to_owned());
    let prepared = prepare_timestamp(pdf, &name, TIMESTAMP_BYTES, at)?;
    let token = ask_for_time(signing, |nonce| prepared.request(nonce)).await?;
    Ok(prepared.finish(&token)?.after(pdf)?)
}

/// A timestamp that was asked for with a number nobody could guess, and checked.
pub(super) async fn ask_for_time(
    signing: &Signing,
    question: impl FnOnce([u8; 8]) -> Request,
) -> Result<Token, Error> {
    let mut nonce = [0; 8];
    signing.entropy.fill(&mut nonce);
    let request = question(nonce);
    let answer = signing.authorities.timestamp(&request.der()).await?;
    Ok(request.check(&answer, &signing.trust, signing.clock.now())?)
}

/// Asks the responder first, for its answer is short and fresh; then for the list, where that did not help.
pub(super) async fn learn(
    authorities: &dyn Authorities,
    question: &Wanted,
    trust: Trust,
    at: Timestamp,
) -> Result<Trust, Error> {
    let (own, issuer) = (&question.certificate, &question.issuer);
    let (mut known, mut failed) = (trust, None);
    for address in own.ocsp_addresses() {
        let answer = authorities.ocsp(address, &ocsp_request(own, issuer)).await;
        match answer.and_then(|answer| Ok(known.clone().ocsp(&answer)?)) {
            Ok(more) if more.tells(question, at) => return Ok(more),
            Ok(more) => known = more,
            Err(error) => failed = Some(error),
        }
    }
    for address in own.crl_addresses() {
        let list = authorities.crl(address).await;
        match list.and_then(|list| Ok(known.clone().crl(&list)?)) {
            Ok(more) if more.tells(question, at) => return Ok(more),
            Ok(more) => known = more,
            Err(error) => failed = Some(error),
        }
    }
    // Without any address, or where all answer but nothing helps, the room itself says what is missing.
    failed.map_or(Ok(known), Err)
}
