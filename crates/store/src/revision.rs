//! Published revisions of procedures: written once, never changed.

use jiff::Timestamp;
use kernel::Fault;

use crate::Conn;
use crate::arg::args;

/// A published revision as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionRow {
    /// The procedure's code.
    pub code: String,
    /// Its number.
    pub revision: i64,
    /// Its text, JSON.
    pub body: String,
    /// SHA-256 of the text.
    pub sum: String,
}

/// All published revisions.
///
/// # Errors
/// The database's failure.
pub async fn all(conn: &mut Conn<'_>) -> Result<Vec<RevisionRow>, Fault> {
    const SQL: &str = "SELECT code, revision, body, sum FROM procedure_revision ORDER BY code, revision";
    conn.all(SQL, args![])
        .await?
        .iter()
        .map(|row| {
            Ok(RevisionRow {
                code: row.text(0)?,
                revision: row.int(1)?,
                body: row.text(2)?,
                sum: row.text(3)?,
            })
        })
        .collect()
}

/// Publishes a revision; one that is there already stays as it is.
///
/// # Errors
/// The database's failure.
pub async fn publish(conn: &mut Conn<'_>, row: &RevisionRow, at: Timestamp) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO procedure_revision (code, revision, body, sum, published_at) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (code, revision) DO NOTHING";
    conn.execute(SQL, args![&row.code, row.revision, &row.body, &row.sum, at]).await.map(|_| ())
}
