//! What a signed paper's signatures are worth, in codes a page turns into plain words.
//!
//! The bytes are judged, not what the history says of them. Authorities are asked for a moment; where they keep silent, it
//! is said that something is not proved, and the page does not wait.

use std::time::Duration;

use jiff::Timestamp;
use kernel::Fault;
use signing::{Judged, Kind, Reason, Report, Trust, Verdict, breaks_earlier, validate};
use store::paper::PaperRow;

use super::sign::{HAND, SEAL};
use super::sign_keep::level;
use crate::files::Shelf;
use crate::{App, Error, signing as ours};

/// How long a page waits for authorities.
const PATIENCE: Duration = Duration::from_secs(3);

/// "Chữ ký trên giấy": one signature, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureLine {
    /// The name in the certificate.
    pub name: String,
    /// The body in the certificate, where it is another name.
    pub organisation: Option<String>,
    /// Whether it is the agency's seal.
    pub is_seal: bool,
    /// Whether it stood in the file before anybody signed it here.
    pub is_earlier: bool,
    /// Serial number of the certificate, in hexadecimal.
    pub certificate: String,
    /// The instant proved, or else the one claimed.
    pub at: Option<Timestamp>,
    /// Whether an authority of time vouches for the instant.
    pub is_proven: bool,
    /// `B-B`, `B-T` and so on.
    pub level: &'static str,
    /// `sound`, `unproven` or `broken`.
    pub verdict: &'static str,
    /// Why it is not sound: code, and what it is about.
    pub reasons: Vec<(String, String)>,
}

impl SignatureLine {
    /// Whether nothing is wrong and nothing unproved.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.verdict == "sound"
    }
}

/// The signatures of a paper, the oldest first; none where it is not signed.
pub(super) async fn judge(app: &App, row: &PaperRow) -> Result<Vec<SignatureLine>, Error> {
    let Some(file) = &row.signed else { return Ok(Vec::new()) };
    let bytes = app.files.get(Shelf::Papers, &file.hash).await?;
    lines(app, &bytes).await
}

/// The signatures of a file, the oldest first.
pub(crate) async fn lines(app: &App, bytes: &[u8]) -> Result<Vec<SignatureLine>, Error> {
    let report = Box::pin(report(app, bytes)).await?;
    let first = first_of_ours(&report);
    let own = report.signatures.iter().filter(|one| one.kind == Kind::Signature);
    own.map(|one| line(one, first)).collect()
}

/// How much of a file was signed by the first who signed it here: a person's hand, in a field nobody else may have taken.
fn first_of_ours(report: &Report) -> Option<usize> {
    report.signatures.iter().find(|one| one.field == HAND).map(|one| one.signed_bytes)
}

/// The signatures made here, and the timestamps since; all of them, where nobody's hand is in the file.
///
/// What others had signed before is theirs: a scan may bear signatures of any kind.
pub(super) fn ours(report: &Report) -> Report {
    let first = first_of_ours(report).unwrap_or(0);
    let ours = report.signatures.iter().filter(|one| one.signed_bytes >= first);
    Report { signatures: ours.cloned().collect() }
}

/// Whether a paper that was signed just now will be believed: nothing is wrong with any signature made here, what others
/// had signed before is no worse than it was, and at most the state of a certificate is not known because its authority
/// keeps silent.
pub(super) async fn is_believed_since(app: &App, before: &[u8], after: &[u8]) -> Result<bool, Error> {
    if breaks_earlier(before, after)? {
        return Ok(false);
    }
    Ok(is_sound(&ours(&Box::pin(report(app, after)).await?)))
}

/// The same of every signature in a file.
pub(crate) async fn is_believed(app: &App, bytes: &[u8]) -> Result<bool, Error> {
    Ok(is_sound(&Box::pin(report(app, bytes)).await?))
}

fn is_sound(report: &Report) -> bool {
    let mut reasons = report.signatures.iter().flat_map(|one| &one.reasons);
    reasons.all(|reason| *reason == Reason::RevocationUnknown)
}

async fn report(app: &App, bytes: &[u8]) -> Result<Report, Error> {
    let at = app.clock.now();
    let Some(signing) = &app.signing else { return Ok(validate(bytes, &Trust::new(), at)?) };
    match tokio::time::timeout(PATIENCE, ours::verify(signing, bytes)).await {
        Ok(report) => report,
        Err(_) => Ok(validate(bytes, &signing.trust, at)?),
    }
}

/// `first` is where the signatures made here begin.
fn line(one: &Judged, first: Option<usize>) -> Result<SignatureLine, Error> {
    let signer = one.signer.as_ref();
    let name = signer.map(|signer| signer.name.clone().unwrap_or_else(|| signer.subject.clone()));
    let name = name.unwrap_or_default();
    let reasons = one.reasons.iter().map(reason).collect::<Result<_, _>>()?;
    Ok(SignatureLine {
        organisation: signer.and_then(|signer| signer.organisation.clone()).filter(|body| *body != name),
        name,
        // A seal stands behind a hand, in its own field: any other of that name is somebody else's.
        is_seal: one.field == SEAL && first.is_some_and(|first| one.signed_bytes > first),
        is_earlier: first.is_some_and(|first| one.signed_bytes < first),
        certificate: signer.map(|signer| signer.serial.clone()).unwrap_or_default(),
        at: one.proven_at.or(one.claimed_at),
        is_proven: one.proven_at.is_some(),
        level: level(one.level),
        verdict: match one.verdict {
            Verdict::Sound => "sound",
            Verdict::Unproven => "unproven",
            Verdict::Broken => "broken",
        },
        reasons,
    })
}

/// The code a reason has in JSON, which is the one the translation files know.
fn reason(reason: &Reason) -> Result<(String, String), Fault> {
    let broken = |error| Fault::inconsistent(format!("write a reason: {error}"));
    let said = serde_json::to_value(reason).map_err(broken)?;
    let text = |name: &str| said.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    Ok((text("code"), text("what")))
}
