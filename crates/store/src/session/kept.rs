//! Forms that wait for their sender, who must first sign in again or prove more.

use jiff::Timestamp;
use kernel::{Fault, Id};

use crate::Conn;
use crate::arg::args;

/// Forms of one account that wait at the same time; older ones make room.
const MOST: i64 = 12;

/// "Biểu mẫu được giữ".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRow {
    /// The account that sent it.
    pub account: String,
    /// Its id.
    pub id: Id,
    /// The issuer of the account.
    pub issuer: String,
    /// Where it was sent.
    pub path: String,
    /// Its fields, form-encoded.
    pub body: String,
    /// When it came.
    pub kept_at: Timestamp,
}

/// Keeps a form; only the newest few of an account stay.
///
/// # Errors
/// The database's failure.
pub async fn put_kept(conn: &mut Conn<'_>, row: &KeptRow) -> Result<(), Fault> {
    const SQL: &str =
        "INSERT INTO kept_form (account, id, issuer, path, body, kept_at) VALUES ($1, $2, $3, $4, $5, $6)";
    // The one just put stays even where others came at the very same instant.
    const ROOM: &str = "DELETE FROM kept_form WHERE account = $1 AND id <> $2 AND id NOT IN \
        (SELECT id FROM kept_form WHERE account = $1 AND id <> $2 ORDER BY id DESC LIMIT $3)";
    let values = args![&row.account, row.id, &row.issuer, &row.path, &row.body, row.kept_at];
    conn.execute(SQL, values).await?;
    conn.execute(ROOM, args![&row.account, row.id, MOST - 1]).await.map(|_| ())
}

/// A form of this account.
///
/// # Errors
/// The database's failure.
pub async fn kept(
    conn: &mut Conn<'_>,
    issuer: &str,
    account: &str,
    id: Id,
) -> Result<Option<KeptRow>, Fault> {
    const SQL: &str = "SELECT account, id, issuer, path, body, kept_at FROM kept_form \
        WHERE account = $1 AND id = $2 AND issuer = $3";
    let Some(row) = conn.optional(SQL, args![account, id, issuer]).await? else { return Ok(None) };
    Ok(Some(KeptRow {
        account: row.text(0)?,
        id: crate::dossier::id_in(&row, 1)?,
        issuer: row.text(2)?,
        path: row.text(3)?,
        body: row.text(4)?,
        kept_at: row.instant(5)?,
    }))
}
