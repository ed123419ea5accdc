//! `/can-bo/chi-dao/{tenant}/{directive}`: the text with its spans; beside it the items, what is proposed and what is still
//! not clear, or, once it is issued, how far each task is.

use app::directive::{DirectiveKey, DirectiveLook, Edit, ItemWish, edit, issue, look};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use directives::{Becomes, DirectiveStage, Item, TaskKey, TaskStage};
use kernel::{Id, Refusal};

use super::directive_finding::{FindingLine, finding, remarks};
use super::directive_head::{head, head_fields};
use super::directive_others::{Before, Other, before, named};
use super::directive_text::{Paragraph, paragraphs};
use super::task_story::directive_story;
use super::task_words::{TaskDue, deadline, directive_address, due, proof, task_address};
use super::told::{Again, Told};
use super::typed::{Typed, Wrong};
use crate::components::{Control, Event, Field, Problem};
use crate::session::Current;
use crate::{Chrome, OfficerIs, Page, PageError, Web, WebRefusal, format, refusal_sentence};

#[derive(Template)]
#[template(path = "officer/directive.html")]
pub(crate) struct DirectivePage {
    page: Chrome,
    problems: Vec<Problem>,
    address: String,
    version: i64,
    stage: &'static str,
    number: String,
    title: String,
    kind: String,
    agency: String,
    on: String,
    signer: String,
    above: Option<(String, String)>,
    replaced_by: Option<Other>,
    amended_by: Vec<Other>,
    before: Vec<Before>,
    /// Numbers of tasks that are not clear, to jump to.
    gaps: Vec<u32>,
    is_draft: bool,
    may_draft: bool,
    may_issue: bool,
    blocking: usize,
    general: Vec<FindingLine>,
    head: Vec<Field>,
    items: Vec<ItemView>,
    paragraphs: Vec<Paragraph>,
    progress: Progress,
    events: Vec<Event>,
}

/// "Nhiệm vụ trên trang".
struct ItemView {
    number: u32,
    address: String,
    deed: String,
    unit: String,
    person: String,
    owner: String,
    helpers: String,
    deadline: String,
    product: String,
    proof: String,
    leads: String,
    becomes: &'static str,
    is_public: bool,
    quote: String,
    findings: Vec<FindingLine>,
    is_clear: bool,
    /// Whether nothing was found about it.
    is_quiet: bool,
    task: Option<TaskState>,
}

/// "Tiến độ của nhiệm vụ".
struct TaskState {
    address: String,
    stage: &'static str,
    percent: Option<i64>,
    due: TaskDue,
}

/// "Tiến độ văn bản": how many tasks are where, for a bar.
#[derive(Default)]
struct Progress {
    all: usize,
    done: usize,
    late: usize,
    looked: usize,
    done_width: usize,
    looked_width: usize,
    late_width: usize,
}

/// The key in an address; what is not one leads to no directive.
pub(super) fn key(tenant: String, id: &str) -> Result<DirectiveKey, PageError> {
    match Id::parse(id) {
        Some(id) => Ok(DirectiveKey { tenant, id }),
        None => Err(Refusal::from(app::AppRefusal::NotFound { what: "directive".to_owned() }).into()),
    }
}

/// `GET /can-bo/chi-dao/{tenant}/{directive}`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Path((tenant, id)): Path<(String, String)>,
    Query(asked): Query<Again>,
) -> Result<Response, PageError> {
    let key = key(tenant, &id)?;
    let address = directive_address(&key.tenant, &key.id);
    let told = Told::again(&web, &session, &address, &asked).await?;
    shown(&web, page, &who, &key, told).await
}

async fn shown(
    web: &Web,
    page: Chrome,
    who: &access::Staff,
    key: &DirectiveKey,
    told: Option<Told>,
) -> Result<Response, PageError> {
    let look = look(&web.app, who, key).await?;
    let status = told.as_ref().map_or(StatusCode::OK, |told| told.status);
    Ok((status, Page(view(web, page, &look, told))).into_response())
}

