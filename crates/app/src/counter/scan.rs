//! "Quét giấy tờ tại quầy": files from the desk's scanner or camera, with the checks every uploaded file goes through.
//!
//! They belong to the counter until the form is received, and go into the dossier like papers sent in online. A paper
//! that was scanned was in the official's hands, so it counts as seen.

use access::Staff;
use dossier::Attached;
use kernel::Id;
use store::Conn;
use store::intake::{self, IntakeRow};
use store::upload::{UploadRow, load, of_purpose, remove, update};
use upload::{Kind, UploadRefusal};

use super::fill::{Intake, open};
use super::{CounterRefusal, actor};
use crate::error::not_found;
use crate::files::Shelf;
use crate::paper::FIELDS;
use crate::upload::{File, Finished, Place, Shown, as_attached, is_doubtful, whole_at};
use crate::{App, AppRefusal, DossierKey, Error};

/// The account files of a counter are kept under: whoever works there may go on with them.
fn account(row: &IntakeRow) -> String {
    format!("counter:{}", row.agency)
}

/// Takes a file for one paper of a form, and notes the paper as seen.
///
/// # Errors
/// [`UploadRefusal::NotAsked`] for a paper this case does not call for, any reason a file is not taken,
/// [`CounterRefusal::ScanUnsignable`], [`AppRefusal::DraftSent`], no right to this counter, or a fault.
pub async fn scan(
    app: &App,
    who: &Staff,
    key: &DossierKey,
    part: &str,
    name: &str,
    bytes: Vec<u8>,
) -> Result<Finished, Error> {
    let intake = unsent(app, who, key).await?;
    if !intake.papers.iter().any(|paper| paper.component.id == part) {
        return Err(UploadRefusal::NotAsked.into());
    }
    if app.signing.is_some() {
        signable(name, &bytes)?;
    }
    let (account, by) = (account(&intake.row), actor(app, who, &intake.row.agency)?);
    let place = Place { account: &account, purpose: intake.row.id, part, taken_by: Some(&by) };
    let done = whole_at(app, place, name, bytes).await?;
    let mut tx = app.store.begin().await?;
    let result = note_seen(app, &mut tx.conn()?, key, part).await;
    tx.finish(result).await?;
    Ok(done)
}

/// A scan that is a PDF already is signed as it is, so it must be one that takes signatures; told while the paper is still on
/// the desk.
fn signable(name: &str, bytes: &[u8]) -> Result<(), CounterRefusal> {
    let is_signable = Kind::of(bytes) != Some(Kind::Pdf) || ::signing::room_for(bytes, &FIELDS).is_ok();
    if is_signable { Ok(()) } else { Err(CounterRefusal::ScanUnsignable { name: name.to_owned() }) }
}

/// Somebody who saved in between keeps what they saved; the tick can be set by hand.
async fn note_seen(app: &App, conn: &mut Conn<'_>, key: &DossierKey, part: &str) -> Result<(), Error> {
    let row = intake::load(conn, &key.tenant, key.id).await?.ok_or_else(|| not_found("intake"))?;
    if row.body.seen.iter().any(|known| known == part) {
        return Ok(());
    }
    let found = row.version;
    let mut row = IntakeRow { updated_at: app.clock.now(), ..row };
    row.body.seen.push(part.to_owned());
    intake::save(conn, &row, found).await?;
    Ok(())
}

async fn unsent<'a>(app: &'a App, who: &Staff, key: &DossierKey) -> Result<Intake<'a>, Error> {
    let intake = open(app, who, key).await?;
    if intake.row.dossier.is_some() { Err(AppRefusal::DraftSent.into()) } else { Ok(intake) }
}

/// The files of a form, by paper.
///
/// # Errors
/// The database's failure.
pub async fn scans(app: &App, intake: &Intake<'_>) -> Result<Vec<UploadRow>, Error> {
    let account = account(&intake.row);
    Ok(of_purpose(&mut app.store.read().await?.conn(), &account, intake.row.id).await?)
}

/// A file of a form, to look at.
///
/// # Errors
/// That there is no such file at this counter, or a fault.
pub async fn scanned(
    app: &App,
    who: &Staff,
    key: &DossierKey,
    file: Id,
    shown: Shown,
) -> Result<File, Error> {
    let intake = open(app, who, key).await?;
    let row = own(app, &intake, file).await?;
    let (hash, kind) = match shown {
        Shown::Whole => (row.hash, row.kind),
        Shown::Preview => (row.preview, Some("jpeg".to_owned())),
    };
    let (Some(hash), Some(kind)) = (hash, kind) else { return Err(not_found("upload")) };
    Ok(File { name: row.name, kind, bytes: app.files.get(Shelf::Uploads, &hash).await? })
}

/// Takes a file away; twice is no mistake.
///
/// # Errors
/// [`AppRefusal::DraftSent`], no right to this counter, or a fault.
pub async fn remove_scan(app: &App, who: &Staff, key: &DossierKey, file: Id) -> Result<(), Error> {
    let intake = unsent(app, who, key).await?;
    let account = account(&intake.row);
    let mut tx = app.store.begin().await?;
    let result = remove(&mut tx.conn()?, &account, file).await.map_err(Error::from);
    tx.finish(result).await
}

/// Keeps a doubtful file after a second look.
///
/// # Errors
/// That there is no such file at this counter, [`AppRefusal::DraftSent`], or a fault.
pub async fn keep_scan(app: &App, who: &Staff, key: &DossierKey, file: Id) -> Result<(), Error> {
    let intake = unsent(app, who, key).await?;
    let row = own(app, &intake, file).await?;
    let mut tx = app.store.begin().await?;
    let result = update(&mut tx.conn()?, &UploadRow { is_kept: true, ..row }).await.map_err(Error::from);
    tx.finish(result).await
}

async fn own(app: &App, intake: &Intake<'_>, file: Id) -> Result<UploadRow, Error> {
    let row = load(&mut app.store.read().await?.conn(), &account(&intake.row), file).await?;
    row.filter(|row| row.purpose == intake.row.id).ok_or_else(|| not_found("upload"))
}

/// The files that go into the dossier: those of papers this case calls for.
///
/// # Errors
/// [`UploadRefusal::NotKept`] for one with a warning nobody has looked at again, or a fault.
pub(super) async fn attached(conn: &mut Conn<'_>, intake: &Intake<'_>) -> Result<Vec<Attached>, Error> {
    let rows = of_purpose(conn, &account(&intake.row), intake.row.id).await?;
    let is_called = |row: &&UploadRow| intake.papers.iter().any(|paper| paper.component.id == row.part);
    let own: Vec<&UploadRow> = rows.iter().filter(is_called).collect();
    match own.iter().find(|row| is_doubtful(row)) {
        Some(row) => Err(UploadRefusal::NotKept { name: row.name.clone() }.into()),
        None => Ok(own.into_iter().filter_map(as_attached).collect()),
    }
}

/// Forgets the files of a form that is thrown away; their bytes are swept later.
pub(super) async fn remove_all(conn: &mut Conn<'_>, row: &IntakeRow) -> Result<(), Error> {
    let account = account(row);
    for file in of_purpose(conn, &account, row.id).await? {
        remove(conn, &account, file.id).await?;
    }
    Ok(())
}
