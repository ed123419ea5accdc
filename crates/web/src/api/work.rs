//! Officials' work for software: worklists, one dossier, and every action on it.

use access::Staff;
use app::DossierKey;
use app::dossier::{
    After as AfterRow, DueWithin, List, Place, Target, Wanted, WorkRow, assignable, draft_text, look, receipt,
};
use app::once::once;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::Channel;
use dossier::Holder;
use kernel::{AgencyCode, ProcedureCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::actions::Deed;
use super::actions::Verdict;
use super::asked::{Asked, BasedOn, versioned};
use super::cursor::{After, cursor_of};
use super::drafts::id_in;
use super::guard::ByOfficial;
use super::problem::{ApiError, ApiRefusal};
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
pub(super) struct WorkItem {
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

/// Which template a draft begins from.
#[derive(Deserialize)]
pub(super) struct Begun {
    outcome: Option<Verdict>,
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

pub(super) fn not_found(what: &str) -> ApiError {
    app::AppRefusal::NotFound { what: what.to_owned() }.into()
}

/// `GET /api/v1/work/{agency}/{holder}`
pub(super) async fn list(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((agency, holder)): Path<(String, String)>,
    Query(narrowed): Query<Narrowed>,
) -> Result<Json<WorkList>, ApiError> {
    let agency = AgencyCode::parse(&agency).map_err(|_| not_found("agency"))?;
    let holder = Holder::from_name(&holder).ok_or_else(|| not_found("holder"))?;
    listed(&web, &who, &agency, List::Held(holder), narrowed).await
}

/// What narrows a list, and where its page begins.
#[derive(Deserialize)]
pub(super) struct Narrowed {
    #[serde(default)]
    officer: Option<String>,
    #[serde(default)]
    procedure: Option<String>,
    #[serde(default)]
    channel: Option<String>,
    #[serde(default)]
    due: Option<String>,
    #[serde(default)]
    after: Option<String>,
}

/// Ends by which a list is narrowed, as the query names them.
pub(super) const DUES: [(&str, DueWithin); 3] =
    [("late", DueWithin::Late), ("today", DueWithin::Today), ("week", DueWithin::Week)];
/// Ways a dossier comes in.
pub(super) const CHANNELS: [Channel; 3] = [Channel::Online, Channel::Counter, Channel::Post];

impl Narrowed {
    fn wanted(self) -> Result<Wanted, ApiError> {
        let malformed = |name: &str| ApiRefusal::QueryMalformed { name: name.to_owned() };
        let due = |text: String| {
            let known = DUES.into_iter().find(|(name, _)| *name == text).map(|(_, due)| due);
            known.ok_or_else(|| malformed("due"))
        };
        let channel = |text: String| {
            let known = CHANNELS.into_iter().find(|channel| channel.word() == text);
            known.ok_or_else(|| malformed("channel"))
        };
        let procedure = |text: String| ProcedureCode::parse(&text).map_err(|_| malformed("procedure"));
        if self.officer.as_ref().is_some_and(|officer| officer.contains('\0')) {
            return Err(malformed("officer").into());
        }
        let after = After { after: self.after }.row()?;
        let place = after.map_or(Place::First, |(due_at, id)| Place::After(AfterRow { due_at, id }));
        Ok(Wanted {
            officer: self.officer,
            procedure: self.procedure.map(procedure).transpose()?,
            channel: self.channel.map(channel).transpose()?,
            due: self.due.map(due).transpose()?,
            place,
        })
    }
}

/// A page of a list of an agency.
pub(super) async fn listed(
    web: &Web,
    who: &Staff,
    agency: &AgencyCode,
    list: List,
    narrowed: Narrowed,
) -> Result<Json<WorkList>, ApiError> {
    let page = app::dossier::list(&web.app, who, agency, list, &narrowed.wanted()?).await?;
    let next = page.next.map(|next| cursor_of(next.due_at, next.id));
    let items = page.rows.into_iter().map(|row| item(agency.tenant(), row)).collect();
    Ok(Json(WorkList { items, next }))
}

/// A row as it is told.
pub(super) fn item(tenant: &str, row: WorkRow) -> WorkItem {
    WorkItem {
        tenant: tenant.to_owned(),
        id: row.id.to_string(),
        procedure: row.procedure,
        code: row.code,
        stage: row.stage.name(),
        owner: row.owner_name,
        officer: row.officer_name,
        due_at: row.due_at.to_string(),
        submitted_at: row.submitted_at.to_string(),
    }
}

pub(super) fn key_in(tenant: &str, id: &str) -> Result<DossierKey, ApiError> {
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
    Query(begun): Query<Begun>,
) -> Result<Json<DraftText>, ApiError> {
    let look = look(&web.app, &who, &key_in(&tenant, &id)?).await?;
    let outcome = begun.outcome.unwrap_or(Verdict::Granted).into();
    let (title, content) = draft_text(&web.app, &look.dossier, outcome).await?;
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
