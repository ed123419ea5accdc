//! The way through a form: the authority, its questions one by one, its papers, the check; where somebody stands.

use app::draft::Filling;
use app::identity::Citizen;
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::{Page, Question};
use jiff::civil::Date;
use kernel::Id;

use super::{id_in, said};
use crate::{Chrome, PageError, Web, t_args};

/// "Bước": where somebody stands on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// Choosing the authority.
    Agency,
    /// A part that is a list, or a part as a whole.
    Page(&'a str),
    /// A question: its part of the form and its first field.
    Question(&'a str, &'a str),
    /// Uploading a paper.
    Paper(&'a str),
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
        Step::Page(part) => format!("/to-khai/{draft}/{part}"),
        Step::Question(part, field) => format!("/to-khai/{draft}/{part}/cau/{field}"),
        Step::Paper(part) => format!("/giay-to/{draft}/{part}"),
        Step::Check => format!("/to-khai/{draft}/kiem-tra"),
    }
}

/// The parts of the form that ask anything with these answers.
pub(super) fn pages<'a>(filling: &Filling<'a>) -> Vec<&'a Page> {
    let form = filling.procedure.form();
    let asks = |page: &&Page| !form.visible_fields(&page.id, &filling.answers).is_empty();
    form.data().pages.iter().filter(asks).collect()
}

/// The questions of a part.
pub(super) fn questions<'a>(filling: &Filling<'a>, part: &str) -> Vec<Question<'a>> {
    let form: &'a catalogue::CompiledForm = filling.procedure.form();
    form.questions(part, &filling.answers, &filling.locked)
}

/// The question a field stands in, if it is asked with these answers.
pub(super) fn question<'a>(filling: &Filling<'a>, part: &str, field: &str) -> Option<Question<'a>> {
    questions(filling, part).into_iter().find(|question| question.has(field))
}

/// The first field of a question, as long as the form lives.
fn step_of<'a>(question: &Question<'a>) -> Step<'a> {
    let first = question.fields.first().copied();
    first.map_or(Step::Check, |field| Step::Question(question.page, field.id.as_str()))
}

/// The steps of a part: one for a list, else its questions.
fn steps_of<'a>(filling: &Filling<'a>, part: &'a str) -> Vec<Step<'a>> {
    if filling.procedure.form().data().list_of(part).is_some() {
        return vec![Step::Page(part)];
    }
    questions(filling, part).iter().map(step_of).collect()
}

/// Where an answer is changed.
pub(super) fn step_at<'a>(filling: &Filling<'_>, part: &'a str, field: &'a str) -> Step<'a> {
    let is_list = filling.procedure.form().data().list_of(part).is_some();
    if is_list { Step::Page(part) } else { Step::Question(part, field) }
}

/// All steps in order.
pub(super) fn steps<'a>(filling: &Filling<'a>) -> Vec<Step<'a>> {
    let asked = pages(filling).into_iter().flat_map(|page| steps_of(filling, &page.id));
    let papers = app::upload::needs(filling).into_iter().map(|paper| Step::Paper(paper.id.as_str()));
    std::iter::once(Step::Agency).chain(asked).chain(papers).chain([Step::Check]).collect()
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

/// "Phần 2 trên 5": parts, not questions, because their number stays while questions come and go.
pub(super) fn progress(page: &Chrome, filling: &Filling<'_>, step: Step<'_>) -> String {
    let parts = pages(filling);
    let papers = usize::from(!app::upload::needs(filling).is_empty());
    let count = 1 + parts.len() + papers + 1;
    let number = match step {
        Step::Agency => 1,
        Step::Question(part, _) | Step::Page(part) => {
            parts.iter().position(|known| known.id == part).map_or(1, |place| place + 2)
        }
        Step::Paper(_) => count - 1,
        Step::Check => count,
    };
    page.t2("draft-step", "number", number, "count", count)
}

/// "Ai đăng ký? câu 2 trên 3": which question of its part; the name of the part alone where there is one only.
pub(super) fn place(page: &Chrome, filling: &Filling<'_>, question: &Question<'_>) -> String {
    let all = questions(filling, question.page);
    let part = filling.procedure.form().page(question.page);
    let title = part.map(|part| said::said(&part.title, page.lang)).unwrap_or_default();
    if all.len() < 2 {
        return title;
    }
    let number = all.iter().position(|known| known.id() == question.id()).map_or(1, |place| place + 1);
    t_args(page.lang, "draft-question", &[("title", &title), ("number", &number), ("count", &all.len())])
}

/// The first step that is not complete.
pub(super) fn first_open<'a>(filling: &Filling<'a>, today: Date) -> Step<'a> {
    if filling.agency.is_none() {
        return Step::Agency;
    }
    let form = filling.procedure.form();
    for page in pages(filling) {
        let problems = form.check_page(&page.id, &filling.answers, today);
        if !problems.is_empty() && form.data().list_of(&page.id).is_some() {
            return Step::Page(&page.id);
        }
        let open = problems.first().and_then(|problem| question(filling, &page.id, &problem.field));
        if let Some(open) = open {
            return step_of(&open);
        }
    }
    Step::Check
}

/// The name of the procedure being filled in.
pub(super) fn procedure(page: &Chrome, filling: &Filling<'_>) -> String {
    said::said(&filling.procedure.revision().name, page.lang)
}
