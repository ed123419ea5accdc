//! The person's drafts: the open ones, and the bin, out of which they come back.

use jiff::Timestamp;
use kernel::Id;
use store::Conn;
use store::draft::{DraftRow, bin, binned_of, load, open_for, open_of};

use crate::error::not_found;
use crate::identity::Citizen;
use crate::once::{self, Receipt};
use crate::{App, AppRefusal, Error};

/// The person's open drafts, the newest first.
///
/// # Errors
/// The database's failure.
pub async fn mine(app: &App, who: &Citizen) -> Result<Vec<DraftRow>, Error> {
    let _measured = crate::operations::measure("draft.mine");
    Ok(open_of(&mut app.store.read().await?.conn(), &who.account).await?)
}

/// The drafts in the person's bin.
///
/// # Errors
/// The database's failure.
pub async fn binned(app: &App, who: &Citizen) -> Result<Vec<DraftRow>, Error> {
    Ok(binned_of(&mut app.store.read().await?.conn(), &who.account).await?)
}

/// Throws a draft into the bin, where it stays for thirty days; twice is no mistake.
///
/// # Errors
/// That there is no such draft, or the database's failure.
pub async fn discard(app: &App, who: &Citizen, id: Id) -> Result<(), Error> {
    let _measured = crate::operations::measure("draft.discard");
    let now = app.clock.now();
    let mut tx = app.store.begin().await?;
    let result = discard_in(&mut tx.conn()?, who, id, now).await;
    tx.finish(result).await
}

/// One that lies in the bin already stays there; somebody else's is none.
async fn discard_in(conn: &mut Conn<'_>, who: &Citizen, id: Id, now: Timestamp) -> Result<(), Error> {
    load(conn, &who.account, id).await?.ok_or_else(|| not_found("draft"))?;
    Ok(bin(conn, &who.account, id, Some(now)).await?)
}

/// Takes a draft out of the bin.
///
/// # Errors
/// [`AppRefusal::DraftOpen`] where another one of the procedure has been begun since, or that there is no such draft.
pub async fn restore(app: &App, who: &Citizen, id: Id) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let result = restore_in(app, &mut tx.conn()?, who, id).await;
    tx.finish(result).await
}

async fn restore_in(app: &App, conn: &mut Conn<'_>, who: &Citizen, id: Id) -> Result<(), Error> {
    let row = load(conn, &who.account, id).await?.ok_or_else(|| not_found("draft"))?;
    if row.discarded_at.is_none() {
        return Ok(());
    }
    if open_for(conn, &who.account, &row.procedure).await?.is_some() {
        return Err(AppRefusal::DraftOpen.into());
    }
    bin(conn, &who.account, id, None).await?;
    once::leave(app, conn, &Receipt::plain(&id, row.version)).await
}
