//! Uploaded files of the people's space: which file answers which paper, and the pieces of those still coming.

use dossier::Actor;
use jiff::Timestamp;
use kernel::{Fault, FileHash, Id};

use crate::arg::args;
use crate::{Conn, Row};

/// "Tệp tải lên": a file for a paper that a draft or a supplement request asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadRow {
    /// Whose it is.
    pub account: String,
    /// Its id.
    pub id: Id,
    /// The draft, or the dossier that asks for a supplement.
    pub purpose: Id,
    /// The paper it answers.
    pub part: String,
    /// Its place among the files of that paper.
    pub place: i64,
    /// Its name.
    pub name: String,
    /// How many bytes, as far as its owner said.
    pub size: i64,
    /// What it is; nothing while pieces still come.
    pub kind: Option<String>,
    /// Its bytes; nothing while pieces still come.
    pub hash: Option<FileHash>,
    /// A small picture of it.
    pub preview: Option<FileHash>,
    /// What was found, as JSON.
    pub findings: String,
    /// Whether its owner keeps it in spite of a warning.
    pub is_kept: bool,
    /// When it was begun.
    pub created_at: Timestamp,
    /// The official who scanned it, where a desk did.
    pub taken_by: Option<Actor>,
}

const MOST: i64 = 200;

/// Writes a new row.
///
/// # Errors
/// The database's failure.
pub async fn insert(conn: &mut Conn<'_>, row: &UploadRow) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO upload (account, id, purpose, part, place, name, size, kind, hash, preview, findings, \
        is_kept, created_at, taken_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let taken_by = row.taken_by.as_ref().map(serde_json::to_string).transpose();
    let taken_by = taken_by.map_err(|error| Fault::inconsistent(format!("write an actor: {error}")))?;
    let values = args![
        &row.account,
        row.id,
        row.purpose,
        &row.part,
        row.place,
        &row.name,
        row.size,
        row.kind.clone(),
        row.hash.clone().map(String::from),
        row.preview.clone().map(String::from),
        &row.findings,
        row.is_kept,
        row.created_at,
        taken_by
    ];
    conn.execute(SQL, values).await.map(|_| ())
}

/// Writes what has become of a row: whole, moved, kept.
///
/// # Errors
/// The database's failure.
pub async fn update(conn: &mut Conn<'_>, row: &UploadRow) -> Result<(), Fault> {
    const SQL: &str = "UPDATE upload SET place = $1, name = $2, size = $3, kind = $4, hash = $5, preview = $6, \
        findings = $7, is_kept = $8 WHERE account = $9 AND id = $10";
    let values = args![
        row.place,
        &row.name,
        row.size,
        row.kind.clone(),
        row.hash.clone().map(String::from),
        row.preview.clone().map(String::from),
        &row.findings,
        row.is_kept,
        &row.account,
        row.id
    ];
    conn.execute(SQL, values).await.map(|_| ())
}

/// The files for a purpose, by paper and place, two hundred at most.
///
/// # Errors
/// The database's failure.
pub async fn of_purpose(conn: &mut Conn<'_>, account: &str, purpose: Id) -> Result<Vec<UploadRow>, Fault> {
    const SQL: &str = "SELECT account, id, purpose, part, place, name, size, kind, hash, preview, findings, is_kept, \
        created_at, taken_by FROM upload WHERE account = $1 AND purpose = $2 ORDER BY part, place, id LIMIT $3";
    conn.all(SQL, args![account, purpose, MOST]).await?.iter().map(row).collect()
}

/// One file of an account.
///
/// # Errors
/// The database's failure.
pub async fn load(conn: &mut Conn<'_>, account: &str, id: Id) -> Result<Option<UploadRow>, Fault> {
    const SQL: &str = "SELECT account, id, purpose, part, place, name, size, kind, hash, preview, findings, is_kept, \
        created_at, taken_by FROM upload WHERE account = $1 AND id = $2";
    conn.optional(SQL, args![account, id]).await?.as_ref().map(row).transpose()
}

