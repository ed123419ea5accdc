//! `/can-bo/quay`: the counter begins with a procedure and a card; what waits to be finished stands below.

use access::Staff;
use app::counter::{Arrival, IntakeRow, begin, counters, find_procedure, offered, waiting};
use askama::Template;
use axum::Form as Sent;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::{AgencyCode, Refusal};
use serde::Deserialize;

use super::names;
use super::told::{Again, Told};
use super::typed::Wrong;
use crate::components::Problem;
use crate::session::Current;
use crate::{Chrome, OfficerIs, Page, PageError, Web, format, refusal_sentence};

/// What the desk types first.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    #[serde(rename = "co-quan")]
    agency: String,
    #[serde(rename = "thu-tuc")]
    procedure: String,
    #[serde(rename = "nguoi")]
    owner: String,
    #[serde(rename = "ho-ten")]
    name: String,
    #[serde(rename = "nop-thay")]
    submitter: String,
    #[serde(rename = "ho-ten-nop-thay")]
    submitter_name: String,
}

/// Which counter is looked at, and which refused form is told of.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    #[serde(rename = "co-quan")]
    agency: String,
    #[serde(flatten)]
    again: Again,
}

/// Where this page stands.
const PATH: &str = "/can-bo/quay";

#[derive(Template)]
#[template(path = "officer/counter.html")]
pub(crate) struct CounterPage {
    page: Chrome,
    problems: Vec<Problem>,
    counters: Vec<Counter>,
    agency: String,
    typed: Typed,
    procedures: Vec<(String, String)>,
    waiting: Vec<Waiting>,
}

/// "Quầy": an agency whose counter this person works at.
struct Counter {
    code: String,
    name: String,
    is_current: bool,
}

/// "Tờ khai đang dở".
struct Waiting {
    address: String,
    owner: String,
    procedure: String,
    saved: String,
}

/// Where a form of the counter stands.
pub(super) fn address(key: &app::DossierKey) -> String {
    format!("/can-bo/quay/{}/{}", key.tenant, key.id)
}

/// `GET /can-bo/quay`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    if let Some(told) = Told::again(&web, &session, PATH, &asked.again).await? {
        return again(&web, page, &who, told).await;
    }
    let typed = Typed { agency: asked.agency, ..Typed::default() };
    Ok(Page(shown(&web, page, &who, typed, None).await?).into_response())
}

/// `POST /can-bo/quay`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Sent(typed): Sent<Typed>,
) -> Result<Response, PageError> {
    match begun(&web, &who, &typed).await {
        Ok(key) => Ok(Redirect::to(&address(&key)).into_response()),
        Err(app::Error::Refused(why)) if why.code.starts_with("access.") => Err(why.into()),
        Err(app::Error::Refused(why)) => {
            let wrongs = vec![Wrong { field: String::new(), why }];
            let told = Told { status: StatusCode::UNPROCESSABLE_ENTITY, fields: typed.pairs(), wrongs };
            match told.keep(&web, &session, PATH).await? {
                Some(elsewhere) => Ok(elsewhere),
                None => again(&web, page, &who, told).await,
            }
        }
        Err(error) => Err(error.into()),
    }
}

/// The page with what was typed, and why nothing was begun.
async fn again(web: &Web, page: Chrome, who: &Staff, told: Told) -> Result<Response, PageError> {
    let why = told.wrongs.into_iter().next().map(|wrong| wrong.why);
    let shown = shown(web, page, who, Typed::of(&told.fields), why).await?;
    Ok((told.status, Page(shown)).into_response())
}

