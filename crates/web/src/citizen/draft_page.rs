//! `/to-khai/{draft}/{page}/cau/{field}`: one question of a form, saved at every step whether or not it is right already.

use app::draft::{Filling, Typed};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::{CompiledForm, FieldData, FieldKind, FieldProblem, FormRefusal, Question};
use kernel::Refusal;
use serde::Deserialize;
use url::form_urlencoded;

use super::ask::{Asking, kept, summary};
use super::draft_steps::{
    Step, address, back, next, opened, place, procedure, progress, question, sent_already,
};
use super::refused::{self, Refused};
use super::sent::Sent;
use super::{conflict, draft_list, draft_quiet, said};
use crate::components::{Control, Field, Problem};
use crate::session::Current;
use crate::{Chrome, CitizenIs, Page, PageError, Web, WebRefusal};

#[derive(Template)]
#[template(path = "citizen/draft_page.html")]
pub(crate) struct FormPage {
    page: Chrome,
    title: String,
    /// Whether the one question is itself the heading.
    is_single: bool,
    intro: String,
    procedure: String,
    progress: String,
    /// Which question of which part.
    place: String,
    back: String,
    action: String,
    /// Where what is typed is saved quietly.
    quiet: String,
    version: i64,
    /// The questions of the page, parted by full stops.
    asked: String,
    problems: Vec<Problem>,
    /// Questions that the last answers brought up: id and words.
    fresh: Vec<(String, String)>,
    fields: Vec<Field>,
    /// Locked answers as they are stored, sent along so that a register that is down a moment later takes nothing away.
    known: Vec<(String, String)>,
}

/// How the page is opened.
#[derive(Deserialize, Default)]
pub(crate) struct Way {
    /// A form of this page that was refused.
    #[serde(default)]
    pub(super) chua: String,
    /// `kiem-tra`: afterwards back to the check.
    #[serde(default)]
    pub(super) ve: String,
    /// Whether to tell what is wrong.
    #[serde(default)]
    pub(super) sai: String,
    /// Fields that have come up with the last answers.
    #[serde(default)]
    pub(super) them: String,
}

impl Way {
    pub(super) fn is_to_check(&self) -> bool {
        self.ve == "kiem-tra"
    }

    /// An address with the same way on, and what else it is to carry.
    pub(super) fn on(&self, address: &str, more: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if self.is_to_check() {
            query.append_pair("ve", "kiem-tra");
        }
        query.extend_pairs(more.iter().filter(|(_, value)| !value.is_empty()));
        match query.finish() {
            empty if empty.is_empty() => address.to_owned(),
            query => format!("{address}?{query}"),
        }
    }
}

/// `GET /to-khai/{draft}/{page}`: a list; of questions, the first that is open, or the first.
pub(crate) async fn part(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path((draft, part)): Path<(String, String)>,
    Query(way): Query<Way>,
) -> Result<Response, PageError> {
    let filling = opened(&web, &who, &draft).await?;
    if let Some(sent) = sent_already(&filling) {
        return Ok(sent);
    }
    let form = filling.procedure.form();
    let asked = form.page(&part).ok_or(WebRefusal::NoPage)?;
    if let Some(list) = form.data().list_of(&part) {
        return Ok(draft_list::shown(page, &web, &filling, &part, list, &way).into_response());
    }
    let questions = form.questions(&asked.id, &filling.answers, &filling.locked);
    let problems = form.check_page(&part, &filling.answers, web.app.today());
    let is_open = |question: &&Question<'_>| problems.iter().any(|problem| question.has(&problem.field));
    let first = questions.iter().find(is_open).or(questions.first());
    let step = first.map_or(Step::Check, |question| Step::Question(&asked.id, question.id()));
    Ok(Redirect::to(&way.on(&address(filling.id, step), &[("sai", &way.sai)])).into_response())
}

/// `GET /to-khai/{draft}/{page}/cau/{field}`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    Current(session): Current,
    CitizenIs(who): CitizenIs,
    Path((draft, part, field)): Path<(String, String, String)>,
    Query(way): Query<Way>,
) -> Result<Response, PageError> {
    let filling = opened(&web, &who, &draft).await?;
    if let Some(sent) = sent_already(&filling) {
        return Ok(sent);
    }
    let form = filling.procedure.form();
    form.page(&part)
        .and_then(|page| page.fields.iter().find(|known| known.id == field))
        .ok_or(WebRefusal::NoPage)?;
    let Some(question) = question(&filling, &part, &field) else {
        // With other answers it is not asked any more.
        return Ok(Redirect::to(&way.on(&address(filling.id, Step::Page(&part)), &[])).into_response());
    };
    let refused = refused::again(&web, &session, &page, &way.chua).await;
    let shown = Shown { filling: &filling, question: &question, way: &way, refused: refused.as_ref() };
    Ok(shown.page(page, &web)?.into_response())
}

