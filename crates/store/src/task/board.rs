//! Boards: how much lies with whom, grouped by person, body, directive or who is waited for.
//!
//! Names are found from key to key and numbers are counted up to a bound, so that a board costs what its lines cost and not
//! what the tasks behind them are: beyond the bound a person needs to know only "many".

use jiff::Timestamp;
use kernel::{AgencyCode, Fault};

use super::{Lane, TaskSide};
use crate::Conn;
use crate::arg::args;

/// The most a line counts; one more means "or more".
const COUNTED: i64 = 201;

/// "Nhóm theo".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupBy {
    /// Who has them.
    Person,
    /// The body on the other side.
    Body,
    /// The directive they come from.
    Directive,
    /// Who is waited for.
    Waits,
}

/// "Dòng của bảng": one person, body or directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Account id, code or id.
    pub name: String,
    /// In words.
    pub title: String,
    /// How many lie there.
    pub count: TaskCount,
}

/// "Số nhiệm vụ": at most 201 each, which means 200 and more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TaskCount {
    /// All.
    pub all: i64,
    /// Past their end.
    pub late: i64,
    /// Ending soon.
    pub soon: i64,
}

macro_rules! here {
    ($side:literal) => {
        concat!("FROM task WHERE tenant = $1 AND ", $side, " = $2 AND lane = $3")
    };
}

macro_rules! grouped {
    ($side:literal, $by:literal, $title:literal) => {
        concat!(
            "WITH RECURSIVE names(x) AS (SELECT MIN(",
            $by,
            ") ",
            here!($side),
            " AND ",
            $by,
            " IS NOT NULL",
            " UNION ALL SELECT (SELECT MIN(",
            $by,
            ") ",
            here!($side),
            " AND ",
            $by,
            " > names.x) FROM names WHERE names.x IS NOT NULL) SELECT x, \
            (SELECT ",
            $title,
            " ",
            here!($side),
            " AND ",
            $by,
            " = names.x LIMIT 1), \
            (SELECT COUNT(*) FROM (SELECT 1 ",
            here!($side),
            " AND ",
            $by,
            " = names.x LIMIT $6) AS every), \
            (SELECT COUNT(*) FROM (SELECT 1 ",
            here!($side),
            " AND ",
            $by,
            " = names.x AND turn_at <= $4 LIMIT $6) AS late), \
            (SELECT COUNT(*) FROM (SELECT 1 ",
            here!($side),
            " AND ",
            $by,
            " = names.x AND turn_at > $4 AND turn_at <= $5 LIMIT $6) AS soon) \
            FROM names WHERE x IS NOT NULL LIMIT 300"
        )
    };
}

pub(super) const GIVEN: [&str; 4] = [
    grouped!("agency", "person", "person_name"),
    grouped!("agency", "assigner", "assigner_name"),
    grouped!("agency", "directive", "number"),
    grouped!("agency", "waits", "waits"),
];
pub(super) const ASSIGNED: [&str; 4] = [
    grouped!("assigner", "person", "person_name"),
    grouped!("assigner", "agency", "agency_name"),
    grouped!("assigner", "directive", "number"),
    grouped!("assigner", "waits", "waits"),
];

macro_rules! counted {
    ($side:literal) => {
        concat!(
            "SELECT (SELECT COUNT(*) FROM (SELECT 1 ",
            here!($side),
            " LIMIT $6) AS every), \
            (SELECT COUNT(*) FROM (SELECT 1 ",
            here!($side),
            " AND turn_at <= $4 LIMIT $6) AS late), \
            (SELECT COUNT(*) FROM (SELECT 1 ",
            here!($side),
            " AND turn_at > $4 AND turn_at <= $5 LIMIT $6) AS soon)"
        )
    };
}

pub(super) const COUNT: [&str; 2] = [counted!("agency"), counted!("assigner")];

