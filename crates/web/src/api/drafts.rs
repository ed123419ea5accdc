//! Drafts for software: begin, look, save page by page, send in, throw away.

use std::collections::BTreeMap;

use app::draft::{Filling, Typed, discard as throw_away, mine, open, save_page, start};
use app::once::{Receipt, once};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::FieldProblem;
use kernel::{AgencyCode, Id};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::asked::{Asked, BasedOn, Body, Nothing, versioned};
use super::guard::ByCitizen;
use super::problem::ApiError;
use super::procedures::code_in;
use super::shapes::{Begin, ChosenAgency, SavedPage, typed};
use super::view::Done;
use crate::Web;

/// "Danh sách tờ khai đang điền".
#[derive(Serialize, ToSchema)]
pub(super) struct DraftList {
    /// The drafts, the newest first; there is at most one for a procedure.
    items: Vec<DraftRow>,
}

/// "Tờ khai trong danh sách".
#[derive(Serialize, ToSchema)]
pub(super) struct DraftRow {
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// The procedure.
    procedure: String,
    /// Its version.
    version: i64,
    /// The last save.
    #[schema(format = "date-time")]
    updated_at: String,
}

impl From<app::draft::DraftRow> for DraftRow {
    fn from(row: app::draft::DraftRow) -> Self {
        Self {
            id: row.id.to_string(),
            procedure: row.procedure,
            version: row.version,
            updated_at: row.updated_at.to_string(),
        }
    }
}

/// "Tờ khai đang điền".
#[derive(Serialize, ToSchema)]
pub(super) struct DraftView {
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// The procedure.
    procedure: String,
    /// The revision whose form is filled in.
    revision: u32,
    /// Its version, to be sent back in `If-Match`.
    version: i64,
    /// The authority chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    agency: Option<String>,
    /// The answers so far, with what registers know.
    #[schema(value_type = Object)]
    answers: Value,
    /// Fields a register has answered; sending them changed is refused.
    locked: Vec<String>,
    /// What registers offer to questions nobody has answered: no answers until they are sent.
    #[schema(value_type = Object)]
    offered: BTreeMap<String, Value>,
    /// What is still open or wrong, by field: the codes of the problems.
    open: BTreeMap<String, String>,
    /// The dossier it has become.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = "uuid")]
    dossier: Option<String>,
}

/// The id in an address; what is none leads nowhere.
pub(super) fn id_in(text: &str) -> Result<Id, ApiError> {
    Id::parse(text).ok_or_else(|| app::AppRefusal::NotFound { what: "id".to_owned() }.into())
}

/// `GET /api/v1/drafts`
pub(super) async fn list(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
) -> Result<Json<DraftList>, ApiError> {
    Ok(Json(DraftList { items: mine(&web.app, &who).await?.into_iter().map(DraftRow::from).collect() }))
}

/// `POST /api/v1/drafts`
pub(super) async fn begin(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    asked: Asked<Begin>,
) -> Result<Response, ApiError> {
    let code = code_in(&asked.body.procedure)?;
    let deed = async {
        let id = start(&web.app, &who, &code).await?;
        let filling = open(&web.app, &who, id).await?;
        Ok(Receipt::plain(&id, filling.version))
    };
    let receipt = once(&web.app, asked.claim, Box::pin(deed)).await?;
    Ok(versioned(StatusCode::CREATED, receipt.version, Done::from(receipt)))
}

/// `GET /api/v1/drafts/{draft}`
pub(super) async fn one(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(draft): Path<String>,
) -> Result<Response, ApiError> {
    let filling = open(&web.app, &who, id_in(&draft)?).await?;
    Ok(versioned(StatusCode::OK, filling.version, view(&web, &filling)))
}

fn view(web: &Web, filling: &Filling<'_>) -> DraftView {
    let revision = filling.procedure.revision();
    let open = problems(web, filling).into_iter().map(|problem| (problem.field, problem.code));
    DraftView {
        id: filling.id.to_string(),
        procedure: revision.code.to_string(),
        revision: revision.revision,
        version: filling.version,
        agency: filling.agency.as_ref().map(ToString::to_string),
        answers: filling.answers.as_value().clone(),
        locked: filling.locked.iter().cloned().collect(),
        offered: filling.offered.clone(),
        open: open.collect(),
        dossier: filling.dossier.map(|id| id.to_string()),
    }
}

fn problems(web: &Web, filling: &Filling<'_>) -> Vec<FieldProblem> {
    let form = filling.procedure.form();
    let mut problems = form.check_all(&form.visible_answers(&filling.answers), web.app.today());
    problems.extend(filling.elsewhere());
    problems
}

/// `DELETE /api/v1/drafts/{draft}`
pub(super) async fn discard(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(draft): Path<String>,
) -> Result<StatusCode, ApiError> {
    let id = id_in(&draft)?;
    open(&web.app, &who, id).await?;
    throw_away(&web.app, &who, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `PUT /api/v1/drafts/{draft}/agency`
pub(super) async fn choose(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(draft): Path<String>,
    BasedOn(version): BasedOn,
    Body(body): Body<ChosenAgency>,
) -> Result<Response, ApiError> {
    let agency = agency_in(&body.agency)?;
    save_typed(&web, &who, id_in(&draft)?, version, &Typed::Agency(&agency)).await
}

/// The code of an authority in a body.
pub(super) fn agency_in(text: &str) -> Result<AgencyCode, ApiError> {
    let none = |_| app::AppRefusal::NoAuthority { place: text.chars().take(40).collect() };
    Ok(AgencyCode::parse(text).map_err(none)?)
}

/// `PUT /api/v1/drafts/{draft}/pages/{page}`
pub(super) async fn save(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path((draft, page)): Path<(String, String)>,
    BasedOn(version): BasedOn,
    Body(body): Body<SavedPage>,
) -> Result<Response, ApiError> {
    let fields = typed(&body.answers)?;
    save_typed(&web, &who, id_in(&draft)?, version, &Typed::Page { id: &page, fields: &fields }).await
}

async fn save_typed(
    web: &Web,
    who: &app::identity::Citizen,
    id: Id,
    version: i64,
    page: &Typed<'_>,
) -> Result<Response, ApiError> {
    save_page(&web.app, who, id, version, page).await?;
    let filling = open(&web.app, who, id).await?;
    Ok(versioned(StatusCode::OK, filling.version, view(web, &filling)))
}

/// `POST /api/v1/drafts/{draft}/submission`
pub(super) async fn send(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(draft): Path<String>,
    asked: Nothing,
) -> Result<Response, ApiError> {
    let id = id_in(&draft)?;
    let deed = async {
        let key = app::draft::send(&web.app, &who, id).await?;
        app::dossier::receipt(&web.app, &key).await
    };
    let done = once(&web.app, asked.claim, Box::pin(deed)).await;
    match done {
        Ok(receipt) => Ok(versioned(StatusCode::CREATED, receipt.version, Done::from(receipt))),
        Err(error) => {
            let incomplete = is_incomplete(&error);
            let error = ApiError::from(error);
            if incomplete {
                let filling = open(&web.app, &who, id).await?;
                return Err(error.with_fields(problems(&web, &filling)));
            }
            Err(error)
        }
    }
}

/// Whether it is the answers that keep a form from being sent.
pub(super) fn is_incomplete(error: &app::Error) -> bool {
    let code = app::AppRefusal::FormIncomplete { count: String::new() }.code();
    matches!(error, app::Error::Refused(refusal) if refusal.code == code)
}
