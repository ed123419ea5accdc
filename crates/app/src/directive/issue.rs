//! Issuing: the draft is clear, its tasks are assigned, merged or amended, what it replaces is closed and what it changes
//! learns of it; all at once.

use access::{Staff, may};
use directives::{
    Becomes, Change, Directive, DirectiveCommand, DirectiveRefusal, DirectiveStage, Ground, Item,
    Surroundings, Task, TaskCommand, TaskKey, TaskOpening, TaskRecord,
};
use dossier::Actor;
use kernel::{Fault, local_date};
use store::Conn;
use store::directive::{DirectiveKey, StoredDirective};
use store::task::{insert, of_directive};

use super::around::around;
use super::begin::{actor, broken};
use super::edit::{opened, step};
use crate::once::{Receipt, leave};
use crate::task::{Deed, letter};
use crate::{App, Error};

/// Issues the draft as the person saw it.
///
/// # Errors
/// A refusal of access, of the five questions, [`crate::AppRefusal::Conflict`] where somebody was faster, or a fault.
pub async fn issue(app: &App, who: &Staff, key: &DirectiveKey, version: Option<i64>) -> Result<i64, Error> {
    let mut tx = app.store.begin().await?;
    let result = issue_in(app, &mut tx.conn()?, who, key, version).await;
    let done = tx.finish(result).await;
    app.mail.notify_one();
    done
}

async fn issue_in(
    app: &App,
    conn: &mut Conn<'_>,
    who: &Staff,
    key: &DirectiveKey,
    version: Option<i64>,
) -> Result<i64, Error> {
    let stored = opened(conn, key, version).await?;
    let post = may(who, "directive-issue", &stored.directive.agency.code, app.today())?;
    let actor = actor(who, &post.title);
    let around = around(app, conn, &stored.directive).await?;
    let now = app.clock.now();
    let fresh =
        stored.directive.items.iter().map(|_| TaskKey { tenant: key.tenant.clone(), id: app.new_id(now) });
    let command = DirectiveCommand::Issue { fresh: fresh.collect() };
    let after = step(app, conn, &stored, &actor, command, &around).await?;
    for item in &after.items {
        becomes(app, conn, &after, item, &actor).await?;
    }
    replaces(app, conn, &after, &actor).await?;
    amends(app, conn, &after, &actor).await?;
    leave(app, conn, &Receipt::plain(&after.id, after.version)).await?;
    Ok(after.version)
}

/// The sentence of the directive a task now stands on.
fn ground(directive: &Directive, item: &Item) -> Ground {
    Ground {
        directive: directive.id,
        number: directive.head.number.clone(),
        issued_on: directive.head.issued_on,
        item: item.number,
        source: item.source.clone(),
    }
}

async fn becomes(
    app: &App,
    conn: &mut Conn<'_>,
    directive: &Directive,
    item: &Item,
    actor: &Actor,
) -> Result<(), Error> {
    let ground = ground(directive, item);
    match &item.becomes {
        Becomes::New => assign(app, conn, directive, item, ground, actor).await,
        Becomes::Merged { task } => {
            Deed::of(app, conn, task)
                .await?
                .perform(app, conn, actor, TaskCommand::Merge(ground), false)
                .await
        }
        Becomes::Amendment { task } => {
            let deed = Deed::of(app, conn, task).await?;
            let said = |text: &String| (!text.trim().is_empty()).then(|| text.clone());
            let from = local_date(app.clock.now());
            let change = Change {
                ground,
                deed: said(&item.deed),
                product: said(&item.product),
                deadline: item.deadline.map(|deadline| (deadline, deadline.end(from))),
            };
            deed.perform(app, conn, actor, TaskCommand::Amend(Box::new(change)), false).await
        }
    }
}

async fn assign(
    app: &App,
    conn: &mut Conn<'_>,
    directive: &Directive,
    item: &Item,
    ground: Ground,
    actor: &Actor,
) -> Result<(), Error> {
    let unclear = || Fault::inconsistent(format!("item {} was issued and is not clear", item.number));
    let now = app.clock.now();
    let deadline = item.deadline.ok_or_else(unclear)?;
    let opening = TaskOpening {
        id: directive.task_of(item.number).ok_or_else(unclear)?.id,
        assigner: directive.agency.clone(),
        ground,
        unit: item.unit.clone().ok_or_else(unclear)?,
        person: item.person.clone().ok_or_else(unclear)?,
        owner: item.owner.clone().ok_or_else(unclear)?,
        coordinating: item.coordinating.clone(),
        deed: item.deed.clone(),
        product: item.product.clone(),
        proof: item.proof.clone().ok_or_else(unclear)?,
        deadline,
        due_at: now,
        above: item.above.clone(),
        is_public: item.is_public && directive.head.is_public,
    };
    let action = Task::assign(opening, now);
    let record = TaskRecord { seq: 1, at: now, actor: actor.clone(), action };
    let task = Task::open(record.clone()).map_err(broken)?;
    Ok(insert(conn, &task, &record, &letter(app, &task)?).await?)
}

/// What is replaced is closed: tasks the new directive does not carry on are cancelled, each with the reason.
async fn replaces(app: &App, conn: &mut Conn<'_>, directive: &Directive, actor: &Actor) -> Result<(), Error> {
    let Some(old) = directive.head.replaces else { return Ok(()) };
    let key = DirectiveKey::new(&directive.agency.code, old);
    told(app, conn, directive, &key, actor, DirectiveCommand::Replace { by: directive.id }).await?;
    let kept: Vec<&TaskKey> = directive.items.iter().filter_map(|item| item.becomes.existing()).collect();
    for row in of_directive(conn, &key.tenant, old).await? {
        let task = TaskKey { tenant: key.tenant.clone(), id: row.id };
        if row.stage.is_open() && !kept.contains(&&task) {
            let reason = format!("Văn bản {} thay thế văn bản đã giao.", directive.head.number);
            let deed = Deed::of(app, conn, &task).await?;
            deed.perform(app, conn, actor, TaskCommand::Cancel { reason }, true).await?;
        }
    }
    Ok(())
}

/// What is changed learns by what.
async fn amends(app: &App, conn: &mut Conn<'_>, directive: &Directive, actor: &Actor) -> Result<(), Error> {
    let Some(old) = directive.head.amends else { return Ok(()) };
    let key = DirectiveKey::new(&directive.agency.code, old);
    told(app, conn, directive, &key, actor, DirectiveCommand::Amend { by: directive.id }).await
}

/// Tells an older directive of the same body, which must still be in force.
async fn told(
    app: &App,
    conn: &mut Conn<'_>,
    directive: &Directive,
    key: &DirectiveKey,
    actor: &Actor,
    command: DirectiveCommand,
) -> Result<(), Error> {
    let stored: StoredDirective = opened(conn, key, None).await?;
    let old = &stored.directive;
    if old.agency.code != directive.agency.code {
        return Err(crate::error::not_found("directive"));
    }
    if old.stage != DirectiveStage::Issued {
        return Err(DirectiveRefusal::NotInForce { number: old.head.number.clone() }.into());
    }
    let around = Surroundings { today: app.today(), above: Vec::new(), existing: Vec::new() };
    step(app, conn, &stored, actor, command, &around).await.map(|_| ())
}
