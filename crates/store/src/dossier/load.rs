//! Reading dossiers: the projected state, and the history behind it.

use dossier::{Dossier, Record};
use kernel::Fault;

use super::{DossierKey, Stored};
use crate::arg::args;
use crate::{Conn, Row};

/// The present state; `None` where there is no such dossier.
///
/// # Errors
/// The database's failure, or a state that cannot be read.
pub async fn load(conn: &mut Conn<'_>, key: &DossierKey) -> Result<Option<Stored>, Fault> {
    const SQL: &str = "SELECT state, head FROM dossier WHERE tenant = $1 AND id = $2";
    conn.optional(SQL, args![&key.tenant, key.id]).await?.as_ref().map(stored).transpose()
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
    const SQL: &str = "SELECT state, head FROM dossier WHERE tenant = $1 AND submission = $2";
    conn.optional(SQL, args![tenant, submission]).await?.as_ref().map(stored).transpose()
}

/// The dossier with this official code.
///
/// # Errors
/// The database's failure.
pub async fn by_code(conn: &mut Conn<'_>, tenant: &str, code: &str) -> Result<Option<Stored>, Fault> {
    const SQL: &str = "SELECT state, head FROM dossier WHERE tenant = $1 AND code = $2";
    conn.optional(SQL, args![tenant, code]).await?.as_ref().map(stored).transpose()
}

/// The dossiers of an owner at an agency, the newest first, twenty at most: id, code, procedure and stage.
///
/// # Errors
/// The database's failure.
pub async fn of_owner(
    conn: &mut Conn<'_>,
    agency: &kernel::AgencyCode,
    owner: &str,
) -> Result<Vec<(kernel::Id, Option<String>, String, dossier::Stage)>, Fault> {
    const SQL: &str = "SELECT id, code, procedure, stage FROM dossier \
        WHERE tenant = $1 AND owner = $2 AND agency = $3 ORDER BY submitted_at DESC, id DESC LIMIT 20";
    let rows = conn.all(SQL, args![agency.tenant(), owner, agency.as_str()]).await?;
    rows.iter()
        .map(|row| Ok((super::id_in(row, 0)?, row.text_opt(1)?, row.text(2)?, super::stage_in(row, 3)?)))
        .collect()
}

fn stored(row: &Row) -> Result<Stored, Fault> {
    Ok(Stored { dossier: row.json::<Dossier>(0)?, head: row.text(1)? })
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

/// The whole history in order.
///
/// # Errors
/// The database's failure.
pub async fn history(conn: &mut Conn<'_>, key: &DossierKey) -> Result<Vec<HistoryRow>, Fault> {
    const SQL: &str = "SELECT seq, body, hash FROM action WHERE tenant = $1 AND dossier = $2 ORDER BY seq";
    conn.all(SQL, args![&key.tenant, key.id])
        .await?
        .iter()
        .map(|row| Ok(HistoryRow { seq: row.int(0)?, body: row.text(1)?, hash: row.text(2)? }))
        .collect()
}
