//! An agency as its officials see it, for software: the register of results, who has how much in hand, searching, what
//! waits for others, what people say, and the procedures in force.

use app::dossier::{BOOK_PAGE, BookEntry, List, book, loads, search as find};
use app::rating::figures;
use axum::Json;
use axum::extract::{Path, Query, State};
use catalogue::verify;
use dossier::Cause;
use kernel::AgencyCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::cursor::{After, cursor};
use super::guard::ByOfficial;
use super::problem::{ApiError, ApiRefusal};
use super::work::{Narrowed, WorkItem, WorkList, item, listed, not_found};
use crate::Web;

/// "Trang sổ kết quả".
#[derive(Serialize, ToSchema)]
pub(super) struct RegisterList {
    /// The entries, the newest first.
    items: Vec<RegisterEntry>,
    /// Where the next page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next: Option<String>,
}

/// "Dòng sổ".
#[derive(Serialize, ToSchema)]
struct RegisterEntry {
    /// Its serial number in the year.
    serial: i64,
    /// The number as printed.
    number: String,
    /// The date on the paper.
    #[schema(format = "date")]
    on: String,
    /// Title of the paper.
    title: String,
    /// The owner's name.
    owner: String,
    /// The dossier.
    #[schema(format = "uuid")]
    dossier: String,
}

/// "Khối lượng của từng người".
#[derive(Serialize, ToSchema)]
pub(super) struct LoadList {
    /// One line for each officer, and one with an empty id for what nobody has.
    items: Vec<LoadView>,
}

/// "Khối lượng".
#[derive(Serialize, ToSchema)]
struct LoadView {
    /// Account id.
    id: String,
    /// Name; empty for what nobody has and for officers who left.
    name: String,
    /// In hand.
    in_hand: i64,
    /// Of these late.
    late: i64,
}

/// "Kết quả đánh giá của cơ quan".
#[derive(Serialize, ToSchema)]
pub(super) struct RatingFigures {
    /// How many ratings.
    count: i64,
    /// How often each score was given, the best first; empty while so few have rated that they could be guessed.
    scores: Vec<ScoreView>,
    /// The last fifty things people said, in no order that tells who; empty as above.
    words: Vec<SaidView>,
}

/// "Số lượt của một mức".
#[derive(Serialize, ToSchema)]
struct ScoreView {
    /// One to five.
    score: i64,
    /// How often.
    count: i64,
}

/// "Lời đánh giá".
#[derive(Serialize, ToSchema)]
struct SaidView {
    /// One to five.
    score: i64,
    /// What was said.
    words: String,
}

/// "Bản quy trình đang áp dụng".
#[derive(Serialize, ToSchema)]
pub(super) struct RevisionList {
    /// The revisions in force today, by code of the procedure.
    items: Vec<RevisionView>,
}

/// "Bản quy trình".
#[derive(Serialize, ToSchema)]
struct RevisionView {
    /// The procedure.
    procedure: String,
    /// Its name.
    name: String,
    /// Number of the revision.
    revision: u32,
    /// Its first day.
    #[schema(format = "date")]
    effective_from: String,
    /// Number of the decision that publishes it.
    decision: String,
    /// What the verifier says of it.
    findings: Vec<VerifierWord>,
}

/// "Nhận xét của bộ kiểm tra".
#[derive(Serialize, ToSchema)]
struct VerifierWord {
    /// Where in the file.
    place: String,
    /// The stable code.
    code: String,
    /// What is the matter.
    detail: String,
}

/// Which year, and where the page begins.
#[derive(Deserialize)]
pub(super) struct OfYear {
    #[serde(default)]
    year: Option<i16>,
    #[serde(default)]
    after: Option<String>,
}

/// What is searched for.
#[derive(Deserialize)]
pub(super) struct Searched {
    #[serde(default)]
    q: String,
}

/// "Kết quả tìm hồ sơ".
#[derive(Serialize, ToSchema)]
pub(super) struct FoundDossiers {
    /// What was found: a page at most.
    items: Vec<WorkItem>,
    /// Whether others were found that are not among them: more of the name, or the number, leads to those.
    is_more: bool,
}

pub(super) fn agency_at(text: &str) -> Result<AgencyCode, ApiError> {
    AgencyCode::parse(text).map_err(|_| not_found("agency"))
}

