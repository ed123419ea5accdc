//! `/xac-thuc`: why a deed needs an account at level 2, and the way to prove it and come back.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::lang::local_path;
use crate::session::Current;
use crate::{Chrome, Page};

/// Where the person was going.
#[derive(Deserialize)]
pub(crate) struct Way {
    #[serde(default)]
    ve: String,
}

#[derive(Template)]
#[template(path = "citizen/step_up.html")]
pub(crate) struct StepUp {
    page: Chrome,
    back: String,
}

/// `GET /xac-thuc`: who has proved it already goes straight on.
pub(crate) async fn get(page: Chrome, Current(session): Current, Query(way): Query<Way>) -> Response {
    let back = local_path(&way.ve);
    if session.is_verified() {
        return Redirect::to(&back).into_response();
    }
    let back = url::form_urlencoded::byte_serialize(back.as_bytes()).collect();
    Page(StepUp { page, back }).into_response()
}
