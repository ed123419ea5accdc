//! `/nhiem-vu`: tasks that everybody may see: what was asked, of which body, by when, and how far it is. No names of people.

use app::directive::{PublicDirective, public, public_tenants};
use askama::Template;
use axum::extract::{Path, State};
use directives::TaskStage;
use jiff::Timestamp;
use kernel::local_date;

use crate::{Chrome, Page, PageError, Web, format};

#[derive(Template)]
#[template(path = "public/tasks.html")]
pub(crate) struct Tenants {
    page: Chrome,
    tenants: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "public/tasks_of.html")]
pub(crate) struct TasksOf {
    page: Chrome,
    name: String,
    directives: Vec<DirectiveView>,
}

/// "Văn bản công khai".
struct DirectiveView {
    id: String,
    number: String,
    title: String,
    agency: String,
    on: String,
    done: usize,
    all: usize,
    width: usize,
    tasks: Vec<TaskView>,
}

/// "Nhiệm vụ công khai".
struct TaskView {
    deed: String,
    unit: String,
    until: String,
    stage: &'static str,
    percent: Option<i64>,
    is_late: bool,
    kept: Option<bool>,
}

/// `GET /nhiem-vu`
pub(crate) async fn get(page: Chrome, State(web): State<Web>) -> Result<Page<Tenants>, PageError> {
    let tenants = public_tenants(&web.app).await?;
    Ok(Page(Tenants {
        tenants: tenants.into_iter().map(|(code, name)| (format!("/nhiem-vu/{code}"), name)).collect(),
        page,
    }))
}

/// `GET /nhiem-vu/{tenant}`
pub(crate) async fn of(
    page: Chrome,
    State(web): State<Web>,
    Path(tenant): Path<String>,
) -> Result<Page<TasksOf>, PageError> {
    let board = public(&web.app, &tenant).await?;
    let now = web.app.clock.now();
    Ok(Page(TasksOf {
        name: board.name,
        directives: board.directives.into_iter().map(|one| view(now, one)).collect(),
        page,
    }))
}

fn view(now: Timestamp, directive: PublicDirective) -> DirectiveView {
    let done = directive.tasks.iter().filter(|task| task.stage == TaskStage::Done).count();
    let all = directive.tasks.len();
    DirectiveView {
        id: directive.key.id.to_string(),
        number: directive.number,
        title: directive.title,
        agency: directive.agency,
        on: format::date(directive.issued_on),
        done,
        all,
        width: (done * 100).checked_div(all).unwrap_or(0),
        tasks: directive
            .tasks
            .into_iter()
            .map(|task| TaskView {
                is_late: matches!(task.stage, TaskStage::Assigned | TaskStage::InProgress)
                    && task.due_at <= now,
                until: last_day(task.due_at),
                deed: task.deed,
                unit: task.agency_name,
                stage: task.stage.name(),
                percent: task.percent,
                kept: task.kept,
            })
            .collect(),
    }
}

fn last_day(due_at: Timestamp) -> String {
    let before = due_at.checked_sub(jiff::SignedDuration::from_micros(1)).unwrap_or(due_at);
    format::date(local_date(before))
}
