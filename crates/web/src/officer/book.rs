//! `/can-bo/so`: the register of results of a year, the newest first, page by key.

use app::dossier::BookEntry;
use askama::Template;
use axum::extract::{Query, State};
use kernel::AgencyCode;
use serde::Deserialize;

use super::names;
use crate::{Chrome, OfficerIs, Page, PageError, Web, format};

/// Which book, and where its page begins.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    #[serde(rename = "co-quan")]
    agency: String,
    nam: String,
    sau: String,
}

#[derive(Template)]
#[template(path = "officer/book.html")]
pub(crate) struct Book {
    page: Chrome,
    places: Vec<(String, String, bool)>,
    agency: String,
    year: String,
    years: Vec<(String, String, bool)>,
    rows: Vec<Row>,
    next: Option<String>,
}

/// "Dòng sổ".
struct Row {
    address: String,
    printed: String,
    on: String,
    title: String,
    owner: String,
}

/// `GET /can-bo/so`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Query(asked): Query<Asked>,
) -> Result<Page<Book>, PageError> {
    let app = &web.app;
    let this_year = app.today().year();
    let year = asked.nam.parse().unwrap_or(this_year);
    let places = app::dossier::workplaces(app, &who).await?;
    let chosen = AgencyCode::parse(&asked.agency).ok();
    let chosen = chosen.or_else(|| places.first().map(|place| place.agency.code.clone()));
    let Some(agency) = chosen else {
        let (agency, places, year) = (String::new(), Vec::new(), year.to_string());
        return Ok(Page(Book {
            page,
            places,
            agency,
            year,
            years: Vec::new(),
            rows: Vec::new(),
            next: None,
        }));
    };
    let found = app::dossier::book(app, &who, &agency, year, asked.sau.parse().ok()).await?;
    let address = |code: &AgencyCode, year: i16| format!("/can-bo/so?co-quan={code}&nam={year}");
    let row = |entry: &BookEntry| Row {
        address: names::address(&app::DossierKey::new(&agency, entry.dossier)),
        printed: entry.printed.clone(),
        on: format::date(entry.on),
        title: entry.title.clone(),
        owner: entry.owner_name.clone(),
    };
    let has_more = i64::try_from(found.len()).unwrap_or(0) >= app::dossier::BOOK_PAGE;
    let next = found.last().filter(|_| has_more);
    let places = if places.len() < 2 { Vec::new() } else { places };
    Ok(Page(Book {
        places: places
            .iter()
            .map(|place| {
                let code = &place.agency.code;
                (address(code, year), place.agency.name.clone(), *code == agency)
            })
            .collect(),
        years: [this_year, this_year - 1]
            .map(|other| (address(&agency, other), other.to_string(), other == year))
            .to_vec(),
        next: next.map(|entry| format!("{}&sau={}", address(&agency, year), entry.serial)),
        rows: found.iter().map(row).collect(),
        agency: names::agency(app, &agency).await?,
        year: year.to_string(),
        page,
    }))
}
