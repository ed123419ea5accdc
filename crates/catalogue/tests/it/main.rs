//! The two executable procedures through the public interface: forms, fees, components, revisions in force.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that is not there"
)]

mod fees;
mod plausible;

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{
    Answers, Catalogue, CompiledRevision, FieldProblem, Question, Revision, builtin_revisions,
    render_template,
};
use jiff::civil::{Date, date};
use kernel::ProcedureCode;
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 23);

fn catalogue() -> Catalogue {
    Catalogue::from_revisions(
        builtin_revisions().unwrap().into_iter().map(|(revision, _)| revision).collect(),
    )
    .unwrap()
}

fn code(text: &str) -> ProcedureCode {
    ProcedureCode::parse(text).unwrap()
}

fn typed(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect()
}

fn with(base: &[(&str, &str)], more: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut all = typed(base);
    all.extend(typed(more));
    all
}

const COPY: &[(&str, &str)] = &[
    ("whose", "self"),
    ("own_name", "Nguye\u{302}\u{303}n Văn  An"),
    ("own_id", "999 190 000 012"),
    ("own_birth", "1990"),
    ("event", "birth"),
    ("copies", "3"),
    ("purpose", "study"),
    ("delivery", "online"),
    ("phone", "+84 912 345 678"),
    ("declaration", "on"),
];

const STAY: &[(&str, &str)] = &[
    ("own_name", "Lê Thị Bình"),
    ("own_id", "999190000013"),
    ("own_birth", "02/03/1995"),
    ("filing", "household"),
    ("with_family", "no"),
    ("stay_commune", "19753"),
    ("stay_line", "12 Lê Lợi"),
    ("dwelling", "lease"),
    ("host_name", "Trần Văn Cường"),
    ("is_head", "self"),
    ("from_on", "01/12/2026"),
    ("to_on", "01/12/2028"),
    ("reason", "work"),
    ("fee_exemption", "none"),
    ("delivery", "online"),
    ("phone", "0912345678"),
    ("declaration", "true"),
];

fn problems(compiled: &CompiledRevision, typed: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let answers = compiled.form().normalise(typed).unwrap();
    let problems = compiled.form().check_all(&answers, TODAY);
    assert!(problems.iter().all(|problem| FieldProblem::CODES.contains(&problem.code.as_str())));
    problems
        .into_iter()
        .map(|problem| match problem.code.as_str() {
            "form.rule" => (problem.field, problem.args[0].1.clone()),
            _ => (problem.field, problem.code),
        })
        .collect()
}

#[test]
fn sound_forms_pass() {
    let catalogue = catalogue();
    for (number, base) in [("2.000635", COPY), ("1.004194", STAY)] {
        let compiled = catalogue.in_force(&code(number), TODAY).unwrap();
        assert_eq!(problems(compiled, &typed(base)), [], "{number}");
    }
    let compiled = catalogue.in_force(&code("2.000635"), TODAY).unwrap();
    let answers = compiled.form().normalise(&typed(COPY)).unwrap();
    assert_eq!(answers.text("own_name"), Some("Nguyễn Văn An"));
    assert_eq!(answers.text("own_id"), Some("999190000012"));
    assert_eq!(answers.text("phone"), Some("0912345678"));
    assert_eq!(answers.number("copies"), Some(3));
}

