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

fn fields(page: &Chrome, kind: Kind, look: &TaskLook) -> Option<Vec<Field>> {
    let prefix = kind.name();
    let field = |id: &str, key: &str, control: Control| Field {
        id: id.to_owned(),
        label: page.t(key),
        control,
        ..Field::default()
    };
    let area = |id: &str, key: &str| field(id, key, Control::TextArea { rows: 3 });
    let optional = |field: Field| Field { is_optional: true, ..field };
    Some(match kind {
        Kind::Accept | Kind::GoOn | Kind::Close | Kind::Resume => Vec::new(),
        Kind::Report => {
            let mut fields = vec![
                field("percent", "task-field-percent", Control::Number),
                area("report-words", "task-field-words"),
            ];
            if look.task.proof.target().is_some() {
                fields.insert(1, optional(field("report-figure", "task-field-figure", Control::Number)));
            }
            fields
        }
        Kind::Wait => {
            let choice = |cause: &TaskCause| Choice {
                value: cause.name().to_owned(),
                label: page.word("task-cause", cause.name()),
                hint: String::new(),
            };
            let causes = TaskCause::WAITS.iter().map(choice).collect();
            let bodies = look.task.opening.coordinating.iter().map(|unit| Choice {
                value: unit.code.to_string(),
                label: unit.name.clone(),
                hint: String::new(),
            });
            let mut fields = vec![field("cause", "task-field-cause", Control::Radios(causes))];
            let bodies: Vec<Choice> = bodies.collect();
            if !bodies.is_empty() {
                fields.push(optional(field("wait-unit", "task-field-unit", Control::Select(bodies))));
            }
            fields.push(area("wait-reason", "task-field-reason"));
            fields
        }
        Kind::AskExtension => vec![
            field("until", "task-field-until", Control::Date),
            area("ask-extension-reason", "task-field-reason"),
        ],
        Kind::Extend => vec![field("extend-until", "task-field-until", Control::Date)],
        Kind::DeclineExtension | Kind::Return | Kind::Suspend | Kind::Cancel => {
            vec![area(&format!("{prefix}-reason"), "task-field-reason")]
        }
        Kind::HandIn => {
            let mut fields = vec![optional(field("document", "task-field-document", Control::Text))];
            if look.task.proof.target().is_some() {
                fields.push(optional(field("figure", "task-field-figure", Control::Number)));
            }
            fields.push(optional(area("words", "task-field-words")));
            fields
        }
        Kind::Check => vec![optional(area("check-words", "task-field-found"))],
        Kind::Reassign => {
            let choices = |leads: Option<bool>| {
                let those =
                    look.people.iter().filter(move |(_, known)| leads.is_none_or(|leads| leads == *known));
                Control::Select(
                    those
                        .map(|(person, _)| Choice {
                            value: person.id.clone(),
                            label: format!("{}, {}", person.name, person.title),
                            hint: String::new(),
                        })
                        .collect(),
                )
            };
            vec![
                field("person", "task-person", choices(None)),
                field("owner", "task-owner", choices(Some(true))),
            ]
        }
        Kind::Assign | Kind::Merge | Kind::Amend | Kind::Sum => return None,
    })
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
