//! `/can-bo/thu-tuc`: the revisions in force, and what the verifier says of each.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use catalogue::{Finding, verify};

use super::names;
use crate::{Chrome, OfficerIs, Page, PageError, Web, format};

#[derive(Template)]
#[template(path = "officer/revisions.html")]
pub(crate) struct Revisions {
    page: Chrome,
    rows: Vec<Row>,
}

/// "Bản quy trình đang áp dụng".
struct Row {
    code: String,
    name: String,
    revision: u32,
    from: String,
    decision: String,
    decided_by: String,
    fields: usize,
    papers: usize,
    steps: usize,
    findings: Vec<Remark>,
}

/// "Điều cần xem lại": what the verifier found in several places, said once.
struct Remark {
    text: String,
    /// What exactly, and in how many places.
    about: Vec<(String, usize)>,
}

/// `GET /can-bo/thu-tuc`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(_): OfficerIs,
) -> Result<Page<Revisions>, PageError> {
    let (catalogue, on) = (&web.app.catalogue, web.app.today());
    let rows = catalogue
        .executable_codes()
        .filter_map(|code| catalogue.in_force(code, on))
        .map(|compiled| {
            let revision = compiled.revision();
            Row {
                code: revision.code.to_string(),
                name: names::said(&revision.name, page.lang),
                revision: revision.revision,
                from: format::date(revision.effective_from),
                decision: revision.decision.clone(),
                decided_by: page.word("body", app::organisation::kind_of(revision.decided_by)),
                fields: revision.form.fields().count(),
                papers: revision.components.len(),
                steps: revision.steps.len(),
                findings: remarks(&page, &verify(revision)),
            }
        })
        .collect();
    Ok(Page(Revisions { rows, page }))
}

/// Findings of one kind together; one that keeps a revision out of force never stands here, for it would not be in force.
fn remarks(page: &Chrome, findings: &[Finding]) -> Vec<Remark> {
    let mut kinds: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for finding in findings {
        let about = if finding.detail.is_empty() { &finding.place } else { &finding.detail };
        *kinds.entry(finding.code).or_default().entry(about).or_default() += 1;
    }
    let remark = |(code, about): (&str, BTreeMap<&str, usize>)| {
        let count: usize = about.values().sum();
        let text = match code {
            "verify.ground-from-memory" => page.t1("revisions-from-memory", "count", count),
            "verify.sample-price" => page.t1("revisions-sample-price", "count", count),
            code => format!("{code}: {count}"),
        };
        Remark { text, about: about.into_iter().map(|(about, places)| (about.to_owned(), places)).collect() }
    };
    kinds.into_iter().map(remark).collect()
}
