//! What registers say of a dossier's values, for officials: marks beside answers, alerts, and the forms that go with them.

use catalogue::{Checked, CompiledRevision, Standing};
use dossier::{Command, Dossier};

use super::InputRefusal;
use super::names::said;
use super::typed::{Typed, Wrong};
use super::work::reason_field;
use crate::components::{Choice, Control, Field};
use crate::{Chrome, t, words};

/// An answer with what is known of it; one nobody was asked about stands alone.
pub(super) fn marked(page: &Chrome, dossier: &Dossier, field: &str, value: &str) -> String {
    let flag = if dossier.opening.flagged.iter().any(|known| known == field) {
        format!(" · {}", page.t("value-flagged"))
    } else {
        String::new()
    };
    match dossier.standing_of(field) {
        Standing::Declared => format!("{value}{flag}"),
        standing @ (Standing::Verified | Standing::Deferred | Standing::Contradicted) => {
            format!("{value} · {}{flag}", page.word("standing", standing.name()))
        }
    }
}

/// What must be known before anything is decided: who has not answered, and who says something else.
pub(super) fn alerts(
    page: &Chrome,
    dossier: &Dossier,
    compiled: Option<&CompiledRevision>,
) -> Vec<(String, String)> {
    let awaited: Vec<String> = dossier.awaited().map(|checked| about(page, checked, compiled)).collect();
    let contradicted: Vec<String> =
        dossier.contradicted().map(|checked| difference(page, checked, compiled)).collect();
    [("alert-awaited", awaited), ("alert-contradicted", contradicted)]
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(key, lines)| (page.word(key, "title"), lines.join("\n")))
        .collect()
}

/// Look-ups in a line each, for the history.
pub(super) fn lines(page: &Chrome, checked: &[Checked]) -> String {
    let line = |one: &Checked| {
        format!("{}: {}", register(page, &one.register), page.word("standing", one.standing.name()))
    };
    checked.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Reads which contradicted value is accepted, and why.
pub(super) fn accept(typed: &Typed) -> Result<Command, Vec<Wrong>> {
    let check = typed.text("check");
    if check.is_empty() {
        return Err(vec![Wrong::at("check", InputRefusal::ChoiceMissing)]);
    }
    Ok(Command::AcceptValue { check, reason: typed.text("reason") })
}

/// The fields of accepting a contradicted value.
pub(super) fn accept_fields(
    page: &Chrome,
    dossier: &Dossier,
    compiled: Option<&CompiledRevision>,
) -> Vec<Field> {
    let choice = |checked: &Checked| Choice {
        value: checked.id.clone(),
        label: difference(page, checked, compiled),
        hint: String::new(),
    };
    let control = Control::Radios(dossier.contradicted().map(choice).collect());
    let check = Field { id: "check".into(), label: page.t("deed-check"), control, ..Field::default() };
    vec![check, reason_field(page, dossier::ActionKind::AcceptValue)]
}

/// The fields of asking another agency to verify.
pub(super) fn verification_fields(page: &Chrome) -> Vec<Field> {
    let with = Field {
        id: "with".into(),
        label: page.t("deed-with"),
        hint: page.t("deed-with-hint"),
        control: Control::Text,
        ..Field::default()
    };
    vec![with, reason_field(page, dossier::ActionKind::StartVerification)]
}

/// Whom a look-up is about, and which register was asked.
fn about(page: &Chrome, checked: &Checked, compiled: Option<&CompiledRevision>) -> String {
    let id = checked.id.split('.').next().unwrap_or_default();
    let check = compiled.and_then(|compiled| compiled.revision().checks.iter().find(|check| check.id == id));
    let whom = check.map(|check| said(&check.about, page.lang)).unwrap_or_default();
    format!("{whom} ({})", register(page, &checked.register))
}

/// What the register says instead.
fn difference(page: &Chrome, checked: &Checked, compiled: Option<&CompiledRevision>) -> String {
    let label = |name: &str| {
        let form = compiled?.form().data();
        let item = name.split_once('.').and_then(|(list, rest)| {
            form.item(&format!("{list}.{}", rest.split_once('.').map_or(rest, |(_, question)| question)))
        });
        let field = form.field(name).or(item.map(|(_, item)| item))?;
        Some(said(&field.label, page.lang))
    };
    let one = |(field, found): (&String, &String)| {
        let name = label(field).unwrap_or_else(|| field.clone());
        if found.is_empty() {
            page.t1("value-not-found", "field", name)
        } else {
            page.t2("value-differs", "field", name, "found", found.as_str())
        }
    };
    let differing: Vec<String> = checked.differing.iter().map(one).collect();
    format!("{}: {}", about(page, checked, compiled), differing.join("; "))
}

fn register(page: &Chrome, name: &str) -> String {
    let key = format!("register-{name}");
    if words().has(page.lang, &key) { t(page.lang, &key) } else { page.t("register-other") }
}
