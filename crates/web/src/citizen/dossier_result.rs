//! `POST /ho-so/{id}/ket-qua`: the applicant takes an electronic result; that is the evidence of delivery.

use app::dossier::{act_as_party, dossier_of};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use dossier::{Command, Evidence, Stage};

use super::conflict;
use super::id_in;
use super::sent::Sent;
use crate::{Chrome, CitizenIs, PageError, Web};

/// How a result is received here.
const ONLINE: &str = "online";

/// `POST /ho-so/{id}/ket-qua`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (id, sent) = (id_in(&id)?, Sent::new(pairs));
    let evidence = Evidence { receiver: who.name.clone(), manner: ONLINE.to_owned() };
    let done = || Redirect::to(&format!("/ho-so/{id}?xong=nhan")).into_response();
    match act_as_party(&web.app, &who, id, Some(sent.version), Command::Deliver { evidence }).await {
        Ok(()) => Ok(done()),
        Err(error) if conflict::is_conflict(&error) => {
            let now = dossier_of(&web.app, &who, id).await?.dossier;
            let is_taken = now.stage == Stage::Delivered;
            Ok(if is_taken { done() } else { conflict::conflict(page, id, Vec::new()) })
        }
        Err(error) => Err(error.into()),
    }
}
