//! Pictures of progress, drawn as SVG without script: where a task stands between its beginning and its end, how a body's
//! weeks went. Every picture says in words what it shows.

use app::task::{DigestLine, TaskLook};
use directives::TaskCause;
use jiff::Timestamp;

use crate::{Chrome, format};

/// Width of a picture, in its own units.
const WIDTH: i64 = 1_000;

/// "Thanh thời gian": stretches of a task by cause, with its end and today.
pub(super) struct TimeBar {
    pub(super) parts: Vec<Part>,
    pub(super) due_x: i64,
    pub(super) now_x: i64,
    pub(super) label: String,
}

/// "Đoạn".
pub(super) struct Part {
    pub(super) x: i64,
    pub(super) width: i64,
    pub(super) class: &'static str,
}

/// The ledger of a task from its assignment to its end, or to now where that lies later.
pub(super) fn time_bar(page: &Chrome, look: &TaskLook, now: Timestamp) -> TimeBar {
    let task = &look.task;
    let from = task.assigned_at;
    let last = task.closed.as_ref().map_or(now, |(at, _)| *at);
    let until = task.due_at.max(last);
    let whole = until.duration_since(from).as_secs().max(1);
    let place = |at: Timestamp| (at.duration_since(from).as_secs() * WIDTH / whole).clamp(0, WIDTH);
    let part = |span: &directives::TaskSpan| {
        let x = place(span.from_at);
        let end = place(span.until_at.unwrap_or(last));
        Part { x, width: (end - x).max(2), class: class(span.cause) }
    };
    let label = page.t2(
        "task-bar-label",
        "from",
        format::instant(page.lang, from),
        "until",
        super::task_words::last_day(task.due_at),
    );
    TimeBar {
        parts: task.ledger.spans().iter().map(part).collect(),
        due_x: place(task.due_at).min(WIDTH - 2),
        now_x: place(now).min(WIDTH - 2),
        label,
    }
}

/// The colour of a cause; the words beside it say the same.
pub(super) const fn class(cause: TaskCause) -> &'static str {
    match cause {
        TaskCause::Unit => "officer",
        TaskCause::Coordinating => "other-agency",
        TaskCause::Assigner => "applicant",
        TaskCause::PartnerSystem => "partner-system",
        TaskCause::OurOutage => "our-outage",
        TaskCause::Decision => "decision",
    }
}

/// "Cột tuần": one week of a digest as a column.
pub(super) struct Column {
    pub(super) x: i64,
    pub(super) kept_y: i64,
    pub(super) kept_height: i64,
    pub(super) broken_y: i64,
    pub(super) broken_height: i64,
    pub(super) week: String,
    pub(super) kept: i64,
    pub(super) broken: i64,
}

/// The weeks as columns, done in time below and done late above.
pub(super) fn columns(weeks: &[DigestLine]) -> Vec<Column> {
    const HEIGHT: i64 = 100;
    let most = weeks.iter().map(|week| week.kept + week.broken).max().unwrap_or(0).max(1);
    (0_i64..)
        .zip(weeks)
        .map(|(place, week)| {
            let (kept, broken) = (week.kept * HEIGHT / most, week.broken * HEIGHT / most);
            Column {
                x: place * 40 + 6,
                kept_y: HEIGHT - kept,
                kept_height: kept,
                broken_y: HEIGHT - kept - broken,
                broken_height: broken,
                week: format::date(week.from_on),
                kept: week.kept,
                broken: week.broken,
            }
        })
        .collect()
}
