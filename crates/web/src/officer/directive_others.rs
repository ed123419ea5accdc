//! What a draft replaces or changes, with the tasks still open there: which go on, which will be closed; and the way from
//! an older directive to what came after it.

use app::directive::{DirectiveLook, OtherLook};
use directives::{Becomes, Item};

use super::task_words::{TaskDue, directive_address, due, task_address};
use crate::{Chrome, Web, format};

/// "Văn bản liên quan": its number and day, and where it is.
pub(super) struct Other {
    pub(super) address: String,
    pub(super) number: String,
    pub(super) on: String,
}

/// "Văn bản trước": what is replaced or changed, with its open tasks.
pub(super) struct Before {
    pub(super) other: Other,
    /// `replaces` or `amends`.
    pub(super) what: &'static str,
    pub(super) tasks: Vec<BeforeTask>,
}

/// "Việc còn mở của văn bản trước".
pub(super) struct BeforeTask {
    pub(super) address: String,
    pub(super) id: String,
    pub(super) deed: String,
    pub(super) unit: String,
    pub(super) due: TaskDue,
    /// What becomes of it when the draft is issued, in words.
    pub(super) becomes: String,
    /// Whether it would be closed, unless somebody keeps it.
    pub(super) is_dropped: bool,
}

/// A directive of the same tenant by its name.
pub(super) fn named(tenant: &str, other: &OtherLook) -> Other {
    Other {
        address: directive_address(tenant, &other.id),
        number: other.number.clone(),
        on: format::date(other.issued_on),
    }
}

/// What the draft replaces and changes; once it is issued, only their names.
pub(super) fn before(web: &Web, page: &Chrome, look: &DirectiveLook) -> Vec<Before> {
    let tenant = look.directive.agency.code.tenant();
    let of = |other: &OtherLook, what: &'static str| Before {
        other: named(tenant, other),
        what,
        tasks: other.open.iter().map(|row| task(web, page, look, row, what)).collect(),
    };
    let replaced = look.others.replaces.iter().map(|other| of(other, "replaces"));
    let amended = look.others.amends.iter().map(|other| of(other, "amends"));
    replaced.chain(amended).collect()
}

fn task(
    web: &Web,
    page: &Chrome,
    look: &DirectiveLook,
    row: &app::task::TaskListRow,
    what: &str,
) -> BeforeTask {
    let tenant = look.directive.agency.code.tenant();
    let names = |item: &&Item| item.becomes.existing().is_some_and(|task| task.id == row.id);
    let item = look.directive.items.iter().find(names);
    let becomes = match item.map(|item| (&item.becomes, item.number)) {
        Some((Becomes::Amendment { .. }, number)) => page.t1("directive-before-amended", "item", number),
        Some((Becomes::Merged { .. } | Becomes::New, number)) => {
            page.t1("directive-before-kept", "item", number)
        }
        None if what == "replaces" => page.t("directive-before-dropped"),
        None => page.t("directive-before-untouched"),
    };
    BeforeTask {
        address: task_address(tenant, &row.id),
        id: row.id.to_string(),
        deed: row.deed.clone(),
        unit: row.agency_name.clone(),
        due: due(page, web.app.clock.now(), row.stage, row.due_at, row.kept),
        becomes,
        is_dropped: item.is_none() && what == "replaces",
    }
}
