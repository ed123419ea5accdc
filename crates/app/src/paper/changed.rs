//! "Khác gì với bản đã xem": what became of a file between being shown to a signer and being signed, for them to read.
//!
//! A hash tells that something is different and nothing else. Here the file that was shown is fetched once more and both
//! are read: pages, words, signatures. Where one of them gives no words, as a scan, that is said and not guessed; how the
//! difference looks is the page's.

use std::time::Duration;

use access::Staff;
use directives::{FileKind, text_of};
use dossier::Dossier;
use kernel::{Fault, FaultKind, FileHash, Id};
use signing::page_count;
use store::paper::{PaperRow, before_renewals, opened};
use tokio::sync::Semaphore;

use super::SignatureLine;
use super::judge::lines;
use super::read::{PaperBytes, current, open_in};
use crate::error::not_found;
use crate::files::Shelf;
use crate::{App, DossierKey, Error};

/// How long a page waits for the words of two files.
const PATIENCE: Duration = Duration::from_secs(10);
/// Pairs of files read together. A reading goes on when its page waits no longer, and keeps its turn until it ends: whoever
/// loads the page again and again starts no more of them.
static READING: Semaphore = Semaphore::const_new(2);

/// "Thay đổi từ lúc xem".
#[derive(Debug, Clone)]
pub struct Changed {
    /// SHA-256 of the file that was shown.
    pub shown: FileHash,
    /// SHA-256 of the one that is there now.
    pub now: FileHash,
    /// How they differ; nothing where the file that was shown is not kept any more, or never was a file of this.
    pub between: Option<Between>,
}

/// "Khác nhau giữa hai bản".
#[derive(Debug, Clone)]
pub struct Between {
    /// Pages before and now; nothing where one of them cannot be counted.
    pub pages: Option<(usize, usize)>,
    /// The words of both, or why they are not there.
    pub words: Result<(String, String), NoWords>,
    /// Signatures that came.
    pub came: Vec<SignatureLine>,
    /// Signatures that went.
    pub went: Vec<SignatureLine>,
}

/// "Không so sánh được chữ".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoWords {
    /// One of the files has no letters that can be read.
    Unreadable,
    /// Other files are being compared, or these take too long.
    Busy,
}

/// How the paper an official was shown differs from the one that is there now; nothing where it is the same.
///
/// The reading is noted where the owner can see it.
///
/// # Errors
/// The refusal where no post of today lets the official look, or a fault.
pub async fn changed(
    app: &App,
    who: &Staff,
    key: &DossierKey,
    paper: Id,
    shown: &FileHash,
) -> Result<Option<Changed>, Error> {
    let (row, known) = known(app, who, key, paper).await?;
    let now = current(app, &row).await?;
    let before = kept(app, Shelf::Papers, shown, &known).await?;
    compare(app, shown, before, now).await
}

/// The file an official was shown, for as long as it is kept.
///
/// # Errors
/// As for [`changed`]; [`crate::AppRefusal::NotFound`] where it is no file of this paper.
pub async fn open_shown(
    app: &App,
    who: &Staff,
    key: &DossierKey,
    paper: Id,
    shown: &FileHash,
) -> Result<PaperBytes, Error> {
    let (row, known) = known(app, who, key, paper).await?;
    let bytes = kept(app, Shelf::Papers, shown, &known).await?.ok_or_else(|| not_found("paper"))?;
    Ok(PaperBytes { kind: row.kind, dossier_code: None, copy_of: None, bytes })
}

/// The paper, and the files it has been: nobody reads another one by naming its hash.
async fn known(
    app: &App,
    who: &Staff,
    key: &DossierKey,
    paper: Id,
) -> Result<(PaperRow, Vec<FileHash>), Error> {
    let mut tx = app.store.begin().await?;
    let result = known_in(app, &mut tx.conn()?, who, key, paper).await;
    tx.finish(result).await
}

async fn known_in(
    app: &App,
    conn: &mut store::Conn<'_>,
    who: &Staff,
    key: &DossierKey,
    paper: Id,
) -> Result<(PaperRow, Vec<FileHash>), Error> {
    let (dossier, row) = open_in(app, conn, who, key, paper).await?;
    let mut known = files(&dossier, &row);
    known.extend(before_renewals(conn, &row.key.tenant, row.id).await?);
    known.extend(opened(conn, &row.key.tenant, row.id, &who.id).await?);
    Ok((row, known))
}

