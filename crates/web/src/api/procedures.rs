//! Procedures for software: search, one of them, the schema of its answers with an example, and where to file.

use app::organisation::authorities;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use catalogue::ProcedureFact;
use kernel::ProcedureCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::cursor::{After, cursor};
use super::problem::{ApiError, ApiRefusal};
use crate::Web;

/// Procedures of a page.
const PAGE: usize = 50;
/// Agencies of a page.
const AGENCIES: usize = 100;

/// What is searched for.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// Words, or a code.
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: Option<String>,
}

/// "Trang thủ tục".
#[derive(Serialize, ToSchema)]
pub(super) struct ProcedureList {
    /// The procedures: the best answers first, or by code where nothing was searched for.
    items: Vec<ProcedureRow>,
    /// Where the next page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next: Option<String>,
}

/// "Thủ tục trong danh sách".
#[derive(Serialize, ToSchema)]
struct ProcedureRow {
    /// National code.
    code: String,
    /// Name.
    name: String,
    /// "Lĩnh vực".
    field: String,
    /// The ministry that publishes it.
    ministry: String,
    /// Whether it can be filed here.
    is_online: bool,
}

/// "Thủ tục".
#[derive(Serialize, ToSchema)]
pub(super) struct ProcedureView {
    /// National code.
    code: String,
    /// Full official name.
    name: String,
    /// "Lĩnh vực".
    field: String,
    /// The ministry that publishes it.
    ministry: String,
    /// Number of the decision that publishes it.
    decision: String,
    /// Who carries it out; empty where the list does not say.
    executing_agency: String,
    /// What it needs to be filed here; nothing where it is information only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    online: Option<OnlineView>,
}

/// "Bản đang áp dụng".
#[derive(Serialize, ToSchema)]
struct OnlineView {
    /// Number of the revision in force today.
    revision: u32,
    /// Its first day.
    #[schema(format = "date")]
    effective_from: String,
    /// Pages of the form, with their fields in order.
    pages: Vec<PageView>,
    /// Papers it may call for; which of them are asked for depends on the answers.
    papers: Vec<ComponentView>,
    /// Address of the schema of the answers.
    schema: String,
    /// Address of the list of authorities.
    agencies: String,
}

/// "Thành phần hồ sơ".
#[derive(Serialize, ToSchema)]
struct ComponentView {
    /// Its id, under which files are uploaded.
    id: String,
    /// What it is called.
    name: String,
    /// Registers any of which takes its place; with one of these it is not handed in.
    replaced_by: Vec<String>,
}

/// "Trang tờ khai".
#[derive(Serialize, ToSchema)]
struct PageView {
    /// Its id.
    id: String,
    /// Its heading.
    title: String,
    /// The ids of its fields.
    fields: Vec<String>,
}

/// "Trang cơ quan".
#[derive(Serialize, ToSchema)]
pub(super) struct AgencyList {
    /// The authorities, by code.
    items: Vec<AgencyView>,
    /// Where the next page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next: Option<String>,
}

/// "Cơ quan".
#[derive(Serialize, ToSchema)]
struct AgencyView {
    /// Its code.
    code: String,
    /// Its name.
    name: String,
    /// Code of the commune it stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    commune: Option<String>,
}

/// `GET /api/v1/procedures`
pub(super) async fn list(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
) -> Result<Json<ProcedureList>, ApiError> {
    let after = After { after: asked.after }.key()?;
    if asked.q.chars().count() > catalogue::MAX_QUERY_CHARS {
        return Err(ApiRefusal::QueryMalformed { name: "q".to_owned() }.into());
    }
    let row = |fact: &ProcedureFact| row(&web, fact);
    if asked.q.trim().is_empty() {
        let facts = web.app.facts.all().iter();
        let rest = facts.filter(|fact| after.as_deref().is_none_or(|after| fact.code.as_str() > after));
        let mut items: Vec<ProcedureRow> = rest.take(PAGE + 1).map(row).collect();
        let next = (items.len() > PAGE).then(|| items.truncate(PAGE));
        let next = next.and_then(|()| items.last().map(|last| cursor(&last.code)));
        return Ok(Json(ProcedureList { items, next }));
    }
    // The list is fixed while the program runs, so a place in the ranking is a key.
    let from = after.map_or(Ok(0), |key| key.parse::<usize>()).map_err(|_| ApiRefusal::CursorMalformed)?;
    let hits = web.app.search.search(&asked.q, from.saturating_add(PAGE + 1));
    let found = hits.iter().skip(from).filter_map(|hit| web.app.facts.get(&hit.code));
    let mut items: Vec<ProcedureRow> = found.map(row).collect();
    let has_more = items.len() > PAGE;
    items.truncate(PAGE);
    let next = has_more.then(|| cursor(&(from.saturating_add(PAGE))));
    Ok(Json(ProcedureList { items, next }))
}

