//! Looking at a task: its sentence, its clock, what it waits for, what is below it, and what may be done now.

use access::{Role, Staff, may, reads};
use directives::{
    Measure, Person, Proof, Side, Task, TaskActionKind, TaskKey, TaskLateness, TaskRecord, Warning,
    open_kinds, warnings,
};
use kernel::OfficeHours;
use store::directive::Link;
use store::task::{draft_of, history, load, of_above};

use super::found::measured;
use crate::directive::people_of;
use crate::error::not_found;
use crate::files::Shelf;
use crate::paper::{SignatureLine, judged};
use crate::{App, Error};

/// "Nhiệm vụ để xem".
pub struct TaskLook {
    /// The task.
    pub task: Task,
    /// Everything that happened.
    pub history: Vec<TaskRecord>,
    /// In time or late, and on whose account.
    pub lateness: TaskLateness,
    /// What to look at.
    pub warnings: Vec<Warning>,
    /// What this person may do now.
    pub open: Vec<TaskActionKind>,
    /// What the signatures on the product's file are worth today, the oldest first.
    pub signatures: Vec<SignatureLine>,
    /// Whether a product of this person waits to be signed.
    pub waits_to_be_signed: bool,
    /// Whether products can be signed here.
    pub can_be_signed: bool,
    /// What the data say of it now, where the system measures it.
    pub measured: Option<(Measure, i64)>,
    /// Its shares among the units below, of the unit's own tenant.
    pub below: Vec<Task>,
    /// Whether this person may hand it down.
    pub may_hand_down: bool,
    /// People of the unit, and whether they lead; only for who may reassign it.
    pub people: Vec<(Person, bool)>,
}

/// Opens a task for an official of a body that has to do with it.
///
/// # Errors
/// A fault; somebody else's task is not even found.
pub async fn look(app: &App, who: &Staff, key: &TaskKey) -> Result<TaskLook, Error> {
    let _measured = crate::operations::measure("task.look");
    let mut reader = app.store.read().await?;
    let mut conn = reader.conn();
    let task = load(&mut conn, key).await?.ok_or_else(|| not_found("task"))?.task;
    if !may_see(app, who, &task) {
        return Err(not_found("task"));
    }
    let links = history(&mut conn, key).await?;
    let unit = task.opening.unit.code.clone();
    let measured = match task.proof {
        Proof::Indicator { measure, .. } => {
            Some((measure, measured(app, &mut conn, &task, measure, &unit).await?))
        }
        Proof::Document | Proof::Figure { .. } | Proof::Product => None,
    };
    let below = of_above(&mut conn, unit.tenant(), key).await?;
    let waits_to_be_signed = draft_of(&mut conn, key, &who.id).await?.is_some();
    drop(reader);
    let signatures = signatures(app, &task).await?;
    let open = open(app, who, &task);
    let people =
        if open.contains(&TaskActionKind::Reassign) { people_of(app, &unit).await? } else { Vec::new() };
    let on = app.today();
    Ok(TaskLook {
        history: links.iter().map(Link::record).collect::<Result<_, _>>()?,
        lateness: lateness(app, &task)?,
        warnings: warnings(&task, app.clock.now()),
        may_hand_down: task.stage.is_at_work() && may(who, "directive-draft", &unit, on).is_ok(),
        open,
        signatures,
        waits_to_be_signed,
        can_be_signed: app.signing.is_some(),
        measured,
        below,
        people,
        task,
    })
}

/// What is judged are the bytes, not what the history says of them.
async fn signatures(app: &App, task: &Task) -> Result<Vec<SignatureLine>, Error> {
    let file = task.handed_in.as_ref().and_then(|(product, _, _)| product.file.as_ref());
    let Some(file) = file.filter(|file| file.signature.is_some()) else { return Ok(Vec::new()) };
    match judged(app, &app.files.get(Shelf::Uploads, &file.hash).await?).await {
        Ok(lines) => Ok(lines),
        // What cannot be read any more is no signature; the page then says that there is none.
        Err(Error::Refused(_)) => Ok(Vec::new()),
        Err(fault) => Err(fault),
    }
}

/// Whether somebody's posts of today let them see a task: at the unit, at the assigner, at a body that helps or is waited
/// for.
///
/// Law: NĐ 30/2020/NĐ-CP
pub(super) fn may_see(app: &App, who: &Staff, task: &Task) -> bool {
    let opening = &task.opening;
    let on = app.today();
    let waited = task.wait.as_ref().and_then(|wait| wait.unit.as_ref());
    let bodies = [&opening.unit, &opening.assigner].into_iter().chain(&opening.coordinating).chain(waited);
    bodies.into_iter().any(|body| reads(who, &body.code, on).is_ok())
}

/// The deeds the table has open, of those the posts of today give.
fn open(app: &App, who: &Staff, task: &Task) -> Vec<TaskActionKind> {
    let on = app.today();
    let opening = &task.opening;
    let mut open = Vec::new();
    for (side, agency) in [(Side::Unit, &opening.unit.code), (Side::Assigner, &opening.assigner.code)] {
        let leads = |role: Role| matches!(role, Role::Head | Role::Signer);
        let is_leader = who.posts_on(on).any(|post| post.agency == *agency && leads(post.role));
        let is_theirs =
            side == Side::Assigner || is_leader || who.id == task.person.id || who.id == task.owner.id;
        let permitted =
            |kind: &TaskActionKind| may(who, &format!("task-{}", kind.name()), agency, on).is_ok();
        open.extend(open_kinds(task, side).into_iter().filter(permitted).filter(|_| is_theirs));
    }
    open
}

/// The clock of a task now, in working minutes of the unit.
fn lateness(app: &App, task: &Task) -> Result<TaskLateness, Error> {
    let hours = OfficeHours::of(&task.opening.unit.code)?;
    let now = app.clock.now().max(task.updated_at);
    Ok(task.ledger.lateness(now, |from, until| app.calendar.working_minutes(hours, from, until))?)
}
