//! `/can-bo/nhiem-vu/tuan`: the digest of a week: what was done in time and late, what is late, what ends next.

use app::task::digest;
use askama::Template;
use axum::extract::{Query, State};
use jiff::ToSpan;
use jiff::civil::Date;

use super::names;
use super::task_picture::{Column, columns};
use super::task_words::{TaskLine, line, many};
use super::tasks::{Asked, View, pages, places};
use crate::{Chrome, OfficerIs, Page, PageError, Web, format};

#[derive(Template)]
#[template(path = "officer/task_digest.html")]
pub(crate) struct DigestPage {
    page: Chrome,
    places: Vec<(String, String, bool)>,
    agency: String,
    pages: Vec<(String, String)>,
    sides: Vec<(String, String, bool)>,
    week: String,
    before: String,
    after: String,
    columns: Vec<Column>,
    /// Whether anything was done in the weeks of the picture.
    has_picture: bool,
    kept: i64,
    broken: i64,
    late: Vec<TaskLine>,
    ends: Vec<TaskLine>,
    behind: Vec<(String, String)>,
}

/// `GET /can-bo/nhiem-vu/tuan`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Query(asked): Query<Asked>,
) -> Result<Page<DigestPage>, PageError> {
    let Some(view) = View::of(&web, &who, &asked) else {
        return Err(kernel::Refusal::from(app::AppRefusal::NoPost).into());
    };
    let week: Date = asked.tuan.parse().unwrap_or_else(|_| web.app.today());
    let found = digest(&web.app, &who, &view.agency, view.side(), week).await?;
    let here = "/can-bo/nhiem-vu/tuan";
    let of_week = |on: Date| format!("{}&tuan={on}", view.beside(here));
    let now = kernel::Clock::now(web.app.clock.as_ref());
    let tenant = view.agency.tenant().to_owned();
    let (kept, broken) = found.weeks.last().map_or((0, 0), |week| (week.kept, week.broken));
    let (from, until) = (format::date(found.from_on), format::date(found.until_on));
    Ok(Page(DigestPage {
        places: places(&web, &who, &view.agency, |code| format!("{here}?co-quan={code}&ben={}", view.side))
            .await?,
        agency: names::agency(&web.app, &view.agency).await?,
        pages: pages(&page, &view),
        sides: view.sides(&page, here),
        week: page.t2("task-week", "from", from, "until", until),
        before: of_week(found.from_on.saturating_sub(7.days())),
        after: of_week(found.from_on.saturating_add(7.days())),
        has_picture: found.weeks.iter().any(|week| week.kept + week.broken > 0),
        columns: columns(&found.weeks),
        kept,
        broken,
        late: found.late.into_iter().map(|row| line(&page, now, &tenant, row)).collect(),
        ends: found.ends.into_iter().map(|row| line(&page, now, &tenant, row)).collect(),
        behind: found.behind.into_iter().map(|(who, count)| (who, many(count))).collect(),
        page,
    }))
}
