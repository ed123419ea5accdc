//! Papers on a dossier: the list, and one file through the gate that notes who read it.

use access::{Staff, reads};
use dossier::{Dossier, PaperKind, Standing};
use jiff::Timestamp;
use kernel::{FileHash, Id, local_date};
use store::paper::{Opened, PaperRow, note_opened, of_dossier};
use store::readlog::{Reading, put};

use super::copy::told;
use super::judge::judge;
use super::{CopyTold, PaperCode, SignatureLine};
use crate::error::not_found;
use crate::files::Shelf;
use crate::identity::Citizen;
use crate::{App, DossierKey, Error};

/// Why officials read a paper: to settle the dossier.
const PURPOSE: &str = "settle-dossier";
const GROUND: &str = "NĐ 118/2025/NĐ-CP; Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Điều 19";

/// "Giấy trong danh sách".
#[derive(Debug, Clone)]
pub struct PaperLine {
    /// Its id.
    pub id: Id,
    /// What it is.
    pub kind: PaperKind,
    /// Its code.
    pub code: PaperCode,
    /// The date it bears.
    pub at: Timestamp,
    /// Whether it is there yet.
    pub state: PaperState,
    /// Whether it still holds.
    pub standing: Standing,
    /// Its signatures, judged; none where it is not signed.
    pub signatures: Vec<SignatureLine>,
    /// Which paper it is a copy of, where it is one.
    pub copy_of: Option<CopyTold>,
}

/// "Đã lập hay chưa".
#[derive(Debug, Clone)]
pub enum PaperState {
    /// There is a file.
    Made {
        /// Its name.
        hash: FileHash,
        /// Its size.
        bytes: i64,
        /// Its pages.
        pages: i64,
    },
    /// The worker will make it.
    Pending,
    /// It could not be made: code of the reason, and what the reason is about.
    Failed {
        /// Code of the refusal or fault.
        code: String,
        /// The value the sentence needs; empty for none.
        about: String,
    },
}