/// `POST /can-bo/chi-dao/{tenant}/{directive}/{deed}`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Path((tenant, id, deed)): Path<(String, String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let key = key(tenant, &id)?;
    let seen = look(&web.app, &who, &key).await?;
    let typed = Typed::of(pairs);
    let address = directive_address(&key.tenant, &key.id);
    let version = typed.version();
    let done = match deed.as_str() {
        "mo-ta" => match head(&typed) {
            Ok(head) => edit(&web.app, &who, &key, version, Edit::Describe(head)).await,
            Err(wrong) => return refused(&web, page, &who, &session, &key, typed, wrong).await,
        },
        "them" => edit(&web.app, &who, &key, version, Edit::Add(ItemWish::default())).await,
        "ban-hanh" => issue(&web.app, &who, &key, version).await,
        "giu" => edit(&web.app, &who, &key, version, Edit::Carry(carried(&key, &typed)?)).await,
        "huy" => edit(&web.app, &who, &key, version, Edit::Discard(typed.text("discard-reason"))).await,
        _ => return Err(WebRefusal::NoPage.into()),
    };
    match done {
        Ok(_) if deed == "them" => {
            let number = seen.directive.last_number + 1;
            Ok(Redirect::to(&format!("{address}/muc/{number}")).into_response())
        }
        Ok(_) => Ok(Redirect::to(&address).into_response()),
        Err(app::Error::Refused(why)) if why.code.starts_with("access.") => Err(why.into()),
        Err(app::Error::Refused(why)) => {
            let field = match deed.as_str() {
                "huy" => "discard-reason",
                "mo-ta" => described(&why, &typed),
                _ => "",
            };
            refused(&web, page, &who, &session, &key, typed, Wrong::at(field, why)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The task that goes on, as the form names it.
fn carried(key: &DirectiveKey, typed: &Typed) -> Result<TaskKey, PageError> {
    let id = Id::parse(typed.raw("nhiem-vu")).ok_or(WebRefusal::Unreadable)?;
    Ok(TaskKey { tenant: key.tenant.clone(), id })
}

/// The field a "no" to the head is about.
fn described(why: &Refusal, typed: &Typed) -> &'static str {
    let named = why.args.iter().find(|(name, _)| name == "number").map(|(_, number)| number.as_str());
    match named {
        Some(number) if number == typed.text("replaces") => "replaces",
        Some(number) if number == typed.text("amends") => "amends",
        Some(_) | None => "title",
    }
}

async fn refused(
    web: &Web,
    page: Chrome,
    who: &access::Staff,
    session: &app::identity::Session,
    key: &DirectiveKey,
    typed: Typed,
    wrong: Wrong,
) -> Result<Response, PageError> {
    let told =
        Told { status: StatusCode::UNPROCESSABLE_ENTITY, fields: typed.into_pairs(), wrongs: vec![wrong] };
    match told.keep(web, session, &directive_address(&key.tenant, &key.id)).await? {
        Some(elsewhere) => Ok(elsewhere),
        None => shown(web, page, who, key, Some(told)).await,
    }
}

fn view(web: &Web, page: Chrome, look: &DirectiveLook, told: Option<Told>) -> DirectivePage {
    let directive = &look.directive;
    let key = DirectiveKey::of(directive);
    let address = directive_address(&key.tenant, &key.id);
    let wrongs = told.as_ref().map(|told| told.wrongs.clone()).unwrap_or_default();
    let typed = told.map(|told| Typed::of(told.fields));
    let problem = |wrong: &Wrong| Problem {
        target: wrong.field.clone(),
        text: refusal_sentence(page.lang, &wrong.why),
    };
    let is_draft = directive.stage == DirectiveStage::Draft;
    let mut items: Vec<ItemView> =
        directive.items.iter().map(|one| item(web, &page, &address, look, one)).collect();
    if is_draft {
        // What is not clear comes first, then what somebody should look at; what is quiet is folded behind it.
        items.sort_by_key(|item| (item.is_clear, item.is_quiet));
    }
    let gaps = items.iter().filter(|item| is_draft && !item.is_clear).map(|item| item.number).collect();
    DirectivePage {
        problems: wrongs.iter().map(problem).collect(),
        version: directive.version,
        stage: directive.stage.name(),
        number: directive.head.number.clone(),
        title: directive.head.title.clone(),
        kind: page.word("directive-kind", directive.head.kind.name()),
        agency: directive.agency.name.clone(),
        on: format::date(directive.head.issued_on),
        signer: directive.head.signer.clone(),
        above: directive.above.as_ref().map(|above| {
            (task_address(&above.task.tenant, &above.task.id), format!("{} – {}", above.number, above.deed))
        }),
        replaced_by: look.others.replaced_by.as_ref().map(|other| named(&key.tenant, other)),
        amended_by: look.others.amended_by.iter().map(|other| named(&key.tenant, other)).collect(),
        before: before(web, &page, look),
        gaps,
        is_draft,
        may_draft: look.may_draft,
        may_issue: look.may_issue,
        blocking: look.findings.iter().filter(|finding| finding.blocks()).count(),
        general: look
            .findings
            .iter()
            .filter(|one| one.item().is_none())
            .map(|one| finding(&page, one))
            .chain(remarks(&page, directive, None))
            .collect(),
        head: if look.may_draft { head_fields(&page, look, typed.as_ref(), &wrongs) } else { Vec::new() },
        items,
        paragraphs: paragraphs(&look.text, &directive.items),
        progress: progress(web, look),
        events: look.history.iter().rev().map(|record| directive_story(&page, record)).collect(),
        address,
        page,
    }
}

fn item(web: &Web, page: &Chrome, address: &str, look: &DirectiveLook, item: &Item) -> ItemView {
    let person_named = |person: &Option<directives::Person>| {
        person.as_ref().map(|person| format!("{}, {}", person.name, person.title)).unwrap_or_default()
    };
    let own = look.findings.iter().filter(|one| one.item() == Some(item.number));
    let said = remarks(page, &look.directive, Some(item.number));
    let findings: Vec<FindingLine> = own.map(|one| finding(page, one)).chain(said).collect();
    ItemView {
        number: item.number,
        address: format!("{address}/muc/{}", item.number),
        deed: item.deed.clone(),
        unit: item.unit.as_ref().map(|unit| unit.name.clone()).unwrap_or_default(),
        person: person_named(&item.person),
        owner: person_named(&item.owner),
        helpers: item.coordinating.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>().join("; "),
        deadline: item.deadline.map(|one| deadline(page, one)).unwrap_or_default(),
        product: item.product.clone(),
        proof: item.proof.as_ref().map(|one| proof(page, one)).unwrap_or_default(),
        leads: item.written.leads.join("; "),
        becomes: match item.becomes {
            Becomes::New => "new",
            Becomes::Merged { .. } => "merged",
            Becomes::Amendment { .. } => "amendment",
        },
        is_public: item.is_public,
        quote: item.source.quote.clone(),
        is_clear: !findings.iter().any(|finding| finding.blocks),
        is_quiet: findings.is_empty(),
        findings,
        task: task_state(web, page, look, item),
    }
}

fn task_state(web: &Web, page: &Chrome, look: &DirectiveLook, item: &Item) -> Option<TaskState> {
    let key = look.directive.task_of(item.number)?;
    let address = task_address(&key.tenant, &key.id);
    let row = look.tasks.iter().find(|row| row.id == key.id)?;
    let due = due(page, web.app.clock.now(), row.stage, row.due_at, row.kept);
    Some(TaskState { address, stage: row.stage.name(), percent: row.percent, due })
}

fn progress(web: &Web, look: &DirectiveLook) -> Progress {
    let now = web.app.clock.now();
    let rows: Vec<_> = look.tasks.iter().filter(|row| row.stage != TaskStage::Cancelled).collect();
    let count = |wanted: fn(TaskStage) -> bool| rows.iter().filter(|row| wanted(row.stage)).count();
    let done = count(|stage| stage == TaskStage::Done);
    let looked = count(|stage| matches!(stage, TaskStage::HandedIn | TaskStage::Checked));
    let at_work = |stage| matches!(stage, TaskStage::Assigned | TaskStage::InProgress);
    let late = rows.iter().filter(|row| at_work(row.stage) && row.due_at <= now).count();
    let all = rows.len();
    let width = |part: usize| (part * 100).checked_div(all).unwrap_or(0);
    Progress {
        all,
        done,
        late,
        looked,
        done_width: width(done),
        looked_width: width(looked),
        late_width: width(late),
    }
}