/// The lines of a board, in the order of their names.
///
/// # Errors
/// The database's failure.
pub async fn groups(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    side: TaskSide,
    lane: Lane,
    by: GroupBy,
    (now, soon): (Timestamp, Timestamp),
) -> Result<Vec<Group>, Fault> {
    let [person, body, directive, waits] = match side {
        TaskSide::Given => GIVEN,
        TaskSide::Assigned => ASSIGNED,
    };
    let sql = match by {
        GroupBy::Person => person,
        GroupBy::Body => body,
        GroupBy::Directive => directive,
        GroupBy::Waits => waits,
    };
    let values = args![agency.tenant(), agency.as_str(), lane.name(), now, soon, COUNTED];
    let rows = conn.all(sql, values).await?;
    rows.iter()
        .map(|row| {
            Ok(Group {
                name: row.text(0)?,
                title: row.text(1)?,
                count: TaskCount { all: row.int(2)?, late: row.int(3)?, soon: row.int(4)? },
            })
        })
        .collect()
}

/// How many lie in a lane.
///
/// # Errors
/// The database's failure.
pub async fn count(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    side: TaskSide,
    lane: Lane,
    (now, soon): (Timestamp, Timestamp),
) -> Result<TaskCount, Fault> {
    let [given, assigned] = COUNT;
    let sql = match side {
        TaskSide::Given => given,
        TaskSide::Assigned => assigned,
    };
    let row = conn.one(sql, args![agency.tenant(), agency.as_str(), lane.name(), now, soon, COUNTED]).await?;
    Ok(TaskCount { all: row.int(0)?, late: row.int(1)?, soon: row.int(2)? })
}

/// How many turns lie between two instants, a day of a calendar for instance.
///
/// # Errors
/// The database's failure.
pub async fn by_day(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    side: TaskSide,
    lane: Lane,
    from: Timestamp,
    until: Timestamp,
) -> Result<i64, Fault> {
    const DAY: [&str; 2] = [
        concat!(
            "SELECT COUNT(*) FROM (SELECT 1 ",
            here!("agency"),
            " AND turn_at > $4 AND turn_at <= $5 LIMIT $6) AS counted"
        ),
        concat!(
            "SELECT COUNT(*) FROM (SELECT 1 ",
            here!("assigner"),
            " AND turn_at > $4 AND turn_at <= $5 LIMIT $6) AS counted"
        ),
    ];
    let [given, assigned] = DAY;
    let sql = match side {
        TaskSide::Given => given,
        TaskSide::Assigned => assigned,
    };
    conn.one(sql, args![agency.tenant(), agency.as_str(), lane.name(), from, until, COUNTED]).await?.int(0)
}

/// Of the tasks closed between two instants: how many were done in time, and how many late.
///
/// # Errors
/// The database's failure.
pub async fn kept_between(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    side: TaskSide,
    from: Timestamp,
    until: Timestamp,
) -> Result<(i64, i64), Fault> {
    const KEPT: [&str; 2] = [
        concat!(
            "SELECT COUNT(*) FROM (SELECT 1 ",
            here!("agency"),
            " AND turn_at >= $4 AND turn_at < $5 AND kept = $6 LIMIT $7) AS counted"
        ),
        concat!(
            "SELECT COUNT(*) FROM (SELECT 1 ",
            here!("assigner"),
            " AND turn_at >= $4 AND turn_at < $5 AND kept = $6 LIMIT $7) AS counted"
        ),
    ];
    let [given, assigned] = KEPT;
    let sql = match side {
        TaskSide::Given => given,
        TaskSide::Assigned => assigned,
    };
    let lane = Lane::Closed.name();
    let mut found = [0, 0];
    for (kept, count) in [1_i64, 0].into_iter().zip(&mut found) {
        let values = args![agency.tenant(), agency.as_str(), lane, from, until, kept, COUNTED];
        *count = conn.one(sql, values).await?.int(0)?;
    }
    let [kept, broken] = found;
    Ok((kept, broken))
}
