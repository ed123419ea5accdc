//! `/to-khai/{draft}/bo`: throwing a draft away, after being asked once; and taking it back out of the bin.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::draft_steps::{opened, procedure, sent_already};
use crate::{Chrome, CitizenIs, Page, PageError, Web};

#[derive(Template)]
#[template(path = "citizen/draft_discard.html")]
pub(crate) struct Discard {
    page: Chrome,
    draft: String,
    procedure: String,
}

/// `GET /to-khai/{draft}/bo`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(draft): Path<String>,
) -> Result<Response, PageError> {
    let filling = opened(&web, &who, &draft).await?;
    if let Some(sent) = sent_already(&filling) {
        return Ok(sent);
    }
    let procedure = procedure(&page, &filling);
    Ok(Page(Discard { page, draft: filling.id.to_string(), procedure }).into_response())
}

/// `POST /to-khai/{draft}/bo`: a draft that is gone already is as good as thrown away.
pub(crate) async fn post(
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(draft): Path<String>,
) -> Result<Response, PageError> {
    app::draft::discard(&web.app, &who, super::id_in(&draft)?).await?;
    Ok(Redirect::to("/ca-nhan?bo=1").into_response())
}

/// `POST /to-khai/{draft}/lay-lai`: out of the bin, and on where it was left.
pub(crate) async fn restore(
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(draft): Path<String>,
) -> Result<Response, PageError> {
    let id = super::id_in(&draft)?;
    app::draft::restore(&web.app, &who, id).await?;
    Ok(Redirect::to(&format!("/to-khai/{id}")).into_response())
}
