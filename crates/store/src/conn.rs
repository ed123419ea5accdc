//! One connection of either engine, and the four ways a statement is run.

use kernel::Fault;
use sqlx::{AssertSqlSafe, PgConnection, SqliteConnection};

use crate::fault::fault;
use crate::{Arg, Row};

/// A connection that runs statements written once, with `$1` placeholders.
pub enum Conn<'c> {
    /// SQLite.
    Sqlite(&'c mut SqliteConnection),
    /// PostgreSQL.
    Pg(&'c mut PgConnection),
}

macro_rules! bound {
    ($sql:expr, $args:expr) => {{
        let mut query = sqlx::query($sql);
        for arg in $args {
            query = match arg {
                Arg::Int(value) => query.bind(value),
                Arg::Text(value) => query.bind(value),
            };
        }
        query
    }};
}

impl Conn<'_> {
    /// Runs a statement and tells how many rows it touched.
    ///
    /// # Errors
    /// The engine's failure as a fault.
    pub async fn execute(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<u64, Fault> {
        match self {
            Self::Sqlite(conn) => {
                bound!(sql, args).execute(&mut **conn).await.map(|done| done.rows_affected())
            }
            Self::Pg(conn) => bound!(sql, args).execute(&mut **conn).await.map(|done| done.rows_affected()),
        }
        .map_err(|error| fault(sql, error))
    }

    /// All rows of a statement; the statement bounds how many.
    ///
    /// # Errors
    /// The engine's failure as a fault.
    pub async fn all(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<Vec<Row>, Fault> {
        match self {
            Self::Sqlite(conn) => bound!(sql, args)
                .fetch_all(&mut **conn)
                .await
                .map(|rows| rows.into_iter().map(Row::Sqlite).collect()),
            Self::Pg(conn) => bound!(sql, args)
                .fetch_all(&mut **conn)
                .await
                .map(|rows| rows.into_iter().map(Row::Pg).collect()),
        }
        .map_err(|error| fault(sql, error))
    }

    /// The row of a statement, if there is one.
    ///
    /// # Errors
    /// The engine's failure as a fault.
    pub async fn optional(&mut self, sql: &'static str, args: Vec<Arg>) -> Result<Option<Row>, Fault> {
        match self {
            Self::Sqlite(conn) => {
                bound!(sql, args).fetch_optional(&mut **conn).await.map(|row| row.map(Row::Sqlite))
            }
            Self::Pg(conn) => bound!(sql, args).fetch_optional(&mut **conn).await.map(|row| row.map(Row::Pg)),
        }
        .map_err(|error| fault(sql, error))
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
            Self::Sqlite(conn) => sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut **conn).await.map(|_| ()),
            Self::Pg(conn) => sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut **conn).await.map(|_| ()),
        }
        .map_err(|error| fault("run a migration", error))
    }

    /// Whether this is PostgreSQL; for the few statements that exist twice.
    #[must_use]
    pub const fn is_pg(&self) -> bool {
        matches!(self, Self::Pg(_))
    }
}
