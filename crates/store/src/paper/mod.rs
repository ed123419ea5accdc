//! Papers: wanted in the transaction that causes them, made by the worker, found by dossier or by their code.
//!
//! What signing adds to them stands in `signed`.

mod signed;

use dossier::{CopyOf, PaperKind};
use jiff::Timestamp;
use kernel::{Fault, FileHash, Id};

use crate::arg::args;
use crate::dossier::{DossierKey, id_in};
use crate::{Conn, Row};

pub use signed::{
    Due, Opened, bearing, before_renewals, cause, note_opened, opened, renew_later, renewals,
    renewals_overdue, renewed, signed, to_renew, waiting_for, waits_no_more, will_renew,
};

/// "Giấy của hồ sơ": one paper, made or still to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperRow {
    /// Whose it is.
    pub key: DossierKey,
    /// Its id.
    pub id: Id,
    /// What it is.
    pub kind: PaperKind,
    /// What caused it; there is one paper of a kind for each cause.
    pub cause: String,
    /// The last action it speaks of.
    pub seq: i64,
    /// Its unguessable code.
    pub code: String,
    /// When it was wanted, which is the date it bears.
    pub wanted_at: Timestamp,
    /// How often making it failed.
    pub tries: i64,
    /// Why it could not be made.
    pub failure: Option<String>,
    /// The file, once it is made.
    pub file: Option<PaperFile>,
    /// The file with signatures in it, once it is signed.
    pub signed: Option<SignedFile>,
    /// Who has to sign it: an account, or the leaders of an agency; nobody where nothing is signed.
    pub signatory: Option<String>,
    /// Where a signature shows on it, as `app` writes it.
    pub sign_place: Option<String>,
}

/// "Tệp của giấy".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperFile {
    /// Its name.
    pub hash: FileHash,
    /// Its size.
    pub bytes: i64,
    /// Its pages.
    pub pages: i64,
    /// Where a signature shows on it.
    pub sign_place: Option<String>,
}

/// "Tệp của giấy đã ký".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedFile {
    /// Its name.
    pub hash: FileHash,
    /// Its size.
    pub bytes: i64,
    /// How many signatures it bears: the person's, then the agency's.
    pub signatures: i64,
}

impl PaperRow {
    /// The file that is handed out: the signed one, where there is one.
    #[must_use]
    pub fn current(&self) -> Option<&FileHash> {
        let made = self.file.as_ref().map(|file| &file.hash);
        self.signed.as_ref().map(|signed| &signed.hash).or(made)
    }

    /// The scan it is a copy of, where it is one: that is what caused it.
    #[must_use]
    pub fn copy_of(&self) -> Option<CopyOf> {
        (self.kind == PaperKind::Copy).then(|| CopyOf::parse(&self.cause)).flatten()
    }
}

/// After so many tries a paper is named by `toantrinh check`; it is tried on all the same.
pub const MANY_TRIES: i64 = 5;

/// Wants a paper; the same cause twice is one paper.
///
/// # Errors
/// The database's failure.
pub async fn want(conn: &mut Conn<'_>, paper: &PaperRow) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO paper (tenant, id, dossier, kind, cause, seq, code, wanted_at, next_at, tries, \
        signatory) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 0, $9) ON CONFLICT DO NOTHING";
    let values = args![
        &paper.key.tenant,
        paper.id,
        paper.key.id,
        paper.kind.name(),
        &paper.cause,
        paper.seq,
        &paper.code,
        paper.wanted_at,
        paper.signatory.clone()
    ];
    conn.execute(SQL, values).await.map(|_| ())
}

fn read(row: &Row) -> Result<PaperRow, Fault> {
    let kind = row.text(3)?;
    let file = match row.text_opt(10)? {
        Some(hash) => Some(PaperFile {
            hash: hash_in(&hash)?,
            bytes: row.int(11)?,
            pages: row.int(12)?,
            sign_place: row.text_opt(17)?,
        }),
        None => None,
    };
    let signed = match row.text_opt(14)? {
        Some(hash) => {
            Some(SignedFile { hash: hash_in(&hash)?, bytes: row.int(15)?, signatures: row.int(13)? })
        }
        None => None,
    };
    Ok(PaperRow {
        key: DossierKey { tenant: row.text(0)?, id: id_in(row, 2)? },
        id: id_in(row, 1)?,
        kind: PaperKind::from_name(&kind)
            .ok_or_else(|| Fault::inconsistent(format!("{kind} is no kind of paper")))?,
        cause: row.text(4)?,
        seq: row.int(5)?,
        code: row.text(6)?,
        wanted_at: row.instant(7)?,
        tries: row.int(8)?,
        failure: row.text_opt(9)?,
        file,
        signed,
        signatory: row.text_opt(16)?,
        sign_place: row.text_opt(17)?,
    })
}

