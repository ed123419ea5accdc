//! The fields of one task of a draft: the five answers, in the order people say them.

use app::organisation::Agency;
use app::task::TaskListRow;
use directives::{Becomes, Deadline, Finding, Item, Measure, Period, Person, Proof, TaskKey};

use super::typed::{Typed, Wrong};
use crate::components::{Choice, Control, Field};
use crate::{Chrome, format, refusal_sentence};

/// What can be chosen.
pub(super) struct Names<'a> {
    /// The bodies of the tenant.
    pub(super) agencies: &'a [Agency],
    /// People of the unit, and whether they lead.
    pub(super) people: &'a [(Person, bool)],
    /// What was found about this task.
    pub(super) findings: &'a [&'a Finding],
    /// Open tasks of the directives it replaces or changes.
    pub(super) open: &'a [TaskListRow],
    /// Where those lie.
    pub(super) tenant: &'a str,
}

/// The fields as the item has them, or as they were typed.
pub(super) fn fields(
    page: &Chrome,
    item: &Item,
    names: &Names<'_>,
    typed: Option<&Typed>,
    wrongs: &[Wrong],
) -> Vec<Field> {
    let of = |id: &str, value: String, control: Control| Field {
        id: id.to_owned(),
        label: page.word("directive-item-field", id),
        value: typed.map_or(value, |typed| typed.raw(id).to_owned()),
        error: wrongs
            .iter()
            .find(|wrong| wrong.field == id)
            .map(|wrong| refusal_sentence(page.lang, &wrong.why)),
        control,
        ..Field::default()
    };
    let (when, day) = when(item.deadline);
    let (proof, target, unit) = proved(item.proof.as_ref());
    let hint = |field: Field, key: &str| Field { hint: page.t(key), ..field };
    let optional = |field: Field| Field { is_optional: true, ..field };
    let unit_code = item.unit.as_ref().map(|unit| unit.code.to_string()).unwrap_or_default();
    let id_of = |person: &Option<Person>| person.as_ref().map(|person| person.id.clone()).unwrap_or_default();
    let mut fields = vec![
        of("deed", item.deed.clone(), Control::TextArea { rows: 3 }),
        of("unit", unit_code, Control::Select(agencies(names.agencies))),
    ];
    if !names.people.is_empty() {
        fields.push(of("person", id_of(&item.person), Control::Select(people(names.people, false))));
        fields.push(hint(
            of("owner", id_of(&item.owner), Control::Select(people(names.people, true))),
            "directive-item-owner-hint",
        ));
    }
    fields.extend([
        of("when", when, Control::Select(whens(page))),
        optional(hint(of("day", day, Control::Date), "directive-item-day-hint")),
        of("product", item.product.clone(), Control::TextArea { rows: 2 }),
        hint(of("proof", proof, Control::Select(proofs(page))), "directive-item-proof-hint"),
        optional(of("target", target, Control::Number)),
        optional(of("figure-unit", unit, Control::Text)),
    ]);
    let known = known(page, item, names);
    if known.len() > 1 {
        fields.push(of("becomes", becomes(&item.becomes), Control::Select(known)));
    }
    fields.push(of("public", item.is_public.to_string(), Control::Checkbox));
    fields
}

fn choice(value: impl Into<String>, label: impl Into<String>) -> Choice {
    Choice { value: value.into(), label: label.into(), hint: String::new() }
}

fn agencies(agencies: &[Agency]) -> Vec<Choice> {
    agencies.iter().map(|agency| choice(agency.code.to_string(), agency.name.clone())).collect()
}

fn people(people: &[(Person, bool)], leaders: bool) -> Vec<Choice> {
    let those = people.iter().filter(|(_, leads)| *leads || !leaders);
    those.map(|(person, _)| choice(person.id.clone(), format!("{}, {}", person.name, person.title))).collect()
}

fn whens(page: &Chrome) -> Vec<Choice> {
    let mut choices =
        vec![choice("by", page.t("directive-when-by")), choice("before", page.t("directive-when-before"))];
    choices.extend(
        Period::ALL.iter().map(|period| choice(period.name(), page.word("task-period", period.name()))),
    );
    choices
}

fn when(deadline: Option<Deadline>) -> (String, String) {
    match deadline {
        Some(Deadline::By { on }) => ("by".to_owned(), format::date(on)),
        Some(Deadline::Before { on }) => ("before".to_owned(), format::date(on)),
        Some(Deadline::Every { period, until_on }) => {
            (period.name().to_owned(), until_on.map(format::date).unwrap_or_default())
        }
        None => (String::new(), String::new()),
    }
}

fn proofs(page: &Chrome) -> Vec<Choice> {
    let mut choices = vec![
        choice("document", page.t("task-proof-document")),
        choice("product", page.t("task-proof-product")),
        choice("figure", page.t("task-proof-figure")),
    ];
    choices.extend(
        Measure::ALL.iter().map(|measure| choice(measure.name(), page.word("task-proof", measure.name()))),
    );
    choices
}

fn proved(proof: Option<&Proof>) -> (String, String, String) {
    match proof {
        None => Default::default(),
        Some(Proof::Document | Proof::Product) => {
            (proof.map(|proof| proof.name().to_owned()).unwrap_or_default(), String::new(), String::new())
        }
        Some(Proof::Indicator { measure, target }) => {
            (measure.name().to_owned(), target.to_string(), String::new())
        }
        Some(Proof::Figure { target, unit }) => ("figure".to_owned(), target.to_string(), unit.clone()),
    }
}

fn becomes(becomes: &Becomes) -> String {
    let of = |name: &str, task: &TaskKey| format!("{name}:{}/{}", task.tenant, task.id);
    match becomes {
        Becomes::New => "new".to_owned(),
        Becomes::Merged { task } => of("merged", task),
        Becomes::Amendment { task } => of("amendment", task),
    }
}

/// A task of its own, one of those that are alike, or one of the directives it replaces or changes.
fn known(page: &Chrome, item: &Item, names: &Names<'_>) -> Vec<Choice> {
    let mut choices = vec![choice("new", page.t("directive-becomes-new"))];
    let mut add = |task: &TaskKey, deed: &str| {
        for (becomes, key) in [
            (Becomes::Merged { task: task.clone() }, "directive-becomes-merged"),
            (Becomes::Amendment { task: task.clone() }, "directive-becomes-amendment"),
        ] {
            choices.push(choice(self::becomes(&becomes), page.t1(key, "deed", deed.to_owned())));
        }
    };
    let mut told: Vec<TaskKey> = Vec::new();
    let mut once = |task: &TaskKey, deed: &str| {
        if !told.contains(task) {
            told.push(task.clone());
            add(task, deed);
        }
    };
    for found in names.findings {
        if let Finding::Alike { task, deed, .. } = found {
            once(task, deed);
        }
    }
    for row in names.open {
        once(&TaskKey { tenant: names.tenant.to_owned(), id: row.id }, &row.deed);
    }
    if let Some(task) = item.becomes.existing() {
        once(task, &item.deed);
    }
    choices
}
