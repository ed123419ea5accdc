//! "Bản sao điện tử": the copies of what the desk scanned, wanted at reception, one for each scan.
//!
//! A picture is laid out on a sheet that says what it is a copy of; a scan that is a PDF already is signed as it is, byte by
//! byte, and says so in the reason of its signatures. Which scans have copies and who signs them is the room's to say.

use catalogue::Text;
use dossier::{Action, CopyOf, Dossier, PaperKind, Record, Stage, Standing};
use kernel::Fault;
use store::Conn;
use store::paper::{PaperRow, of_dossier, waits_no_more, want};
use upload::Kind;

use super::code::KEYWORD;
use super::order::row;
use super::sign::FIELDS;
use super::{PaperCode, Printed};
use crate::error::not_found;
use crate::files::Shelf;
use crate::{App, DossierKey, Error};

/// "Bản sao của giấy nào".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyTold {
    /// The scan.
    pub of: CopyOf,
    /// What the paper is called, as the procedure names the component.
    pub name: Text,
}

/// Wants a copy of each scan of the desk's, once the dossier has its code. Where nothing is signed, none is wanted: a copy
/// nobody answers for is no more than the scan.
///
/// Law: NĐ 45/2020/NĐ-CP; NĐ 118/2025/NĐ-CP
pub(super) async fn order_copies(
    app: &App,
    conn: &mut Conn<'_>,
    dossier: &Dossier,
    record: &Record,
) -> Result<(), Error> {
    if !matches!(record.action, Action::Receive { .. }) || app.signing.is_none() {
        return Ok(());
    }
    for (file, digitised) in dossier.scans() {
        let of = CopyOf::of(file);
        if dossier.copy_standing(&of) != Standing::InForce {
            continue;
        }
        let mut row = row(app, dossier, PaperKind::Copy, of.to_string(), record.at);
        row.signatory = Some(digitised.by.id.clone());
        want(conn, &row).await?;
    }
    Ok(())
}

/// Takes copies that nobody may sign any more off the lists they wait in, in the transaction of the action that replaced
/// their scan or ended the dossier: they would stand there before everything that can be signed.
pub(super) async fn drop_copies(
    conn: &mut Conn<'_>,
    dossier: &Dossier,
    record: &Record,
) -> Result<(), Error> {
    let ends = matches!(dossier.stage, Stage::Withdrawn | Stage::Stopped);
    if !ends && !matches!(record.action, Action::AnswerSupplement { .. }) {
        return Ok(());
    }
    for row in of_dossier(conn, &DossierKey::of(dossier)).await? {
        let is_dead = row.copy_of().is_some_and(|of| dossier.copy_standing(&of) != Standing::InForce);
        if is_dead && row.signatory.is_some() {
            waits_no_more(conn, &row).await?;
        }
    }
    Ok(())
}

/// What a copy is of, in words.
pub(super) fn told(app: &App, dossier: &Dossier, row: &PaperRow) -> Option<CopyTold> {
    let of = row.copy_of()?;
    let opening = &dossier.opening;
    let compiled = app.catalogue.revision(&opening.procedure, opening.revision);
    let known = compiled.and_then(|one| one.revision().components.iter().find(|known| known.id == of.part));
    let own = || Text { vi: of.part.clone(), en: of.part.clone() };
    Some(CopyTold { name: known.map_or_else(own, |known| known.name.clone()), of })
}

/// What the signatures of a copy give as their reason: a PDF that is signed as it was scanned says it nowhere else, and the
/// code leads from the file to the check page.
pub(super) fn reason(app: &App, dossier: &Dossier, row: &PaperRow) -> Option<String> {
    let told = told(app, dossier, row)?;
    let code = PaperCode { tenant: row.key.tenant.clone(), secret: row.code.clone() };
    let of = dossier.code.as_ref().map(|code| format!(", hồ sơ {code}")).unwrap_or_default();
    Some(format!("Bản sao điện tử của giấy xuất trình tại quầy: {}{of}. {KEYWORD}{code}", told.name.vi))
}

/// "Nội dung của bản sao": the picture to lay out, or the file that is the copy already.
pub(super) enum Content {
    /// A picture for the sheet.
    Picture(Vec<u8>),
    /// The scanned PDF.
    Whole(Printed),
}

/// The scan a copy is made of, read and compared with the hash the chain has of it.
///
/// # Errors
/// There is no such scan; its bytes are others; a PDF that takes no signature.
pub(super) async fn content(app: &App, dossier: &Dossier, row: &PaperRow) -> Result<Option<Content>, Error> {
    let Some(of) = row.copy_of() else { return Ok(None) };
    let (file, _) = dossier.scan(&of).ok_or_else(|| not_found("file"))?;
    let bytes = app.files.get(Shelf::Uploads, &of.hash).await?;
    if Kind::from_name(&file.kind) != Some(Kind::Pdf) {
        return Ok(Some(Content::Picture(bytes)));
    }
    let pages = ::signing::room_for(&bytes, &FIELDS)?;
    Ok(Some(Content::Whole(Printed { bytes, pages, sign_place: None, replaced: Vec::new() })))
}

/// The scan and who made it, for the sheet around a picture.
pub(super) fn scan_of<'a>(
    dossier: &'a Dossier,
    row: &PaperRow,
) -> Result<(&'a dossier::Attached, &'a dossier::Digitised), Fault> {
    let found = row.copy_of().and_then(|of| dossier.scan(&of));
    found.ok_or_else(|| Fault::inconsistent(format!("{} is a copy of no scan", row.id)))
}