/// `POST /to-khai/{draft}/{page}/cau/{field}`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    Current(session): Current,
    CitizenIs(who): CitizenIs,
    Path((draft, part, field)): Path<(String, String, String)>,
    Query(way): Query<Way>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (before, sent) = (opened(&web, &who, &draft).await?, Sent::new(pairs));
    if let Some(sent) = sent_already(&before) {
        return Ok(sent);
    }
    let Some(question) = question(&before, &part, &field) else {
        return Err(Refusal::from(FormRefusal::UnknownPage { page: part }).into());
    };
    let asked = asked(&before, &question, &sent);
    let typed = Typed::Fields { asked: &asked, fields: &sent.fields };
    match app::draft::save_page(&web.app, &who, before.id, sent.version, &typed).await {
        Ok(()) => {}
        Err(error) if conflict::is_overtaken(&error) => {
            let newer = opened(&web, &who, &draft).await?;
            if !is_same(&newer, &asked, &sent) {
                let kept = kept(&page, &question.fields, &sent.fields);
                let step = Step::Question(question.page, question.id());
                return Ok(conflict::overtaken(page, &newer, step, &sent, kept));
            }
        }
        Err(app::Error::Refused(refusal)) if refusal.code.starts_with("form.") => {
            let here = way.on(&address(before.id, Step::Question(question.page, question.id())), &[]);
            return refused::lead_back(&web, &session, &here, &sent, "", &[refusal]).await;
        }
        Err(error) => return Err(error.into()),
    }
    let after = opened(&web, &who, &draft).await?;
    Ok(Redirect::to(&onward(&web, &asked, &after, &question, &way, &sent)).into_response())
}

/// The fields a form speaks of: those its page showed, as far as they belong to this part; without a word, its question's.
pub(super) fn asked<'a>(filling: &Filling<'a>, question: &Question<'a>, sent: &Sent) -> Vec<&'a str> {
    if sent.asked.is_none() {
        return question.fields.iter().map(|field| field.id.as_str()).collect();
    }
    let form: &'a CompiledForm = filling.procedure.form();
    let of_part = form.page(question.page).into_iter().flat_map(|part| &part.fields);
    of_part.map(|field| field.id.as_str()).filter(|id| sent.has_asked(id)).collect()
}

/// Whether what another request saved is what this one wanted to save: a button pressed twice.
pub(super) fn is_same(saved: &Filling<'_>, asked: &[&str], sent: &Sent) -> bool {
    let mut answers = saved.answers.clone();
    let laid = saved.procedure.form().apply_fields(asked, &mut answers, &sent.fields, &saved.locked);
    laid.is_ok() && answers == saved.answers
}

/// Where to go after a question was saved: to itself while something on it is wrong or newly asked, else on.
fn onward(
    web: &Web,
    asked: &[&str],
    after: &Filling<'_>,
    saved: &Question<'_>,
    way: &Way,
    sent: &Sent,
) -> String {
    if sent.is_for_later {
        return "/ca-nhan".to_owned();
    }
    let Some(now) = question(after, saved.page, saved.id()) else {
        return way.on(&address(after.id, Step::Page(saved.page)), &[]);
    };
    let fresh: Vec<&str> = now
        .fields
        .iter()
        .map(|field| field.id.as_str())
        .filter(|id| !asked.contains(id) && after.answers.get(id).is_none())
        .collect();
    let problems = after.problems(saved.page, web.app.today());
    let is_wrong =
        |problem: &&FieldProblem| now.has(&problem.field) && !fresh.contains(&problem.field.as_str());
    let is_wrong = problems.iter().any(|problem| is_wrong(&problem));
    if !is_wrong && fresh.is_empty() {
        return on_from(after, &now, &problems, way);
    }
    let wrong = if is_wrong { "1" } else { "" };
    let here = address(after.id, Step::Question(saved.page, now.id()));
    way.on(&here, &[("sai", wrong), ("them", &fresh.join("."))])
}

/// The next step; from a change at the check back to it, by way of questions of this part nobody has answered yet.
fn on_from(after: &Filling<'_>, now: &Question<'_>, problems: &[FieldProblem], way: &Way) -> String {
    if !way.is_to_check() {
        return address(after.id, next(after, Step::Question(now.page, now.id())));
    }
    let is_new = |problem: &&FieldProblem| after.answers.get(&problem.field).is_none();
    let new = problems.iter().find(is_new).and_then(|problem| question(after, now.page, &problem.field));
    match new {
        Some(new) => way.on(&address(after.id, Step::Question(new.page, new.id())), &[]),
        None => address(after.id, Step::Check),
    }
}

