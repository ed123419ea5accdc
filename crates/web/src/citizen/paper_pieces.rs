//! Files in pieces, for browsers with script: a line that breaks costs the piece that was on it, not the file.
//!
//! Begin (or find what was broken off), send the pieces that are missing, say that all are there. The answers are small
//! JSON objects; `sai` holds the sentence for the person where something is the matter.

use app::upload::{self, Offer};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use kernel::FileHash;
use serde_json::{Value, json};

use super::sent::Sent;
use super::{id_in, said};
use crate::{Chrome, CitizenIs, PageError, Web, WebRefusal};

/// The header that names a piece's SHA-256.
const PIECE_HASH: &str = "x-sha256";

/// `POST /giay-to/{purpose}/{part}/bat-dau`
pub(crate) async fn begin(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path((purpose, part)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (id, sent) = (id_in(&purpose)?, Sent::new(pairs));
    upload::asked(&web.app, &who, id, &part).await?;
    let size = sent.text("co").parse().map_err(|_| WebRefusal::Unreadable)?;
    let offer = Offer { id, part: &part, name: sent.text("ten"), size };
    match upload::begin(&web.app, &who, &offer).await {
        Ok(begun) => {
            let answer = json!({"ma": begun.id.to_string(), "manh": begun.piece_bytes, "co": begun.have});
            Ok(Json(answer).into_response())
        }
        Err(error) => told(&page, error),
    }
}

/// `POST /giay-to/{purpose}/{part}/{upload}/manh/{number}`
pub(crate) async fn piece(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path((purpose, part, id, number)): Path<(String, String, String, i64)>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Response, PageError> {
    upload::asked(&web.app, &who, id_in(&purpose)?, &part).await?;
    let hash = headers.get(PIECE_HASH).and_then(|value| value.to_str().ok()).and_then(FileHash::parse);
    let hash = hash.ok_or(WebRefusal::Unreadable)?;
    match upload::piece(&web.app, &who, id_in(&id)?, number, &hash, bytes.to_vec()).await {
        Ok(()) => Ok(Json(json!({})).into_response()),
        Err(error) => told(&page, error),
    }
}

/// `POST /giay-to/{purpose}/{part}/{upload}/xong`
pub(crate) async fn finish(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path((_, _, id)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    match upload::finish(&web.app, &who, id_in(&id)?).await {
        Ok(_) => Ok(Json(Value::Object(serde_json::Map::new())).into_response()),
        Err(error) => told(&page, error),
    }
}

/// A refusal as a sentence for the script to show; a fault is a page like any other.
fn told(page: &Chrome, error: app::Error) -> Result<Response, PageError> {
    match error {
        app::Error::Refused(refusal) if refusal.code.starts_with("upload.") => {
            let answer = json!({"sai": said::refusal(page.lang, &refusal), "ma": refusal.code});
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(answer)).into_response())
        }
        error @ (app::Error::Refused(_) | app::Error::Faulted(_)) => Err(error.into()),
    }
}