impl Typed {
    fn pairs(self) -> Vec<(String, String)> {
        [
            ("co-quan", self.agency),
            ("thu-tuc", self.procedure),
            ("nguoi", self.owner),
            ("ho-ten", self.name),
            ("nop-thay", self.submitter),
            ("ho-ten-nop-thay", self.submitter_name),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
    }

    fn of(pairs: &[(String, String)]) -> Self {
        let of = |name: &str| {
            let found = pairs.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        Self {
            agency: of("co-quan"),
            procedure: of("thu-tuc"),
            owner: of("nguoi"),
            name: of("ho-ten"),
            submitter: of("nop-thay"),
            submitter_name: of("ho-ten-nop-thay"),
        }
    }
}

async fn begun(web: &Web, who: &Staff, typed: &Typed) -> Result<app::DossierKey, app::Error> {
    let agency = chosen(web, who, typed)?;
    let among = offered(&web.app, who, &agency).await?;
    let procedure = find_procedure(&among, &typed.procedure)?;
    let arrival = Arrival {
        agency,
        procedure,
        owner: typed.owner.clone(),
        name: typed.name.clone(),
        submitter: typed.submitter.clone(),
        submitter_name: typed.submitter_name.clone(),
    };
    begin(&web.app, who, &arrival).await
}

/// The counter asked for, or the person's first; none for somebody without a counter.
fn chosen(web: &Web, who: &Staff, typed: &Typed) -> Result<AgencyCode, app::Error> {
    let asked = AgencyCode::parse(&typed.agency).ok();
    let first = || counters(&web.app, who).first().map(|post| post.agency.clone());
    let none = access::AccessRefusal::NotPermitted { deed: "counter-intake".to_owned() };
    asked.or_else(first).ok_or_else(|| none.into())
}

async fn shown(
    web: &Web,
    page: Chrome,
    who: &Staff,
    typed: Typed,
    why: Option<Refusal>,
) -> Result<CounterPage, PageError> {
    let agency = chosen(web, who, &typed)?;
    let mut counted = Vec::new();
    for post in counters(&web.app, who) {
        counted.push(Counter {
            code: post.agency.to_string(),
            name: names::agency(&web.app, &post.agency).await?,
            is_current: post.agency == agency,
        });
    }
    let revisions = offered(&web.app, who, &agency).await?;
    let procedures = revisions
        .iter()
        .map(|compiled| compiled.revision())
        .map(|revision| (revision.code.to_string(), names::said(&revision.name, page.lang)))
        .collect();
    let rows = waiting(&web.app, who, &agency).await?;
    Ok(CounterPage {
        problems: why.iter().map(|why| problem(&page, why)).collect(),
        waiting: rows.iter().map(|row| begun_before(web, &page, row)).collect(),
        agency: agency.to_string(),
        counters: counted,
        procedures,
        typed,
        page,
    })
}

fn begun_before(web: &Web, page: &Chrome, row: &IntakeRow) -> Waiting {
    Waiting {
        address: address(&app::DossierKey::new(&row.agency, row.id)),
        owner: row.body.owner_name.clone(),
        procedure: names::procedure(&web.app, &row.procedure, page.lang),
        saved: format::instant(page.lang, row.updated_at),
    }
}

/// A "no", at the field it is about.
fn problem(page: &Chrome, why: &Refusal) -> Problem {
    let target = match why.code.as_str() {
        "counter.procedure-unclear" | "app.not-online" => "thu-tuc",
        "counter.name-missing" => "ho-ten",
        "counter.submitter-missing" | "counter.submitter-unread" => "nop-thay",
        "counter.submitter-name-missing" => "ho-ten-nop-thay",
        "personal-id.malformed" | "organisation-code.malformed" | "organisation-code.check-digit" => "nguoi",
        _ => "",
    };
    Problem { target: target.to_owned(), text: refusal_sentence(page.lang, why) }
}

impl CounterPage {
    /// Whether the names stand open: where one was typed, or is missing.
    fn is_more_open(&self) -> bool {
        let is_wrong = |field: &str| self.wrong(field).is_some();
        let is_typed = !self.typed.name.is_empty() || !self.typed.submitter_name.is_empty();
        is_typed || is_wrong("ho-ten") || is_wrong("ho-ten-nop-thay")
    }

    /// What is wrong at a field, in the words of the summary.
    fn wrong(&self, field: &str) -> Option<&str> {
        self.problems.iter().find(|problem| problem.target == field).map(|problem| problem.text.as_str())
    }
}
