//! `/can-bo/thu-tuc`: the revisions in force, and what the verifier says of each.

use askama::Template;
use axum::extract::State;
use catalogue::verify;

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
    findings: Vec<(String, String)>,
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
                findings: verify(revision)
                    .into_iter()
                    .map(|finding| (finding.place, format!("{}: {}", finding.code, finding.detail)))
                    .collect(),
            }
        })
        .collect();
    Ok(Page(Revisions { rows, page }))
}
