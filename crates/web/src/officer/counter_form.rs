//! `/can-bo/quay/{tenant}/{intake}`: all questions of a procedure on one dense page, saved at every press of a button.
//!
//! Received forms show what to print and lead to the next person. What may be received is decided behind `app`.

use std::collections::BTreeMap;

use access::Staff;
use app::DossierKey;
use app::counter::{Intake, TwinSeen, discard, from_online, open, receive, save};
use askama::Template;
use axum::Form as Sent;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::{Id, Refusal};
use serde::Deserialize;

use super::counter::address;
use super::counter_done::done;
use super::names;
use crate::citizen::dense::{self, Dense};
use crate::components::{Control, Field, Problem};
use crate::{Chrome, OfficerIs, Page, PageError, Web, refusal_sentence};

#[derive(Template)]
#[template(path = "officer/counter_form.html")]
pub(crate) struct CounterForm {
    page: Chrome,
    address: String,
    procedure: String,
    procedure_code: String,
    owner: String,
    owner_id: String,
    submitter: Option<String>,
    is_register_up: bool,
    version: i64,
    problems: Vec<Problem>,
    parts: Vec<Part>,
    papers: Vec<Paper>,
    fees: Vec<(String, String)>,
    total: Option<String>,
    twins: Vec<(String, String, &'static str)>,
    has_online: bool,
}

/// "Phần của tờ khai": one page of the form, as a part of the dense page.
struct Part {
    title: String,
    fields: Vec<Field>,
}

/// "Giấy tờ phải xem".
struct Paper {
    id: String,
    name: String,
    is_seen: bool,
    is_replaced: bool,
}

/// Whether to tell what is wrong.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Way {
    sai: String,
}

/// Fields of the page that are no question of the form.
const OURS: [&str; 3] = ["giay-to", "viec", "trung"];

/// What a sent page holds.
struct SentPage {
    fields: BTreeMap<String, String>,
    papers: Vec<String>,
    version: i64,
    deed: String,
    twin: TwinSeen,
}

impl SentPage {
    fn of(pairs: Vec<(String, String)>) -> Self {
        let of = |name: &str| {
            let own = pairs.iter().filter(|(known, _)| known == name);
            own.map(|(_, value)| value.clone()).collect::<Vec<String>>()
        };
        let papers = of("giay-to");
        let deed = of("viec").pop().unwrap_or_default();
        let twin = if of("trung").is_empty() { TwinSeen::No } else { TwinSeen::Yes };
        let (mut fields, version) = dense::sent(pairs);
        fields.retain(|name, _| !OURS.contains(&name.as_str()));
        Self { fields, papers, version, deed, twin }
    }
}

/// `GET /can-bo/quay/{tenant}/{intake}`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Path((tenant, id)): Path<(String, String)>,
    Query(way): Query<Way>,
) -> Result<Response, PageError> {
    let key = names::key(tenant, &id)?;
    let intake = open(&web.app, &who, &key).await?;
    if let Some(dossier) = intake.row.dossier.as_deref().and_then(Id::parse) {
        let received = DossierKey::new(&intake.row.agency, dossier);
        return Ok(Page(done(&web, page, &who, &received).await?).into_response());
    }
    let telling = Telling { is_checked: !way.sai.is_empty(), ..Telling::default() };
    Ok(Page(shown(&web, page, &intake, &telling)).into_response())
}

