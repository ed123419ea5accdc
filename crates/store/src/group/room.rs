//! How long SQLite's write-ahead log may become, and room in it before anybody waits for it.
//!
//! A commit that makes the log's file longer waits for the file system's own journal besides its bytes, which takes about
//! as long again. So the file gets its full length first, in pieces between which others write. What fills it are noughts:
//! to SQLite they are what an earlier log has left, which ends its reading and is written over.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::Group;

/// "Độ dài nhật ký", in pages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lengths {
    /// The file's length from the start on.
    pub(crate) room: u32,
    /// After which the log is worth folding, so that it is folded before it outgrows its room.
    pub(crate) worth_folding: u32,
    /// Somebody may have kept it from being folded whole: it is tried again after so many more.
    pub(crate) again_after: u32,
    /// A log that is folded nowhere else is folded by whoever commits.
    pub(crate) too_long: u32,
}

/// While the log is folded the disk writes for two. The longer the log, the more often a page lies in it that is folded
/// only once: 96 MiB are half a thousand cases.
pub(crate) const LENGTHS: Lengths =
    Lengths { room: 24_576, worth_folding: 20_480, again_after: 2_048, too_long: 81_920 };

/// A page with what stands before it in the log.
const FRAME: u64 = 4_096 + 24;
/// What is written while others are kept out: a millisecond or two.
const PIECE: u64 = 2 << 20;

impl Group {
    /// Lets the write-ahead log have its full length; where it cannot, commits are slower and nothing else.
    pub(crate) async fn make_room(&self) {
        let room = u64::from(self.lengths.room) * FRAME;
        loop {
            let writer = Arc::clone(&self.writer).lock_owned().await;
            if self.is_closed.load(Ordering::Acquire) {
                return;
            }
            let Some(path) = writer.conn.path().filter(|path| !path.is_empty()) else { return };
            let log = PathBuf::from(format!("{path}-wal"));
            let longer = tokio::task::spawn_blocking(move || {
                let mut log = File::options().append(true).open(log)?;
                let goes_on = lengthen(&mut log, room)?;
                drop(writer);
                log.sync_all().map(|()| goes_on)
            });
            match longer.await {
                Ok(Ok(true)) => {}
                Ok(Ok(false)) | Err(_) => return,
                Ok(Err(error)) => {
                    tracing::debug!(%error, "the write-ahead log grows as it is needed");
                    return;
                }
            }
        }
    }
}

/// One more piece at the end of the file; tells whether it was not long enough.
fn lengthen(log: &mut File, room: u64) -> io::Result<bool> {
    let length = log.metadata()?.len();
    let piece = room.saturating_sub(length).min(PIECE);
    let noughts = vec![0_u8; usize::try_from(piece).unwrap_or(0)];
    if let Err(error) = log.write_all(&noughts) {
        // The last bytes of a disk are for others.
        log.set_len(length)?;
        return Err(error);
    }
    Ok(piece > 0)
}
