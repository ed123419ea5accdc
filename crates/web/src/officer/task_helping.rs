//! `/can-bo/nhiem-vu/phoi-hop`: the tasks a body helps with, that somebody else leads.

use app::task::{Lane, TaskAfter, helping};
use askama::Template;
use axum::extract::{Query, State};

use super::names;
use super::task_words::{TaskLine, line};
use super::tasks::{Asked, View, after, pages, places};
use crate::{Chrome, OfficerIs, Page, PageError, Web};

/// Where this page stands.
const PATH: &str = "/can-bo/nhiem-vu/phoi-hop";

#[derive(Template)]
#[template(path = "officer/task_helping.html")]
pub(crate) struct Helping {
    page: Chrome,
    places: Vec<(String, String, bool)>,
    agency: String,
    pages: Vec<(String, String)>,
    lanes: Vec<(String, String, bool)>,
    rows: Vec<TaskLine>,
    next: Option<String>,
}

/// `GET /can-bo/nhiem-vu/phoi-hop`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Query(asked): Query<Asked>,
) -> Result<Page<Helping>, PageError> {
    let Some(view) = View::of(&web, &who, &asked) else {
        return Err(kernel::Refusal::from(app::AppRefusal::NoPost).into());
    };
    let found = helping(&web.app, &who, &view.agency, view.lane, after(&asked)).await?;
    let now = kernel::Clock::now(web.app.clock.as_ref());
    let tenant = view.agency.tenant().to_owned();
    let of_lane = |lane: Lane| format!("{PATH}?co-quan={}&ngan={}", view.agency, lane.name());
    let next =
        |key: TaskAfter| format!("{}&sau={}.{}", of_lane(view.lane), key.turn_at.as_microsecond(), key.id);
    Ok(Page(Helping {
        places: places(&web, &who, &view.agency, |code| format!("{PATH}?co-quan={code}")).await?,
        agency: names::agency(&web.app, &view.agency).await?,
        pages: pages(&page, &view),
        lanes: Lane::ALL
            .into_iter()
            .map(|lane| (of_lane(lane), page.word("task-lane", lane.name()), lane == view.lane))
            .collect(),
        next: found.next.map(next),
        rows: found.rows.into_iter().map(|row| line(&page, now, &tenant, row)).collect(),
        page,
    }))
}
