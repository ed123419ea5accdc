//! What an operator wants to know of the database: whether it answers, how large it is, what waits in it.

use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;
use kernel::Fault;

use crate::Conn;
use crate::arg::args;

/// The number of the last migration applied.
///
/// # Errors
/// The database's failure.
pub async fn applied(conn: &mut Conn<'_>) -> Result<i64, Fault> {
    conn.one("SELECT COALESCE(MAX(number), 0) FROM schema_migration", args![]).await?.int(0)
}

/// The engine's name and version.
///
/// # Errors
/// The database's failure.
pub async fn engine(conn: &mut Conn<'_>) -> Result<String, Fault> {
    const VERSION_SQLITE: &str = "SELECT 'SQLite ' || sqlite_version()";
    const VERSION_PG: &str = "SELECT 'PostgreSQL ' || current_setting('server_version')";
    let sql = if conn.is_pg() { VERSION_PG } else { VERSION_SQLITE };
    conn.one(sql, args![]).await?.text(0)
}

/// How many bytes the database takes.
///
/// # Errors
/// The database's failure.
pub async fn size_bytes(conn: &mut Conn<'_>) -> Result<i64, Fault> {
    const SIZE_SQLITE: &str =
        "SELECT page_count * page_size FROM pragma_page_count() CROSS JOIN pragma_page_size()";
    const SIZE_PG: &str = "SELECT pg_database_size(current_database())";
    let sql = if conn.is_pg() { SIZE_PG } else { SIZE_SQLITE };
    conn.one(sql, args![]).await?.int(0)
}

/// "Hàng thư đi": how many messages wait, how many of them for a person, and since when the oldest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Queue {
    /// All that wait.
    pub waiting: i64,
    /// Those tried as often as they may be.
    pub stuck: i64,
    /// When the oldest that is still tried was written.
    pub oldest_at: Option<Timestamp>,
}

/// The queue of messages.
///
/// # Errors
/// The database's failure.
pub async fn queue(conn: &mut Conn<'_>) -> Result<Queue, Fault> {
    const OLDEST_SQLITE: &str = "SELECT created_at FROM outbox WHERE tries < $1 ORDER BY rowid LIMIT 1";
    const OLDEST_PG: &str = "SELECT created_at FROM outbox WHERE tries < $1 ORDER BY id LIMIT 1";
    let sql = if conn.is_pg() { OLDEST_PG } else { OLDEST_SQLITE };
    let (waiting, stuck) = crate::outbox::waiting(conn).await?;
    let oldest = conn.optional(sql, args![crate::outbox::MAX_TRIES]).await?;
    let oldest_at = oldest.map(|row| row.instant(0)).transpose()?;
    Ok(Queue { waiting, stuck, oldest_at })
}

/// "Tin chưa tới": a message that has failed, without its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failing {
    /// What it is about.
    pub topic: String,
    /// How often it was tried.
    pub tries: i64,
    /// When it was written.
    pub created_at: Timestamp,
    /// Why it did not arrive.
    pub why: String,
}

/// The messages that failed most often, the oldest first.
///
/// # Errors
/// The database's failure.
pub async fn failing(conn: &mut Conn<'_>, most: i64) -> Result<Vec<Failing>, Fault> {
    const SQL: &str = "SELECT topic, tries, created_at, COALESCE(failure, '') FROM outbox WHERE tries > 0 \
        ORDER BY tries DESC, id LIMIT $1";
    conn.all(SQL, args![most])
        .await?
        .iter()
        .map(|row| {
            Ok(Failing {
                topic: row.text(0)?,
                tries: row.int(1)?,
                created_at: row.instant(2)?,
                why: row.text(3)?,
            })
        })
        .collect()
}

/// How many papers could not be made after many tries.
///
/// # Errors
/// The database's failure.
pub async fn papers_failing(conn: &mut Conn<'_>) -> Result<i64, Fault> {
    const SQL: &str = "SELECT COUNT(*) FROM paper WHERE hash IS NULL AND tries >= $1";
    conn.one(SQL, args![crate::paper::MANY_TRIES]).await?.int(0)
}

/// The latest instant anything is known to have happened at; `None` where there is none yet.
///
/// # Errors
/// The database's failure.
pub async fn last_seen_at(conn: &mut Conn<'_>) -> Result<Option<Timestamp>, Fault> {
    const SQL: &str = "SELECT MAX(at) FROM (SELECT MAX(seen_at) AS at FROM session UNION ALL \
        SELECT MAX(published_at) AS at FROM procedure_revision) AS known";
    match conn.one(SQL, args![]).await?.int_opt(0)? {
        None => Ok(None),
        Some(micros) => Timestamp::from_microsecond(micros)
            .map(Some)
            .map_err(|error| Fault::new(kernel::FaultKind::Inconsistent, "read an instant", error)),
    }
}

/// Transactions of this process that wait for their turn.
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// "Lượt chờ": counts one transaction among those waiting, until it is dropped.
pub(crate) struct Waiting(());

impl Waiting {
    pub(crate) fn begin() -> Self {
        WAITING.fetch_add(1, Ordering::Relaxed);
        Self(())
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        WAITING.fetch_sub(1, Ordering::Relaxed);
    }
}

/// How many transactions of this process wait for the writer, or for a connection.
#[must_use]
pub fn writers_waiting() -> usize {
    WAITING.load(Ordering::Relaxed)
}
