//! `/can-bo`: today's board, and what lies in whose hands, the most urgent first. Its filters stand in `filter.rs`.

use access::{Role, Staff};
use app::App;
use app::dossier::{Board, List, Page as Found, WorkRow, Workplace};
use askama::Template;
use axum::extract::{Query, State};
use dossier::{ActionKind, Holder};
use kernel::{AgencyCode, DossierCode};

use super::clock::{Due, due};
use super::filter::{Asked, CHANNELS, DUES, Filter};
use super::names;
use crate::components::Notice;
use crate::{Chrome, OfficerIs, Page, PageError, Web, format};

/// A count that means "or more".
const MANY: i64 = 1_000;
/// Fewer workplaces than these stand side by side; more are chosen from a list.
const MOST_PLACES: usize = 6;

#[derive(Template)]
#[template(path = "officer/worklist.html")]
pub(crate) struct Worklist {
    page: Chrome,
    notice: Option<Notice>,
    done: Option<String>,
    posts: Vec<String>,
    pages: Vec<(&'static str, String, &'static str)>,
    places: Vec<Tab>,
    has_many_places: bool,
    tabs: Vec<Tab>,
    waits: Vec<Tab>,
    board: Vec<Tab>,
    filters: Vec<Group>,
    agency: String,
    searched: String,
    /// Whether the search found more than it shows.
    is_cut: bool,
    list: &'static str,
    address: String,
    whole: Option<String>,
    /// Whether rows are left out because their clock stands.
    is_running_only: bool,
    rows: Vec<Row>,
    first: Option<String>,
    previous: Option<String>,
    next: Option<String>,
    bulk: Bulk,
}

/// "Thẻ": a link with a count.
struct Tab {
    address: String,
    name: String,
    count: String,
    late: String,
    is_current: bool,
}

/// "Nhóm lọc": links of which one is chosen.
struct Group {
    name: String,
    choices: Vec<Tab>,
}

/// "Dòng việc".
struct Row {
    address: String,
    chosen: String,
    code: Option<String>,
    procedure: String,
    owner: String,
    stage: &'static str,
    holder: &'static str,
    submitted: String,
    since: String,
    due: Due,
    officer: String,
}

/// "Việc làm hàng loạt": what can be done to several rows at once.
#[derive(Default)]
struct Bulk {
    receives: bool,
    officers: Vec<(String, String)>,
}

impl Bulk {
    fn is_open(&self) -> bool {
        self.receives || !self.officers.is_empty()
    }
}

/// `GET /can-bo`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Query(asked): Query<Asked>,
) -> Result<Page<Worklist>, PageError> {
    let app = &web.app;
    let places = app::dossier::workplaces(app, &who).await?;
    let mut shown = empty(app, page, &who, &asked, &places).await?;
    let Some(filter) = Filter::of(&asked, &places) else { return Ok(Page(shown)) };
    if asked.tim.trim().is_empty() {
        let wanted = filter.wanted(&asked);
        let found = app::dossier::list(app, &who, &filter.agency, filter.list, &wanted).await?;
        listed(app, &mut shown, &who, &filter, &found);
    } else {
        let search = app::dossier::search(app, &who, &filter.agency, &asked.tim).await?;
        shown.is_cut = search.is_more;
        shown.rows =
            search.rows.iter().map(|found| row(app, &shown.page, &who, &filter.agency, found)).collect();
    }
    if let Some(place) = places.iter().find(|place| place.agency.code == filter.agency) {
        let board = app::dossier::board(app, place).await?;
        on_board(&mut shown, &filter, &board);
        shown.bulk = bulk(app, &filter, place, asked.tim.is_empty() && !shown.rows.is_empty()).await?;
        shown.filters = groups(app, &shown.page, &who, &filter, place);
    }
    shown.places = self::places(&places, &filter);
    shown.agency = filter.agency.to_string();
    shown.list = filter.name();
    shown.address = filter.address();
    shown.is_running_only = !filter.due.is_empty();
    shown.whole = filter.is_narrowed().then(|| Filter::only(&filter.agency, filter.list).address());
    Ok(Page(shown))
}

async fn empty(
    app: &App,
    page: Chrome,
    who: &Staff,
    asked: &Asked,
    places: &[Workplace],
) -> Result<Worklist, PageError> {
    Ok(Worklist {
        notice: notice(&page, asked),
        done: done(asked),
        posts: posts(app, who).await?,
        pages: pages(app, &page, who, places),
        places: Vec::new(),
        has_many_places: places.len() > MOST_PLACES,
        tabs: Vec::new(),
        waits: Vec::new(),
        board: Vec::new(),
        filters: Vec::new(),
        agency: String::new(),
        searched: asked.tim.trim().to_owned(),
        is_cut: false,
        list: Holder::Nobody.name(),
        address: String::new(),
        whole: None,
        is_running_only: false,
        rows: Vec::new(),
        first: None,
        previous: None,
        next: None,
        bulk: Bulk::default(),
        page,
    })
}

