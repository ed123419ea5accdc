//! Papers of a dossier for software: those an authority makes, those people sent, and whether a paper in hand is ours.

use app::once::{Receipt, once};
use app::paper::{
    CopyTold, PaperBytes, PaperLine, PaperState, SignatureLine, open, open_mine, papers as of, want_control,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use dossier::{Dossier, Standing};
use kernel::FileHash;
use serde::Serialize;
use utoipa::ToSchema;

use super::asked::{Nothing, versioned};
use super::drafts::id_in;
use super::guard::{ByCitizen, ByOfficial};
use super::problem::ApiError;
use super::view::{Done, Eyes};
use super::work::{key_in, not_found};
use crate::{Web, download};

/// "Giấy của hồ sơ".
#[derive(Serialize, ToSchema)]
pub(super) struct PaperList {
    /// The papers, the newest first; each is made once for what it confirms.
    items: Vec<PaperView>,
}

/// "Giấy".
#[derive(Serialize, ToSchema)]
struct PaperView {
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// `receipt`, `supplement`, `rejection`, `apology`, `outcome`, `declaration`, `copy` or `control`.
    kind: &'static str,
    /// Which scan of the dossier it is a signed copy of, where it is a `copy`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    copy_of: Option<CopyView>,
    /// The code printed on it, under which anybody can check it.
    code: String,
    /// The date it bears.
    #[schema(format = "date-time")]
    at: String,
    /// `made`, `pending` or `failed`; opening one that is pending makes it.
    state: &'static str,
    /// SHA-256 of its file.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    hash: Option<String>,
    /// Its bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    bytes: Option<i64>,
    /// Its pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pages: Option<i64>,
    /// Why it could not be made, for officials: the code of the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    failure: Option<String>,
    /// Whether it still says what is so.
    standing: &'static str,
    /// Its signatures, the oldest first; none where it is not signed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    signatures: Vec<SignatureView>,
}

/// "Bản sao của tệp nào".
#[derive(Serialize, ToSchema)]
struct CopyView {
    /// The component the file answers.
    part: String,
    /// What the paper is called.
    name: String,
    /// SHA-256 of the scan, which lies under `files/` and this.
    hash: String,
}

fn copy_of(told: CopyTold) -> CopyView {
    CopyView { part: told.of.part, name: told.name.vi, hash: told.of.hash.to_string() }
}

/// "Chữ ký trên giấy": one signature, judged now.
#[derive(Serialize, ToSchema)]
struct SignatureView {
    /// The name in the certificate.
    name: String,
    /// Whether it is the agency's seal.
    is_seal: bool,
    /// Serial number of the certificate, in hexadecimal.
    certificate: String,
    /// The instant proved, or else the one claimed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = "date-time")]
    at: Option<String>,
    /// Whether an authority of time vouches for the instant.
    is_proven: bool,
    /// `B-B`, `B-T`, `B-LT` or `B-LTA`.
    level: &'static str,
    /// `sound`, `unproven` or `broken`.
    verdict: &'static str,
    /// Codes of what is wrong or not proved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<String>,
}

fn signatures(lines: Vec<SignatureLine>) -> Vec<SignatureView> {
    let view = |line: SignatureLine| SignatureView {
        name: line.name,
        is_seal: line.is_seal,
        certificate: line.certificate,
        at: line.at.map(|at| at.to_string()),
        is_proven: line.is_proven,
        level: line.level,
        verdict: line.verdict,
        reasons: line.reasons.into_iter().map(|(code, _)| code).collect(),
    };
    lines.into_iter().map(view).collect()
}

/// "Kết quả kiểm tra giấy": nothing about the person, only what stands on the paper itself.
#[derive(Serialize, ToSchema)]
pub(super) struct CheckedPaper {
    /// The code as it is printed.
    code: String,
    /// `receipt`, `supplement`, `rejection`, `apology`, `outcome`, `declaration`, `copy` or `control`.
    kind: &'static str,
    /// What the paper is called it is a copy of, where it is a `copy`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    copy_of: Option<String>,
    /// The official code of the dossier, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    dossier: Option<String>,
    /// Who made it.
    agency: String,
    /// The date it bears.
    #[schema(format = "date-time")]
    at: String,
    /// Its pages.
    pages: i64,
    /// SHA-256 of the one true file: compare it with the file in hand.
    hash: String,
    /// Whether it still says what is so.
    standing: &'static str,
    /// Whether it holds.
    is_in_force: bool,
    /// SHA-256 of the file before it was signed, where it is signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    unsigned_hash: Option<String>,
    /// Its signatures, the oldest first; none where it is not signed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    signatures: Vec<SignatureView>,
}

async fn list(web: &Web, dossier: &Dossier, eyes: Eyes) -> Result<Json<PaperList>, ApiError> {
    let lines = of(&web.app, dossier).await?.into_iter();
    let own = lines.filter(|line| eyes == Eyes::Official || line.kind.is_for_applicant());
    Ok(Json(PaperList { items: own.map(|line| view(line, eyes)).collect() }))
}

fn view(line: PaperLine, eyes: Eyes) -> PaperView {
    let (state, file, failure) = match line.state {
        PaperState::Made { hash, bytes, pages } => ("made", Some((hash.to_string(), bytes, pages)), None),
        PaperState::Pending => ("pending", None, None),
        PaperState::Failed { code, .. } => ("failed", None, Some(code)),
    };
    PaperView {
        id: line.id.to_string(),
        kind: line.kind.name(),
        copy_of: line.copy_of.map(copy_of),
        code: line.code.to_string(),
        at: line.at.to_string(),
        state,
        bytes: file.as_ref().map(|(_, bytes, _)| *bytes),
        pages: file.as_ref().map(|(_, _, pages)| *pages),
        hash: file.map(|(hash, _, _)| hash),
        failure: failure.filter(|_| eyes == Eyes::Official),
        standing: line.standing.name(),
        signatures: signatures(line.signatures),
    }
}

/// `GET /api/v1/dossiers/{id}/papers`
pub(super) async fn mine(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(id): Path<String>,
) -> Result<Json<PaperList>, ApiError> {
    let look = app::dossier::dossier_of(&web.app, &who, id_in(&id)?).await?;
    list(&web, &look.dossier, Eyes::Party).await
}

/// `GET /api/v1/dossiers/{id}/papers/{paper}`
pub(super) async fn open_of_mine(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path((id, paper)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    Ok(pdf(open_mine(&web.app, &who, id_in(&id)?, id_in(&paper)?).await?))
}

/// `GET /api/v1/dossiers/{id}/files/{hash}`
pub(super) async fn file_of_mine(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path((id, hash)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    Ok(download::file(web.app.paper_of(&who, id_in(&id)?, &hash_in(&hash)?).await?))
}

/// `GET /api/v1/work/dossiers/{tenant}/{id}/papers`
pub(super) async fn of_dossier(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, id)): Path<(String, String)>,
) -> Result<Json<PaperList>, ApiError> {
    let look = app::dossier::look(&web.app, &who, &key_in(&tenant, &id)?).await?;
    list(&web, &look.dossier, Eyes::Official).await
}

/// `POST /api/v1/work/dossiers/{tenant}/{id}/papers`: the control sheet as it stands now.
pub(super) async fn control(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, id)): Path<(String, String)>,
    asked: Nothing,
) -> Result<Response, ApiError> {
    let key = key_in(&tenant, &id)?;
    let deed = async { want_control(&web.app, &who, &key).await.map(|paper| Receipt::plain(&paper, 1)) };
    let receipt = once(&web.app, asked.claim, Box::pin(deed)).await?;
    Ok(versioned(StatusCode::CREATED, receipt.version, Done::from(receipt)))
}

