//! Who speaks through a token: the person, with the rights the person has today.

use access::{AccessRefusal, Scope};
use jiff::{SignedDuration, Timestamp};
use kernel::Id;
use store::token::{TokenRow, by_hash, touch};

use super::{Caller, OFFICIALS};
use crate::identity::{Citizen, hashed, needs_recent_proof};
use crate::{App, Error};

/// Uses closer together than this are not written down one by one.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// How long a token that ended stays in the records.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);

/// "Phần mềm đang gọi": a token that was presented, and in whose name it speaks.
#[derive(Debug, Clone)]
pub struct Bearer {
    /// The token's id.
    pub token: Id,
    /// What its owner calls it.
    pub name: String,
    /// How far it reaches.
    pub scope: Scope,
    /// When it ends.
    pub ends_at: Timestamp,
    /// In whose name.
    pub caller: Caller,
}

/// Who speaks through this token; nobody where it is unknown, has ended or was taken back.
///
/// # Errors
/// The database's failure.
pub async fn bearer(app: &App, secret: &str) -> Result<Option<Bearer>, Error> {
    let now = app.clock.now();
    let mut reader = app.store.read().await?;
    let row = by_hash(&mut reader.conn(), &hashed(secret)).await?;
    let Some(row) = row.filter(|row| row.revoked_at.is_none() && row.ends_at > now) else { return Ok(None) };
    let Some(scope) = Scope::from_name(&row.scope) else { return Ok(None) };
    let Some(caller) = caller(&mut reader.conn(), &row).await? else { return Ok(None) };
    drop(reader);
    if row.used_at.is_none_or(|used| now.duration_since(used) >= TOUCH_EVERY) {
        let mut tx = app.store.begin().await?;
        let result = touch(&mut tx.conn()?, &row.account, row.id, now).await.map_err(Error::from);
        tx.finish(result).await?;
    }
    Ok(Some(Bearer { token: row.id, name: row.name, scope, ends_at: row.ends_at, caller }))
}

/// Posts are read at each request: who loses a post loses the right at once, in every programme.
async fn caller(conn: &mut store::Conn<'_>, row: &TokenRow) -> Result<Option<Caller>, Error> {
    if let Some(id) = row.account.strip_prefix(OFFICIALS) {
        return Ok(store::staff::by_id(conn, id).await?.map(Caller::Official));
    }
    Ok(Some(Caller::Citizen(Citizen {
        account: row.account.clone(),
        name: row.holder.clone(),
        person: row.person.clone(),
        level: row.level,
    })))
}

/// Whether a programme may do this deed in somebody's name: what asks for a recent proof its owner does alone, for a
/// token proves who made it once, never that this person is at the screen now.
///
/// Law: NĐ 30/2020/NĐ-CP Điều 13
///
/// # Errors
/// [`AccessRefusal::RecentProofNeeded`].
pub fn permits(deed: &str) -> Result<(), AccessRefusal> {
    if needs_recent_proof(deed) {
        return Err(AccessRefusal::RecentProofNeeded { deed: deed.to_owned() });
    }
    Ok(())
}

/// Forgets tokens that ended long ago.
///
/// # Errors
/// The database's failure.
pub async fn sweep(app: &App) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let result = store::token::sweep(&mut tx.conn()?, app.clock.now() - KEPT).await;
    tx.finish(result.map_err(Error::from)).await
}
