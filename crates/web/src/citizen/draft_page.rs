//! `/to-khai/{draft}/{page}`: one page of a form, saved at every step whether or not it is right already.

use std::collections::{BTreeMap, BTreeSet};

use app::draft::{Filling, Typed};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::{FieldData, FieldProblem, FormRefusal};
use kernel::Refusal;
use serde::Deserialize;
use url::form_urlencoded;

use super::ask::{Asking, kept, summary};
use super::conflict;
use super::draft_list;
use super::draft_steps::{Step, address, back, next, opened, procedure, progress, sent_already};
use super::said;
use super::sent::Sent;
use crate::components::{Control, Field, Problem};
use crate::{Chrome, CitizenIs, Page, PageError, Web, WebRefusal};

#[derive(Template)]
#[template(path = "citizen/draft_page.html")]
pub(crate) struct FormPage {
    page: Chrome,
    title: String,
    intro: String,
    procedure: String,
    progress: String,
    back: String,
    action: String,
    version: i64,
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

/// `GET /to-khai/{draft}/{page}`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path((draft, id)): Path<(String, String)>,
    Query(way): Query<Way>,
) -> Result<Response, PageError> {
    let filling = opened(&web, &who, &draft).await?;
    if let Some(sent) = sent_already(&filling) {
        return Ok(sent);
    }
    if let Some(list) = filling.procedure.form().data().list_of(&id) {
        return Ok(draft_list::shown(page, &web, &filling, &id, list, &way).into_response());
    }
    let shown = Shown { filling: &filling, id: &id, way: &way, unsaved: None, refused: None };
    Ok(shown.page(page, &web)?.into_response())
}

/// `POST /to-khai/{draft}/{page}`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path((draft, id)): Path<(String, String)>,
    Query(way): Query<Way>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (before, sent) = (opened(&web, &who, &draft).await?, Sent::new(pairs));
    if let Some(sent) = sent_already(&before) {
        return Ok(sent);
    }
    let form = before.procedure.form();
    if form.page(&id).is_none() {
        return Err(Refusal::from(FormRefusal::UnknownPage { page: id }).into());
    }
    let typed = Typed::Page { id: &id, fields: &sent.fields };
    match app::draft::save_page(&web.app, &who, before.id, sent.version, &typed).await {
        Ok(()) => {}
        Err(error) if conflict::is_overtaken(&error) => {
            let newer = opened(&web, &who, &draft).await?;
            if !is_same(&newer, &id, &sent) {
                let asked: Vec<&FieldData> =
                    form.page(&id).into_iter().flat_map(|page| &page.fields).collect();
                let kept = kept(&page, &asked, &sent.fields);
                return Ok(conflict::overtaken(page, &newer, Step::Page(&id), &sent, kept));
            }
        }
        Err(app::Error::Refused(refusal)) if refusal.code.starts_with("form.") => {
            let shown = Shown {
                filling: &before,
                id: &id,
                way: &way,
                unsaved: Some(&sent.fields),
                refused: Some(&refusal),
            };
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown.page(page, &web)?).into_response());
        }
        Err(error) => return Err(error.into()),
    }
    let after = opened(&web, &who, &draft).await?;
    Ok(Redirect::to(&onward(&web, &before, &after, &id, &way, &sent)).into_response())
}

/// Whether what another request saved is what this one wanted to save: a button pressed twice.
fn is_same(saved: &Filling<'_>, id: &str, sent: &Sent) -> bool {
    let mut answers = saved.answers.clone();
    let laid = saved.procedure.form().apply_page(id, &mut answers, &sent.fields, &saved.locked);
    laid.is_ok() && answers == saved.answers
}

