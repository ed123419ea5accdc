//! A person's own tokens: which there are, and taking one back.

use kernel::Id;
use store::token::{TokenRow, of_account};

use super::Caller;
use crate::error::not_found;
use crate::{App, Error};

/// The person's tokens that still work, the newest first.
///
/// # Errors
/// The database's failure.
pub async fn mine(app: &App, who: &Caller) -> Result<Vec<TokenRow>, Error> {
    let now = app.clock.now();
    let mut rows = of_account(&mut app.store.read().await?.conn(), &who.account()).await?;
    rows.retain(|row| row.revoked_at.is_none() && row.ends_at > now);
    Ok(rows)
}

/// Takes a token back; from then on it opens nothing.
///
/// # Errors
/// [`crate::AppRefusal::NotFound`] for a token that is not this person's, or a fault.
pub async fn revoke(app: &App, who: &Caller, id: Id) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let result = store::token::revoke(&mut tx.conn()?, &who.account(), id, app.clock.now()).await;
    if tx.finish(result.map_err(Error::from)).await? { Ok(()) } else { Err(not_found("token")) }
}
