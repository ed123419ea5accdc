//! `/ho-so/{id}/rut`: asking for the dossier back; nobody has to explain why.

use app::dossier::{act_as_party, dossier_of};
use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use dossier::{ActionKind, Command, Stage};
use kernel::Id;

use super::conflict;
use super::id_in;
use super::sent::Sent;
use super::space::procedure_name;
use crate::components::{Control, Field};
use crate::{Chrome, CitizenIs, Page, PageError, Web};

/// The field of the page.
const FIELD: &str = "ly_do";

#[derive(Template)]
#[template(path = "citizen/dossier_withdraw.html")]
pub(crate) struct Withdraw {
    page: Chrome,
    id: Id,
    version: i64,
    procedure: String,
    /// Whether it takes effect at once.
    is_at_once: bool,
    field: Field,
}

/// `GET /ho-so/{id}/rut`: where it cannot be withdrawn, the dossier says what is the matter.
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id = id_in(&id)?;
    let look = dossier_of(&web.app, &who, id).await?;
    if !look.open.contains(&ActionKind::RequestWithdrawal) {
        return Ok(Redirect::to(&format!("/ho-so/{id}")).into_response());
    }
    let field = Field {
        id: FIELD.to_owned(),
        label: page.t("withdraw-reason"),
        hint: page.t("withdraw-reason-hint"),
        control: Control::TextArea { rows: 3 },
        is_optional: true,
        ..Field::default()
    };
    let procedure = procedure_name(&page, &web, look.dossier.opening.procedure.as_str());
    let is_at_once = look.dossier.code.is_none();
    Ok(Page(Withdraw { page, id, version: look.dossier.version, procedure, is_at_once, field })
        .into_response())
}

/// `POST /ho-so/{id}/rut`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (id, sent) = (id_in(&id)?, Sent::new(pairs));
    let command = Command::RequestWithdrawal { reason: sent.text(FIELD).to_owned() };
    let done = || Redirect::to(&format!("/ho-so/{id}?xong=rut")).into_response();
    match act_as_party(&web.app, &who, id, Some(sent.version), command).await {
        Ok(()) => Ok(done()),
        Err(error) if conflict::is_conflict(&error) => {
            let now = dossier_of(&web.app, &who, id).await?.dossier;
            if now.withdrawal.is_some() || now.stage == Stage::Withdrawn {
                return Ok(done());
            }
            let typed = sent.text(FIELD).trim().to_owned();
            let kept = (!typed.is_empty()).then(|| (page.t("withdraw-reason"), typed));
            Ok(conflict::conflict(page, id, kept.into_iter().collect()))
        }
        Err(error) => Err(error.into()),
    }
}
