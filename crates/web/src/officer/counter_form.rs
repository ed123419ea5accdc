//! `/can-bo/quay/{tenant}/{intake}`: all questions of a procedure on one dense page, saved at every press of a button.
//!
//! Received forms show what to print and lead to the next person. What may be received is decided behind `app`.

use access::Staff;
use app::DossierKey;
use app::counter::{Intake, TwinSeen, Typed, discard, from_online, open, receive, save, scans};
use askama::Template;
use axum::Form as Sent;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use dossier::OwnerId;
use kernel::{Id, Refusal};
use serde::Deserialize;

use super::counter::{address, after_discard};
use super::counter_discard::{ASKED, SURE, question};
use super::counter_done::done;
use super::counter_papers::{Paper, papers};
use super::names;
use super::told::{Again, Told};
use super::typed::Wrong;
use crate::citizen::dense::{self, Dense};
use crate::components::{Control, Field, Problem};
use crate::session::Current;
use crate::{Chrome, OfficerIs, Page, PageError, Web, format, refusal_sentence};

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
    is_organisation: bool,
    version: i64,
    problems: Vec<Problem>,
    parts: Vec<Part>,
    papers: Vec<Paper>,
    fees: Vec<(String, String)>,
    total: Option<String>,
    twins: Vec<Twin>,
    has_online: bool,
}

/// "Hồ sơ trùng": another open dossier of this person and procedure.
struct Twin {
    address: String,
    code: String,
    stage: &'static str,
    submitted: String,
}

/// "Phần của tờ khai": one page of the form, as a part of the dense page.
struct Part {
    title: String,
    fields: Vec<Field>,
}

/// Whether to tell what is wrong, and whether to ask before throwing away.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Way {
    sai: String,
    bo: String,
    #[serde(flatten)]
    again: Again,
}

/// Fields of the page that are no question of the form.
const OURS: [&str; 3] = ["giay-to", "viec", "trung"];
/// How the field begins that says why a paper is looked at although the State has it.
const ANYWAY: &str = "van-xem-";

/// What a sent page holds.
struct SentPage {
    typed: Typed,
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
        let seen = of("giay-to");
        let deed = of("viec").pop().unwrap_or_default();
        let twin = if of("trung").is_empty() { TwinSeen::No } else { TwinSeen::Yes };
        let (mut fields, version) = dense::sent(pairs);
        fields.retain(|name, _| !OURS.contains(&name.as_str()));
        let why =
            |(name, why): (&String, &String)| Some((name.strip_prefix(ANYWAY)?.to_owned(), why.clone()));
        let anyway = fields.iter().filter_map(why).collect();
        fields.retain(|name, _| !name.starts_with(ANYWAY));
        Self { typed: Typed { fields, seen, anyway }, version, deed, twin }
    }
}

/// `GET /can-bo/quay/{tenant}/{intake}`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Path((tenant, id)): Path<(String, String)>,
    Query(way): Query<Way>,
) -> Result<Response, PageError> {
    let key = names::key(tenant, &id)?;
    let intake = open(&web.app, &who, &key).await?;
    if let Some(dossier) = intake.row.dossier.as_deref().and_then(Id::parse) {
        let received = DossierKey::new(&intake.row.agency, dossier);
        return Ok(Page(done(&web, page, &who, &received).await?).into_response());
    }
    if let Some(told) = Told::again(&web, &session, &address(&key), &way.again).await? {
        return again(&web, page, &intake, told).await;
    }
    if !way.bo.is_empty() {
        return Ok(Page(question(&web, page, &intake).await?).into_response());
    }
    let telling = Telling { is_checked: !way.sai.is_empty(), ..Telling::default() };
    Ok(Page(shown(&web, page, &intake, &telling).await?).into_response())
}

/// `POST /can-bo/quay/{tenant}/{intake}`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Path((tenant, id)): Path<(String, String)>,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (key, sent) = (names::key(tenant, &id)?, SentPage::of(pairs.clone()));
    match done_or_saved(&web, &who, &key, &sent).await {
        Ok(next) => Ok(Redirect::to(&next).into_response()),
        Err(app::Error::Refused(why)) => {
            let intake = open(&web.app, &who, &key).await?;
            if intake.row.dossier.is_some() {
                return Ok(Redirect::to(&address(&key)).into_response());
            }
            let status = PageError::from(why.clone()).status().max(StatusCode::CONFLICT);
            let told = Told { status, fields: pairs, wrongs: vec![Wrong { field: String::new(), why }] };
            match told.keep(&web, &session, &address(&key)).await? {
                Some(elsewhere) => Ok(elsewhere),
                None => again(&web, page, &intake, told).await,
            }
        }
        Err(error) => Err(error.into()),
    }
}

