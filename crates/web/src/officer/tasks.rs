//! `/can-bo/nhiem-vu`: boards over tasks, by person, body, directive or who is waited for, and the list behind each line.

use app::task::{GroupBy, Lane, TaskAfter, TaskSide, WantedTasks};
use askama::Template;
use axum::extract::{Query, State};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{AgencyCode, Id};
use serde::Deserialize;
use url::form_urlencoded;

use super::names;
use super::task_words::{TaskLine, line, many, waited};
use crate::{Chrome, OfficerIs, Page, PageError, Web};

/// Sides, as addresses name them.
pub(super) const SIDES: [(&str, TaskSide); 2] =
    [("duoc-giao", TaskSide::Given), ("da-giao", TaskSide::Assigned)];
/// Groups, as addresses name them.
const GROUPS: [(&str, GroupBy); 4] = [
    ("nguoi", GroupBy::Person),
    ("don-vi", GroupBy::Body),
    ("van-ban", GroupBy::Directive),
    ("cho", GroupBy::Waits),
];

/// What a link to a board can say; anything that cannot be read is as if it had not been said.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    #[serde(rename = "co-quan")]
    pub(super) agency: String,
    pub(super) ben: String,
    ngan: String,
    theo: String,
    nhom: String,
    tu: String,
    den: String,
    tre: String,
    sau: String,
    pub(super) thang: String,
    pub(super) tuan: String,
}

impl Asked {
    /// Nothing but a body.
    pub(super) fn of(agency: &str) -> Self {
        Self { agency: agency.to_owned(), ..Self::default() }
    }
}

#[derive(Template)]
#[template(path = "officer/tasks.html")]
pub(crate) struct Tasks {
    page: Chrome,
    places: Vec<(String, String, bool)>,
    agency: String,
    pages: Vec<(String, String)>,
    sides: Vec<Tab>,
    lanes: Vec<Tab>,
    groups: Vec<Tab>,
    lines: Vec<Line>,
    chosen: String,
    whole: Option<String>,
    rows: Vec<TaskLine>,
    is_given: bool,
    next: Option<String>,
}

/// "Thẻ".
struct Tab {
    address: String,
    name: String,
    count: String,
    late: String,
    is_current: bool,
}

/// "Dòng của bảng": a person, a body or a directive as a link, with a bar of how much of it is late or ends soon.
struct Line {
    address: String,
    late_address: String,
    title: String,
    all: String,
    late: String,
    soon: String,
    /// Of a hundred, for the bar.
    late_width: i64,
    soon_width: i64,
    rest_width: i64,
}

/// "Đang xem gì".
#[derive(Clone)]
pub(super) struct View {
    pub(super) agency: AgencyCode,
    pub(super) side: &'static str,
    pub(super) lane: Lane,
    by: &'static str,
    group: String,
    late: bool,
}

impl View {
    /// The board asked for, or the first of the person's own; none for somebody without a post.
    pub(super) fn of(web: &Web, who: &access::Staff, asked: &Asked) -> Option<Self> {
        let first = who.posts_on(web.app.today()).next().map(|post| post.agency.clone());
        let agency = AgencyCode::parse(&asked.agency).ok().or(first)?;
        let of = |wanted: &str, known: &[&'static str], usual: &'static str| {
            known.iter().copied().find(|name| *name == wanted).unwrap_or(usual)
        };
        Some(Self {
            agency,
            side: of(&asked.ben, &SIDES.map(|(name, _)| name), "duoc-giao"),
            lane: Lane::from_name(&asked.ngan).unwrap_or(Lane::Unit),
            by: of(&asked.theo, &GROUPS.map(|(name, _)| name), "nguoi"),
            group: asked.nhom.clone(),
            late: !asked.tre.is_empty(),
        })
    }

    pub(super) fn side(&self) -> TaskSide {
        SIDES.iter().find(|(name, _)| *name == self.side).map_or(TaskSide::Given, |(_, side)| *side)
    }

    fn by(&self) -> GroupBy {
        GROUPS.iter().find(|(name, _)| *name == self.by).map_or(GroupBy::Person, |(_, by)| *by)
    }

    fn address(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("co-quan", self.agency.as_str());
        query.append_pair("ben", self.side);
        query.append_pair("ngan", self.lane.name());
        query.append_pair("theo", self.by);
        if !self.group.is_empty() {
            query.append_pair("nhom", &self.group);
        }
        if self.late {
            query.append_pair("tre", "1");
        }
        format!("/can-bo/nhiem-vu?{}", query.finish())
    }

    /// The same side of the same body on a neighbouring page.
    pub(super) fn beside(&self, path: &str) -> String {
        format!("{path}?co-quan={}&ben={}", self.agency, self.side)
    }

    /// A neighbouring page's links to both sides of the same body, with whether it is this one.
    pub(super) fn sides(&self, page: &Chrome, path: &str) -> Vec<(String, String, bool)> {
        let side = |name: &'static str| {
            let address = format!("{path}?co-quan={}&ben={name}", self.agency);
            (address, page.word("tasks-side", name), name == self.side)
        };
        SIDES.iter().map(|(name, _)| side(name)).collect()
    }
}

/// Links to the same page of the person's other posts.
pub(super) async fn places(
    web: &Web,
    who: &access::Staff,
    here: &AgencyCode,
    address: impl Fn(&AgencyCode) -> String,
) -> Result<Vec<(String, String, bool)>, PageError> {
    let mut codes: Vec<AgencyCode> = who.posts_on(web.app.today()).map(|post| post.agency.clone()).collect();
    codes.sort();
    codes.dedup();
    if codes.len() < 2 {
        return Ok(Vec::new());
    }
    let mut places = Vec::new();
    for code in codes {
        places.push((address(&code), names::agency(&web.app, &code).await?, code == *here));
    }
    Ok(places)
}

