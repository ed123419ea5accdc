//! What others must hear of a change of a task: the tenant of the task above it sums up what was reached.

use directives::{Task, TaskKey, TaskStage};
use kernel::{Fault, FaultKind, Id};
use serde::{Deserialize, Serialize};
use store::outbox::Message;

use crate::{App, Error};

/// The topic of messages about tasks.
pub(crate) const TOPIC: &str = "task.changed";

/// "Tin về nhiệm vụ".
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Changed {
    /// The task.
    pub(super) task: TaskKey,
    /// Its version after the change.
    pub(super) version: i64,
    /// The task it is a share of, which may lie in another tenant.
    pub(super) above: Option<TaskKey>,
    /// What of that was reached and accepted.
    pub(super) amount: Option<i64>,
}

/// The letter of a change; the store writes it with the change itself.
pub(crate) fn letter(app: &App, task: &Task) -> Result<Message, Error> {
    // Only what was accepted counts above: nobody's report is anybody's result.
    let amount = task.proof.target().map(|_| if task.stage == TaskStage::Done { accepted(task) } else { 0 });
    let key = task.key();
    let above = task.opening.above.clone();
    let changed = Changed { task: key.clone(), version: task.version, above, amount };
    let body = serde_json::to_string(&changed)
        .map_err(|error| Fault::new(FaultKind::Internal, "write a message", error))?;
    let id: Id = app.new_id(task.updated_at);
    let (topic, created_at) = (TOPIC.to_owned(), task.updated_at);
    Ok(Message { id, tenant: key.tenant, topic, body, created_at, tries: 0, place: 0 })
}

/// What was reached in a task that was accepted.
fn accepted(task: &Task) -> i64 {
    let handed_in = task.handed_in.as_ref().and_then(|(product, _, _)| product.figure);
    if task.below.is_empty() { handed_in.unwrap_or_else(|| task.reached()) } else { task.reached() }
}
