//! Tasks that may ask for the same as another text: those that share a band, looked at one by one afterwards.

use directives::{Task, bands};
use kernel::{AgencyCode, Fault};

use crate::Conn;
use crate::arg::args;

/// Candidates of one band; a band so many share says nothing.
const OF_BAND: i64 = 20;

/// Tasks a body has assigned that may be alike, open or not, each once.
///
/// # Errors
/// The database's failure.
pub async fn alike(conn: &mut Conn<'_>, assigner: &AgencyCode, deed: &str) -> Result<Vec<Task>, Fault> {
    const SQL: &str = "SELECT task.state FROM task_band JOIN task ON task.tenant = task_band.tenant \
        AND task.id = task_band.task WHERE task_band.tenant = $1 AND task_band.assigner = $2 AND task_band.band = $3 \
        ORDER BY task_band.task DESC LIMIT $4";
    let mut found: Vec<Task> = Vec::new();
    for band in bands(deed) {
        let rows = conn.all(SQL, args![assigner.tenant(), assigner.as_str(), band, OF_BAND]).await?;
        for row in &rows {
            let task = row.json::<Task>(0)?;
            if !found.iter().any(|known| known.opening.id == task.opening.id) {
                found.push(task);
            }
        }
    }
    Ok(found)
}
