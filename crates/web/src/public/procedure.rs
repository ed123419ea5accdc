//! `/thu-tuc/{code}`: one procedure in plain words: who, what, how long, how much, on what ground.

use askama::Template;
use axum::extract::{Path, State};

use super::{Sheet, Shelf};
use crate::{Chrome, Page, PageError, Web, WebRefusal};

#[derive(Template)]
#[template(path = "public/procedure.html")]
pub(crate) struct Procedure {
    page: Chrome,
    sheet: Sheet,
}

/// `GET /thu-tuc/{code}`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    Path(code): Path<String>,
) -> Result<Page<Procedure>, PageError> {
    let sheet = Shelf::of(&web.app).sheet(&code, page.lang).ok_or(WebRefusal::NoPage)?;
    Ok(Page(Procedure { page, sheet }))
}
