//! SQLite's one writer, which lets the transactions waiting behind each other share one commit.
//!
//! Each transaction but the first of a group is a savepoint inside a common outer transaction. The lock is fair: whoever
//! waits gets it in order. The last of those in line commits for all of them, and only then does each of them hear that
//! its work is durable. While the disk is asked, the next group is written already (`sync`). A refusal waits too, because it may have been decided on what a neighbour of the same group has written.
//! Whoever joins the line once the group has a finished transaction belongs to the next one, so that no group grows for
//! ever. Statements and the commit run where they are asked for: handing them to another thread and back would cost a
//! single person more than most disks do. Work nobody waits for rides with the next commit that comes; the committer, a
//! thread, sees to it that one comes, and commits for those whose last in line has gone away.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use kernel::{Fault, FaultKind};
use rusqlite::Connection;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use crate::bell::{Bell, Rope};
use crate::fault::fault;
use crate::sqlite::pages_in_log;

mod anchor;
mod fold;
mod room;
mod sync;
#[cfg(test)]
mod tests;

use anchor::Anchor;
use fold::Folder;
pub(crate) use room::{LENGTHS, Lengths};
use sync::Syncer;
pub(crate) use sync::{Keep, log_of};

/// How long somebody from outside who holds the file is left in peace before we ask again.
const PAUSE: Duration = Duration::from_millis(5);

/// How long work nobody waits for rides along until it gets a commit of its own.
const RIDE: Duration = Duration::from_millis(50);

/// What each of a group hears.
type Committed = Result<(), (FaultKind, String)>;

struct Writer {
    conn: Connection,
    /// Whether the common outer transaction is open.
    open: bool,
    /// What a transaction has open; still set when its owner was dropped half way.
    inside: Inside,
    waiting: Vec<oneshot::Sender<Committed>>,
    /// Who of those in line still belongs to the group, once its first transaction is finished.
    to_come: Option<usize>,
    commits: Arc<AtomicU64>,
    /// None before it is started.
    folder: Option<Folder>,
    anchor: Anchor,
    /// Whether the log is worth folding, so that no place in it is to be kept.
    is_long: bool,
}

/// "Phần đang mở".
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    /// The first of a group is alone in the outer transaction, and needs no savepoint to be undone by itself.
    Outer,
    /// A savepoint behind others.
    Savepoint,
}

/// The door to the writer; cheap to clone.
#[derive(Clone)]
pub(crate) struct Group {
    writer: Arc<Mutex<Writer>>,
    rope: Arc<Rope>,
    in_line: Arc<AtomicUsize>,
    syncer: Arc<Syncer>,
    commits: Arc<AtomicU64>,
    patience: Duration,
    lengths: Lengths,
    is_closed: Arc<AtomicBool>,
}

/// "Chỗ trong hàng": somebody who waits for the writer; whoever leaves the line without having had a turn rings, because
/// others may have left the commit to them.
struct Place {
    in_line: Arc<AtomicUsize>,
    rope: Arc<Rope>,
    had_its_turn: bool,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.in_line.fetch_sub(1, Ordering::AcqRel);
        if !self.had_its_turn {
            self.rope.0.ring(Duration::ZERO);
        }
    }
}

/// One transaction of a group; dropped unfinished, it is undone before the next one begins.
pub(crate) struct GroupTx {
    guard: Option<OwnedMutexGuard<Writer>>,
    rope: Arc<Rope>,
    in_line: Arc<AtomicUsize>,
    syncer: Arc<Syncer>,
    within: Duration,
}

impl Group {
    /// Takes the writing connection, one that folds its log and what keeps the log on the disk, and starts the threads.
    pub(crate) fn new(
        conn: Connection,
        folding: Connection,
        keep: Keep,
        patience: Duration,
        lengths: Lengths,
    ) -> Result<Self, Fault> {
        let commits = Arc::<AtomicU64>::default();
        let counted = Arc::clone(&commits);
        let writer = Writer {
            conn,
            commits: counted,
            open: false,
            inside: Inside::Nothing,
            waiting: Vec::new(),
            to_come: None,
            folder: None,
            anchor: Anchor::default(),
            is_long: false,
        };
        let writer = Arc::new(Mutex::new(writer));
        let syncer = Arc::new(Syncer::start(keep)?);
        let folder = Folder::start(folding, lengths, Arc::downgrade(&writer), Arc::clone(&syncer))?;
        if let Ok(mut writer) = writer.try_lock() {
            writer.folder = Some(folder);
        }
        let bell = Arc::new(Bell::default());
        let rope = Arc::new(Rope(Arc::clone(&bell)));
        let (weak, keeps) = (Arc::downgrade(&writer), Arc::clone(&syncer));
        std::thread::Builder::new()
            .name("committer".to_owned())
            .spawn(move || commit_when_rung(&bell, &weak, &keeps))
            .map_err(|error| Fault::new(FaultKind::Internal, "start the committer", error))?;
        let (in_line, is_closed) = Default::default();
        Ok(Self { writer, rope, in_line, syncer, commits, patience, lengths, is_closed })
    }

