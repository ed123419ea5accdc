//! Looking at a directive: the text with its items, what is still not clear, and how far its tasks are.

use access::{Staff, may, reads};
use directives::{Directive, DirectiveRecord, DirectiveStage, Finding, Item, compile};
use kernel::AgencyCode;
use store::Conn;
use store::directive::{DirectiveKey, history, load, text};
use store::staff::Agency;
use store::task::{TaskListRow, of_directive, one};

use super::around::around;
use super::other::{OtherLook, other};
use crate::error::not_found;
use crate::{App, Error};

/// "Văn bản để xem".
pub struct DirectiveLook {
    /// The directive.
    pub directive: Directive,
    /// The text its items quote.
    pub text: String,
    /// What is not clear, while it is a draft.
    pub findings: Vec<Finding>,
    /// Its tasks, as far as this person may see them.
    pub tasks: Vec<TaskListRow>,
    /// What it replaces and changes, and what replaced or changed it.
    pub others: Others,
    /// Everything that happened.
    pub history: Vec<DirectiveRecord>,
    /// Whether this person may work on it.
    pub may_draft: bool,
    /// Whether this person may issue it.
    pub may_issue: bool,
}

/// "Văn bản trước và sau".
#[derive(Debug, Clone, Default)]
pub struct Others {
    /// What it replaces; with the tasks still open while it is a draft.
    pub replaces: Option<OtherLook>,
    /// What it changes; with the tasks still open while it is a draft.
    pub amends: Option<OtherLook>,
    /// What took its place.
    pub replaced_by: Option<OtherLook>,
    /// What changed some of its tasks.
    pub amended_by: Vec<OtherLook>,
}

/// Opens a directive for an official of the body that issues it, or, once it is issued, of a body that has a task of it
/// or helps with one.
///
/// # Errors
/// A fault; somebody else's directive is not even found.
pub async fn look(app: &App, who: &Staff, key: &DirectiveKey) -> Result<DirectiveLook, Error> {
    let _measured = crate::operations::measure("directive.look");
    let mut reader = app.store.read().await?;
    let mut conn = reader.conn();
    let stored = load(&mut conn, key).await?.ok_or_else(|| not_found("directive"))?;
    let directive = stored.directive;
    let agency = directive.agency.code.clone();
    let on = app.today();
    let is_ours = reads(who, &agency, on).is_ok();
    let mut tasks = tasks_of(&mut conn, key, &directive).await?;
    if !is_ours {
        let is_read = |code: &AgencyCode| reads(who, code, on).is_ok();
        let helps = |row: &TaskListRow| {
            let is_it = |item: &&Item| directive.task_of(item.number).is_some_and(|task| task.id == row.id);
            let of_row = directive.items.iter().filter(is_it);
            of_row.flat_map(|item| &item.coordinating).any(|unit| is_read(&unit.code))
        };
        tasks.retain(|row| AgencyCode::parse(&row.agency).is_ok_and(|code| is_read(&code)) || helps(row));
        let is_issued = matches!(directive.stage, DirectiveStage::Issued | DirectiveStage::Replaced);
        if tasks.is_empty() || !is_issued {
            return Err(not_found("directive"));
        }
    }
    let is_draft = directive.stage == DirectiveStage::Draft;
    let findings =
        if is_draft { compile(&directive, &around(app, &mut conn, &directive).await?) } else { Vec::new() };
    let links = history(&mut conn, key).await?;
    let others = others(&mut conn, &directive, is_draft).await?;
    Ok(DirectiveLook {
        others,
        text: text(&mut conn, key).await?,
        history: links.iter().map(store::directive::Link::record).collect::<Result<_, _>>()?,
        may_draft: is_draft && may(who, "directive-draft", &agency, on).is_ok(),
        may_issue: is_draft && may(who, "directive-issue", &agency, on).is_ok(),
        findings,
        tasks,
        directive,
    })
}

/// The tasks it has assigned, and those that were there already and now stand on it, too.
async fn tasks_of(
    conn: &mut Conn<'_>,
    key: &DirectiveKey,
    directive: &Directive,
) -> Result<Vec<TaskListRow>, Error> {
    let mut tasks = of_directive(conn, &key.tenant, directive.id).await?;
    let known = |tasks: &[TaskListRow], id| tasks.iter().any(|row| row.id == id);
    for (_, task) in directive.tasks.iter().filter(|(_, task)| task.tenant == key.tenant) {
        if !known(&tasks, task.id) {
            tasks.extend(one(conn, &key.tenant, task.id).await?);
        }
    }
    Ok(tasks)
}

async fn others(conn: &mut Conn<'_>, directive: &Directive, is_draft: bool) -> Result<Others, Error> {
    let mut others = Others::default();
    if let Some(id) = directive.head.replaces {
        others.replaces = other(conn, directive, id, is_draft).await?;
    }
    if let Some(id) = directive.head.amends {
        others.amends = other(conn, directive, id, is_draft).await?;
    }
    if let Some(id) = directive.replaced_by {
        others.replaced_by = other(conn, directive, id, false).await?;
    }
    for id in &directive.amended_by {
        others.amended_by.extend(other(conn, directive, *id, false).await?);
    }
    Ok(others)
}

/// The body with this code, for the pages.
pub(super) async fn agency_named(app: &App, code: &AgencyCode) -> Result<Agency, Error> {
    crate::organisation::agency(app, code).await
}
