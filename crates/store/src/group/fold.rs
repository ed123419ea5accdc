//! Folding SQLite's write-ahead log into the database beside those who write.
//!
//! By itself SQLite folds within the commit that makes the log long enough, and everybody of that commit waits for two
//! more flushes of the disk. Here a thread of its own folds most of the log while others go on writing; the little they
//! add meanwhile is folded while they are kept out for a moment, so that the log begins anew at its first page. Where the
//! thread does not get to it in time, commits fold as ever.

use std::sync::{Arc, Weak};
use std::time::Duration;

use kernel::{Fault, FaultKind};
use rusqlite::Connection;
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::{Lengths, Syncer, Writer};
use crate::bell::{Bell, Rope};

/// "Người gấp nhật ký": a thread with a connection that does nothing else.
pub(super) struct Folder {
    conn: Arc<Mutex<Connection>>,
    rope: Rope,
    lengths: Lengths,
    /// At which length of the log it is asked next.
    next: u32,
}

impl Folder {
    /// Starts the thread; it ends with the writer.
    pub(super) fn start(
        conn: Connection,
        lengths: Lengths,
        writer: Weak<Mutex<Writer>>,
        syncer: Arc<Syncer>,
    ) -> Result<Self, Fault> {
        let (bell, conn) = (Arc::new(Bell::default()), Arc::new(Mutex::new(conn)));
        let rope = Rope(Arc::clone(&bell));
        let folder = Self { conn: Arc::clone(&conn), rope, lengths, next: lengths.worth_folding };
        let work = move || {
            while bell.wait() {
                let conn = conn.blocking_lock();
                fold(&conn);
                let Some(writer) = writer.upgrade() else { return };
                let mut kept_out = writer.blocking_lock();
                let committed = kept_out.commit();
                fold(&conn);
                drop(kept_out);
                syncer.keep(committed);
            }
        };
        std::thread::Builder::new()
            .name("folder".to_owned())
            .spawn(work)
            .map_err(|error| Fault::new(FaultKind::Internal, "start folding the write-ahead log", error))?;
        Ok(folder)
    }

    /// Whether a log so long is worth folding.
    pub(super) const fn is_worth_folding(&self, pages: u32) -> bool {
        pages >= self.lengths.worth_folding
    }

    /// A commit of `conn` has left the log so long.
    pub(super) fn look(&mut self, conn: &Connection, pages: u32) {
        let Lengths { worth_folding, again_after, too_long, .. } = self.lengths;
        if !self.is_worth_folding(pages) {
            self.next = worth_folding;
        } else if pages >= self.next {
            self.next = pages.saturating_add(again_after);
            self.rope.0.ring(Duration::ZERO);
        }
        if pages >= too_long {
            fold(conn);
        }
    }

    /// What to wait for, and to hold, so that nothing is being folded.
    pub(super) fn at_rest(&self) -> impl Future<Output = OwnedMutexGuard<Connection>> + use<> {
        Arc::clone(&self.conn).lock_owned()
    }
}

/// Moves what nobody reads any more from the log into the database.
fn fold(conn: &Connection) {
    if let Err(error) = conn.pragma_update_and_check(None, "wal_checkpoint", "PASSIVE", |_| Ok(())) {
        tracing::debug!(%error, "the write-ahead log is folded later");
    }
}