/// Takes a row away with its pieces; its bytes are swept later.
///
/// # Errors
/// The database's failure.
pub async fn remove(conn: &mut Conn<'_>, account: &str, id: Id) -> Result<(), Fault> {
    const ROW: &str = "DELETE FROM upload WHERE account = $1 AND id = $2";
    conn.execute(ROW, args![account, id]).await?;
    remove_pieces(conn, account, id).await
}

/// Notes a piece that has come; the same piece again is the same.
///
/// # Errors
/// The database's failure.
pub async fn put_piece(
    conn: &mut Conn<'_>,
    account: &str,
    upload: Id,
    number: i64,
    hash: &FileHash,
) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO upload_piece (account, upload, number, hash) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (account, upload, number) DO UPDATE SET hash = excluded.hash";
    conn.execute(SQL, args![account, upload, number, hash.as_str()]).await.map(|_| ())
}

/// The pieces that have come, in order.
///
/// # Errors
/// The database's failure.
pub async fn pieces(conn: &mut Conn<'_>, account: &str, upload: Id) -> Result<Vec<(i64, FileHash)>, Fault> {
    const SQL: &str = "SELECT number, hash FROM upload_piece WHERE account = $1 AND upload = $2 ORDER BY number \
        LIMIT 4096";
    let rows = conn.all(SQL, args![account, upload]).await?;
    rows.iter().map(|row| Ok((row.int(0)?, hash_in(row.text(1)?)?))).collect()
}

/// Forgets the pieces of a file that is whole, or gone.
///
/// # Errors
/// The database's failure.
pub async fn remove_pieces(conn: &mut Conn<'_>, account: &str, upload: Id) -> Result<(), Fault> {
    const SQL: &str = "DELETE FROM upload_piece WHERE account = $1 AND upload = $2";
    conn.execute(SQL, args![account, upload]).await.map(|_| ())
}

/// Whether any row names these bytes: an upload, its preview, a piece, a dossier, or the product of a task.
///
/// # Errors
/// The database's failure.
pub async fn is_named(conn: &mut Conn<'_>, hash: &FileHash) -> Result<bool, Fault> {
    const SQL: &str = "SELECT (SELECT COUNT(*) FROM upload WHERE hash = $1) \
        + (SELECT COUNT(*) FROM upload WHERE preview = $1) + (SELECT COUNT(*) FROM upload_piece WHERE hash = $1) \
        + (SELECT COUNT(*) FROM attachment WHERE hash = $1) + (SELECT COUNT(*) FROM task_file WHERE hash = $1) \
        + (SELECT COUNT(*) FROM product_draft WHERE hash = $1)";
    Ok(conn.one(SQL, args![hash.as_str()]).await?.int(0)? > 0)
}

/// Uploads begun before an instant that never became whole, a hundred at most: account and id.
///
/// # Errors
/// The database's failure.
pub async fn unfinished(conn: &mut Conn<'_>, before: Timestamp) -> Result<Vec<(String, Id)>, Fault> {
    const SQL: &str = "SELECT account, id FROM upload WHERE created_at < $1 AND hash IS NULL LIMIT 100";
    let rows = conn.all(SQL, args![before]).await?;
    rows.iter().map(|row| Ok((row.text(0)?, crate::dossier::id_in(row, 1)?))).collect()
}

fn row(row: &Row) -> Result<UploadRow, Fault> {
    let hash = |column| row.text_opt(column)?.map(hash_in).transpose();
    Ok(UploadRow {
        account: row.text(0)?,
        id: crate::dossier::id_in(row, 1)?,
        purpose: crate::dossier::id_in(row, 2)?,
        part: row.text(3)?,
        place: row.int(4)?,
        name: row.text(5)?,
        size: row.int(6)?,
        kind: row.text_opt(7)?,
        hash: hash(8)?,
        preview: hash(9)?,
        findings: row.text(10)?,
        is_kept: row.int(11)? != 0,
        created_at: row.instant(12)?,
        taken_by: row.text_opt(13)?.map(|text| actor_in(&text)).transpose()?,
    })
}

fn actor_in(text: &str) -> Result<Actor, Fault> {
    serde_json::from_str(text).map_err(|error| Fault::inconsistent(format!("read an actor: {error}")))
}

fn hash_in(text: String) -> Result<FileHash, Fault> {
    FileHash::try_from(text).map_err(Fault::inconsistent)
}
