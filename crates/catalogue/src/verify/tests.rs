//! Both built-in revisions pass; every seeded fault is found.

use serde_json::{Value, json};

use super::{FINDING_CODES, Severity, verify};
use crate::in_force::builtin_revisions;
use crate::revision::Revision;

fn file(code: &str) -> Value {
    let all = builtin_revisions().unwrap();
    serde_json::from_str(all.iter().find(|(revision, _)| revision.code.as_str() == code).unwrap().1).unwrap()
}

#[test]
fn the_builtin_revisions_pass() {
    for (revision, _) in builtin_revisions().unwrap() {
        let findings = verify(&revision);
        let errors: Vec<_> = findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", revision.code);
        assert!(findings.iter().all(|finding| FINDING_CODES.contains(&finding.code)));
    }
}

/// Place in the file of 2.000635, what is put there, and the finding that must follow.
fn seeded() -> Vec<(&'static str, Value, &'static str)> {
    vec![
        ("/revision", json!(0), "verify.no-first-revision"),
        ("/effective_until", json!("2020-01-01"), "verify.dates-reversed"),
        ("/effective_ground/act", json!(" "), "verify.ground-missing"),
        ("/name/en", json!(""), "verify.words-missing"),
        (
            "/decided_where",
            json!({"field": "post_commune", "ground": {"act": "x", "confidence": "memory"}}),
            "verify.place-not-asked",
        ),
        ("/channels", json!([]), "verify.nothing-here"),
        ("/legal_basis", json!([]), "verify.nothing-here"),
        ("/form/pages/0/id", json!("Trang 1"), "verify.malformed-id"),
        ("/form/pages/0/id", json!("nop"), "verify.reserved-page"),
        ("/form/pages/0/fields/0/options_from", json!("planets"), "verify.options-unknown"),
        ("/form/pages/0/fields/1/kind", json!("list"), "verify.list-not-alone"),
        ("/form/pages/0/fields/1/kind", json!("list"), "verify.list-broken"),
        ("/form/pages/1/id", json!("person"), "verify.duplicate-id"),
        ("/form/pages/0/fields", json!([]), "verify.nothing-here"),
        ("/form/pages/0/fields/0/options", json!([]), "verify.options-missing"),
        ("/form/pages/0/fields/1/show_if", json!("answers.whose =="), "verify.condition-not-compiled"),
        ("/form/pages/0/fields/1/show_if", json!("answers.nobody == 'x'"), "verify.unknown-field"),
        ("/form/pages/0/fields/1/show_if", json!("answers.copies == 1"), "verify.later-field"),
        ("/form/pages/0/fields/1/show_if", json!("answers.whose > 3"), "verify.condition-fails"),
        ("/form/pages/0/fields/1/source", json!("population"), "verify.no-source-register"),
        (
            "/form/pages/0/fields/1/offer",
            json!({"source": "register:population.name"}),
            "verify.offer-unneeded",
        ),
        ("/form/pages/2/fields/0/offer", json!({"source": "moon.name"}), "verify.no-source-register"),
        (
            "/form/pages/0/fields/0/offer",
            json!({"source": "register:population.sex", "when": "answers.copies == 1"}),
            "verify.later-field",
        ),
        (
            "/form/pages/0/fields/0/offer",
            json!({"source": "register:population.sex", "with": "copies"}),
            "verify.later-field",
        ),
        ("/form/pages/2/fields/0/max", Value::Null, "verify.range-missing"),
        (
            "/form/pages/2/fields/0/options",
            json!([{"value": "a", "label": {"vi": "a", "en": "a"}}]),
            "verify.options-unexpected",
        ),
        ("/form/rules/0/field", json!("nobody"), "verify.unknown-field"),
        ("/form/rules/0/when", json!("answers.copies"), "verify.condition-fails"),
        ("/form/schema", json!({"type": "object"}), "verify.schema-not-compiled"),
        (
            "/form/schema",
            json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "type": 3}),
            "verify.schema-not-compiled",
        ),
    ]
}

/// The same beside the form.
fn seeded_beside() -> Vec<(&'static str, Value, &'static str)> {
    vec![
        ("/components/0/replaceable_by", json!(["somewhere"]), "verify.register-unknown"),
        ("/components/0/required_if", json!("answers.x == 1"), "verify.unknown-field"),
        ("/components/0/originals", json!(0), "verify.nothing-here"),
        ("/steps/2/role", json!("clerk"), "verify.role-without-step"),
        ("/steps/1/next", json!(["nowhere"]), "verify.step-unknown"),
        ("/steps/1/next", json!([]), "verify.step-unreachable"),
        ("/steps/4/next", json!(["receive"]), "verify.no-end"),
        ("/steps/1/working_hours", json!(30), "verify.hours-exceed-limit"),
        ("/steps/1/working_hours", json!(0), "verify.limit-empty"),
        ("/time_limit/limit", json!({"unit": "working-days", "count": 0}), "verify.limit-empty"),
        ("/time_limit/ground/act", json!(""), "verify.ground-missing"),
        ("/supplement/answer_window_days", json!(0), "verify.limit-empty"),
        ("/fees/0/amounts", json!({"counter": 8000}), "verify.fee-without-price"),
        ("/fees/0/amounts/post", json!(-1), "verify.price-negative"),
        ("/fees/0/times_field", json!("whose"), "verify.times-field-not-a-number"),
        ("/fees/0/ground/act", json!(""), "verify.ground-missing"),
        ("/fees/0/effective_until", json!("2020-01-01"), "verify.dates-reversed"),
        ("/fees/0/is_sample", json!(true), "verify.sample-price"),
        ("/result/code", json!("G15.000342"), "verify.result-code-malformed"),
        ("/result/template", json!(""), "verify.nothing-here"),
        ("/result/template", json!("{answers.nobody}"), "verify.unknown-placeholder"),
        ("/result/template", json!("{answers.copies.year}"), "verify.unknown-placeholder"),
        ("/result/template", json!("{dossier.secret}"), "verify.unknown-placeholder"),
        ("/result/template", json!("{open"), "verify.template-broken"),
        ("/form/pages/0/fields/1/entry", json!("{nobody}"), "verify.list-broken"),
    ]
}

#[test]
fn seeded_faults_are_found() {
    for (place, fault, expected) in seeded().into_iter().chain(seeded_beside()) {
        let mut file = file("2.000635");
        let (parent, key) = place.rsplit_once('/').unwrap();
        match file.pointer_mut(parent).unwrap() {
            Value::Object(map) => drop(map.insert(key.to_owned(), fault)),
            Value::Array(list) => list[key.parse::<usize>().unwrap()] = fault,
            other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => {
                panic!("{place}: {other}")
            }
        }
        let revision = Revision::parse(&file.to_string()).unwrap();
        let found: Vec<_> = verify(&revision).into_iter().map(|finding| finding.code).collect();
        assert!(found.contains(&expected), "{place}: wanted {expected}, found {found:?}");
    }
}

#[test]
fn a_missing_mandatory_value_is_never_filled_in() {
    for place in
        ["time_limit", "supplement", "result", "steps", "fees", "effective_from", "decided_by", "form"]
    {
        let mut file = file("1.004194");
        file.as_object_mut().unwrap().remove(place);
        let refusal = Revision::parse(&file.to_string()).unwrap_err();
        assert_eq!(refusal.code(), "catalogue.unreadable", "{place}");
    }
    let mut file = file("1.004194");
    file["surprise"] = json!(1);
    assert!(Revision::parse(&file.to_string()).is_err());
}