    /// How many commits there were: as long as it stays the same, nothing has changed.
    pub(crate) fn commits(&self) -> u64 {
        self.commits.load(Ordering::Acquire)
    }

    /// Waits its turn and opens a savepoint.
    pub(crate) async fn begin(&self) -> Result<GroupTx, Fault> {
        self.open(Duration::ZERO).await
    }

    /// The same for work nobody waits for.
    pub(crate) async fn begin_in_passing(&self) -> Result<GroupTx, Fault> {
        self.open(RIDE).await
    }

    /// A transaction at once where nobody else writes, waits to, or waits for a commit; none otherwise. So whoever reads in
    /// it sees only what is durable, and may refuse without waiting for anybody.
    pub(crate) fn begin_if_idle(&self) -> Option<GroupTx> {
        let mut guard = Arc::clone(&self.writer).try_lock_owned().ok()?;
        if guard.open || !self.syncer.is_idle() || self.syncer.is_broken() {
            return None;
        }
        if let Err(error) = guard.open_step() {
            tracing::debug!(error = error.chain(), "the writer is not idle after all");
            self.rope.0.ring(Duration::ZERO);
            return None;
        }
        Some(self.opened(guard, Duration::ZERO))
    }

    async fn open(&self, within: Duration) -> Result<GroupTx, Fault> {
        let mut guard = self.turn().await;
        if self.syncer.is_broken() {
            self.rope.0.ring(Duration::ZERO);
            return Err(Fault {
                kind: FaultKind::StorageUnreachable,
                doing: "write after the disk has failed to keep a commit".to_owned(),
                source: None,
            });
        }
        let since = Instant::now();
        while let Err(error) = guard.open_step() {
            // Only somebody outside this process can hold the file: an operator's tool, a copy being made.
            if error.kind != FaultKind::StorageLocked || since.elapsed() > self.patience {
                self.rope.0.ring(Duration::ZERO);
                return Err(error);
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(self.opened(guard, within))
    }

    fn opened(&self, guard: OwnedMutexGuard<Writer>, within: Duration) -> GroupTx {
        let (rope, in_line) = (Arc::clone(&self.rope), Arc::clone(&self.in_line));
        GroupTx { guard: Some(guard), rope, in_line, syncer: Arc::clone(&self.syncer), within }
    }

    /// Waits in line for the writer.
    async fn turn(&self) -> OwnedMutexGuard<Writer> {
        self.in_line.fetch_add(1, Ordering::AcqRel);
        let (in_line, rope) = (Arc::clone(&self.in_line), Arc::clone(&self.rope));
        let mut place = Place { in_line, rope, had_its_turn: false };
        let guard = Arc::clone(&self.writer).lock_owned().await;
        place.had_its_turn = true;
        guard
    }

    /// Folds the write-ahead log into the database.
    pub(crate) async fn close(&self) {
        let folder = self.writer.lock().await.folder.as_ref().map(Folder::at_rest);
        let _at_rest = match folder {
            Some(at_rest) => Some(at_rest.await),
            None => None,
        };
        let mut writer = self.writer.lock().await;
        self.is_closed.store(true, Ordering::Release);
        self.syncer.keep(writer.commit());
        writer.let_go();
        let folded = writer.conn.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(()));
        if let Err(error) = folded {
            tracing::warn!(%error, "the write-ahead log stays until the next start");
        }
    }
}

/// The committer: ends when the last door to the writer is gone.
fn commit_when_rung(bell: &Bell, writer: &Weak<Mutex<Writer>>, syncer: &Syncer) {
    while bell.wait() {
        let Some(writer) = writer.upgrade() else { return };
        let committed = writer.blocking_lock().commit();
        syncer.keep(committed);
    }
}

impl GroupTx {
    /// The connection, while the transaction lasts.
    pub(crate) fn conn(&mut self) -> Result<&mut Connection, Fault> {
        match &mut self.guard {
            Some(writer) => Ok(&mut writer.conn),
            None => Err(Fault::inconsistent("a finished transaction was used again")),
        }
    }

