//! One connection of either engine, and the four ways a statement is run.

use kernel::Fault;
use sqlx::AssertSqlSafe;

use crate::fault::fault;
use crate::pg::Line;
use crate::{Arg, Row, sqlite};

/// A connection that runs statements written once, with `$1` placeholders.
pub enum Conn<'c> {
    /// SQLite, which answers in microseconds and is therefore asked directly.
    Sqlite(&'c mut rusqlite::Connection),
    /// PostgreSQL.
    Pg(&'c mut Line),
}

type PgQuery<'q> = sqlx::query::Query<'q, sqlx::Postgres, sqlx::postgres::PgArguments>;

fn bound(sql: &'static str, args: Vec<Arg>) -> PgQuery<'static> {
    args.into_iter().fold(sqlx::query(sql), |query, arg| match arg {
        Arg::Int(value) => query.bind(value),
        Arg::Text(value) => query.bind(value),
    })
}

impl Conn<'_> {
    /// Runs a statement and tells how many rows it touched.
    ///
    /// # Errors
    /// The engine's failure as a fault.
    pub async fn execute(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<u64, Fault> {
        match self {
            Self::Sqlite(conn) => sqlite::execute(conn, sql, &args).map_err(|error| fault(sql, error)),
            Self::Pg(line) => {
                let wrong = |error| fault(sql, error);
                let done = bound(sql, args).execute(line.begun().map_err(wrong)?).await;
                line.ended(done).map(|done| done.rows_affected()).map_err(wrong)
            }
        }
    }

    /// All rows of a statement; the statement bounds how many.
    ///
    /// # Errors
    /// The engine's failure as a fault.
    pub async fn all(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<Vec<Row>, Fault> {
        match self {
            Self::Sqlite(conn) => {
                sqlite::rows(conn, sql, &args, usize::MAX).map_err(|error| fault(sql, error))
            }
            Self::Pg(line) => {
                let wrong = |error| fault(sql, error);
                let done = bound(sql, args).fetch_all(line.begun().map_err(wrong)?).await;
                let rows = line.ended(done).map_err(wrong)?;
                Ok(rows.into_iter().map(Row::of_pg).collect())
            }
        }
    }

    /// The row of a statement, if there is one.
    ///
    /// # Errors
    /// The engine's failure as a fault.
    pub async fn optional(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<Option<Row>, Fault> {
        match self {
            Self::Sqlite(conn) => sqlite::rows(conn, sql, &args, 1)
                .map(|mut rows| rows.pop())
                .map_err(|error| fault(sql, error)),
            Self::Pg(line) => {
                let wrong = |error| fault(sql, error);
                let done = bound(sql, args).fetch_optional(line.begun().map_err(wrong)?).await;
                Ok(line.ended(done).map_err(wrong)?.map(Row::of_pg))
            }
        }
    }

    /// The one row of a statement.
    ///
    /// # Errors
    /// A fault when there is none.
    pub async fn one(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<Row, Fault> {
        self.optional(sql, args).await?.ok_or_else(|| Fault::inconsistent(format!("no row: {sql}")))
    }

    /// Runs the text of a migration: many statements, no arguments, already in this engine's words.
    pub(crate) async fn script(&mut self, text: String) -> Result<(), Fault> {
        match self {
            Self::Sqlite(conn) => conn.execute_batch(&text).map_err(|error| fault("run a migration", error)),
            Self::Pg(line) => {
                let wrong = |error| fault("run a migration", error);
                let done = sqlx::raw_sql(AssertSqlSafe(text)).execute(line.begun().map_err(wrong)?).await;
                line.ended(done).map(|_| ()).map_err(wrong)
            }
        }
    }

    /// Whether this is PostgreSQL; for the few statements that exist twice.
    #[must_use]
    pub const fn is_pg(&self) -> bool {
        matches!(self, Self::Pg(_))
    }
}
