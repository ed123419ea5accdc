//! The shapes of tasks in the API: what is sent, and what is answered.

use app::task::{Board, Calendar, Digest, Lanes, TaskListRow, TaskLook, WaitLine};
use directives::{Product, TaskCause, TaskCommand, Unit};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::directive_shapes::DeadlineShape;
use super::directives::{agency_in, missing};
use super::problem::ApiError;

/// "Việc cần làm với nhiệm vụ": one action; `open` of the task tells which can be done now.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "action", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum TaskDeed {
    /// Take it on.
    Accept {},
    /// Say how far it is.
    Report {
        /// Of a hundred.
        #[schema(minimum = 0, maximum = 100)]
        percent: i64,
        /// What was done.
        words: String,
        /// The quantity reached so far.
        #[serde(default)]
        figure: Option<i64>,
    },
    /// Somebody holds it up.
    Wait {
        /// coordinating, partner-system or our-outage.
        cause: String,
        /// Code of the body waited for.
        #[serde(default)]
        unit: Option<String>,
        /// What for.
        reason: String,
    },
    /// Nobody does any more.
    GoOn {},
    /// Ask for more time.
    AskExtension {
        /// Until when.
        deadline: DeadlineShape,
        /// Why.
        reason: String,
    },
    /// Give more time.
    Extend {
        /// Until when.
        deadline: DeadlineShape,
    },
    /// Give none.
    DeclineExtension {
        /// Why not.
        reason: String,
    },
    /// Hand the product in; a file is handed in on the page.
    HandIn {
        /// Number of the paper.
        #[serde(default)]
        document: String,
        /// The quantity reached.
        #[serde(default)]
        figure: Option<i64>,
        /// What was done.
        #[serde(default)]
        words: String,
    },
    /// The product is what was asked for.
    Check {
        /// What was found.
        #[serde(default)]
        words: String,
    },
    /// It is not.
    Return {
        /// What must change.
        reason: String,
    },
    /// Accept it.
    Close {},
    /// Stop it for a time.
    Suspend {
        /// Why.
        reason: String,
    },
    /// Let it go on.
    Resume {},
    /// It is no longer wanted.
    Cancel {
        /// Why.
        reason: String,
    },
    /// Somebody else of the unit does it.
    Reassign {
        /// Account id of who does it.
        person: String,
        /// Account id of who answers for it.
        owner: String,
    },
}

impl TaskDeed {
    /// The command; names are the organisation's, never the caller's.
    pub(super) fn command(self, look: &TaskLook) -> Result<TaskCommand, ApiError> {
        let person = |id: &str| {
            let found = look.people.iter().find(|(person, _)| person.id == id);
            found.map(|(person, _)| person.clone()).ok_or_else(missing)
        };
        Ok(match self {
            Self::Accept {} => TaskCommand::Accept,
            Self::Report { percent, words, figure } => TaskCommand::Report { percent, words, figure },
            Self::Wait { cause, unit, reason } => TaskCommand::Wait {
                cause: TaskCause::from_name(&cause).ok_or_else(missing)?,
                unit: unit
                    .map(|code| agency_in(&code).map(|code| Unit { code, name: String::new() }))
                    .transpose()?,
                reason,
            },
            Self::GoOn {} => TaskCommand::GoOn,
            Self::AskExtension { deadline, reason } => {
                TaskCommand::AskExtension { deadline: deadline.read()?, reason }
            }
            Self::Extend { deadline } => TaskCommand::Extend { deadline: deadline.read()? },
            Self::DeclineExtension { reason } => TaskCommand::DeclineExtension { reason },
            Self::HandIn { document, figure, words } => {
                TaskCommand::HandIn(Box::new(Product { words, document, figure, ..Product::default() }))
            }
            Self::Check { words } => TaskCommand::Check { words },
            Self::Return { reason } => TaskCommand::Return { reason },
            Self::Close {} => TaskCommand::Close,
            Self::Suspend { reason } => TaskCommand::Suspend { reason },
            Self::Resume {} => TaskCommand::Resume,
            Self::Cancel { reason } => TaskCommand::Cancel { reason },
            Self::Reassign { person: id, owner } => {
                TaskCommand::Reassign { person: person(&id)?, owner: person(&owner)? }
            }
        })
    }
}

