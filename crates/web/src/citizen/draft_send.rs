//! `POST /to-khai/{draft}/nop`: sending in. Pressed twice, or again tomorrow, it leads to the same dossier.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::conflict::has_code;
use super::draft_steps::{Step, address, opened, sent_already};
use crate::{CitizenIs, PageError, Web};

/// `POST /to-khai/{draft}/nop`
pub(crate) async fn post(
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(draft): Path<String>,
) -> Result<Response, PageError> {
    let filling = opened(&web, &who, &draft).await?;
    if let Some(sent) = sent_already(&filling) {
        return Ok(sent);
    }
    match app::draft::send(&web.app, &who, filling.id).await {
        Ok(key) => Ok(Redirect::to(&format!("/ho-so/{}?moi=1", key.id)).into_response()),
        // The check says which pages are open, and leads there.
        Err(error) if is_unfinished(&error) => {
            Ok(Redirect::to(&address(filling.id, Step::Check)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn is_unfinished(error: &app::Error) -> bool {
    let codes = [
        app::AppRefusal::FormIncomplete { count: String::new() },
        app::AppRefusal::NoAuthority { place: String::new() },
    ];
    codes.iter().any(|refusal| has_code(error, refusal.code()))
}
