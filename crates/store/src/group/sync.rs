//! Waiting for the disk beside the writer.
//!
//! SQLite's commit writes the group into the log and lets go of the writer; only then is the disk asked to keep the log,
//! and only after the disk has answered does anybody hear that their work is durable. Meanwhile the next group is already
//! being written. Whoever commits alone asks the disk where it stands. Where others wait, and while the disk is being
//! asked, one thread asks on behalf of all.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kernel::{Fault, FaultKind};
use tokio::sync::oneshot;

use super::Committed;
use crate::bell::{Bell, Rope};

/// What keeps a log on the disk.
pub(crate) type Keep = Box<dyn Fn() -> io::Result<()> + Send + Sync>;

/// "Chờ đĩa": who has committed and waits for the disk.
pub(super) struct Syncer {
    shared: Arc<Shared>,
    rope: Rope,
}

struct Shared {
    keep: Keep,
    state: Mutex<State>,
    /// The disk has once failed to keep what was committed; what it holds since then nobody knows.
    broken: AtomicBool,
}

#[derive(Default)]
struct State {
    waiting: Vec<oneshot::Sender<Committed>>,
    /// Somebody is asking the disk, and will ask again while anybody waits.
    busy: bool,
}

/// Keeps the write-ahead log of a database.
pub(crate) fn log_of(database: &Path) -> Result<Keep, Fault> {
    let mut path = database.as_os_str().to_owned();
    path.push("-wal");
    let log = File::options().read(true).write(true).create(true).truncate(false).open(path);
    let log = log.map_err(|error| {
        Fault::new(FaultKind::of_disk(&error), "open the write-ahead log for keeping it", error)
    })?;
    Ok(Box::new(move || log.sync_data()))
}

impl Syncer {
    /// Starts the thread; it ends with the last door to the writer.
    pub(super) fn start(keep: Keep) -> Result<Self, Fault> {
        let bell = Arc::new(Bell::default());
        let shared = Arc::new(Shared { keep, state: Mutex::default(), broken: AtomicBool::new(false) });
        let syncer = Self { shared: Arc::clone(&shared), rope: Rope(Arc::clone(&bell)) };
        let work = move || {
            while bell.wait() {
                while shared.ask() {}
            }
        };
        std::thread::Builder::new()
            .name("syncer".to_owned())
            .spawn(work)
            .map_err(|error| Fault::new(FaultKind::Internal, "start waiting for the disk", error))?;
        Ok(syncer)
    }

    /// Has the disk keep what was committed and tells those who wait for it: here, unless it is being asked already.
    pub(super) fn keep(&self, committed: Vec<oneshot::Sender<Committed>>) {
        if self.is_first(committed) && self.shared.ask() {
            self.rope.0.ring(Duration::ZERO);
        }
    }

    /// The same where others wait for the writer: whoever is next would stand behind this thread while it waits for the
    /// disk, so another thread does.
    pub(super) fn keep_apart(&self, committed: Vec<oneshot::Sender<Committed>>) {
        if self.is_first(committed) {
            self.rope.0.ring(Duration::ZERO);
        }
    }

    /// Takes a place among those who wait, and tells whether nobody asks the disk for them yet.
    fn is_first(&self, committed: Vec<oneshot::Sender<Committed>>) -> bool {
        if committed.is_empty() {
            return false;
        }
        let mut state = self.shared.state();
        state.waiting.extend(committed);
        !std::mem::replace(&mut state.busy, true)
    }

    /// Whether all that was committed is durable.
    pub(super) fn is_idle(&self) -> bool {
        !self.shared.state().busy
    }

    /// Whether the disk has failed to keep something.
    pub(super) fn is_broken(&self) -> bool {
        self.shared.broken.load(Ordering::Acquire)
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the disk once for all who wait now; tells whether others have come meanwhile, who then still wait.
    fn ask(&self) -> bool {
        let waiting = std::mem::take(&mut self.state().waiting);
        let kept = self.kept();
        for one in waiting {
            // Whoever has stopped listening has stopped caring.
            let _ = one.send(kept.clone());
        }
        let mut state = self.state();
        state.busy = !state.waiting.is_empty();
        state.busy
    }

    /// After a failure no answer of the disk is believed: it may have forgotten what it failed to keep.
    fn kept(&self) -> Committed {
        if self.broken.load(Ordering::Acquire) {
            return Err((FaultKind::StorageUnreachable, "the disk has failed before".to_owned()));
        }
        (self.keep)().map_err(|error| {
            self.broken.store(true, Ordering::Release);
            tracing::error!(%error, "the disk failed to keep a commit: nothing more is written until the next start");
            (FaultKind::of_disk(&error), format!("keep the write-ahead log: {error}"))
        })
    }
}
