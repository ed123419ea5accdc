//! Reading dossiers: the projected state, and the history behind it.

use dossier::{Dossier, Record};
use kernel::Fault;

use super::place::place;
use super::{DossierKey, Stored};
use crate::arg::args;
use crate::{Conn, Row};

/// What has become of a dossier, and the record of its submission.
macro_rules! state {
    ($by:literal) => {
        concat!(
            "SELECT d.state, d.head, a.body FROM dossier d LEFT JOIN action a ON a.place = ",
            place!("d.number", "1"),
            " WHERE d.tenant = $1 AND d.",
            $by,
            " = $2"
        )
    };
}

pub(super) const BY_ID: &str = state!("id");

/// The present state; `None` where there is no such dossier.
///
/// # Errors
/// The database's failure, or a state that cannot be read.
pub async fn load(conn: &mut Conn<'_>, key: &DossierKey) -> Result<Option<Stored>, Fault> {
    conn.optional(BY_ID, args![&key.tenant, key.id]).await?.as_ref().map(stored).transpose()
}

/// The dossier a submission has already become: the same submission sent twice is one dossier.
///
/// # Errors
/// The database's failure.
pub async fn by_submission(
    conn: &mut Conn<'_>,
    tenant: &str,
    submission: &str,
) -> Result<Option<Stored>, Fault> {
    const SQL: &str = state!("submission");
    conn.optional(SQL, args![tenant, submission]).await?.as_ref().map(stored).transpose()
}

/// The dossier with this official code.
///
/// # Errors
/// The database's failure.
pub async fn by_code(conn: &mut Conn<'_>, tenant: &str, code: &str) -> Result<Option<Stored>, Fault> {
    const SQL: &str = state!("code");
    conn.optional(SQL, args![tenant, code]).await?.as_ref().map(stored).transpose()
}

/// The dossiers of an owner at an agency, the newest first, twenty at most.
///
/// # Errors
/// The database's failure.
pub async fn of_owner(
    conn: &mut Conn<'_>,
    agency: &kernel::AgencyCode,
    owner: &str,
) -> Result<Vec<Owned>, Fault> {
    const SQL: &str = "SELECT id, code, procedure, stage, submitted_at FROM dossier \
        WHERE tenant = $1 AND owner = $2 AND agency = $3 ORDER BY submitted_at DESC, id DESC LIMIT 20";
    let rows = conn.all(SQL, args![agency.tenant(), owner, agency.as_str()]).await?;
    let owned = |row: &Row| {
        Ok(Owned {
            id: super::id_in(row, 0)?,
            code: row.text_opt(1)?,
            procedure: row.text(2)?,
            stage: super::stage_in(row, 3)?,
            submitted_at: row.instant(4)?,
        })
    };
    rows.iter().map(owned).collect()
}

/// "Hồ sơ của một người": what is said of it beside another of theirs.
#[derive(Debug, Clone)]
pub struct Owned {
    /// The dossier's id.
    pub id: kernel::Id,
    /// The official code, once there is one.
    pub code: Option<String>,
    /// The procedure's code.
    pub procedure: String,
    /// The stage.
    pub stage: dossier::Stage,
    /// When it was sent in.
    pub submitted_at: jiff::Timestamp,
}

fn stored(row: &Row) -> Result<Stored, Fault> {
    let first = match row.text_opt(2)? {
        Some(_) => row.json::<Record>(2)?,
        None => return Err(Fault::inconsistent("a dossier without its first record")),
    };
    let dossier = Dossier::of(first, row.json(0)?);
    let dossier = dossier.map_err(|broken| Fault::inconsistent(format!("read a dossier: {broken}")))?;
    Ok(Stored { dossier, head: row.text(1)? })
}

/// One stored record: exactly the text that was hashed.
#[derive(Debug, Clone)]
pub struct HistoryRow {
    /// Its place.
    pub seq: i64,
    /// The stored text.
    pub body: String,
    /// Its hash in the chain.
    pub hash: String,
}

impl HistoryRow {
    /// The record in the text.
    ///
    /// # Errors
    /// A fault when the text is no record.
    pub fn record(&self) -> Result<Record, Fault> {
        serde_json::from_str(&self.body).map_err(|error| {
            Fault::new(kernel::FaultKind::Inconsistent, format!("read record {}", self.seq), error)
        })
    }
}

/// A dossier's records lie behind each other, at places made of its number and their turns.
pub(super) const HISTORY: &str = concat!(
    "SELECT a.seq, a.body, a.hash FROM dossier d JOIN action a ON a.place BETWEEN ",
    place!("d.number", "0"),
    " AND ",
    place!("d.number", "65535"),
    " WHERE d.tenant = $1 AND d.id = $2 ORDER BY a.place"
);

/// The whole history in order.
///
/// # Errors
/// The database's failure.
pub async fn history(conn: &mut Conn<'_>, key: &DossierKey) -> Result<Vec<HistoryRow>, Fault> {
    conn.all(HISTORY, args![&key.tenant, key.id])
        .await?
        .iter()
        .map(|row| Ok(HistoryRow { seq: row.int(0)?, body: row.text(1)?, hash: row.text(2)? }))
        .collect()
}