    /// Keeps (or undoes) the savepoint and waits until the group is durable.
    pub(crate) async fn end(mut self, keep: bool) -> Result<(), Fault> {
        let committed = self.close(keep)?;
        match committed.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err((kind, why))) => Err(Fault::new(kind, "commit a group", why)),
            Err(_) => Err(Fault::inconsistent("the committer has gone")),
        }
    }

    /// Ends the savepoint, commits where this is the last of the group, and lets go of the writer.
    fn close(&mut self, keep: bool) -> Result<oneshot::Receiver<Committed>, Fault> {
        let Some(mut writer) = self.guard.take() else {
            return Err(Fault::inconsistent("a finished transaction was ended again"));
        };
        let closed = writer.close_step(keep);
        let is_last = writer.is_last(self.in_line.load(Ordering::Acquire));
        if closed.is_ok() && is_last && (self.within.is_zero() || writer.waiting.len() > 1) {
            let committed = writer.commit();
            drop(writer);
            if self.in_line.load(Ordering::Acquire) == 0 {
                self.syncer.keep(committed);
            } else {
                self.syncer.keep_apart(committed);
            }
        } else if is_last {
            drop(writer);
            self.rope.0.ring(self.within);
        }
        closed
    }
}

impl Drop for GroupTx {
    fn drop(&mut self) {
        if self.guard.take().is_some() {
            self.rope.0.ring(Duration::ZERO);
        }
    }
}

impl Writer {
    fn run(&self, sql: &'static str) -> Result<(), Fault> {
        let ran = self.conn.prepare_cached(sql).and_then(|mut statement| statement.execute([]));
        ran.map(|_| ()).map_err(|error| fault(sql, error))
    }

    fn open_step(&mut self) -> Result<(), Fault> {
        self.undo_left_over();
        if self.open {
            self.run("SAVEPOINT step")?;
            self.inside = Inside::Savepoint;
        } else {
            // Where somebody outside has written, nobody writes from the place that was kept.
            self.run("BEGIN IMMEDIATE")
                .or_else(|error| if self.let_go() { self.run("BEGIN IMMEDIATE") } else { Err(error) })?;
            (self.open, self.inside) = (true, Inside::Outer);
        }
        Ok(())
    }

    /// Lets go of the place in the log; tells whether one was kept.
    fn let_go(&mut self) -> bool {
        self.anchor.let_go(&self.conn)
    }

    /// Ends the savepoint and takes a place among those who wait for the commit. Should the release fail, the savepoint
    /// still counts as open, and whoever comes next undoes it.
    fn close_step(&mut self, keep: bool) -> Result<oneshot::Receiver<Committed>, Fault> {
        if keep {
            if self.inside == Inside::Savepoint {
                self.run("RELEASE step")?;
            }
            self.inside = Inside::Nothing;
        } else {
            self.undo_left_over();
        }
        let (sender, receiver) = oneshot::channel();
        self.waiting.push(sender);
        Ok(receiver)
    }

    /// Whether nobody else of the group is still to come, of those who stand in line now.
    fn is_last(&mut self, in_line: usize) -> bool {
        let to_come = self.to_come.map_or(in_line, |to_come| to_come.saturating_sub(1).min(in_line));
        self.to_come = Some(to_come);
        to_come == 0
    }

    /// Undoes what nobody finished. Where the engine has already given up the whole transaction (a full disk), everybody
    /// of the group hears of it.
    fn undo_left_over(&mut self) {
        let undone = match self.inside {
            Inside::Nothing => return,
            Inside::Outer => self.run("ROLLBACK").map(|()| self.open = false),
            Inside::Savepoint => self.run("ROLLBACK TO step").and_then(|()| self.run("RELEASE step")),
        };
        self.inside = Inside::Nothing;
        if let Err(error) = undone {
            self.fail(&error);
        }
    }

    /// Writes the group into the log and answers with those who now wait for the disk.
    fn commit(&mut self) -> Vec<oneshot::Sender<Committed>> {
        self.to_come = None;
        self.undo_left_over();
        if self.open {
            if !self.is_long {
                self.anchor.hold(&self.conn);
            }
            if let Err(error) = self.run("COMMIT") {
                self.fail(&error);
                return Vec::new();
            }
            self.open = false;
            self.commits.fetch_add(1, Ordering::Release);
            self.look_at_log(pages_in_log());
        }
        std::mem::take(&mut self.waiting)
    }

    /// A commit has left the log so many pages long; one that wrote nothing tells nothing of it.
    fn look_at_log(&mut self, pages: u32) {
        let Some(folder) = self.folder.as_mut().filter(|_| pages > 0) else { return };
        self.is_long = folder.is_worth_folding(pages);
        if self.is_long {
            self.anchor.let_go(&self.conn);
        }
        folder.look(&self.conn, pages);
    }

    fn fail(&mut self, error: &Fault) {
        tracing::error!(
            error = error.chain(),
            waiting = self.waiting.len(),
            "a group of transactions was lost"
        );
        if let Err(second) = self.run("ROLLBACK") {
            tracing::debug!(error = second.chain(), "nothing was left to roll back");
        }
        self.open = false;
        for waiting in self.waiting.drain(..) {
            let _ = waiting.send(Err((error.kind, error.chain())));
        }
    }
}
