//! When a document must be renewed, so that its signatures can still be proved: told ahead, from the report alone.
//!
//! How it is renewed is `renew`'s; when algorithms end is data of the installation.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::validate::{Judged, Kind, Level, Report, Verdict};

/// "Thuật toán hết hạn": a kind of key that is not believed from an instant on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlgorithmEnd {
    /// As certificates name it: `rsa-2048`.
    pub key: String,
    /// The last instant.
    pub until: Timestamp,
}

/// "Việc cần làm để gia hạn bằng chứng".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Needed {
    /// No trusted timestamp proves when it was signed.
    Timestamp,
    /// What is known of the certificates is not in the file.
    Evidence,
    /// The evidence is not under a timestamp.
    Seal,
    /// The last timestamp comes to its end.
    SealAgain,
}

/// "Hạn gia hạn bằng chứng".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    /// What is needed.
    pub needed: Needed,
    /// To be done by then, the margin taken off.
    pub by: Timestamp,
    /// The signature or timestamp that ends.
    pub field: String,
    /// When it ends.
    pub ends_at: Timestamp,
}

/// When the document must be renewed at the latest, and how; `None` where no sound signature is in it.
///
/// What ends is a certificate or the algorithm of its key, whichever is first. A timestamp over the whole document
/// protects all before it, so only the last one counts; what stands alone ends with its own certificate.
#[must_use]
pub fn due(report: &Report, margin: SignedDuration, algorithms: &[AlgorithmEnd]) -> Option<Due> {
    let sound = |one: &&Judged| one.verdict == Verdict::Sound;
    let last_seal = report
        .signatures
        .iter()
        .filter(sound)
        .filter(|one| one.kind == Kind::DocumentTimestamp)
        .max_by_key(|one| one.signed_bytes);
    let signatures = report.signatures.iter().filter(sound).filter(|one| one.kind == Kind::Signature);
    let each = signatures.filter_map(|one| {
        let needed = match one.level {
            Level::Basic | Level::BB => Needed::Timestamp,
            Level::BT => Needed::Evidence,
            Level::BLt => Needed::Seal,
            Level::BLta => Needed::SealAgain,
        };
        let ending = last_seal.filter(|_| needed == Needed::SealAgain).unwrap_or(one);
        let ends_at = ends(ending, algorithms)?;
        let by = ends_at.checked_sub(margin).unwrap_or(ends_at);
        Some(Due { needed, by, field: ending.field.clone(), ends_at })
    });
    each.min_by_key(|due| due.by)
}

fn ends(one: &Judged, algorithms: &[AlgorithmEnd]) -> Option<Timestamp> {
    let signer = one.signer.as_ref()?;
    let algorithm = algorithms.iter().filter(|end| end.key == signer.key).map(|end| end.until).min();
    Some(algorithm.map_or(signer.valid_until, |until| until.min(signer.valid_until)))
}
