//! The forms of what can be done to a task, and reading them back; what may be done is decided behind `app`.

use app::task::TaskLook;
use directives::{Deadline, Person, Product, TaskActionKind as Kind, TaskCause, TaskCommand, Unit};
use kernel::AgencyCode;

use super::InputRefusal;
use super::typed::{Typed, Wrong};
use crate::components::{Choice, Control, Field};
use crate::{Chrome, refusal_sentence};

/// "Biểu mẫu của một việc".
pub(super) struct TaskForm {
    pub(super) id: String,
    pub(super) address: String,
    pub(super) title: String,
    pub(super) intro: String,
    pub(super) version: i64,
    pub(super) fields: Vec<Field>,
    /// Whether it carries a file.
    pub(super) takes_file: bool,
    /// Whether it is what usually comes next.
    pub(super) is_next: bool,
    pub(super) is_grave: bool,
    /// Whether something in it was wrong.
    pub(super) is_wrong: bool,
}

/// The form of a deed; none for what only a later directive or the figures below do.
pub(super) fn form(
    page: &Chrome,
    address: &str,
    kind: Kind,
    look: &TaskLook,
    typed: &Typed,
    wrongs: &[Wrong],
) -> Option<TaskForm> {
    let id = format!("viec-{}", kind.name());
    let fields = fields(page, kind, look)?;
    let is_mine = wrongs.iter().any(|wrong| wrong.field == id || fields.iter().any(|f| f.id == wrong.field));
    let told = |mut field: Field| {
        if is_mine {
            field.value = typed.raw(&field.id).to_owned();
            let wrong = wrongs.iter().find(|wrong| wrong.field == field.id);
            field.error = wrong.map(|wrong| refusal_sentence(page.lang, &wrong.why));
        }
        field
    };
    let path = if kind == Kind::HandIn { "san-pham" } else { kind.name() };
    Some(TaskForm {
        address: format!("{address}/{path}"),
        title: page.word("action-task", &format!("{}-do", kind.name())),
        intro: page.word("task-intro", kind.name()),
        version: look.task.version,
        fields: fields.into_iter().map(told).collect(),
        takes_file: kind == Kind::HandIn,
        is_next: matches!(kind, Kind::Accept | Kind::Check | Kind::Close | Kind::Resume),
        is_grave: matches!(kind, Kind::Cancel | Kind::Return | Kind::Suspend),
        is_wrong: is_mine,
        id,
    })
}

fn ask(page: &Chrome, id: &str, key: &str, control: Control) -> Field {
    Field { id: id.to_owned(), label: page.t(key), control, ..Field::default() }
}

fn area(page: &Chrome, id: &str, key: &str) -> Field {
    ask(page, id, key, Control::TextArea { rows: 3 })
}

fn optional(field: Field) -> Field {
    Field { is_optional: true, ..field }
}

fn fields(page: &Chrome, kind: Kind, look: &TaskLook) -> Option<Vec<Field>> {
    let is_quantity = look.task.proof.target().is_some();
    let figure =
        |id: &str| is_quantity.then(|| optional(ask(page, id, "task-field-figure", Control::Number)));
    Some(match kind {
        Kind::Accept | Kind::GoOn | Kind::Close | Kind::Resume => Vec::new(),
        Kind::Report => {
            let mut fields = vec![ask(page, "percent", "task-field-percent", Control::Number)];
            fields.extend(figure("report-figure"));
            fields.push(area(page, "report-words", "task-field-words"));
            fields
        }
        Kind::Wait => wait_fields(page, look),
        Kind::AskExtension => vec![
            ask(page, "until", "task-field-until", Control::Date),
            area(page, "ask-extension-reason", "task-field-reason"),
        ],
        Kind::Extend => vec![ask(page, "extend-until", "task-field-until", Control::Date)],
        Kind::DeclineExtension | Kind::Return | Kind::Suspend | Kind::Cancel => {
            vec![area(page, &format!("{}-reason", kind.name()), "task-field-reason")]
        }
        Kind::HandIn => {
            let mut fields = vec![optional(ask(page, "document", "task-field-document", Control::Text))];
            fields.extend(figure("figure"));
            fields.push(optional(area(page, "words", "task-field-words")));
            fields
        }
        Kind::Check => vec![optional(area(page, "check-words", "task-field-found"))],
        Kind::Reassign => vec![
            ask(page, "person", "task-person", people(look, false)),
            ask(page, "owner", "task-owner", people(look, true)),
        ],
        Kind::Assign | Kind::Merge | Kind::Amend | Kind::Sum => return None,
    })
}

