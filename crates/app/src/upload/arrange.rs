//! What an owner does with the files that are there: keeps a doubtful one, changes the order, takes one away.

use kernel::Id;
use store::Conn;
use store::upload::{UploadRow, load, of_purpose, update};

use super::need::asked;
use crate::error::not_found;
use crate::identity::Citizen;
use crate::once::{self, Receipt};
use crate::{App, Error};

/// "Đổi chỗ": one place up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// Towards the first.
    Up,
    /// Towards the last.
    Down,
}

/// Keeps a file its owner was warned about, after a second look.
///
/// # Errors
/// That there is no such file, or nothing is asked for any more.
pub async fn keep(app: &App, who: &Citizen, id: Id) -> Result<(), Error> {
    let row = own(app, who, id).await?;
    let mut tx = app.store.begin().await?;
    let result = update(&mut tx.conn()?, &UploadRow { is_kept: true, ..row }).await.map_err(Error::from);
    tx.finish(result).await
}

/// Takes a file away; twice is no mistake.
///
/// # Errors
/// That nothing is asked for any more.
pub async fn remove(app: &App, who: &Citizen, id: Id) -> Result<(), Error> {
    if load(&mut app.store.read().await?.conn(), &who.account, id).await?.is_none() {
        return Ok(());
    }
    own(app, who, id).await?;
    let mut tx = app.store.begin().await?;
    let result = store::upload::remove(&mut tx.conn()?, &who.account, id).await.map_err(Error::from);
    tx.finish(result).await
}

/// Moves a file one place among those of its paper.
///
/// # Errors
/// That there is no such file, or nothing is asked for any more.
pub async fn shift(app: &App, who: &Citizen, id: Id, way: Shift) -> Result<(), Error> {
    let row = own(app, who, id).await?;
    let mut tx = app.store.begin().await?;
    let result = shift_in(app, &mut tx.conn()?, who, &row, way).await;
    tx.finish(result).await
}

async fn shift_in(
    app: &App,
    conn: &mut Conn<'_>,
    who: &Citizen,
    row: &UploadRow,
    way: Shift,
) -> Result<(), Error> {
    let rows = of_purpose(conn, &who.account, row.purpose).await?;
    let own: Vec<&UploadRow> = rows.iter().filter(|known| known.part == row.part).collect();
    let neighbour = match way {
        Shift::Up => own.iter().rev().find(|known| known.place < row.place),
        Shift::Down => own.iter().find(|known| known.place > row.place),
    };
    if let Some(other) = neighbour {
        update(conn, &UploadRow { place: other.place, ..row.clone() }).await?;
        update(conn, &UploadRow { place: row.place, ..(*other).clone() }).await?;
    }
    once::leave(app, conn, &Receipt::plain(&row.id, 1)).await
}

/// The person's file, while the paper is still asked for.
async fn own(app: &App, who: &Citizen, id: Id) -> Result<UploadRow, Error> {
    let row = load(&mut app.store.read().await?.conn(), &who.account, id).await?;
    let row = row.ok_or_else(|| not_found("upload"))?;
    asked(app, who, row.purpose, &row.part).await?;
    Ok(row)
}
