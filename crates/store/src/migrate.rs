//! The numbered migrations: one text for both engines, whose few words differ by a table of names.

use kernel::{Fault, FaultKind};

use crate::arg::args;
use crate::{Conn, Store};

/// "Bước nâng cấp dữ liệu": a numbered change of the schema; expand first, contract a release later.
pub struct Migration {
    /// Its number, from 1 without gaps.
    pub number: i64,
    /// Its name.
    pub name: &'static str,
    /// Its text, with `{int}`, `{key}` and `{strict}` where the engines' words differ; a line that begins with `{sqlite}`
    /// or `{pg}` is for that engine alone.
    pub text: &'static str,
}

macro_rules! migration {
    ($number:literal, $name:literal) => {
        Migration { number: $number, name: $name, text: include_str!(concat!("migrations/", $name, ".sql")) }
    };
}

/// All migrations in order.
#[must_use]
pub fn migrations() -> &'static [Migration] {
    &[
        migration!(1, "0001_first_release"),
        migration!(2, "0002_sessions"),
        migration!(3, "0003_citizens"),
        migration!(4, "0004_counter"),
        migration!(5, "0005_worklists"),
        migration!(6, "0006_api"),
        migration!(7, "0007_papers"),
        migration!(8, "0008_recheck"),
        migration!(9, "0009_indexes"),
        migration!(10, "0010_fewer_pages"),
        migration!(11, "0011_directives"),
        migration!(12, "0012_signed_papers"),
        migration!(13, "0013_tasks_together"),
        migration!(14, "0014_passkeys_and_signatures"),
        migration!(15, "0015_scans"),
        migration!(16, "0016_queues_by_turn"),
        migration!(17, "0017_records_by_place"),
    ]
}

pub(crate) const BOOKKEEPING: &str = "CREATE TABLE IF NOT EXISTS schema_migration (number {int} PRIMARY KEY, name TEXT NOT NULL, sum TEXT NOT NULL) {strict}";

impl Store {
    /// Brings the schema up to date; applied ones are compared with what we know and never run twice.
    ///
    /// # Errors
    /// A fault when the database is newer than this program, was changed by hand, or cannot be written.
    pub async fn migrate(&self) -> Result<(), Fault> {
        let mut tx = self.begin().await?;
        let result = apply_all(&mut tx.conn()?).await;
        tx.finish(result).await
    }
}

async fn apply_all(conn: &mut Conn<'_>) -> Result<(), Fault> {
    // Two processes may start at once; on PostgreSQL the second waits here for the first.
    if conn.is_pg() {
        conn.execute("SELECT pg_advisory_xact_lock(7310579)", args![]).await?;
    }
    let bookkeeping = in_words_of(conn, BOOKKEEPING);
    conn.script(bookkeeping).await?;
    let applied = conn.all("SELECT number, sum FROM schema_migration ORDER BY number", args![]).await?;
    let mut known = migrations().iter();
    for row in &applied {
        let number = row.int(0)?;
        let Some(migration) = known.next().filter(|migration| migration.number == number) else {
            return Err(newer(number));
        };
        if row.text(1)? != sum(migration) {
            return Err(Fault::inconsistent(format!("migration {number} was changed after it was applied")));
        }
    }
    for migration in known {
        let text = in_words_of(conn, migration.text);
        conn.script(text).await?;
        let done = args![migration.number, migration.name, sum(migration)];
        conn.execute("INSERT INTO schema_migration (number, name, sum) VALUES ($1, $2, $3)", done).await?;
    }
    Ok(())
}

fn newer(number: i64) -> Fault {
    Fault {
        kind: FaultKind::DataNewer,
        doing: format!(
            "the database knows migration {number}, this program does not: start the newer program"
        ),
        source: None,
    }
}

pub(crate) fn sum(migration: &Migration) -> String {
    use sha2::Digest;
    hex::encode(sha2::Sha256::digest(migration.text.as_bytes()))
}

/// Keys compare byte by byte on both engines, so that pages by key agree.
fn in_words_of(conn: &Conn<'_>, text: &str) -> String {
    in_words(conn.is_pg(), text)
}

/// A migration's text in the words of one engine.
pub(crate) fn in_words(is_pg: bool, text: &str) -> String {
    let (int, key, strict) =
        if is_pg { ("BIGINT", "TEXT COLLATE \"C\"", "") } else { ("INTEGER", "TEXT", "STRICT") };
    let (sqlite, pg) = if is_pg { ("-- ", "") } else { ("", "-- ") };
    [("{int}", int), ("{key}", key), ("{strict}", strict), ("{sqlite}", sqlite), ("{pg}", pg)]
        .into_iter()
        .fold(text.to_owned(), |text, (word, ours)| text.replace(word, ours))
}
