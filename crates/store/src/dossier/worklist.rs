//! Worklists: what lies with one holder of one agency, the most urgent first, page by key in both directions.
//!
//! Every list has its index, which also answers for the filters, so that a page costs the same whether a thousand rows or
//! a hundred thousand lie there; `plans` asserts which. How many there are stands in `counts`, looking for one in `find`.

use dossier::{Cause, Holder, Stage};
use jiff::Timestamp;
use kernel::{AgencyCode, Fault, Id};

use crate::arg::args;
use crate::{Arg, Conn, Row};

/// "Danh sách việc": which rows are asked for; the right to see them is part of the question.
pub struct Worklist<'a> {
    /// The agency whose work it is.
    pub agency: &'a AgencyCode,
    /// Which of its lists.
    pub list: List,
    /// Only what these say.
    pub only: Only<'a>,
    /// Where the page begins.
    pub place: Place,
    /// How many rows at most.
    pub limit: i64,
}

/// "Ngăn việc".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// What lies in these hands.
    Held(Holder),
    /// What waits for somebody else, on this account.
    Waits(Cause),
}

impl List {
    /// Whether clocks run in it, so that something there can be late. Among the officers' work lies also what was stopped
    /// by decision, whose clock stands: counts and filters by the end leave it out.
    #[must_use]
    pub const fn has_clock(self) -> bool {
        match self {
            Self::Held(Holder::Desk | Holder::Officer | Holder::Signer | Holder::Clerk) => true,
            Self::Held(Holder::Applicant | Holder::Delivery | Holder::Nobody) => false,
            Self::Waits(cause) => cause.runs(),
        }
    }
}

/// A number no stage has.
const NO_STAGE: i64 = -1;

/// "Bộ lọc": nothing said is nothing left out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Only<'a> {
    /// Given to this officer.
    pub officer: Option<&'a str>,
    /// Of this procedure.
    pub procedure: Option<&'a str>,
    /// That came in this way.
    pub channel: Option<&'a str>,
    /// Ending at this instant or later; with an end, only what has a clock that runs.
    pub from_at: Option<Timestamp>,
    /// Ending before this instant.
    pub until_at: Option<Timestamp>,
}

/// "Chỗ bắt đầu trang".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// At the most urgent.
    #[default]
    First,
    /// After this row.
    After(After),
    /// Before this row: the page that ends there.
    Before(After),
}

/// The key of a row of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// Its end.
    pub due_at: Timestamp,
    /// Its id.
    pub id: Id,
}

/// One row of a worklist.
#[derive(Debug, Clone)]
pub struct WorkRow {
    /// The dossier's id.
    pub id: Id,
    /// The procedure's code.
    pub procedure: String,
    /// The official code, once there is one.
    pub code: Option<String>,
    /// The stage.
    pub stage: Stage,
    /// The owner's name.
    pub owner_name: String,
    /// Account id of the officer in charge.
    pub officer: Option<String>,
    /// That officer's name.
    pub officer_name: Option<String>,
    /// The end of the clock that runs.
    pub due_at: Timestamp,
    /// When it was sent in.
    pub submitted_at: Timestamp,
    /// When something last happened to it.
    pub updated_at: Timestamp,
    /// In whose hands it is.
    pub holder: Holder,
    /// Counts its actions.
    pub version: i64,
}

macro_rules! columns {
    () => {
        "SELECT id, procedure, code, stage, owner_name, officer, officer_name, due_at, submitted_at, updated_at, holder, \
        version FROM dossier WHERE tenant = $1 AND agency = $2 AND "
    };
}
pub(super) use columns;

/// A page in one direction: `$list` names the columns its index begins with, `$place` is where the index is entered, and
/// `$by` says what of the channel. What is left out by its stage is left out of the same range.
macro_rules! page {
    ($list:literal, $place:literal, $by:literal, $order:literal) => {
        concat!(
            columns!(),
            $list,
            $place,
            " AND stage <> $10 AND ($7 = '' OR procedure = $7) AND ",
            $by,
            " ORDER BY due_at ",
            $order,
            ", id ",
            $order,
            " LIMIT $9"
        )
    };
}

macro_rules! onward {
    ($list:literal, $by:literal) => {
        page!($list, " AND due_at < $4 AND (due_at, id) > ($5, $6)", $by, "ASC")
    };
}

macro_rules! back {
    ($list:literal, $by:literal) => {
        page!($list, " AND due_at >= $4 AND (due_at, id) < ($5, $6)", $by, "DESC")
    };
}

