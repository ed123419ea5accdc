//! `/can-bo/ky`: every paper that waits for this person's signature or seal, with its hash; those ticked are signed with
//! one opening of the key.
//!
//! A paper that refuses what was asked is no row to tick until it was opened, and is never ticked beforehand; the use case
//! sees to it whatever the form says. Where a key is lost in the middle, what is signed stays, and the rest is listed.

use std::collections::BTreeSet;

use access::Staff;
use app::identity::Session;
use app::paper::{PaperOutcome, PaperToSign, Unlock, WaitingPaper, keys_for, papers_to_sign, sign_papers};
use app::{App, AppRefusal, DossierKey};
use askama::Template;
use axum::Form as Sent;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use dossier::SignStep;
use kernel::{AgencyCode, FileHash, Id, Refusal};
use serde::Deserialize;

use super::names;
use super::sign_form::{self, SignForm, address_of, refused, tells_changes};
use super::told::{Again, Told};
use super::typed::{Typed, Wrong};
use crate::components::{Control, Problem};
use crate::kept::{unless_recent, without_pin};
use crate::session::Current;
use crate::sign_keys::Keys;
use crate::{Chrome, OfficerIs, Page, PageError, Web, WebRefusal, format, refusal_sentence};

#[derive(Template)]
#[template(path = "officer/sign_many.html")]
pub(crate) struct SignMany {
    page: Chrome,
    step: &'static str,
    agency: String,
    /// The other steps and agencies: address, name, whether it is this one.
    places: Vec<(String, String, bool)>,
    rows: Vec<Row>,
    keys: Option<Keys>,
    problems: Vec<Problem>,
    /// Signed just now: address and code.
    done: Vec<(String, String)>,
    /// Not signed just now: address, what is behind it, and why.
    refused: Vec<(String, String, String)>,
}

/// "Dòng giấy chờ ký".
struct Row {
    value: String,
    address: String,
    sign_address: String,
    code: String,
    number: String,
    title: String,
    owner: String,
    at: String,
    hash: String,
    /// Whether it must be opened before it can be ticked.
    is_exception: bool,
    is_ticked: bool,
}

/// Which list, and what has just been done.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    viec: String,
    #[serde(rename = "co-quan")]
    agency: String,
    #[serde(flatten)]
    again: Again,
}

/// Where this page stands.
const PATH: &str = "/can-bo/ky";
/// The field that holds a paper that was signed.
const DONE: &str = "xong";

/// `GET /can-bo/ky`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let told = Told::again(&web, &session, PATH, &asked.again).await?;
    shown(&web, page, (&session, &who), &asked, told).await
}

/// `POST /can-bo/ky`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (pin, pairs) = without_pin(pairs);
    let typed = Typed::of(pairs.clone());
    let step = SignStep::from_name(typed.raw("viec")).ok_or(WebRefusal::Unreadable)?;
    if let Some(proof_first) = unless_recent(&web, &session, step.name(), PATH, &pairs).await? {
        return Ok(proof_first);
    }
    let chosen = pairs.iter().filter(|(name, _)| name == "chon");
    let wanted: Vec<PaperToSign> = chosen.filter_map(|(_, value)| to_sign(value)).collect();
    let unlock = Unlock { step, key: typed.raw("key"), pin: pin.as_ref() };
    let told = match sign_papers(&web.app, &who, &unlock, &wanted).await {
        Ok(outcomes) => kept(outcomes, &pairs),
        Err(app::Error::Refused(why)) => refused(pairs.clone(), why),
        Err(app::Error::Faulted(fault)) => return Err(fault.into()),
    };
    match told.keep(&web, &session, PATH).await? {
        Some(elsewhere) => Ok(elsewhere),
        None => shown(&web, page, (&session, &who), &Asked::default(), Some(told)).await,
    }
}

/// `tenant/dossier/paper/hash` of a row, as the page it was ticked on showed it.
fn to_sign(text: &str) -> Option<PaperToSign> {
    let mut parts = text.split('/');
    let (tenant, id, paper, hash) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let key = DossierKey { tenant: tenant.to_owned(), id: Id::parse(id)? };
    Some(PaperToSign { key, paper: Id::parse(paper)?, shown: FileHash::parse(hash)? })
}

/// Outcomes as they are kept: the address of each paper that was signed, and of each that was not with why not.
fn kept(outcomes: Vec<PaperOutcome>, pairs: &[(String, String)]) -> Told {
    let stays = |(name, _): &&(String, String)| name == "viec" || name == "co-quan";
    let mut told = Told {
        status: StatusCode::OK,
        fields: pairs.iter().filter(stays).cloned().collect(),
        wrongs: Vec::new(),
    };
    for outcome in outcomes {
        let address = names::address(&outcome.paper.key);
        match outcome.result {
            Ok(_) => told.fields.push((DONE.to_owned(), address)),
            Err(why) => {
                let page = format!("{address}/giay-to/{}/ky", outcome.paper.paper);
                told.wrongs.push(Wrong { field: address_of(page, &why), why });
            }
        }
    }
    told
}

/// The lists this person may see: their own signatures, then the seals of each agency they are clerk of.
struct Lists {
    step: SignStep,
    agency: Option<AgencyCode>,
    waiting: Vec<WaitingPaper>,
    all: Vec<(SignStep, AgencyCode)>,
}

