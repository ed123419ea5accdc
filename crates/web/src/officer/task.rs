//! `/can-bo/nhiem-vu/{tenant}/{task}`: one task on one screen: its sentence, its clock, its product, and what to do now.

use app::task::{TaskLook, TaskTarget, look};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use directives::{Ground, TaskActionKind, TaskKey};
use kernel::{Id, Refusal};

use super::clock::minutes;
use super::task_deed::{TaskForm, command, form};
use super::task_picture::{TimeBar, class, time_bar};
use super::task_product::{ProductView, product_view};
use super::task_story::story;
use super::task_words::{TaskDue, deadline, directive_address, due, many, proof, task_address, waited};
use super::told::{Again, Told};
use super::typed::{Typed, Wrong};
use crate::components::{Control, Event, Problem, SummaryRow};
use crate::session::Current;
use crate::{Chrome, OfficerIs, Page, PageError, Web, WebRefusal, format, refusal_sentence};

#[derive(Template)]
#[template(path = "officer/task.html")]
pub(crate) struct TaskPage {
    page: Chrome,
    problems: Vec<Problem>,
    deed: String,
    stage: &'static str,
    due: TaskDue,
    percent: Option<i64>,
    warnings: Vec<String>,
    facts: Vec<SummaryRow>,
    grounds: Vec<GroundLine>,
    bar: TimeBar,
    spent: Vec<(String, String, &'static str)>,
    lateness: String,
    product: Option<ProductView>,
    returned: String,
    below: Vec<Below>,
    below_sum: String,
    forms: Vec<TaskForm>,
    can_be_signed: bool,
    to_sign: Option<String>,
    hand_down: Option<String>,
    events: Vec<Event>,
}

/// "Căn cứ": the directive and the sentence.
struct GroundLine {
    address: String,
    number: String,
    on: String,
    quote: String,
}

/// "Việc giao xuống".
struct Below {
    address: String,
    unit: String,
    stage: &'static str,
    reached: i64,
    target: String,
    percent: Option<i64>,
}

/// The key in an address; what is not one leads to no task.
pub(super) fn key(tenant: String, id: &str) -> Result<TaskKey, PageError> {
    match Id::parse(id) {
        Some(id) => Ok(TaskKey { tenant, id }),
        None => Err(Refusal::from(app::AppRefusal::NotFound { what: "task".to_owned() }).into()),
    }
}

/// `GET /can-bo/nhiem-vu/{tenant}/{task}`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Path((tenant, id)): Path<(String, String)>,
    Query(asked): Query<Again>,
) -> Result<Response, PageError> {
    let key = key(tenant, &id)?;
    let address = task_address(&key.tenant, &key.id);
    let told = Told::again(&web, &session, &address, &asked).await?;
    shown(&web, page, &who, &key, told).await
}

async fn shown(
    web: &Web,
    page: Chrome,
    who: &access::Staff,
    key: &TaskKey,
    told: Option<Told>,
) -> Result<Response, PageError> {
    let look = look(&web.app, who, key).await?;
    let status = told.as_ref().map_or(axum::http::StatusCode::OK, |told| told.status);
    let view = view(web, page, &look, told).await?;
    Ok((status, Page(view)).into_response())
}

/// `POST /can-bo/nhiem-vu/{tenant}/{task}/{deed}`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Path((tenant, id, deed)): Path<(String, String, String)>,
    axum::Form(pairs): axum::Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let key = key(tenant, &id)?;
    if deed == HAND_DOWN {
        let draft = app::directive::hand_down(&web.app, &who, &key).await?;
        return Ok(Redirect::to(&directive_address(&draft.tenant, &draft.id)).into_response());
    }
    let kind = TaskActionKind::from_name(&deed).ok_or(WebRefusal::NoPage)?;
    // A form of a task that is not there, or not theirs, is answered as the page itself is.
    let seen = look(&web.app, &who, &key).await?;
    let typed = Typed::of(pairs);
    let target = TaskTarget { key: key.clone(), version: typed.version() };
    let done = match command(kind, &typed, &seen) {
        Ok(command) => match app::task::act(&web.app, &who, &target, command).await {
            Ok(_) => Ok(()),
            Err(app::Error::Refused(why)) => Err(vec![Wrong { field: format!("viec-{deed}"), why }]),
            Err(error) => return Err(error.into()),
        },
        Err(wrongs) => Err(wrongs),
    };
    answered(&web, page, &who, &session, &key, typed, done).await
}

/// The way down: not an action of the task itself.
const HAND_DOWN: &str = "giao-xuong";

/// Back to the page, or to it with what was typed and why it was not done.
pub(super) async fn answered(
    web: &Web,
    page: Chrome,
    who: &access::Staff,
    session: &app::identity::Session,
    key: &TaskKey,
    typed: Typed,
    done: Result<(), Vec<Wrong>>,
) -> Result<Response, PageError> {
    let address = task_address(&key.tenant, &key.id);
    let Err(wrongs) = done else { return Ok(Redirect::to(&address).into_response()) };
    if let Some(wrong) = wrongs.iter().find(|wrong| wrong.why.code.starts_with("access.")) {
        return Err(wrong.why.clone().into());
    }
    let status = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    let told = Told { status, fields: typed.into_pairs(), wrongs };
    match told.keep(web, session, &address).await? {
        Some(elsewhere) => Ok(elsewhere),
        None => shown(web, page, who, key, Some(told)).await,
    }
}

