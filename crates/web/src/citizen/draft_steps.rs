//! The way through a form: the authority, its pages, the check; where somebody stands, and what comes next.

use app::draft::Filling;
use app::identity::Citizen;
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::Page;
use jiff::civil::Date;
use kernel::Id;

use super::{id_in, said};
use crate::{Chrome, PageError, Web};

/// "Bước": where somebody stands on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// Choosing the authority.
    Agency,
    /// A page of the form.
    Page(&'a str),
    /// Checking everything.
    Check,
}

/// Opens the draft an address names.
pub(super) async fn opened<'a>(web: &'a Web, who: &Citizen, id: &str) -> Result<Filling<'a>, PageError> {
    Ok(app::draft::open(&web.app, who, id_in(id)?).await?)
}

/// The way to the dossier, where the draft has become one.
pub(super) fn sent_already(filling: &Filling<'_>) -> Option<Response> {
    filling.dossier.map(|id| Redirect::to(&format!("/ho-so/{id}")).into_response())
}

/// The address of a step.
pub(super) fn address(draft: Id, step: Step<'_>) -> String {
    match step {
        Step::Agency => format!("/to-khai/{draft}/co-quan"),
        Step::Page(page) => format!("/to-khai/{draft}/{page}"),
        Step::Check => format!("/to-khai/{draft}/kiem-tra"),
    }
}

/// The pages that ask anything with these answers.
pub(super) fn pages<'a>(filling: &Filling<'a>) -> Vec<&'a Page> {
    let form = filling.procedure.form();
    let asks = |page: &&Page| !form.visible_fields(&page.id, &filling.answers).is_empty();
    form.data().pages.iter().filter(asks).collect()
}

/// All steps in order.
pub(super) fn steps<'a>(filling: &Filling<'a>) -> Vec<Step<'a>> {
    let pages = pages(filling).into_iter().map(|page| Step::Page(page.id.as_str()));
    std::iter::once(Step::Agency).chain(pages).chain([Step::Check]).collect()
}

/// The step after this one.
pub(super) fn next<'a>(filling: &Filling<'a>, step: Step<'_>) -> Step<'a> {
    let mut rest = steps(filling).into_iter().skip_while(|known| *known != step);
    rest.nth(1).unwrap_or(Step::Check)
}

/// Where "back" leads: the step before, or the own space.
pub(super) fn back(filling: &Filling<'_>, step: Step<'_>) -> String {
    let before = steps(filling).into_iter().take_while(|known| *known != step).last();
    before.map_or_else(|| "/ca-nhan".to_owned(), |before| address(filling.id, before))
}

/// "Bước 2 trên 5".
pub(super) fn progress(page: &Chrome, filling: &Filling<'_>, step: Step<'_>) -> String {
    let steps = steps(filling);
    let number = steps.iter().position(|known| *known == step).map_or(steps.len(), |place| place + 1);
    page.t2("draft-step", "number", number, "count", steps.len())
}

/// The first step that is not complete.
pub(super) fn first_open<'a>(filling: &Filling<'a>, today: Date) -> Step<'a> {
    if filling.agency.is_none() {
        return Step::Agency;
    }
    let is_open = |page: &&Page| !filling.problems(&page.id, today).is_empty();
    pages(filling).into_iter().find(is_open).map_or(Step::Check, |page| Step::Page(page.id.as_str()))
}

/// The name of the procedure being filled in.
pub(super) fn procedure(page: &Chrome, filling: &Filling<'_>) -> String {
    said::said(&filling.procedure.revision().name, page.lang)
}