/// `GET /api/v1/work/dossiers/{tenant}/{id}/papers/{paper}`
pub(super) async fn open_of_dossier(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, id, paper)): Path<(String, String, String)>,
) -> Result<Response, ApiError> {
    Ok(pdf(open(&web.app, &who, &key_in(&tenant, &id)?, id_in(&paper)?).await?))
}

/// `GET /api/v1/work/dossiers/{tenant}/{id}/files/{hash}`
pub(super) async fn file_of_dossier(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, id, hash)): Path<(String, String, String)>,
) -> Result<Response, ApiError> {
    Ok(download::file(web.app.paper_for(&who, &key_in(&tenant, &id)?, &hash_in(&hash)?).await?))
}

/// `GET /api/v1/checks/{paper_code}`
pub(super) async fn check(
    State(web): State<Web>,
    Path(code): Path<String>,
) -> Result<Json<CheckedPaper>, ApiError> {
    let checked = app::paper::check(&web.app, &code).await?.ok_or_else(|| not_found("paper"))?;
    Ok(Json(CheckedPaper {
        code: checked.code.to_string(),
        kind: checked.kind.name(),
        copy_of: checked.copy_of.map(|told| told.name.vi),
        dossier: checked.dossier_code,
        agency: checked.agency,
        at: checked.at.to_string(),
        pages: checked.pages,
        hash: checked.hash.to_string(),
        standing: checked.standing.name(),
        is_in_force: checked.standing == Standing::InForce,
        unsigned_hash: checked.unsigned.map(|hash| hash.to_string()),
        signatures: signatures(checked.signatures),
    }))
}

fn hash_in(text: &str) -> Result<FileHash, ApiError> {
    FileHash::parse(text).ok_or_else(|| not_found("file"))
}

fn pdf(paper: PaperBytes) -> Response {
    let code = paper.dossier_code.unwrap_or_default();
    let name = format!("attachment; filename=\"{}-{code}.pdf\"", paper.kind.name());
    let mut response = paper.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    response
}
