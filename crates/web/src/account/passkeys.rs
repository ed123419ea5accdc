//! `/khoa-truy-cap`: the passkeys of an official, adding one and removing one. Both ask for a fresh proof first.

use access::Staff;
use app::identity::{
    PasskeyLine, Session, add_passkey, ask_new_passkey, is_recent, my_passkeys, remove_passkey,
};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use kernel::{Id, Refusal};
use serde::Deserialize;

use super::passkey::{Asked, Filled, relying};
use crate::kept::{step_up_address, unless_recent};
use crate::session::Current;
use crate::{Chrome, OfficerIs, Page, PageError, Web, WebRefusal, format, refusal_sentence};

/// Where the list stands.
const PATH: &str = "/khoa-truy-cap";
/// Where one is added.
const NEW: &str = "/khoa-truy-cap/moi";

#[derive(Template)]
#[template(path = "account/passkeys.html")]
pub(crate) struct Passkeys {
    page: Chrome,
    rows: Vec<Row>,
    /// What has just been done: a word's name, or nothing.
    done: &'static str,
    /// Why none can be added at this address.
    nameless: Option<String>,
}

/// "Khoá truy cập trong danh sách".
struct Row {
    id: String,
    name: String,
    about: String,
    used: String,
}

/// Whether something has just been done.
#[derive(Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    xong: String,
}

/// `GET /khoa-truy-cap`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    headers: HeaderMap,
    Query(done): Query<Done>,
) -> Result<Page<Passkeys>, PageError> {
    let rows = my_passkeys(&web.app, &who).await?.into_iter().map(|one| row(&page, one)).collect();
    let nameless = relying(&web, &headers).err().map(|why| refusal_sentence(page.lang, &why));
    let done = match done.xong.as_str() {
        "them" => "added",
        "go" => "removed",
        _ => "",
    };
    Ok(Page(Passkeys { rows, done, nameless, page }))
}

fn row(page: &Chrome, line: PasskeyLine) -> Row {
    let added = format::instant(page.lang, line.added_at);
    let used = line.used_at.map(|at| page.t1("passkey-used", "when", format::instant(page.lang, at)));
    Row {
        id: line.id.to_string(),
        name: line.name,
        about: page.t1(if line.is_synced { "passkey-about-synced" } else { "passkey-about" }, "when", added),
        used: used.unwrap_or_else(|| page.t("passkey-never-used")),
    }
}

#[derive(Template)]
#[template(path = "account/passkey_new.html")]
pub(crate) struct PasskeyNew {
    page: Chrome,
    asked: Asked,
    name: String,
    /// Why the key was not added.
    error: Option<String>,
}

/// `GET /khoa-truy-cap/moi`
pub(crate) async fn ask(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    if !is_recent(&web.app, &session) {
        return Ok(Redirect::to(&step_up_address(NEW, true)).into_response());
    }
    let name = page.t("passkey-name-first");
    shown(&web, page, &who, &session, &headers, (name, None)).await
}

async fn shown(
    web: &Web,
    page: Chrome,
    who: &Staff,
    session: &Session,
    headers: &HeaderMap,
    (name, why): (String, Option<Refusal>),
) -> Result<Response, PageError> {
    let relying = relying(web, headers)?;
    let spoken = if name.trim().is_empty() { page.t("passkey-name-first") } else { name.clone() };
    let question = ask_new_passkey(&web.app, session, who, &spoken).await?;
    let status = if why.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let error = why.map(|why| refusal_sentence(page.lang, &why));
    Ok((status, Page(PasskeyNew { asked: Asked::of(question, &relying), name, error, page })).into_response())
}

/// The form of a new key.
#[derive(Deserialize)]
pub(crate) struct NewKey {
    #[serde(default)]
    name: String,
    #[serde(flatten)]
    filled: Filled,
}

/// `POST /khoa-truy-cap/moi`
pub(crate) async fn add(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    headers: HeaderMap,
    Form(form): Form<NewKey>,
) -> Result<Response, PageError> {
    if !is_recent(&web.app, &session) {
        return Ok(Redirect::to(&step_up_address(NEW, true)).into_response());
    }
    let place = relying(&web, &headers)?;
    match add_passkey(&web.app, &session, &who, &place, &form.name, &form.filled.into()).await {
        Ok(()) => Ok(Redirect::to(&format!("{PATH}?xong=them")).into_response()),
        Err(app::Error::Refused(why)) => {
            shown(&web, page, &who, &session, &headers, (form.name, Some(why))).await
        }
        Err(app::Error::Faulted(fault)) => Err(fault.into()),
    }
}

/// `POST /khoa-truy-cap/{passkey}/go`
pub(crate) async fn remove(
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let path = format!("{PATH}/{id}/go");
    let id = Id::parse(&id).ok_or(WebRefusal::NoPage)?;
    if let Some(proof_first) = unless_recent(&web, &session, "passkey", &path, &[]).await? {
        return Ok(proof_first);
    }
    match remove_passkey(&web.app, &who, id).await {
        // One that is not there is as good as removed.
        Ok(()) | Err(app::Error::Refused(_)) => Ok(Redirect::to(&format!("{PATH}?xong=go")).into_response()),
        Err(app::Error::Faulted(fault)) => Err(fault.into()),
    }
}
