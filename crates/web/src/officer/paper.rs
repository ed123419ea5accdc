//! `/can-bo/ho-so/{tenant}/{id}/tep/{hash}`: a paper of a dossier, opened through the gate that notes who looked.

use app::paper::PaperLine as Issued;
use app::{App, DossierKey};
use axum::extract::{Path, State};
use axum::response::Response;
use dossier::Dossier;
use kernel::{FileHash, Id};

use super::names;
use super::sheet::item_name;
use crate::paper::CopyLink;
use crate::{Chrome, OfficerIs, PageError, Web, WebRefusal, download, paper};

/// "Giấy tờ trong hồ sơ": one line of the list.
pub(super) struct PaperLine {
    /// Which paper it answers.
    pub(super) part: String,
    /// Its name.
    pub(super) name: String,
    /// How large it is.
    pub(super) size: String,
    /// Where it is opened.
    pub(super) address: String,
    /// What its owner was told and kept it with.
    pub(super) remarks: Vec<String>,
    /// The copy the desk has signed of it.
    pub(super) copy: Option<CopyLink>,
}

/// The papers of a dossier, those of the submission first.
pub(super) fn papers(app: &App, page: &Chrome, dossier: &Dossier, issued: &[Issued]) -> Vec<PaperLine> {
    let compiled = app.catalogue.revision(&dossier.opening.procedure, dossier.opening.revision);
    let address = names::address(&DossierKey::of(dossier));
    let line = |file: &dossier::Attached| PaperLine {
        part: item_name(page, compiled, &file.part),
        name: file.name.clone(),
        size: download::size(file.bytes),
        address: format!("{address}/tep/{}", file.hash),
        copy: paper::copy(page, issued, file, &address),
        remarks: file.remarks.iter().map(|code| page.word("remark", &crate::word_key(code))).collect(),
    };
    dossier.attached().map(line).collect()
}

/// `GET /can-bo/ho-so/{tenant}/{id}/tep/{hash}`
pub(crate) async fn get(
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Path((tenant, id, hash)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let id = Id::parse(&id).ok_or(WebRefusal::NoPage)?;
    let hash = FileHash::parse(&hash).ok_or(WebRefusal::NoPage)?;
    Ok(download::file(web.app.paper_for(&who, &DossierKey { tenant, id }, &hash).await?))
}
