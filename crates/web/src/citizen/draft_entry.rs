//! `/to-khai/{draft}/{page}/{entry}`: one entry of a list, asked on a page of its own; `moi` adds one.
//!
//! `/to-khai/{draft}/{page}/{entry}/bo` asks before an entry is taken away. Each is saved at once, right or not.

use std::collections::BTreeMap;

use app::draft::{Filling, Typed};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::{Answers, FieldData, FieldProblem};
use serde_json::Value;

use super::ask::{Asking, kept, summary};
use super::draft_list::NEW;
use super::draft_page::Way;
use super::draft_steps::{Step, address, opened, procedure, progress, sent_already};
use super::sent::Sent;
use super::{conflict, draft_quiet, said};
use crate::components::{Control, Field, Problem};
use crate::{Chrome, CitizenIs, Page, PageError, Web, WebRefusal};

#[derive(Template)]
#[template(path = "citizen/draft_entry.html")]
struct EntryPage {
    page: Chrome,
    title: String,
    procedure: String,
    progress: String,
    back: String,
    action: String,
    /// Where what is typed is saved quietly.
    quiet: String,
    version: i64,
    /// The questions of the page, parted by full stops.
    asked: String,
    problems: Vec<Problem>,
    fields: Vec<Field>,
}

#[derive(Template)]
#[template(path = "citizen/draft_entry_remove.html")]
struct RemovePage {
    page: Chrome,
    title: String,
    text: String,
    back: String,
    action: String,
    version: i64,
}

/// "Mục đang mở": an entry of a list, or the place for a new one.
pub(super) struct Entry<'a> {
    filling: &'a Filling<'a>,
    page: &'a str,
    pub(super) list: &'a FieldData,
    pub(super) place: usize,
    is_new: bool,
    answers: Value,
}

impl<'a> Entry<'a> {
    pub(super) fn of(filling: &'a Filling<'a>, page: &'a str, entry: &str) -> Result<Self, PageError> {
        let list = filling.procedure.form().data().list_of(page).ok_or(WebRefusal::NoPage)?;
        let entries = filling.answers.get(&list.id).and_then(Value::as_array);
        let count = entries.map_or(0, Vec::len);
        let place = if entry == NEW { Some(count) } else { entry.parse().ok() };
        let place: usize = place.filter(|place| *place <= count).ok_or(WebRefusal::NoPage)?;
        let answers = entries.and_then(|entries| entries.get(place)).cloned();
        let is_new = answers.is_none();
        Ok(Self { filling, page, list, place, is_new, answers: answers.unwrap_or(Value::Null) })
    }

    fn list_address(&self) -> String {
        address(self.filling.id, Step::Page(self.page))
    }

    pub(super) fn address(&self) -> String {
        let list = self.list_address();
        if self.is_new { format!("{list}/{NEW}") } else { format!("{list}/{}", self.place) }
    }

    fn title(&self, page: &Chrome) -> String {
        let noun = self.list.noun.as_ref().map(|noun| said::said(noun, page.lang)).unwrap_or_default();
        if self.is_new {
            page.t1("list-add", "noun", noun)
        } else {
            page.t2("list-change", "noun", noun, "number", self.place + 1)
        }
    }

    /// Questions that show with these answers.
    fn visible(&self, answers: &Value) -> Vec<&'a FieldData> {
        self.filling.procedure.form().visible_items(&self.list.id, answers, &self.filling.answers)
    }

    /// What is wrong in this entry, at the names of its questions.
    fn problems(&self, web: &Web) -> Vec<FieldProblem> {
        let within = format!("{}.{}.", self.list.id, self.place);
        let all = self.filling.procedure.form().check_page(self.page, &self.filling.answers, web.app.today());
        let own = all.into_iter().filter_map(|problem| {
            let field = problem.field.strip_prefix(&within)?.to_owned();
            Some(FieldProblem { field, ..problem })
        });
        own.collect()
    }

    fn page(&self, page: Chrome, web: &Web, way: &Way) -> Page<EntryPage> {
        let told = if way.sai.is_empty() || self.is_new { Vec::new() } else { self.problems(web) };
        let answers: Answers = self.answers.as_object().cloned().unwrap_or_default().into();
        let (locked, offered) = Default::default();
        let asking = Asking {
            lang: page.lang,
            answers: &answers,
            unsaved: None,
            locked: &locked,
            offered: &offered,
            problems: &told,
        };
        let visible = self.visible(&self.answers);
        let fields: Vec<Field> = visible.into_iter().map(|item| asking.field(item)).collect();
        Page(EntryPage {
            title: self.title(&page),
            procedure: procedure(&page, self.filling),
            progress: progress(&page, self.filling, Step::Page(self.page)),
            back: way.on(&self.list_address(), &[]),
            action: way.on(&self.address(), &[]),
            quiet: draft_quiet::address(&self.address()),
            version: self.filling.version,
            asked: fields.iter().map(|field| field.id.as_str()).collect::<Vec<_>>().join("."),
            problems: summary(&fields),
            fields,
            page,
        })
    }
}

/// `GET /to-khai/{draft}/{page}/{entry}`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path((draft, id, entry)): Path<(String, String, String)>,
    Query(way): Query<Way>,
) -> Result<Response, PageError> {
    let filling = opened(&web, &who, &draft).await?;
    if let Some(sent) = sent_already(&filling) {
        return Ok(sent);
    }
    Ok(Entry::of(&filling, &id, &entry)?.page(page, &web, &way).into_response())
}