fn choice(value: impl Into<String>, label: impl Into<String>) -> Choice {
    Choice { value: value.into(), label: label.into(), hint: String::new() }
}

fn wait_fields(page: &Chrome, look: &TaskLook) -> Vec<Field> {
    let causes =
        TaskCause::WAITS.iter().map(|cause| choice(cause.name(), page.word("task-cause", cause.name())));
    let bodies = look.task.opening.coordinating.iter();
    let bodies: Vec<Choice> = bodies.map(|unit| choice(unit.code.to_string(), unit.name.clone())).collect();
    let mut fields = vec![ask(page, "cause", "task-field-cause", Control::Radios(causes.collect()))];
    if !bodies.is_empty() {
        fields.push(optional(ask(page, "wait-unit", "task-field-unit", Control::Select(bodies))));
    }
    fields.push(area(page, "wait-reason", "task-field-reason"));
    fields
}

fn people(look: &TaskLook, leaders: bool) -> Control {
    let those = look.people.iter().filter(|(_, leads)| *leads || !leaders);
    let named = |person: &Person| choice(person.id.clone(), format!("{}, {}", person.name, person.title));
    Control::Select(those.map(|(person, _)| named(person)).collect())
}

/// Reads a form; whether it may be done is the room's to say.
pub(super) fn command(kind: Kind, typed: &Typed, look: &TaskLook) -> Result<TaskCommand, Vec<Wrong>> {
    let one = |wrong: Wrong| vec![wrong];
    let reason = || typed.text(&format!("{}-reason", kind.name()));
    let day = |field: &str| {
        let on = typed.day(field).map_err(one)?;
        let on = on.ok_or_else(|| vec![Wrong::at(field, InputRefusal::DayMissing)])?;
        Ok::<Deadline, Vec<Wrong>>(Deadline::By { on })
    };
    let missing = |field: &str| vec![Wrong::at(field, InputRefusal::ChoiceMissing)];
    Ok(match kind {
        Kind::Accept => TaskCommand::Accept,
        Kind::GoOn => TaskCommand::GoOn,
        Kind::Close => TaskCommand::Close,
        Kind::Resume => TaskCommand::Resume,
        Kind::Report => TaskCommand::Report {
            percent: typed.whole("percent").map_err(one)?.unwrap_or(-1),
            words: typed.text("report-words"),
            figure: typed.whole("report-figure").map_err(one)?,
        },
        Kind::Wait => TaskCommand::Wait {
            cause: TaskCause::from_name(typed.raw("cause")).ok_or_else(|| missing("cause"))?,
            unit: AgencyCode::parse(typed.raw("wait-unit"))
                .ok()
                .map(|code| Unit { code, name: String::new() }),
            reason: reason(),
        },
        Kind::AskExtension => TaskCommand::AskExtension { deadline: day("until")?, reason: reason() },
        Kind::Extend => TaskCommand::Extend { deadline: day("extend-until")? },
        Kind::DeclineExtension => TaskCommand::DeclineExtension { reason: reason() },
        Kind::Return => TaskCommand::Return { reason: reason() },
        Kind::Suspend => TaskCommand::Suspend { reason: reason() },
        Kind::Cancel => TaskCommand::Cancel { reason: reason() },
        Kind::Check => TaskCommand::Check { words: typed.text("check-words") },
        Kind::HandIn => TaskCommand::HandIn(Box::new(Product {
            words: typed.text("words"),
            document: typed.text("document"),
            ..Product::default()
        })),
        Kind::Reassign => {
            let of = |field: &str| {
                let found = look.people.iter().find(|(person, _)| person.id == typed.raw(field));
                found.map(|(person, _)| person.clone()).ok_or_else(|| missing(field))
            };
            let (person, owner): (Person, Person) = (of("person")?, of("owner")?);
            TaskCommand::Reassign { person, owner }
        }
        Kind::Assign | Kind::Merge | Kind::Amend | Kind::Sum => {
            return Err(vec![Wrong::at("", crate::WebRefusal::NoPage)]);
        }
    })
}
