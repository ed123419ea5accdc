//! `/ho-so/{id}/bo-sung`: what the authority asks for, item by item with its own input; kept at every step, sent in one go.

use std::collections::BTreeMap;

use app::dossier::{Supplying, dossier_of, keep_answers, send_answers, supplying};
use app::identity::Citizen;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, Json};
use catalogue::{Answers, CompiledRevision, FieldData, FieldProblem};
use dossier::{Dossier, DossierRefusal, SupplementItem, SupplementRequest};
use kernel::{Id, Refusal};
use serde_json::json;

use super::ask::{Asking, summary};
use super::draft_quiet::unsaved;
use super::paper_files::{FileLine, lines};
use super::refused::{self, Again};
use super::sent::Sent;
use super::space::procedure_name;
use super::{conflict, id_in, said};
use crate::components::{Control, Field, Problem};
use crate::session::Current;
use crate::{Chrome, CitizenIs, Page, PageError, Web, format};

/// The name of the button that leads to the page of a paper; what was typed is kept on the way.
const UPLOAD: &str = "tai";
/// Lines of an answer's box.
const ROWS: u32 = 4;

#[derive(Template)]
#[template(path = "citizen/dossier_supplement.html")]
pub(crate) struct Supplement {
    page: Chrome,
    id: Id,
    version: i64,
    procedure: String,
    reason: String,
    by: String,
    problems: Vec<Problem>,
    items: Vec<Item>,
    /// Whether what was typed has just been kept.
    is_kept: bool,
}

/// "Mục cần bổ sung".
struct Item {
    /// What it is called in the form or among the papers; what to do, where it is neither.
    name: String,
    ask: String,
    /// What was declared before; empty for nothing.
    before: String,
    reason: String,
    ground: String,
    example: String,
    /// The box, where it is answered in words.
    field: Option<Field>,
    /// Where files are added, where a paper is asked for.
    upload: String,
    files: Vec<FileLine>,
    /// What is wrong with a paper.
    error: Option<String>,
    /// The id the summary leads to.
    target: String,
}

/// `GET /ho-so/{id}/bo-sung`: where nothing is asked for, the dossier says what is the matter.
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    Current(session): Current,
    CitizenIs(who): CitizenIs,
    Path(id): Path<String>,
    Query(way): Query<Again>,
) -> Result<Response, PageError> {
    let id = id_in(&id)?;
    let Some(found) = supplying(&web.app, &who, id).await? else {
        return Ok(Redirect::to(&format!("/ho-so/{id}")).into_response());
    };
    // What was typed is kept already; only what is wrong with it is told again.
    let refused = refused::again(&web, &session, &page, &way.chua).await;
    let wrong = refused.as_ref().map(|_| wrong(&web, &found));
    let mut shown = shown(page, &web, id, &found, wrong.as_ref());
    if let Some(refused) = refused.filter(|_| shown.problems.is_empty()) {
        shown.problems = refused.problems(shown.page.lang);
    }
    Ok(Page(shown).into_response())
}

/// `POST /ho-so/{id}/bo-sung`: kept first, then sent, unless the person wants to go on later.
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    Current(session): Current,
    CitizenIs(who): CitizenIs,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (id, mut sent) = (id_in(&id)?, Sent::new(pairs));
    let goes_to_upload = sent.fields.remove(UPLOAD).and_then(|place| place.parse::<usize>().ok());
    let done = || Redirect::to(&format!("/ho-so/{id}?xong=bo-sung")).into_response();
    let look = dossier_of(&web.app, &who, id).await?;
    let answers = answers(&look.dossier, &sent);
    match keep_answers(&web.app, &who, id, sent.version, &answers).await {
        Ok(()) => {}
        Err(error) if conflict::is_conflict(&error) => {
            // Pressed twice: the first press has added exactly this.
            let is_added =
                |typed: &String| look.dossier.supplement_answers.iter().any(|(_, added)| added == typed);
            if look.dossier.supplement.is_none()
                && !sent.fields.is_empty()
                && sent.fields.values().all(is_added)
            {
                return Ok(done());
            }
            return Ok(conflict::conflict(page, id, kept(items(&look.dossier), &sent)));
        }
        Err(error) => return Err(error.into()),
    }
    let item = goes_to_upload.and_then(|place| items(&look.dossier).get(place.checked_sub(1)?));
    if let Some(item) = item {
        return Ok(Redirect::to(&format!("/giay-to/{id}/{}", item.id)).into_response());
    }
    if sent.is_for_later {
        return Ok(Redirect::to(&format!("/ho-so/{id}")).into_response());
    }
    let why = match Box::pin(refusal(&web, &who, id, sent.version)).await {
        Ok(None) => return Ok(done()),
        Ok(Some(why)) => why,
        Err(error) if conflict::is_conflict(&error) => return Ok(conflict::conflict(page, id, Vec::new())),
        Err(error) => return Err(error.into()),
    };
    refused::lead_back(&web, &session, &format!("/ho-so/{id}/bo-sung"), &sent, "", &[why]).await
}

