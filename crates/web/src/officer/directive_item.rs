//! `/can-bo/chi-dao/{tenant}/{directive}/muc/{item}`: one task of a draft, its five answers, beside the sentence it stands on.
//!
//! People are chosen after the unit: a button fetches them, no script is needed. Splitting a task among units, merging it
//! with one that is there, and dropping it stand below.

use app::directive::{DirectiveKey, DirectiveLook, Edit, ItemWish, ShareWish, edit, look, people_of, units};
use app::organisation::Agency;
use app::task::TaskListRow;
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use directives::{Becomes, Deadline, Finding, Item, Measure, Period, Person, Proof, TaskKey};
use kernel::{AgencyCode, Id};

use super::InputRefusal;
use super::directive::key;
use super::directive_finding::{FindingLine, finding, remarks};
use super::directive_item_fields::{Names, fields};
use super::task_words::directive_address;
use super::told::{Again, Told};
use super::typed::{Typed, Wrong};
use crate::components::{Control, Field, Problem};
use crate::session::Current;
use crate::{Chrome, OfficerIs, Page, PageError, Web, WebRefusal, refusal_sentence};

/// The name of the boxes of bodies that help.
const HELPERS: &str = "phoi-hop";

#[derive(Template)]
#[template(path = "officer/directive_item.html")]
pub(crate) struct ItemPage {
    page: Chrome,
    problems: Vec<Problem>,
    back: String,
    address: String,
    version: i64,
    number: u32,
    quote: String,
    leads: String,
    deadlines: String,
    written_helpers: String,
    superior: String,
    findings: Vec<FindingLine>,
    fields: Vec<Field>,
    helpers: Vec<Helper>,
    helping: String,
    shares: Vec<Share>,
    is_quantity: bool,
    previous: Option<String>,
    next: Option<String>,
}

/// "Phần của một đơn vị".
struct Share {
    code: String,
    name: String,
}

/// "Đơn vị phối hợp", chosen or not.
struct Helper {
    code: String,
    name: String,
    is_chosen: bool,
}

struct Place {
    key: DirectiveKey,
    number: u32,
    address: String,
}

fn place(tenant: String, id: &str, number: &str) -> Result<Place, PageError> {
    let key = key(tenant, id)?;
    let number = number.parse().map_err(|_| WebRefusal::NoPage)?;
    let address = format!("{}/muc/{number}", directive_address(&key.tenant, &key.id));
    Ok(Place { key, number, address })
}

/// `GET /can-bo/chi-dao/{tenant}/{directive}/muc/{item}`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Path((tenant, id, number)): Path<(String, String, String)>,
    Query(asked): Query<Again>,
) -> Result<Response, PageError> {
    let place = place(tenant, &id, &number)?;
    let told = Told::again(&web, &session, &place.address, &asked).await?;
    shown(&web, page, &who, &place, told).await
}

async fn shown(
    web: &Web,
    page: Chrome,
    who: &access::Staff,
    place: &Place,
    told: Option<Told>,
) -> Result<Response, PageError> {
    let look = look(&web.app, who, &place.key).await?;
    let item = look.directive.item(place.number).cloned();
    let item = item.filter(|_| look.may_draft).ok_or(WebRefusal::NoPage)?;
    let status = told.as_ref().map_or(StatusCode::OK, |told| told.status);
    Ok((status, Page(view(web, page, &look, &item, place, told).await?)).into_response())
}

/// `POST /can-bo/chi-dao/{tenant}/{directive}/muc/{item}`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Path((tenant, id, number)): Path<(String, String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let place = place(tenant, &id, &number)?;
    let seen = look(&web.app, &who, &place.key).await?;
    let item = seen.directive.item(place.number).ok_or(WebRefusal::NoPage)?;
    let chosen: Vec<String> =
        pairs.iter().filter(|(name, _)| name == "chia").map(|(_, code)| code.clone()).collect();
    let typed = Typed::of(together(pairs));
    let step = typed.raw("buoc").to_owned();
    let wish = match step.as_str() {
        "bo" => Ok(Edit::Drop(place.number)),
        "chia" => shares(&typed, &chosen).map(|shares| Edit::Split(place.number, shares)),
        _ => wish(&typed, item, step == "don-vi").map(|wish| Edit::Put(place.number, wish)),
    };
    let wrong = match wish {
        Err(wrong) => wrong,
        Ok(wish) => match edit(&web.app, &who, &place.key, typed.version(), wish).await {
            Ok(_) => return Ok(Redirect::to(&onward(&place, &step, &seen)).into_response()),
            Err(app::Error::Refused(why)) if why.code.starts_with("access.") => return Err(why.into()),
            Err(app::Error::Refused(why)) => Wrong::at("", why),
            Err(error) => return Err(error.into()),
        },
    };
    let told =
        Told { status: StatusCode::UNPROCESSABLE_ENTITY, fields: typed.into_pairs(), wrongs: vec![wrong] };
    match told.keep(&web, &session, &place.address).await? {
        Some(elsewhere) => Ok(elsewhere),
        None => shown(&web, page, &who, &place, Some(told)).await,
    }
}