fn row(web: &Web, fact: &ProcedureFact) -> ProcedureRow {
    ProcedureRow {
        code: fact.code.to_string(),
        name: fact.display_name().to_owned(),
        field: fact.field.clone(),
        ministry: fact.ministry.clone(),
        is_online: web.app.executable(&fact.code).is_ok(),
    }
}

/// The code in an address; what is none leads nowhere.
pub(super) fn code_in(text: &str) -> Result<ProcedureCode, ApiError> {
    ProcedureCode::parse(text).map_err(|_| app::AppRefusal::NotFound { what: "procedure".to_owned() }.into())
}

/// `GET /api/v1/procedures/{code}`
pub(super) async fn one(
    State(web): State<Web>,
    Path(code): Path<String>,
) -> Result<Json<ProcedureView>, ApiError> {
    let code = code_in(&code)?;
    let not_found = || app::AppRefusal::NotFound { what: "procedure".to_owned() };
    let fact = web.app.facts.get(&code).ok_or_else(not_found)?;
    let online = web.app.executable(&code).ok().map(|compiled| {
        let revision = compiled.revision();
        let page = |page: &catalogue::Page| PageView {
            id: page.id.clone(),
            title: page.title.vi.clone(),
            fields: page.fields.iter().map(|field| field.id.clone()).collect(),
        };
        let paper = |component: &catalogue::Component| ComponentView {
            id: component.id.clone(),
            name: component.name.vi.clone(),
            replaced_by: component.replaceable_by.clone(),
        };
        OnlineView {
            revision: revision.revision,
            effective_from: revision.effective_from.to_string(),
            pages: revision.form.pages.iter().map(page).collect(),
            papers: revision.components.iter().map(paper).collect(),
            schema: format!("/api/v1/procedures/{code}/schema"),
            agencies: format!("/api/v1/procedures/{code}/agencies"),
        }
    });
    Ok(Json(ProcedureView {
        code: fact.code.to_string(),
        name: fact.name.clone(),
        field: fact.field.clone(),
        ministry: fact.ministry.clone(),
        decision: fact.decision.clone(),
        executing_agency: fact.executing_agency.clone(),
        online,
    }))
}

/// `GET /api/v1/procedures/{code}/schema`
pub(super) async fn schema(State(web): State<Web>, Path(code): Path<String>) -> Result<Response, ApiError> {
    let code = code_in(&code)?;
    let compiled = web.app.executable(&code)?;
    let mut schema = compiled.form().schema().clone();
    if let Value::Object(schema) = &mut schema {
        schema.insert("$id".to_owned(), Value::from(format!("/api/v1/procedures/{code}/schema")));
        schema.insert("title".to_owned(), Value::from(compiled.revision().name.vi.as_str()));
        let example = compiled.form().example(web.app.today());
        schema.insert("examples".to_owned(), Value::from(vec![Value::from(example)]));
    }
    let mut response = Json(schema).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/schema+json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    Ok(response)
}

/// `GET /api/v1/procedures/{code}/agencies`
pub(super) async fn agencies(
    State(web): State<Web>,
    Path(code): Path<String>,
    Query(after): Query<After>,
) -> Result<Json<AgencyList>, ApiError> {
    let (code, after) = (code_in(&code)?, after.key()?);
    let body = web.app.executable(&code)?.revision().decided_by;
    let mut all = authorities(&web.app, body).await?;
    all.sort_by(|one, other| one.code.cmp(&other.code));
    let rest =
        all.into_iter().filter(|agency| after.as_deref().is_none_or(|after| agency.code.as_str() > after));
    let view = |agency: app::organisation::Agency| AgencyView {
        code: agency.code.to_string(),
        name: agency.name,
        commune: agency.commune,
    };
    let mut items: Vec<AgencyView> = rest.take(AGENCIES + 1).map(view).collect();
    let has_more = items.len() > AGENCIES;
    items.truncate(AGENCIES);
    let next = items.last().filter(|_| has_more).map(|last| cursor(&last.code));
    Ok(Json(AgencyList { items, next }))
}
