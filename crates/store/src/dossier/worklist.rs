//! Worklists: what lies with one holder of one agency, the most urgent first, page by key.

use dossier::{Holder, Stage};
use jiff::Timestamp;
use kernel::{AgencyCode, Fault, Id};

use crate::arg::args;
use crate::{Conn, Row};

/// The most a counter counts: beyond it a person needs to know only "many".
const COUNTED: i64 = 1_000;

/// "Danh sách việc": which rows are asked for; the right to see them is part of the question.
pub struct Worklist<'a> {
    /// The agency whose work it is.
    pub agency: &'a AgencyCode,
    /// In whose hands.
    pub holder: Holder,
    /// The row after which the page begins.
    pub after: Option<After>,
    /// How many rows at most.
    pub limit: i64,
}

/// The key of the last row of a page.
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
}

/// One page of a worklist.
///
/// # Errors
/// The database's failure.
pub async fn worklist(conn: &mut Conn<'_>, asked: &Worklist<'_>) -> Result<Vec<WorkRow>, Fault> {
    const SQL: &str = "SELECT id, procedure, code, stage, owner_name, officer, officer_name, due_at, \
        submitted_at FROM dossier \
        WHERE tenant = $1 AND agency = $2 AND holder = $3 AND (due_at, id) > ($4, $5) \
        ORDER BY due_at, id LIMIT $6";
    let (due_at, id) = asked
        .after
        .map_or((i64::MIN, String::new()), |after| (after.due_at.as_microsecond(), after.id.to_string()));
    let agency = asked.agency;
    let values = args![agency.tenant(), agency.as_str(), asked.holder.name(), due_at, id, asked.limit];
    conn.all(SQL, values).await?.iter().map(work_row).collect()
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

fn work_row(row: &Row) -> Result<WorkRow, Fault> {
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
