//! Drafts in the people's space: one per account and procedure, saved at every step.

use catalogue::Answers;
use jiff::Timestamp;
use kernel::{Fault, Id};

use crate::arg::{args, json};
use crate::dossier::Saved;
use crate::{Conn, Row};

/// "Bản nháp": a form being filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftRow {
    /// Whose it is.
    pub account: String,
    /// Its id, which is also the submission's: sending it twice makes one dossier.
    pub id: Id,
    /// The procedure.
    pub procedure: String,
    /// The revision whose form is filled in.
    pub revision: i64,
    /// The authority chosen to decide.
    pub agency: Option<String>,
    /// The answers so far.
    pub answers: Answers,
    /// Counts the saves, so that a second tab is told.
    pub version: i64,
    /// The last save.
    pub updated_at: Timestamp,
    /// The dossier it became.
    pub dossier: Option<String>,
    /// When it was thrown into the bin.
    pub discarded_at: Option<Timestamp>,
}

fn row(row: &Row) -> Result<DraftRow, Fault> {
    Ok(DraftRow {
        account: row.text(0)?,
        id: crate::dossier::id_in(row, 1)?,
        procedure: row.text(2)?,
        revision: row.int(3)?,
        agency: row.text_opt(4)?,
        answers: row.json(5)?,
        version: row.int(6)?,
        updated_at: row.instant(7)?,
        dossier: row.text_opt(8)?,
        discarded_at: row.instant_opt(9)?,
    })
}

/// A draft of this account.
///
/// # Errors
/// The database's failure.
pub async fn load(conn: &mut Conn<'_>, account: &str, id: Id) -> Result<Option<DraftRow>, Fault> {
    const SQL: &str = "SELECT account, id, procedure, revision, agency, answers, version, updated_at, dossier, discarded_at FROM draft \
        WHERE account = $1 AND id = $2";
    conn.optional(SQL, args![account, id]).await?.as_ref().map(row).transpose()
}

/// The open draft of this account for a procedure: there is at most one, so that nobody has five.
///
/// # Errors
/// The database's failure.
pub async fn open_for(
    conn: &mut Conn<'_>,
    account: &str,
    procedure: &str,
) -> Result<Option<DraftRow>, Fault> {
    const SQL: &str = "SELECT account, id, procedure, revision, agency, answers, version, updated_at, dossier, discarded_at FROM draft \
        WHERE account = $1 AND procedure = $2 AND dossier IS NULL AND discarded_at IS NULL \
        ORDER BY id DESC LIMIT 1";
    conn.optional(SQL, args![account, procedure]).await?.as_ref().map(row).transpose()
}

/// The open drafts of an account, the newest first, fifty at most.
///
/// # Errors
/// The database's failure.
pub async fn open_of(conn: &mut Conn<'_>, account: &str) -> Result<Vec<DraftRow>, Fault> {
    const SQL: &str = "SELECT account, id, procedure, revision, agency, answers, version, updated_at, dossier, discarded_at FROM draft \
        WHERE account = $1 AND dossier IS NULL AND discarded_at IS NULL \
        ORDER BY updated_at DESC LIMIT 50";
    conn.all(SQL, args![account]).await?.iter().map(row).collect()
}

/// Writes a new draft; [`Saved::Overtaken`] where another tab has begun one for this procedure a moment before.
///
/// # Errors
/// The database's failure.
pub async fn insert(conn: &mut Conn<'_>, draft: &DraftRow) -> Result<Saved, Fault> {
    const SQL: &str = "INSERT INTO draft (account, id, procedure, revision, agency, answers, version, updated_at, dossier) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL) \
        ON CONFLICT DO NOTHING";
    let answers = json(&draft.answers)?;
    let values = args![
        &draft.account,
        draft.id,
        &draft.procedure,
        draft.revision,
        draft.agency.clone(),
        answers,
        draft.version,
        draft.updated_at
    ];
    Ok(if conn.execute(SQL, values).await? == 0 { Saved::Overtaken } else { Saved::Yes })
}

/// Saves the answers, if the draft is still the one that was read and not sent in yet.
///
/// # Errors
/// The database's failure.
pub async fn save(conn: &mut Conn<'_>, draft: &DraftRow, found: i64) -> Result<Saved, Fault> {
    const SQL: &str = "UPDATE draft SET answers = $1, revision = $2, version = $3, updated_at = $4, agency = $5 \
        WHERE account = $6 AND id = $7 AND version = $8 AND dossier IS NULL AND discarded_at IS NULL";
    let answers = json(&draft.answers)?;
    let values = args![
        answers,
        draft.revision,
        found + 1,
        draft.updated_at,
        draft.agency.clone(),
        &draft.account,
        draft.id,
        found
    ];
    Ok(if conn.execute(SQL, values).await? == 0 { Saved::Overtaken } else { Saved::Yes })
}

/// Notes the dossier a draft has become.
///
/// # Errors
/// The database's failure.
pub async fn sent(conn: &mut Conn<'_>, account: &str, id: &str, dossier: &str) -> Result<(), Fault> {
    const SQL: &str = "UPDATE draft SET dossier = $1 WHERE account = $2 AND id = $3 AND dossier IS NULL";
    conn.execute(SQL, args![dossier, account, id]).await.map(|_| ())
}

/// Puts an open draft into the bin, or takes one out of it (`None`).
///
/// # Errors
/// The database's failure.
pub async fn bin(conn: &mut Conn<'_>, account: &str, id: Id, at: Option<Timestamp>) -> Result<(), Fault> {
    const SQL: &str = "UPDATE draft SET discarded_at = $1 WHERE account = $2 AND id = $3 AND dossier IS NULL";
    conn.execute(SQL, args![at, account, id]).await.map(|_| ())
}

/// The drafts in the bin of an account, the last thrown away first, twenty at most.
///
/// # Errors
/// The database's failure.
pub async fn binned_of(conn: &mut Conn<'_>, account: &str) -> Result<Vec<DraftRow>, Fault> {
    const SQL: &str = "SELECT account, id, procedure, revision, agency, answers, version, updated_at, dossier, discarded_at \
        FROM draft WHERE account = $1 AND dossier IS NULL AND discarded_at IS NOT NULL \
        ORDER BY discarded_at DESC LIMIT 20";
    conn.all(SQL, args![account]).await?.iter().map(row).collect()
}

/// Drafts thrown away before an instant, a hundred at most: account and id.
///
/// # Errors
/// The database's failure.
pub async fn binned_before(conn: &mut Conn<'_>, before: Timestamp) -> Result<Vec<(String, Id)>, Fault> {
    const SQL: &str = "SELECT account, id FROM draft WHERE discarded_at < $1 AND dossier IS NULL LIMIT 100";
    let rows = conn.all(SQL, args![before]).await?;
    rows.iter().map(|row| Ok((row.text(0)?, crate::dossier::id_in(row, 1)?))).collect()
}

/// Removes a draft for good.
///
/// # Errors
/// The database's failure.
pub async fn remove(conn: &mut Conn<'_>, account: &str, id: Id) -> Result<(), Fault> {
    const SQL: &str = "DELETE FROM draft WHERE account = $1 AND id = $2 AND dossier IS NULL";
    conn.execute(SQL, args![account, id]).await.map(|_| ())
}
