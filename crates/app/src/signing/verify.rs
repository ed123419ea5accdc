//! Judging a document, with what authorities say today of its certificates.
//!
//! An authority that does not answer leaves a signature unproven; it never makes one sound or broken.

use ::signing::xml::{askable_xml, validate_xml};
use ::signing::{Certificate, Report, Standing, Trust, Wanted, askable, standing, validate};

use crate::Error;
use crate::signing::{Signing, evidence};

/// "Kiểm tra chữ ký": the verdict on every signature of a file.
///
/// Only addresses named in certificates below a trusted root are asked, so that a hostile file leads nowhere.
///
/// # Errors
/// The file cannot be read; what is wrong with a signature stands in the report.
pub async fn verify(signing: &Signing, pdf: &[u8]) -> Result<Report, Error> {
    let at = signing.clock.now();
    let trust = learned(signing, askable(pdf, &signing.trust, at)?).await;
    Ok(validate(pdf, &trust, at)?)
}

/// The same for an XML file.
///
/// # Errors
/// The file cannot be read; what is wrong with a signature stands in the report.
pub async fn verify_xml(signing: &Signing, text: &str) -> Result<Report, Error> {
    let at = signing.clock.now();
    let trust = learned(signing, askable_xml(text, &signing.trust, at)?).await;
    Ok(validate_xml(text, &trust, at)?)
}

/// The standing of a certificate before anything is signed with it, with what authorities say today.
pub async fn standing_now(signing: &Signing, chain: &[Certificate]) -> Option<Standing> {
    let at = signing.clock.now();
    let found = standing(chain, &signing.trust, at)?;
    let trust = learned(signing, found.questions).await;
    standing(chain, &trust, at)
}

/// What is believed and known once everybody was asked.
async fn learned(signing: &Signing, questions: Vec<Wanted>) -> Trust {
    let at = signing.clock.now();
    let mut trust = signing.trust.clone();
    for question in questions {
        match evidence::learn(&*signing.authorities, &question, trust.clone(), at).await {
            Ok(more) => trust = more,
            Err(error) => {
                tracing::info!(certificate = %question.certificate.subject(), %error, "no answer about a certificate");
            }
        }
    }
    trust
}