/// `POST /ho-so/{id}/bo-sung/luu`: kept as it is typed, for the script of the page; see `draft_quiet.rs`.
pub(crate) async fn typed(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (id, sent) = (id_in(&id)?, Sent::new(pairs));
    let look = dossier_of(&web.app, &who, id).await?;
    match keep_answers(&web.app, &who, id, sent.version, &answers(&look.dossier, &sent)).await {
        Ok(()) => Ok(Json(json!({ "ban": sent.version })).into_response()),
        Err(error) => unsaved(&page, error),
    }
}

/// Sends everything in one go; why it was not taken, where something in it is missing or wrong.
async fn refusal(web: &Web, who: &Citizen, id: Id, version: i64) -> Result<Option<Refusal>, app::Error> {
    let Some(found) = supplying(&web.app, who, id).await? else { return Ok(None) };
    let incomplete = DossierRefusal::AnswerIncomplete { item: String::new() };
    if !wrong(web, &found).is_empty() {
        return Ok(Some(incomplete.into()));
    }
    match send_answers(&web.app, who, id, version).await {
        Ok(()) => Ok(None),
        Err(app::Error::Refused(why)) if why.code == incomplete.code() || why.code.starts_with("upload.") => {
            Ok(Some(why))
        }
        Err(error) => Err(error),
    }
}

/// The reason of a request, unless it only puts together what its items say themselves.
pub(super) fn shared_reason(request: &SupplementRequest) -> String {
    let mut own: Vec<&str> = request.items.iter().map(|item| item.reason.trim()).collect();
    own.dedup();
    if request.reason == own.join("; ") { String::new() } else { request.reason.clone() }
}

/// What an item is called: the question of the form, or the paper; nothing where it is neither.
pub(super) fn name_of(
    page: &Chrome,
    compiled: Option<&CompiledRevision>,
    item: &SupplementItem,
) -> Option<String> {
    let label = field_of(compiled, item).map(|field| said::said(&field.label, page.lang));
    label.or_else(|| {
        let papers = &compiled?.revision().components;
        papers.iter().find(|paper| paper.id == item.id).map(|paper| said::said(&paper.name, page.lang))
    })
}

fn items(dossier: &Dossier) -> &[SupplementItem] {
    dossier.supplement.as_ref().map_or(&[], |request| &request.items)
}

/// The name of an item's box: items are named by officials, boxes by their place.
fn name(place: usize) -> String {
    format!("muc_{}", place + 1)
}

fn answers(dossier: &Dossier, sent: &Sent) -> BTreeMap<String, String> {
    let answer =
        |(place, item): (usize, &SupplementItem)| (item.id.clone(), sent.text(&name(place)).to_owned());
    items(dossier).iter().enumerate().map(answer).collect()
}

/// What was typed, by what was asked; by its number where that is no longer known.
fn kept(items: &[SupplementItem], sent: &Sent) -> Vec<(String, String)> {
    let ask = |box_name: &String| {
        let found = items.iter().enumerate().find(|(place, _)| name(*place) == *box_name);
        found.map_or_else(|| box_name.trim_start_matches("muc_").to_owned(), |(_, item)| item.ask.clone())
    };
    sent.fields.iter().map(|(box_name, typed)| (ask(box_name), typed.clone())).collect()
}

/// The form the dossier was filed with.
pub(super) fn compiled<'a>(web: &'a Web, dossier: &Dossier) -> Option<&'a CompiledRevision> {
    web.app.catalogue.revision(&dossier.opening.procedure, dossier.opening.revision)
}

/// The field an item asks for, where it is one of the form.
fn field_of<'a>(compiled: Option<&'a CompiledRevision>, item: &SupplementItem) -> Option<&'a FieldData> {
    compiled.and_then(|compiled| compiled.form().data().field(&item.id))
}

fn is_paper(compiled: Option<&CompiledRevision>, item: &SupplementItem) -> bool {
    compiled.is_some_and(|compiled| compiled.revision().components.iter().any(|paper| paper.id == item.id))
}

/// What is wrong with answers to questions of the form, by item; the same checks as when it was filled in.
fn wrong(web: &Web, found: &Supplying) -> BTreeMap<String, FieldProblem> {
    let dossier = &found.look.dossier;
    let compiled = compiled(web, dossier);
    let judged = |item: &SupplementItem| {
        let (field, typed) = (field_of(compiled, item)?, found.answers.get(&item.id)?);
        if typed.trim().is_empty() {
            return None;
        }
        let form = compiled?.form();
        let typed = BTreeMap::from([(item.id.clone(), typed.clone())]);
        let read = form.normalise(&typed).ok()?;
        let mut answers: Answers = dossier.opening.answers.clone();
        read.iter().for_each(|(id, value)| answers.set(id, value.clone()));
        let page =
            form.data().pages.iter().find(|page| page.fields.iter().any(|known| known.id == field.id))?;
        let problems = form.check_page(&page.id, &answers, web.app.today());
        problems
            .into_iter()
            .find(|problem| problem.field == item.id)
            .map(|problem| (item.id.clone(), problem))
    };
    items(dossier).iter().filter_map(judged).collect()
}

