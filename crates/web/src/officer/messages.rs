//! Messages with people: the thread of a dossier, and the dossiers in which somebody waits for an answer.

use app::message::{MOST_CHARS, thread, unread, write};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::names;
use super::told::{Again, Told};
use super::typed::Wrong;
use crate::citizen::messages::{Line, line};
use crate::components::{Control, Field, Problem, problems};
use crate::session::Current;
use crate::{Chrome, OfficerIs, Page, PageError, Web, format, refusal_sentence};

/// The field of the page.
const FIELD: &str = "tin";

#[derive(Template)]
#[template(path = "officer/messages.html")]
pub(crate) struct Messages {
    page: Chrome,
    address: String,
    procedure: String,
    code: String,
    owner: String,
    problems: Vec<Problem>,
    messages: Vec<Line>,
    field: Field,
}

#[derive(Template)]
#[template(path = "officer/messages_unread.html")]
pub(crate) struct Waiting {
    page: Chrome,
    /// Address, number, since when.
    rows: Vec<(String, i64, String)>,
}

/// `GET /can-bo/tin-nhan`
pub(crate) async fn waiting(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
) -> Result<Page<Waiting>, PageError> {
    let unread = unread(&web.app, &who).await?;
    let row = |one: &app::message::Unread| {
        let address = format!("{}/trao-doi", names::address(&one.key));
        (address, one.count, format::instant(page.lang, one.since))
    };
    let rows = unread.iter().map(row).collect();
    Ok(Page(Waiting { rows, page }))
}

/// `GET /can-bo/ho-so/{tenant}/{id}/trao-doi`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Path((tenant, id)): Path<(String, String)>,
    Query(asked): Query<Again>,
) -> Result<Response, PageError> {
    let key = names::key(tenant, &id)?;
    match Told::again(&web, &session, &address(&key), &asked).await? {
        Some(told) => again(page, &web, &who, &key, told).await,
        None => Ok(shown(page, &web, &who, &key, String::new(), None).await?.into_response()),
    }
}

fn address(key: &app::DossierKey) -> String {
    format!("{}/trao-doi", names::address(key))
}

/// The page with what was typed, and why it was not sent.
async fn again(
    page: Chrome,
    web: &Web,
    who: &access::Staff,
    key: &app::DossierKey,
    told: Told,
) -> Result<Response, PageError> {
    let typed = told.fields.into_iter().find(|(name, _)| name == FIELD).map(|(_, text)| text);
    let error = told.wrongs.first().map(|wrong| refusal_sentence(page.lang, &wrong.why));
    let shown = shown(page, web, who, key, typed.unwrap_or_default(), error).await?;
    Ok((told.status, shown).into_response())
}

/// `POST /can-bo/ho-so/{tenant}/{id}/trao-doi`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Path((tenant, id)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let key = names::key(tenant, &id)?;
    let typed = pairs.iter().find(|(name, _)| name == FIELD).map(|(_, text)| text.as_str());
    match write(&web.app, &who, &key, typed.unwrap_or_default()).await {
        Ok(_) => Ok(Redirect::to(&format!("{}#moi", address(&key))).into_response()),
        Err(app::Error::Refused(refusal)) if refusal.code.starts_with("app.message") => {
            let wrongs = vec![Wrong { field: FIELD.to_owned(), why: refusal }];
            let told = Told { status: StatusCode::UNPROCESSABLE_ENTITY, fields: pairs, wrongs };
            match told.keep(&web, &session, &address(&key)).await? {
                Some(elsewhere) => Ok(elsewhere),
                None => again(page, &web, &who, &key, told).await,
            }
        }
        Err(error) => Err(error.into()),
    }
}

async fn shown(
    page: Chrome,
    web: &Web,
    who: &access::Staff,
    key: &app::DossierKey,
    value: String,
    error: Option<String>,
) -> Result<Page<Messages>, PageError> {
    let found = thread(&web.app, who, key, None).await?;
    let opening = &found.dossier.opening;
    let field = Field {
        id: FIELD.to_owned(),
        label: page.t("message-label-officer"),
        hint: page.t1("message-hint", "limit", MOST_CHARS),
        value,
        error,
        control: Control::TextArea { rows: 5 },
        ..Field::default()
    };
    Ok(Page(Messages {
        address: names::address(key),
        procedure: names::procedure(&web.app, opening.procedure.as_str(), page.lang),
        code: found.dossier.code.as_ref().map(ToString::to_string).unwrap_or_default(),
        owner: opening.parties.owner.name.clone(),
        problems: problems(std::slice::from_ref(&field)),
        messages: found.messages.iter().map(|row| line(&page, row, false)).collect(),
        field,
        page,
    }))
}
