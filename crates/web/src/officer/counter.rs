//! `/can-bo/quay`: the counter begins with a procedure and a card; what waits to be finished stands below.

use access::Staff;
use app::counter::{Arrival, IntakeRow, Standing, begin, counters, find_procedure, offered, waiting, wrongs};
use askama::Template;
use axum::Form as Sent;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::{AgencyCode, ProcedureCode, Refusal};
use serde::Deserialize;

use super::names;
use super::told::{Again, Told};
use super::typed::Wrong;
use crate::components::{Notice, Problem};
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
    /// What was just done to a form.
    xong: String,
    #[serde(flatten)]
    again: Again,
}

/// What an address says after a form was thrown away.
const THROWN: &str = "bo";

/// Where a form that was thrown away leads: back to its counter, with a word about it.
pub(super) fn after_discard(agency: &AgencyCode) -> String {
    format!("{PATH}?co-quan={agency}&xong={THROWN}")
}

/// Where this page stands.
const PATH: &str = "/can-bo/quay";

#[derive(Template)]
#[template(path = "officer/counter.html")]
pub(crate) struct CounterPage {
    page: Chrome,
    notice: Option<Notice>,
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
    submitter: String,
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
    let mut shown = shown(&web, page, &who, typed, &[]).await?;
    let thrown = || Notice { is_success: true, text: shown.page.t("counter-discarded") };
    shown.notice = (asked.xong == THROWN).then(thrown);
    Ok(Page(shown).into_response())
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
        Ok(Ok(key)) => Ok(Redirect::to(&address(&key)).into_response()),
        Ok(Err(wrongs)) => {
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
    let shown = shown(web, page, who, Typed::of(&told.fields), &told.wrongs).await?;
    Ok((told.status, Page(shown)).into_response())
}

impl Typed {
    fn standing(&self) -> Standing<'_> {
        Standing {
            owner: &self.owner,
            name: &self.name,
            submitter: &self.submitter,
            submitter_name: &self.submitter_name,
        }
    }

    fn arrival(&self, agency: &AgencyCode, procedure: ProcedureCode) -> Arrival {
        Arrival {
            agency: agency.clone(),
            procedure,
            owner: self.owner.clone(),
            name: self.name.clone(),
            submitter: self.submitter.clone(),
            submitter_name: self.submitter_name.clone(),
        }
    }

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

/// Begins, or tells everything that is wrong at once, each at its field and in the order of the page.
async fn begun(
    web: &Web,
    who: &Staff,
    typed: &Typed,
) -> Result<Result<app::DossierKey, Vec<Wrong>>, app::Error> {
    let agency = chosen(web, who, typed)?;
    let among = offered(&web.app, who, &agency).await?;
    let found = match find_procedure(&among, &typed.procedure) {
        Ok(procedure) => begin(&web.app, who, &typed.arrival(&agency, procedure)).await,
        Err(unclear) => Err(unclear),
    };
    let why = match found {
        Ok(key) => return Ok(Ok(key)),
        Err(app::Error::Refused(why)) if !why.code.starts_with("access.") => why,
        Err(error) => return Err(error),
    };
    let mut whys = wrongs(&web.app, who, &agency, typed.standing())?;
    if !whys.contains(&why) {
        whys.insert(0, why);
    }
    let mut all: Vec<Wrong> = whys.into_iter().map(|why| Wrong::at(field_of(&why), why)).collect();
    all.sort_by_key(|wrong| FIELDS.iter().position(|field| *field == wrong.field));
    Ok(Err(all))
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
    wrongs: &[Wrong],
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
        notice: None,
        problems: wrongs.iter().map(|wrong| problem(&page, wrong)).collect(),
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
        submitter: row.body.submitter.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
        procedure: names::procedure(&web.app, &row.procedure, page.lang),
        saved: format::instant(page.lang, row.updated_at),
    }
}

/// The fields of the page, in its order.
const FIELDS: [&str; 5] = ["thu-tuc", "nguoi", "nop-thay", "ho-ten", "ho-ten-nop-thay"];

/// The field a "no" is about; empty where it is about none.
fn field_of(why: &Refusal) -> &'static str {
    match why.code.as_str() {
        "counter.procedure-unclear" | "app.not-online" => "thu-tuc",
        "counter.name-missing" => "ho-ten",
        "counter.submitter-missing" | "counter.submitter-unread" => "nop-thay",
        "counter.submitter-name-missing" => "ho-ten-nop-thay",
        "personal-id.malformed" | "organisation-code.malformed" | "organisation-code.check-digit" => "nguoi",
        _ => "",
    }
}

fn problem(page: &Chrome, wrong: &Wrong) -> Problem {
    Problem { target: wrong.field.clone(), text: refusal_sentence(page.lang, &wrong.why) }
}

impl CounterPage {
    /// Whether the names stand open: where one was typed, or is missing.
    fn is_more_open(&self) -> bool {
        let is_wrong = |field: &str| self.wrong(field).is_some();
        let is_typed = !self.typed.name.is_empty() || !self.typed.submitter_name.is_empty();
        is_typed || is_wrong("ho-ten") || is_wrong("ho-ten-nop-thay")
    }

    /// Whether the cursor begins here: in the first field that is wrong, or in the first of all.
    fn is_first(&self, field: &str) -> bool {
        let wrong = self.problems.iter().find(|problem| !problem.target.is_empty());
        wrong.map_or(FIELDS.first() == Some(&field), |problem| problem.target == field)
    }

    /// What is wrong at a field, in the words of the summary.
    fn wrong(&self, field: &str) -> Option<&str> {
        self.problems.iter().find(|problem| problem.target == field).map(|problem| problem.text.as_str())
    }
}
