//! `/phien`: where somebody is signed in, and ending that: one place, or everywhere.

use app::identity::{MySession, end_all_mine, end_one_of_mine, my_sessions};
use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::device::{Device, device};
use crate::session::{Current, cookie, session_cookie};
use crate::{Chrome, Page, PageError, Web, format};

#[derive(Template)]
#[template(path = "account/sessions.html")]
pub(crate) struct Sessions {
    page: Chrome,
    is_done: bool,
    rows: Vec<Row>,
}

/// "Một nơi đang đăng nhập".
struct Row {
    handle: String,
    device: String,
    began: String,
    used: String,
    is_this: bool,
}

/// Whether something has just been ended.
#[derive(Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    xong: String,
}

/// `GET /phien`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    Current(session): Current,
    Query(done): Query<Done>,
) -> Result<Page<Sessions>, PageError> {
    let rows = my_sessions(&web.app, &session).await?;
    let rows = rows.into_iter().map(|one| row(&page, one)).collect();
    Ok(Page(Sessions { is_done: !done.xong.is_empty(), rows, page }))
}

fn row(page: &Chrome, session: MySession) -> Row {
    let Device { browser, system } = device(&session.device);
    let named = match (browser, system) {
        ("", "") => page.t("sessions-unknown-device"),
        ("", one) | (one, "") => one.to_owned(),
        (browser, system) => page.t2("sessions-device", "browser", browser, "system", system),
    };
    Row {
        handle: session.handle,
        device: named,
        began: format::instant(page.lang, session.started_at),
        used: format::instant(page.lang, session.seen_at),
        is_this: session.is_this,
    }
}

/// What to end: one session, or, without a name, all of them.
#[derive(Deserialize)]
pub(crate) struct Ending {
    #[serde(default)]
    phien: String,
}

/// `POST /phien`
pub(crate) async fn post(
    State(web): State<Web>,
    Current(session): Current,
    jar: CookieJar,
    Form(ending): Form<Ending>,
) -> Result<Response, PageError> {
    if ending.phien.is_empty() {
        end_all_mine(&web.app, &session).await?;
    } else {
        end_one_of_mine(&web.app, &session, &ending.phien).await?;
        if ending.phien != session.proof().handle {
            return Ok(Redirect::to("/phien?xong=1").into_response());
        }
    }
    let jar = jar.remove(cookie(&web.config, session_cookie(&web.config), String::new()));
    Ok((jar, Redirect::to("/dang-nhap")).into_response())
}
