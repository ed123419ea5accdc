//! The weekly digest: what was done in time and late, what is late now, what ends in this week and the next.
//!
//! Computed when it is asked for, of any week; nothing is sent that a page does not say.

use access::{Staff, reads};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::AgencyCode;
use store::task::{GroupBy, Lane, TaskList, TaskListRow, TaskOnly, TaskSide};

use super::boards::{midnight, monday};
use crate::{App, Error};

/// Rows told one by one.
const TOLD: i64 = 20;

/// "Dòng bản tin".
pub struct DigestLine {
    /// Monday of the week.
    pub from_on: Date,
    /// Done in time.
    pub kept: i64,
    /// Done late.
    pub broken: i64,
}

/// "Bản tin tuần".
pub struct Digest {
    /// Monday of the week told of.
    pub from_on: Date,
    /// Its Sunday.
    pub until_on: Date,
    /// This week and the seven before it, the oldest first.
    pub weeks: Vec<DigestLine>,
    /// What is past its end, the longest first.
    pub late: Vec<TaskListRow>,
    /// What ends within the week and the next.
    pub ends: Vec<TaskListRow>,
    /// Who is most behind: in words, and how many.
    pub behind: Vec<(String, i64)>,
}

/// The digest of the week that holds a day.
///
/// # Errors
/// The refusal where no post of today lets the official look, or a fault.
pub async fn digest(
    app: &App,
    who: &Staff,
    agency: &AgencyCode,
    side: TaskSide,
    week: Date,
) -> Result<Digest, Error> {
    let _measured = crate::operations::measure("task.digest");
    reads(who, agency, app.today())?;
    let from_on = monday(week);
    let until_on = from_on.saturating_add(6.days());
    let now = app.clock.now();
    let mut reader = app.store.read().await?;
    let mut conn = reader.conn();
    let mut weeks = Vec::new();
    for back in (0..8_i64).rev() {
        let first = from_on.saturating_sub((back * 7).days());
        let (from, until) = (midnight(first), midnight(first.saturating_add(7.days())));
        let (kept, broken) = match from.zip(until) {
            Some((from, until)) => store::task::kept_between(&mut conn, agency, side, from, until).await?,
            None => (0, 0),
        };
        weeks.push(DigestLine { from_on: first, kept, broken });
    }
    let asked = |from_at, until_at| TaskList {
        agency,
        side,
        lane: Lane::Unit,
        only: TaskOnly::All,
        from_at,
        until_at,
        after: None,
        limit: TOLD,
    };
    let late = store::task::tasks(&mut conn, &asked(None, Some(now))).await?;
    let horizon = midnight(until_on.saturating_add(8.days()));
    let ends = store::task::tasks(&mut conn, &asked(Some(now), horizon)).await?;
    let by = match side {
        TaskSide::Given => GroupBy::Person,
        TaskSide::Assigned => GroupBy::Body,
    };
    let groups = store::task::groups(&mut conn, agency, side, Lane::Unit, by, (now, now)).await?;
    let mut behind: Vec<(String, i64)> = groups
        .into_iter()
        .filter(|group| group.count.late > 0)
        .map(|group| (group.title, group.count.late))
        .collect();
    behind.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    Ok(Digest { from_on, until_on, weeks, late, ends, behind })
}