/// The form with what is wrong; everything that could be saved is saved already.
async fn again(web: &Web, page: Chrome, intake: &Intake<'_>, told: Told) -> Result<Response, PageError> {
    let sent = SentPage::of(told.fields);
    let why = told.wrongs.into_iter().map(|wrong| wrong.why).collect();
    let telling = Telling { is_checked: sent.deed == "tiep-nhan", sent: Some(&sent), why };
    let shown = shown(web, page, intake, &telling).await?;
    Ok((told.status, Page(shown)).into_response())
}

/// Saves, and does what the button says; answers with where to go on.
async fn done_or_saved(
    web: &Web,
    who: &Staff,
    key: &DossierKey,
    sent: &SentPage,
) -> Result<String, app::Error> {
    let app = &web.app;
    if sent.deed == SURE {
        return thrown_away(app, who, key).await;
    }
    let saved = save(app, who, key, sent.version, &sent.typed).await;
    if sent.deed == "bo" {
        // What was typed is kept in case the answer is no; words that cannot be kept are no reason not to ask.
        return match saved {
            Err(app::Error::Refused(why)) if why.code == "app.draft-overtaken" => Err(why.into()),
            Ok(_) | Err(app::Error::Refused(_)) => Ok(format!("{}{ASKED}", address(key))),
            Err(fault @ app::Error::Faulted(_)) => Err(fault),
        };
    }
    let version = saved?;
    match sent.deed.as_str() {
        "tiep-nhan" => {
            receive(app, who, key, version, sent.twin).await?;
        }
        "lay-tren-mang" => from_online(app, who, key, version).await?,
        "luu-sai" => return Ok(format!("{}?sai=1", address(key))),
        _ => {}
    }
    Ok(address(key))
}

/// Throws the form away and leads to its counter, which says so; a form that was received meanwhile shows its dossier.
async fn thrown_away(app: &app::App, who: &Staff, key: &DossierKey) -> Result<String, app::Error> {
    let row = open(app, who, key).await?.row;
    if row.dossier.is_some() {
        return Ok(address(key));
    }
    discard(app, who, key).await?;
    Ok(after_discard(&row.agency))
}

/// What is to be told beside the form.
#[derive(Default)]
struct Telling<'a> {
    is_checked: bool,
    sent: Option<&'a SentPage>,
    why: Vec<Refusal>,
}

impl Telling<'_> {
    fn is(&self, code: &str) -> bool {
        self.why.iter().any(|why| why.code == code)
    }
}

async fn shown(
    web: &Web,
    page: Chrome,
    intake: &Intake<'_>,
    telling: &Telling<'_>,
) -> Result<CounterForm, PageError> {
    let files = scans(&web.app, intake).await?;
    let form = intake.procedure.form();
    let wrong =
        if telling.is_checked { form.check_all(&intake.answers, web.app.today()) } else { Vec::new() };
    // Where another tab has saved, what was typed here stands in the fields, to be sent again after looking.
    let unsaved = telling.sent.filter(|_| telling.is("app.draft-overtaken")).map(|sent| &sent.typed.fields);
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
    Ok(CounterForm {
        address: address(&intake.key()),
        procedure: names::said(&revision.name, page.lang),
        procedure_code: revision.code.to_string(),
        owner: row.body.owner_name.clone(),
        owner_id: row.owner.clone(),
        submitter: row.body.submitter.as_ref().map(|(id, name)| format!("{name} ({id})")),
        is_register_up: intake.is_register_up,
        is_organisation: matches!(OwnerId::read(&row.owner), Ok(OwnerId::Organisation(_))),
        version: row.version,
        problems: problems(&page, &dense, &parts, telling),
        papers: papers(&page, intake, &files),
        fees: fees(&page, intake),
        total: intake.fee.as_ref().map(|fee| fee.total.to_string()),
        twins: twins(&page, intake),
        has_online: intake.online.is_some(),
        parts,
        page,
    })
}

fn problems(page: &Chrome, dense: &Dense<'_>, parts: &[Part], telling: &Telling<'_>) -> Vec<Problem> {
    let target = |why: &Refusal| match why.code.as_str() {
        "counter.twin" => "trung",
        "counter.paper-not-seen" | "counter.override-unexplained" => "giay-to",
        code if code.starts_with("upload.") => "giay-to",
        _ => "",
    };
    // That the form is incomplete is said field by field.
    let whole = telling.why.iter().filter(|why| why.code != "app.form-incomplete");
    let whole =
        whole.map(|why| Problem { target: target(why).to_owned(), text: refusal_sentence(page.lang, why) });
    let each = parts.iter().flat_map(|part| dense.summary(&part.fields));
    whole.chain(each).collect()
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

fn twins(page: &Chrome, intake: &Intake<'_>) -> Vec<Twin> {
    let twin = |twin: &app::counter::Twin| Twin {
        address: names::address(&twin.key),
        code: twin.code.clone().unwrap_or_default(),
        stage: twin.stage.name(),
        submitted: format::instant(page.lang, twin.submitted_at),
    };
    intake.twins.iter().map(twin).collect()
}
