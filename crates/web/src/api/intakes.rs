//! The counter for software: a form an official fills in for a person who stands there, from the card to the receipt.

use std::collections::BTreeMap;

use access::Staff;
use app::DossierKey;
use app::counter::{
    Arrival, AskedAs, CounterPaper, Intake, TwinSeen, Typed, begin, discard, from_online, offered, open,
    receive, save, waiting,
};
use app::once::{Receipt, once};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::{CompiledRevision, FieldProblem};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::asked::{Asked, BasedOn, Body, versioned};
use super::drafts::is_incomplete;
use super::guard::ByOfficial;
use super::office::agency_at;
use super::problem::ApiError;
use super::procedures::code_in;
use super::shapes::{Arriving, Reception, SavedIntake, typed};
use super::view::Done;
use super::work::key_in;
use crate::Web;

/// "Quầy tiếp nhận".
#[derive(Serialize, ToSchema)]
pub(super) struct IntakeList {
    /// The procedures this counter takes.
    procedures: Vec<OfferedProcedure>,
    /// The forms that wait to be finished, the newest first; at most twenty.
    items: Vec<IntakeRowView>,
}

/// "Thủ tục nhận tại quầy".
#[derive(Serialize, ToSchema)]
struct OfferedProcedure {
    /// National code.
    code: String,
    /// Name.
    name: String,
}

/// "Tờ khai đang chờ ở quầy".
#[derive(Serialize, ToSchema)]
struct IntakeRowView {
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// The procedure.
    procedure: String,
    /// The owner's name.
    owner: String,
    /// Its version.
    version: i64,
    /// The last save.
    #[schema(format = "date-time")]
    updated_at: String,
}

/// "Tờ khai tại quầy".
#[derive(Serialize, ToSchema)]
pub(super) struct IntakeView {
    /// Where it lies.
    tenant: String,
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// Its version, to be sent back in `If-Match`.
    version: i64,
    /// The procedure.
    procedure: String,
    /// Code of the agency.
    agency: String,
    /// The owner's name.
    owner: String,
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
    /// The papers these answers call for.
    papers: Vec<SeenPaper>,
    /// The sum due in đồng, once the answers say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    fee: Option<i64>,
    /// Other open dossiers of the same person and procedure.
    twins: Vec<TwinView>,
    /// Whether the person has begun the form online and it can be gone on with.
    has_online: bool,
    /// Whether the population register answered.
    is_register_up: bool,
    /// The dossier it has become.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = "uuid")]
    dossier: Option<String>,
}

/// "Giấy tờ tại quầy".
#[derive(Serialize, ToSchema)]
struct SeenPaper {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// Whether the original was seen.
    is_seen: bool,
    /// Whether a register takes its place; looking at it all the same needs a reason.
    is_replaced: bool,
}

/// "Hồ sơ trùng".
#[derive(Serialize, ToSchema)]
struct TwinView {
    /// Where it lies.
    tenant: String,
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// Its code, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    code: Option<String>,
    /// Its stage.
    stage: &'static str,
}

/// `GET /api/v1/agencies/{agency}/intakes`
pub(super) async fn list(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path(agency): Path<String>,
) -> Result<Json<IntakeList>, ApiError> {
    let agency = agency_at(&agency)?;
    let procedure = |compiled: &CompiledRevision| OfferedProcedure {
        code: compiled.revision().code.to_string(),
        name: compiled.revision().name.vi.clone(),
    };
    let row = |row: app::counter::IntakeRow| IntakeRowView {
        id: row.id.to_string(),
        procedure: row.procedure,
        owner: row.body.owner_name,
        version: row.version,
        updated_at: row.updated_at.to_string(),
    };
    Ok(Json(IntakeList {
        procedures: offered(&web.app, &who, &agency).await?.into_iter().map(procedure).collect(),
        items: waiting(&web.app, &who, &agency).await?.into_iter().map(row).collect(),
    }))
}

/// `POST /api/v1/agencies/{agency}/intakes`
pub(super) async fn start(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path(agency): Path<String>,
    asked: Asked<Arriving>,
) -> Result<Response, ApiError> {
    let Arriving { procedure, owner, name, submitter, submitter_name } = asked.body;
    let (agency, procedure) = (agency_at(&agency)?, code_in(&procedure)?);
    let arrival = Arrival { agency, procedure, owner, name, submitter, submitter_name };
    let deed = async {
        let key = begin(&web.app, &who, &arrival).await?;
        let version = open(&web.app, &who, &key).await?.row.version;
        Ok(Receipt { tenant: Some(key.tenant), ..Receipt::plain(&key.id, version) })
    };
    let receipt = once(&web.app, asked.claim, Box::pin(deed)).await?;
    Ok(versioned(StatusCode::CREATED, receipt.version, Done::from(receipt)))
}