fn files(dossier: &Dossier, row: &PaperRow) -> Vec<FileHash> {
    let made = row.file.iter().map(|file| file.hash.clone());
    let signed = row.signed.iter().map(|signed| signed.hash.clone());
    let steps = dossier.signatures(row.id);
    let steps = steps.flat_map(|step| [step.made.before.clone(), step.made.after.clone()]);
    made.chain(signed).chain(steps).collect()
}

/// A file that is known to belong here and is still kept.
pub(crate) async fn kept(
    app: &App,
    shelf: Shelf,
    hash: &FileHash,
    known: &[FileHash],
) -> Result<Option<Vec<u8>>, Error> {
    if !known.contains(hash) {
        return Ok(None);
    }
    match app.files.get(shelf, hash).await {
        Ok(bytes) => Ok(Some(bytes)),
        Err(fault) if fault.kind == FaultKind::FileMissing => Ok(None),
        Err(fault) => Err(fault.into()),
    }
}

/// Compares the file that was shown with the one of now; nothing where they are one.
pub(crate) async fn compare(
    app: &App,
    shown: &FileHash,
    before: Option<Vec<u8>>,
    now: Vec<u8>,
) -> Result<Option<Changed>, Error> {
    let hash = FileHash::of(&now);
    if hash == *shown {
        return Ok(None);
    }
    let between = match before {
        Some(before) => Some(between(app, before, now).await?),
        None => None,
    };
    Ok(Some(Changed { shown: shown.clone(), now: hash, between }))
}

async fn between(app: &App, before: Vec<u8>, now: Vec<u8>) -> Result<Between, Error> {
    let (old, new) = (signatures(app, &before).await?, signatures(app, &now).await?);
    let only = |these: &[SignatureLine], others: &[SignatureLine]| -> Vec<SignatureLine> {
        let is_same = |one: &SignatureLine, other: &SignatureLine| {
            (&one.certificate, one.at, one.is_seal) == (&other.certificate, other.at, other.is_seal)
        };
        these.iter().filter(|one| !others.iter().any(|other| is_same(one, other))).cloned().collect()
    };
    let (came, went) = (only(&new, &old), only(&old, &new));
    let (pages, words) = read(before, now).await?;
    Ok(Between { pages, words, came, went })
}

type Read = (Option<(usize, usize)>, Result<(String, String), NoWords>);

/// Letters are drawn one by one: not on a thread that answers people, not for ever, and not many at once.
async fn read(before: Vec<u8>, now: Vec<u8>) -> Result<Read, Error> {
    let Ok(turn) = READING.try_acquire() else { return Ok((None, Err(NoWords::Busy))) };
    let read = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        (pages(&before, &now), words(&before, &now).ok_or(NoWords::Unreadable))
    });
    match tokio::time::timeout(PATIENCE, read).await {
        Ok(read) => Ok(read.map_err(|error| Fault::new(FaultKind::Internal, "compare two files", error))?),
        Err(_) => Ok((None, Err(NoWords::Busy))),
    }
}

/// What is no PDF has no signatures.
async fn signatures(app: &App, bytes: &[u8]) -> Result<Vec<SignatureLine>, Error> {
    match lines(app, bytes).await {
        Err(Error::Refused(_)) => Ok(Vec::new()),
        told => told,
    }
}

fn pages(before: &[u8], now: &[u8]) -> Option<(usize, usize)> {
    Some((page_count(before).ok()?, page_count(now).ok()?))
}

fn words(before: &[u8], now: &[u8]) -> Option<(String, String)> {
    let text = |bytes: &[u8]| text_of(bytes, FileKind::of("", bytes)).ok();
    Some((text(before)?, text(now)?))
}

#[cfg(test)]
mod tests {
    use super::{NoWords, READING, read};

    #[tokio::test]
    async fn a_few_are_compared_at_once() {
        let words = || async { read(b"%PDF".to_vec(), b"%PDF-1".to_vec()).await.unwrap().1 };
        assert_eq!(words().await, Err(NoWords::Unreadable));
        let others = READING.acquire_many(2).await.unwrap();
        assert_eq!(words().await, Err(NoWords::Busy));
        drop(others);
        assert_eq!(words().await, Err(NoWords::Unreadable));
    }
}