/// Several boxes of one name as one field, so that they are told again together.
fn together(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    let helpers = pairs.iter().filter(|(name, _)| name == HELPERS).map(|(_, code)| code.as_str());
    let helpers = helpers.collect::<Vec<_>>().join(" ");
    pairs.retain(|(name, _)| name != HELPERS);
    pairs.push((HELPERS.to_owned(), helpers));
    pairs
}

/// Where one goes on: to the people of the unit, to the next task, or back to the directive.
fn onward(place: &Place, step: &str, seen: &DirectiveLook) -> String {
    let directive = directive_address(&place.key.tenant, &place.key.id);
    match step {
        "don-vi" => place.address.clone(),
        "tiep" => neighbour(seen, place.number, true)
            .map_or_else(|| directive.clone(), |next| format!("{directive}/muc/{next}")),
        _ => format!("{directive}#muc-{}", place.number),
    }
}

fn neighbour(look: &DirectiveLook, number: u32, forward: bool) -> Option<u32> {
    let items = &look.directive.items;
    let at = items.iter().position(|item| item.number == number)?;
    let beside = if forward { at.checked_add(1) } else { at.checked_sub(1) };
    beside.and_then(|at| items.get(at)).map(|item| item.number)
}

fn shares(typed: &Typed, chosen: &[String]) -> Result<Vec<ShareWish>, Wrong> {
    let mut shares = Vec::new();
    for code in chosen {
        let Ok(unit) = AgencyCode::parse(code) else { continue };
        shares.push(ShareWish { unit, amount: typed.whole(&format!("so-{code}"))? });
    }
    Ok(shares)
}

/// Reads the form; while only the unit is chosen, people of another unit are forgotten.
fn wish(typed: &Typed, item: &Item, is_choosing: bool) -> Result<ItemWish, Wrong> {
    let unit = AgencyCode::parse(typed.raw("unit")).ok();
    let is_same = unit.as_ref() == item.unit.as_ref().map(|unit| &unit.code);
    let person = |field: &str| Some(typed.raw(field).to_owned()).filter(|id| !id.is_empty() && is_same);
    let deadline = match deadline(typed) {
        Ok(deadline) => deadline,
        Err(_) if is_choosing => item.deadline,
        Err(wrong) => return Err(wrong),
    };
    Ok(ItemWish {
        deed: typed.text("deed"),
        person: person("person"),
        owner: person("owner"),
        coordinating: helpers(typed, unit.as_ref()),
        unit,
        deadline,
        product: typed.text("product"),
        proof: proof(typed)?,
        becomes: becomes(typed.raw("becomes")),
        above: item.above.clone(),
        is_public: typed.raw("public") == "true",
    })
}

/// The bodies that were ticked; whoever leads does not help as well.
fn helpers(typed: &Typed, lead: Option<&AgencyCode>) -> Vec<AgencyCode> {
    let codes = typed.raw(HELPERS).split(' ').filter_map(|code| AgencyCode::parse(code).ok());
    codes.filter(|code| Some(code) != lead).collect()
}

fn deadline(typed: &Typed) -> Result<Option<Deadline>, Wrong> {
    let on = typed.day("day")?;
    let needs_day =
        |on: Option<jiff::civil::Date>| on.ok_or_else(|| Wrong::at("day", InputRefusal::DayMissing));
    match typed.raw("when") {
        "by" => Ok(Some(Deadline::By { on: needs_day(on)? })),
        "before" => Ok(Some(Deadline::Before { on: needs_day(on)? })),
        name => Ok(Period::from_name(name).map(|period| Deadline::Every { period, until_on: on })),
    }
}