/// "Tệp giấy để tải".
#[derive(Debug, Clone)]
pub struct PaperBytes {
    /// What it is.
    pub kind: PaperKind,
    /// The dossier's code, once there was one.
    pub dossier_code: Option<String>,
    /// Which paper it is a copy of, where it is one.
    pub copy_of: Option<CopyTold>,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The papers of a dossier somebody has been let see, the newest first.
///
/// # Errors
/// The database's failure.
pub async fn papers(app: &App, dossier: &Dossier) -> Result<Vec<PaperLine>, Error> {
    let rows = of_dossier(&mut app.store.read().await?.conn(), &DossierKey::of(dossier)).await?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows.iter().rev() {
        let standing = standing(dossier, &rows, row);
        let signatures = judge(app, row).await?;
        lines.push(PaperLine { signatures, copy_of: told(app, dossier, row), ..line(row, standing) });
    }
    Ok(lines)
}

/// Whether a paper still holds, among all of its dossier.
pub(super) fn standing(dossier: &Dossier, rows: &[PaperRow], row: &PaperRow) -> Standing {
    let newest = rows.iter().rfind(|other| other.kind == row.kind);
    let is_newest = newest.is_some_and(|newest| newest.id == row.id);
    dossier.standing(row.kind, row.seq, is_newest, row.copy_of().as_ref())
}

fn line(row: &PaperRow, standing: Standing) -> PaperLine {
    let state = match (&row.file, &row.failure) {
        (Some(file), _) => {
            let (hash, bytes) = match &row.signed {
                Some(signed) => (signed.hash.clone(), signed.bytes),
                None => (file.hash.clone(), file.bytes),
            };
            PaperState::Made { hash, bytes, pages: file.pages }
        }
        (None, Some(why)) => {
            let (code, about) = why.split_once(':').unwrap_or((why, ""));
            PaperState::Failed { code: code.to_owned(), about: about.to_owned() }
        }
        (None, None) => PaperState::Pending,
    };
    PaperLine {
        id: row.id,
        kind: row.kind,
        code: PaperCode { tenant: row.key.tenant.clone(), secret: row.code.clone() },
        at: row.wanted_at,
        state,
        standing,
        signatures: Vec::new(),
        copy_of: None,
    }
}

/// A paper of the person's own dossier.
///
/// # Errors
/// [`crate::AppRefusal::NotFound`] where it is not theirs or not made yet, or a fault.
pub async fn open_mine(app: &App, who: &Citizen, dossier: Id, paper: Id) -> Result<PaperBytes, Error> {
    let seen = crate::dossier::dossier_of(app, who, dossier).await?.dossier;
    let rows = of_dossier(&mut app.store.read().await?.conn(), &DossierKey::of(&seen)).await?;
    let row = rows.iter().find(|row| row.id == paper && row.kind.is_for_applicant());
    bytes(app, &seen, row.ok_or_else(|| not_found("paper"))?).await
}

/// A paper for an official; the reading is noted where the owner can see it.
///
/// # Errors
/// The refusal where no post of today lets the official look, or a fault.
pub async fn open(app: &App, who: &Staff, key: &DossierKey, paper: Id) -> Result<PaperBytes, Error> {
    let mut tx = app.store.begin().await?;
    let result = open_in(app, &mut tx.conn()?, who, key, paper).await;
    let (dossier, row) = tx.finish(result).await?;
    let found = bytes(app, &dossier, &row).await?;
    seen(app, who, &row, &found.bytes).await?;
    Ok(found)
}

/// Notes that the official has had this file before them: what refuses is signed only after.
async fn seen(app: &App, who: &Staff, row: &PaperRow, bytes: &[u8]) -> Result<(), Error> {
    let opened = Opened {
        paper: row.id,
        tenant: row.key.tenant.clone(),
        account: who.id.clone(),
        hash: FileHash::of(bytes),
        at: app.clock.now(),
    };
    let mut tx = app.store.begin().await?;
    let result = note_opened(&mut tx.conn()?, &opened).await.map_err(Error::from);
    tx.finish(result).await
}

pub(super) async fn open_in(
    app: &App,
    conn: &mut store::Conn<'_>,
    who: &Staff,
    key: &DossierKey,
    paper: Id,
) -> Result<(Dossier, PaperRow), Error> {
    let dossier = store::dossier::load(conn, key).await?.ok_or_else(|| not_found("dossier"))?.dossier;
    let now = app.clock.now();
    let agency = &dossier.opening.agency;
    reads(who, agency, local_date(now)).map_err(|_| not_found("dossier"))?;
    let rows = of_dossier(conn, key).await?;
    let row = rows.into_iter().find(|row| row.id == paper).ok_or_else(|| not_found("paper"))?;
    let reading = Reading {
        person: dossier.opening.parties.owner.id.key(),
        id: app.new_id(now),
        tenant: key.tenant.clone(),
        dossier: key.id,
        reader: who.name.clone(),
        agency: agency.to_string(),
        purpose: PURPOSE.to_owned(),
        ground: GROUND.to_owned(),
        at: now,
    };
    put(conn, &reading).await?;
    Ok((dossier, row))
}

async fn bytes(app: &App, dossier: &Dossier, row: &PaperRow) -> Result<PaperBytes, Error> {
    let dossier_code = dossier.code.as_ref().map(ToString::to_string);
    let copy_of = told(app, dossier, row);
    Ok(PaperBytes { kind: row.kind, dossier_code, copy_of, bytes: current(app, row).await? })
}

/// The file that is handed out; somebody who comes before the worker does not wait for it.
pub(super) async fn current(app: &App, row: &PaperRow) -> Result<Vec<u8>, Error> {
    let hash = match row.current() {
        Some(hash) => hash.clone(),
        None => super::make::make_now(app, row).await?.hash,
    };
    Ok(app.files.get(Shelf::Papers, &hash).await?)
}
