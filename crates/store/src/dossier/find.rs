//! Looking for a dossier of an agency: by code, by owner, by the beginning of a name.

use kernel::{AgencyCode, Fault};

use super::worklist::{WorkRow, columns, work_row};
use crate::Conn;
use crate::arg::args;

pub(super) const WHOLE: &str =
    concat!(columns!(), "owner_fold >= $3 AND owner_fold < $4 ORDER BY owner_fold, id LIMIT $5");
pub(super) const GIVEN: &str =
    concat!(columns!(), "given_fold >= $3 AND given_fold < $4 ORDER BY given_fold, id LIMIT $5");
pub(super) const OWNER: &str = concat!(columns!(), "owner = $3 ORDER BY submitted_at DESC, id DESC LIMIT $4");
pub(super) const CODE: &str = concat!(columns!(), "code = $3");

/// The dossiers of an agency whose owner's name, or given name, begins like this without marks.
///
/// # Errors
/// The database's failure.
pub async fn by_name(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    folded: &str,
    limit: i64,
) -> Result<Vec<WorkRow>, Fault> {
    let mut found: Vec<WorkRow> = Vec::new();
    for sql in [WHOLE, GIVEN] {
        let after = format!("{folded}\u{10ffff}");
        let values = args![agency.tenant(), agency.as_str(), folded, after, limit];
        for row in conn.all(sql, values).await? {
            let row = work_row(&row)?;
            if !found.iter().any(|known| known.id == row.id) {
                found.push(row);
            }
        }
    }
    Ok(found)
}

/// The dossiers of an agency with this owner, the newest first.
///
/// # Errors
/// The database's failure.
pub async fn by_owner(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    owner: &str,
    limit: i64,
) -> Result<Vec<WorkRow>, Fault> {
    let values = args![agency.tenant(), agency.as_str(), owner, limit];
    conn.all(OWNER, values).await?.iter().map(work_row).collect()
}

/// The dossier of an agency with this code.
///
/// # Errors
/// The database's failure.
pub async fn row_by_code(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    code: &str,
) -> Result<Vec<WorkRow>, Fault> {
    conn.all(CODE, args![agency.tenant(), agency.as_str(), code]).await?.iter().map(work_row).collect()
}