fn hash_in(hash: &str) -> Result<FileHash, Fault> {
    FileHash::parse(hash).ok_or_else(|| Fault::inconsistent(format!("{hash} is the hash of no file")))
}

/// The papers of a dossier, the oldest first: in the order of the actions that caused them, which may share a moment.
///
/// # Errors
/// The database's failure.
pub async fn of_dossier(conn: &mut Conn<'_>, key: &DossierKey) -> Result<Vec<PaperRow>, Fault> {
    const SQL: &str = "SELECT tenant, id, dossier, kind, cause, seq, code, wanted_at, tries, failure, hash, bytes, pages, \
        signatures, signed_hash, signed_bytes, signatory, sign_place FROM paper WHERE tenant = $1 AND dossier = $2 ORDER BY seq, id LIMIT 500";
    conn.all(SQL, args![&key.tenant, key.id]).await?.iter().map(read).collect()
}

/// The paper with this code.
///
/// # Errors
/// The database's failure.
pub async fn by_code(conn: &mut Conn<'_>, tenant: &str, code: &str) -> Result<Option<PaperRow>, Fault> {
    const SQL: &str = "SELECT tenant, id, dossier, kind, cause, seq, code, wanted_at, tries, failure, hash, bytes, pages, \
        signatures, signed_hash, signed_bytes, signatory, sign_place FROM paper WHERE tenant = $1 AND code = $2";
    conn.optional(SQL, args![tenant, code]).await?.as_ref().map(read).transpose()
}

/// Papers still to be made whose time has come, the longest waiting first.
///
/// # Errors
/// The database's failure.
pub async fn wanted(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<PaperRow>, Fault> {
    const SQL: &str = "SELECT tenant, id, dossier, kind, cause, seq, code, wanted_at, tries, failure, hash, bytes, pages, \
        signatures, signed_hash, signed_bytes, signatory, sign_place FROM paper WHERE hash IS NULL AND next_at <= $1 ORDER BY next_at, tenant, id LIMIT $2";
    conn.all(SQL, args![now, limit]).await?.iter().map(read).collect()
}

/// Notes the file of a paper; one that has a file keeps it.
///
/// # Errors
/// The database's failure.
pub async fn made(conn: &mut Conn<'_>, paper: &PaperRow, file: &PaperFile) -> Result<(), Fault> {
    const SQL: &str = "UPDATE paper SET hash = $1, bytes = $2, pages = $3, failure = NULL, sign_place = $4 \
        WHERE tenant = $5 AND id = $6 AND hash IS NULL";
    let place = file.sign_place.clone();
    let values = args![file.hash.as_str(), file.bytes, file.pages, place, &paper.key.tenant, paper.id];
    conn.execute(SQL, values).await.map(|_| ())
}

/// Notes that a paper could not be made, why, and when to try again.
///
/// # Errors
/// The database's failure.
pub async fn failed(
    conn: &mut Conn<'_>,
    paper: &PaperRow,
    why: &str,
    next_at: Timestamp,
) -> Result<(), Fault> {
    const SQL: &str = "UPDATE paper SET tries = tries + 1, failure = $1, next_at = $2 \
        WHERE tenant = $3 AND id = $4 AND hash IS NULL";
    conn.execute(SQL, args![why, next_at, &paper.key.tenant, paper.id]).await.map(|_| ())
}

/// Papers after a key, in order, for verification.
///
/// # Errors
/// The database's failure.
pub async fn after(conn: &mut Conn<'_>, tenant: &str, id: &str, limit: i64) -> Result<Vec<PaperRow>, Fault> {
    const SQL: &str = "SELECT tenant, id, dossier, kind, cause, seq, code, wanted_at, tries, failure, hash, bytes, pages, \
        signatures, signed_hash, signed_bytes, signatory, sign_place FROM paper WHERE (tenant, id) > ($1, $2) ORDER BY tenant, id LIMIT $3";
    conn.all(SQL, args![tenant, id, limit]).await?.iter().map(read).collect()
}