/// `POST /can-bo/quay/{tenant}/{intake}`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Path((tenant, id)): Path<(String, String)>,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (key, sent) = (names::key(tenant, &id)?, SentPage::of(pairs));
    match done_or_saved(&web, &who, &key, &sent).await {
        Ok(next) => Ok(Redirect::to(&next).into_response()),
        Err(app::Error::Refused(why)) => {
            let intake = open(&web.app, &who, &key).await?;
            if intake.row.dossier.is_some() {
                return Ok(Redirect::to(&address(&key)).into_response());
            }
            let status = PageError::from(why.clone()).status();
            let telling = Telling { is_checked: sent.deed == "tiep-nhan", sent: Some(&sent), why: Some(why) };
            let shown = shown(&web, page, &intake, &telling);
            Ok((status.max(StatusCode::CONFLICT), Page(shown)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// Saves, and does what the button says; answers with where to go on.
async fn done_or_saved(
    web: &Web,
    who: &Staff,
    key: &DossierKey,
    sent: &SentPage,
) -> Result<String, app::Error> {
    let app = &web.app;
    if sent.deed == "bo" {
        discard(app, who, key).await?;
        return Ok("/can-bo/quay".to_owned());
    }
    let version = save(app, who, key, sent.version, &sent.fields, &sent.papers).await?;
    match sent.deed.as_str() {
        "tiep-nhan" => {
            receive(app, who, key, version, sent.twin).await?;
        }
        "lay-tren-mang" => from_online(app, who, key, version).await?,
        _ => {}
    }
    Ok(address(key))
}

/// What is to be told beside the form.
#[derive(Default)]
struct Telling<'a> {
    is_checked: bool,
    sent: Option<&'a SentPage>,
    why: Option<Refusal>,
}

impl Telling<'_> {
    fn is(&self, code: &str) -> bool {
        self.why.as_ref().is_some_and(|why| why.code == code)
    }
}

fn shown(web: &Web, page: Chrome, intake: &Intake<'_>, telling: &Telling<'_>) -> CounterForm {
    let form = intake.procedure.form();
    let wrong =
        if telling.is_checked { form.check_all(&intake.answers, web.app.today()) } else { Vec::new() };
    // Where another tab has saved, what was typed here stands in the fields, to be sent again after looking.
    let unsaved = telling.sent.filter(|_| telling.is("app.draft-overtaken")).map(|sent| &sent.fields);
    let dense = Dense { form, answers: &intake.answers, unsaved, locked: &intake.locked, problems: &wrong };
    let parts: Vec<Part> = form
        .data()
        .pages
        .iter()
        .map(|part| Part {
            title: names::said(&part.title, page.lang),
            fields: dense.fields(page.lang, &part.id),
        })
        .filter(|part| !part.fields.is_empty())
        .collect();
    let (row, revision) = (&intake.row, intake.procedure.revision());
    CounterForm {
        address: address(&intake.key()),
        procedure: names::said(&revision.name, page.lang),
        procedure_code: revision.code.to_string(),
        owner: row.body.owner_name.clone(),
        owner_id: row.owner.clone(),
        submitter: row.body.submitter.as_ref().map(|(id, name)| format!("{name} ({id})")),
        is_register_up: intake.is_register_up,
        version: row.version,
        problems: problems(&page, &dense, &parts, telling),
        papers: papers(&page, intake),
        fees: fees(&page, intake),
        total: intake.fee.as_ref().map(|fee| fee.total.to_string()),
        twins: twins(intake),
        has_online: intake.online.is_some(),
        parts,
        page,
    }
}

fn problems(page: &Chrome, dense: &Dense<'_>, parts: &[Part], telling: &Telling<'_>) -> Vec<Problem> {
    let target = |why: &Refusal| match why.code.as_str() {
        "counter.twin" => "trung",
        "counter.paper-not-seen" => "giay-to",
        _ => "",
    };
    // That the form is incomplete is said field by field.
    let whole = telling.why.iter().filter(|why| why.code != "app.form-incomplete");
    let whole =
        whole.map(|why| Problem { target: target(why).to_owned(), text: refusal_sentence(page.lang, why) });
    let each = parts.iter().flat_map(|part| dense.summary(&part.fields));
    whole.chain(each).collect()
}

fn papers(page: &Chrome, intake: &Intake<'_>) -> Vec<Paper> {
    let visible = intake.procedure.form().visible_answers(&intake.answers);
    let needed = intake.procedure.required_components(&visible).into_iter();
    needed
        .map(|component| Paper {
            id: component.id.clone(),
            name: names::said(&component.name, page.lang),
            is_seen: intake.row.body.seen.contains(&component.id),
            is_replaced: !component.replaceable_by.is_empty(),
        })
        .collect()
}

fn fees(page: &Chrome, intake: &Intake<'_>) -> Vec<(String, String)> {
    let lines = intake.fee.iter().flat_map(|fee| &fee.lines);
    let line = |line: &catalogue::FeeLine| {
        let name = names::said(&line.name, page.lang);
        let sum = format!("{} × {} = {}", line.count, line.unit_amount, line.amount);
        let free = line.exemption.as_ref().map(|free| format!(" ({})", free.text));
        (name, sum + &free.unwrap_or_default())
    };
    lines.map(line).collect()
}

fn twins(intake: &Intake<'_>) -> Vec<(String, String, &'static str)> {
    let twin = |twin: &app::counter::Twin| {
        let code = twin.code.clone().unwrap_or_default();
        (names::address(&twin.key), code, twin.stage.name())
    };
    intake.twins.iter().map(twin).collect()
}
