//! Boards over very many tasks: by person, body, directive, deadline; a calendar; who waits for whom.

use access::{Staff, reads};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use kernel::{AgencyCode, VN_OFFSET};
use store::task::{Group, GroupBy, Lane, TaskAfter, TaskCount, TaskList, TaskListRow, TaskOnly, TaskSide};

use crate::{App, Error};

/// Rows of a page.
pub(super) const PAGE: i64 = 50;
/// What ends so soon is told of.
const SOON: SignedDuration = SignedDuration::from_hours(72);
/// What is waited for at most.
const AWAITED: i64 = 100;

/// "Danh sách muốn xem": everything a link to a list of tasks can say.
#[derive(Debug, Clone)]
pub struct WantedTasks {
    /// From which side.
    pub side: TaskSide,
    /// With whom they lie.
    pub lane: Lane,
    /// Grouped by what, and which group; all where nothing is said.
    pub only: Option<(GroupBy, String)>,
    /// Only those whose turn lies from this day on.
    pub from_on: Option<Date>,
    /// Only those whose turn lies before the end of this day.
    pub until_on: Option<Date>,
    /// Only those past their end.
    pub late: bool,
    /// The key after which the page begins.
    pub after: Option<TaskAfter>,
}

/// "Trang nhiệm vụ".
pub struct TaskPage {
    /// The rows, the most urgent first.
    pub rows: Vec<TaskListRow>,
    /// The key after which the next page begins, if there is one.
    pub next: Option<TaskAfter>,
}

/// A page of a list of tasks.
///
/// # Errors
/// The refusal where no post of today lets the official look, or a fault.
pub async fn list(
    app: &App,
    who: &Staff,
    agency: &AgencyCode,
    wanted: &WantedTasks,
) -> Result<TaskPage, Error> {
    let _measured = crate::operations::measure("task.list");
    reads(who, agency, app.today())?;
    let until = wanted.until_on.and_then(|on| on.tomorrow().ok()).and_then(midnight);
    // The end of a day is the first instant of the next one, which no longer belongs to it.
    let until = until.map(|at| at.saturating_add(SignedDuration::from_micros(1)).unwrap_or(at));
    let asked = TaskList {
        agency,
        side: wanted.side,
        lane: wanted.lane,
        only: match &wanted.only {
            None => TaskOnly::All,
            Some((GroupBy::Person, id)) => TaskOnly::Person(id),
            Some((GroupBy::Body, code)) => TaskOnly::Body(code),
            Some((GroupBy::Directive, id)) => TaskOnly::Directive(id),
            Some((GroupBy::Waits, who)) => TaskOnly::Waits(who),
        },
        from_at: wanted
            .from_on
            .and_then(midnight)
            .and_then(|at| at.checked_add(SignedDuration::from_micros(1)).ok()),
        until_at: if wanted.late { Some(app.clock.now()) } else { until },
        after: wanted.after,
        limit: PAGE + 1,
    };
    let rows = store::task::tasks(&mut app.store.read().await?.conn(), &asked).await?;
    Ok(TaskPage::of(rows))
}

impl TaskPage {
    /// A page out of its rows and the one after them, where there is one.
    pub(super) fn of(mut rows: Vec<TaskListRow>) -> Self {
        let has_more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > PAGE;
        if has_more {
            rows.pop();
        }
        let next = rows.last().filter(|_| has_more);
        let next = next.map(|row| TaskAfter { turn_at: row.turn_at, id: row.id });
        Self { rows, next }
    }
}

/// "Số việc theo ngăn": how much lies in each lane.
pub struct Lanes {
    /// With whom, and how much.
    pub counts: Vec<(Lane, TaskCount)>,
}

/// How much lies where, from one side.
///
/// # Errors
/// The refusal where no post of today lets the official look, or a fault.
pub async fn lanes(app: &App, who: &Staff, agency: &AgencyCode, side: TaskSide) -> Result<Lanes, Error> {
    reads(who, agency, app.today())?;
    let when = window(app);
    let mut reader = app.store.read().await?;
    let mut counts = Vec::new();
    for lane in Lane::ALL {
        counts.push((lane, store::task::count(&mut reader.conn(), agency, side, lane, when).await?));
    }
    Ok(Lanes { counts })
}