/// `GET /api/v1/agencies/{agency}/register`
pub(super) async fn register(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path(agency): Path<String>,
    Query(asked): Query<OfYear>,
) -> Result<Json<RegisterList>, ApiError> {
    let agency = agency_at(&agency)?;
    let before = After { after: asked.after }.key()?;
    let before = before.map(|key| key.parse::<i64>()).transpose().map_err(|_| ApiRefusal::CursorMalformed)?;
    let year = asked.year.unwrap_or_else(|| web.app.today().year());
    let found = book(&web.app, &who, &agency, year, before).await?;
    let is_full = i64::try_from(found.len()).unwrap_or(i64::MAX) >= BOOK_PAGE;
    let next = found.last().filter(|_| is_full).map(|last| cursor(&last.serial));
    let entry = |entry: BookEntry| RegisterEntry {
        serial: entry.serial,
        number: entry.printed,
        on: entry.on.to_string(),
        title: entry.title,
        owner: entry.owner_name,
        dossier: entry.dossier.to_string(),
    };
    Ok(Json(RegisterList { items: found.into_iter().map(entry).collect(), next }))
}

/// `GET /api/v1/agencies/{agency}/loads`
pub(super) async fn in_hand(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path(agency): Path<String>,
) -> Result<Json<LoadList>, ApiError> {
    let all = loads(&web.app, &who, &agency_at(&agency)?).await?.into_iter();
    let items = all.map(|(id, name, in_hand, late)| LoadView { id, name, in_hand, late }).collect();
    Ok(Json(LoadList { items }))
}

/// `GET /api/v1/agencies/{agency}/search`
pub(super) async fn search(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path(agency): Path<String>,
    Query(asked): Query<Searched>,
) -> Result<Json<FoundDossiers>, ApiError> {
    let agency = agency_at(&agency)?;
    if asked.q.chars().count() > catalogue::MAX_QUERY_CHARS || asked.q.contains('\0') {
        return Err(ApiRefusal::QueryMalformed { name: "q".to_owned() }.into());
    }
    let found = find(&web.app, &who, &agency, &asked.q).await?;
    let items = found.rows.into_iter().map(|row| item(agency.tenant(), row)).collect();
    Ok(Json(FoundDossiers { items, is_more: found.is_more }))
}

/// `GET /api/v1/agencies/{agency}/waits/{cause}`
pub(super) async fn waits(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((agency, cause)): Path<(String, String)>,
    Query(narrowed): Query<Narrowed>,
) -> Result<Json<WorkList>, ApiError> {
    let cause = Cause::from_name(&cause).ok_or_else(|| not_found("cause"))?;
    listed(&web, &who, &agency_at(&agency)?, List::Waits(cause), narrowed).await
}

/// `GET /api/v1/agencies/{agency}/ratings`
pub(super) async fn ratings(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path(agency): Path<String>,
) -> Result<Json<RatingFigures>, ApiError> {
    let found = figures(&web.app, &who, &agency_at(&agency)?).await?;
    Ok(Json(RatingFigures {
        count: found.count,
        scores: found.scores.into_iter().map(|(score, count)| ScoreView { score, count }).collect(),
        words: found.words.into_iter().map(|(score, words)| SaidView { score, words }).collect(),
    }))
}

/// `GET /api/v1/work/procedures`
pub(super) async fn revisions(State(web): State<Web>, ByOfficial(_): ByOfficial) -> Json<RevisionList> {
    let (catalogue, on) = (&web.app.catalogue, web.app.today());
    let in_force = catalogue.executable_codes().filter_map(|code| catalogue.in_force(code, on));
    let view = |compiled: &catalogue::CompiledRevision| {
        let revision = compiled.revision();
        let word = |finding: catalogue::Finding| VerifierWord {
            place: finding.place,
            code: finding.code.to_string(),
            detail: finding.detail,
        };
        RevisionView {
            procedure: revision.code.to_string(),
            name: revision.name.vi.clone(),
            revision: revision.revision,
            effective_from: revision.effective_from.to_string(),
            decision: revision.decision.clone(),
            findings: verify(revision).into_iter().map(word).collect(),
        }
    };
    Json(RevisionList { items: in_force.map(view).collect() })
}
