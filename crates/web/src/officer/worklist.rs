//! `/can-bo`: what lies in whose hands, the most urgent first.

use access::Staff;
use app::App;
use app::dossier::{After, WorkRow};
use askama::Template;
use axum::extract::{Query, State};
use dossier::{ActionKind, Holder};
use jiff::Timestamp;
use kernel::{AgencyCode, DossierCode, Id};
use serde::Deserialize;
use url::form_urlencoded;

use super::clock::{Due, due};
use super::names;
use crate::components::Notice;
use crate::{Chrome, OfficerIs, Page, PageError, Web, format};

/// A count that means "or more".
const MANY: i64 = 1_000;

/// What is asked for; anything that cannot be read is as if it had not been said.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    #[serde(rename = "co-quan")]
    agency: String,
    viec: String,
    sau: String,
    xong: String,
    ma: String,
    #[serde(rename = "ho-so")]
    dossier: String,
}

#[derive(Template)]
#[template(path = "officer/worklist.html")]
pub(crate) struct Worklist {
    page: Chrome,
    notice: Option<Notice>,
    done: Option<String>,
    posts: Vec<String>,
    has_counter: bool,
    tabs: Vec<Tab>,
    holder: &'static str,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
}

/// "Thẻ lọc".
struct Tab {
    address: String,
    name: String,
    agency: String,
    count: String,
    is_current: bool,
}

/// "Dòng việc".
struct Row {
    address: String,
    code: Option<String>,
    procedure: String,
    owner: String,
    stage: &'static str,
    submitted: String,
    due: Due,
    officer: String,
}

/// `GET /can-bo`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Query(asked): Query<Asked>,
) -> Result<Page<Worklist>, PageError> {
    let app = &web.app;
    let counts = app::dossier::counts(app, &who).await?;
    let mut shown = Worklist {
        notice: notice(&page, &asked),
        done: done(&asked),
        posts: posts(app, &who).await?,
        has_counter: !app::counter::counters(app, &who).is_empty(),
        tabs: Vec::new(),
        holder: Holder::Nobody.name(),
        rows: Vec::new(),
        first: None,
        next: None,
        page,
    };
    let Some((agency, holder)) = chosen(&asked, &counts) else { return Ok(Page(shown)) };
    let after = after(&asked.sau);
    let found = app::dossier::worklist(app, &who, &agency, holder, after).await?;
    let address = address(&agency, holder);
    shown.tabs = tabs(app, &shown.page, &counts, (&agency, holder)).await?;
    shown.holder = holder.name();
    shown.rows = found.rows.iter().map(|row| self::row(app, &shown.page, &who, &agency, row)).collect();
    shown.first = after.map(|_| address.clone());
    shown.next = found.next.map(|next| format!("{address}&sau={}.{}", next.due_at.as_microsecond(), next.id));
    Ok(Page(shown))
}

/// The list asked for, or the first of the person's own; none for somebody without work posts.
fn chosen(asked: &Asked, counts: &[(AgencyCode, Holder, i64)]) -> Option<(AgencyCode, Holder)> {
    let first = counts.first().map(|(agency, holder, _)| (agency.clone(), *holder));
    let Ok(agency) = AgencyCode::parse(&asked.agency) else { return first };
    let own = counts.iter().find(|(known, _, _)| *known == agency).map(|(_, holder, _)| *holder);
    // An agency without a post of this person is asked for as it is, and refused behind.
    let holder = Holder::from_name(&asked.viec).or(own).unwrap_or(Holder::Desk);
    Some((agency, holder))
}

fn after(key: &str) -> Option<After> {
    let (due_at, id) = key.split_once('.')?;
    let due_at = Timestamp::from_microsecond(due_at.parse().ok()?).ok()?;
    Some(After { due_at, id: Id::parse(id)? })
}

fn address(agency: &AgencyCode, holder: Holder) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("co-quan", agency.as_str()).append_pair("viec", holder.name());
    format!("/can-bo?{}", query.finish())
}

async fn tabs(
    app: &App,
    page: &Chrome,
    counts: &[(AgencyCode, Holder, i64)],
    current: (&AgencyCode, Holder),
) -> Result<Vec<Tab>, PageError> {
    let is_one =
        counts.iter().all(|(agency, _, _)| Some(agency) == counts.first().map(|(first, _, _)| first));
    let mut tabs = Vec::new();
    for (agency, holder, count) in counts {
        tabs.push(Tab {
            address: address(agency, *holder),
            name: page.word("work-tab", holder.name()),
            agency: if is_one { String::new() } else { names::agency(app, agency).await? },
            count: if *count >= MANY { "1000+".to_owned() } else { count.to_string() },
            is_current: (agency, *holder) == current,
        });
    }
    Ok(tabs)
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
        code: row.code.clone(),
        procedure: names::procedure(app, &row.procedure, page.lang),
        owner: row.owner_name.clone(),
        stage: row.stage.name(),
        submitted: format::instant(page.lang, row.submitted_at),
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
