//! Taking files: whole, as a form sends them, or in pieces that survive a broken line.
//!
//! A piece is named by its number and its hash; sent again it is the same piece. When all have come they are joined,
//! looked at once, and either kept or told what is the matter.

use dossier::Actor;
use jiff::Timestamp;
use kernel::{FileHash, Id};
use store::Conn;
use store::upload::{UploadRow, insert, load, of_purpose, pieces, put_piece, remove, remove_pieces, update};
use tokio::sync::Semaphore;
use upload::{Finding, Inspected, Limits, UploadRefusal};

use super::need::asked;
use crate::error::not_found;
use crate::files::Shelf;
use crate::identity::Citizen;
use crate::once::{self, Receipt};
use crate::{App, Error};

/// Pictures looked at together: each may unfold into hundreds of megabytes.
static LOOKING: Semaphore = Semaphore::const_new(2);

/// "Tệp sắp gửi": what a browser says before it sends.
pub struct Offer<'a> {
    /// The draft or the dossier.
    pub id: Id,
    /// The paper.
    pub part: &'a str,
    /// The name of the file.
    pub name: &'a str,
    /// How many bytes it has.
    pub size: u64,
}

/// "Chỗ của tệp": whose files these are, what for, and which paper they answer.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The account: a person's, or a counter's.
    pub account: &'a str,
    /// The draft, the dossier or the form at a counter.
    pub purpose: Id,
    /// The paper.
    pub part: &'a str,
    /// The official who scans it, where a desk does.
    pub taken_by: Option<&'a Actor>,
}

/// "Lượt tải lên": how to go on sending.
#[derive(Debug, Clone)]
pub struct Begun {
    /// The upload.
    pub id: Id,
    /// Bytes of a piece; the last one may be shorter.
    pub piece_bytes: u64,
    /// The pieces that are here already.
    pub have: Vec<i64>,
}

/// "Tệp đã nhận".
#[derive(Debug, Clone)]
pub struct Finished {
    /// The upload.
    pub id: Id,
    /// What there is to say about it.
    pub findings: Vec<Finding>,
}

/// Begins an upload in pieces, or finds the one that was broken off: the same name and size for the same paper.
///
/// # Errors
/// What is wrong with the size or the number of files, what keeps the paper from being asked for, or a fault.
pub async fn begin(app: &App, who: &Citizen, offer: &Offer<'_>) -> Result<Begun, Error> {
    let limits = Limits::builtin()?;
    limits.allow(offer.name, offer.size)?;
    asked(app, who, offer.id, offer.part).await?;
    let place = Place { account: &who.account, purpose: offer.id, part: offer.part, taken_by: None };
    let mut tx = app.store.begin().await?;
    let result = begin_in(app, &mut tx.conn()?, place, offer, &limits).await;
    tx.finish(result).await
}

async fn begin_in(
    app: &App,
    conn: &mut Conn<'_>,
    place: Place<'_>,
    offer: &Offer<'_>,
    limits: &Limits,
) -> Result<Begun, Error> {
    let rows = of_purpose(conn, place.account, place.purpose).await?;
    let size = i64::try_from(offer.size).unwrap_or(i64::MAX);
    let is_it = |row: &&UploadRow| {
        row.hash.is_none() && row.part == offer.part && row.name == offer.name && row.size == size
    };
    if let Some(known) = rows.iter().find(is_it) {
        let have = pieces(conn, place.account, known.id).await?;
        let have = have.into_iter().map(|(number, _)| number).collect();
        return Ok(Begun { id: known.id, piece_bytes: limits.piece_bytes, have });
    }
    let row = fresh(app, place, offer.name, size, &rows, limits)?;
    insert(conn, &row).await?;
    once::leave(app, conn, &Receipt::plain(&row.id, 1)).await?;
    Ok(Begun { id: row.id, piece_bytes: limits.piece_bytes, have: Vec::new() })
}