/// Where to go after a page was saved: to itself while something on it is wrong or newly asked, else on.
fn onward(web: &Web, before: &Filling<'_>, after: &Filling<'_>, id: &str, way: &Way, sent: &Sent) -> String {
    if sent.is_for_later {
        return "/ca-nhan".to_owned();
    }
    let form = after.procedure.form();
    let seen: BTreeSet<&str> =
        form.visible_fields(id, &before.answers).into_iter().map(|field| field.id.as_str()).collect();
    let is_fresh =
        |field: &&FieldData| !seen.contains(field.id.as_str()) && after.answers.get(&field.id).is_none();
    let fresh: Vec<&str> = form
        .visible_fields(id, &after.answers)
        .into_iter()
        .filter(is_fresh)
        .map(|field| field.id.as_str())
        .collect();
    let problems = after.problems(id, web.app.today());
    let is_wrong = problems.iter().any(|problem| !fresh.contains(&problem.field.as_str()));
    if !is_wrong && fresh.is_empty() {
        let on = if way.is_to_check() { Step::Check } else { next(after, Step::Page(id)) };
        return address(after.id, on);
    }
    let wrong = if is_wrong { "1" } else { "" };
    way.on(&address(after.id, Step::Page(id)), &[("sai", wrong), ("them", &fresh.join("."))])
}

/// "Trang đang hiện": everything one showing of the page depends on.
struct Shown<'a> {
    filling: &'a Filling<'a>,
    id: &'a str,
    way: &'a Way,
    /// What was typed and could not be saved.
    unsaved: Option<&'a BTreeMap<String, String>>,
    /// Why it could not.
    refused: Option<&'a Refusal>,
}

impl Shown<'_> {
    fn page(&self, page: Chrome, web: &Web) -> Result<Page<FormPage>, PageError> {
        let (filling, step) = (self.filling, Step::Page(self.id));
        let form = filling.procedure.form();
        let asked = form.page(self.id).ok_or(WebRefusal::NoPage)?;
        let visible = form.visible_fields(self.id, &filling.answers);
        let fresh: Vec<&FieldData> = visible
            .iter()
            .copied()
            .filter(|field| self.way.them.split('.').any(|id| id == field.id))
            .collect();
        let told = self.told(&fresh, web);
        let asking = Asking {
            lang: page.lang,
            answers: &filling.answers,
            unsaved: self.unsaved,
            locked: &filling.locked,
            problems: &told,
        };
        let fields: Vec<Field> = visible.iter().map(|field| asking.field(field)).collect();
        let action = address(filling.id, step);
        let to_check = self.way.is_to_check();
        Ok(Page(FormPage {
            title: said::said(&asked.title, page.lang),
            intro: asked.intro.as_ref().map(|intro| said::said(intro, page.lang)).unwrap_or_default(),
            procedure: procedure(&page, filling),
            progress: progress(&page, filling, step),
            back: if to_check { address(filling.id, Step::Check) } else { back(filling, step) },
            action: if to_check { format!("{action}?ve=kiem-tra") } else { action },
            version: filling.version,
            problems: self.summary(&page, &fields),
            fresh: fresh
                .iter()
                .map(|field| (target(&fields, &field.id), said::said(&field.label, page.lang)))
                .collect(),
            known: self.known(&visible),
            fields,
            page,
        }))
    }

    /// What is to be told: nothing before the first try, and no "empty" at a question that has only just come up.
    fn told(&self, fresh: &[&FieldData], web: &Web) -> Vec<FieldProblem> {
        if self.way.sai.is_empty() {
            return Vec::new();
        }
        let problems = self.filling.problems(self.id, web.app.today());
        let is_new = |problem: &FieldProblem| {
            fresh.iter().any(|field| field.id == problem.field)
                && self.filling.answers.get(&problem.field).is_none()
        };
        problems.into_iter().filter(|problem| !is_new(problem)).collect()
    }

    /// The refusal of the whole page first, then field by field. A locked field has no box to lead to.
    fn summary(&self, page: &Chrome, fields: &[Field]) -> Vec<Problem> {
        let whole = self
            .refused
            .map(|refusal| Problem { target: String::new(), text: said::refusal(page.lang, refusal) });
        let mut each = summary(fields);
        for problem in &mut each {
            if self.filling.locked.contains(&problem.target) {
                problem.target.clear();
            }
        }
        whole.into_iter().chain(each).collect()
    }

    fn known(&self, visible: &[&FieldData]) -> Vec<(String, String)> {
        let locked = visible.iter().filter(|field| self.filling.locked.contains(&field.id));
        locked
            .map(|field| (field.id.clone(), said::typed(field, self.filling.answers.get(&field.id))))
            .collect()
    }
}

/// The id to jump to for a field of the page.
fn target(fields: &[Field], id: &str) -> String {
    fields.iter().find(|field| field.id == id).map_or_else(|| id.to_owned(), Field::target)
}
