//! Two people or two tabs at once: what was typed here stays in sight, and nobody overwrites anybody unknowingly.

use app::draft::Filling;
use app::{AppRefusal, Error};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kernel::Id;

use super::draft_steps::{Step, address};
use super::sent::Sent;
use crate::{Chrome, Page};

#[derive(Template)]
#[template(path = "citizen/draft_overtaken.html")]
struct Overtaken {
    page: Chrome,
    newer: String,
    action: String,
    version: i64,
    kept: Vec<(String, String)>,
    hidden: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "citizen/dossier_conflict.html")]
struct Conflict {
    page: Chrome,
    dossier: Id,
    kept: Vec<(String, String)>,
}

/// Whether another tab saved the draft first.
pub(super) fn is_overtaken(error: &Error) -> bool {
    has_code(error, AppRefusal::DraftOvertaken.code())
}

/// Whether somebody acted on the dossier first.
pub(super) fn is_conflict(error: &Error) -> bool {
    has_code(error, AppRefusal::Conflict.code())
}

/// Whether a use case was refused with this code.
pub(super) fn has_code(error: &Error, code: &str) -> bool {
    match error {
        Error::Refused(refusal) => refusal.code == code,
        Error::Faulted(_) => false,
    }
}

/// The page after another tab saved: see the newer, or put what was typed here in its place.
pub(super) fn overtaken(
    page: Chrome,
    newer: &Filling<'_>,
    step: Step<'_>,
    sent: &Sent,
    kept: Vec<(String, String)>,
) -> Response {
    overtaken_at(page, newer, address(newer.id, step), sent, kept)
}

/// The same, for a page that is no step of its own.
pub(super) fn overtaken_at(
    page: Chrome,
    newer: &Filling<'_>,
    action: String,
    sent: &Sent,
    kept: Vec<(String, String)>,
) -> Response {
    let hidden = sent.fields.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    let shown = Overtaken { newer: action.clone(), action, version: newer.version, kept, hidden, page };
    (StatusCode::CONFLICT, Page(shown)).into_response()
}

/// The page after somebody else acted on the dossier: what was typed, and the way to its present state.
pub(super) fn conflict(page: Chrome, dossier: Id, kept: Vec<(String, String)>) -> Response {
    (StatusCode::CONFLICT, Page(Conflict { page, dossier, kept })).into_response()
}
