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
}

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
    const TAKE_SQLITE: &str = "SELECT id, tenant, topic, body, created_at, tries FROM outbox \
        WHERE tries < $1 ORDER BY id LIMIT $2";
    const TAKE_PG: &str = "SELECT id, tenant, topic, body, created_at, tries FROM outbox \
        WHERE tries < $1 ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED";
    let sql = if conn.is_pg() { TAKE_PG } else { TAKE_SQLITE };
    conn.all(sql, args![MAX_TRIES, limit]).await?.iter().map(message).collect()
}

/// Whether a message has been written and has not arrived yet.
///
/// # Errors
/// The database's failure.
pub async fn is_waiting(conn: &mut Conn<'_>, id: Id) -> Result<bool, Fault> {
    const SQL: &str = "SELECT id FROM outbox WHERE id = $1 AND tries < $2";
    Ok(conn.optional(SQL, args![id, MAX_TRIES]).await?.is_some())
}

/// One message, locked like those of [`take`]; where another worker holds it, what that worker has left of it.
///
/// The row is written over with itself, because that waits for whoever holds it, in the words of both engines.
///
/// # Errors
/// The database's failure.
pub async fn take_one(conn: &mut Conn<'_>, id: Id) -> Result<Option<Message>, Fault> {
    const SQL: &str = "UPDATE outbox SET tries = tries WHERE id = $1 AND tries < $2 \
        RETURNING id, tenant, topic, body, created_at, tries";
    conn.optional(SQL, args![id, MAX_TRIES]).await?.as_ref().map(message).transpose()
}

fn message(row: &Row) -> Result<Message, Fault> {
    Ok(Message {
        id: crate::dossier::id_in(row, 0)?,
        tenant: row.text(1)?,
        topic: row.text(2)?,
        body: row.text(3)?,
        created_at: row.instant(4)?,
        tries: row.int(5)?,
    })
}

/// After so many tries a message waits for a person; `toantrinh check` names it.
pub const MAX_TRIES: i64 = 20;

/// Takes out messages that have arrived.
///
/// # Errors
/// The database's failure.
pub async fn done(conn: &mut Conn<'_>, ids: &[Id]) -> Result<(), Fault> {
    const DONE_SQLITE: &str = "DELETE FROM outbox WHERE id IN (SELECT value FROM json_each($1))";
    const DONE_PG: &str =
        "DELETE FROM outbox WHERE id IN (SELECT json_array_elements_text(CAST($1 AS json)))";
    if ids.is_empty() {
        return Ok(());
    }
    let sql = if conn.is_pg() { DONE_PG } else { DONE_SQLITE };
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    conn.execute(sql, args![json(&ids)?]).await.map(|_| ())
}

/// Notes that a message did not arrive, and why.
///
/// # Errors
/// The database's failure.
pub async fn failed(conn: &mut Conn<'_>, id: Id, why: &str) -> Result<(), Fault> {
    const SQL: &str = "UPDATE outbox SET tries = tries + 1, failure = $1 WHERE id = $2";
    conn.execute(SQL, args![why, id]).await.map(|_| ())
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