fn shown(
    page: Chrome,
    web: &Web,
    id: Id,
    found: &Supplying,
    wrong: Option<&BTreeMap<String, FieldProblem>>,
) -> Supplement {
    let dossier = &found.look.dossier;
    let compiled = compiled(web, dossier);
    let view = View { page: &page, id, found, wrong, compiled };
    let shown: Vec<Item> =
        items(dossier).iter().enumerate().map(|(place, item)| view.item(place, item)).collect();
    let fields: Vec<Field> = shown.iter().filter_map(|item| item.field.clone()).collect();
    let papers = shown.iter().filter(|item| item.field.is_none());
    let papers = papers.filter_map(|item| {
        let text = format!("{}: {}", item.name, item.error.clone()?);
        Some(Problem { target: item.target.clone(), text })
    });
    let problems = summary(&fields).into_iter().chain(papers).collect();
    let request = dossier.supplement.as_ref();
    let by = request.and_then(|request| request.answer_by);
    Supplement {
        id,
        version: dossier.version,
        procedure: procedure_name(&page, web, dossier.opening.procedure.as_str()),
        reason: request.map(shared_reason).unwrap_or_default(),
        by: by.map(|on| page.t1("track-answer-by", "date", format::date(on))).unwrap_or_default(),
        problems,
        items: shown,
        is_kept: found.answers.values().any(|answer| !answer.trim().is_empty()),
        page,
    }
}

/// "Cách hiện": what every item of the page is shown with.
struct View<'a> {
    page: &'a Chrome,
    id: Id,
    found: &'a Supplying,
    /// What is wrong, once the person has tried to send.
    wrong: Option<&'a BTreeMap<String, FieldProblem>>,
    compiled: Option<&'a CompiledRevision>,
}

impl View<'_> {
    fn item(&self, place: usize, item: &SupplementItem) -> Item {
        let typed = self.found.answers.get(&item.id).cloned().unwrap_or_default();
        let files = lines(self.page, &self.found.files, &item.id);
        let is_open = typed.trim().is_empty() && files.is_empty();
        let error = self.wrong.and_then(|wrong| match wrong.get(&item.id) {
            Some(problem) => Some(said::problem(self.page.lang, problem)),
            None if is_open && is_paper(self.compiled, item) => Some(self.page.t("supplement-no-file")),
            None if is_open => Some(self.page.t("supplement-empty")),
            None => None,
        });
        let takes_files = is_paper(self.compiled, item) || field_of(self.compiled, item).is_none();
        let called = name_of(self.page, self.compiled, item);
        let mut shown = Item {
            ask: called.as_ref().map(|_| item.ask.clone()).unwrap_or_default(),
            name: called.unwrap_or_else(|| item.ask.clone()),
            before: self.before(item),
            reason: item.reason.clone(),
            ground: item.ground.clone(),
            example: item.example.clone(),
            field: None,
            upload: if takes_files { format!("/giay-to/{}/{}", self.id, item.id) } else { String::new() },
            files,
            error: error.clone(),
            target: format!("{}-tep", name(place)),
        };
        if !is_paper(self.compiled, item) {
            shown.field = Some(self.field(place, item, typed, error));
        }
        shown
    }

    /// What was declared before to a question of the form.
    fn before(&self, item: &SupplementItem) -> String {
        let Some((compiled, field)) = self.compiled.zip(field_of(self.compiled, item)) else {
            return String::new();
        };
        let answers = app::registers::current_answers(&self.found.look.dossier, compiled.form());
        let said = said::answer(self.page.lang, field, answers.get(&item.id));
        if said.is_empty() { said } else { self.page.t1("supplement-before", "answer", said) }
    }

    /// The box of an item: as the form asks it where it is one of its questions, several lines otherwise.
    fn field(&self, place: usize, item: &SupplementItem, typed: String, error: Option<String>) -> Field {
        let own = Field {
            id: name(place),
            label: name_of(self.page, self.compiled, item).unwrap_or_else(|| item.ask.clone()),
            hint: item.example.clone(),
            value: typed.clone(),
            error,
            control: Control::TextArea { rows: ROWS },
            ..Field::default()
        };
        let Some(data) = field_of(self.compiled, item) else { return own };
        let unsaved = BTreeMap::from([(item.id.clone(), typed)]);
        let (locked, offered) = Default::default();
        let asking = Asking {
            lang: self.page.lang,
            answers: &self.found.look.dossier.opening.answers,
            unsaved: Some(&unsaved),
            locked: &locked,
            offered: &offered,
            problems: &[],
        };
        let asked = asking.field(data);
        let example = if item.example.is_empty() {
            asked.hint
        } else {
            self.page.t1("supplement-example", "example", &item.example)
        };
        Field { control: asked.control, hint: format!("{} {example}", item.ask), ..own }
    }
}