/// Onward and back, of every channel and of one.
pub(super) type Pages = [[&'static str; 2]; 2];

macro_rules! pages {
    ($list:literal) => {
        [
            [onward!($list, "$8 = ''"), back!($list, "$8 = ''")],
            [onward!($list, "channel = $8"), back!($list, "channel = $8")],
        ]
    };
}

pub(super) const HELD: Pages = pages!("holder = $3");
pub(super) const OF_OFFICER: Pages = pages!("holder = $3 AND officer = $11");
pub(super) const WAITING: Pages = pages!("waits = $3");
pub(super) const WAITING_OF_OFFICER: Pages = pages!("waits = $3 AND officer = $11");

/// One page of a worklist, the most urgent first whichever way it was turned.
///
/// # Errors
/// The database's failure.
pub async fn worklist(conn: &mut Conn<'_>, asked: &Worklist<'_>) -> Result<Vec<WorkRow>, Fault> {
    let (sql, is_back) = statement(asked);
    let mut rows = conn.all(sql, values(asked)).await?.iter().map(work_row).collect::<Result<Vec<_>, _>>()?;
    if is_back {
        rows.reverse();
    }
    Ok(rows)
}

/// The statement whose index begins with what is asked for, and whether it reads backwards.
fn statement(asked: &Worklist<'_>) -> (&'static str, bool) {
    let [of_all, of_one] = match (asked.list, asked.only.officer) {
        (List::Held(_), Some(_)) => OF_OFFICER,
        (List::Held(_), None) => HELD,
        (List::Waits(_), Some(_)) => WAITING_OF_OFFICER,
        (List::Waits(_), None) => WAITING,
    };
    let [onward, back] = if asked.only.channel.is_some() { of_one } else { of_all };
    match asked.place {
        Place::First | Place::After(_) => (onward, false),
        Place::Before(_) => (back, true),
    }
}

/// Its arguments. The index is entered at the place of the page, so that the hundredth page costs what the first one does;
/// where a filter's ends begin is such a place, too.
fn values(asked: &Worklist<'_>) -> Vec<Arg> {
    let only = &asked.only;
    let from = only.from_at.map_or(i64::MIN, Timestamp::as_microsecond);
    let until = only.until_at.map_or(i64::MAX, Timestamp::as_microsecond);
    let is_by_end = only.from_at.is_some() || only.until_at.is_some();
    let left_out = if is_by_end { Stage::Stopped.code() } else { NO_STAGE };
    let keyed = |key: After| (key.due_at.as_microsecond(), key.id.to_string());
    let (bound, (due_at, id)) = match asked.place {
        Place::First => (until, (from, String::new())),
        Place::After(key) => (until, keyed(key).max((from, String::new()))),
        Place::Before(key) => (from, keyed(key).min((until, String::new()))),
    };
    let list = match asked.list {
        List::Held(holder) => holder.name(),
        List::Waits(cause) => cause.name(),
    };
    let mut values = args![
        asked.agency.tenant(),
        asked.agency.as_str(),
        list,
        bound,
        due_at,
        id,
        only.procedure.unwrap_or_default(),
        only.channel.unwrap_or_default(),
        asked.limit,
        left_out
    ];
    values.extend(only.officer.map(Arg::from));
    values
}

/// A row read.
pub(super) fn work_row(row: &Row) -> Result<WorkRow, Fault> {
    let holder = row.text(10)?;
    Ok(WorkRow {
        id: id_in(row, 0)?,
        procedure: row.text(1)?,
        code: row.text_opt(2)?,
        stage: stage_in(row, 3)?,
        owner_name: row.text(4)?,
        officer: row.text_opt(5)?,
        officer_name: row.text_opt(6)?,
        due_at: row.instant(7)?,
        submitted_at: row.instant(8)?,
        updated_at: row.instant(9)?,
        holder: Holder::from_name(&holder)
            .ok_or_else(|| Fault::inconsistent(format!("{holder} holds nothing")))?,
        version: row.int(11)?,
    })
}

/// The id in a column.
pub(crate) fn id_in(row: &Row, column: usize) -> Result<Id, Fault> {
    let text = row.text(column)?;
    Id::parse(&text).ok_or_else(|| Fault::inconsistent(format!("{text} is no id")))
}

/// The stage in a column.
pub(crate) fn stage_in(row: &Row, column: usize) -> Result<Stage, Fault> {
    let code = row.int(column)?;
    Stage::from_code(code).ok_or_else(|| Fault::inconsistent(format!("{code} is no national status")))
}