/// A row for a new file behind the others, if there may be one more.
fn fresh(
    app: &App,
    place: Place<'_>,
    name: &str,
    size: i64,
    rows: &[UploadRow],
    limits: &Limits,
) -> Result<UploadRow, UploadRefusal> {
    let own: Vec<&UploadRow> = rows.iter().filter(|row| row.part == place.part).collect();
    if own.len() >= limits.max_files {
        return Err(UploadRefusal::TooMany { limit: limits.max_files.to_string() });
    }
    let together = rows.iter().map(|row| row.size).sum::<i64>().saturating_add(size);
    if u64::try_from(together).is_ok_and(|together| together > limits.max_bytes_together) {
        let megabytes = limits.max_bytes_together / (1024 * 1024);
        return Err(UploadRefusal::TooMuch { limit: format!("{megabytes} MB") });
    }
    let now = app.clock.now();
    Ok(UploadRow {
        account: place.account.to_owned(),
        id: app.new_id(now),
        purpose: place.purpose,
        part: place.part.to_owned(),
        place: own.last().map_or(1, |last| last.place + 1),
        name: name.to_owned(),
        size,
        kind: None,
        hash: None,
        preview: None,
        findings: "[]".to_owned(),
        is_kept: false,
        created_at: now,
        taken_by: place.taken_by.cloned(),
    })
}

/// Takes a piece, compared with the hash it was sent with.
///
/// # Errors
/// [`UploadRefusal::PieceBroken`], or that there is no such upload.
pub async fn piece(
    app: &App,
    who: &Citizen,
    upload: Id,
    number: i64,
    hash: &FileHash,
    bytes: Vec<u8>,
) -> Result<(), Error> {
    let limits = Limits::builtin()?;
    let row = own(app, who, upload).await?;
    let expected = piece_len(&row, number, &limits);
    if expected != u64::try_from(bytes.len()).ok() || FileHash::of(&bytes) != *hash {
        return Err(UploadRefusal::PieceBroken.into());
    }
    app.files.put(Shelf::Uploads, bytes, app.clock.now()).await?;
    let mut tx = app.store.begin().await?;
    let result = put_piece(&mut tx.conn()?, &who.account, upload, number, hash).await.map_err(Error::from);
    tx.finish(result).await
}

/// An upload of this person's as it stands, and how to go on while pieces still come.
///
/// # Errors
/// That there is no such upload of this person, or a fault.
pub async fn coming(app: &App, who: &Citizen, upload: Id) -> Result<(UploadRow, Begun), Error> {
    let row = own(app, who, upload).await?;
    let have = pieces(&mut app.store.read().await?.conn(), &who.account, upload).await?;
    let have = have.into_iter().map(|(number, _)| number).collect();
    let begun = Begun { id: row.id, piece_bytes: Limits::builtin()?.piece_bytes, have };
    Ok((row, begun))
}

async fn own(app: &App, who: &Citizen, upload: Id) -> Result<UploadRow, Error> {
    let row = load(&mut app.store.read().await?.conn(), &who.account, upload).await?;
    row.ok_or_else(|| not_found("upload"))
}

/// How long a piece must be; nothing for one the file does not have.
fn piece_len(row: &UploadRow, number: i64, limits: &Limits) -> Option<u64> {
    let (number, size) = (u64::try_from(number).ok()?, u64::try_from(row.size).ok()?);
    let left = size.checked_sub(number.checked_mul(limits.piece_bytes)?)?;
    (left > 0).then(|| left.min(limits.piece_bytes))
}

/// Joins the pieces, looks at the whole, and keeps it or says why not.
///
/// # Errors
/// [`UploadRefusal::PiecesMissing`], any reason the file is not taken, or a fault.
pub async fn finish(app: &App, who: &Citizen, upload: Id) -> Result<Finished, Error> {
    let limits = Limits::builtin()?;
    let row = own(app, who, upload).await?;
    if row.hash.is_some() {
        return Ok(Finished { id: row.id, findings: super::findings(&row) });
    }
    let have = pieces(&mut app.store.read().await?.conn(), &who.account, upload).await?;
    let mut bytes = Vec::new();
    for (number, (at, hash)) in (0_i64..).zip(&have) {
        if *at != number {
            return Err(UploadRefusal::PiecesMissing.into());
        }
        bytes.extend(app.files.get(Shelf::Uploads, hash).await?);
    }
    if i64::try_from(bytes.len()).ok() != Some(row.size) {
        return Err(UploadRefusal::PiecesMissing.into());
    }
    asked(app, who, row.purpose, &row.part).await?;
    let taken = look_and_put(app, &row.name, bytes, limits).await;
    let mut tx = app.store.begin().await?;
    let result = settle(app, &mut tx.conn()?, row, taken).await;
    tx.finish(result).await?
}

