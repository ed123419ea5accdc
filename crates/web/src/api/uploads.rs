//! Papers people upload, for software: what is asked for, and a file from its first piece to what the checks say of it.
//!
//! A file belongs to a draft, or to a dossier whose authority asks for more; what is right with it is decided in `app`
//! and `upload`.

use app::identity::Citizen;
use app::once::{Receipt, once};
use app::upload::{Asked as Paper, Begun, Offer, Shift, Shown, UploadRow, findings};
use app::upload::{all_asked, begin, coming, finish, keep, of_purpose, open, piece, remove, shift};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::Id;
use serde::Serialize;
use upload::{Finding, UploadRefusal, Weight};
use utoipa::ToSchema;

use super::asked::{Asked, Nothing, Piece, versioned};
use super::drafts::id_in;
use super::guard::ByCitizen;
use super::problem::{ApiError, Spoken};
use super::shapes::{Move, NewUpload, Towards};
use super::view::Done;
use crate::{Lang, Web, download, refusal_sentence};

/// "Giấy tờ được hỏi".
#[derive(Serialize, ToSchema)]
pub(super) struct UploadList {
    /// The papers asked for, each with its files; a procedure names few.
    items: Vec<AskedPaper>,
}

/// "Giấy tờ được hỏi, với tệp của nó".
#[derive(Serialize, ToSchema)]
struct AskedPaper {
    /// The paper, as uploads name it.
    part: String,
    /// What it is called, or what the authority asks.
    name: String,
    /// What helps to bring the right one.
    hint: String,
    /// Act and article it is asked for by.
    ground: String,
    /// Whether nothing whole is there for it yet.
    is_missing: bool,
    /// Its files, in order.
    files: Vec<UploadView>,
}

/// "Tệp tải lên".
#[derive(Serialize, ToSchema)]
pub(super) struct UploadView {
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// The draft or dossier it is for.
    #[schema(format = "uuid")]
    purpose: String,
    /// The paper it is for.
    part: String,
    /// Its name as it is kept.
    name: String,
    /// Its bytes.
    size: i64,
    /// Its place among the files of the paper.
    place: i64,
    /// Whether all pieces were joined and the file was taken.
    is_whole: bool,
    /// What it is: `pdf`, `jpeg`, `png`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    kind: Option<String>,
    /// SHA-256 of its bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    hash: Option<String>,
    /// Bytes of a piece; the last one may be shorter.
    piece_bytes: u64,
    /// Numbers of the pieces that are here already, from 0.
    have: Vec<i64>,
    /// What the checks say about it.
    findings: Vec<FindingView>,
    /// Whether its owner keeps it in spite of a warning.
    is_kept: bool,
    /// Whether it goes out only once its owner keeps it.
    is_doubtful: bool,
}

/// "Điều nhận thấy ở tệp".
#[derive(Serialize, ToSchema)]
struct FindingView {
    /// `warn` waits for the owner's second look, `note` asks nothing.
    weight: &'static str,
    /// The stable code.
    code: String,
    /// What is the matter, and what to do.
    detail: String,
}

/// `GET /api/v1/drafts/{draft}/uploads` and `GET /api/v1/dossiers/{id}/uploads`
pub(super) async fn list(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Spoken(lang): Spoken,
    Path(purpose): Path<String>,
) -> Result<Json<UploadList>, ApiError> {
    let id = id_in(&purpose)?;
    let asked = all_asked(&web.app, &who, id).await?;
    let rows = of_purpose(&web.app, &who, id).await?;
    let mut items = Vec::new();
    for paper in asked {
        let mut files = Vec::new();
        for row in rows.iter().filter(|row| row.part == paper.part) {
            let (row, begun) = coming(&web.app, &who, row.id).await?;
            files.push(view(lang, &row, begun));
        }
        items.push(line(lang, paper, files));
    }
    Ok(Json(UploadList { items }))
}

fn line(lang: Lang, paper: Paper, files: Vec<UploadView>) -> AskedPaper {
    let name = match lang {
        Lang::Vi => paper.name.vi,
        Lang::En => paper.name.en,
    };
    let is_missing = !files.iter().any(|file| file.is_whole);
    AskedPaper { part: paper.part, name, hint: paper.hint, ground: paper.ground, is_missing, files }
}

fn view(lang: Lang, row: &UploadRow, begun: Begun) -> UploadView {
    let found = findings(row);
    UploadView {
        id: row.id.to_string(),
        purpose: row.purpose.to_string(),
        part: row.part.clone(),
        name: row.name.clone(),
        size: row.size,
        place: row.place,
        is_whole: row.hash.is_some(),
        kind: row.kind.clone(),
        hash: row.hash.as_ref().map(ToString::to_string),
        piece_bytes: begun.piece_bytes,
        have: begun.have,
        is_doubtful: !row.is_kept && found.iter().any(|finding| finding.weight == Weight::Warn),
        is_kept: row.is_kept,
        findings: found.iter().map(|finding| told(lang, finding)).collect(),
    }
}

