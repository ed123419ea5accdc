//! Where an account is signed in, and ending that from anywhere.

use jiff::Timestamp;
use store::session::{of_account, remove_handle, remove_of_account};

use super::session::{Session, lasts};
use crate::{App, Error};

/// "Nơi đang đăng nhập": one of them.
#[derive(Debug, Clone)]
pub struct MySession {
    /// Its public name; opens nothing.
    pub handle: String,
    /// What the browser said of itself.
    pub device: String,
    /// The level of assurance.
    pub level: i64,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// Where the account is signed in, the one used last first.
///
/// # Errors
/// The database's failure.
pub async fn my_sessions(app: &App, session: &Session) -> Result<Vec<MySession>, Error> {
    let (proof, now) = (session.proof(), app.clock.now());
    let rows = of_account(&mut app.store.read().await?.conn(), &proof.issuer, &proof.account).await?;
    let lasting = rows.into_iter().filter(|row| lasts(app, row, now));
    Ok(lasting
        .map(|row| MySession {
            is_this: row.handle == proof.handle,
            handle: row.handle,
            device: row.device,
            level: row.level,
            started_at: row.started_at,
            seen_at: row.seen_at,
        })
        .collect())
}

/// Ends one of the account's sessions; somebody else's is not even found, and nothing happens.
///
/// # Errors
/// The database's failure.
pub async fn end_one_of_mine(app: &App, session: &Session, handle: &str) -> Result<(), Error> {
    let proof = session.proof();
    let mut tx = app.store.begin().await?;
    let result = remove_handle(&mut tx.conn()?, &proof.issuer, &proof.account, handle).await;
    tx.finish(result.map_err(Error::from)).await
}

/// Ends all of the account's sessions, this one too.
///
/// # Errors
/// The database's failure.
pub async fn end_all_mine(app: &App, session: &Session) -> Result<(), Error> {
    let proof = session.proof();
    let mut tx = app.store.begin().await?;
    let result = remove_of_account(&mut tx.conn()?, &proof.issuer, &proof.account).await;
    tx.finish(result.map_err(Error::from)).await
}