/// Now, and what is soon.
fn window(app: &App) -> (Timestamp, Timestamp) {
    let now = app.clock.now();
    (now, now.checked_add(SOON).unwrap_or(now))
}

/// "Dòng của bảng".
pub type BoardLine = Group;

/// "Bảng theo dõi": one line a person, body or directive.
pub struct Board {
    /// The lines, who is most behind first.
    pub lines: Vec<BoardLine>,
}

/// A board of a lane.
///
/// # Errors
/// The refusal where no post of today lets the official look, or a fault.
pub async fn board(
    app: &App,
    who: &Staff,
    agency: &AgencyCode,
    side: TaskSide,
    lane: Lane,
    by: GroupBy,
) -> Result<Board, Error> {
    let _measured = crate::operations::measure("task.board");
    reads(who, agency, app.today())?;
    let mut reader = app.store.read().await?;
    let mut lines = store::task::groups(&mut reader.conn(), agency, side, lane, by, window(app)).await?;
    lines.sort_by(|a, b| {
        (b.count.late, b.count.all).cmp(&(a.count.late, a.count.all)).then(a.title.cmp(&b.title))
    });
    Ok(Board { lines })
}

/// "Lịch": the days of a month, and how many tasks end on each.
pub struct Calendar {
    /// The first day.
    pub first: Date,
    /// Each day, and how much ends with it.
    pub days: Vec<(Date, i64)>,
}

/// The month that holds a day.
///
/// # Errors
/// The refusal where no post of today lets the official look, or a fault.
pub async fn calendar(
    app: &App,
    who: &Staff,
    agency: &AgencyCode,
    side: TaskSide,
    month: Date,
) -> Result<Calendar, Error> {
    let _measured = crate::operations::measure("task.calendar");
    reads(who, agency, app.today())?;
    let first = month.first_of_month();
    let mut reader = app.store.read().await?;
    let mut days = Vec::new();
    let mut on = first;
    while on.month() == first.month() {
        let next = on.tomorrow().unwrap_or(Date::MAX);
        let (from, until) = (midnight(on), midnight(next));
        let count = match from.zip(until) {
            Some((from, until)) => {
                store::task::by_day(&mut reader.conn(), agency, side, Lane::Unit, from, until).await?
            }
            None => 0,
        };
        days.push((on, count));
        if next == on {
            break;
        }
        on = next;
    }
    Ok(Calendar { first, days })
}

/// "Ai chờ ai": one body or cause that holds tasks up.
pub struct WaitLine {
    /// In whose lists they stand.
    pub side: TaskSide,
    /// In which lane.
    pub lane: Lane,
    /// Code of a body, or name of a cause.
    pub waits: String,
    /// How many.
    pub count: TaskCount,
}

/// What others wait for, and what waits for this body.
///
/// # Errors
/// The refusal where no post of today lets the official look, or a fault.
pub async fn waits(
    app: &App,
    who: &Staff,
    agency: &AgencyCode,
) -> Result<(Vec<WaitLine>, Vec<TaskListRow>), Error> {
    reads(who, agency, app.today())?;
    let when = window(app);
    let mut reader = app.store.read().await?;
    let mut lines = Vec::new();
    for side in [TaskSide::Given, TaskSide::Assigned] {
        for lane in [Lane::Unit, Lane::Assigner] {
            let groups =
                store::task::groups(&mut reader.conn(), agency, side, lane, GroupBy::Waits, when).await?;
            let line = |group: Group| WaitLine { side, lane, waits: group.name, count: group.count };
            lines.extend(groups.into_iter().map(line));
        }
    }
    lines.retain(|line| line.waits != agency.as_str());
    let on_us = store::task::awaited(&mut reader.conn(), agency.tenant(), agency.as_str(), AWAITED).await?;
    Ok((lines, on_us))
}

/// The first instant of a day in Viet Nam.
pub(crate) fn midnight(on: Date) -> Option<Timestamp> {
    VN_OFFSET.to_timestamp(on.at(0, 0, 0, 0)).ok()
}

/// The Monday of the week that holds a day.
pub(crate) fn monday(on: Date) -> Date {
    on.saturating_sub(i64::from(on.weekday().to_monday_zero_offset()).days())
}
