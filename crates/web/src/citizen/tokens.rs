//! `/ca-nhan/ma-truy-cap`: the citizen's access tokens for software.

use app::token::Caller;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::{Chrome, CitizenIs, PageError, Web, tokens};

const BASE: &str = "/ca-nhan/ma-truy-cap";

/// `GET /ca-nhan/ma-truy-cap`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
) -> Result<Response, PageError> {
    tokens::show(page, &web, &Caller::Citizen(who), BASE).await
}

/// `POST /ca-nhan/ma-truy-cap`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    tokens::create(page, &web, &Caller::Citizen(who), BASE, pairs).await
}

/// `POST /ca-nhan/ma-truy-cap/{token}/thu-hoi`
pub(crate) async fn revoke(
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    tokens::revoke(&web, &Caller::Citizen(who), BASE, &token).await
}
