//! `/can-bo/phan-cong`: who has how much in hand, how much of it is late, and the way to give it to somebody else.

use app::dossier::List;
use askama::Template;
use axum::extract::{Query, State};
use dossier::Holder;
use kernel::AgencyCode;

use super::filter::{Asked, Filter};
use crate::{Chrome, OfficerIs, Page, PageError, Web};

#[derive(Template)]
#[template(path = "officer/team.html")]
pub(crate) struct Team {
    page: Chrome,
    places: Vec<(String, String, bool)>,
    agency: String,
    people: Vec<Person>,
}

/// "Người thụ lý và khối lượng".
struct Person {
    name: String,
    address: String,
    late_address: String,
    all: i64,
    late: i64,
    share: i64,
}

/// `GET /can-bo/phan-cong`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Query(asked): Query<Asked>,
) -> Result<Page<Team>, PageError> {
    let app = &web.app;
    let places = app::dossier::workplaces(app, &who).await?;
    let asked = AgencyCode::parse(&asked.agency).ok();
    let Some(agency) = asked.or_else(|| places.first().map(|place| place.agency.code.clone())) else {
        return Ok(Page(Team { page, places: Vec::new(), agency: String::new(), people: Vec::new() }));
    };
    let loads = app::dossier::loads(app, &who, &agency).await?;
    let most = loads.iter().map(|(_, _, all, _)| *all).max().unwrap_or(0).max(1);
    let person = |(id, name, all, late): &(String, String, i64, i64)| {
        let own = Filter { officer: id.clone(), ..Filter::only(&agency, List::Held(Holder::Officer)) };
        Person {
            name: if id.is_empty() { page.t("work-officer-none") } else { name.clone() },
            address: own.address(),
            late_address: Filter { due: "tre", ..own }.address(),
            all: *all,
            late: *late,
            share: all * 100 / most,
        }
    };
    let people = loads.iter().map(person).collect();
    let places = if places.len() < 2 { Vec::new() } else { places };
    Ok(Page(Team {
        places: places
            .iter()
            .map(|place| {
                let code = place.agency.code.to_string();
                (
                    format!("/can-bo/phan-cong?co-quan={code}"),
                    place.agency.name.clone(),
                    place.agency.code == agency,
                )
            })
            .collect(),
        agency: super::names::agency(app, &agency).await?,
        people,
        page,
    }))
}
