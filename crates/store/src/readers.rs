//! SQLite's readers: a few connections that see what is committed and never wait for the writer.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kernel::{Fault, FaultKind};
use rusqlite::Connection;
use tokio::sync::{Mutex as Turn, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

use crate::sqlite;

/// The readers of one process, opened when they are first needed.
pub(crate) struct Readers {
    path: PathBuf,
    patience: Duration,
    idle: Mutex<Vec<Arc<Turn<Connection>>>>,
    free: Arc<Semaphore>,
}

/// A reader on loan; it goes back when it is dropped.
pub(crate) struct Lease {
    conn: OwnedMutexGuard<Connection>,
    home: Arc<Readers>,
    // Freed after the connection.
    _permit: OwnedSemaphorePermit,
}

impl Readers {
    /// So many readers of a file at most; whoever waits longer than `patience` for one is told so.
    pub(crate) fn new(path: PathBuf, most: usize, patience: Duration) -> Arc<Self> {
        let free = Arc::new(Semaphore::new(most));
        Arc::new(Self { path, patience, idle: Mutex::default(), free })
    }

    /// Takes a reader.
    pub(crate) async fn lease(self: &Arc<Self>) -> Result<Lease, Fault> {
        let doing = "take a reading connection";
        let permit = tokio::time::timeout(self.patience, Arc::clone(&self.free).acquire_owned())
            .await
            .map_err(|error| Fault::new(FaultKind::StorageLocked, doing, error))?
            .map_err(|error| Fault::new(FaultKind::StorageUnreachable, doing, error))?;
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let conn = match idle {
            Some(conn) => conn,
            None => Arc::new(Turn::new(sqlite::reader(&self.path, self.patience)?)),
        };
        // It comes back to rest a moment before it is let go of: there may be that moment to wait.
        Ok(Lease { conn: conn.lock_owned().await, home: Arc::clone(self), _permit: permit })
    }

    /// Closes those at rest, and the others when they come back.
    pub(crate) fn close(&self) {
        self.free.close();
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Lease {
    /// The connection.
    pub(crate) fn conn(&mut self) -> &mut Connection {
        &mut self.conn
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if !self.home.free.is_closed() {
            let conn = Arc::clone(OwnedMutexGuard::mutex(&self.conn));
            self.home.idle.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
        }
    }
}
