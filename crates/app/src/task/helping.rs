//! Tasks a body helps with: somebody else leads them, and may come to wait for it.

use access::{Staff, reads};
use kernel::AgencyCode;
use store::task::{Lane, TaskAfter};

use super::boards::{PAGE, TaskPage};
use crate::{App, Error};

/// A page of the tasks a body helps with that lie in a lane, the most urgent first.
///
/// # Errors
/// The refusal where no post of today lets the official look, or a fault.
pub async fn helping(
    app: &App,
    who: &Staff,
    agency: &AgencyCode,
    lane: Lane,
    after: Option<TaskAfter>,
) -> Result<TaskPage, Error> {
    let _measured = crate::operations::measure("task.helping");
    reads(who, agency, app.today())?;
    let mut reader = app.store.read().await?;
    let rows = store::task::helping(&mut reader.conn(), agency, lane, after, PAGE + 1).await?;
    Ok(TaskPage::of(rows))
}
