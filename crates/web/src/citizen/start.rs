//! `/nop/{code}`: what a form will ask, how long it takes and what it costs, before anything is begun.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Redirect;
use kernel::ProcedureCode;

use super::said;
use crate::public::{Sheet, Shelf};
use crate::{Chrome, CitizenIs, Page, PageError, Web, WebRefusal};

#[derive(Template)]
#[template(path = "citizen/start.html")]
pub(crate) struct Start {
    page: Chrome,
    sheet: Sheet,
    /// What will be asked, page by page.
    pages: Vec<String>,
    /// Whether a draft is there already.
    is_begun: bool,
    needs_level_two: bool,
}

/// `GET /nop/{code}`: nothing is created by looking.
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(code): Path<String>,
) -> Result<Page<Start>, PageError> {
    let code = code_in(&code)?;
    let sheet = Shelf::of(&web.app).sheet(code.as_str(), page.lang).ok_or(WebRefusal::NoPage)?;
    let form = web.app.executable(&code)?.form();
    let pages = form.data().pages.iter().map(|asked| said::said(&asked.title, page.lang)).collect();
    let drafts = app::draft::mine(&web.app, &who).await?;
    let is_begun = drafts.iter().any(|draft| draft.procedure == code.as_str());
    Ok(Page(Start { page, sheet, pages, is_begun, needs_level_two: who.owner().is_err() }))
}

/// `POST /nop/{code}`: begins, or finds what was begun.
pub(crate) async fn post(
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(code): Path<String>,
) -> Result<Redirect, PageError> {
    let draft = app::draft::start(&web.app, &who, &code_in(&code)?).await?;
    Ok(Redirect::to(&format!("/to-khai/{draft}")))
}

/// The code in an address; what is not one leads nowhere.
fn code_in(text: &str) -> Result<ProcedureCode, PageError> {
    ProcedureCode::parse(text).map_err(|_| WebRefusal::NoPage.into())
}
