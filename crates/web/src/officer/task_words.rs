//! Tasks in words: deadlines, how urgent a row is, what proves it, the rows of lists.

use app::task::{Lane, TaskListRow};
use directives::{Deadline, Proof, TaskCause, TaskStage};
use jiff::Timestamp;
use kernel::{AgencyCode, local_date};

use crate::{Chrome, format};

/// Days within which an end is told of.
const SOON_DAYS: i32 = 3;

/// "Dòng nhiệm vụ trên trang".
pub(super) struct TaskLine {
    pub(super) address: String,
    pub(super) deed: String,
    pub(super) number: String,
    pub(super) directive: String,
    pub(super) unit: String,
    pub(super) assigner: String,
    pub(super) person: String,
    pub(super) stage: &'static str,
    pub(super) due: TaskDue,
    pub(super) percent: Option<i64>,
    pub(super) waits: bool,
}

/// "Hạn của nhiệm vụ": in words, never in colour alone.
pub(super) struct TaskDue {
    /// `late`, `soon` or empty: the ending of a class.
    pub(super) urgency: &'static str,
    /// Late by so much, ends in so much, done in time.
    pub(super) word: String,
    /// The last day.
    pub(super) on: String,
}

/// Where the page of a task stands.
pub(super) fn task_address(tenant: &str, id: &impl std::fmt::Display) -> String {
    format!("/can-bo/nhiem-vu/{tenant}/{id}")
}

/// Where the page of a directive stands.
pub(super) fn directive_address(tenant: &str, id: &impl std::fmt::Display) -> String {
    format!("/can-bo/chi-dao/{tenant}/{id}")
}

/// The last day on which it is in time: the clock ends with it.
pub(super) fn last_day(due_at: Timestamp) -> String {
    let before = due_at.checked_sub(jiff::SignedDuration::from_micros(1)).unwrap_or(due_at);
    format::date(local_date(before))
}

/// A deadline as a directive says it.
pub(super) fn deadline(page: &Chrome, deadline: Deadline) -> String {
    match deadline {
        Deadline::By { on } => page.t1("task-deadline-by", "on", format::date(on)),
        Deadline::Before { on } => page.t1("task-deadline-before", "on", format::date(on)),
        Deadline::Every { period, until_on } => {
            let every = page.word("task-period", period.name());
            match until_on {
                Some(on) => page.t2("task-deadline-every-until", "period", every, "on", format::date(on)),
                None => every,
            }
        }
    }
}

/// What proves a task, with its target.
pub(super) fn proof(page: &Chrome, proof: &Proof) -> String {
    match proof {
        Proof::Document | Proof::Product => page.word("task-proof", proof.name()),
        Proof::Indicator { measure, target } => {
            page.t1(&format!("task-measure-{}", measure.name()), "target", *target)
        }
        Proof::Figure { target, unit } => page.t2("task-figure", "target", *target, "unit", unit.clone()),
    }
}

/// How the end of a task stands at `now`.
pub(super) fn due(
    page: &Chrome,
    now: Timestamp,
    stage: TaskStage,
    due_at: Timestamp,
    kept: Option<bool>,
) -> TaskDue {
    let on = last_day(due_at);
    let days = (local_date(due_at) - local_date(now)).get_days();
    let (urgency, word) = match (Lane::of(stage), kept) {
        (Lane::Unit, _) if due_at <= now => {
            ("late", page.t1("task-late-days", "count", days.unsigned_abs().max(1)))
        }
        (Lane::Unit, _) if days <= 1 => ("soon", page.t("task-due-today")),
        (Lane::Unit, _) if days <= SOON_DAYS => {
            ("soon", page.t1("due-left-days", "count", days.unsigned_abs() - 1))
        }
        (Lane::Unit, _) => ("", page.t1("due-left-days", "count", days.unsigned_abs() - 1)),
        (Lane::Assigner, _) => ("", page.t("task-due-looked")),
        (Lane::Stopped, _) => ("", page.t("due-standing")),
        (Lane::Closed, Some(true)) => ("", page.t("task-kept")),
        (Lane::Closed, Some(false)) => ("late", page.t("task-broken")),
        (Lane::Closed, None) => ("", page.word("task-stage", stage.name())),
    };
    TaskDue { urgency, word, on }
}

/// A row as it is shown.
pub(super) fn line(page: &Chrome, now: Timestamp, tenant: &str, row: TaskListRow) -> TaskLine {
    TaskLine {
        address: task_address(tenant, &row.id),
        directive: directive_address(tenant, &row.directive),
        due: due(page, now, row.stage, row.due_at, row.kept),
        deed: row.deed,
        number: row.number,
        unit: row.agency_name,
        assigner: row.assigner_name,
        person: row.person_name,
        stage: row.stage.name(),
        percent: row.percent,
        waits: row.waits.is_some(),
    }
}

/// Who is waited for, in words: a body by its name, anything else by its cause.
pub(super) async fn waited(app: &app::App, page: &Chrome, waits: &str) -> Result<String, crate::PageError> {
    if let Some(cause) = TaskCause::from_name(waits) {
        return Ok(page.word("task-cause", cause.name()));
    }
    match AgencyCode::parse(waits) {
        Ok(code) => super::names::agency(app, &code).await,
        Err(_) => Ok(waits.to_owned()),
    }
}

/// A number up to a bound, and what is said beyond it.
pub(super) fn many(count: i64) -> String {
    const MANY: i64 = 200;
    if count > MANY { format!("{MANY}+") } else { count.to_string() }
}
