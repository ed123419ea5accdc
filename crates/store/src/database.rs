//! The open database: readers, and transactions that end durable or undone.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use kernel::Fault;
use sqlx::ConnectOptions;
use sqlx::postgres::PgConnectOptions;

use crate::fault::fault;
use crate::group::{Group, GroupTx, LENGTHS, log_of};
use crate::operations::Waiting;
use crate::pg::{Connections, Line};
use crate::readers::{Lease, Readers};
use crate::{Conn, DataLock, sqlite};

/// Readers of one SQLite process.
const SQLITE_READERS: usize = 8;
/// Connections of one PostgreSQL process.
const PG_CONNECTIONS: u32 = 32;
/// How long a request waits for a connection before it is told that the database is busy.
const PATIENCE: Duration = Duration::from_secs(10);

/// "Kho lưu trữ": the open database of either engine; cheap to clone.
#[derive(Clone)]
pub struct Store(Engine);

#[derive(Clone)]
enum Engine {
    Sqlite { group: Group, readers: Arc<Readers>, _lock: Arc<DataLock> },
    Pg(Arc<Connections>),
}

/// A connection for reading what is committed.
pub struct Reader(ReaderOf);

enum ReaderOf {
    Sqlite(Lease),
    Pg(Line),
}

/// "Giao dịch": everything written through it is durable together, or none of it is.
pub struct Tx(TxOf);

enum TxOf {
    Sqlite(GroupTx),
    Pg(Line),
}

impl Store {
    /// Opens (and creates, where there is none) the SQLite database of a data folder and takes the writer's place.
    ///
    /// # Errors
    /// A fault with the kind that tells what is wrong: locked, full, read-only, unreachable.
    pub async fn open_sqlite(folder: &Path) -> Result<Self, Fault> {
        std::fs::create_dir_all(folder).map_err(|error| {
            let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
            let doing = format!("make the data folder {}", whole.display());
            Fault::new(kernel::FaultKind::of_making(&error), doing, error)
        })?;
        let lock = DataLock::take(folder)?;
        let file = folder.join("toantrinh.db");
        let (writer, folding) = (sqlite::writer(&file, PATIENCE)?, sqlite::folding(&file, PATIENCE)?);
        let group = Group::new(writer, folding, log_of(&file)?, PATIENCE, LENGTHS)?;
        let readers = Readers::new(file, SQLITE_READERS, PATIENCE);
        let store = Self(Engine::Sqlite { group, readers, _lock: Arc::new(lock) });
        store.migrate().await?;
        Ok(store)
    }

    /// Opens a PostgreSQL database by its address (`postgres://…`).
    ///
    /// # Errors
    /// A fault when the address is malformed or nobody answers.
    pub async fn open_pg(address: &str) -> Result<Self, Fault> {
        let options = PgConnectOptions::from_str(address)
            .map_err(|error| fault("read the database address", error))?
            .application_name("toantrinh")
            .disable_statement_logging();
        let store = Self(Engine::Pg(Connections::new(options, PG_CONNECTIONS, PATIENCE)));
        store.migrate().await?;
        Ok(store)
    }

