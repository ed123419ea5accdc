//! Filling an empty database in one transaction: all of it, or nothing.

use std::path::Path;

use kernel::Fault;
use rusqlite::Connection;
use serde_json::Value;
use sqlx::{Connection as _, PgConnection};

use super::{Table, ordered, pg, quoted, sqlite};
use crate::dossier::place::last_number;
use crate::migrate::{BOOKKEEPING, in_words, migrations, sum};

/// The step since which dossiers have numbers.
const NUMBERED: i64 = 17;

/// "Nạp dữ liệu": an open transaction on an empty database; dropped unfinished, it leaves nothing.
pub struct Loader {
    target: Target,
    applied: i64,
}

enum Target {
    Sqlite(Connection),
    Pg(Box<PgConnection>),
}

impl Loader {
    /// Into a new file of a folder in which there is none.
    ///
    /// # Errors
    /// A fault where the file cannot be made.
    pub fn into_folder(folder: &Path) -> Result<Self, Fault> {
        let conn = sqlite::open(folder, true)?;
        let begin = "PRAGMA foreign_keys = 1; PRAGMA synchronous = FULL; BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = 1";
        conn.execute_batch(begin).map_err(sqlite::fault("begin to fill a database"))?;
        Ok(Self { target: Target::Sqlite(conn), applied: 0 })
    }

    /// Into a PostgreSQL database; `None` where it holds tables already.
    ///
    /// # Errors
    /// A fault where it does not answer.
    pub async fn into_pg(address: &str) -> Result<Option<Self>, Fault> {
        const TABLES: &str =
            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema()";
        let mut conn = pg::open(address).await?;
        pg::run(&mut conn, "BEGIN; SELECT pg_advisory_xact_lock(7310579)".to_owned()).await?;
        let is_empty = pg::number(&mut conn, TABLES).await? == 0;
        Ok(is_empty.then(|| Self { target: Target::Pg(Box::new(conn)), applied: 0 }))
    }

    async fn script(&mut self, text: String) -> Result<(), Fault> {
        match &mut self.target {
            Target::Sqlite(conn) => conn.execute_batch(&text).map_err(sqlite::fault("run a script")),
            Target::Pg(conn) => pg::run(conn, text).await,
        }
    }

    /// Brings the schema to a step, from wherever it stands.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn migrate(&mut self, upto: i64) -> Result<(), Fault> {
        let is_pg = matches!(self.target, Target::Pg(_));
        if self.applied == 0 {
            self.script(in_words(is_pg, BOOKKEEPING)).await?;
        }
        let applied = self.applied;
        for step in migrations().iter().filter(|step| step.number > applied && step.number <= upto) {
            self.script(in_words(is_pg, step.text)).await?;
            let (number, name, sum) = (step.number, step.name, sum(step));
            let note = format!(
                "INSERT INTO schema_migration (number, name, sum) VALUES ({number}, '{name}', '{sum}')"
            );
            self.script(note).await?;
        }
        self.applied = self.applied.max(upto);
        Ok(())
    }

    /// The tables as they now are.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn tables(&mut self) -> Result<Vec<Table>, Fault> {
        let tables = match &mut self.target {
            Target::Sqlite(conn) => sqlite::tables(conn)?,
            Target::Pg(conn) => pg::tables(conn).await?,
        };
        Ok(ordered(tables))
    }

    /// Takes out what migrations themselves have put in: the rows to come hold it.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn clear(&mut self) -> Result<(), Fault> {
        for table in self.tables().await?.iter().rev() {
            self.script(format!("DELETE FROM {}", quoted(&table.name))).await?;
        }
        Ok(())
    }

    /// Puts rows into a table.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn insert(&mut self, table: &Table, rows: &[Vec<Value>]) -> Result<(), Fault> {
        match &mut self.target {
            Target::Sqlite(conn) => sqlite::insert(conn, table, rows),
            Target::Pg(conn) => pg::insert(conn, table, rows).await,
        }
    }

    /// Keeps everything.
    ///
    /// # Errors
    /// The database's failure; then nothing is kept.
    pub async fn keep(mut self) -> Result<(), Fault> {
        // The rows brought their numbers with them; those to come go on behind.
        const GO_ON: &str = concat!(
            "SELECT setval(pg_get_serial_sequence('dossier', 'number'), \
            (SELECT GREATEST(COALESCE((SELECT MAX(number) FROM dossier), 0), ",
            last_number!(),
            ") + 1), false)"
        );
        if let Target::Pg(conn) = &mut self.target
            && self.applied >= NUMBERED
        {
            pg::number(conn, GO_ON).await?;
        }
        self.script("COMMIT".to_owned()).await?;
        match self.target {
            Target::Sqlite(conn) => {
                conn.close().map_err(|(_, error)| sqlite::fault("close the database")(error))
            }
            Target::Pg(conn) => {
                conn.close().await.map_err(|error| crate::fault::fault("close the database", error))
            }
        }
    }
}
