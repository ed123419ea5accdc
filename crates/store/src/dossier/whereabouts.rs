//! Where dossiers stand: what those outside the tenant hear of them.

use dossier::Stage;
use jiff::Timestamp;
use kernel::{AgencyCode, Fault, Id};

use super::{DossierKey, id_in, stage_in};
use crate::arg::{args, json};
use crate::{Conn, Row};

/// "Hồ sơ đang ở đâu": of a dossier what its parties and those who listen may hear.
#[derive(Debug, Clone)]
pub struct Whereabouts {
    /// The dossier.
    pub key: DossierKey,
    /// Its version.
    pub version: i64,
    /// The authority.
    pub agency: AgencyCode,
    /// Its parties, by number: whose matter it is, and who sent it in where that is somebody else.
    pub people: Vec<String>,
    /// The procedure.
    pub procedure: String,
    /// The official code, once there is one.
    pub code: Option<String>,
    /// The stage.
    pub stage: Stage,
    /// The end of the clock that runs.
    pub due_at: Timestamp,
    /// When it was sent in.
    pub submitted_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

macro_rules! whereabouts {
    ($ids:literal) => {
        concat!(
            "SELECT id, version, agency, owner, submitter, procedure, code, stage, due_at, submitted_at, updated_at \
            FROM dossier WHERE tenant = $1 AND id IN (",
            $ids,
            ")"
        )
    };
}

pub(super) const WHEREABOUTS: &str = whereabouts!("SELECT value FROM json_each($2)");

/// Where dossiers of a tenant stand now; nothing of those that are not there or cannot be read, which `check` names.
///
/// # Errors
/// The database's failure.
pub async fn whereabouts(
    conn: &mut Conn<'_>,
    tenant: &str,
    dossiers: impl Iterator<Item = Id>,
) -> Result<Vec<Whereabouts>, Fault> {
    const WHEREABOUTS_PG: &str = whereabouts!("SELECT json_array_elements_text(CAST($2 AS json))");
    let sql = if conn.is_pg() { WHEREABOUTS_PG } else { WHEREABOUTS };
    let ids: Vec<String> = dossiers.map(|id| id.to_string()).collect();
    let rows = conn.all(sql, args![tenant, json(&ids)?]).await?;
    Ok(rows.iter().filter_map(|row| of(tenant, row).ok()).collect())
}

fn of(tenant: &str, row: &Row) -> Result<Whereabouts, Fault> {
    let agency = row.text(2)?;
    let agency = AgencyCode::parse(&agency)
        .map_err(|_| Fault::inconsistent(format!("a dossier of no agency: {agency}")))?;
    let mut people = vec![row.text(3)?, row.text(4)?];
    people.dedup();
    Ok(Whereabouts {
        key: DossierKey { tenant: tenant.to_owned(), id: id_in(row, 0)? },
        version: row.int(1)?,
        agency,
        people,
        procedure: row.text(5)?,
        code: row.text_opt(6)?,
        stage: stage_in(row, 7)?,
        due_at: row.instant(8)?,
        submitted_at: row.instant(9)?,
        updated_at: row.instant(10)?,
    })
}
