//! Checking everything stored, and rebuilding projections from histories.

pub use store::check::Report;
use store::check::{keys_after, orphans, rebuild_one, verify};

use crate::{App, Error};

/// Verifies every chain, replays every history, and looks for rows without an owner.
///
/// # Errors
/// The database's failure; what is wrong stands in the report.
pub async fn check(app: &App) -> Result<Report, Error> {
    let mut report = Report::default();
    let mut reader = app.store.read().await?;
    let mut after = None;
    loop {
        let keys = keys_after(&mut reader.conn(), after.as_ref()).await?;
        let Some(last) = keys.last().cloned() else { break };
        for key in &keys {
            verify(&mut reader.conn(), key, &mut report).await?;
        }
        after = Some(last);
    }
    orphans(&mut reader.conn(), &mut report).await?;
    drop(reader);
    crate::story_check::verify(app, &mut report).await?;
    crate::paper::verify_files(app, &mut report).await?;
    Ok(report)
}

/// Writes every projection again from its history and tells how many there were.
///
/// # Errors
/// The database's failure, or a broken history.
pub async fn rebuild(app: &App) -> Result<u64, Error> {
    let (mut count, mut after) = (0, None);
    loop {
        let keys = keys_after(&mut app.store.read().await?.conn(), after.as_ref()).await?;
        let Some(last) = keys.last().cloned() else {
            crate::story_check::rebuild(app).await?;
            return Ok(count);
        };
        for key in &keys {
            let mut tx = app.store.begin().await?;
            let result = rebuild_one(&mut tx.conn()?, key).await;
            tx.finish(result).await?;
            count += 1;
        }
        after = Some(last);
    }
}

/// Tells each dossier's id and number of actions, in order, without keeping them all in memory.
///
/// # Errors
/// The database's failure.
pub async fn versions(app: &App, mut tell: impl FnMut(kernel::Id, i64)) -> Result<(), Error> {
    let (mut reader, mut after) = (app.store.read().await?, None);
    loop {
        let keys = keys_after(&mut reader.conn(), after.as_ref()).await?;
        let Some(last) = keys.last().cloned() else { return Ok(()) };
        for key in &keys {
            if let Some(stored) = store::dossier::load(&mut reader.conn(), key).await? {
                tell(key.id, stored.dossier.version);
            }
        }
        after = Some(last);
    }
}
