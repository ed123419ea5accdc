//! How much work lies where: counts of an agency's lists, read from the indexes of the worklists alone.

use dossier::{Cause, Holder};
use jiff::Timestamp;
use kernel::{AgencyCode, Fault};

use crate::Conn;
use crate::arg::args;

/// The most a counter counts: beyond it a person needs to know only "many".
const COUNTED: i64 = 1_000;

pub(super) const HELD: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM dossier \
    WHERE tenant = $1 AND agency = $2 AND holder = $3 LIMIT $4) AS counted";
pub(super) const DUE: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM dossier \
    WHERE tenant = $1 AND agency = $2 AND holder = $3 AND due_at >= $4 AND due_at < $5 LIMIT $6) AS counted";
pub(super) const WAITING: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM dossier \
    WHERE tenant = $1 AND agency = $2 AND waits = $3 LIMIT $4) AS counted";
pub(super) const LOADS: &str = "SELECT COALESCE(officer, ''), COUNT(*), \
    SUM(CASE WHEN due_at < $4 THEN 1 ELSE 0 END) FROM dossier \
    WHERE tenant = $1 AND agency = $2 AND holder = $3 GROUP BY COALESCE(officer, '') ORDER BY 1 LIMIT 500";

/// How many rows a worklist has, up to a thousand.
///
/// # Errors
/// The database's failure.
pub async fn count(conn: &mut Conn<'_>, agency: &AgencyCode, holder: Holder) -> Result<i64, Fault> {
    conn.one(HELD, args![agency.tenant(), agency.as_str(), holder.name(), COUNTED]).await?.int(0)
}

/// How many of them end from one instant to before another, up to a thousand.
///
/// # Errors
/// The database's failure.
pub async fn count_due(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    holder: Holder,
    from: Option<Timestamp>,
    until: Timestamp,
) -> Result<i64, Fault> {
    let from = from.map_or(i64::MIN, Timestamp::as_microsecond);
    let values = args![agency.tenant(), agency.as_str(), holder.name(), from, until, COUNTED];
    conn.one(DUE, values).await?.int(0)
}

/// How many dossiers of an agency wait for others on this account, up to a thousand.
///
/// # Errors
/// The database's failure.
pub async fn count_waiting(conn: &mut Conn<'_>, agency: &AgencyCode, cause: Cause) -> Result<i64, Fault> {
    conn.one(WAITING, args![agency.tenant(), agency.as_str(), cause.name(), COUNTED]).await?.int(0)
}

/// "Khối lượng việc": who has how much in hand at an agency, and how much of it is late; nobody's first.
///
/// # Errors
/// The database's failure.
pub async fn load_by_officer(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    now: Timestamp,
) -> Result<Vec<(String, i64, i64)>, Fault> {
    let values = args![agency.tenant(), agency.as_str(), Holder::Officer.name(), now];
    let rows = conn.all(LOADS, values).await?;
    rows.iter().map(|row| Ok((row.text(0)?, row.int(1)?, row.int(2)?))).collect()
}
