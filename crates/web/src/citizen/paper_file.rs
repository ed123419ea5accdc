//! A file itself: one that waits to be sent, its small picture, or one that belongs to a dossier.

use app::upload::{Shown, open};
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::FileHash;

use super::id_in;
use crate::{CitizenIs, PageError, Web, WebRefusal, download};

/// `GET /giay-to/{purpose}/{part}/{upload}/tep`
pub(crate) async fn whole(
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path((_, _, upload)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    Ok(download::file(open(&web.app, &who, id_in(&upload)?, Shown::Whole).await?))
}

/// `GET /giay-to/{purpose}/{part}/{upload}/nho`
pub(crate) async fn preview(
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path((_, _, upload)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    Ok(download::preview(open(&web.app, &who, id_in(&upload)?, Shown::Preview).await?))
}

/// `GET /ho-so/{id}/tep/{hash}`
pub(crate) async fn of_dossier(
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path((id, hash)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let hash = FileHash::parse(&hash).ok_or(WebRefusal::NoPage)?;
    Ok(download::file(web.app.paper_of(&who, id_in(&id)?, &hash).await?))
}
