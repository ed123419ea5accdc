//! The worker that makes papers: reads what is wanted, fills the form in, keeps the file, notes its name.
//!
//! A paper says what was so right after its cause, whenever it is made, and the same row is always the same bytes: a
//! process that ends between two lines leaves a row that is made again, and a file that is the same file.

use std::sync::Arc;
use std::time::Duration;

use dossier::{Dossier, Record};
use jiff::{SignedDuration, Timestamp};
use store::paper::{PaperFile, PaperRow, failed, made, wanted};
use tokio::task::JoinSet;

use super::copy::{self, Content};
use super::{PaperCode, Printed, Sheet, values};
use crate::dossier::look::records;
use crate::error::not_found;
use crate::files::Shelf;
use crate::{App, Error};

/// Papers made before their rows are written together.
const BATCH: i64 = 16;
/// The first wait after a failure; it doubles up to an hour.
const FIRST_WAIT_SECS: i64 = 30;
/// How often the worker looks unasked.
const LOOK_EVERY: Duration = Duration::from_secs(20);

/// Makes a batch of wanted papers and tells how many were looked at.
///
/// # Errors
/// The database's failure; a paper that cannot be made is noted with the reason and tried again later.
pub async fn make_some(app: &Arc<App>) -> Result<usize, Error> {
    let now = app.clock.now();
    let rows = wanted(&mut app.store.read().await?.conn(), now, BATCH).await?;
    let mut papers = JoinSet::new();
    for row in rows {
        let app = Arc::clone(app);
        papers.spawn(async move {
            let done = make(&app, &row).await;
            (row, done)
        });
    }
    let papers = papers.join_all().await;
    let count = papers.len();
    if count > 0 {
        let mut tx = app.store.begin().await?;
        let result = note(&mut tx.conn()?, now, papers).await;
        tx.finish(result).await?;
    }
    Ok(count)
}

/// Makes one paper at once for somebody who asks for it.
pub(super) async fn make_now(app: &App, row: &PaperRow) -> Result<PaperFile, Error> {
    let file = make(app, row).await?;
    let mut tx = app.store.begin().await?;
    let result = made(&mut tx.conn()?, row, &file).await;
    tx.finish(result).await?;
    Ok(file)
}

async fn note(
    conn: &mut store::Conn<'_>,
    now: Timestamp,
    papers: Vec<(PaperRow, Result<PaperFile, Error>)>,
) -> Result<(), Error> {
    for (row, done) in papers {
        match done {
            Ok(file) => made(conn, &row, &file).await?,
            Err(error) => {
                tracing::warn!(paper = %row.id, kind = row.kind.name(), %error, "a paper could not be made");
                failed(conn, &row, &why(&error), later(now, row.tries)).await?;
            }
        }
    }
    Ok(())
}

/// The code of a refusal with its first value, which a page can say in words; of a fault no more than that.
fn why(error: &Error) -> String {
    match error {
        Error::Refused(refusal) => {
            let value = refusal.args.first().map(|(_, value)| format!(":{value}"));
            format!("{}{}", refusal.code, value.unwrap_or_default())
        }
        Error::Faulted(fault) => fault.kind.code().to_owned(),
    }
}

fn later(now: Timestamp, tries: i64) -> Timestamp {
    let factor = 1_i64 << tries.clamp(0, 7);
    let wait = SignedDuration::from_secs((FIRST_WAIT_SECS * factor).min(3600));
    now.checked_add(wait).unwrap_or(now)
}

/// Makes one paper: the dossier as it was right after the cause, the form, the file.
async fn make(app: &App, row: &PaperRow) -> Result<PaperFile, Error> {
    let history = {
        let mut reader = app.store.read().await?;
        records(&store::dossier::history(&mut reader.conn(), &row.key).await?)?
    };
    let history: Vec<Record> = history.into_iter().filter(|record| record.seq <= row.seq).collect();
    let dossier = Dossier::replay(history.clone())
        .map_err(|broken| kernel::Fault::inconsistent(format!("replay a dossier: {broken}")))?;
    let picture = match copy::content(app, &dossier, row).await? {
        Some(Content::Whole(printed)) => return keep(app, row, printed).await,
        Some(Content::Picture(picture)) => Some(picture),
        None => None,
    };
    let values = values::of(app, row, &dossier, &history).await?;
    let code = PaperCode { tenant: row.key.tenant.clone(), secret: row.code.clone() };
    let sheet = Sheet { kind: row.kind, values, code, at: row.wanted_at, picture };
    keep(app, row, app.typesetter.set(sheet).await?).await
}

/// Keeps the file of a paper.
async fn keep(app: &App, row: &PaperRow, printed: Printed) -> Result<PaperFile, Error> {
    if !printed.replaced.is_empty() {
        tracing::info!(paper = %row.id, characters = ?printed.replaced, "characters no font has were marked");
    }
    let whole = |number: usize| i64::try_from(number).map_err(|_| not_found("paper"));
    let (bytes, pages) = (whole(printed.bytes.len())?, whole(printed.pages)?);
    let hash = app.files.put(Shelf::Papers, printed.bytes, app.clock.now()).await?;
    metrics::counter!("toantrinh_papers_total", "kind" => row.kind.name()).increment(1);
    Ok(PaperFile { hash, bytes, pages, sign_place: printed.sign_place.map(|place| place.to_string()) })
}

/// Makes papers until none is wanted now.
///
/// # Errors
/// The database's failure.
pub async fn make_all(app: &Arc<App>) -> Result<(), Error> {
    while make_some(app).await? > 0 {}
    Ok(())
}

/// Makes papers for ever: told when there are some, and looking every now and then for what is to be tried again.
pub async fn work(app: &Arc<App>) {
    loop {
        match make_some(app).await {
            Ok(0) => {}
            Ok(count) => {
                tracing::debug!(count, "papers made");
                continue;
            }
            Err(error) => tracing::error!(%error, "papers wait"),
        }
        if tokio::time::timeout(LOOK_EVERY, app.papers.notified()).await.is_err() {
            tracing::trace!("looking for papers unasked");
        }
    }
}
