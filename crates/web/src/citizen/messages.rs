//! `/ho-so/{id}/trao-doi`: writing to the authority about the own dossier, and reading what it writes.

use app::message::{MOST_CHARS, MessageRow, thread_as_party, write_as_party};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use kernel::Id;

use super::readings::agency_name;
use super::refused::{self, Again, Refused};
use super::sent::Sent;
use super::space::procedure_name;
use super::{id_in, said};
use crate::components::{Control, Field, Problem, problems};
use crate::session::Current;
use crate::{Chrome, CitizenIs, Page, PageError, Web};

/// The field of the page.
const FIELD: &str = "tin";

#[derive(Template)]
#[template(path = "citizen/messages.html")]
pub(crate) struct Messages {
    page: Chrome,
    id: Id,
    procedure: String,
    code: String,
    agency: String,
    problems: Vec<Problem>,
    messages: Vec<Line>,
    field: Field,
}

/// "Một tin".
pub(crate) struct Line {
    pub(crate) is_own: bool,
    pub(crate) who: String,
    pub(crate) at: String,
    pub(crate) body: String,
    /// Whether it is new to the reader.
    pub(crate) is_new: bool,
    /// Whether the other side has seen it.
    pub(crate) is_seen: bool,
}

/// A message as one side sees it.
pub(crate) fn line(page: &Chrome, row: &MessageRow, is_person: bool) -> Line {
    let is_own = row.is_from_person == is_person;
    let who = if row.title.is_empty() { row.name.clone() } else { format!("{}, {}", row.name, row.title) };
    Line {
        is_own,
        who: if is_own && is_person { page.t("message-you") } else { who },
        at: said::when(page, row.at),
        body: row.body.clone(),
        is_new: !is_own && row.seen_at.is_none(),
        is_seen: is_own && row.seen_at.is_some(),
    }
}

/// `GET /ho-so/{id}/trao-doi`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    Current(session): Current,
    CitizenIs(who): CitizenIs,
    Path(id): Path<String>,
    Query(way): Query<Again>,
) -> Result<Page<Messages>, PageError> {
    let id = id_in(&id)?;
    let refused = refused::again(&web, &session, &page, &way.chua).await;
    shown(page, &web, &who, id, refused).await
}

/// `POST /ho-so/{id}/trao-doi`
pub(crate) async fn post(
    State(web): State<Web>,
    Current(session): Current,
    CitizenIs(who): CitizenIs,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (id, sent) = (id_in(&id)?, Sent::new(pairs));
    match write_as_party(&web.app, &who, id, sent.text(FIELD)).await {
        Ok(_) => Ok(Redirect::to(&format!("/ho-so/{id}/trao-doi#moi")).into_response()),
        Err(app::Error::Refused(refusal)) if refusal.code.starts_with("app.message") => {
            let own = format!("/ho-so/{id}/trao-doi");
            refused::lead_back(&web, &session, &own, &sent, FIELD, &[refusal]).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn shown(
    page: Chrome,
    web: &Web,
    who: &app::identity::Citizen,
    id: Id,
    refused: Option<Refused>,
) -> Result<Page<Messages>, PageError> {
    let thread = thread_as_party(&web.app, who, id, None).await?;
    let opening = &thread.dossier.opening;
    let field = Field {
        id: FIELD.to_owned(),
        label: page.t("message-label"),
        hint: page.t1("message-hint", "limit", MOST_CHARS),
        value: refused.as_ref().map(|refused| refused.text(FIELD)).unwrap_or_default(),
        error: refused.map(|refused| refused.sentence(page.lang)),
        control: Control::TextArea { rows: 5 },
        ..Field::default()
    };
    Ok(Page(Messages {
        id,
        procedure: procedure_name(&page, web, opening.procedure.as_str()),
        code: thread.dossier.code.as_ref().map(ToString::to_string).unwrap_or_default(),
        agency: agency_name(web, opening.agency.as_str()).await?,
        problems: problems(std::slice::from_ref(&field)),
        messages: thread.messages.iter().map(|row| line(&page, row, true)).collect(),
        field,
        page,
    }))
}