/// "Danh sách nhiệm vụ".
#[derive(Serialize, ToSchema)]
pub(super) struct TaskLines {
    /// The tasks, the most urgent first.
    items: Vec<TaskLine>,
    /// Where the next page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next: Option<String>,
}

impl TaskLines {
    pub(super) fn of(tenant: &str, rows: &[TaskListRow], next: Option<String>) -> Self {
        Self { items: rows.iter().map(|row| TaskLine::of(tenant, row)).collect(), next }
    }
}

/// "Dòng nhiệm vụ".
#[derive(Serialize, ToSchema)]
pub(super) struct TaskLine {
    /// Where it lies.
    tenant: String,
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// The directive it comes from.
    #[schema(format = "uuid")]
    directive: String,
    /// That directive's number.
    number: String,
    /// The deed.
    deed: String,
    /// Code of the unit that leads.
    unit: String,
    /// Code of whoever assigned it.
    assigner: String,
    /// Who does it.
    person: String,
    /// Its stage.
    stage: &'static str,
    /// The end of the clock.
    #[schema(format = "date-time")]
    due_at: String,
    /// How far it is, of a hundred; left out where nobody has said anything yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    percent: Option<i64>,
    /// For whom it waits: a body's code, or a cause.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    waits: Option<String>,
    /// Whether it was handed in by its end, once it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    kept: Option<bool>,
}

impl TaskLine {
    pub(super) fn of(tenant: &str, row: &TaskListRow) -> Self {
        Self {
            tenant: tenant.to_owned(),
            id: row.id.to_string(),
            directive: row.directive.to_string(),
            number: row.number.clone(),
            deed: row.deed.clone(),
            unit: row.agency.clone(),
            assigner: row.assigner.clone(),
            person: row.person_name.clone(),
            stage: row.stage.name(),
            due_at: row.due_at.to_string(),
            percent: row.percent,
            waits: row.waits.clone(),
            kept: row.kept,
        }
    }
}

/// "Bảng nhiệm vụ": numbers above 200 mean "more than 200".
#[derive(Serialize, ToSchema)]
pub(super) struct TaskBoard {
    /// How much lies in each lane.
    lanes: Vec<TaskSum>,
    /// The lines, who is most behind first.
    items: Vec<TaskSum>,
}

/// "Dòng của bảng".
#[derive(Serialize, ToSchema)]
struct TaskSum {
    /// Lane, account id, code or id.
    name: String,
    /// In words.
    title: String,
    /// All.
    all: i64,
    /// Past their end.
    late: i64,
    /// Ending soon.
    soon: i64,
}

impl TaskBoard {
    pub(super) fn of(lanes: &Lanes, board: Board) -> Self {
        let sum = |name: String, title: String, count: app::task::TaskCount| TaskSum {
            name,
            title,
            all: count.all,
            late: count.late,
            soon: count.soon,
        };
        let lane = |(lane, count): &(app::task::Lane, app::task::TaskCount)| {
            sum(lane.name().to_owned(), lane.name().to_owned(), *count)
        };
        Self {
            lanes: lanes.counts.iter().map(lane).collect(),
            items: board.lines.into_iter().map(|line| sum(line.name, line.title, line.count)).collect(),
        }
    }
}

/// "Lịch nhiệm vụ".
#[derive(Serialize, ToSchema)]
pub(super) struct TaskDays {
    /// Each day of the month.
    items: Vec<TaskDay>,
}

