//! `/xac-thuc`: why a deed needs more proof (level 2, or a fresh one), and the ways to give it and come back: an official's
//! passkey, or the issuer.

use app::identity::{Session, ask_confirmation, confirm_with_passkey, is_recent};
use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use kernel::Refusal;
use serde::Deserialize;

use super::passkey::{Asked, Filled, relying};
use crate::lang::local_path;
use crate::session::{Current, cookie, session_cookie};
use crate::{Chrome, OfficerIs, Page, PageError, Web, refusal_sentence};

/// Where the person was going, and what is missing.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Way {
    #[serde(default)]
    ve: String,
    #[serde(default)]
    can: String,
}

#[derive(Template)]
#[template(path = "account/step_up.html")]
pub(crate) struct StepUp {
    page: Chrome,
    /// Whether the proof is only too old.
    is_anew: bool,
    /// The issuer, with what is asked of it.
    address: String,
    /// Where the person was going.
    back: String,
    /// The question for a passkey, where the official has one.
    asked: Option<Asked>,
    /// Why the answer of a passkey was not taken.
    error: Option<String>,
}

/// `GET /xac-thuc`: who has proved it already goes straight on.
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    Current(session): Current,
    headers: HeaderMap,
    Query(way): Query<Way>,
) -> Result<Response, PageError> {
    let (back, is_anew) = (local_path(&way.ve), way.can == "moi");
    if session.is_verified() && (!is_anew || is_recent(&web.app, &session)) {
        return Ok(Redirect::to(&back).into_response());
    }
    shown(&web, page, &session, &headers, (back, is_anew), None).await
}

async fn shown(
    web: &Web,
    page: Chrome,
    session: &Session,
    headers: &HeaderMap,
    (back, is_anew): (String, bool),
    why: Option<Refusal>,
) -> Result<Response, PageError> {
    let asked = match (session, relying(web, headers)) {
        (Session::Official { who, .. }, Ok(place)) if is_anew => {
            let question = ask_confirmation(&web.app, session, who).await?;
            question.map(|question| Asked::of(question, &place))
        }
        (Session::Official { .. } | Session::Citizen { .. }, _) => None,
    };
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair(if is_anew { "moi" } else { "muc" }, if is_anew { "1" } else { "2" });
    query.append_pair("ve", &back);
    let address = format!("/dang-nhap/{}?{}", session.proof().issuer, query.finish());
    let status = if why.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let error = why.map(|why| refusal_sentence(page.lang, &why));
    Ok((status, Page(StepUp { page, is_anew, address, back, asked, error })).into_response())
}

/// The answer of a passkey, and the way back.
#[derive(Deserialize)]
pub(crate) struct Answered {
    #[serde(default)]
    ve: String,
    #[serde(flatten)]
    filled: Filled,
}

/// `POST /xac-thuc`: the session goes on under another id.
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    headers: HeaderMap,
    jar: CookieJar,
    Form(form): Form<Answered>,
) -> Result<Response, PageError> {
    let (back, place) = (local_path(&form.ve), relying(&web, &headers)?);
    match confirm_with_passkey(&web.app, &session, &who, &place, &form.filled.into()).await {
        Ok(id) => {
            let jar = jar.add(cookie(&web.config, session_cookie(&web.config), id));
            Ok((jar, Redirect::to(&back)).into_response())
        }
        Err(app::Error::Refused(why)) => shown(&web, page, &session, &headers, (back, true), Some(why)).await,
        Err(app::Error::Faulted(fault)) => Err(fault.into()),
    }
}
