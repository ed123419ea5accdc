//! Deeds done under a key of the caller's: which request, and the answer it got.

use jiff::Timestamp;
use kernel::Fault;

use crate::Conn;
use crate::arg::args;

/// "Việc đã làm một lần": the answer a request got under its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnceRow {
    /// Whose key.
    pub account: String,
    /// The key.
    pub key: String,
    /// SHA-256 of the request.
    pub request: String,
    /// Which attempt wrote it; an attempt may write over its own row only.
    pub attempt: String,
    /// The answer, JSON.
    pub answer: String,
    /// When.
    pub at: Timestamp,
}

/// What was answered under a key.
///
/// # Errors
/// The database's failure.
pub async fn load(conn: &mut Conn<'_>, account: &str, key: &str) -> Result<Option<OnceRow>, Fault> {
    const SQL: &str = "SELECT account, key, request, attempt, answer, at FROM done_once \
        WHERE account = $1 AND key = $2";
    let Some(row) = conn.optional(SQL, args![account, key]).await? else { return Ok(None) };
    Ok(Some(OnceRow {
        account: row.text(0)?,
        key: row.text(1)?,
        request: row.text(2)?,
        attempt: row.text(3)?,
        answer: row.text(4)?,
        at: row.instant(5)?,
    }))
}

/// Writes an answer; `false` where another attempt was faster.
///
/// # Errors
/// The database's failure.
pub async fn put(conn: &mut Conn<'_>, row: &OnceRow) -> Result<bool, Fault> {
    const SQL: &str = "INSERT INTO done_once (account, key, request, attempt, answer, at) \
        VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (account, key) DO UPDATE SET answer = excluded.answer \
        WHERE done_once.attempt = excluded.attempt";
    let values = args![&row.account, &row.key, &row.request, &row.attempt, &row.answer, row.at];
    Ok(conn.execute(SQL, values).await? > 0)
}

/// Forgets keys older than that.
///
/// # Errors
/// The database's failure.
pub async fn sweep(conn: &mut Conn<'_>, before: Timestamp) -> Result<(), Fault> {
    conn.execute("DELETE FROM done_once WHERE at < $1", args![before]).await.map(|_| ())
}
