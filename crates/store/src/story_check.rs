//! Verification of directives and tasks: every chain whole, every row what its history says. Dossiers stand in `check`.

use directives::{Directive, DirectiveRecord, Task, TaskKey, TaskRecord};
use dossier::verify_chain;
use kernel::Fault;

use crate::Conn;
use crate::arg::args;
use crate::check::Report;
use crate::directive::{self, DirectiveKey, Link};
use crate::task;

/// The head of a chain and the records in it.
fn whole<T: serde::de::DeserializeOwned>(id: &str, links: &[Link]) -> Result<(String, Vec<T>), String> {
    let head = verify_chain(id, links.iter().map(|link| (link.body.as_str(), link.hash.as_str())))
        .map_err(|broken| broken.to_string())?;
    let records =
        links.iter().map(Link::record).collect::<Result<Vec<T>, _>>().map_err(|fault| fault.chain())?;
    Ok((head, records))
}

fn directive_of(key: &DirectiveKey, links: &[Link]) -> Result<(Directive, String), String> {
    let (head, records) = whole::<DirectiveRecord>(&key.id.to_string(), links)?;
    let directive = Directive::replay(records).map_err(|broken| broken.to_string())?;
    if directive.id == key.id { Ok((directive, head)) } else { Err("the history is another's".to_owned()) }
}

fn task_of(key: &TaskKey, links: &[Link]) -> Result<(Task, String), String> {
    let (head, records) = whole::<TaskRecord>(&key.id.to_string(), links)?;
    let task = Task::replay(records).map_err(|broken| broken.to_string())?;
    if task.opening.id == key.id { Ok((task, head)) } else { Err("the history is another's".to_owned()) }
}

/// Verifies one directive.
///
/// # Errors
/// The database's failure; what is wrong goes into the report.
pub async fn verify_directive(
    conn: &mut Conn<'_>,
    key: &DirectiveKey,
    report: &mut Report,
) -> Result<(), Fault> {
    let links = directive::history(conn, key).await?;
    report.directives += 1;
    report.actions += u64::try_from(links.len()).unwrap_or(u64::MAX);
    let Some(stored) = directive::load(conn, key).await? else { return Ok(()) };
    let name = format!("directive {}/{}", key.tenant, key.id);
    match directive_of(key, &links) {
        Err(problem) => report.problems.push(format!("{name}: {problem}")),
        Ok((replayed, head)) if head != stored.head || replayed != stored.directive => {
            report.problems.push(format!("{name}: the row is not what the history says"));
        }
        Ok((replayed, _)) => {
            let text = directive::text(conn, key).await?;
            if kernel::FileHash::of(text.as_bytes()).as_str() != replayed.text_hash {
                report.problems.push(format!("{name}: the text is not the one that was read"));
            }
        }
    }
    Ok(())
}

/// Verifies one task.
///
/// # Errors
/// The database's failure; what is wrong goes into the report.
pub async fn verify_task(conn: &mut Conn<'_>, key: &TaskKey, report: &mut Report) -> Result<(), Fault> {
    let links = task::history(conn, key).await?;
    report.tasks += 1;
    report.actions += u64::try_from(links.len()).unwrap_or(u64::MAX);
    let Some(stored) = task::load(conn, key).await? else { return Ok(()) };
    let name = format!("task {}/{}", key.tenant, key.id);
    match task_of(key, &links) {
        Err(problem) => report.problems.push(format!("{name}: {problem}")),
        Ok((replayed, head)) if head != stored.head || replayed != stored.task => {
            report.problems.push(format!("{name}: the row is not what the history says"));
        }
        Ok((replayed, _)) => {
            if !task::row_agrees(conn, &replayed).await? {
                report.problems.push(format!("{name}: the board's row is not what the state says"));
            }
        }
    }
    Ok(())
}

/// Looks for records and tasks without their owner.
///
/// # Errors
/// The database's failure.
pub async fn orphans(conn: &mut Conn<'_>, report: &mut Report) -> Result<(), Fault> {
    const ACTIONS: &str = "SELECT task_action.tenant, task_action.task FROM task_action LEFT JOIN task \
        ON task.tenant = task_action.tenant AND task.id = task_action.task WHERE task.id IS NULL LIMIT 100";
    const TASKS: &str = "SELECT task.tenant, task.id FROM task LEFT JOIN directive \
        ON directive.tenant = task.tenant AND directive.id = task.directive WHERE directive.id IS NULL LIMIT 100";
    const DIRECTIVES: &str = "SELECT directive_action.tenant, directive_action.directive FROM directive_action \
        LEFT JOIN directive ON directive.tenant = directive_action.tenant \
        AND directive.id = directive_action.directive WHERE directive.id IS NULL LIMIT 100";
    for (sql, what) in [
        (ACTIONS, "a record without its task"),
        (TASKS, "a task without its directive"),
        (DIRECTIVES, "a record without its directive"),
    ] {
        for row in conn.all(sql, args![]).await? {
            report.problems.push(format!("{what}: {}/{}", row.text(0)?, row.text(1)?));
        }
    }
    Ok(())
}

/// Writes a directive's row again from its history.
///
/// # Errors
/// A fault when the history itself is broken.
pub async fn rebuild_directive(conn: &mut Conn<'_>, key: &DirectiveKey) -> Result<(), Fault> {
    let links = directive::history(conn, key).await?;
    let (replayed, head) = directive_of(key, &links).map_err(Fault::inconsistent)?;
    directive::rebuild(conn, &replayed, &head).await
}

/// Writes a task's row again from its history.
///
/// # Errors
/// A fault when the history itself is broken.
pub async fn rebuild_task(conn: &mut Conn<'_>, key: &TaskKey) -> Result<(), Fault> {
    let links = task::history(conn, key).await?;
    let (replayed, head) = task_of(key, &links).map_err(Fault::inconsistent)?;
    task::rebuild(conn, &replayed, &head).await
}