    /// For programs that will write much: SQLite's write-ahead log gets its full length (96 MiB) now instead of growing under
    /// those who wait for their commits. Others may write meanwhile.
    pub async fn make_room(&self) {
        if let Engine::Sqlite { group, .. } = &self.0 {
            group.make_room().await;
        }
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// A fault when none is free in time.
    pub async fn read(&self) -> Result<Reader, Fault> {
        match &self.0 {
            Engine::Sqlite { readers, .. } => {
                readers.lease().await.map(|lease| Reader(ReaderOf::Sqlite(lease)))
            }
            Engine::Pg(connections) => connections.lease().await.map(|line| Reader(ReaderOf::Pg(line))),
        }
    }

    /// A number that changes with every commit, where all of them pass through this process; none on PostgreSQL, where others
    /// write, too. Ask for it before reading what is to be remembered with it.
    #[must_use]
    pub fn commits(&self) -> Option<u64> {
        match &self.0 {
            Engine::Sqlite { group, .. } => Some(group.commits()),
            Engine::Pg(_) => None,
        }
    }

    /// Opens a transaction; end it with [`Tx::finish`].
    ///
    /// # Errors
    /// A fault when the database does not let us write.
    pub async fn begin(&self) -> Result<Tx, Fault> {
        let _waiting = Waiting::begin();
        match &self.0 {
            Engine::Sqlite { group, .. } => group.begin().await.map(|tx| Tx(TxOf::Sqlite(tx))),
            Engine::Pg(connections) => begin_pg(connections).await,
        }
    }

    /// Opens a transaction at once where nobody would wait for it: what it reads is then at hand where it will write. None
    /// where the writer is busy, and on PostgreSQL, where readers and writers are the same connections.
    #[must_use]
    pub fn begin_if_idle(&self) -> Option<Tx> {
        match &self.0 {
            Engine::Sqlite { group, .. } => group.begin_if_idle().map(|tx| Tx(TxOf::Sqlite(tx))),
            Engine::Pg(_) => None,
        }
    }

    /// Opens a transaction for work nobody waits for: on SQLite it shares the next commit, and asks for one of its own only
    /// where none comes.
    ///
    /// # Errors
    /// As for [`Store::begin`].
    pub async fn begin_in_passing(&self) -> Result<Tx, Fault> {
        let _waiting = Waiting::begin();
        match &self.0 {
            Engine::Sqlite { group, .. } => group.begin_in_passing().await.map(|tx| Tx(TxOf::Sqlite(tx))),
            Engine::Pg(connections) => begin_pg(connections).await,
        }
    }

    /// Waits for running work and closes every connection.
    pub async fn close(&self) {
        match &self.0 {
            Engine::Sqlite { group, readers, .. } => {
                readers.close();
                group.close().await;
            }
            Engine::Pg(connections) => connections.close().await,
        }
    }
}

async fn begin_pg(connections: &Arc<Connections>) -> Result<Tx, Fault> {
    let mut line = connections.lease().await?;
    line.begin().await?;
    Ok(Tx(TxOf::Pg(line)))
}

impl Reader {
    /// The connection underneath.
    pub fn conn(&mut self) -> Conn<'_> {
        match &mut self.0 {
            ReaderOf::Sqlite(lease) => Conn::Sqlite(lease.conn()),
            ReaderOf::Pg(line) => Conn::Pg(line),
        }
    }
}

impl Tx {
    /// The connection underneath.
    ///
    /// # Errors
    /// A fault when the transaction was ended.
    pub fn conn(&mut self) -> Result<Conn<'_>, Fault> {
        match &mut self.0 {
            TxOf::Sqlite(tx) => tx.conn().map(Conn::Sqlite),
            TxOf::Pg(line) => Ok(Conn::Pg(line)),
        }
    }

    /// Ends the transaction: kept on `Ok`, undone on `Err`. When it returns `Ok`, the work is durable.
    ///
    /// # Errors
    /// The error it was handed, or the fault that kept it from becoming durable.
    pub async fn finish<T, E: From<Fault>>(self, result: Result<T, E>) -> Result<T, E> {
        let keep = result.is_ok();
        let ended = match self.0 {
            TxOf::Sqlite(tx) => tx.end(keep).await,
            TxOf::Pg(mut line) => line.end(keep).await,
        };
        match (result, ended) {
            // The first error tells more than a failure to undo what is undone anyway.
            (Err(error), _) => Err(error),
            (Ok(_), Err(error)) => Err(error.into()),
            (Ok(value), Ok(())) => Ok(value),
        }
    }
}

/// Makes a new PostgreSQL database beside the one named by `address` and answers with its address.
///
/// # Errors
/// A fault when the name is not letters, digits and underscores, or the server does not let us.
pub async fn create_database(address: &str, name: &str) -> Result<String, Fault> {
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return Err(Fault::inconsistent(format!("{name:?} is no name for a database")));
    }
    let options =
        PgConnectOptions::from_str(address).map_err(|error| fault("read the database address", error))?;
    let mut conn = options.connect().await.map_err(|error| fault("reach the database", error))?;
    // A name cannot be an argument of a statement; it was checked above.
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}")))
        .execute(&mut conn)
        .await
        .map_err(|error| fault("create a database", error))?;
    Ok(options.database(name).to_url_lossy().to_string())
}
