//! `/can-bo/chi-dao/{tenant}/{directive}`: the text with its spans; beside it the items, what is proposed and what is still
//! not clear, or, once it is issued, how far each task is.

use app::directive::{DirectiveKey, DirectiveLook, Edit, HeadWish, ItemWish, edit, issue, look};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use directives::{Becomes, DirectiveKind, DirectiveStage, Item, TaskStage};
use kernel::{Id, Refusal};

use super::InputRefusal;
use super::directive_finding::{FindingLine, finding};
use super::directive_text::{Paragraph, paragraphs};
use super::task_story::directive_story;
use super::task_words::{TaskDue, deadline, directive_address, due, proof, task_address};
use super::told::{Again, Told};
use super::typed::{Typed, Wrong};
use crate::components::{Choice, Control, Event, Field, Problem};
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
    replaced_by: Option<String>,
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
    deadline: String,
    product: String,
    proof: String,
    leads: String,
    becomes: &'static str,
    is_public: bool,
    quote: String,
    findings: Vec<FindingLine>,
    is_clear: bool,
    task: Option<TaskState>,
}

/// "Tiến độ của nhiệm vụ".
struct TaskState {
    address: String,
    stage: &'static str,
    percent: i64,
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
                "mo-ta" => "title",
                _ => "",
            };
            refused(&web, page, &who, &session, &key, typed, Wrong::at(field, why)).await
        }
        Err(error) => Err(error.into()),
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

fn head(typed: &Typed) -> Result<HeadWish, Wrong> {
    let kind = DirectiveKind::from_name(typed.raw("kind"));
    let issued_on = typed.day("issued-on")?;
    Ok(HeadWish {
        kind: kind.ok_or_else(|| Wrong::at("kind", InputRefusal::ChoiceMissing))?,
        number: typed.text("number"),
        title: typed.text("title"),
        issued_on: issued_on.ok_or_else(|| Wrong::at("issued-on", InputRefusal::DayMissing))?,
        signer: typed.text("signer"),
        is_public: typed.raw("public") == "true",
        replaces: Id::parse(typed.raw("replaces")),
    })
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
    let items = directive.items.iter().map(|one| item(web, &page, &address, look, one)).collect();
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
        replaced_by: directive.replaced_by.map(|by| directive_address(&key.tenant, &by)),
        is_draft,
        may_draft: look.may_draft,
        may_issue: look.may_issue,
        blocking: look.findings.iter().filter(|finding| finding.blocks()).count(),
        general: look
            .findings
            .iter()
            .filter(|one| one.item().is_none())
            .map(|one| finding(&page, one))
            .collect(),
        head: if look.may_draft { head_fields(&page, directive, typed.as_ref()) } else { Vec::new() },
        items,
        paragraphs: paragraphs(&look.text, &directive.items),
        progress: progress(web, look),
        events: look.history.iter().rev().map(|record| directive_story(&page, record)).collect(),
        address,
        page,
    }
}

fn head_fields(page: &Chrome, directive: &directives::Directive, typed: Option<&Typed>) -> Vec<Field> {
    let head = &directive.head;
    let field = |id: &str, value: String, control: Control| Field {
        id: id.to_owned(),
        label: page.word("directive-field", id),
        value: typed
            .filter(|typed| !typed.raw("title").is_empty())
            .map_or(value, |typed| typed.raw(id).to_owned()),
        control,
        ..Field::default()
    };
    let kinds = DirectiveKind::ALL.iter().map(|kind| Choice {
        value: kind.name().to_owned(),
        label: page.word("directive-kind", kind.name()),
        hint: String::new(),
    });
    vec![
        field("kind", head.kind.name().to_owned(), Control::Select(kinds.collect())),
        field("number", head.number.clone(), Control::Text),
        field("title", head.title.clone(), Control::TextArea { rows: 2 }),
        field("issued-on", format::date(head.issued_on), Control::Date),
        Field { is_optional: true, ..field("signer", head.signer.clone(), Control::Text) },
        Field {
            is_optional: true,
            hint: page.t("directive-field-replaces-hint"),
            ..field("replaces", head.replaces.map(|id| id.to_string()).unwrap_or_default(), Control::Text)
        },
        field("public", head.is_public.to_string(), Control::Checkbox),
    ]
}

fn item(web: &Web, page: &Chrome, address: &str, look: &DirectiveLook, item: &Item) -> ItemView {
    let named = |person: &Option<directives::Person>| {
        person.as_ref().map(|person| format!("{}, {}", person.name, person.title)).unwrap_or_default()
    };
    let own = look.findings.iter().filter(|one| one.item() == Some(item.number));
    let findings: Vec<FindingLine> = own.map(|one| finding(page, one)).collect();
    ItemView {
        number: item.number,
        address: format!("{address}/muc/{}", item.number),
        deed: item.deed.clone(),
        unit: item.unit.as_ref().map(|unit| unit.name.clone()).unwrap_or_default(),
        person: named(&item.person),
        owner: named(&item.owner),
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
