//! The bin for software: drafts that were thrown away, and taking one back out.

use app::draft::{binned, open, restore};
use app::once::{Receipt, once};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::asked::{Nothing, versioned};
use super::drafts::{DraftRow, id_in};
use super::guard::ByCitizen;
use super::problem::ApiError;
use super::view::Done;
use crate::Web;

/// "Thùng rác".
#[derive(Serialize, ToSchema)]
pub(super) struct BinList {
    /// The drafts, the last thrown away first; at most twenty, each kept for thirty days.
    items: Vec<DraftRow>,
}

/// `GET /api/v1/bin`
pub(super) async fn list(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
) -> Result<Json<BinList>, ApiError> {
    let rows = binned(&web.app, &who).await?.into_iter();
    Ok(Json(BinList { items: rows.map(DraftRow::from).collect() }))
}

/// `POST /api/v1/bin/{draft}/restoration`
pub(super) async fn take_back(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(draft): Path<String>,
    asked: Nothing,
) -> Result<Response, ApiError> {
    let id = id_in(&draft)?;
    let deed = async {
        restore(&web.app, &who, id).await?;
        let version = open(&web.app, &who, id).await?.version;
        Ok(Receipt::plain(&id, version))
    };
    let receipt = once(&web.app, asked.claim, Box::pin(deed)).await?;
    Ok(versioned(StatusCode::OK, receipt.version, Done::from(receipt)))
}
