//! Hearing that a task has changed: the task above it learns what was reached. Heard twice it changes nothing.

use directives::{TaskCommand, TaskKey};
use dossier::{Actor, ActorKind};
use kernel::{Fault, Id};
use store::Conn;
use store::outbox::{Message, done, failed};

use super::act::Deed;
use super::tell::Changed;
use crate::{App, Error};

/// Delivers one message.
///
/// # Errors
/// The database's failure; a message that cannot be read is counted and kept for a person.
pub(crate) async fn hear(app: &App, conn: &mut Conn<'_>, letter: &Message) -> Result<(), Error> {
    let changed: Changed = match serde_json::from_str(&letter.body) {
        Ok(changed) => changed,
        Err(error) => return Ok(failed(conn, letter, &error.to_string()).await?),
    };
    if let Some((above, amount)) = changed.above.zip(changed.amount)
        && let Err(why) = sum_up(app, conn, &above, changed.task.id, amount).await?
    {
        return Ok(failed(conn, letter, &why).await?);
    }
    Ok(done(conn, &[letter]).await?)
}

/// Tells the task above; what is known already, and what is closed, needs no figure.
async fn sum_up(
    app: &App,
    conn: &mut Conn<'_>,
    above: &TaskKey,
    below: Id,
    amount: i64,
) -> Result<Result<(), String>, Fault> {
    const SETTLED: [&str; 2] = ["task.nothing-changed", "task.wrong-stage"];
    let told = match Deed::of(app, conn, above).await {
        Ok(deed) => deed.perform(app, conn, &system(), TaskCommand::Sum { below, amount }, false).await,
        Err(error) => Err(error),
    };
    match told {
        Ok(()) => Ok(Ok(())),
        Err(Error::Refused(refusal)) if SETTLED.contains(&refusal.code.as_str()) => Ok(Ok(())),
        Err(Error::Refused(refusal)) => Ok(Err(refusal.to_string())),
        Err(Error::Faulted(fault)) => Err(fault),
    }
}

fn system() -> Actor {
    Actor { kind: ActorKind::System, id: "outbox".to_owned(), name: "Hệ thống".to_owned(), title: None }
}
