//! One consistent state of a database, read while others write it.

use std::path::Path;

use kernel::Fault;
use rusqlite::Connection;
use serde_json::Value;
use sqlx::{Connection as _, PgConnection};

use super::{Table, ordered, pg, sqlite};

const APPLIED: &str = "SELECT COALESCE(MAX(number), 0) FROM schema_migration";

/// "Ảnh chụp dữ liệu": what was committed when it was opened, until it is closed.
pub struct Snapshot {
    source: Source,
    tables: Vec<Table>,
    applied: i64,
}

enum Source {
    Sqlite(Connection),
    Pg(Box<PgConnection>),
}

impl Snapshot {
    /// Of a data folder. The writer's lock is not asked for: in a write-ahead log readers see the state they began with.
    ///
    /// # Errors
    /// A fault where there is no database, or it cannot be read.
    pub fn of_folder(folder: &Path) -> Result<Self, Fault> {
        let conn = sqlite::open(folder, false)?;
        conn.execute_batch("PRAGMA query_only = 1; BEGIN").map_err(sqlite::fault("begin a snapshot"))?;
        // The first reading fixes the state.
        let applied = sqlite::number(&conn, APPLIED)?;
        let tables = ordered(sqlite::tables(&conn)?);
        Ok(Self { source: Source::Sqlite(conn), tables, applied })
    }

    /// Of a PostgreSQL database.
    ///
    /// # Errors
    /// A fault where it does not answer, or is none of ours.
    pub async fn of_pg(address: &str) -> Result<Self, Fault> {
        let mut conn = pg::open(address).await?;
        pg::run(&mut conn, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY".to_owned()).await?;
        let applied = pg::number(&mut conn, APPLIED).await?;
        let tables = ordered(pg::tables(&mut conn).await?);
        Ok(Self { source: Source::Pg(Box::new(conn)), tables, applied })
    }

    /// The name of the engine.
    #[must_use]
    pub const fn engine(&self) -> &'static str {
        match self.source {
            Source::Sqlite(_) => "sqlite",
            Source::Pg(_) => "postgresql",
        }
    }

    /// The number of the last migration applied.
    #[must_use]
    pub const fn applied(&self) -> i64 {
        self.applied
    }

    /// The tables, in an order in which every row finds what it points at.
    #[must_use]
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// Tells every row of a table.
    ///
    /// # Errors
    /// The database's failure, or what `tell` answers.
    pub async fn each(
        &mut self,
        table: &Table,
        tell: &mut (dyn FnMut(Vec<Value>) -> Result<(), Fault> + Send),
    ) -> Result<(), Fault> {
        match &mut self.source {
            Source::Sqlite(conn) => sqlite::each(conn, table, tell),
            Source::Pg(conn) => pg::each(conn, table, tell).await,
        }
    }

    /// Lets go of the state.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn close(self) -> Result<(), Fault> {
        match self.source {
            Source::Sqlite(conn) => {
                conn.execute_batch("ROLLBACK").map_err(sqlite::fault("end a snapshot"))?;
                conn.close().map_err(|(_, error)| sqlite::fault("close the database")(error))
            }
            Source::Pg(conn) => {
                conn.close().await.map_err(|error| crate::fault::fault("close the database", error))
            }
        }
    }
}
