//! Checking directives and tasks, and rebuilding their rows; dossiers stand in `check`.

use store::check::Report;
use store::story_check::{orphans, rebuild_directive, rebuild_task, verify_directive, verify_task};
use store::{directive, task};

use crate::{App, Error};

/// Verifies every one of them.
pub(crate) async fn verify(app: &App, report: &mut Report) -> Result<(), Error> {
    let mut reader = app.store.read().await?;
    let mut after = None;
    loop {
        let keys = directive::keys_after(&mut reader.conn(), after.as_ref()).await?;
        let Some(last) = keys.last().cloned() else { break };
        for key in &keys {
            verify_directive(&mut reader.conn(), key, report).await?;
        }
        after = Some(last);
    }
    let mut after = None;
    loop {
        let keys = task::keys_after(&mut reader.conn(), after.as_ref()).await?;
        let Some(last) = keys.last().cloned() else { break };
        for key in &keys {
            verify_task(&mut reader.conn(), key, report).await?;
        }
        after = Some(last);
    }
    Ok(orphans(&mut reader.conn(), report).await?)
}

/// Writes every row again from its history.
pub(crate) async fn rebuild(app: &App) -> Result<(), Error> {
    let mut after = None;
    loop {
        let keys = directive::keys_after(&mut app.store.read().await?.conn(), after.as_ref()).await?;
        let Some(last) = keys.last().cloned() else { break };
        for key in &keys {
            let mut tx = app.store.begin().await?;
            let result = rebuild_directive(&mut tx.conn()?, key).await.map_err(Error::from);
            tx.finish(result).await?;
        }
        after = Some(last);
    }
    let mut after = None;
    loop {
        let keys = task::keys_after(&mut app.store.read().await?.conn(), after.as_ref()).await?;
        let Some(last) = keys.last().cloned() else { return Ok(()) };
        for key in &keys {
            let mut tx = app.store.begin().await?;
            let result = rebuild_task(&mut tx.conn()?, key).await.map_err(Error::from);
            tx.finish(result).await?;
        }
        after = Some(last);
    }
}
