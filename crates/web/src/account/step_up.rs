//! `/xac-thuc`: why a deed needs more proof (level 2, or a fresh one), and the way to give it and come back.

use app::identity::is_recent;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::lang::local_path;
use crate::session::Current;
use crate::{Chrome, Page, Web};

/// Where the person was going, and what is missing.
#[derive(Deserialize)]
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
}

/// `GET /xac-thuc`: who has proved it already goes straight on.
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    Current(session): Current,
    Query(way): Query<Way>,
) -> Response {
    let (back, is_anew) = (local_path(&way.ve), way.can == "moi");
    if session.is_verified() && (!is_anew || is_recent(&web.app, &session)) {
        return Redirect::to(&back).into_response();
    }
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair(if is_anew { "moi" } else { "muc" }, if is_anew { "1" } else { "2" });
    query.append_pair("ve", &back);
    let address = format!("/dang-nhap/{}?{}", session.proof().issuer, query.finish());
    Page(StepUp { page, is_anew, address }).into_response()
}