fn told(lang: Lang, finding: &Finding) -> FindingView {
    let weight = match finding.weight {
        Weight::Stop => "stop",
        Weight::Warn => "warn",
        Weight::Note => "note",
    };
    let detail = refusal_sentence(lang, &finding.what);
    FindingView { weight, code: finding.what.code.clone(), detail }
}

/// `POST /api/v1/drafts/{draft}/uploads` and `POST /api/v1/dossiers/{id}/uploads`
pub(super) async fn start(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(purpose): Path<String>,
    asked: Asked<NewUpload>,
) -> Result<Response, ApiError> {
    let id = id_in(&purpose)?;
    let NewUpload { part, name, size } = asked.body;
    let deed = async {
        let offer = Offer { id, part: &part, name: &name, size };
        begin(&web.app, &who, &offer).await.map(|begun| Receipt::plain(&begun.id, 1))
    };
    let receipt = once(&web.app, asked.claim, Box::pin(deed)).await?;
    Ok(versioned(StatusCode::CREATED, receipt.version, Done::from(receipt)))
}

async fn seen(web: &Web, who: &Citizen, lang: Lang, id: Id) -> Result<Json<UploadView>, ApiError> {
    let (row, begun) = coming(&web.app, who, id).await?;
    Ok(Json(view(lang, &row, begun)))
}

/// `GET /api/v1/uploads/{upload}`
pub(super) async fn one(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Spoken(lang): Spoken,
    Path(upload): Path<String>,
) -> Result<Json<UploadView>, ApiError> {
    seen(&web, &who, lang, id_in(&upload)?).await
}

/// `PUT /api/v1/uploads/{upload}/pieces/{number}`
pub(super) async fn put_piece(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path((upload, number)): Path<(String, String)>,
    Piece { hash, bytes }: Piece,
) -> Result<StatusCode, ApiError> {
    let number = number.parse().map_err(|_| UploadRefusal::PieceBroken)?;
    piece(&web.app, &who, id_in(&upload)?, number, &hash, bytes).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/v1/uploads/{upload}/completion`: joins the pieces, and answers with what the checks say of the file.
pub(super) async fn complete(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Spoken(lang): Spoken,
    Path(upload): Path<String>,
    asked: Nothing,
) -> Result<Json<UploadView>, ApiError> {
    let id = id_in(&upload)?;
    let deed = async { finish(&web.app, &who, id).await.map(|done| Receipt::plain(&done.id, 1)) };
    once(&web.app, asked.claim, Box::pin(deed)).await?;
    seen(&web, &who, lang, id).await
}

/// `PUT /api/v1/uploads/{upload}/kept`
pub(super) async fn kept(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Spoken(lang): Spoken,
    Path(upload): Path<String>,
) -> Result<Json<UploadView>, ApiError> {
    let id = id_in(&upload)?;
    keep(&web.app, &who, id).await?;
    seen(&web, &who, lang, id).await
}

/// `POST /api/v1/uploads/{upload}/moves`
pub(super) async fn shifted(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Spoken(lang): Spoken,
    Path(upload): Path<String>,
    asked: Asked<Move>,
) -> Result<Json<UploadView>, ApiError> {
    let id = id_in(&upload)?;
    let way = match asked.body.towards {
        Towards::First => Shift::Up,
        Towards::Last => Shift::Down,
    };
    let deed = async { shift(&web.app, &who, id, way).await.map(|()| Receipt::plain(&id, 1)) };
    once(&web.app, asked.claim, Box::pin(deed)).await?;
    seen(&web, &who, lang, id).await
}

/// `DELETE /api/v1/uploads/{upload}`
pub(super) async fn discard(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(upload): Path<String>,
) -> Result<StatusCode, ApiError> {
    remove(&web.app, &who, id_in(&upload)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/v1/uploads/{upload}/content`
pub(super) async fn content(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(upload): Path<String>,
) -> Result<Response, ApiError> {
    Ok(download::file(open(&web.app, &who, id_in(&upload)?, Shown::Whole).await?))
}

/// `GET /api/v1/uploads/{upload}/preview`
pub(super) async fn preview(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(upload): Path<String>,
) -> Result<Response, ApiError> {
    Ok(download::file(open(&web.app, &who, id_in(&upload)?, Shown::Preview).await?))
}
