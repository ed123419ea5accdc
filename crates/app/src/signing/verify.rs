//! Judging a document, with what authorities say today of its certificates.
//!
//! An authority that does not answer leaves a signature unproven; it never makes one sound or broken.

use ::signing::{Report, askable, validate};

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
    let mut trust = signing.trust.clone();
    for question in askable(pdf, &trust, at)? {
        match evidence::learn(&*signing.authorities, &question, trust.clone(), at).await {
            Ok(more) => trust = more,
            Err(error) => {
                tracing::info!(certificate = %question.certificate.subject(), %error, "no answer about a certificate")
            }
        }
    }
    Ok(validate(pdf, &trust, at)?)
}
