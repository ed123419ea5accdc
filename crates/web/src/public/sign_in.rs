//! `/dang-nhap`: choosing who vouches, going there, coming back, and signing out, on either side.

use app::identity::{Arrival, Departure};
use askama::Template;
use axum::extract::{Path, Query, Request, State};
use axum::http::header::{CACHE_CONTROL, USER_AGENT};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, Json};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use serde_json::json;

use crate::session::{browser_cookie, cookie, cookie_value, session_cookie};
use crate::{Chrome, Page, PageError, Web};

/// Where somebody wants to go afterwards, and as whom.
#[derive(Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    ve: String,
    #[serde(default)]
    cho: String,
    #[serde(default)]
    muc: String,
    #[serde(default)]
    moi: String,
}

#[derive(Template)]
#[template(path = "public/sign_in.html")]
pub(crate) struct SignIn {
    page: Chrome,
    back: String,
    for_officials: bool,
}

/// `GET /dang-nhap`
pub(crate) async fn choose(page: Chrome, Query(wish): Query<Wish>) -> Page<SignIn> {
    let back = url::form_urlencoded::byte_serialize(crate::lang::local_path(&wish.ve).as_bytes()).collect();
    Page(SignIn { page, back, for_officials: wish.cho == "can-bo" })
}

/// `GET /dang-nhap/{issuer}`: to the issuer, with the browser remembered.
pub(crate) async fn begin(
    State(web): State<Web>,
    Path(issuer): Path<String>,
    Query(wish): Query<Wish>,
    jar: CookieJar,
) -> Result<Response, PageError> {
    let browser = web.app.new_secret();
    let departure = Departure {
        issuer: &issuer,
        browser: &browser,
        return_to: &crate::lang::local_path(&wish.ve),
        // Who has only level 1 may look and draft; what needs to know who somebody is asks for level 2, proved now.
        level: if wish.muc == "2" { 2 } else { 1 },
        is_anew: wish.muc == "2" || wish.moi == "1",
    };
    let address = app::identity::begin(&web.app, &departure).await?;
    let jar = jar.add(cookie(&web.config, browser_cookie(&web.config), browser));
    Ok((jar, Redirect::to(&address)).into_response())
}

/// What the issuer sends the browser back with.
#[derive(Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    state: String,
    code: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

/// `GET /dang-nhap/{issuer}/ve`: back from the issuer, into a fresh session; the one before ends with it.
pub(crate) async fn finish(
    State(web): State<Web>,
    Path(issuer): Path<String>,
    Query(back): Query<Back>,
    headers: HeaderMap,
    jar: CookieJar,
) -> Result<Response, PageError> {
    let value = |name: &str| jar.get(name).map(|known| known.value().to_owned());
    let browser = value(browser_cookie(&web.config)).unwrap_or_default();
    let old_session = value(session_cookie(&web.config));
    let answer =
        app::identity::Answer { state: back.state, code: back.code, error: back.error, issuer: back.iss };
    let arrival = Arrival {
        issuer: &issuer,
        browser: &browser,
        old_session: old_session.as_deref(),
        device: headers.get(USER_AGENT).and_then(|said| said.to_str().ok()).unwrap_or_default(),
    };
    let finished = app::identity::finish(&web.app, &answer, &arrival).await?;
    let jar = jar.remove(cookie(&web.config, browser_cookie(&web.config), String::new())).add(cookie(
        &web.config,
        session_cookie(&web.config),
        finished.session,
    ));
    Ok((jar, Redirect::to(&crate::lang::local_path(&finished.return_to))).into_response())
}

/// `POST /dang-xuat`: here first, then at the issuer, where it has a place for that.
pub(crate) async fn out(
    State(web): State<Web>,
    jar: CookieJar,
    request: Request,
) -> Result<Response, PageError> {
    let (parts, _) = request.into_parts();
    let on = match cookie_value(&parts, session_cookie(&web.config)) {
        Some(id) => app::identity::sign_out(&web.app, &id).await?,
        None => None,
    };
    let jar = jar.remove(cookie(&web.config, session_cookie(&web.config), String::new()));
    Ok((jar, Redirect::to(on.as_deref().unwrap_or("/"))).into_response())
}

/// What an issuer posts when somebody has signed out there.
#[derive(Deserialize)]
pub(crate) struct Word {
    #[serde(default)]
    logout_token: String,
}

/// `POST /dang-nhap/{issuer}/dang-xuat`: from the issuer's server, proved by its signature; answered to a program.
pub(crate) async fn left(
    State(web): State<Web>,
    Path(issuer): Path<String>,
    Form(word): Form<Word>,
) -> Result<Response, PageError> {
    let kept_nowhere = [(CACHE_CONTROL, "no-store")];
    match app::identity::left_at_issuer(&web.app, &issuer, &word.logout_token).await {
        Ok(()) => Ok((StatusCode::OK, kept_nowhere).into_response()),
        Err(app::Error::Refused(refusal)) => {
            let told = json!({ "error": "invalid_request", "error_description": refusal.code });
            Ok((StatusCode::BAD_REQUEST, kept_nowhere, Json(told)).into_response())
        }
        Err(app::Error::Faulted(fault)) => Err(fault.into()),
    }
}