async fn shown(web: &Web, who: &Staff, key: &DossierKey) -> Result<Response, ApiError> {
    let intake = open(&web.app, who, key).await?;
    Ok(versioned(StatusCode::OK, intake.row.version, view(web, &intake)))
}

fn view(web: &Web, intake: &Intake<'_>) -> IntakeView {
    let paper = |paper: &CounterPaper<'_>| SeenPaper {
        id: paper.component.id.clone(),
        name: paper.component.name.vi.clone(),
        is_seen: paper.is_seen,
        is_replaced: paper.asked != AskedAs::Asked,
    };
    let twin = |twin: &app::counter::Twin| TwinView {
        tenant: twin.key.tenant.clone(),
        id: twin.key.id.to_string(),
        code: twin.code.clone(),
        stage: twin.stage.name(),
    };
    let open = problems(web, intake).into_iter().map(|problem| (problem.field, problem.code));
    IntakeView {
        tenant: intake.row.agency.tenant().to_owned(),
        id: intake.row.id.to_string(),
        version: intake.row.version,
        procedure: intake.row.procedure.clone(),
        agency: intake.row.agency.to_string(),
        owner: intake.row.body.owner_name.clone(),
        answers: intake.answers.as_value().clone(),
        locked: intake.locked.iter().cloned().collect(),
        offered: intake.offered.clone(),
        open: open.collect(),
        papers: intake.papers.iter().map(paper).collect(),
        fee: intake.fee.as_ref().map(|fee| fee.total.0),
        twins: intake.twins.iter().map(twin).collect(),
        has_online: intake.online.is_some(),
        is_register_up: intake.is_register_up,
        dossier: intake.row.dossier.clone(),
    }
}

fn problems(web: &Web, intake: &Intake<'_>) -> Vec<FieldProblem> {
    let form = intake.procedure.form();
    let mut problems = form.check_all(&form.visible_answers(&intake.answers), web.app.today());
    problems.retain(|problem| !intake.locked.contains(&problem.field));
    problems
}

/// `GET /api/v1/intakes/{tenant}/{intake}`
pub(super) async fn one(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, intake)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    shown(&web, &who, &key_in(&tenant, &intake)?).await
}

/// `PUT /api/v1/intakes/{tenant}/{intake}`
pub(super) async fn put(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, intake)): Path<(String, String)>,
    BasedOn(version): BasedOn,
    Body(body): Body<SavedIntake>,
) -> Result<Response, ApiError> {
    let key = key_in(&tenant, &intake)?;
    let typed = Typed { fields: typed(&body.answers)?, seen: body.seen, anyway: body.anyway };
    save(&web.app, &who, &key, version, &typed).await?;
    shown(&web, &who, &key).await
}

/// `PUT /api/v1/intakes/{tenant}/{intake}/online`
pub(super) async fn go_on(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, intake)): Path<(String, String)>,
    BasedOn(version): BasedOn,
) -> Result<Response, ApiError> {
    let key = key_in(&tenant, &intake)?;
    from_online(&web.app, &who, &key, version).await?;
    shown(&web, &who, &key).await
}

/// `POST /api/v1/intakes/{tenant}/{intake}/reception`
pub(super) async fn take_in(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, intake)): Path<(String, String)>,
    BasedOn(version): BasedOn,
    asked: Asked<Reception>,
) -> Result<Response, ApiError> {
    let key = key_in(&tenant, &intake)?;
    let twin = if asked.body.has_seen_twin { TwinSeen::Yes } else { TwinSeen::No };
    let deed = async {
        let (dossier, _) = receive(&web.app, &who, &key, version, twin).await?;
        app::dossier::receipt(&web.app, &dossier).await
    };
    match once(&web.app, asked.claim, Box::pin(deed)).await {
        Ok(receipt) => Ok(versioned(StatusCode::CREATED, receipt.version, Done::from(receipt))),
        Err(error) if is_incomplete(&error) => {
            let intake = open(&web.app, &who, &key).await?;
            Err(ApiError::from(error).with_fields(problems(&web, &intake)))
        }
        Err(error) => Err(error.into()),
    }
}

/// `DELETE /api/v1/intakes/{tenant}/{intake}`
pub(super) async fn throw_away(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, intake)): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    discard(&web.app, &who, &key_in(&tenant, &intake)?).await?;
    Ok(StatusCode::NO_CONTENT)
}
