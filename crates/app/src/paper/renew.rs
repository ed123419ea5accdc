//! "Gia hạn bằng chứng": the evidence of sealed papers is renewed before a certificate or an algorithm ends, by the worker;
//! what will be needed when is told ahead.
//!
//! By when is the room's rule ([`signing::due`]); the deed is [`crate::signing::renew`]. What was there stays byte by
//! byte, every earlier file is still a true one, and each renewal is noted.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use kernel::Id;
use signing::{Judged, Kind, Level, Needed, Report, Verdict, breaks_earlier};
use store::paper::{Due, PaperRow, SignedFile, renew_later, renewed, to_renew};

use super::PaperCode;
use super::judge::ours;
use super::sign::HAND;
use super::sign_keep::level;
use crate::error::not_found;
use crate::files::Shelf;
use crate::signing::{Signing, algorithm_ends, keep, renew, verify};
use crate::{App, AppRefusal, Error};

/// How long before the end something is renewed.
const MARGIN: SignedDuration = SignedDuration::from_hours(24 * 90);
/// Papers renewed in one turn.
const BATCH: i64 = 20;
/// How often the worker looks.
const LOOK_EVERY: Duration = Duration::from_secs(600);
/// When what failed is tried again.
const AGAIN: SignedDuration = SignedDuration::from_hours(6);
/// The most papers a report names.
const MOST_TOLD: i64 = 5_000;

/// "Việc gia hạn sắp tới" of one paper.
#[derive(Debug, Clone)]
pub struct Renewal {
    /// The paper.
    pub paper: Id,
    /// Its code, as it is printed.
    pub code: PaperCode,
    /// What it is.
    pub kind: dossier::PaperKind,
    /// By when.
    pub by: Timestamp,
    /// Whether that is past.
    pub is_overdue: bool,
}

/// What has to be renewed before an instant, the most urgent first.
///
/// # Errors
/// The database's failure.
pub async fn renewals(app: &App, before: Timestamp) -> Result<Vec<Renewal>, Error> {
    let now = app.clock.now();
    let rows = store::paper::renewals(&mut app.store.read().await?.conn(), before, MOST_TOLD).await?;
    let told = |due: Due| Renewal {
        paper: due.row.id,
        code: PaperCode { tenant: due.row.key.tenant.clone(), secret: due.row.code.clone() },
        kind: due.row.kind,
        by: due.renew_at,
        is_overdue: due.renew_at < now,
    };
    Ok(rows.into_iter().map(told).collect())
}

/// When a signed file must be renewed; now, where it lacks what it should have had from the beginning.
pub(super) async fn next_renewal(app: &App, pdf: &[u8]) -> Result<Option<Timestamp>, Error> {
    let Some(signing) = app.signing.as_ref().filter(|signing| signing.has_stamps) else { return Ok(None) };
    Ok(due_at(&ours(&verify(signing, pdf).await?), signing.clock.now())?)
}

fn due_at(report: &Report, now: Timestamp) -> Result<Option<Timestamp>, kernel::Fault> {
    let due = signing::due(report, MARGIN, &algorithm_ends()?);
    Ok(due.map(|due| match due.needed {
        Needed::Timestamp | Needed::Evidence => now,
        Needed::Seal | Needed::SealAgain => due.by,
    }))
}

/// Renews what is due and tells how many papers were looked at.
///
/// # Errors
/// The database's failure; a paper that cannot be renewed is told in the log and tried again.
pub async fn renew_some(app: &App) -> Result<usize, Error> {
    let Some(signing) = app.signing.as_ref().filter(|signing| signing.has_stamps) else { return Ok(0) };
    let now = app.clock.now();
    let rows = to_renew(&mut app.store.read().await?.conn(), now, BATCH).await?;
    let count = rows.len();
    for due in rows {
        if let Err(error) = Box::pin(renew_one(app, signing, &due.row)).await {
            tracing::warn!(paper = %due.row.id, %error, "evidence of a paper was not renewed");
            let mut tx = app.store.begin().await?;
            let later = renew_later(&mut tx.conn()?, &due.row, now + AGAIN).await;
            tx.finish(later).await?;
        }
    }
    Ok(count)
}

/// What lacks evidence gets it (B-LT); what has it gets a timestamp over all of it (B-LTA), anew each time.
async fn renew_one(app: &App, signing: &Signing, row: &PaperRow) -> Result<(), Error> {
    let signed = row.signed.as_ref().ok_or_else(|| not_found("paper"))?;
    let bytes = app.files.get(Shelf::Papers, &signed.hash).await?;
    let own = |one: &&Judged| one.kind == Kind::Signature;
    let before = ours(&verify(signing, &bytes).await?);
    let lacks = before.signatures.iter().filter(own).any(|one| one.level < Level::BLt);
    let pdf = match lacks {
        true => keep(signing, &bytes, Some(HAND)).await?,
        false => renew(signing, &bytes, Some(HAND)).await?,
    };
    let report = ours(&verify(signing, &pdf).await?);
    if breaks_earlier(&bytes, &pdf)? || report.signatures.iter().any(|one| one.verdict == Verdict::Broken) {
        return Err(AppRefusal::NotSigned.into());
    }
    let reached = report.signatures.iter().filter(own).map(|one| one.level).min().unwrap_or(Level::Basic);
    let (now, next) = (app.clock.now(), due_at(&report, app.clock.now())?);
    // What is still due has had its turn for today.
    let (next, bytes) =
        (next.map(|at| at.max(now + AGAIN)), i64::try_from(pdf.len()).map_err(|_| not_found("paper"))?);
    let hash = app.files.put(Shelf::Papers, pdf, app.clock.now()).await?;
    let file = SignedFile { hash, bytes, signatures: signed.signatures };
    let mut tx = app.store.begin().await?;
    let result = renewed(&mut tx.conn()?, row, &file, level(reached), app.clock.now(), next).await;
    if tx.finish(result.map_err(Error::from)).await? {
        tracing::info!(paper = %row.id, level = level(reached), "evidence of a paper was renewed");
    }
    Ok(())
}

/// Renews for ever.
pub async fn work_renewals(app: &Arc<App>) {
    loop {
        match renew_some(app).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::error!(%error, "renewals wait"),
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
