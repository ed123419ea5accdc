//! Worklists: what lies with one holder of one agency, the most urgent first, page by key in both directions.
//!
//! Every filter has its index, so that a page costs the same whether a thousand rows or a hundred thousand lie there.

use dossier::{Cause, Holder, Stage};
use jiff::Timestamp;
use kernel::{AgencyCode, Fault, Id};

use crate::arg::args;
use crate::{Arg, Conn, Row};

/// The most a counter counts: beyond it a person needs to know only "many".
const COUNTED: i64 = 1_000;

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

/// "Bộ lọc": nothing said is nothing left out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Only<'a> {
    /// Given to this officer.
    pub officer: Option<&'a str>,
    /// Of this procedure.
    pub procedure: Option<&'a str>,
    /// That came in this way.
    pub channel: Option<&'a str>,
    /// Ending at this instant or later.
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

/// A page in one direction; `$list` names the columns its index begins with.
macro_rules! page {
    ($list:literal, $past:literal, $order:literal) => {
        concat!(
            columns!(),
            $list,
            " AND due_at >= $4 AND due_at < $5 AND (due_at, id) ",
            $past,
            " ($6, $7) AND ($8 = '' OR procedure = $8) AND ($9 = '' OR channel = $9) ORDER BY due_at ",
            $order,
            ", id ",
            $order,
            " LIMIT $10"
        )
    };
}

macro_rules! both_ways {
    ($list:literal) => {
        [page!($list, ">", "ASC"), page!($list, "<", "DESC")]
    };
}

const HELD: [&str; 2] = both_ways!("holder = $3");
const OF_PROCEDURE: [&str; 2] = both_ways!("holder = $3 AND procedure = $8");
const OF_OFFICER: [&str; 2] = both_ways!("officer = $11 AND holder = $3");
const WAITING: [&str; 2] = both_ways!("waits = $3");
const WAITING_OF_OFFICER: [&str; 2] = both_ways!("waits = $3 AND officer = $11");

/// One page of a worklist, the most urgent first whichever way it was turned.
///
/// # Errors
/// The database's failure.
pub async fn worklist(conn: &mut Conn<'_>, asked: &Worklist<'_>) -> Result<Vec<WorkRow>, Fault> {
    let [onward, back] = match (asked.list, asked.only.officer, asked.only.procedure) {
        (List::Held(_), Some(_), _) => OF_OFFICER,
        (List::Held(_), None, Some(_)) => OF_PROCEDURE,
        (List::Held(_), None, None) => HELD,
        (List::Waits(_), Some(_), _) => WAITING_OF_OFFICER,
        (List::Waits(_), None, _) => WAITING,
    };
    let (sql, is_back, due_at, id) = match asked.place {
        Place::First => (onward, false, i64::MIN, String::new()),
        Place::After(key) => (onward, false, key.due_at.as_microsecond(), key.id.to_string()),
        Place::Before(key) => (back, true, key.due_at.as_microsecond(), key.id.to_string()),
    };
    let (agency, only) = (asked.agency, &asked.only);
    let list = match asked.list {
        List::Held(holder) => holder.name(),
        List::Waits(cause) => cause.name(),
    };
    let mut values = args![
        agency.tenant(),
        agency.as_str(),
        list,
        only.from_at.map_or(i64::MIN, Timestamp::as_microsecond),
        only.until_at.map_or(i64::MAX, Timestamp::as_microsecond),
        due_at,
        id,
        only.procedure.unwrap_or_default(),
        only.channel.unwrap_or_default(),
        asked.limit
    ];
    values.extend(only.officer.map(Arg::from));
    let mut rows = conn.all(sql, values).await?.iter().map(work_row).collect::<Result<Vec<_>, _>>()?;
    if is_back {
        rows.reverse();
    }
    Ok(rows)
}

/// How many rows a worklist has, up to a thousand.
///
/// # Errors
/// The database's failure.
pub async fn count(conn: &mut Conn<'_>, agency: &AgencyCode, holder: Holder) -> Result<i64, Fault> {
    const SQL: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM dossier \
        WHERE tenant = $1 AND agency = $2 AND holder = $3 LIMIT $4) AS counted";
    conn.one(SQL, args![agency.tenant(), agency.as_str(), holder.name(), COUNTED]).await?.int(0)
}