async fn view(web: &Web, page: Chrome, look: &TaskLook, told: Option<Told>) -> Result<TaskPage, PageError> {
    let now = web.app.clock.now();
    let task = &look.task;
    let key = task.key();
    let address = task_address(&key.tenant, &key.id);
    let lateness = if look.lateness.is_late() {
        page.t1("task-late-by", "time", minutes(&page, look.lateness.overdue_minutes))
    } else {
        page.t("task-in-time")
    };
    let waits = match task.waits_for() {
        Some(waits) => waited(&web.app, &page, &waits).await?,
        None => String::new(),
    };
    let sum: i64 = look.below.iter().filter_map(|below| below.proof.target()).sum();
    let wrongs = told.as_ref().map(|told| told.wrongs.clone()).unwrap_or_default();
    let typed = told.map(|told| Typed::of(told.fields)).unwrap_or_default();
    let problem = |wrong: &Wrong| Problem {
        target: wrong.field.clone(),
        text: refusal_sentence(page.lang, &wrong.why),
    };
    Ok(TaskPage {
        problems: wrongs.iter().map(problem).collect(),
        deed: task.deed.clone(),
        stage: task.stage.name(),
        due: due(&page, now, task.stage, task.due_at, None),
        percent: task.percent().map(i64::from),
        warnings: look.warnings.iter().map(|warning| page.word("task-warning", warning.name())).collect(),
        facts: facts(&page, look, &waits),
        grounds: task.grounds.iter().map(|ground| ground_line(&key.tenant, ground)).collect(),
        bar: time_bar(&page, look, now),
        spent: look
            .lateness
            .spent
            .iter()
            .map(|(cause, sum)| (page.word("task-cause", cause.name()), minutes(&page, *sum), class(*cause)))
            .collect(),
        lateness,
        product: product_view(&page, &address, look),
        returned: task.returned.clone().unwrap_or_default(),
        below: look.below.iter().map(below).collect(),
        below_sum: if look.below.is_empty() { String::new() } else { below_sum(&page, task, sum) },
        can_be_signed: look.can_be_signed,
        to_sign: look.waits_to_be_signed.then(|| format!("{address}/san-pham/ky")),
        forms: look
            .open
            .iter()
            .filter_map(|kind| form(&page, &address, *kind, look, &typed, &wrongs))
            .collect(),
        hand_down: look.may_hand_down.then(|| format!("{address}/{HAND_DOWN}")),
        events: look.history.iter().rev().map(|record| story(&page, record)).collect(),
        page,
    })
}

fn below_sum(page: &Chrome, task: &directives::Task, sum: i64) -> String {
    page.t2("task-below-sum", "shared", sum, "reached", task.reached())
}

fn ground_line(tenant: &str, ground: &Ground) -> GroundLine {
    GroundLine {
        address: format!("{}#muc-{}", directive_address(tenant, &ground.directive), ground.item),
        number: ground.number.clone(),
        on: format::date(ground.issued_on),
        quote: ground.source.quote.clone(),
    }
}

fn facts(page: &Chrome, look: &TaskLook, waits: &str) -> Vec<SummaryRow> {
    let task = &look.task;
    let opening = &task.opening;
    let row = |key: &str, value: String| SummaryRow { label: page.t(key), value, change: None };
    let named = |person: &directives::Person| format!("{}, {}", person.name, person.title);
    let mut rows = vec![
        row("task-unit", opening.unit.name.clone()),
        row("task-person", named(&task.person)),
        row("task-owner", named(&task.owner)),
        row("task-assigner", opening.assigner.name.clone()),
        row("task-deadline", deadline(page, task.deadline)),
        row("task-product", task.product.clone()),
        row("task-proved-by", proof(page, &task.proof)),
    ];
    if let Some((measure, value)) = look.measured {
        let have = page.t1(&format!("task-measured-{}", measure.name()), "value", value);
        rows.push(row("task-measured", have));
    }
    if !opening.coordinating.is_empty() {
        let names: Vec<&str> = opening.coordinating.iter().map(|unit| unit.name.as_str()).collect();
        rows.push(row("task-coordinating", names.join("; ")));
    }
    if !waits.is_empty() {
        let reason = task.wait.as_ref().map(|wait| format!(": {}", wait.reason)).unwrap_or_default();
        rows.push(row("task-waits", format!("{waits}{reason}")));
    }
    if let Some(wish) = &task.wish {
        rows.push(row("task-wish", format!("{} – {}", deadline(page, wish.deadline), wish.reason)));
    }
    if !task.periods.is_empty() {
        let kept = task.periods.iter().filter(|period| period.handed_in_at <= period.due_at).count();
        let all = i64::try_from(task.periods.len()).unwrap_or(0);
        let kept = i64::try_from(kept).unwrap_or(0);
        rows.push(row("task-periods", page.t2("task-periods-kept", "all", many(all), "kept", many(kept))));
    }
    rows
}

fn below(task: &directives::Task) -> Below {
    let key = task.key();
    Below {
        address: task_address(&key.tenant, &key.id),
        unit: task.opening.unit.name.clone(),
        stage: task.stage.name(),
        reached: task.reached(),
        target: task.proof.target().map(|target| target.to_string()).unwrap_or_default(),
        percent: task.percent().map(i64::from),
    }
}
