//! Numbers given once and never again: dossier codes of a day, registers of a year.

use kernel::{AgencyCode, Fault};

use crate::Conn;
use crate::arg::args;

/// The next number of a series of an agency; the row is held until the transaction ends, and a number given in a
/// transaction that was undone is given again, so that a register has no gaps.
///
/// # Errors
/// The database's failure.
pub async fn next_serial(conn: &mut Conn<'_>, agency: &AgencyCode, series: &str) -> Result<i64, Fault> {
    const NEXT_PG: &str = "INSERT INTO serial (tenant, agency, series, last) VALUES ($1, $2, $3, 1) \
        ON CONFLICT (tenant, agency, series) DO UPDATE SET last = serial.last + 1 RETURNING last";
    // What SQLite answers with RETURNING it keeps in a table of its own for that long, which costs more than a second look.
    const NEXT_SQLITE: &str = "INSERT INTO serial (tenant, agency, series, last) VALUES ($1, $2, $3, 1) \
        ON CONFLICT (tenant, agency, series) DO UPDATE SET last = serial.last + 1";
    const LAST: &str = "SELECT last FROM serial WHERE tenant = $1 AND agency = $2 AND series = $3";
    let key = || args![agency.tenant(), agency.as_str(), series];
    if conn.is_pg() {
        return conn.one(NEXT_PG, key()).await?.int(0);
    }
    conn.execute(NEXT_SQLITE, key()).await?;
    conn.one(LAST, key()).await?.int(0)
}
