//! `/tim-kiem?q=`: procedures that answer what somebody typed, however it is spelt.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::{Card, Shelf};
use crate::{Chrome, Page, Web};

/// Most results on the page; a better query helps more than a second page.
const LIMIT: usize = 20;

#[derive(Template)]
#[template(path = "public/search.html")]
pub(crate) struct Search {
    page: Chrome,
    query: String,
    found: Vec<Card>,
    is_cut: bool,
}

/// What was typed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    q: String,
}

/// `GET /tim-kiem`
pub(crate) async fn get(page: Chrome, State(web): State<Web>, Query(typed): Query<Typed>) -> Page<Search> {
    let query = typed.q.trim().to_owned();
    let mut found =
        if query.is_empty() { Vec::new() } else { Shelf::of(&web.app).search(&query, page.lang, LIMIT + 1) };
    let is_cut = found.len() > LIMIT;
    found.truncate(LIMIT);
    Page(Search { page, query, found, is_cut })
}
