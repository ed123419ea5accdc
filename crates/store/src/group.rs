//! SQLite's one writer, which lets the transactions waiting behind each other share one commit.
//!
//! Each transaction is a savepoint inside a common outer transaction. The lock is fair: whoever waits gets it in
//! order. A finished transaction wakes the committer, which queues for the same lock behind those already waiting,
//! commits for all of them, and only then does each of them hear that its work is durable. A refusal waits too,
//! because it may have been decided on what a neighbour of the same group has written.

use std::sync::Arc;

use kernel::{Fault, FaultKind};
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{Mutex, Notify, OwnedMutexGuard, oneshot};

use crate::fault::fault;

/// What each of a group hears.
type Committed = Result<(), (FaultKind, String)>;

struct Writer {
    conn: SqliteConnection,
    /// Whether the common outer transaction is open.
    open: bool,
    /// Whether a savepoint is open; still set when its owner was dropped half way.
    inside: bool,
    waiting: Vec<oneshot::Sender<Committed>>,
}

/// The door to the writer; cheap to clone.
#[derive(Clone)]
pub(crate) struct Group {
    writer: Arc<Mutex<Writer>>,
    wake: Arc<Notify>,
}

/// One transaction of a group; dropped unfinished, it is undone before the next one begins.
pub(crate) struct GroupTx {
    guard: Option<OwnedMutexGuard<Writer>>,
    wake: Arc<Notify>,
}

impl Group {
    /// Takes the writing connection and starts the committer.
    pub(crate) fn new(conn: SqliteConnection) -> Self {
        let writer = Writer { conn, open: false, inside: false, waiting: Vec::new() };
        let group = Self { writer: Arc::new(Mutex::new(writer)), wake: Arc::new(Notify::new()) };
        let (writer, wake) = (Arc::downgrade(&group.writer), Arc::clone(&group.wake));
        tokio::spawn(async move {
            loop {
                wake.notified().await;
                let Some(writer) = writer.upgrade() else { break };
                writer.lock().await.commit().await;
            }
        });
        group
    }

    /// Waits its turn and opens a savepoint.
    pub(crate) async fn begin(&self) -> Result<GroupTx, Fault> {
        let writer = Arc::clone(&self.writer).lock_owned().await;
        let mut tx = GroupTx { guard: Some(writer), wake: Arc::clone(&self.wake) };
        // A task of its own: a visitor who hangs up in the middle must not leave half a step behind for the others.
        undisturbed(async move {
            if let Some(writer) = &mut tx.guard {
                writer.open_step().await?;
            }
            Ok(tx)
        })
        .await
    }

    /// Folds the write-ahead log into the database and closes the connection.
    pub(crate) async fn close(&self) {
        let mut writer = self.writer.lock().await;
        writer.undo_left_over().await;
        writer.commit().await;
        if let Err(error) = writer.run("PRAGMA wal_checkpoint(TRUNCATE)").await {
            tracing::warn!(error = error.chain(), "the write-ahead log stays until the next start");
        }
    }
}

impl GroupTx {
    /// The connection, while the transaction lasts.
    pub(crate) fn conn(&mut self) -> Result<&mut SqliteConnection, Fault> {
        match &mut self.guard {
            Some(writer) => Ok(&mut writer.conn),
            None => Err(Fault::inconsistent("a finished transaction was used again")),
        }
    }

    /// Keeps (or undoes) the savepoint and waits until the group is durable.
    pub(crate) async fn end(mut self, keep: bool) -> Result<(), Fault> {
        undisturbed(async move {
            let Some(writer) = &mut self.guard else {
                return Err(Fault::inconsistent("a finished transaction was ended again"));
            };
            let committed = writer.close_step(keep).await?;
            self.guard = None;
            self.wake.notify_one();
            match committed.await {
                Ok(Ok(())) => Ok(()),
                Ok(Err((kind, why))) => Err(Fault::new(kind, "commit a group", why)),
                Err(_) => Err(Fault::inconsistent("the committer has gone")),
            }
        })
        .await
    }
}

/// Runs a step to its end even when nobody waits for it any more.
async fn undisturbed<T: Send + 'static>(
    step: impl Future<Output = Result<T, Fault>> + Send + 'static,
) -> Result<T, Fault> {
    match tokio::spawn(step).await {
        Ok(done) => done,
        Err(error) => Err(Fault::new(FaultKind::Internal, "run a step of a transaction", error)),
    }
}

impl Drop for GroupTx {
    fn drop(&mut self) {
        if self.guard.take().is_some() {
            self.wake.notify_one();
        }
    }
}

impl Writer {
    async fn run(&mut self, sql: &'static str) -> Result<(), Fault> {
        sqlx::query(sql).execute(&mut self.conn).await.map(|_| ()).map_err(|error| fault(sql, error))
    }

    async fn open_step(&mut self) -> Result<(), Fault> {
        self.undo_left_over().await;
        if !self.open {
            self.run("BEGIN IMMEDIATE").await?;
            self.open = true;
        }
        self.run("SAVEPOINT step").await?;
        self.inside = true;
        Ok(())
    }

    /// Ends the savepoint and takes a place among those who wait for the commit. Should the release fail, the savepoint
    /// still counts as open, and whoever comes next undoes it.
    async fn close_step(&mut self, keep: bool) -> Result<oneshot::Receiver<Committed>, Fault> {
        if keep {
            self.run("RELEASE step").await?;
            self.inside = false;
        } else {
            self.undo_left_over().await;
        }
        let (sender, receiver) = oneshot::channel();
        self.waiting.push(sender);
        Ok(receiver)
    }

    /// Undoes a savepoint nobody finished. Where the engine has already given up the whole transaction (a full disk),
    /// everybody of the group hears of it.
    async fn undo_left_over(&mut self) {
        if !self.inside {
            return;
        }
        self.inside = false;
        let undone = match self.run("ROLLBACK TO step").await {
            Ok(()) => self.run("RELEASE step").await,
            Err(error) => Err(error),
        };
        if let Err(error) = undone {
            self.fail(&error).await;
        }
    }

    async fn commit(&mut self) {
        self.undo_left_over().await;
        if self.open {
            if let Err(error) = self.run("COMMIT").await {
                self.fail(&error).await;
                return;
            }
            self.open = false;
        }
        for waiting in self.waiting.drain(..) {
            // Whoever has stopped listening has stopped caring.
            let _ = waiting.send(Ok(()));
        }
    }

    async fn fail(&mut self, error: &Fault) {
        tracing::error!(
            error = error.chain(),
            waiting = self.waiting.len(),
            "a group of transactions was lost"
        );
        if let Err(second) = self.run("ROLLBACK").await {
            tracing::debug!(error = second.chain(), "nothing was left to roll back");
        }
        self.open = false;
        if let Err(error) = self.conn.ping().await {
            tracing::error!(%error, "the writing connection does not answer");
        }
        for waiting in self.waiting.drain(..) {
            let _ = waiting.send(Err((error.kind, error.chain())));
        }
    }
}
