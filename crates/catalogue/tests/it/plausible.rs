//! What cannot be so is told at its field: dates that fit nobody, and an answer that contradicts the declarant's own.

use std::collections::BTreeMap;

use super::{TODAY, catalogue, code};

#[test]
fn what_cannot_be_so_is_told() {
    let catalogue = catalogue();
    for (number, given, field, expected) in [
        ("1.001193", "child_birth=1801-01-02", "child_birth", "born_too_long_ago"),
        ("1.001193", "child_birth=2026-11-01", "child_birth", ""),
        ("1.001193", "child_birth=2026-11-01 mother_birth=2024-01-01", "mother_birth", "mother_hardly_older"),
        ("1.001193", "child_birth=2026-11-01 mother_birth=2027-01-01", "mother_birth", "mother_too_young"),
        ("1.001193", "child_birth=2026-11-01 mother_birth=1990", "mother_birth", ""),
        (
            "1.001193",
            "child_birth=2026-11-01 has_father=married father_birth=2020-01-01",
            "father_birth",
            "father_hardly_older",
        ),
        ("1.004873", "purpose=marriage partner_birth=2020-05-01", "partner_birth", "partner_too_young"),
        ("1.004873", "purpose=marriage partner_birth=2000-05-01", "partner_birth", ""),
        ("1.004194", "from_on=2030-01-01", "from_on", "starts_far_ahead"),
        ("1.001612", "starts_on=2030-01-01", "starts_on", "starts_far_ahead"),
        ("1.001193", "relation=mother own_name=Lan_A mother_name=Lan_A", "mother_name", ""),
        ("1.001193", "relation=mother own_name=Lan_A mother_name=Hoa_B", "mother_name", "form.repeats-other"),
        ("1.001193", "relation=kin own_name=Lan_A mother_name=Hoa_B", "mother_name", ""),
    ] {
        let pairs = given.split(' ').filter_map(|pair| pair.split_once('='));
        let typed: BTreeMap<String, String> =
            pairs.map(|(name, value)| (name.to_owned(), value.replace('_', " "))).collect();
        let form = catalogue.in_force(&code(number), TODAY).unwrap().form();
        let problems = form.check_all(&form.normalise(&typed).unwrap(), TODAY);
        let told =
            problems.iter().filter(|problem| problem.field == field && problem.code != "form.required");
        let told: Vec<&str> = told
            .map(|problem| match problem.args.first() {
                Some((_, rule)) if problem.code == "form.rule" => rule.as_str(),
                _ => problem.code.as_str(),
            })
            .collect();
        assert_eq!(told, if expected.is_empty() { Vec::new() } else { vec![expected] }, "{given}");
    }
}
