//! What registers say of a dossier's values, for officials: marks beside answers, alerts, and the forms that go with them.

use catalogue::{Checked, CompiledRevision, FieldData, Standing};
use dossier::{Command, Dossier, HelpKind};

use super::InputRefusal;
use super::names::said;
use super::typed::{Typed, Wrong};
use super::work::reason_field;
use crate::citizen::is_proved;
use crate::components::{Choice, Control, Field};
use crate::{Chrome, format, t, words};

/// "Dấu nguồn": where an answer comes from and whether a register bears it out, in words; a sign only helps the eye.
pub(super) struct Mark {
    /// Who or what gave it.
    pub(super) source: String,
    /// The name of the standing: the ending of a class.
    pub(super) standing: &'static str,
    /// The standing in words, with register and time; empty where nobody was asked.
    pub(super) said: String,
    /// A sign in front of the words.
    pub(super) sign: &'static str,
}

/// The mark of one answer.
pub(super) fn mark(page: &Chrome, dossier: &Dossier, field: &FieldData) -> Mark {
    let (standing, checked) = standing(dossier, &field.id);
    let flagged = dossier.opening.flagged.contains(&field.id).then(|| page.t("value-flagged"));
    let said = checked.map(|checked| spoken(page, dossier, checked, standing, &field.id));
    Mark {
        source: source(page, dossier, field),
        standing: standing.name(),
        said: said.into_iter().chain(flagged).collect::<Vec<_>>().join("; "),
        sign: match standing {
            Standing::Declared => "",
            Standing::Verified => "✓",
            Standing::Deferred => "…",
            Standing::Contradicted => "≠",
        },
    }
}

/// What look-ups say of an answer, and the one that says it; of a list, the worst of its entries.
fn standing<'a>(dossier: &'a Dossier, field: &str) -> (Standing, Option<&'a Checked>) {
    let of_list = format!("{field}.");
    let is_own = |known: &&String| *known == field || known.starts_with(&of_list);
    let all = dossier.checks.iter().flat_map(|checked| {
        let own = checked.fields.iter().filter(is_own);
        own.filter_map(|name| checked.standing_of(name)).map(move |standing| (standing, checked))
    });
    let worst =
        all.filter(|(standing, _)| *standing != Standing::Declared).max_by_key(|(standing, _)| *standing);
    worst.map_or((Standing::Declared, None), |(standing, checked)| (standing, Some(checked)))
}

fn spoken(page: &Chrome, dossier: &Dossier, checked: &Checked, standing: Standing, field: &str) -> String {
    let name = register(page, &checked.register);
    let at = format::instant(page.lang, checked.at);
    let is_accepted = dossier.accepted.iter().any(|(id, _)| *id == checked.id);
    let found = checked.differing.get(field).filter(|found| !found.is_empty());
    match (standing, found) {
        (Standing::Declared, _) => String::new(),
        (Standing::Verified, _) => page.t2("mark-verified", "register", name, "at", at),
        (Standing::Deferred, _) => page.t2("mark-deferred", "register", name, "at", at),
        (Standing::Contradicted, _) if is_accepted => page.t1("mark-accepted", "register", name),
        (Standing::Contradicted, Some(found)) => {
            page.t2("mark-differs", "register", name, "found", found.as_str())
        }
        (Standing::Contradicted, None) => page.t1("mark-unknown", "register", name),
    }
}

/// Who gave an answer: the person afterwards, a register, an official at the counter, or the person.
fn source(page: &Chrome, dossier: &Dossier, field: &FieldData) -> String {
    let opening = &dossier.opening;
    if dossier.supplement_answers.iter().any(|(id, _)| *id == field.id) {
        return page.t("mark-supplemented");
    }
    if opening.filled.contains(&field.id) {
        let register = field.comes_from().unwrap_or_default().trim_start_matches("register:");
        let at = format::instant(page.lang, dossier.submitted_at);
        if is_proved(register) {
            return page.t1("mark-proved", "at", at);
        }
        let name = self::register(page, register.split('.').next().unwrap_or_default());
        return page.t2("mark-filled", "register", name, "at", at);
    }
    match opening.help.as_ref().map(|help| help.kind) {
        Some(HelpKind::DoneFor) => page.t("mark-desk"),
        Some(HelpKind::Assisted) => page.t("mark-assisted"),
        None => page.t("mark-person"),
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
    let choices: Vec<Choice> = dossier.contradicted().map(choice).collect();
    // Where there is one to choose, it is chosen.
    let value = match choices.as_slice() {
        [only] => only.value.clone(),
        _ => String::new(),
    };
    let control = Control::Radios(choices);
    let check = Field { id: "check".into(), label: page.t("deed-check"), value, control, ..Field::default() };
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

/// What a register is called.
pub(super) fn register(page: &Chrome, name: &str) -> String {
    let key = format!("register-{name}");
    if words().has(page.lang, &key) { t(page.lang, &key) } else { page.t("register-other") }
}
