//! The outbox: messages written in the transaction that caused them, taken out when they have arrived.

use jiff::Timestamp;
use kernel::{Fault, Id};

use crate::arg::{args, json};
use crate::{Conn, Row};

/// "Thư đi": a message from a tenant to somebody outside it.
#[derive(Debug, Clone)]
pub struct Message {
    /// Its id; receivers know a message they have seen by it.
    pub id: Id,
    /// Who sends it.
    pub tenant: String,
    /// What it is about.
    pub topic: String,
    /// Its body, JSON.
    pub body: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// How often its delivery was tried.
    pub tries: i64,
    /// Where it lies in the queue, once it does: SQLite finds it by that and its id, because a place is given again.
    pub place: i64,
}

/// What the first message about a dossier is called: it has the dossier's own id, and can be asked for by it.
pub const OPENED: &str = "dossier.opened";

/// Writes a message.
///
/// # Errors
/// The database's failure.
pub async fn put(conn: &mut Conn<'_>, message: &Message) -> Result<(), Fault> {
    const SQL: &str =
        "INSERT INTO outbox (id, tenant, topic, body, created_at, tries) VALUES ($1, $2, $3, $4, $5, 0)";
    let values = args![message.id, &message.tenant, &message.topic, &message.body, message.created_at];
    conn.execute(SQL, values).await.map(|_| ())
}

/// The oldest messages, locked against other workers until the transaction ends.
///
/// SQLite has one writer, so nobody else can take them; PostgreSQL skips what another worker holds.
///
/// # Errors
/// The database's failure.
pub async fn take(conn: &mut Conn<'_>, limit: i64) -> Result<Vec<Message>, Fault> {
    const TAKE_SQLITE: &str = "SELECT id, tenant, topic, body, created_at, tries, rowid FROM outbox \
        WHERE tries < $1 ORDER BY rowid LIMIT $2";
    const TAKE_PG: &str = "SELECT id, tenant, topic, body, created_at, tries, CAST(0 AS BIGINT) FROM outbox \
        WHERE tries < $1 ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED";
    let sql = if conn.is_pg() { TAKE_PG } else { TAKE_SQLITE };
    conn.all(sql, args![MAX_TRIES, limit]).await?.iter().map(message).collect()
}

/// Whether the first message about a dossier has been written and has not arrived yet.
///
/// # Errors
/// The database's failure.
pub async fn is_waiting(conn: &mut Conn<'_>, id: Id) -> Result<bool, Fault> {
    const SQL: &str = "SELECT id FROM outbox WHERE id = $1 AND topic = 'dossier.opened' AND tries < $2";
    Ok(conn.optional(SQL, args![id, MAX_TRIES]).await?.is_some())
}

/// The first message about a dossier, locked like those of [`take`]; where another worker holds it, what that worker has left of it.
///
/// The row is written over with itself, because that waits for whoever holds it, in the words of both engines.
///
/// # Errors
/// The database's failure.
pub async fn take_one(conn: &mut Conn<'_>, id: Id) -> Result<Option<Message>, Fault> {
    const ONE_SQLITE: &str = "UPDATE outbox SET tries = tries WHERE id = $1 AND topic = 'dossier.opened' AND tries < $2 \
        RETURNING id, tenant, topic, body, created_at, tries, rowid";
    const ONE_PG: &str = "UPDATE outbox SET tries = tries WHERE id = $1 AND topic = 'dossier.opened' AND tries < $2 \
        RETURNING id, tenant, topic, body, created_at, tries, CAST(0 AS BIGINT)";
    let sql = if conn.is_pg() { ONE_PG } else { ONE_SQLITE };
    conn.optional(sql, args![id, MAX_TRIES]).await?.as_ref().map(message).transpose()
}

fn message(row: &Row) -> Result<Message, Fault> {
    Ok(Message {
        id: crate::dossier::id_in(row, 0)?,
        tenant: row.text(1)?,
        topic: row.text(2)?,
        body: row.text(3)?,
        created_at: row.instant(4)?,
        tries: row.int(5)?,
        place: row.int(6)?,
    })
}

/// After so many tries a message waits for a person; `toantrinh check` names it.
pub const MAX_TRIES: i64 = 20;

/// Takes out messages that have arrived.
///
/// # Errors
/// The database's failure.
pub async fn done(conn: &mut Conn<'_>, messages: &[&Message]) -> Result<(), Fault> {
    const DONE_SQLITE: &str = "DELETE FROM outbox WHERE rowid IN (SELECT value FROM json_each($2)) \
        AND id IN (SELECT value FROM json_each($1))";
    const DONE_PG: &str =
        "DELETE FROM outbox WHERE id IN (SELECT json_array_elements_text(CAST($1 AS json)))";
    if messages.is_empty() {
        return Ok(());
    }
    let ids: Vec<String> = messages.iter().map(|message| message.id.to_string()).collect();
    if conn.is_pg() {
        return conn.execute(DONE_PG, args![json(&ids)?]).await.map(|_| ());
    }
    let places: Vec<i64> = messages.iter().map(|message| message.place).collect();
    conn.execute(DONE_SQLITE, args![json(&ids)?, json(&places)?]).await.map(|_| ())
}

/// Notes that a message did not arrive, and why.
///
/// # Errors
/// The database's failure.
pub async fn failed(conn: &mut Conn<'_>, message: &Message, why: &str) -> Result<(), Fault> {
    const FAILED_SQLITE: &str =
        "UPDATE outbox SET tries = tries + 1, failure = $1 WHERE id = $2 AND rowid = $3";
    const FAILED_PG: &str = "UPDATE outbox SET tries = tries + 1, failure = $1 WHERE id = $2";
    let sql = if conn.is_pg() { FAILED_PG } else { FAILED_SQLITE };
    let mut values = args![why, message.id];
    if !conn.is_pg() {
        values.push(message.place.into());
    }
    conn.execute(sql, values).await.map(|_| ())
}

/// Has messages that waited for a person tried again.
///
/// # Errors
/// The database's failure.
pub async fn try_again(conn: &mut Conn<'_>) -> Result<(), Fault> {
    const SQL: &str = "UPDATE outbox SET tries = 0 WHERE tries >= $1";
    conn.execute(SQL, args![MAX_TRIES]).await.map(|_| ())
}

/// How many messages wait, and how many of them wait for a person.
///
/// # Errors
/// The database's failure.
pub async fn waiting(conn: &mut Conn<'_>) -> Result<(i64, i64), Fault> {
    const SQL: &str = "SELECT (SELECT COUNT(*) FROM outbox), (SELECT COUNT(*) FROM outbox WHERE tries >= $1)";
    let row = conn.one(SQL, args![MAX_TRIES]).await?;
    Ok((row.int(0)?, row.int(1)?))
}
