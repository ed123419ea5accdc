//! The weekly letter: whose tasks are late or end soon, and, for leaders, how the body stands. Written into the queue from
//! Monday at seven, once a week for each person, whichever process looks first; nobody with nothing to hear gets one.

use access::{Role, Staff};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use kernel::AgencyCode;
use store::Conn;
use store::letter::{is_written, put};
use store::staff::{agency, by_id, reached_after};
use store::task::{Lane, TaskList, TaskListRow, TaskOnly, TaskSide, count, kept_between, tasks};

use super::port::{DigestLetter, LetterBody, LetterSum, LetterTask};
use crate::task::{midnight, monday};
use crate::{App, Error};

/// The topic of these letters.
pub(super) const TOPIC: &str = "digest";
/// The mark of a week in which everybody was looked at stands under nobody's name.
const NOBODY: &str = "";
/// Officials looked at in one transaction.
const SOME: i64 = 50;
/// Tasks told one by one.
const TOLD: i64 = 10;
/// The hour of Monday from which letters are written.
const FROM_HOUR: i8 = 7;

/// Writes the letters of this week, where that is still to be done; tells how many were written.
///
/// # Errors
/// The database's failure.
pub async fn plan(app: &App) -> Result<usize, Error> {
    let week = monday(app.today());
    let now = app.clock.now();
    let begins = kernel::VN_OFFSET.to_timestamp(week.at(FROM_HOUR, 0, 0, 0)).unwrap_or(now);
    let mark = week.to_string();
    if app.postman.is_none()
        || now < begins
        || is_written(&mut app.store.read().await?.conn(), NOBODY, TOPIC, &mark).await?
    {
        return Ok(0);
    }
    let (mut written, mut after) = (0, String::new());
    loop {
        let some = reached_after(&mut app.store.read().await?.conn(), &after, app.today(), SOME).await?;
        let Some(last) = some.last() else { break };
        after.clone_from(&last.officer);
        let mut letters = Vec::new();
        for one in &some {
            let told = told(app, &one.officer, week).await?;
            letters.extend(told.filter(DigestLetter::says_something).map(|told| (one.officer.clone(), told)));
        }
        written += letters.len();
        let mut tx = app.store.begin_in_passing().await?;
        let result = write(&mut tx.conn()?, &mark, &letters, now).await;
        tx.finish(result).await?;
    }
    let mut tx = app.store.begin_in_passing().await?;
    let result = put(&mut tx.conn()?, NOBODY, TOPIC, &mark, "", None).await.map_err(Error::from);
    tx.finish(result).await?;
    Ok(written)
}

async fn write(
    conn: &mut Conn<'_>,
    mark: &str,
    letters: &[(String, DigestLetter)],
    now: Timestamp,
) -> Result<(), Error> {
    for (officer, letter) in letters {
        let body = serde_json::to_string(&LetterBody::Digest(letter.clone()))
            .map_err(|error| kernel::Fault::inconsistent(format!("write a letter: {error}")))?;
        put(conn, officer, TOPIC, mark, &body, Some(now)).await?;
    }
    Ok(())
}

/// What one official is told in this week.
async fn told(app: &App, officer: &str, week: Date) -> Result<Option<DigestLetter>, Error> {
    let mut reader = app.store.read().await?;
    let mut conn = reader.conn();
    let Some(who) = by_id(&mut conn, officer).await? else { return Ok(None) };
    let mut letter = DigestLetter { week, late: Vec::new(), ends: Vec::new(), bodies: Vec::new() };
    for (code, leads) in places(&who, app.today()) {
        own(app, &mut conn, &who.id, &code, &mut letter).await?;
        if leads {
            letter.bodies.extend(sums(app, &mut conn, &code, week).await?);
        }
    }
    Ok(Some(letter))
}

/// Where somebody has a post, each body once, and whether one of the posts leads there.
fn places(who: &Staff, on: Date) -> Vec<(AgencyCode, bool)> {
    let mut places: Vec<(AgencyCode, bool)> = Vec::new();
    for post in who.posts_on(on) {
        let leads = matches!(post.role, Role::Head | Role::Signer);
        match places.iter_mut().find(|(code, _)| *code == post.agency) {
            Some((_, known)) => *known |= leads,
            None => places.push((post.agency.clone(), leads)),
        }
    }
    places
}

/// The end of the next week: what ends before it is told.
fn horizon(week: Date) -> Option<Timestamp> {
    midnight(week.saturating_add(14.days()))
}

async fn own(
    app: &App,
    conn: &mut Conn<'_>,
    officer: &str,
    agency: &AgencyCode,
    letter: &mut DigestLetter,
) -> Result<(), Error> {
    let now = app.clock.now();
    let asked = |from_at, until_at| TaskList {
        agency,
        side: TaskSide::Given,
        lane: Lane::Unit,
        only: TaskOnly::Person(officer),
        from_at,
        until_at,
        after: None,
        limit: TOLD,
    };
    let line = |row: TaskListRow| LetterTask {
        tenant: agency_of(&row),
        id: row.id.to_string(),
        deed: row.deed,
        number: row.number,
        due_at: row.due_at,
    };
    letter.late.extend(tasks(conn, &asked(None, Some(now))).await?.into_iter().map(line));
    let ends = tasks(conn, &asked(Some(now), horizon(letter.week))).await?;
    letter.ends.extend(ends.into_iter().map(line));
    Ok(())
}

/// A task lies with the tenant of whoever assigned it.
fn agency_of(row: &TaskListRow) -> String {
    AgencyCode::parse(&row.assigner).map(|code| code.tenant().to_owned()).unwrap_or_default()
}

/// How a body stands from both sides; a side with nothing to tell is left out.
async fn sums(
    app: &App,
    conn: &mut Conn<'_>,
    code: &AgencyCode,
    week: Date,
) -> Result<Vec<LetterSum>, Error> {
    let now = app.clock.now();
    let name = agency(conn, code).await?.map(|agency| agency.name).unwrap_or_default();
    let before = midnight(week.saturating_sub(7.days())).zip(midnight(week));
    let soon = (now, horizon(week).unwrap_or(now));
    let mut sums = Vec::new();
    for side in [TaskSide::Given, TaskSide::Assigned] {
        let (kept, broken) = match before {
            Some((from, until)) => kept_between(conn, code, side, from, until).await?,
            None => (0, 0),
        };
        let at_work = count(conn, code, side, Lane::Unit, soon).await?;
        let to_check = match side {
            TaskSide::Assigned => count(conn, code, side, Lane::Assigner, soon).await?.all,
            TaskSide::Given => 0,
        };
        sums.push(LetterSum {
            agency: code.to_string(),
            name: name.clone(),
            is_assigner: side == TaskSide::Assigned,
            kept,
            broken,
            late: at_work.late,
            ends: at_work.soon,
            to_check,
        });
    }
    sums.retain(LetterSum::says_something);
    Ok(sums)
}
