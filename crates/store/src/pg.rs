//! PostgreSQL's connections: a few, kept open, and handed from one to the next without a word to the server.
//!
//! A pool that asks a connection whether it still lives, before each use and after it, doubles the journeys of a small
//! transaction. Here only one that has rested is asked; one that failed, or whose user left half way, is closed.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use kernel::{Fault, FaultKind};
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection as _, PgConnection};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::fault::fault;

/// Statements a connection keeps prepared.
const STATEMENTS: usize = 512;
/// One that has rested longer is asked whether it still lives.
const TRUSTED_FOR: Duration = Duration::from_secs(1);

/// The connections of one process, opened when they are first needed.
pub(crate) struct Connections {
    options: PgConnectOptions,
    most: u32,
    patience: Duration,
    resting: Mutex<Vec<Resting>>,
    free: Arc<Semaphore>,
}

struct Resting {
    conn: PgConnection,
    since: Instant,
}

/// A connection on loan; it goes back to rest when it is dropped, if it is fit for somebody else.
pub struct Line {
    conn: Option<PgConnection>,
    /// Whether every statement has been answered.
    is_fit: bool,
    /// Whether a transaction is open.
    is_inside: bool,
    home: Arc<Connections>,
    // Freed after the connection.
    _permit: OwnedSemaphorePermit,
}

impl Connections {
    /// So many at most; whoever waits longer than `patience` for one is told so.
    pub(crate) fn new(options: PgConnectOptions, most: u32, patience: Duration) -> Arc<Self> {
        let free = Arc::new(Semaphore::new(usize::try_from(most).unwrap_or(1)));
        let options = options.statement_cache_capacity(STATEMENTS);
        Arc::new(Self { options, most, patience, resting: Mutex::default(), free })
    }

    /// Takes a connection.
    pub(crate) async fn lease(self: &Arc<Self>) -> Result<Line, Fault> {
        let doing = "take a connection";
        let permit = tokio::time::timeout(self.patience, Arc::clone(&self.free).acquire_owned())
            .await
            .map_err(|error| Fault::new(FaultKind::StorageLocked, doing, error))?
            .map_err(|error| Fault::new(FaultKind::StorageUnreachable, doing, error))?;
        let conn = match self.rested().await {
            Some(conn) => conn,
            None => tokio::time::timeout(self.patience, self.options.connect())
                .await
                .map_err(|error| Fault::new(FaultKind::StorageUnreachable, "reach the database", error))?
                .map_err(|error| fault("reach the database", error))?,
        };
        Ok(Line { conn: Some(conn), is_fit: true, is_inside: false, home: Arc::clone(self), _permit: permit })
    }

    /// The one that has rested shortest, if it lives.
    async fn rested(&self) -> Option<PgConnection> {
        loop {
            let Resting { mut conn, since } =
                self.resting.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
            if since.elapsed() < TRUSTED_FOR || conn.ping().await.is_ok() {
                return Some(conn);
            }
        }
    }

    /// Waits for running work and closes every connection.
    pub(crate) async fn close(&self) {
        let _all = self.free.acquire_many(self.most).await;
        self.free.close();
        let resting = std::mem::take(&mut *self.resting.lock().unwrap_or_else(PoisonError::into_inner));
        for Resting { conn, .. } in resting {
            if let Err(error) = conn.close().await {
                tracing::debug!(%error, "a connection was gone before it was closed");
            }
        }
    }
}

impl Line {
    /// The connection, for one statement whose end [`Line::ended`] must hear of.
    pub(crate) fn begun(&mut self) -> Result<&mut PgConnection, sqlx::Error> {
        self.is_fit = false;
        self.conn.as_mut().ok_or(sqlx::Error::PoolClosed)
    }

    /// Hears how a statement ended: a refusal is an answer, a broken line is none.
    pub(crate) fn ended<T>(&mut self, done: Result<T, sqlx::Error>) -> Result<T, sqlx::Error> {
        self.is_fit = match &done {
            Err(sqlx::Error::Database(error)) => {
                // Classes 08 and 57: the server is leaving.
                !error.code().is_some_and(|code| code.starts_with("08") || code.starts_with("57P"))
            }
            Err(sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::PoolClosed) => false,
            Err(_) | Ok(_) => true,
        };
        done
    }

    /// Opens a transaction.
    pub(crate) async fn begin(&mut self) -> Result<(), Fault> {
        self.say("BEGIN").await?;
        self.is_inside = true;
        Ok(())
    }

    /// Ends it: kept or undone.
    pub(crate) async fn end(&mut self, keep: bool) -> Result<(), Fault> {
        self.say(if keep { "COMMIT" } else { "ROLLBACK" }).await?;
        self.is_inside = false;
        Ok(())
    }

    async fn say(&mut self, word: &'static str) -> Result<(), Fault> {
        let wrong = |error| fault(word, error);
        let done = sqlx::raw_sql(word).execute(self.begun().map_err(wrong)?).await;
        self.ended(done).map(|_| ()).map_err(wrong)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // What is not fit, or would leave a transaction open, is closed instead.
        if let Some(conn) = self.conn.take().filter(|_| self.is_fit && !self.is_inside) {
            let resting = Resting { conn, since: Instant::now() };
            self.home.resting.lock().unwrap_or_else(PoisonError::into_inner).push(resting);
        }
    }
}
