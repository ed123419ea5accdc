//! How SQLite goes about a statement, for the tests that hold its plans.

use rusqlite::Connection;

use crate::migrate::{in_words, migrations};

/// An empty database: its plans are those of a full one, for nobody gathers statistics.
pub(crate) fn empty() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    for migration in migrations() {
        conn.execute_batch(&in_words(false, migration.text)).unwrap();
    }
    conn
}

/// The lines of the plan that speak of a table, and of sorting.
pub(crate) fn plan(conn: &Connection, sql: &str, table: &str) -> Vec<String> {
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let mut rows = statement.raw_query();
    let mut lines = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        lines.push(row.get::<_, String>(3).unwrap());
    }
    lines.retain(|line| line.contains(table) || line.contains("TEMP B-TREE"));
    lines
}
