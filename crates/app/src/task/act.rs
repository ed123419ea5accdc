//! The way of every action on a task: load, permission, ask the data, decide, save, tell.

use access::{Role, Staff, may};
use directives::{Side, Task, TaskCommand, TaskDesk, TaskKey, TaskRecord, TaskRefusal, side_of};
use dossier::Actor;
use jiff::Timestamp;
use kernel::local_date;
use store::Conn;
use store::dossier::Saved;
use store::task::{StoredTask, append, load, remove_draft};

use super::found::found;
use super::look::may_see;
use super::tell::letter;
use crate::directive::{actor, broken, person_in, unit_with};
use crate::error::not_found;
use crate::once::{Receipt, leave};
use crate::{App, AppRefusal, Error};

/// "Nhiệm vụ được thao tác": which, and the version the person was looking at.
#[derive(Debug, Clone)]
pub struct TaskTarget {
    /// The task.
    pub key: TaskKey,
    /// The version shown.
    pub version: Option<i64>,
}

/// Does what an official asks of a task.
///
/// # Errors
/// A refusal of access or of the task's rules, [`AppRefusal::Conflict`] where somebody was faster, or a fault.
pub async fn act(app: &App, who: &Staff, target: &TaskTarget, command: TaskCommand) -> Result<i64, Error> {
    let _measured = crate::operations::measure("task.act");
    let mut tx = app.store.begin().await?;
    let result = act_in(app, &mut tx.conn()?, who, target, command).await;
    let done = tx.finish(result).await;
    app.mail.notify_one();
    done
}

async fn act_in(
    app: &App,
    conn: &mut Conn<'_>,
    who: &Staff,
    target: &TaskTarget,
    command: TaskCommand,
) -> Result<i64, Error> {
    let deed = Deed::of(app, conn, &target.key).await?;
    let task = &deed.stored.task;
    if !may_see(app, who, task) {
        return Err(not_found("task"));
    }
    if target.version.is_some_and(|version| version != task.version) {
        return Err(AppRefusal::Conflict.into());
    }
    let (actor, leads) = permit(app, who, task, &command)?;
    let command = with_data(app, conn, task, command).await?;
    let hands_in = matches!(command, TaskCommand::HandIn(_));
    stands(app, &deed, &actor, leads, &command)?;
    let after = deed.perform_to(app, conn, &actor, command, leads).await?;
    if hands_in {
        remove_draft(conn, &target.key, &who.id).await?;
    }
    leave(app, conn, &Receipt::plain(&after.opening.id, after.version)).await?;
    Ok(after.version)
}

/// A product that could be signed here and is not is told of last: after whatever else speaks against it.
fn stands(
    app: &App,
    deed: &Deed,
    actor: &Actor,
    leads: bool,
    command: &TaskCommand,
) -> Result<(), TaskRefusal> {
    let TaskCommand::HandIn(product) = command else { return Ok(()) };
    deed.stored.task.decide(command.clone(), TaskDesk { now: deed.now, actor, leads })?;
    product.stands(app.signing.is_some())
}

/// Whether a deed would be done now, as far as can be told without doing it.
pub(super) async fn rehearse(
    app: &App,
    who: &Staff,
    target: &TaskTarget,
    command: TaskCommand,
) -> Result<(), Error> {
    let mut reader = app.store.read().await?;
    let mut conn = reader.conn();
    let deed = Deed::of(app, &mut conn, &target.key).await?;
    let task = &deed.stored.task;
    if !may_see(app, who, task) {
        return Err(not_found("task"));
    }
    if target.version.is_some_and(|version| version != task.version) {
        return Err(AppRefusal::Conflict.into());
    }
    let (actor, leads) = permit(app, who, task, &command)?;
    let command = with_data(app, &mut conn, task, command).await?;
    deed.stored.task.decide(command, TaskDesk { now: deed.now, actor: &actor, leads })?;
    Ok(())
}

/// The post the deed is done in, at the body of its side, and whether it leads there.
fn permit(app: &App, who: &Staff, task: &Task, command: &TaskCommand) -> Result<(Actor, bool), Error> {
    let on = app.today();
    let deed = format!("task-{}", command.kind().name());
    let agency = match side_of(command.kind()) {
        Some(Side::Unit) => &task.opening.unit.code,
        Some(Side::Assigner) => &task.opening.assigner.code,
        Some(Side::Directive) | None => {
            return Err(access::AccessRefusal::NotPermitted { deed }.into());
        }
    };
    let post = may(who, &deed, agency, on)?;
    let leads = |role: Role| matches!(role, Role::Head | Role::Signer);
    let is_leader = who.posts_on(on).any(|post| post.agency == *agency && leads(post.role));
    Ok((actor(who, &post.title), is_leader))
}

/// What only the data and the organisation know is put in here, whatever the caller said of it.
async fn with_data(
    app: &App,
    conn: &mut Conn<'_>,
    task: &Task,
    command: TaskCommand,
) -> Result<TaskCommand, Error> {
    if let TaskCommand::HandIn(mut product) = command {
        product.found = found(app, conn, task, &product).await?;
        return Ok(TaskCommand::HandIn(product));
    }
    if let TaskCommand::Reassign { person, owner } = &command {
        let unit = &task.opening.unit.code;
        return Ok(TaskCommand::Reassign {
            person: person_in(conn, app, unit, &person.id).await?,
            owner: person_in(conn, app, unit, &owner.id).await?,
        });
    }
    if let TaskCommand::Wait { cause, unit: Some(unit), reason } = command {
        let unit = Some(unit_with(conn, &unit.code).await?);
        return Ok(TaskCommand::Wait { cause, unit, reason });
    }
    Ok(command)
}

/// "Nhiệm vụ đang thao tác": a loaded task within a transaction.
pub(crate) struct Deed {
    pub(super) stored: StoredTask,
    now: Timestamp,
}

impl Deed {
    /// Loads it.
    pub(crate) async fn of(app: &App, conn: &mut Conn<'_>, key: &TaskKey) -> Result<Self, Error> {
        let stored = load(conn, key).await?.ok_or_else(|| not_found("task"))?;
        // Two machines' clocks may differ a little; the history never runs backwards.
        let now = app.clock.now().max(stored.task.updated_at);
        Ok(Self { stored, now })
    }

    /// Decides, saves and tells.
    pub(crate) async fn perform(
        self,
        app: &App,
        conn: &mut Conn<'_>,
        actor: &Actor,
        command: TaskCommand,
        leads: bool,
    ) -> Result<(), Error> {
        self.perform_to(app, conn, actor, command, leads).await.map(|_| ())
    }

    async fn perform_to(
        self,
        app: &App,
        conn: &mut Conn<'_>,
        actor: &Actor,
        command: TaskCommand,
        leads: bool,
    ) -> Result<Task, Error> {
        let action = self.stored.task.decide(command, TaskDesk { now: self.now, actor, leads })?;
        let seq = self.stored.task.version + 1;
        let record = TaskRecord { seq, at: self.now, actor: actor.clone(), action };
        let mut after = self.stored.task.clone();
        after.apply(record.clone()).map_err(broken)?;
        match append(conn, &self.stored, &after, &record, &letter(app, &after)?).await? {
            (Saved::Yes, _) => Ok(after),
            (Saved::Overtaken, _) => Err(AppRefusal::Conflict.into()),
        }
    }
}

/// The day of an instant, for the pages.
#[must_use]
pub(super) fn day(at: Timestamp) -> jiff::civil::Date {
    local_date(at)
}
