//! A person's dossiers for software: list, follow, file at once, add, withdraw, take the result, and who has looked.

use app::dossier::{
    act_as_party, answer, dossier_of, file as send_in, filled, my_dossiers, my_readings_before,
};
use app::identity::Citizen;
use app::once::{Claim, Receipt, once};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use dossier::{Command, Evidence};
use kernel::Id;
use serde::Serialize;
use utoipa::ToSchema;

use super::asked::{Asked, BasedOn, Nothing, versioned};
use super::cursor::{After, cursor, cursor_of};
use super::drafts::{agency_in, id_in, is_incomplete};
use super::guard::ByCitizen;
use super::problem::ApiError;
use super::procedures::code_in;
use super::shapes::{Filing, Supplement, Withdrawal, typed};
use super::view::{Done, DossierView, Eyes};
use crate::Web;

/// Cards the use case gives at a time.
const PAGE: usize = 20;
/// How a result is received here.
const ONLINE: &str = "online";

/// "Trang hồ sơ của tôi".
#[derive(Serialize, ToSchema)]
pub(super) struct DossierList {
    /// The dossiers, the newest first.
    items: Vec<DossierRow>,
    /// Where the next page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next: Option<String>,
}

/// "Hồ sơ trong danh sách".
#[derive(Serialize, ToSchema)]
struct DossierRow {
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// The ministry or province of the authority.
    tenant: String,
    /// The procedure.
    procedure: String,
    /// The official code, from reception on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    code: Option<String>,
    /// The stage by name.
    stage: &'static str,
    /// When it was sent in.
    #[schema(format = "date-time")]
    submitted_at: String,
    /// When it last changed.
    #[schema(format = "date-time")]
    updated_at: String,
    /// The end of the clock that matters now.
    #[schema(format = "date-time")]
    due_at: String,
    /// Messages of the authority that were not read yet.
    unread: i64,
}

/// "Lượt xem dữ liệu của tôi".
#[derive(Serialize, ToSchema)]
pub(super) struct ReadingList {
    /// The readings, the newest first.
    items: Vec<ReadingView>,
    /// Where the next page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next: Option<String>,
}

/// "Một lượt xem".
#[derive(Serialize, ToSchema)]
struct ReadingView {
    /// When.
    #[schema(format = "date-time")]
    at: String,
    /// Who.
    reader: String,
    /// Code of the reader's agency.
    agency: String,
    /// Why, as a code.
    purpose: String,
    /// Act and article that allow it.
    ground: String,
    /// In which dossier.
    #[schema(format = "uuid")]
    dossier: String,
}

/// `GET /api/v1/dossiers`
pub(super) async fn list(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Query(after): Query<After>,
) -> Result<Json<DossierList>, ApiError> {
    let cards = my_dossiers(&web.app, &who, after.row()?).await?;
    let new = app::message::new_for(&web.app, &who).await?;
    let unread = |id: Id| new.iter().find(|(dossier, _)| *dossier == id).map_or(0, |(_, count)| *count);
    let last = cards.last().filter(|_| cards.len() >= PAGE);
    let next = last.map(|card| cursor_of(card.submitted_at, card.dossier));
    let row = |card: app::dossier::Card| DossierRow {
        id: card.dossier.to_string(),
        tenant: card.tenant,
        procedure: card.procedure,
        code: card.code,
        stage: card.stage.name(),
        submitted_at: card.submitted_at.to_string(),
        updated_at: card.updated_at.to_string(),
        due_at: card.due_at.to_string(),
        unread: unread(card.dossier),
    };
    Ok(Json(DossierList { items: cards.into_iter().map(row).collect(), next }))
}

/// `POST /api/v1/dossiers`
pub(super) async fn file(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    asked: Asked<Filing>,
) -> Result<Response, ApiError> {
    let (code, agency) = (code_in(&asked.body.procedure)?, agency_in(&asked.body.agency)?);
    let answers = filled(&web.app, &who, &code, &typed(&asked.body.answers)?).await?;
    let deed = send_in(&web.app, &who, &code, agency, answers.clone());
    match once(&web.app, asked.claim, Box::pin(deed)).await {
        Ok(receipt) => Ok(versioned(StatusCode::CREATED, receipt.version, Done::from(receipt))),
        Err(error) if is_incomplete(&error) => {
            let form = web.app.executable(&code)?.form();
            let problems = form.check_all(&form.visible_answers(&answers), web.app.today());
            Err(ApiError::from(error).with_fields(problems))
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /api/v1/dossiers/{id}`
pub(super) async fn one(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let look = dossier_of(&web.app, &who, id_in(&id)?).await?;
    let view = DossierView::of(&look, Eyes::Party);
    Ok(versioned(StatusCode::OK, view.version, view))
}

/// `POST /api/v1/dossiers/{id}/supplement`
pub(super) async fn supplement(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(id): Path<String>,
    BasedOn(version): BasedOn,
    asked: Asked<Supplement>,
) -> Result<Response, ApiError> {
    let id = id_in(&id)?;
    let deed = async {
        answer(&web.app, &who, id, version, asked.body.answers).await?;
        Ok(Receipt::of(&dossier_of(&web.app, &who, id).await?.dossier))
    };
    let receipt = once(&web.app, asked.claim, Box::pin(deed)).await?;
    Ok(versioned(StatusCode::OK, receipt.version, Done::from(receipt)))
}

/// `POST /api/v1/dossiers/{id}/withdrawal`
pub(super) async fn withdraw(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(id): Path<String>,
    BasedOn(version): BasedOn,
    asked: Asked<Withdrawal>,
) -> Result<Response, ApiError> {
    let command = Command::RequestWithdrawal { reason: asked.body.reason };
    done(&web, &who, id_in(&id)?, version, command, asked.claim).await
}

/// `POST /api/v1/dossiers/{id}/result`
pub(super) async fn take(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(id): Path<String>,
    BasedOn(version): BasedOn,
    asked: Nothing,
) -> Result<Response, ApiError> {
    let evidence = Evidence { receiver: who.name.clone(), manner: ONLINE.to_owned() };
    done(&web, &who, id_in(&id)?, version, Command::Deliver { evidence }, asked.claim).await
}

async fn done(
    web: &Web,
    who: &Citizen,
    id: Id,
    version: i64,
    command: Command,
    claim: Claim,
) -> Result<Response, ApiError> {
    let deed = async {
        act_as_party(&web.app, who, id, Some(version), command).await?;
        Ok(Receipt::of(&dossier_of(&web.app, who, id).await?.dossier))
    };
    let receipt = once(&web.app, claim, Box::pin(deed)).await?;
    Ok(versioned(StatusCode::OK, receipt.version, Done::from(receipt)))
}

/// `GET /api/v1/readings`
pub(super) async fn readings(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Query(after): Query<After>,
) -> Result<Json<ReadingList>, ApiError> {
    let (rows, next) = my_readings_before(&web.app, &who, after.id()?).await?;
    let view = |reading: app::dossier::Reading| ReadingView {
        at: reading.at.to_string(),
        reader: reading.reader,
        agency: reading.agency,
        purpose: reading.purpose,
        ground: reading.ground,
        dossier: reading.dossier.to_string(),
    };
    Ok(Json(ReadingList { items: rows.into_iter().map(view).collect(), next: next.map(|id| cursor(&id)) }))
}