/// The other pages of this person's roles: address, name, key.
fn pages(
    app: &App,
    page: &Chrome,
    who: &Staff,
    places: &[Workplace],
) -> Vec<(&'static str, String, &'static str)> {
    let has = |roles: &[Role]| who.posts_on(app.today()).any(|post| roles.contains(&post.role));
    let mut pages = Vec::new();
    if !app::counter::counters(app, who).is_empty() {
        pages.push(("/can-bo/quay", page.t("counter-title"), "q"));
    }
    if !places.is_empty() && has(&[Role::Head, Role::Signer, Role::Inspector]) {
        pages.push(("/can-bo/phan-cong", page.t("team-title"), "p"));
    }
    if !places.is_empty() && has(&[Role::Clerk, Role::Inspector]) {
        pages.push(("/can-bo/so", page.t("book-title"), "s"));
    }
    if app.signing.is_some() && !places.is_empty() && has(&[Role::Signer, Role::Clerk]) {
        pages.push(("/can-bo/ky", page.t("sign-many-title"), "g"));
    }
    if !places.is_empty() {
        pages.push(("/can-bo/nhiem-vu", page.t("tasks-board"), "n"));
        pages.push(("/can-bo/chi-dao", page.t("directives-title"), "v"));
    }
    if has(&[Role::Admin, Role::Inspector]) {
        pages.push(("/can-bo/thu-tuc", page.t("revisions-title"), "t"));
    }
    pages
}

fn listed(app: &App, shown: &mut Worklist, who: &Staff, filter: &Filter, found: &Found) {
    shown.rows = found.rows.iter().map(|found| row(app, &shown.page, who, &filter.agency, found)).collect();
    shown.first = found.previous.map(|_| filter.address());
    shown.previous = found.previous.map(|key| filter.turned("truoc", key));
    shown.next = found.next.map(|key| filter.turned("sau", key));
}

/// A number, or "1000+".
fn many(count: i64) -> String {
    if count >= MANY { format!("{MANY}+") } else { count.to_string() }
}

fn on_board(shown: &mut Worklist, filter: &Filter, board: &Board) {
    let page = &shown.page;
    let tab = |list: List, due: &'static str, name: String, count: i64, late: i64| {
        let to = Filter { due, ..Filter::only(&filter.agency, list) };
        Tab {
            is_current: to.list == filter.list && to.due == filter.due && shown.searched.is_empty(),
            address: to.address(),
            name,
            count: many(count),
            late: if late > 0 { many(late) } else { String::new() },
        }
    };
    let held = &board.held;
    let tabs: Vec<Tab> = held
        .iter()
        .map(|(holder, all, late, _)| {
            let mut one = tab(List::Held(*holder), "", page.word("work-tab", holder.name()), *all, *late);
            one.is_current = List::Held(*holder) == filter.list && shown.searched.is_empty();
            one
        })
        .collect();
    let line = |due: &'static str, key: &str, number: fn(&(Holder, i64, i64, i64)) -> i64| {
        held.iter()
            .filter(|held| number(held) > 0)
            .map(|held| {
                let name = page.t1(key, "list", page.word("work-tab", held.0.name()));
                tab(List::Held(held.0), due, name, number(held), 0)
            })
            .collect::<Vec<Tab>>()
    };
    let mut today = line("tre", "board-late", |held| held.2);
    today.extend(line("hom-nay", "board-today", |held| held.3));
    let waits = board
        .waits
        .iter()
        .map(|(cause, number)| tab(List::Waits(*cause), "", page.word("cause", cause.name()), *number, 0))
        .collect();
    (shown.tabs, shown.board, shown.waits) = (tabs, today, waits);
}

async fn bulk(app: &App, filter: &Filter, place: &Workplace, is_listed: bool) -> Result<Bulk, PageError> {
    let has = |roles: &[Role]| place.roles.iter().any(|role| roles.contains(role));
    let receives = is_listed && filter.list == List::Held(Holder::Desk) && has(&[Role::Desk]);
    let forwards = is_listed
        && filter.list == List::Held(Holder::Officer)
        && has(&[Role::Head, Role::Officer, Role::Signer]);
    let officers = if forwards { app::dossier::officers(app, &filter.agency).await? } else { Vec::new() };
    Ok(Bulk { receives, officers })
}