/// The pages about tasks, one beside the other.
pub(super) fn pages(page: &Chrome, view: &View) -> Vec<(String, String)> {
    [
        ("/can-bo/nhiem-vu", "tasks-board"),
        ("/can-bo/nhiem-vu/lich", "tasks-calendar"),
        ("/can-bo/nhiem-vu/cho", "tasks-waits"),
        ("/can-bo/nhiem-vu/phoi-hop", "tasks-helping"),
        ("/can-bo/nhiem-vu/tuan", "tasks-digest"),
        ("/can-bo/chi-dao", "directives-title"),
    ]
    .into_iter()
    .map(|(path, key)| (view.beside(path), page.t(key)))
    .collect()
}

/// `GET /can-bo/nhiem-vu`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Query(asked): Query<Asked>,
) -> Result<Page<Tasks>, PageError> {
    let app = &web.app;
    let Some(view) = View::of(&web, &who, &asked) else {
        return Err(kernel::Refusal::from(app::AppRefusal::NoPost).into());
    };
    let lanes = app::task::lanes(app, &who, &view.agency, view.side()).await?;
    let board = app::task::board(app, &who, &view.agency, view.side(), view.lane, view.by()).await?;
    let found = app::task::list(app, &who, &view.agency, &wanted(&view, &asked)).await?;
    let now = kernel::Clock::now(app.clock.as_ref());
    let tenant = view.agency.tenant().to_owned();
    let mut lines = Vec::new();
    for group in board.lines {
        lines.push(one(&web, &page, &view, group).await?);
    }
    let tab = |to: View, name: String| Tab {
        is_current: to.address() == (View { group: String::new(), late: false, ..view.clone() }).address(),
        address: to.address(),
        name,
        count: String::new(),
        late: String::new(),
    };
    let bare = View { group: String::new(), late: false, ..view.clone() };
    let lane_tab = |(lane, count): &(Lane, app::task::TaskCount)| Tab {
        count: many(count.all),
        late: if *lane == Lane::Unit && count.late > 0 { many(count.late) } else { String::new() },
        ..tab(View { lane: *lane, ..bare.clone() }, page.word("task-lane", lane.name()))
    };
    let chosen = lines.iter().find(|line| line.address == (View { late: false, ..view.clone() }).address());
    Ok(Page(Tasks {
        places: places(&web, &who, &view.agency, |code| {
            (View { agency: code.clone(), ..bare.clone() }).address()
        })
        .await?,
        agency: names::agency(app, &view.agency).await?,
        pages: pages(&page, &view),
        sides: SIDES
            .iter()
            .map(|(name, _)| tab(View { side: name, ..bare.clone() }, page.word("tasks-side", name)))
            .collect(),
        lanes: lanes.counts.iter().map(lane_tab).collect(),
        groups: GROUPS
            .iter()
            .map(|(name, _)| tab(View { by: name, ..bare.clone() }, page.word("tasks-by", name)))
            .collect(),
        chosen: chosen.map(|line| line.title.clone()).unwrap_or_default(),
        whole: (!view.group.is_empty() || view.late || !asked.tu.is_empty()).then(|| bare.address()),
        next: found
            .next
            .map(|key| format!("{}&sau={}.{}", view.address(), key.turn_at.as_microsecond(), key.id)),
        rows: found.rows.into_iter().map(|row| line(&page, now, &tenant, row)).collect(),
        is_given: view.side() == TaskSide::Given,
        lines,
        page,
    }))
}

async fn one(web: &Web, page: &Chrome, view: &View, group: app::task::BoardLine) -> Result<Line, PageError> {
    let to = View { group: group.name.clone(), late: false, ..view.clone() };
    let count = group.count;
    let title = match view.by() {
        GroupBy::Waits => waited(&web.app, page, &group.name).await?,
        GroupBy::Person | GroupBy::Body | GroupBy::Directive if group.title.is_empty() => group.name,
        GroupBy::Person | GroupBy::Body | GroupBy::Directive => group.title,
    };
    let share = |part: i64| if count.all > 0 { part * 100 / count.all } else { 0 };
    let (late_width, soon_width) = (share(count.late), share(count.soon));
    Ok(Line {
        address: to.address(),
        late_address: View { late: true, ..to }.address(),
        title,
        all: many(count.all),
        late: if count.late > 0 { many(count.late) } else { String::new() },
        soon: if count.soon > 0 { many(count.soon) } else { String::new() },
        late_width,
        soon_width,
        rest_width: 100 - late_width - soon_width,
    })
}

fn wanted(view: &View, asked: &Asked) -> WantedTasks {
    let day = |text: &str| text.parse::<Date>().ok();
    WantedTasks {
        side: view.side(),
        lane: view.lane,
        only: (!view.group.is_empty()).then(|| (view.by(), view.group.clone())),
        from_on: day(&asked.tu),
        until_on: day(&asked.den),
        late: view.late,
        after: after(asked),
    }
}

/// The key after which the page begins.
pub(super) fn after(asked: &Asked) -> Option<TaskAfter> {
    key(&asked.sau)
}

fn key(text: &str) -> Option<TaskAfter> {
    let (at, id) = text.split_once('.')?;
    let turn_at = Timestamp::from_microsecond(at.parse().ok()?).ok()?;
    Some(TaskAfter { turn_at, id: Id::parse(id)? })
}