/// "Ngày".
#[derive(Serialize, ToSchema)]
struct TaskDay {
    /// The day.
    #[schema(format = "date")]
    on: String,
    /// How many tasks at work end with it.
    count: i64,
}

impl TaskDays {
    pub(super) fn of(found: Calendar) -> Self {
        let day = |(on, count): (jiff::civil::Date, i64)| TaskDay { on: on.to_string(), count };
        Self { items: found.days.into_iter().map(day).collect() }
    }
}

/// "Ai chờ ai".
#[derive(Serialize, ToSchema)]
pub(super) struct TaskWaits {
    /// Whom this body waits for.
    others: Vec<TaskWait>,
    /// What waits for this body.
    us: Vec<TaskLine>,
}

/// "Bên được chờ".
#[derive(Serialize, ToSchema)]
struct TaskWait {
    /// A body's code, or a cause.
    waits: String,
    /// How many tasks.
    count: i64,
}

impl TaskWaits {
    pub(super) fn of(tenant: &str, lines: Vec<WaitLine>, on_us: &[TaskListRow]) -> Self {
        let line = |line: WaitLine| TaskWait { waits: line.waits, count: line.count.all };
        Self {
            others: lines.into_iter().map(line).collect(),
            us: on_us.iter().map(|row| TaskLine::of(tenant, row)).collect(),
        }
    }
}

/// "Bản tin tuần".
#[derive(Serialize, ToSchema)]
pub(super) struct TaskDigest {
    /// Monday of the week.
    #[schema(format = "date")]
    from: String,
    /// Its Sunday.
    #[schema(format = "date")]
    until: String,
    /// This week and the seven before it, the oldest first.
    weeks: Vec<TaskWeek>,
    /// What is late.
    late: Vec<TaskLine>,
    /// What ends within the week and the next.
    ends: Vec<TaskLine>,
}

/// "Tuần".
#[derive(Serialize, ToSchema)]
struct TaskWeek {
    /// Its Monday.
    #[schema(format = "date")]
    from: String,
    /// Done in time.
    kept: i64,
    /// Done late.
    broken: i64,
}

impl TaskDigest {
    pub(super) fn of(tenant: &str, found: &Digest) -> Self {
        let lines = |rows: &[TaskListRow]| rows.iter().map(|row| TaskLine::of(tenant, row)).collect();
        let week = |week: &app::task::DigestLine| TaskWeek {
            from: week.from_on.to_string(),
            kept: week.kept,
            broken: week.broken,
        };
        Self {
            from: found.from_on.to_string(),
            until: found.until_on.to_string(),
            weeks: found.weeks.iter().map(week).collect(),
            late: lines(&found.late),
            ends: lines(&found.ends),
        }
    }
}

/// "Nhiệm vụ": a task with its clock and what can be done now.
#[derive(Serialize, ToSchema)]
pub(super) struct TaskView {
    /// Its state: sentences, people, deadline, reports, product.
    #[schema(value_type = Object)]
    task: Value,
    /// In time or late, in working minutes by cause.
    #[schema(value_type = Object)]
    lateness: Value,
    /// What to look at.
    warnings: Vec<&'static str>,
    /// What can be done now.
    open: Vec<&'static str>,
    /// What the data say of it now, where the system measures it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    measured: Option<i64>,
    /// How far it is, of a hundred; left out where nobody has said anything yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    percent: Option<u8>,
    /// Counts its actions; the `ETag` says the same.
    version: i64,
}

impl TaskView {
    pub(super) fn of(look: &TaskLook) -> Self {
        Self {
            task: serde_json::to_value(&look.task).unwrap_or_default(),
            lateness: serde_json::to_value(&look.lateness).unwrap_or_default(),
            warnings: look.warnings.iter().map(|warning| warning.name()).collect(),
            open: look.open.iter().map(|kind| kind.name()).collect(),
            measured: look.measured.map(|(_, value)| value),
            percent: look.task.percent(),
            version: look.task.version,
        }
    }
}