/// How many of them end from one instant to before another, up to a thousand.
///
/// # Errors
/// The database's failure.
pub async fn count_due(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    holder: Holder,
    from: Option<Timestamp>,
    until: Timestamp,
) -> Result<i64, Fault> {
    const SQL: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM dossier \
        WHERE tenant = $1 AND agency = $2 AND holder = $3 AND due_at >= $4 AND due_at < $5 LIMIT $6) AS counted";
    let from = from.map_or(i64::MIN, Timestamp::as_microsecond);
    let values = args![agency.tenant(), agency.as_str(), holder.name(), from, until, COUNTED];
    conn.one(SQL, values).await?.int(0)
}

/// How many dossiers of an agency wait for others on this account, up to a thousand.
///
/// # Errors
/// The database's failure.
pub async fn count_waiting(conn: &mut Conn<'_>, agency: &AgencyCode, cause: Cause) -> Result<i64, Fault> {
    const SQL: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM dossier \
        WHERE tenant = $1 AND agency = $2 AND waits = $3 LIMIT $4) AS counted";
    conn.one(SQL, args![agency.tenant(), agency.as_str(), cause.name(), COUNTED]).await?.int(0)
}

/// "Khối lượng việc": who has how much in hand at an agency, and how much of it is late; nobody's first.
///
/// # Errors
/// The database's failure.
pub async fn load_by_officer(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    now: Timestamp,
) -> Result<Vec<(String, i64, i64)>, Fault> {
    const SQL: &str = "SELECT COALESCE(officer, ''), COUNT(*), \
        SUM(CASE WHEN due_at < $4 THEN 1 ELSE 0 END) FROM dossier \
        WHERE tenant = $1 AND agency = $2 AND holder = $3 GROUP BY COALESCE(officer, '') ORDER BY 1 LIMIT 500";
    let values = args![agency.tenant(), agency.as_str(), Holder::Officer.name(), now];
    let rows = conn.all(SQL, values).await?;
    rows.iter().map(|row| Ok((row.text(0)?, row.int(1)?, row.int(2)?))).collect()
}

/// The dossiers of an agency whose owner's name, or given name, begins like this without marks.
///
/// # Errors
/// The database's failure.
pub async fn by_name(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    folded: &str,
    limit: i64,
) -> Result<Vec<WorkRow>, Fault> {
    const WHOLE: &str =
        concat!(columns!(), "owner_fold >= $3 AND owner_fold < $4 ORDER BY owner_fold, id LIMIT $5");
    const GIVEN: &str =
        concat!(columns!(), "given_fold >= $3 AND given_fold < $4 ORDER BY given_fold, id LIMIT $5");
    let mut found: Vec<WorkRow> = Vec::new();
    for sql in [WHOLE, GIVEN] {
        let after = format!("{folded}\u{10ffff}");
        let values = args![agency.tenant(), agency.as_str(), folded, after, limit];
        for row in conn.all(sql, values).await? {
            let row = work_row(&row)?;
            if !found.iter().any(|known| known.id == row.id) {
                found.push(row);
            }
        }
    }
    Ok(found)
}

/// The dossiers of an agency with this owner, the newest first.
///
/// # Errors
/// The database's failure.
pub async fn by_owner(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    owner: &str,
    limit: i64,
) -> Result<Vec<WorkRow>, Fault> {
    const SQL: &str = concat!(columns!(), "owner = $3 ORDER BY submitted_at DESC, id DESC LIMIT $4");
    let values = args![agency.tenant(), agency.as_str(), owner, limit];
    conn.all(SQL, values).await?.iter().map(work_row).collect()
}

/// The dossier of an agency with this code.
///
/// # Errors
/// The database's failure.
pub async fn row_by_code(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    code: &str,
) -> Result<Vec<WorkRow>, Fault> {
    const SQL: &str = concat!(columns!(), "code = $3");
    conn.all(SQL, args![agency.tenant(), agency.as_str(), code]).await?.iter().map(work_row).collect()
}

fn work_row(row: &Row) -> Result<WorkRow, Fault> {
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