fn proof(typed: &Typed) -> Result<Option<Proof>, Wrong> {
    let target = || {
        let whole = typed.whole("target")?;
        whole.ok_or_else(|| Wrong::at("target", InputRefusal::NumberMalformed { input: String::new() }))
    };
    Ok(match typed.raw("proof") {
        "document" => Some(Proof::Document),
        "product" => Some(Proof::Product),
        "figure" => Some(Proof::Figure { target: target()?, unit: typed.text("figure-unit") }),
        name => match Measure::from_name(name) {
            Some(measure) => Some(Proof::Indicator { measure, target: target()? }),
            None => None,
        },
    })
}

fn becomes(text: &str) -> Becomes {
    let key = |rest: &str| {
        let (tenant, id) = rest.split_once('/')?;
        Some(TaskKey { tenant: tenant.to_owned(), id: Id::parse(id)? })
    };
    let found = match text.split_once(':') {
        Some(("merged", rest)) => key(rest).map(|task| Becomes::Merged { task }),
        Some(("amendment", rest)) => key(rest).map(|task| Becomes::Amendment { task }),
        Some(_) | None => None,
    };
    found.unwrap_or_default()
}

/// The bodies as boxes, those that help ticked: as the item has them, or as they were sent.
fn helper_boxes(agencies: &[Agency], item: &Item, typed: Option<&Typed>) -> Vec<Helper> {
    let chosen: Vec<String> = match typed {
        Some(typed) => typed.raw(HELPERS).split(' ').map(str::to_owned).collect(),
        None => item.coordinating.iter().map(|unit| unit.code.to_string()).collect(),
    };
    let helper = |agency: &Agency| Helper {
        code: agency.code.to_string(),
        name: agency.name.clone(),
        is_chosen: chosen.iter().any(|code| code == agency.code.as_str()),
    };
    agencies.iter().map(helper).collect()
}

/// The open tasks of what the draft replaces or changes: each may be meant.
fn opened(look: &DirectiveLook) -> Vec<TaskListRow> {
    let others = look.others.replaces.iter().chain(&look.others.amends);
    others.flat_map(|other| other.open.clone()).collect()
}

async fn view(
    web: &Web,
    page: Chrome,
    look: &DirectiveLook,
    item: &Item,
    place: &Place,
    told: Option<Told>,
) -> Result<ItemPage, PageError> {
    let agencies = units(&web.app, &place.key.tenant).await?;
    let people: Vec<(Person, bool)> = match &item.unit {
        Some(unit) => people_of(&web.app, &unit.code).await?,
        None => Vec::new(),
    };
    let own: Vec<&Finding> = look.findings.iter().filter(|one| one.item() == Some(item.number)).collect();
    let wrongs = told.as_ref().map(|told| told.wrongs.clone()).unwrap_or_default();
    let typed = told.map(|told| Typed::of(told.fields));
    let open: Vec<TaskListRow> = opened(look);
    let names = Names {
        agencies: &agencies,
        people: &people,
        findings: &own,
        open: &open,
        tenant: &place.key.tenant,
    };
    let problem = |wrong: &Wrong| Problem {
        target: wrong.field.clone(),
        text: refusal_sentence(page.lang, &wrong.why),
    };
    let helpers = helper_boxes(&agencies, item, typed.as_ref());
    let of_chosen = helpers.iter().filter(|helper| helper.is_chosen).map(|helper| helper.name.as_str());
    let back = directive_address(&place.key.tenant, &place.key.id);
    let beside = |forward| neighbour(look, item.number, forward).map(|number| format!("{back}/muc/{number}"));
    Ok(ItemPage {
        problems: wrongs.iter().map(problem).collect(),
        version: look.directive.version,
        number: item.number,
        quote: item.source.quote.clone(),
        leads: item.written.leads.join("; "),
        deadlines: item.written.deadlines.join(" | "),
        written_helpers: item.written.coordinating.join("; "),
        superior: item.written.superior.clone(),
        findings: own
            .iter()
            .map(|one| finding(&page, one))
            .chain(remarks(&page, &look.directive, Some(item.number)))
            .collect(),
        fields: fields(&page, item, &names, typed.as_ref(), &wrongs),
        helping: of_chosen.collect::<Vec<_>>().join("; "),
        helpers,
        shares: agencies
            .iter()
            .filter(|agency| agency.code != look.directive.agency.code)
            .map(|agency| Share { code: agency.code.to_string(), name: agency.name.clone() })
            .collect(),
        is_quantity: item.proof.as_ref().and_then(Proof::target).is_some(),
        previous: beside(false),
        next: beside(true),
        address: place.address.clone(),
        back,
        page,
    })
}