async fn lists(app: &App, who: &Staff, viec: &str, agency: &str) -> Result<Lists, PageError> {
    let mut found = Vec::new();
    for step in [SignStep::Sign, SignStep::Seal] {
        let papers = papers_to_sign(app, who, step).await?;
        found.extend(papers.into_iter().map(|paper| (step, paper)));
    }
    let all: BTreeSet<(&str, AgencyCode)> =
        found.iter().map(|(step, paper)| (step.name(), paper.agency.clone())).collect();
    let mut all: Vec<(SignStep, AgencyCode)> =
        all.into_iter().filter_map(|(step, agency)| Some((SignStep::from_name(step)?, agency))).collect();
    all.sort_by_key(|(step, _)| step.name() == "seal");
    let is_asked = |(step, code): &&(SignStep, AgencyCode)| {
        (viec.is_empty() || step.name() == viec) && (agency.is_empty() || code.as_str() == agency)
    };
    let current = all.iter().find(is_asked).or_else(|| all.first()).cloned();
    let step = current.as_ref().map(|(step, _)| *step);
    let step = step.or_else(|| SignStep::from_name(viec)).unwrap_or(SignStep::Sign);
    let agency = current.map(|(_, agency)| agency);
    let is_here =
        |(of, paper): &(SignStep, WaitingPaper)| *of == step && Some(&paper.agency) == agency.as_ref();
    let waiting = found.into_iter().filter(is_here).map(|(_, paper)| paper).collect();
    Ok(Lists { step, agency, waiting, all })
}

async fn shown(
    web: &Web,
    page: Chrome,
    (session, who): (&Session, &Staff),
    asked: &Asked,
    told: Option<Told>,
) -> Result<Response, PageError> {
    if web.app.signing.is_none() {
        return Err(Refusal::from(AppRefusal::NoSigner).into());
    }
    let typed = told.as_ref().map(|told| Typed::of(told.fields.clone())).unwrap_or_default();
    let or = |field: &str, asked: &str| {
        let kept = typed.raw(field);
        if kept.is_empty() { asked.to_owned() } else { kept.to_owned() }
    };
    let lists = lists(&web.app, who, &or("viec", &asked.viec), &or("co-quan", &asked.agency)).await?;
    let (done, refused, told) = parted(&page, told);
    let form = SignForm::of(told, &sign_form::Asked::default());
    let keys = match &lists.agency {
        Some(agency) => {
            let back = place(lists.step, agency);
            let found = keys_for(&web.app, who, lists.step, agency.as_str()).await;
            Some(form.keys(web, &page, session, &back, found)?)
        }
        None => None,
    };
    let places = places(web, &page, &lists).await?;
    let shown = SignMany {
        step: lists.step.name(),
        agency: lists.agency.as_ref().map(ToString::to_string).unwrap_or_default(),
        rows: lists.waiting.iter().map(|paper| row(&page, paper)).collect(),
        problems: form.problems(&page),
        places: if places.len() < 2 { Vec::new() } else { places },
        keys,
        done,
        refused,
        page,
    };
    Ok((form.status, Page(shown)).into_response())
}

/// What was signed, which papers were not, and what is told of the form as a whole.
type Parted = (Vec<(String, String)>, Vec<(String, String, String)>, Option<Told>);

fn parted(page: &Chrome, told: Option<Told>) -> Parted {
    let Some(told) = told else { return (Vec::new(), Vec::new(), None) };
    let done = told.fields.iter().filter(|(name, _)| name == DONE);
    let done = done.map(|(_, address)| (address.clone(), page.t("many-open"))).collect();
    let (papers, wrongs): (Vec<Wrong>, Vec<Wrong>) =
        told.wrongs.into_iter().partition(|wrong| wrong.field.starts_with('/'));
    let refused = papers.into_iter().map(|wrong| {
        let behind = if tells_changes(&wrong.field) { "changed-see" } else { "many-refused" };
        (wrong.field, page.t(behind), refusal_sentence(page.lang, &wrong.why))
    });
    (done, refused.collect(), Some(Told { wrongs, status: told.status, fields: told.fields }))
}

/// The address of one list.
fn place(step: SignStep, agency: &AgencyCode) -> String {
    format!("{PATH}?viec={}&co-quan={agency}", step.name())
}

async fn places(web: &Web, page: &Chrome, lists: &Lists) -> Result<Vec<(String, String, bool)>, PageError> {
    let mut places = Vec::new();
    for (step, agency) in &lists.all {
        let name = names::agency(&web.app, agency).await?;
        let is_current = *step == lists.step && Some(agency) == lists.agency.as_ref();
        let what = page.word("sign-what", step.name());
        let address = place(*step, agency);
        places.push((address, format!("{what}: {name}"), is_current));
    }
    Ok(places)
}

fn row(page: &Chrome, paper: &WaitingPaper) -> Row {
    let address = names::address(&paper.key);
    let hash = paper.hash.to_string();
    Row {
        value: format!("{}/{}/{}/{hash}", paper.key.tenant, paper.key.id, paper.paper),
        sign_address: format!("{address}/giay-to/{}/ky", paper.paper),
        address: format!("{address}/giay-to/{}", paper.paper),
        code: paper.code.clone(),
        number: if paper.number.is_empty() { page.t("sign-open") } else { paper.number.clone() },
        title: if paper.title.is_empty() {
            crate::paper::name(page, paper.kind, paper.copy_of.as_ref())
        } else {
            paper.title.clone()
        },
        owner: paper.owner.clone(),
        at: format::instant(page.lang, paper.at),
        hash,
        is_exception: paper.is_exception && !paper.is_opened,
        is_ticked: !paper.is_exception,
    }
}
