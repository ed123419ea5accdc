//! Looking at a directive: the text with its items, what is still not clear, and how far its tasks are.

use access::{Staff, may, reads};
use directives::{Directive, DirectiveRecord, DirectiveStage, Finding, compile};
use kernel::AgencyCode;
use store::directive::{DirectiveKey, history, load, text};
use store::staff::Agency;
use store::task::{TaskListRow, of_directive};

use super::around::around;
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
    /// Everything that happened.
    pub history: Vec<DirectiveRecord>,
    /// Whether this person may work on it.
    pub may_draft: bool,
    /// Whether this person may issue it.
    pub may_issue: bool,
}

/// Opens a directive for an official of the body that issues it, or, once it is issued, of a body that has a task of it.
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
    let mut tasks = of_directive(&mut conn, &key.tenant, directive.id).await?;
    if !is_ours {
        let is_theirs = |row: &TaskListRow| {
            AgencyCode::parse(&row.agency).is_ok_and(|code| reads(who, &code, on).is_ok())
        };
        tasks.retain(is_theirs);
        let is_issued = matches!(directive.stage, DirectiveStage::Issued | DirectiveStage::Replaced);
        if tasks.is_empty() || !is_issued {
            return Err(not_found("directive"));
        }
    }
    let is_draft = directive.stage == DirectiveStage::Draft;
    let findings =
        if is_draft { compile(&directive, &around(app, &mut conn, &directive).await?) } else { Vec::new() };
    let links = history(&mut conn, key).await?;
    Ok(DirectiveLook {
        text: text(&mut conn, key).await?,
        history: links.iter().map(store::directive::Link::record).collect::<Result<_, _>>()?,
        may_draft: is_draft && may(who, "directive-draft", &agency, on).is_ok(),
        may_issue: is_draft && may(who, "directive-issue", &agency, on).is_ok(),
        findings,
        tasks,
        directive,
    })
}

/// The body with this code, for the pages.
pub(super) async fn agency_named(app: &App, code: &AgencyCode) -> Result<Agency, Error> {
    crate::organisation::agency(app, code).await
}