#[test]
fn bad_answers_are_told_beside_their_field() {
    let catalogue = catalogue();
    for (number, base, more, field, expected) in [
        ("2.000635", COPY, [("copies", "0")], "copies", "form.number-too-small"),
        ("2.000635", COPY, [("copies", "21")], "copies", "form.number-too-large"),
        ("2.000635", COPY, [("copies", "ba")], "copies", "form.not-a-number"),
        ("2.000635", COPY, [("copies", "")], "copies", "form.required"),
        ("2.000635", COPY, [("own_birth", "31/02/1990")], "own_birth", "form.date-not-real"),
        ("2.000635", COPY, [("registration_on", "01/01/2030")], "registration_on", "registered_later"),
        ("2.000635", COPY, [("own_id", "123")], "own_id", "form.personal-id-malformed"),
        ("2.000635", COPY, [("own_name", "An 2")], "own_name", "form.name-malformed"),
        ("2.000635", COPY, [("event", "party")], "event", "form.not-an-option"),
        ("2.000635", COPY, [("event", "")], "event", "form.required-choice"),
        ("2.000635", COPY, [("declaration", "")], "declaration", "form.required-tick"),
        ("2.000635", COPY, [("declaration", "maybe")], "declaration", "form.not-a-tick"),
        ("2.000635", COPY, [("phone", "12345")], "phone", "form.phone-malformed"),
        ("2.000635", COPY, [("email", "an@")], "email", "form.email-malformed"),
        ("2.000635", COPY, [("delivery", "post")], "post_commune", "form.required"),
        ("2.000635", COPY, [("purpose", "other")], "purpose_other", "form.required"),
        ("2.000635", COPY, [("whose", "other")], "subject_name", "form.required"),
        ("1.004194", STAY, [("to_on", "02/12/2028")], "to_on", "over_two_years"),
        ("1.004194", STAY, [("to_on", "01/12/2026")], "to_on", "ends_before_start"),
        ("1.004194", STAY, [("to_on", "20/12/2026")], "to_on", "under_thirty_days"),
        ("1.004194", STAY, [("to_on", "31/02/2027")], "to_on", "form.date-not-real"),
        ("1.004194", STAY, [("to_on", "00/00/2027")], "to_on", "form.date-incomplete"),
        ("1.004194", STAY, [("lease_until", "01/01/2028")], "lease_until", "lease_ends_earlier"),
        ("1.004194", STAY, [("stay_commune", "Không Có")], "stay_commune", "form.commune-unknown"),
        ("1.004194", STAY, [("stay_commune", "99999")], "stay_commune", "form.commune-unknown"),
        ("1.004194", STAY, [("stay_commune", "Tân Lập")], "stay_commune", "form.commune-several"),
        (
            "1.004194",
            STAY,
            [("stay_commune", "Phường Phúc Xá, Hà Nội")],
            "stay_commune",
            "form.commune-former",
        ),
        ("1.004194", STAY, [("stay_commune", ", Huế")], "stay_commune", "form.commune-choose"),
        ("1.004194", STAY, [("is_head", "other")], "head_id", "form.required"),
        ("1.004194", STAY, [("with_family", "yes")], "family", "form.list-too-few"),
    ] {
        let compiled = catalogue.in_force(&code(number), TODAY).unwrap();
        let found = problems(compiled, &with(base, &more));
        assert!(found.contains(&(field.to_owned(), expected.to_owned())), "{more:?}: {found:?}");
    }
    let compiled = catalogue.in_force(&code("2.000635"), TODAY).unwrap();
    let long = "a".repeat(300);
    let found = problems(compiled, &with(COPY, &[("registration_place", &long)]));
    assert_eq!(found, [("registration_place".to_owned(), "form.too-long".to_owned())]);
}

/// A list: entries are typed by place, checked one by one, cleaned of what does not show, read out, added and removed.
#[test]
fn lists_are_checked_entry_by_entry() {
    let catalogue = catalogue();
    let compiled = catalogue.in_force(&code("1.004194"), TODAY).unwrap();
    let form = compiled.form();
    let son: &[(&str, &str)] = &[
        ("with_family", "yes"),
        ("family.0.name", "Lê Văn Con"),
        ("family.0.birth", "1/6/2015"),
        ("family.0.sex", "male"),
        ("family.0.id", "999 215 000 001"),
        ("family.0.relation", "child"),
    ];
    let base = with(STAY, son);
    assert_eq!(problems(compiled, &base), []);
    let mut answers = form.normalise(&base).unwrap();
    assert_eq!(answers.get("family").unwrap()[0]["birth"], "2015-06-01");
    assert!(
        form.spoken_answers(&answers)["answers.family"].contains("1. Lê Văn Con, sinh ngày 01/06/2015, Nam")
    );
    for (more, field, expected) in [
        (("family.0.name", ""), "family.0.name", "form.required"),
        (("family.0.birth", "31/02/2015"), "family.0.birth", "form.date-not-real"),
        (("family.0.birth", "01/01/2030"), "family.0.birth", "family_born_later"),
        (("family.0.id", "999190000013"), "family.0.id", "family_is_self"),
        (("family.0.relation", "friend"), "family.0.relation", "form.not-an-option"),
        (("family.1.name", "Trần Văn B"), "family.1.birth", "form.required"),
    ] {
        let mut wrong = base.clone();
        wrong.insert(more.0.to_owned(), more.1.to_owned());
        let found = problems(compiled, &wrong);
        assert!(found.contains(&(field.to_owned(), expected.to_owned())), "{more:?}: {found:?}");
    }
    let stranger = typed(&[("family.0.nobody", "x")]);
    assert_eq!(form.normalise(&stranger).unwrap_err().code(), "form.unknown-field");
    let daughter = typed(&[("name", "Lê Thị Gái"), ("birth", "2017-02-03")]);
    form.put_entry(&mut answers, "family", 1, &daughter).unwrap();
    assert_eq!(form.entry_count("family", &answers), 2);
    let places = |answers: &Answers| {
        let problems = form.check_page("family_list", answers, TODAY);
        problems.iter().map(|problem| problem.field.clone()).collect::<Vec<_>>()
    };
    assert_eq!(places(&answers), ["family.1.sex", "family.1.id", "family.1.relation"]);
    let beyond = form.put_entry(&mut answers, "family", 7, &daughter).unwrap_err();
    assert_eq!(beyond.code(), "form.no-such-entry");
    assert_eq!(
        form.put_entry(&mut answers, "own_id", 0, &daughter).unwrap_err().code(),
        "form.unknown-field"
    );
    form.apply_page("family_list", &mut answers, &BTreeMap::new(), &BTreeSet::new()).unwrap();
    assert_eq!(form.entry_count("family", &answers), 2, "going on takes nothing away");
    form.remove_entry(&mut answers, "family", 0).unwrap();
    assert_eq!(answers.get("family").unwrap()[0]["name"], "Lê Thị Gái");
    form.remove_entry(&mut answers, "family", 0).unwrap();
    assert!(answers.get("family").is_none());
    assert_eq!(places(&answers), ["family"]);
    let schema = &form.schema()["properties"]["family"];
    assert_eq!(schema["items"]["properties"]["id"]["pattern"], "^[0-9]{12}$");
}

