//! `/ca-nhan/luot-xem`: who has looked at my data, when, why and on what ground.
//!
//! Law: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15

use std::collections::BTreeMap;

use app::dossier::{Reading, my_readings};
use askama::Template;
use axum::extract::State;
use kernel::{AgencyCode, Id};

use super::said;
use crate::{Chrome, CitizenIs, Page, PageError, Web, words};

#[derive(Template)]
#[template(path = "citizen/readings.html")]
pub(crate) struct Readings {
    page: Chrome,
    rows: Vec<Row>,
}

/// "Một lượt xem".
struct Row {
    at: String,
    reader: String,
    agency: String,
    purpose: String,
    ground: String,
    dossier: Id,
}

/// `GET /ca-nhan/luot-xem`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
) -> Result<Page<Readings>, PageError> {
    let readings = my_readings(&web.app, &who).await?;
    let mut agencies = BTreeMap::new();
    for code in readings.iter().map(|reading| reading.agency.as_str()) {
        if !agencies.contains_key(code) {
            agencies.insert(code, agency_name(&web, code).await?);
        }
    }
    let rows = readings.iter().map(|reading| row(&page, reading, &agencies)).collect();
    Ok(Page(Readings { page, rows }))
}

fn row(page: &Chrome, reading: &Reading, agencies: &BTreeMap<&str, String>) -> Row {
    let key = format!("purpose-{}", reading.purpose);
    Row {
        at: said::when(page, reading.at),
        reader: reading.reader.clone(),
        agency: agencies.get(reading.agency.as_str()).cloned().unwrap_or_default(),
        purpose: if words().has(page.lang, &key) { page.t(&key) } else { reading.purpose.clone() },
        ground: reading.ground.clone(),
        dossier: reading.dossier,
    }
}

/// The name of an agency; its code where it is no longer there.
pub(super) async fn agency_name(web: &Web, code: &str) -> Result<String, PageError> {
    let Ok(known) = AgencyCode::parse(code) else { return Ok(code.to_owned()) };
    match app::organisation::agency(&web.app, &known).await {
        Ok(agency) => Ok(agency.name),
        Err(app::Error::Refused(_)) => Ok(code.to_owned()),
        Err(error) => Err(error.into()),
    }
}
