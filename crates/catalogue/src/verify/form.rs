//! What the verifier asks of a form: every condition runs, every field named is there and asked earlier, every question
//! has words in both languages.

use std::collections::BTreeSet;

use jiff::civil::date;
use serde_json::Value;

use super::Findings;
use crate::form::{Answers, CompiledForm, Condition, Scope};
use crate::in_force::condition_texts;
use crate::revision::{FieldData, FieldKind, FormData, Revision};
use crate::template::placeholders;

/// Registers a field may be filled from.
pub(super) const REGISTERS: [&str; 6] =
    ["population", "civil-status", "residence", "land", "enterprise", "health"];

/// Words that stand for steps of their own after a draft's address; a page so called could not be reached.
const RESERVED_PAGES: [&str; 7] = ["bo", "nop", "kiem", "giay", "tep", "moi", "khoi"];

pub(super) fn verify(revision: &Revision, findings: &mut Findings) {
    let form = &revision.form;
    findings.ids(form.pages.iter().map(|page| page.id.as_str()), "form.page");
    findings.ids(form.fields().map(|field| field.id.as_str()), "form.field");
    findings.ids(form.rules.iter().map(|rule| rule.id.as_str()), "form.rule");
    if form.fields().next().is_none() || form.pages.iter().any(|page| page.fields.is_empty()) {
        findings.error("verify.nothing-here", "form.pages", "");
    }
    for page in &form.pages {
        if RESERVED_PAGES.contains(&page.id.as_str()) {
            findings.error("verify.reserved-page", "form.page", page.id.as_str());
        }
        if page.fields.len() > 1 && page.fields.iter().any(|field| field.kind == FieldKind::List) {
            findings.error("verify.list-not-alone", format!("form.page.{}", page.id), "");
        }
        findings.words(&page.title, &format!("form.page.{}.title", page.id));
        if let Some(intro) = &page.intro {
            findings.words(intro, &format!("form.page.{}.intro", page.id));
        }
    }
    let mut earlier = BTreeSet::new();
    for field in form.fields() {
        verify_field(form, field, None, &earlier, findings);
        verify_list(form, field, &earlier, findings);
        earlier.insert(field.id.as_str());
    }
    verify_rules(form, findings);
    for (place, text) in condition_texts(revision) {
        verify_condition(form, None, &place, text, Asked::Always, findings);
    }
    if let Err((place, reason)) = CompiledForm::compile(form)
        && !place.ends_with("show_if")
        && !place.ends_with("when")
    {
        findings.error("verify.schema-not-compiled", place, reason);
    }
}

/// A list has questions, a name for an entry and a length; its questions are proven as those of the form are.
fn verify_list(form: &FormData, list: &FieldData, earlier: &BTreeSet<&str>, findings: &mut Findings) {
    let place = format!("form.field.{}", list.id);
    if list.kind != FieldKind::List {
        if !list.items.is_empty() || list.noun.is_some() || list.entry.is_some() {
            findings.error("verify.list-broken", &place, "items");
        }
        return;
    }
    match &list.noun {
        Some(noun) => findings.words(noun, &format!("{place}.noun")),
        None => findings.error("verify.list-broken", &place, "noun"),
    }
    if list.items.is_empty()
        || list.items.iter().any(|item| item.kind == FieldKind::List || item.source.is_some())
    {
        findings.error("verify.list-broken", &place, "items");
    }
    findings.ids(list.items.iter().map(|item| item.id.as_str()), &place);
    verify_entry(list, &format!("{place}.entry"), findings);
    let mut asked = BTreeSet::new();
    for item in &list.items {
        verify_field(form, item, Some((list, &asked)), earlier, findings);
        asked.insert(item.id.as_str());
    }
}

/// The words of an entry name its own questions only.
fn verify_entry(list: &FieldData, place: &str, findings: &mut Findings) {
    let is_asked = |name: &&str| list.items.iter().any(|item| item.id == **name);
    match list.entry.as_deref().map(placeholders) {
        None => {}
        Some(Err(refusal)) => findings.error("verify.template-broken", place, refusal.to_string()),
        Some(Ok(names)) => {
            for name in names.iter().filter(|name| !is_asked(name)) {
                findings.error("verify.unknown-placeholder", place, *name);
            }
        }
    }
}