/// "Trang đang hiện": everything one showing of the page depends on.
struct Shown<'a> {
    filling: &'a Filling<'a>,
    question: &'a Question<'a>,
    way: &'a Way,
    /// What was typed and could not be saved, and why.
    refused: Option<&'a Refused>,
}

impl Shown<'_> {
    fn page(&self, page: Chrome, web: &Web) -> Result<Page<FormPage>, PageError> {
        let (filling, question) = (self.filling, self.question);
        let step = Step::Question(question.page, question.id());
        let part = filling.procedure.form().page(question.page).ok_or(WebRefusal::NoPage)?;
        let fresh: Vec<&FieldData> = question
            .fields
            .iter()
            .copied()
            .filter(|field| self.way.them.split('.').any(|id| id == field.id))
            .collect();
        let told = self.told(&fresh, web);
        let asking = Asking {
            lang: page.lang,
            answers: &filling.answers,
            unsaved: self.refused.map(|refused| &refused.fields),
            locked: &filling.locked,
            offered: &filling.offered,
            problems: &told,
        };
        // What is asked comes first, what is known stands beneath.
        let (known, asked): (Vec<&FieldData>, Vec<&FieldData>) =
            question.fields.iter().copied().partition(|field| filling.locked.contains(&field.id));
        let single = self.single(&asked);
        let mut fields: Vec<Field> = asked.iter().chain(&known).map(|field| asking.field(field)).collect();
        if let (Some(_), Some(first)) = (single, fields.first_mut()) {
            first.is_heading = true;
        }
        let title = single.map_or(&part.title, |field| &field.label);
        let is_first = filling.procedure.form().questions(question.page, &filling.answers, &filling.locked);
        let is_first = is_first.first().is_some_and(|first| first.id() == question.id());
        let action = address(filling.id, step);
        let to_check = self.way.is_to_check();
        let intro = part.intro.as_ref().filter(|_| is_first);
        Ok(Page(FormPage {
            title: said::said(title, page.lang),
            is_single: single.is_some(),
            intro: intro.map(|intro| said::said(intro, page.lang)).unwrap_or_default(),
            procedure: procedure(&page, filling),
            progress: progress(&page, filling, step),
            place: place(&page, filling, question),
            back: if to_check { address(filling.id, Step::Check) } else { back(filling, step) },
            quiet: draft_quiet::address(&action),
            action: if to_check { format!("{action}?ve=kiem-tra") } else { action },
            version: filling.version,
            asked: question.fields.iter().map(|field| field.id.as_str()).collect::<Vec<_>>().join("."),
            problems: self.summary(&page, &fields),
            fresh: fresh
                .iter()
                .map(|field| (target(&fields, &field.id), said::said(&field.label, page.lang)))
                .collect(),
            known: self.known(&known),
            fields,
            page,
        }))
    }

    /// The one field that is asked, where its question can be the heading of the page.
    fn single<'f>(&self, asked: &[&'f FieldData]) -> Option<&'f FieldData> {
        match asked {
            [one] if one.kind != FieldKind::Checkbox => Some(one),
            _ => None,
        }
    }

    /// What is to be told: nothing before the first try, and no "empty" at a question that has only just come up.
    fn told(&self, fresh: &[&FieldData], web: &Web) -> Vec<FieldProblem> {
        if self.way.sai.is_empty() {
            return Vec::new();
        }
        let problems = self.filling.problems(self.question.page, web.app.today());
        let is_new = |problem: &FieldProblem| {
            fresh.iter().any(|field| field.id == problem.field)
                && self.filling.answers.get(&problem.field).is_none()
        };
        problems.into_iter().filter(|problem| self.question.has(&problem.field) && !is_new(problem)).collect()
    }

    /// The refusal of the whole page first, then field by field. A locked field has no box to lead to.
    fn summary(&self, page: &Chrome, fields: &[Field]) -> Vec<Problem> {
        let whole = self.refused.map(|refused| refused.problems(page.lang)).unwrap_or_default();
        let mut each = summary(fields);
        for problem in &mut each {
            if self.filling.locked.contains(&problem.target) {
                problem.target.clear();
            }
        }
        whole.into_iter().chain(each).collect()
    }

    fn known(&self, known: &[&FieldData]) -> Vec<(String, String)> {
        known
            .iter()
            .map(|field| (field.id.clone(), said::typed(field, self.filling.answers.get(&field.id))))
            .collect()
    }
}

/// The id to jump to for a field of the page.
fn target(fields: &[Field], id: &str) -> String {
    fields.iter().find(|field| field.id == id).map_or_else(|| id.to_owned(), Field::target)
}
