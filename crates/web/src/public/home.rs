//! `/`: the search box first, then what can be done here from end to end, then common procedures by what happens in life.

use askama::Template;
use axum::extract::State;

use super::{Card, Shelf};
use crate::{Chrome, CitizenIs, Page, PageError, Web};

/// A turn of life and what people then look for: key of its words, and queries whose words stand under `life-{key}-{n}`.
const LIFE_EVENTS: &[(&str, usize)] =
    &[("birth", 3), ("marriage", 3), ("home", 3), ("business", 3), ("papers", 3), ("loss", 3)];

#[derive(Template)]
#[template(path = "public/home.html")]
pub(crate) struct Home {
    page: Chrome,
    /// What the visitor has begun: the draft and its procedure.
    begun: Vec<(String, String)>,
    executable: Vec<Card>,
    events: Vec<LifeEvent>,
}

struct LifeEvent {
    title: String,
    queries: Vec<String>,
}

/// `GET /`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    visitor: Result<CitizenIs, PageError>,
) -> Result<Page<Home>, PageError> {
    let drafts = match visitor {
        Ok(CitizenIs(who)) => app::draft::mine(&web.app, &who).await?,
        Err(_) => Vec::new(),
    };
    let name = |code: &str| {
        let sheet = Shelf::of(&web.app).sheet(code, page.lang);
        sheet.map_or_else(|| code.to_owned(), |sheet| sheet.card.name)
    };
    let begun = drafts.iter().map(|draft| (draft.id.to_string(), name(&draft.procedure))).collect();
    let executable = Shelf::of(&web.app).executable(page.lang);
    let events = LIFE_EVENTS.iter().map(|(key, queries)| life_event(&page, key, *queries)).collect();
    Ok(Page(Home { page, begun, executable, events }))
}

fn life_event(page: &Chrome, key: &str, queries: usize) -> LifeEvent {
    let queries = (1..=queries).map(|number| page.t(&format!("life-{key}-{number}"))).collect();
    LifeEvent { title: page.t(&format!("life-{key}")), queries }
}