#[test]
fn what_is_hidden_is_neither_asked_nor_kept() {
    let catalogue = catalogue();
    let form = catalogue.in_force(&code("2.000635"), TODAY).unwrap().form();
    let answers = form
        .normalise(&with(
            COPY,
            &[("post_line", "1 Hùng Vương"), ("subject_name", "Ai đó"), ("subject_birth", "2090")],
        ))
        .unwrap();
    assert_eq!(form.check_all(&answers, TODAY), []);
    let kept = form.visible_answers(&answers);
    assert!(kept.get("post_line").is_none() && kept.get("subject_name").is_none());
    let shown = |answers: &Answers| {
        form.visible_fields("person", answers).iter().map(|f| f.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(shown(&answers), ["whose", "own_name", "own_id", "own_birth"]);
    assert_eq!(shown(&Answers::default()), ["whose"]);
    assert_eq!(form.check_page("event", &Answers::default(), TODAY).len(), 1);
}

#[test]
fn pages_replace_only_their_own_answers() {
    let catalogue = catalogue();
    let form = catalogue.in_force(&code("2.000635"), TODAY).unwrap().form();
    let mut answers = form.normalise(&typed(COPY)).unwrap();
    let nobody = BTreeSet::new();
    form.apply_page("delivery", &mut answers, &typed(&[("copies", "2")]), &nobody).unwrap();
    assert_eq!((answers.number("copies"), answers.is_ticked("declaration")), (Some(2), false));
    assert_eq!(answers.text("event"), Some("birth"));
    let refused = |page, raw: &[(&str, &str)], answers: &mut Answers, locked: &BTreeSet<String>| {
        form.apply_page(page, answers, &typed(raw), locked).unwrap_err().code()
    };
    assert_eq!(refused("nowhere", &[], &mut answers, &nobody), "form.unknown-page");
    assert_eq!(refused("event", &[("copies", "2")], &mut answers, &nobody), "form.unknown-field");
    assert_eq!(form.normalise(&typed(&[("x", "1")])).unwrap_err().code(), "form.unknown-field");
    assert_eq!(
        form.normalise(&typed(&[("purpose", &"a".repeat(10_001))])).unwrap_err().code(),
        "form.too-large"
    );

    let locked = form.prefill(&mut answers, &typed(&[("register:population.name", "NGUYỄN VĂN AN")]));
    assert_eq!(locked, BTreeSet::from(["own_name".to_owned()]));
    assert_eq!(refused("person", &[("own_name", "Ai")], &mut answers, &locked), "form.read-only-field");
    form.apply_page("person", &mut answers, &typed(&[("whose", "self")]), &locked).unwrap();
    assert_eq!(answers.text("own_name"), Some("NGUYỄN VĂN AN"));
}

#[test]
fn components_and_drafts_follow_the_answers() {
    let catalogue = catalogue();
    let compiled = catalogue.in_force(&code("1.004194"), TODAY).unwrap();
    let answers = compiled.form().normalise(&typed(STAY)).unwrap();
    let ids: Vec<_> = compiled
        .required_components(&compiled.form().read(&answers))
        .iter()
        .map(|component| component.id.as_str())
        .collect();
    assert_eq!(ids, ["identity", "dwelling_lease"]);

    for (number, base, words) in [
        ("1.004194", STAY, "từ 01/12/2026 đến 01/12/2028"),
        ("2.000635", COPY, "Khai sinh (bản sao Giấy khai sinh)"),
    ] {
        let compiled = catalogue.in_force(&code(number), TODAY).unwrap();
        let answers = compiled.form().normalise(&typed(base)).unwrap();
        let mut values = compiled.form().spoken_answers(&answers);
        values.extend(catalogue::DOSSIER_PLACEHOLDERS.map(|name| (name.to_owned(), format!("<{name}>"))));
        let draft = render_template(&compiled.revision().result.template, &values).unwrap();
        assert!(draft.contains(words) && draft.contains("<dossier.code>"), "{draft}");
    }
}

#[test]
fn one_revision_is_in_force_on_a_day() {
    let first = builtin_revisions().unwrap().remove(0).0;
    let number = first.code.clone();
    let ending = |mut revision: Revision, until| {
        revision.effective_until = Some(until);
        revision
    };
    let mut second = first.clone();
    (second.revision, second.effective_from) = (2, date(2026, 7, 1));
    let both = vec![second.clone(), ending(first.clone(), date(2026, 6, 30))];
    let catalogue = Catalogue::from_revisions(both).unwrap();
    for (on, expected) in [
        (date(2025, 6, 30), None),
        (date(2025, 7, 1), Some(1)),
        (date(2026, 6, 30), Some(1)),
        (date(2026, 7, 1), Some(2)),
    ] {
        assert_eq!(
            catalogue.in_force(&number, on).map(|compiled| compiled.revision().revision),
            expected,
            "{on}"
        );
    }
    assert!(catalogue.revision(&number, 1).is_some() && catalogue.revision(&number, 3).is_none());
    assert_eq!(catalogue.executable_codes().collect::<Vec<_>>(), [&number]);

    for pair in [vec![first.clone(), second.clone()], vec![ending(first.clone(), date(2026, 7, 1)), second]] {
        assert_eq!(Catalogue::from_revisions(pair).unwrap_err().code(), "catalogue.overlapping-revisions");
    }
    let mut broken = first;
    broken.steps.clear();
    assert_eq!(Catalogue::from_revisions(vec![broken]).unwrap_err().code(), "catalogue.has-errors");
}

#[test]
fn a_compiled_revision_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Catalogue>();
    shared::<catalogue::SearchIndex>();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn normalising_twice_changes_nothing(name in "\\PC{0,40}", day in "[0-9]{0,2}[/.-]?[0-9]{0,2}[/.-]?[0-9]{0,4}", copies in "\\PC{0,6}", lines in "[ a-zà\u{302}\n\r\t.]{0,60}", phone in "[+0-9 .()-]{0,16}") {
        let revisions = builtin_revisions().unwrap();
        let compiled = CompiledRevision::compile(revisions.into_iter().map(|(revision, _)| revision).find(|revision| revision.code == code("1.004194")).unwrap()).unwrap();
        let raw = typed(&[("own_name", &name), ("own_birth", &day), ("from_on", &day), ("list_people", &copies), ("family.0.name", &lines), ("phone", &phone), ("own_id", &phone)]);
        let once = compiled.form().normalise(&raw).unwrap();
        let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let again: BTreeMap<String, String> = once.iter().map(|(field, value)| match value.pointer("/0/name") {
            Some(name) => ("family.0.name".to_owned(), text(name)),
            None => (field.to_owned(), text(value)),
        }).collect();
        prop_assert_eq!(&compiled.form().normalise(&again).unwrap(), &once);
        let _ = compiled.form().check_all(&once, TODAY);
    }
}

#[test]
fn one_question_a_page_and_what_belongs_together_stays_together() {
    let catalogue = catalogue();
    let compiled = catalogue.in_force(&code("2.000635"), date(2026, 3, 2)).unwrap();
    let form = compiled.form();
    let shown = |page: &str, pairs: &[(&str, &str)], locked: &[&str]| -> Vec<String> {
        let answers: Answers = pairs
            .iter()
            .map(|(field, value)| ((*field).to_owned(), serde_json::Value::from(*value)))
            .collect();
        let locked = locked.iter().map(|field| (*field).to_owned()).collect();
        let questions = form.questions(page, &answers, &locked);
        let ids = |question: &Question<'_>| {
            question.fields.iter().map(|field| field.id.as_str()).collect::<Vec<_>>().join("+")
        };
        questions.iter().map(ids).collect()
    };
    assert_eq!(shown("person", &[], &[]), ["whose"]);
    assert_eq!(shown("person", &[("whose", "self")], &[]), ["whose", "own_name+own_id+own_birth"]);
    let other = shown("person", &[("whose", "other")], &[]);
    assert_eq!(other, ["whose", "relation", "subject_name+subject_id+subject_birth"]);
    let delivery = shown("delivery", &[], &[]);
    assert_eq!(delivery.last().map(String::as_str), Some("phone+email+declaration"));
    assert_eq!(shown("nothing", &[], &[]), Vec::<String>::new());
}