/// Takes a whole file at once.
///
/// # Errors
/// As for [`begin`] and [`finish`].
pub async fn whole(app: &App, who: &Citizen, offer: &Offer<'_>, bytes: Vec<u8>) -> Result<Finished, Error> {
    Limits::builtin()?.allow(offer.name, offer.size)?;
    asked(app, who, offer.id, offer.part).await?;
    let place = Place { account: &who.account, purpose: offer.id, part: offer.part, taken_by: None };
    whole_at(app, place, offer.name, bytes).await
}

/// Takes a whole file for a place somebody has been let put it.
///
/// # Errors
/// What is wrong with the file or the number of files, or a fault.
pub(crate) async fn whole_at(
    app: &App,
    place: Place<'_>,
    name: &str,
    bytes: Vec<u8>,
) -> Result<Finished, Error> {
    let limits = Limits::builtin()?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    limits.allow(name, size)?;
    let taken = look_and_put(app, name, bytes, limits.clone()).await;
    let mut tx = app.store.begin().await?;
    let result = whole_in(app, &mut tx.conn()?, place, (name, size), &limits, taken).await;
    tx.finish(result).await?
}

async fn whole_in(
    app: &App,
    conn: &mut Conn<'_>,
    place: Place<'_>,
    (name, size): (&str, u64),
    limits: &Limits,
    taken: Result<Taken, Error>,
) -> Result<Result<Finished, Error>, Error> {
    let rows = of_purpose(conn, place.account, place.purpose).await?;
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    let row = fresh(app, place, name, size, &rows, limits)?;
    insert(conn, &row).await?;
    settle(app, conn, row, taken).await
}

/// "Tệp đã xem và cất": what was found, and where its bytes lie.
struct Taken {
    seen: Inspected,
    hash: FileHash,
    preview: Option<FileHash>,
}

/// Looks at a file where it keeps nobody waiting, and keeps its bytes if it is taken.
async fn look_and_put(app: &App, name: &str, bytes: Vec<u8>, limits: Limits) -> Result<Taken, Error> {
    let name = name.to_owned();
    let turn = LOOKING.acquire().await;
    let looked = tokio::task::spawn_blocking(move || (upload::inspect(&name, &bytes, &limits), bytes)).await;
    drop(turn);
    let (mut seen, bytes) =
        looked.map_err(|error| kernel::Fault::new(kernel::FaultKind::Internal, "look at a file", error))?;
    if let Some(stop) = seen.stop() {
        return Err(stop.clone().into());
    }
    let now: Timestamp = app.clock.now();
    let hash = app.files.put(Shelf::Uploads, bytes, now).await?;
    let preview = match seen.preview.take() {
        Some(small) => Some(app.files.put(Shelf::Uploads, small, now).await?),
        None => None,
    };
    Ok(Taken { seen, hash, preview })
}

/// Writes what has become of an upload. A file that is not taken leaves no row behind: its owner is told and may send another.
async fn settle(
    app: &App,
    conn: &mut Conn<'_>,
    row: UploadRow,
    taken: Result<Taken, Error>,
) -> Result<Result<Finished, Error>, Error> {
    let taken = match taken {
        Ok(taken) => taken,
        Err(Error::Refused(refusal)) => {
            remove(conn, &row.account, row.id).await?;
            return Ok(Err(refusal.into()));
        }
        Err(fault) => return Err(fault),
    };
    let rows = of_purpose(conn, &row.account, row.purpose).await?;
    let is_same = |known: &&UploadRow| known.part == row.part && known.hash.as_ref() == Some(&taken.hash);
    if let Some(known) = rows.iter().find(is_same) {
        remove(conn, &row.account, row.id).await?;
        return Ok(Err(UploadRefusal::Twice { name: known.name.clone() }.into()));
    }
    let findings = taken.seen.findings.clone();
    let whole = UploadRow {
        name: taken.seen.name,
        kind: taken.seen.kind.map(|kind| kind.name().to_owned()),
        hash: Some(taken.hash),
        preview: taken.preview,
        findings: serde_json::to_string(&findings)
            .map_err(|error| kernel::Fault::new(kernel::FaultKind::Internal, "write findings", error))?,
        ..row
    };
    update(conn, &whole).await?;
    remove_pieces(conn, &whole.account, whole.id).await?;
    once::leave(app, conn, &Receipt::plain(&whole.id, 1)).await?;
    Ok(Ok(Finished { id: whole.id, findings }))
}
