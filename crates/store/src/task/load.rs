//! Reading tasks: the present state, the history, and the shares of one that was handed down.

use directives::{Task, TaskKey};
use kernel::Fault;

use super::StoredTask;
use crate::arg::args;
use crate::directive::Link;
use crate::dossier::id_in;
use crate::{Conn, Row};

/// Tasks verified in one reading.
const PAGE: i64 = 500;

/// The present state; `None` where there is no such task.
///
/// # Errors
/// The database's failure.
pub async fn load(conn: &mut Conn<'_>, key: &TaskKey) -> Result<Option<StoredTask>, Fault> {
    const SQL: &str = "SELECT state, head FROM task WHERE tenant = $1 AND id = $2";
    conn.optional(SQL, args![&key.tenant, key.id]).await?.as_ref().map(stored).transpose()
}

fn stored(row: &Row) -> Result<StoredTask, Fault> {
    Ok(StoredTask { task: row.json::<Task>(0)?, head: row.text(1)? })
}

/// The whole history in order.
///
/// # Errors
/// The database's failure.
pub async fn history(conn: &mut Conn<'_>, key: &TaskKey) -> Result<Vec<Link>, Fault> {
    const SQL: &str = "SELECT seq, body, hash FROM task_action WHERE tenant = $1 AND task = $2 ORDER BY seq";
    let rows = conn.all(SQL, args![&key.tenant, key.id]).await?;
    rows.iter().map(|row| Ok(Link { seq: row.int(0)?, body: row.text(1)?, hash: row.text(2)? })).collect()
}

/// The tasks of a tenant that are shares of one from above, in order.
///
/// # Errors
/// The database's failure.
pub async fn of_above(conn: &mut Conn<'_>, tenant: &str, above: &TaskKey) -> Result<Vec<Task>, Fault> {
    const SQL: &str = "SELECT state FROM task WHERE tenant = $1 AND above = $2 ORDER BY id LIMIT 500";
    let rows = conn.all(SQL, args![tenant, format!("{}/{}", above.tenant, above.id)]).await?;
    rows.iter().map(|row| row.json::<Task>(0)).collect()
}

/// How much of a task from above a tenant has shared out already; what was cancelled was not.
///
/// # Errors
/// The database's failure.
pub async fn shared_of(conn: &mut Conn<'_>, tenant: &str, above: &TaskKey) -> Result<i64, Fault> {
    const SQL: &str = "SELECT CAST(COALESCE(SUM(target), 0) AS BIGINT) FROM task WHERE tenant = $1 AND above = $2 \
        AND stage <> 'cancelled'";
    conn.one(SQL, args![tenant, format!("{}/{}", above.tenant, above.id)]).await?.int(0)
}

/// The keys after one, in order.
///
/// # Errors
/// The database's failure.
pub async fn keys_after(conn: &mut Conn<'_>, after: Option<&TaskKey>) -> Result<Vec<TaskKey>, Fault> {
    const SQL: &str =
        "SELECT tenant, id FROM task WHERE (tenant, id) > ($1, $2) ORDER BY tenant, id LIMIT $3";
    let (tenant, id) =
        after.map_or((String::new(), String::new()), |key| (key.tenant.clone(), key.id.to_string()));
    let rows = conn.all(SQL, args![tenant, id, PAGE]).await?;
    rows.iter().map(|row| Ok(TaskKey { tenant: row.text(0)?, id: id_in(row, 1)? })).collect()
}
