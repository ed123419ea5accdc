//! `/ho-so/{id}/giay-to/{paper}`: a paper of the own dossier, to keep.

use axum::extract::{Path, State};
use axum::response::Response;

use super::id_in;
use crate::paper::{Taking, answer};
use crate::{Chrome, CitizenIs, PageError, Web};

/// `GET /ho-so/{id}/giay-to/{paper}`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path((id, paper)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let found = app::paper::open_mine(&web.app, &who, id_in(&id)?, id_in(&paper)?).await?;
    Ok(answer(&page, found, Taking::Download))
}
