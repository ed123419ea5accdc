//! `/ho-so/{id}/to-khai`: what I declared, as a paper I may sign with a key of my own. Nobody has to.

use app::identity::Session;
use app::paper::{Declaration, Unlock, declaration, my_keys, sign_declaration, want_declaration};
use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use dossier::SignStep;
use kernel::{FileHash, Id, Refusal};

use super::id_in;
use super::space::procedure_name;
use crate::components::{Control, Problem, SummaryRow};
use crate::kept::{unless_recent, without_pin};
use crate::session::Current;
use crate::sign_keys::{Asking, Keys, field_of};
use crate::{Chrome, CitizenIs, Page, PageError, Web, WebRefusal, refusal_sentence};

#[derive(Template)]
#[template(path = "citizen/dossier_declaration.html")]
pub(crate) struct DeclarationPage {
    page: Chrome,
    id: Id,
    procedure: String,
    /// The paper, once it was asked for.
    paper: Option<Shown>,
    problems: Vec<Problem>,
}

/// "Tờ khai trên trang".
struct Shown {
    file: String,
    shown: String,
    is_signed: bool,
    facts: Vec<SummaryRow>,
    keys: Keys,
}

/// `GET /ho-so/{id}/to-khai`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Current(session): Current,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    shown(&web, page, (&session, &who), id_in(&id)?, None).await
}

/// `POST /ho-so/{id}/to-khai`: the paper is made.
pub(crate) async fn make(
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(id): Path<String>,
) -> Result<Redirect, PageError> {
    let id = id_in(&id)?;
    want_declaration(&web.app, &who, id).await?;
    Ok(Redirect::to(&format!("/ho-so/{id}/to-khai")))
}

/// `POST /ho-so/{id}/to-khai/ky`
pub(crate) async fn sign(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Current(session): Current,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let id = id_in(&id)?;
    // Whose dossier it is not learns nothing of its forms.
    app::dossier::dossier_of(&web.app, &who, id).await?;
    let (pin, pairs) = without_pin(pairs);
    let path = format!("/ho-so/{id}/to-khai/ky");
    if let Some(proof_first) = unless_recent(&web, &session, "sign", &path, &pairs).await? {
        return Ok(proof_first);
    }
    let field = |name: &str| pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value);
    let hash = FileHash::parse(field("shown")).ok_or(WebRefusal::Unreadable)?;
    let unlock = Unlock { step: SignStep::Sign, key: field("key"), pin: pin.as_ref() };
    match sign_declaration(&web.app, &who, id, &hash, &unlock).await {
        Ok(()) => Ok(Redirect::to(&format!("/ho-so/{id}?xong=ky")).into_response()),
        Err(app::Error::Refused(why)) => {
            shown(&web, page, (&session, &who), id, Some((why, field("key").to_owned()))).await
        }
        Err(app::Error::Faulted(fault)) => Err(fault.into()),
    }
}

async fn shown(
    web: &Web,
    page: Chrome,
    (session, who): (&Session, &app::identity::Citizen),
    id: Id,
    wrong: Option<(Refusal, String)>,
) -> Result<Response, PageError> {
    let look = app::dossier::dossier_of(&web.app, who, id).await?;
    let status = wrong.as_ref().map_or(StatusCode::OK, |(why, _)| PageError::from(why.clone()).status());
    let (wrongs, chosen) = match wrong {
        Some((why, chosen)) => (vec![(field_of(&why), why)], chosen),
        None => (Vec::new(), String::new()),
    };
    let paper = match declaration(&web.app, who, id).await? {
        Some(found) => {
            let back = format!("/ho-so/{id}/to-khai");
            let asking = Asking { session, back: &back, chosen: &chosen, wrongs: &wrongs };
            let keys = Keys::of(&web.app, &page, my_keys(&web.app, who).await, asking)?;
            Some(of(&page, id, &found, keys))
        }
        None => None,
    };
    let problem = |(field, why): &(String, Refusal)| Problem {
        target: field.clone(),
        text: refusal_sentence(page.lang, why),
    };
    let problems = wrongs.iter().map(problem).collect();
    let procedure = procedure_name(&page, web, look.dossier.opening.procedure.as_str());
    Ok((status, Page(DeclarationPage { page, id, procedure, paper, problems })).into_response())
}

fn of(page: &Chrome, id: Id, found: &Declaration, keys: Keys) -> Shown {
    let row = |key: &str, value: String| SummaryRow { label: page.t(key), value, change: None };
    Shown {
        file: format!("/ho-so/{id}/giay-to/{}", found.paper),
        shown: found.hash.to_string(),
        is_signed: found.is_signed,
        facts: vec![row("check-hash", found.hash.to_string())],
        keys,
    }
}