/// `POST /to-khai/{draft}/{page}/{entry}`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path((draft, id, entry)): Path<(String, String, String)>,
    Query(way): Query<Way>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (before, sent) = (opened(&web, &who, &draft).await?, Sent::new(pairs));
    if let Some(sent) = sent_already(&before) {
        return Ok(sent);
    }
    let asked = Entry::of(&before, &id, &entry)?;
    let mut saved_place = asked.place;
    let typed = Typed::Entry { list: &asked.list.id, place: asked.place, fields: &sent.fields };
    match app::draft::save_page(&web.app, &who, before.id, sent.version, &typed).await {
        Ok(()) => {}
        Err(error) if conflict::is_overtaken(&error) => {
            let newer = opened(&web, &who, &draft).await?;
            match saved_at(&newer, &asked, &sent) {
                Some(place) => saved_place = place,
                None => {
                    let questions: Vec<&FieldData> = asked.list.items.iter().collect();
                    let kept = kept(&page, &questions, &sent.fields);
                    return Ok(conflict::overtaken_at(page, &newer, asked.address(), &sent, kept));
                }
            }
        }
        Err(error) => return Err(error.into()),
    }
    let after = opened(&web, &who, &draft).await?;
    let saved = Entry::of(&after, &id, &saved_place.to_string())?;
    Ok(Redirect::to(&onward(&web, &asked, &saved, &way, &sent)).into_response())
}

/// Where to go after an entry was saved: to itself while something in it is wrong or newly asked, else to its list.
fn onward(web: &Web, before: &Entry<'_>, saved: &Entry<'_>, way: &Way, sent: &Sent) -> String {
    if sent.is_for_later {
        return "/ca-nhan".to_owned();
    }
    let seen = before.visible(&before.answers);
    let is_seen = |field: &str| match &sent.asked {
        Some(asked) => asked.iter().any(|known| known == field),
        None => seen.iter().any(|known| known.id == field),
    };
    let is_new = |item: &&FieldData| !is_seen(&item.id) && saved.answers.get(&item.id).is_none();
    let has_fresh = saved.visible(&saved.answers).iter().any(is_new);
    let problems = saved.problems(web);
    if problems.is_empty() && !has_fresh {
        return way.on(&saved.list_address(), &[]);
    }
    let wrong = problems.iter().any(|problem| is_seen(&problem.field));
    way.on(&saved.address(), &[("sai", if wrong { "1" } else { "" })])
}

/// Where what another request saved is what this one wanted to save: a button pressed twice, an answer that was lost.
pub(super) fn saved_at(newer: &Filling<'_>, asked: &Entry<'_>, sent: &Sent) -> Option<usize> {
    let is_there = |place: &usize| {
        let mut answers = newer.answers.clone();
        let form = newer.procedure.form();
        form.put_entry(&mut answers, &asked.list.id, *place, &sent.fields).is_ok() && answers == newer.answers
    };
    // What was new then has its place now: the last one.
    let last = newer.procedure.form().entry_count(&asked.list.id, &newer.answers).checked_sub(1);
    [Some(asked.place), last.filter(|_| asked.is_new)].into_iter().flatten().find(is_there)
}

/// `GET /to-khai/{draft}/{page}/{entry}/bo`
pub(crate) async fn ask_to_remove(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path((draft, id, entry)): Path<(String, String, String)>,
    Query(way): Query<Way>,
) -> Result<Response, PageError> {
    let filling = opened(&web, &who, &draft).await?;
    if let Some(sent) = sent_already(&filling) {
        return Ok(sent);
    }
    let asked = Entry::of(&filling, &id, &entry)?;
    let noun = asked.list.noun.as_ref().map(|noun| said::said(noun, page.lang)).unwrap_or_default();
    let shown = RemovePage {
        title: page.t1("list-remove-question", "noun", noun),
        text: said::entry(page.lang, asked.list, &asked.answers),
        back: way.on(&asked.list_address(), &[]),
        action: way.on(&format!("{}/bo", asked.address()), &[]),
        version: filling.version,
        page,
    };
    Ok(Page(shown).into_response())
}

/// `POST /to-khai/{draft}/{page}/{entry}/bo`
pub(crate) async fn remove(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path((draft, id, entry)): Path<(String, String, String)>,
    Query(way): Query<Way>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (before, sent) = (opened(&web, &who, &draft).await?, Sent::new(pairs));
    if let Some(sent) = sent_already(&before) {
        return Ok(sent);
    }
    let asked = Entry::of(&before, &id, &entry)?;
    let typed = Typed::Without { list: &asked.list.id, place: asked.place };
    let back = way.on(&asked.list_address(), &[]);
    match app::draft::save_page(&web.app, &who, before.id, sent.version, &typed).await {
        Ok(()) => Ok(Redirect::to(&back).into_response()),
        Err(error) if conflict::is_overtaken(&error) => {
            let (newer, nothing) = (opened(&web, &who, &draft).await?, BTreeMap::new());
            let sent = Sent { fields: nothing, version: newer.version, is_for_later: false, asked: None };
            Ok(conflict::overtaken_at(page, &newer, back, &sent, Vec::new()))
        }
        Err(error) => Err(error.into()),
    }
}
