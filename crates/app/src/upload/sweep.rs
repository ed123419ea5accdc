//! Taking away what nobody names any more: broken-off uploads, drafts long in the bin, bytes without a row.

use jiff::{SignedDuration, Timestamp};
use kernel::FileHash;
use store::upload::{is_named, of_purpose, remove, unfinished};

use crate::files::Shelf;
use crate::{App, Error};

/// A file younger than this may belong to a row that is just being written.
const YOUNG: SignedDuration = SignedDuration::from_hours(24);
/// How long a broken-off upload may be gone on with.
const BROKEN_OFF: SignedDuration = SignedDuration::from_hours(24 * 7);
/// How long a draft stays in the bin.
const BIN: SignedDuration = SignedDuration::from_hours(24 * 30);
/// Files looked at in one turn.
const PART: usize = 500;

/// "Lượt dọn": where the broom stands; each turn sweeps a part of the shelf, so that a large one costs no long pause.
#[derive(Debug, Default)]
pub struct Broom {
    after: Option<FileHash>,
}

impl Broom {
    /// Sweeps the next part; tells how many files were taken away, or nothing once the shelf was walked to its end.
    ///
    /// # Errors
    /// The database's or the disk's failure; what was swept before stays swept.
    pub async fn sweep(&mut self, app: &App) -> Result<Option<u64>, Error> {
        let now = app.clock.now();
        forget(app, now).await?;
        let part = app.files.list(Shelf::Uploads, self.after.as_ref(), PART).await?;
        self.after = part.last().map(|(last, _)| last.clone());
        if part.is_empty() {
            return Ok(None);
        }
        let mut count = 0;
        for (hash, put_at) in part {
            let is_old = now.duration_since(put_at) >= YOUNG;
            if is_old && !is_named(&mut app.store.read().await?.conn(), &hash).await? {
                app.files.remove(Shelf::Uploads, &hash).await?;
                count += 1;
            }
        }
        Ok(Some(count))
    }
}

/// Rows that are over: uploads broken off a week ago, drafts thrown away a month ago with their files.
async fn forget(app: &App, now: Timestamp) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let result = forget_in(&mut tx.conn()?, now).await;
    tx.finish(result).await
}

async fn forget_in(conn: &mut store::Conn<'_>, now: Timestamp) -> Result<(), Error> {
    for (account, id) in unfinished(conn, now - BROKEN_OFF).await? {
        remove(conn, &account, id).await?;
    }
    for (account, draft) in store::draft::binned_before(conn, now - BIN).await? {
        for file in of_purpose(conn, &account, draft).await? {
            remove(conn, &account, file.id).await?;
        }
        store::draft::remove(conn, &account, draft).await?;
    }
    Ok(())
}
