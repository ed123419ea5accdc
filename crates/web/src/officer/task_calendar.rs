//! `/can-bo/nhiem-vu/lich`: a month, with how many tasks end on each day; each day leads to its list.

use app::task::calendar;
use askama::Template;
use axum::extract::{Query, State};
use jiff::ToSpan;
use jiff::civil::Date;

use super::names;
use super::task_words::many;
use super::tasks::{Asked, View, pages, places};
use crate::{Chrome, OfficerIs, Page, PageError, Web};

#[derive(Template)]
#[template(path = "officer/task_calendar.html")]
pub(crate) struct CalendarPage {
    page: Chrome,
    places: Vec<(String, String, bool)>,
    agency: String,
    pages: Vec<(String, String)>,
    sides: Vec<(String, String, bool)>,
    month: String,
    before: String,
    after: String,
    weeks: Vec<Vec<Option<Day>>>,
}

/// "Ngày".
struct Day {
    number: i8,
    count: String,
    address: String,
    is_today: bool,
    is_past: bool,
    is_empty: bool,
}

/// `GET /can-bo/nhiem-vu/lich`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Query(asked): Query<Asked>,
) -> Result<Page<CalendarPage>, PageError> {
    let Some(view) = View::of(&web, &who, &asked) else {
        return Err(kernel::Refusal::from(app::AppRefusal::NoPost).into());
    };
    let today = web.app.today();
    let month: Date = format!("{}-01", asked.thang).parse().unwrap_or(today);
    let found = calendar(&web.app, &who, &view.agency, view.side(), month).await?;
    let here = "/can-bo/nhiem-vu/lich";
    let of_month = |on: Date| format!("{}&thang={:04}-{:02}", view.beside(here), on.year(), on.month());
    let day = |(on, count): &(Date, i64)| Day {
        number: on.day(),
        count: many(*count),
        address: format!("{}&ngan=unit&tu={on}&den={on}", view.beside("/can-bo/nhiem-vu")),
        is_today: *on == today,
        is_past: *on < today,
        is_empty: *count == 0,
    };
    let mut cells: Vec<Option<Day>> = Vec::new();
    cells.extend((0..found.first.weekday().to_monday_zero_offset()).map(|_| None));
    cells.extend(found.days.iter().map(|one| Some(day(one))));
    while !cells.len().is_multiple_of(7) {
        cells.push(None);
    }
    let mut weeks: Vec<Vec<Option<Day>>> = Vec::new();
    for cell in cells {
        match weeks.last_mut().filter(|week| week.len() < 7) {
            Some(week) => week.push(cell),
            None => weeks.push(vec![cell]),
        }
    }
    let (this, first) = (format!("{:02}/{}", found.first.month(), found.first.year()), found.first);
    Ok(Page(CalendarPage {
        places: places(&web, &who, &view.agency, |code| format!("{here}?co-quan={code}&ben={}", view.side))
            .await?,
        agency: names::agency(&web.app, &view.agency).await?,
        pages: pages(&page, &view),
        sides: view.sides(&page, here),
        month: page.t1("task-month", "month", this),
        before: of_month(first.saturating_sub(1.month())),
        after: of_month(first.saturating_add(1.month())),
        weeks,
        page,
    }))
}
