//! Access tokens of software, by account: only the hash of what the software holds.

use jiff::Timestamp;
use kernel::{Fault, Id};

use crate::arg::args;
use crate::{Conn, Row};

/// The most tokens of one account that are read; the rule allows fewer.
const MOST: i64 = 200;

/// "Mã truy cập": a token a person made for a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// Whose it is.
    pub account: String,
    /// Its id, which says nothing about the token itself.
    pub id: Id,
    /// SHA-256 of the token.
    pub hash: String,
    /// What the person calls it.
    pub name: String,
    /// How far it reaches.
    pub scope: String,
    /// The person's name when it was made.
    pub holder: String,
    /// Personal id or organisation code, where the sign-in was at level 2.
    pub person: Option<String>,
    /// Level of assurance of the sign-in it was made in.
    pub level: i64,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it ends by itself.
    pub ends_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
}

fn token(row: &Row) -> Result<TokenRow, Fault> {
    Ok(TokenRow {
        account: row.text(0)?,
        id: crate::dossier::id_in(row, 1)?,
        hash: row.text(2)?,
        name: row.text(3)?,
        scope: row.text(4)?,
        holder: row.text(5)?,
        person: row.text_opt(6)?,
        level: row.int(7)?,
        made_at: row.instant(8)?,
        ends_at: row.instant(9)?,
        used_at: row.int_opt(10)?.map(|_| row.instant(10)).transpose()?,
        revoked_at: row.int_opt(11)?.map(|_| row.instant(11)).transpose()?,
    })
}

/// Writes a new token.
///
/// # Errors
/// The database's failure.
pub async fn insert(conn: &mut Conn<'_>, token: &TokenRow) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO access_token (account, id, hash, name, scope, holder, person, level, made_at, \
        ends_at, used_at, revoked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let values = args![
        &token.account,
        token.id,
        &token.hash,
        &token.name,
        &token.scope,
        &token.holder,
        token.person.clone(),
        token.level,
        token.made_at,
        token.ends_at,
        token.used_at,
        token.revoked_at
    ];
    conn.execute(SQL, values).await.map(|_| ())
}

/// The token with this hash, whatever became of it.
///
/// # Errors
/// The database's failure.
pub async fn by_hash(conn: &mut Conn<'_>, hash: &str) -> Result<Option<TokenRow>, Fault> {
    const SQL: &str = "SELECT account, id, hash, name, scope, holder, person, level, made_at, ends_at, used_at, \
        revoked_at FROM access_token WHERE hash = $1";
    conn.optional(SQL, args![hash]).await?.as_ref().map(token).transpose()
}

/// The tokens of an account, the newest first.
///
/// # Errors
/// The database's failure.
pub async fn of_account(conn: &mut Conn<'_>, account: &str) -> Result<Vec<TokenRow>, Fault> {
    const SQL: &str = "SELECT account, id, hash, name, scope, holder, person, level, made_at, ends_at, used_at, \
        revoked_at FROM access_token WHERE account = $1 ORDER BY id DESC LIMIT $2";
    conn.all(SQL, args![account, MOST]).await?.iter().map(token).collect()
}

/// Notes that a token was used.
///
/// # Errors
/// The database's failure.
pub async fn touch(conn: &mut Conn<'_>, account: &str, id: Id, at: Timestamp) -> Result<(), Fault> {
    const SQL: &str = "UPDATE access_token SET used_at = $1 WHERE account = $2 AND id = $3";
    conn.execute(SQL, args![at, account, id]).await.map(|_| ())
}

/// Takes a token back and tells whether there was one to take back.
///
/// # Errors
/// The database's failure.
pub async fn revoke(conn: &mut Conn<'_>, account: &str, id: Id, at: Timestamp) -> Result<bool, Fault> {
    const SQL: &str =
        "UPDATE access_token SET revoked_at = $1 WHERE account = $2 AND id = $3 AND revoked_at IS NULL";
    Ok(conn.execute(SQL, args![at, account, id]).await? > 0)
}

/// Forgets tokens that ended long ago.
///
/// # Errors
/// The database's failure.
pub async fn sweep(conn: &mut Conn<'_>, ended_before: Timestamp) -> Result<(), Fault> {
    conn.execute("DELETE FROM access_token WHERE ends_at < $1", args![ended_before]).await.map(|_| ())
}
