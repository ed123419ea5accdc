//! Officials' work for software: worklists, one dossier, and every action on it.

use app::DossierKey;
use app::dossier::{After as AfterRow, Target, assignable, draft_text, look, receipt, worklist};
use app::once::once;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use dossier::Holder;
use kernel::AgencyCode;
use serde::Serialize;
use utoipa::ToSchema;

use super::actions::Deed;
use super::asked::{Asked, BasedOn, versioned};
use super::cursor::{After, cursor_of};
use super::drafts::id_in;
use super::guard::ByOfficial;
use super::problem::ApiError;
use super::view::{Done, DossierView, Eyes};
use crate::Web;

/// "Việc trong tay ai".
#[derive(Serialize, ToSchema)]
pub(super) struct WorkCounts {
    /// One line for each worklist the posts of today open.
    items: Vec<WorkCount>,
}

/// "Số việc".
#[derive(Serialize, ToSchema)]
struct WorkCount {
    /// Code of the agency.
    agency: String,
    /// In whose hands.
    holder: &'static str,
    /// How many; a thousand means a thousand or more.
    count: i64,
}

/// "Trang việc".
#[derive(Serialize, ToSchema)]
pub(super) struct WorkList {
    /// The rows, the most urgent first.
    items: Vec<WorkItem>,
    /// Where the next page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next: Option<String>,
}

/// "Dòng việc".
#[derive(Serialize, ToSchema)]
struct WorkItem {
    /// Where it lies.
    tenant: String,
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// The procedure.
    procedure: String,
    /// The official code, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    code: Option<String>,
    /// The stage by name.
    stage: &'static str,
    /// The owner's name.
    owner: String,
    /// The officer in charge.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    officer: Option<String>,
    /// The end of the clock that runs.
    #[schema(format = "date-time")]
    due_at: String,
    /// When it was sent in.
    #[schema(format = "date-time")]
    submitted_at: String,
}

/// "Chuyên viên có thể giao".
#[derive(Serialize, ToSchema)]
pub(super) struct OfficerList {
    /// The officers.
    items: Vec<OfficerView>,
}

/// "Chuyên viên".
#[derive(Serialize, ToSchema)]
struct OfficerView {
    /// Account id.
    id: String,
    /// Name.
    name: String,
}

/// "Dự thảo theo mẫu".
#[derive(Serialize, ToSchema)]
pub(super) struct DraftText {
    /// Title.
    title: String,
    /// Text, to be read and changed before it is proposed.
    content: String,
}

/// `GET /api/v1/work`
pub(super) async fn counts(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
) -> Result<Json<WorkCounts>, ApiError> {
    let counts = app::dossier::counts(&web.app, &who).await?;
    let count = |(agency, holder, count): (AgencyCode, Holder, i64)| WorkCount {
        agency: agency.to_string(),
        holder: holder.name(),
        count,
    };
    Ok(Json(WorkCounts { items: counts.into_iter().map(count).collect() }))
}

fn not_found(what: &str) -> ApiError {
    app::AppRefusal::NotFound { what: what.to_owned() }.into()
}

/// `GET /api/v1/work/{agency}/{holder}`
pub(super) async fn list(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((agency, holder)): Path<(String, String)>,
    Query(after): Query<After>,
) -> Result<Json<WorkList>, ApiError> {
    let agency = AgencyCode::parse(&agency).map_err(|_| not_found("agency"))?;
    let holder = Holder::from_name(&holder).ok_or_else(|| not_found("holder"))?;
    let after = after.row()?.map(|(due_at, id)| AfterRow { due_at, id });
    let page = worklist(&web.app, &who, &agency, holder, after).await?;
    let tenant = agency.tenant().to_owned();
    let item = |row: app::dossier::WorkRow| WorkItem {
        tenant: tenant.clone(),
        id: row.id.to_string(),
        procedure: row.procedure,
        code: row.code,
        stage: row.stage.name(),
        owner: row.owner_name,
        officer: row.officer_name,
        due_at: row.due_at.to_string(),
        submitted_at: row.submitted_at.to_string(),
    };
    let next = page.next.map(|next| cursor_of(next.due_at, next.id));
    Ok(Json(WorkList { items: page.rows.into_iter().map(item).collect(), next }))
}

fn key_in(tenant: &str, id: &str) -> Result<DossierKey, ApiError> {
    let tenant = AgencyCode::parse(tenant).map_err(|_| not_found("dossier"))?;
    Ok(DossierKey { tenant: tenant.tenant().to_owned(), id: id_in(id)? })
}

/// `GET /api/v1/work/dossiers/{tenant}/{id}`
pub(super) async fn one(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, id)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let look = look(&web.app, &who, &key_in(&tenant, &id)?).await?;
    let view = DossierView::of(&look, Eyes::Official);
    Ok(versioned(StatusCode::OK, view.version, view))
}

/// `GET /api/v1/work/dossiers/{tenant}/{id}/officers`
pub(super) async fn officers(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, id)): Path<(String, String)>,
) -> Result<Json<OfficerList>, ApiError> {
    let look = look(&web.app, &who, &key_in(&tenant, &id)?).await?;
    let officers = assignable(&web.app, &look.dossier).await?;
    let items = officers.into_iter().map(|(id, name)| OfficerView { id, name }).collect();
    Ok(Json(OfficerList { items }))
}

/// `GET /api/v1/work/dossiers/{tenant}/{id}/draft`
pub(super) async fn draft(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, id)): Path<(String, String)>,
) -> Result<Json<DraftText>, ApiError> {
    let look = look(&web.app, &who, &key_in(&tenant, &id)?).await?;
    let (title, content) = draft_text(&web.app, &look.dossier).await?;
    Ok(Json(DraftText { title, content }))
}

/// `POST /api/v1/work/dossiers/{tenant}/{id}/actions`
pub(super) async fn act(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, id)): Path<(String, String)>,
    BasedOn(version): BasedOn,
    asked: Asked<Deed>,
) -> Result<Response, ApiError> {
    let target = Target { key: key_in(&tenant, &id)?, version: Some(version) };
    let deed = async {
        asked.body.perform(&web.app, &who, &target).await?;
        receipt(&web.app, &target.key).await
    };
    match once(&web.app, asked.claim, Box::pin(deed)).await {
        Ok(receipt) => Ok(versioned(StatusCode::OK, receipt.version, Done::from(receipt))),
        Err(error) => {
            // To somebody without a right to look there is no such dossier, whatever they ask of it.
            look(&web.app, &who, &target.key).await?;
            Err(error.into())
        }
    }
}
