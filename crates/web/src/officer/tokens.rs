//! `/can-bo/ma-truy-cap`: the official's access tokens for software.

use app::token::Caller;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::{Chrome, OfficerIs, PageError, Web, tokens};

const BASE: &str = "/can-bo/ma-truy-cap";

/// `GET /can-bo/ma-truy-cap`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
) -> Result<Response, PageError> {
    tokens::show(page, &web, &Caller::Official(who), BASE).await
}

/// `POST /can-bo/ma-truy-cap`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    tokens::create(page, &web, &Caller::Official(who), BASE, pairs).await
}

/// `POST /can-bo/ma-truy-cap/{token}/thu-hoi`
pub(crate) async fn revoke(
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    tokens::revoke(&web, &Caller::Official(who), BASE, &token).await
}