/// What the list can be narrowed by.
fn groups(app: &App, page: &Chrome, who: &Staff, filter: &Filter, place: &Workplace) -> Vec<Group> {
    let choice = |name: String, to: Filter| Tab {
        is_current: to.address() == filter.address(),
        address: to.address(),
        name,
        count: String::new(),
        late: String::new(),
    };
    let any = |to: Filter| choice(page.t("filter-any"), to);
    let mut mine = vec![any(Filter { officer: String::new(), ..filter.clone() })];
    mine.push(choice(page.t("filter-mine"), Filter { officer: who.id.clone(), ..filter.clone() }));
    if !filter.officer.is_empty() && filter.officer != who.id {
        mine.push(choice(page.t("filter-other-officer"), filter.clone()));
    }
    let mut due = vec![any(Filter { due: "", ..filter.clone() })];
    due.extend(
        DUES.iter()
            .map(|(name, _)| choice(page.word("filter-due", name), Filter { due: name, ..filter.clone() })),
    );
    let mut channel = vec![any(Filter { channel: None, ..filter.clone() })];
    channel.extend(CHANNELS.iter().map(|by| {
        choice(page.word("filter-channel", by.word()), Filter { channel: Some(*by), ..filter.clone() })
    }));
    let mut procedure = vec![any(Filter { procedure: None, ..filter.clone() })];
    procedure.extend(app::organisation::procedures_of(app, &place.agency).into_iter().map(|revision| {
        let to = Filter { procedure: Some(revision.code.clone()), ..filter.clone() };
        choice(names::said(&revision.name, page.lang), to)
    }));
    // Where no clock runs nothing can be late, unless an old link asks for it and must be seen to.
    let has_due = filter.list.has_clock() || !filter.due.is_empty();
    [("filter-who", mine), ("filter-due", due), ("filter-channel", channel), ("filter-procedure", procedure)]
        .into_iter()
        .filter(|(key, _)| has_due || *key != "filter-due")
        .map(|(key, choices)| Group { name: page.t(key), choices })
        .collect()
}

fn places(places: &[Workplace], filter: &Filter) -> Vec<Tab> {
    if places.len() < 2 {
        return Vec::new();
    }
    let tab = |place: &Workplace| {
        let list = place.holders.first().map_or(filter.list, |holder| List::Held(*holder));
        Tab {
            address: Filter::only(&place.agency.code, list).address(),
            name: place.agency.name.clone(),
            count: String::new(),
            late: String::new(),
            is_current: place.agency.code == filter.agency,
        }
    };
    places.iter().map(tab).collect()
}

/// The posts held today, in words.
async fn posts(app: &App, who: &Staff) -> Result<Vec<String>, PageError> {
    let mut posts = Vec::new();
    for post in who.posts_on(app.today()) {
        posts.push(format!("{}, {}", post.title, names::agency(app, &post.agency).await?));
    }
    Ok(posts)
}

fn row(app: &App, page: &Chrome, who: &Staff, agency: &AgencyCode, row: &WorkRow) -> Row {
    let now = kernel::Clock::now(app.clock.as_ref());
    let officer = match &row.officer {
        None => page.t("work-officer-none"),
        Some(id) if *id == who.id => page.t("work-officer-you"),
        Some(_) => row.officer_name.clone().unwrap_or_default(),
    };
    Row {
        address: names::address(&app::DossierKey::new(agency, row.id)),
        chosen: format!("{}/{}/{}", agency.tenant(), row.id, row.version),
        code: row.code.clone(),
        procedure: names::procedure(app, &row.procedure, page.lang),
        owner: row.owner_name.clone(),
        stage: row.stage.name(),
        holder: row.holder.name(),
        submitted: format::instant(page.lang, row.submitted_at),
        since: format::instant(page.lang, row.updated_at),
        due: due(page, now, row.stage, row.due_at),
        officer,
    }
}

/// What has just been done, in known words only; the code it got is read, not repeated.
fn notice(page: &Chrome, asked: &Asked) -> Option<Notice> {
    let kind = ActionKind::from_name(&asked.xong)?;
    let what = page.word("action", &format!("{}-done", kind.name()));
    let text = match DossierCode::parse(&asked.ma) {
        Ok(code) => page.t2("work-done-code", "what", &what, "code", code.to_string()),
        Err(_) => page.t1("work-done", "what", &what),
    };
    Some(Notice { is_success: true, text })
}

/// Back to the dossier just worked on.
fn done(asked: &Asked) -> Option<String> {
    let (tenant, id) = asked.dossier.split_once('/')?;
    let key = names::key(AgencyCode::parse(tenant).ok()?.as_str().to_owned(), id).ok()?;
    Some(names::address(&key))
}
