//! The shapes of directives in the API as they are answered, and of what everybody may see.

use app::directive::{DirectiveLook, DirectiveRow, OtherLook, Others, PublicBoard};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::task_shapes::TaskLine;

/// "Danh sách văn bản".
#[derive(Serialize, ToSchema)]
pub(super) struct DirectiveList {
    /// The directives, the last changed first.
    items: Vec<DirectiveLine>,
    /// Where the next page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next: Option<String>,
}

/// "Dòng văn bản".
#[derive(Serialize, ToSchema)]
struct DirectiveLine {
    /// Where it lies.
    tenant: String,
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// Its kind.
    kind: String,
    /// Its number.
    number: String,
    /// What it is about.
    title: String,
    /// Day of issue.
    #[schema(format = "date")]
    issued_on: String,
    /// Its stage.
    stage: String,
    /// How many tasks it has.
    tasks: i64,
}

impl DirectiveList {
    pub(super) fn of(tenant: &str, rows: &[DirectiveRow], next: Option<String>) -> Self {
        let line = |row: &DirectiveRow| DirectiveLine {
            tenant: tenant.to_owned(),
            id: row.id.to_string(),
            kind: row.kind.clone(),
            number: row.number.clone(),
            title: row.title.clone(),
            issued_on: row.issued_on.to_string(),
            stage: row.stage.clone(),
            tasks: row.items,
        };
        Self { items: rows.iter().map(line).collect(), next }
    }
}

/// "Văn bản chỉ đạo": a directive with its text, its tasks and what is not clear.
#[derive(Serialize, ToSchema)]
pub(super) struct DirectiveView {
    /// Its state: head, items with their source sentences, the task each became.
    #[schema(value_type = Object)]
    directive: Value,
    /// The text its items quote; `char_start` and `char_end` count its code points.
    text: String,
    /// What is not clear, while it is a draft; `blocks` keeps it from being issued.
    #[schema(value_type = Vec<Object>)]
    findings: Vec<Value>,
    /// Its tasks, as far as the caller may see them.
    tasks: Vec<TaskLine>,
    /// What it replaces and changes, with the tasks still open while it is a draft, and what replaced or changed it.
    others: OtherDirectives,
    /// Whether the caller may work on it.
    may_draft: bool,
    /// Whether the caller may issue it.
    may_issue: bool,
    /// Counts its actions; the `ETag` says the same.
    version: i64,
}

impl DirectiveView {
    pub(super) fn of(look: &DirectiveLook) -> Self {
        let finding = |finding: &directives::Finding| {
            let mut told = serde_json::to_value(finding).unwrap_or_default();
            if let Value::Object(fields) = &mut told {
                fields.insert("blocks".to_owned(), Value::Bool(finding.blocks()));
            }
            told
        };
        let tenant = look.directive.agency.code.tenant();
        Self {
            directive: serde_json::to_value(&look.directive).unwrap_or_default(),
            text: look.text.clone(),
            findings: look.findings.iter().map(finding).collect(),
            tasks: look.tasks.iter().map(|row| TaskLine::of(tenant, row)).collect(),
            others: OtherDirectives::of(tenant, &look.others),
            may_draft: look.may_draft,
            may_issue: look.may_issue,
            version: look.directive.version,
        }
    }
}

/// "Văn bản trước và sau".
#[derive(Serialize, ToSchema)]
struct OtherDirectives {
    /// What it replaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    replaces: Option<OtherDirective>,
    /// What it changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    amends: Option<OtherDirective>,
    /// What took its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    replaced_by: Option<OtherDirective>,
    /// What changed some of its tasks.
    amended_by: Vec<OtherDirective>,
}

/// "Văn bản liên quan".
#[derive(Serialize, ToSchema)]
struct OtherDirective {
    /// Its id, in the same tenant.
    #[schema(format = "uuid")]
    id: String,
    /// Its number.
    number: String,
    /// What it is about.
    title: String,
    /// Day of issue.
    #[schema(format = "date")]
    issued_on: String,
    /// Its tasks that are still open, where they are asked for.
    open: Vec<TaskLine>,
}

impl OtherDirectives {
    fn of(tenant: &str, others: &Others) -> Self {
        let one = |other: &OtherLook| OtherDirective {
            id: other.id.to_string(),
            number: other.number.clone(),
            title: other.title.clone(),
            issued_on: other.issued_on.to_string(),
            open: other.open.iter().map(|row| TaskLine::of(tenant, row)).collect(),
        };
        Self {
            replaces: others.replaces.as_ref().map(one),
            amends: others.amends.as_ref().map(one),
            replaced_by: others.replaced_by.as_ref().map(one),
            amended_by: others.amended_by.iter().map(one).collect(),
        }
    }
}

/// "Cơ quan công khai nhiệm vụ".
#[derive(Serialize, ToSchema)]
pub(super) struct PublicTenants {
    /// The ministries and provinces.
    items: Vec<PublicTenant>,
}

/// "Bộ, tỉnh công khai".
#[derive(Serialize, ToSchema)]
struct PublicTenant {
    /// Its code.
    tenant: String,
    /// Its name.
    name: String,
}

impl PublicTenants {
    pub(super) fn of(found: Vec<(String, String)>) -> Self {
        Self { items: found.into_iter().map(|(tenant, name)| PublicTenant { tenant, name }).collect() }
    }
}

/// "Nhiệm vụ công khai của một bộ, tỉnh".
#[derive(Serialize, ToSchema)]
pub(super) struct PublicTasks {
    /// Whose.
    name: String,
    /// The directives, the newest first.
    items: Vec<PublicDirectiveView>,
}

/// "Văn bản công khai".
#[derive(Serialize, ToSchema)]
struct PublicDirectiveView {
    /// Its number.
    number: String,
    /// What it is about.
    title: String,
    /// Who issued it.
    agency: String,
    /// Day of issue.
    #[schema(format = "date")]
    issued_on: String,
    /// Its public tasks.
    tasks: Vec<PublicTask>,
}

/// "Nhiệm vụ công khai": no names of people.
#[derive(Serialize, ToSchema)]
struct PublicTask {
    /// The deed.
    deed: String,
    /// Who leads.
    unit: String,
    /// The end of the clock.
    #[schema(format = "date-time")]
    due_at: String,
    /// Its stage.
    stage: &'static str,
    /// How far it is, of a hundred; left out where nobody has said anything yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    percent: Option<i64>,
}

impl PublicTasks {
    pub(super) fn of(board: PublicBoard) -> Self {
        let task = |task: app::task::TaskListRow| PublicTask {
            deed: task.deed,
            unit: task.agency_name,
            due_at: task.due_at.to_string(),
            stage: task.stage.name(),
            percent: task.percent,
        };
        let view = |one: app::directive::PublicDirective| PublicDirectiveView {
            number: one.number,
            title: one.title,
            agency: one.agency,
            issued_on: one.issued_on.to_string(),
            tasks: one.tasks.into_iter().map(task).collect(),
        };
        Self { name: board.name, items: board.directives.into_iter().map(view).collect() }
    }
}
