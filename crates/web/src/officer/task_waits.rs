//! `/can-bo/nhiem-vu/cho`: who waits for whom: what others owe this body, and what this body owes them.

use app::task::waits;
use askama::Template;
use axum::extract::{Query, State};

use super::names;
use super::task_words::{TaskLine, line, many, waited};
use super::tasks::{Asked, SIDES, View, pages, places};
use crate::{Chrome, OfficerIs, Page, PageError, Web};

#[derive(Template)]
#[template(path = "officer/task_waits.html")]
pub(crate) struct Waits {
    page: Chrome,
    places: Vec<(String, String, bool)>,
    agency: String,
    pages: Vec<(String, String)>,
    lines: Vec<Line>,
    rows: Vec<TaskLine>,
}

/// "Ai đang được chờ".
struct Line {
    who: String,
    what: String,
    count: String,
    address: String,
}

/// `GET /can-bo/nhiem-vu/cho`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Query(asked): Query<Asked>,
) -> Result<Page<Waits>, PageError> {
    let Some(view) = View::of(&web, &who, &asked) else {
        return Err(kernel::Refusal::from(app::AppRefusal::NoPost).into());
    };
    let (found, on_us) = waits(&web.app, &who, &view.agency).await?;
    let now = kernel::Clock::now(web.app.clock.as_ref());
    let mut lines = Vec::new();
    for one in found {
        let side = SIDES.iter().find(|(_, side)| *side == one.side).map_or("", |(name, _)| *name);
        lines.push(Line {
            who: waited(&web.app, &page, &one.waits).await?,
            what: page.word("tasks-side", side),
            count: many(one.count.all),
            address: format!(
                "/can-bo/nhiem-vu?co-quan={}&ben={side}&ngan={}&theo=cho&nhom={}",
                view.agency,
                one.lane.name(),
                one.waits
            ),
        });
    }
    let tenant = view.agency.tenant().to_owned();
    Ok(Page(Waits {
        places: places(&web, &who, &view.agency, |code| format!("/can-bo/nhiem-vu/cho?co-quan={code}"))
            .await?,
        agency: names::agency(&web.app, &view.agency).await?,
        pages: pages(&page, &view),
        lines,
        rows: on_us.into_iter().map(|row| line(&page, now, &tenant, row)).collect(),
        page,
    }))
}