/// A question; of an entry, with its list and the questions asked before it.
fn verify_field(
    form: &FormData,
    field: &FieldData,
    within: Option<(&FieldData, &BTreeSet<&str>)>,
    earlier: &BTreeSet<&str>,
    findings: &mut Findings,
) {
    let place = match within {
        Some((list, _)) => format!("form.field.{}.{}", list.id, field.id),
        None => format!("form.field.{}", field.id),
    };
    findings.words(&field.label, &format!("{place}.label"));
    if let Some(hint) = &field.hint {
        findings.words(hint, &format!("{place}.hint"));
    }
    for option in &field.options {
        findings.words(&option.label, &format!("{place}.option.{}", option.value));
    }
    match (field.kind == FieldKind::Choice, field.options.len()) {
        (true, 0 | 1) => findings.error("verify.options-missing", &place, ""),
        (false, 1..) => findings.error("verify.options-unexpected", &place, ""),
        _ => {}
    }
    if field.options_from.as_ref().is_some_and(|table| !crate::reference::exists(table)) {
        findings.error("verify.options-unknown", &place, field.options_from.as_deref().unwrap_or_default());
    }
    if matches!(field.kind, FieldKind::Number | FieldKind::List)
        && (field.min.is_none() || field.max.is_none())
    {
        findings.error("verify.range-missing", &place, "");
    }
    if let Some(source) = &field.source {
        verify_source(source, &place, findings);
    }
    if let Some(repeats) = &field.repeats {
        let place = format!("{place}.repeats");
        if within.is_some() || !earlier.contains(repeats.field.as_str()) {
            findings.error("verify.later-field", &place, repeats.field.as_str());
        }
        verify_when(form, &repeats.when, earlier, &place, findings);
    }
    if let Some(offer) = &field.offer {
        let place = format!("{place}.offer");
        if within.is_some() || field.source.is_some() || field.repeats.is_some() {
            findings.error("verify.offer-unneeded", &place, "");
        }
        verify_source(&offer.source, &place, findings);
        if let Some(with) = offer.with.as_ref().filter(|with| !earlier.contains(with.as_str())) {
            findings.error("verify.later-field", &place, with);
        }
        if let Some(when) = &offer.when {
            verify_when(form, when, earlier, &place, findings);
        }
    }
    if let Some(text) = &field.show_if {
        let place = format!("{place}.show_if");
        let list = within.map(|(list, _)| list);
        let (fields, items) = verify_condition(form, list, &place, text, Asked::Always, findings);
        for named in
            items.iter().filter(|named| within.is_none_or(|(_, asked)| !asked.contains(named.as_str())))
        {
            findings.error("verify.later-field", &place, format!("item.{named}"));
        }
        for named in fields {
            if form.field(&named).is_some() && !earlier.contains(named.as_str()) {
                findings.error("verify.later-field", &place, named);
            }
        }
    }
}

/// A register and a datum of it.
fn verify_source(source: &str, place: &str, findings: &mut Findings) {
    let datum = source.strip_prefix("register:").and_then(|source| source.split_once('.'));
    if !datum.is_some_and(|(register, datum)| REGISTERS.contains(&register) && !datum.is_empty()) {
        findings.error("verify.no-source-register", place, source);
    }
}

/// A condition under which an answer is taken over: it asks what was answered before.
fn verify_when(form: &FormData, when: &str, earlier: &BTreeSet<&str>, place: &str, findings: &mut Findings) {
    let (fields, _) = verify_condition(form, None, place, when, Asked::WhenAnswered, findings);
    for named in fields {
        if !earlier.contains(named.as_str()) {
            findings.error("verify.later-field", place, named);
        }
    }
}

fn verify_rules(form: &FormData, findings: &mut Findings) {
    for rule in &form.rules {
        let place = format!("form.rule.{}", rule.id);
        findings.words(&rule.message, &format!("{place}.message"));
        let list = form.item(&rule.field).map(|(list, _)| list);
        if form.field(&rule.field).is_none() && list.is_none() {
            findings.error("verify.unknown-field", &place, rule.field.as_str());
        }
        if let Some(ground) = &rule.ground {
            findings.ground(ground, &format!("{place}.ground"));
        }
        verify_condition(form, list, &format!("{place}.when"), &rule.when, Asked::WhenAnswered, findings);
    }
}

/// When a condition is asked.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    /// Also while nothing is answered.
    Always,
    /// Only when all it names is answered.
    WhenAnswered,
}

/// Compiles a condition, tries it, and tells the fields it names, and the questions of an entry.
fn verify_condition(
    form: &FormData,
    list: Option<&FieldData>,
    place: &str,
    text: &str,
    asked: Asked,
    findings: &mut Findings,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let condition = match Condition::compile(text) {
        Ok(condition) => condition,
        Err(reason) => {
            findings.error("verify.condition-not-compiled", place, reason);
            return (BTreeSet::new(), BTreeSet::new());
        }
    };
    let items = || list.into_iter().flat_map(|list| &list.items);
    for named in condition.fields().iter().filter(|named| form.field(named).is_none()) {
        findings.error("verify.unknown-field", place, named);
    }
    for named in condition.items().iter().filter(|named| !items().any(|item| item.id == **named)) {
        findings.error("verify.unknown-field", place, format!("item.{named}"));
    }
    let names = || form.fields().map(|field| field.id.as_str());
    let questions = || items().map(|item| item.id.as_str());
    let full: Answers = form.fields().map(|field| (field.id.clone(), sample(field))).collect();
    let entry = Value::Object(items().map(|item| (item.id.clone(), sample(item))).collect());
    let day = date(2026, 1, 1);
    let mut scopes = vec![Scope::new(names(), &full).within(questions(), &entry).on(day)];
    if asked == Asked::Always {
        let nothing = Scope::empty(names());
        scopes.push(nothing.within(questions(), &Value::Null).on(day));
    }
    if let Some(reason) = scopes.iter().find_map(|scope| condition.holds(scope).err()) {
        findings.error("verify.condition-fails", place, reason);
    }
    (condition.fields().clone(), condition.items().clone())
}

/// A value of the field's kind, to try conditions with.
fn sample(field: &FieldData) -> Value {
    match field.kind {
        FieldKind::Number => Value::from(field.min.unwrap_or(1)),
        FieldKind::Checkbox => Value::Bool(true),
        FieldKind::Date | FieldKind::PartialDate => Value::from("2026-01-01"),
        FieldKind::Choice => {
            field.options.first().map_or(Value::Null, |option| Value::from(option.value.as_str()))
        }
        FieldKind::Time => Value::from("07:30"),
        FieldKind::List => {
            let entry = field.items.iter().map(|item| (item.id.clone(), sample(item)));
            Value::Array(vec![Value::Object(entry.collect())])
        }
        FieldKind::Text
        | FieldKind::LongText
        | FieldKind::PersonName
        | FieldKind::PersonalId
        | FieldKind::Commune
        | FieldKind::Phone
        | FieldKind::Email => Value::from("x"),
    }
}
