//! How much work lies where: counts of an agency's lists, read from the indexes of the worklists alone.

use std::collections::BTreeMap;

use dossier::{Cause, Holder};
use jiff::Timestamp;
use kernel::{AgencyCode, Fault};

use crate::arg::args;
use crate::{Conn, Row};

/// The most a counter counts: beyond it a person needs to know only "many".
const COUNTED: i64 = 1_000;

pub(super) const HELD: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM dossier \
    WHERE tenant = $1 AND agency = $2 AND holder = $3 LIMIT $4) AS counted";
pub(super) const DUE: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM dossier \
    WHERE tenant = $1 AND agency = $2 AND holder = $3 AND due_at >= $4 AND due_at < $5 LIMIT $6) AS counted";
pub(super) const STOPPED: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM dossier \
    WHERE tenant = $1 AND agency = $2 AND waits = $3 AND due_at >= $4 AND due_at < $5 LIMIT $6) AS counted";
pub(super) const WAITING: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM dossier \
    WHERE tenant = $1 AND agency = $2 AND waits = $3 LIMIT $4) AS counted";
pub(super) const LOADS: &str = "SELECT COALESCE(officer, ''), COUNT(*), \
    SUM(CASE WHEN due_at < $4 THEN 1 ELSE 0 END) FROM dossier \
    WHERE tenant = $1 AND agency = $2 AND holder = $3 GROUP BY COALESCE(officer, '') ORDER BY 1 LIMIT 500";

pub(super) const STOPPED_LOADS: &str = "SELECT COALESCE(officer, ''), COUNT(*) FROM dossier \
    WHERE tenant = $1 AND agency = $2 AND waits = $3 AND due_at < $4 GROUP BY COALESCE(officer, '') ORDER BY 1 LIMIT 500";

/// How many rows a worklist has, up to a thousand.
///
/// # Errors
/// The database's failure.
pub async fn count(conn: &mut Conn<'_>, agency: &AgencyCode, holder: Holder) -> Result<i64, Fault> {
    conn.one(HELD, args![agency.tenant(), agency.as_str(), holder.name(), COUNTED]).await?.int(0)
}

/// How many of them end from one instant to before another, up to a thousand; what was stopped has no clock that runs, and
/// lies among the officers' work alone. It is few, so that two ranges of two indexes say it without reading a row.
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
    let range = |list: &str, limit: i64| args![agency.tenant(), agency.as_str(), list, from, until, limit];
    let stopped = match holder {
        Holder::Officer => conn.one(STOPPED, range(Cause::Decision.name(), COUNTED)).await?.int(0)?,
        Holder::Desk
        | Holder::Signer
        | Holder::Clerk
        | Holder::Applicant
        | Holder::Delivery
        | Holder::Nobody => 0,
    };
    let all = conn.one(DUE, range(holder.name(), COUNTED + stopped)).await?.int(0)?;
    Ok((all - stopped).max(0))
}

/// How many dossiers of an agency wait for others on this account, up to a thousand.
///
/// # Errors
/// The database's failure.
pub async fn count_waiting(conn: &mut Conn<'_>, agency: &AgencyCode, cause: Cause) -> Result<i64, Fault> {
    conn.one(WAITING, args![agency.tenant(), agency.as_str(), cause.name(), COUNTED]).await?.int(0)
}

/// "Khối lượng việc": who has how much in hand at an agency, and how much of it is late; nobody's first. What was stopped is in
/// hand and not late.
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
    let values = args![agency.tenant(), agency.as_str(), Cause::Decision.name(), now];
    let mut stopped = BTreeMap::new();
    for row in conn.all(STOPPED_LOADS, values).await? {
        stopped.insert(row.text(0)?, row.int(1)?);
    }
    let load = |row: &Row| {
        let (officer, all, late) = (row.text(0)?, row.int(1)?, row.int(2)?);
        let late = (late - stopped.get(&officer).copied().unwrap_or(0)).max(0);
        Ok((officer, all, late))
    };
    rows.iter().map(load).collect()
}
