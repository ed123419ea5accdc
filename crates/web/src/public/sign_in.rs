//! `/dang-nhap`: choosing who vouches, going there, coming back, and signing out.

use askama::Template;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

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
    let back = crate::lang::local_path(&wish.ve);
    // Who has only level 1 may look and draft; what needs to know who somebody is asks for level 2.
    let level = if wish.muc == "2" { 2 } else { 1 };
    let address = app::identity::begin(&web.app, &issuer, &browser, &back, level).await?;
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

/// `GET /dang-nhap/{issuer}/ve`: back from the issuer, into a fresh session.
pub(crate) async fn finish(
    State(web): State<Web>,
    Query(back): Query<Back>,
    jar: CookieJar,
) -> Result<Response, PageError> {
    let browser =
        jar.get(browser_cookie(&web.config)).map(|known| known.value().to_owned()).unwrap_or_default();
    let answer =
        app::identity::Answer { state: back.state, code: back.code, error: back.error, issuer: back.iss };
    let finished = app::identity::finish(&web.app, &answer, &browser).await?;
    // Only now: a way back that somebody else made up must not sign anybody out.
    if let Some(old) = jar.get(session_cookie(&web.config)) {
        app::identity::sign_out(&web.app, old.value()).await?;
    }
    let jar = jar.remove(cookie(&web.config, browser_cookie(&web.config), String::new())).add(cookie(
        &web.config,
        session_cookie(&web.config),
        finished.session,
    ));
    Ok((jar, Redirect::to(&crate::lang::local_path(&finished.return_to))).into_response())
}

/// `POST /dang-xuat`
pub(crate) async fn out(
    State(web): State<Web>,
    jar: CookieJar,
    request: Request,
) -> Result<Response, PageError> {
    let (parts, _) = request.into_parts();
    if let Some(id) = cookie_value(&parts, session_cookie(&web.config)) {
        app::identity::sign_out(&web.app, &id).await?;
    }
    let jar = jar.remove(cookie(&web.config, session_cookie(&web.config), String::new()));
    Ok((jar, Redirect::to("/")).into_response())
}
