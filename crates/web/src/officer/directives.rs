//! `/can-bo/chi-dao`: directives of a body: drafts, issued, replaced, discarded.

use app::directive::{DirectiveRow, drafting, list};
use askama::Template;
use axum::extract::{Query, State};
use directives::DirectiveStage;
use jiff::Timestamp;
use kernel::Id;
use serde::Deserialize;

use super::names;
use super::task_words::directive_address;
use super::tasks::{Asked as Board, View, pages, places};
use crate::{Chrome, OfficerIs, Page, PageError, Web, format};

/// Which list, and where its page begins.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    #[serde(rename = "co-quan")]
    agency: String,
    #[serde(rename = "trang-thai")]
    stage: String,
    sau: String,
}

#[derive(Template)]
#[template(path = "officer/directives.html")]
pub(crate) struct Directives {
    page: Chrome,
    places: Vec<(String, String, bool)>,
    agency: String,
    pages: Vec<(String, String)>,
    stages: Vec<(String, String, bool)>,
    new: Option<String>,
    rows: Vec<Row>,
    next: Option<String>,
}

/// "Dòng văn bản".
struct Row {
    address: String,
    number: String,
    kind: String,
    title: String,
    on: String,
    items: i64,
    changed: String,
}

/// `GET /can-bo/chi-dao`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Query(asked): Query<Asked>,
) -> Result<Page<Directives>, PageError> {
    let Some(view) = View::of(&web, &who, &Board::of(&asked.agency)) else {
        return Err(kernel::Refusal::from(app::AppRefusal::NoPost).into());
    };
    let stage = DirectiveStage::ALL.into_iter().find(|stage| stage.name() == asked.stage);
    let stage = stage.unwrap_or(DirectiveStage::Issued);
    let (rows, has_more) = list(&web.app, &who, &view.agency, stage, key(&asked.sau)).await?;
    let here = "/can-bo/chi-dao";
    let of = |stage: DirectiveStage| format!("{here}?co-quan={}&trang-thai={}", view.agency, stage.name());
    let tenant = view.agency.tenant().to_owned();
    let row = |row: &DirectiveRow| Row {
        address: directive_address(&tenant, &row.id),
        number: row.number.clone(),
        kind: page.word("directive-kind", &row.kind),
        title: row.title.clone(),
        on: format::date(row.issued_on),
        items: row.items,
        changed: format::instant(page.lang, row.updated_at),
    };
    let next = rows.last().filter(|_| has_more);
    let may_draft = drafting(&web.app, &who).contains(&view.agency);
    Ok(Page(Directives {
        places: places(&web, &who, &view.agency, |code| format!("{here}?co-quan={code}")).await?,
        agency: names::agency(&web.app, &view.agency).await?,
        pages: pages(&page, &view),
        stages: DirectiveStage::ALL
            .iter()
            .map(|one| (of(*one), page.word("directive-stage", one.name()), *one == stage))
            .collect(),
        new: may_draft.then(|| format!("{here}/moi?co-quan={}", view.agency)),
        next: next.map(|row| format!("{}&sau={}.{}", of(stage), row.updated_at.as_microsecond(), row.id)),
        rows: rows.iter().map(row).collect(),
        page,
    }))
}

fn key(text: &str) -> Option<(Timestamp, Id)> {
    let (at, id) = text.split_once('.')?;
    Some((Timestamp::from_microsecond(at.parse().ok()?).ok()?, Id::parse(id)?))
}
