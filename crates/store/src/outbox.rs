//! The outbox: messages written in the transaction that caused them, taken out when they have arrived.

use jiff::Timestamp;
use kernel::{Fault, Id};

use crate::Conn;
use crate::arg::args;

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
    conn.all(sql, args![MAX_TRIES, limit])
        .await?
        .iter()
        .map(|row| {
            Ok(Message {
                id: crate::dossier::id_in(row, 0)?,
                tenant: row.text(1)?,
                topic: row.text(2)?,
                body: row.text(3)?,
                created_at: row.instant(4)?,
                tries: row.int(5)?,
            })
        })
        .collect()
}

/// After so many tries a message waits for a person; `toantrinh check` names it.
pub const MAX_TRIES: i64 = 20;

/// Takes out a message that has arrived.
///
/// # Errors
/// The database's failure.
pub async fn done(conn: &mut Conn<'_>, id: Id) -> Result<(), Fault> {
    conn.execute("DELETE FROM outbox WHERE id = $1", args![id]).await.map(|_| ())
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
