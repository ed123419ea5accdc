//! Lists of tasks: one side, one lane, the most urgent first, page by key.
//!
//! The right to see is the statement's first condition: the body that leads the tasks, or the one that assigned them.

use directives::TaskStage;
use jiff::Timestamp;
use kernel::{AgencyCode, Fault, Id};

use super::{Lane, TaskSide};
use crate::arg::{Arg, args};
use crate::dossier::id_in;
use crate::{Conn, Row};

/// "Danh sách nhiệm vụ được hỏi".
pub struct TaskList<'a> {
    /// The body that looks.
    pub agency: &'a AgencyCode,
    /// From which side.
    pub side: TaskSide,
    /// With whom they lie.
    pub lane: Lane,
    /// Only these.
    pub only: TaskOnly<'a>,
    /// Turns from this instant on.
    pub from_at: Option<Timestamp>,
    /// Turns before this instant.
    pub until_at: Option<Timestamp>,
    /// The key after which the page begins.
    pub after: Option<TaskAfter>,
    /// How many rows at most.
    pub limit: i64,
}

/// "Bộ lọc nhiệm vụ".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskOnly<'a> {
    /// All of them.
    All,
    /// Whose they are.
    Person(&'a str),
    /// The body on the other side: who leads what we assigned, who assigned what we lead.
    Body(&'a str),
    /// Of this directive.
    Directive(&'a str),
    /// That wait for this body or cause.
    Waits(&'a str),
}

/// The key of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskAfter {
    /// When its turn is.
    pub turn_at: Timestamp,
    /// Its id.
    pub id: Id,
}

/// "Dòng nhiệm vụ".
#[derive(Debug, Clone)]
pub struct TaskListRow {
    /// Its id.
    pub id: Id,
    /// The directive it comes from.
    pub directive: Id,
    /// That directive's number.
    pub number: String,
    /// Who assigned it.
    pub assigner: String,
    /// Its name.
    pub assigner_name: String,
    /// Who leads it.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// Whose it is.
    pub person: String,
    /// That person's name.
    pub person_name: String,
    /// The deed.
    pub deed: String,
    /// Its stage.
    pub stage: TaskStage,
    /// When its turn is.
    pub turn_at: Timestamp,
    /// The end of the clock.
    pub due_at: Timestamp,
    /// When it was assigned.
    pub assigned_at: Timestamp,
    /// How far it is; nothing where nobody has said anything yet.
    pub percent: Option<i64>,
    /// For whom it waits.
    pub waits: Option<String>,
    /// Whether it was handed in by its end, once it is done.
    pub kept: Option<bool>,
    /// Whether everybody may see it.
    pub is_public: bool,
}

macro_rules! columns {
    () => {
        "SELECT id, directive, number, assigner, assigner_name, agency, agency_name, person, person_name, deed, stage, \
        turn_at, due_at, assigned_at, percent, waits, kept, is_public FROM task WHERE tenant = $1 AND "
    };
}

macro_rules! page {
    ($side:literal, $only:literal) => {
        concat!(
            columns!(),
            $side,
            " = $2 AND lane = $3",
            $only,
            " AND (turn_at, id) > ($4, $5) AND turn_at < $6 ORDER BY turn_at, id LIMIT $7"
        )
    };
}

pub(super) const GIVEN: [&str; 5] = [
    page!("agency", ""),
    page!("agency", " AND person = $8"),
    page!("agency", " AND assigner = $8"),
    page!("agency", " AND directive = $8"),
    page!("agency", " AND waits = $8"),
];
pub(super) const ASSIGNED: [&str; 5] = [
    page!("assigner", ""),
    page!("assigner", " AND person = $8"),
    page!("assigner", " AND agency = $8"),
    page!("assigner", " AND directive = $8"),
    page!("assigner", " AND waits = $8"),
];

/// One page of a list.
///
/// # Errors
/// The database's failure.
pub async fn tasks(conn: &mut Conn<'_>, asked: &TaskList<'_>) -> Result<Vec<TaskListRow>, Fault> {
    let [all, person, body, directive, waits] = match asked.side {
        TaskSide::Given => GIVEN,
        TaskSide::Assigned => ASSIGNED,
    };
    let (sql, value) = match asked.only {
        TaskOnly::All => (all, None),
        TaskOnly::Person(id) => (person, Some(id)),
        TaskOnly::Body(code) => (body, Some(code)),
        TaskOnly::Directive(id) => (directive, Some(id)),
        TaskOnly::Waits(who) => (waits, Some(who)),
    };
    let from = asked.from_at.map_or(i64::MIN, Timestamp::as_microsecond);
    let start = asked.after.map_or((from, String::new()), |key| {
        (key.turn_at.as_microsecond(), key.id.to_string()).max((from, String::new()))
    });
    let until = asked.until_at.map_or(i64::MAX, Timestamp::as_microsecond);
    let agency = asked.agency;
    let mut values =
        args![agency.tenant(), agency.as_str(), asked.lane.name(), start.0, start.1, until, asked.limit];
    values.extend(value.map(Arg::from));
    conn.all(sql, values).await?.iter().map(row).collect()
}

/// The tasks of any body of a tenant that wait for this one.
///
/// # Errors
/// The database's failure.
pub async fn awaited(
    conn: &mut Conn<'_>,
    tenant: &str,
    who: &str,
    limit: i64,
) -> Result<Vec<TaskListRow>, Fault> {
    const SQL: &str = concat!(columns!(), "waits = $2 ORDER BY turn_at, id LIMIT $3");
    conn.all(SQL, args![tenant, who, limit]).await?.iter().map(row).collect()
}

/// The tasks a body helps with that lie in a lane, the most urgent first, after a key.
///
/// # Errors
/// The database's failure.
pub async fn helping(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    lane: Lane,
    after: Option<TaskAfter>,
    limit: i64,
) -> Result<Vec<TaskListRow>, Fault> {
    let start =
        after.map_or((i64::MIN, String::new()), |key| (key.turn_at.as_microsecond(), key.id.to_string()));
    let values = args![agency.tenant(), agency.as_str(), lane.name(), start.0, start.1, limit];
    conn.all(HELPING, values).await?.iter().map(row).collect()
}

pub(super) const HELPING: &str = "SELECT task.id, task.directive, task.number, task.assigner, task.assigner_name, \
    task.agency, task.agency_name, task.person, task.person_name, task.deed, task.stage, task.turn_at, task.due_at, \
    task.assigned_at, task.percent, task.waits, task.kept, task.is_public FROM task_coordinating AS helping \
    JOIN task ON task.tenant = helping.tenant AND task.id = helping.task WHERE helping.tenant = $1 \
    AND helping.agency = $2 AND helping.lane = $3 AND (helping.turn_at, helping.task) > ($4, $5) \
    ORDER BY helping.turn_at, helping.task LIMIT $6";

/// One task as lists show it.
///
/// # Errors
/// The database's failure.
pub async fn one(conn: &mut Conn<'_>, tenant: &str, task: Id) -> Result<Option<TaskListRow>, Fault> {
    const SQL: &str = concat!(columns!(), "id = $2");
    conn.optional(SQL, args![tenant, task]).await?.as_ref().map(row).transpose()
}

/// The tasks of a directive, as far as a body may see them: all for whoever assigned them, its own for a unit.
///
/// # Errors
/// The database's failure.
pub async fn of_directive(
    conn: &mut Conn<'_>,
    tenant: &str,
    directive: Id,
) -> Result<Vec<TaskListRow>, Fault> {
    const SQL: &str = concat!(columns!(), "directive = $2 ORDER BY id LIMIT 500");
    conn.all(SQL, args![tenant, directive]).await?.iter().map(row).collect()
}

fn row(row: &Row) -> Result<TaskListRow, Fault> {
    let stage = row.text(10)?;
    Ok(TaskListRow {
        id: id_in(row, 0)?,
        directive: id_in(row, 1)?,
        number: row.text(2)?,
        assigner: row.text(3)?,
        assigner_name: row.text(4)?,
        agency: row.text(5)?,
        agency_name: row.text(6)?,
        person: row.text(7)?,
        person_name: row.text(8)?,
        deed: row.text(9)?,
        stage: TaskStage::from_name(&stage)
            .ok_or_else(|| Fault::inconsistent(format!("{stage} is no stage of a task")))?,
        turn_at: row.instant(11)?,
        due_at: row.instant(12)?,
        assigned_at: row.instant(13)?,
        percent: Some(row.int(14)?).filter(|percent| *percent >= 0),
        waits: row.text_opt(15)?,
        kept: row.int_opt(16)?.map(|kept| kept != 0),
        is_public: row.int(17)? != 0,
    })
}
