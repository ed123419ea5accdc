//! `/to-khai/{draft}/{page}` where the page asks for a list: the entries there are, each to be changed or taken away, and
//! one more to be added. One entry is asked in `draft_entry.rs`.

use app::draft::{Filling, Typed};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::{FieldData, FieldKind, FormRefusal};
use kernel::Refusal;

use super::draft_page::Way;
use super::draft_steps::{Step, address, back, next, opened, procedure, progress, sent_already};
use super::sent::Sent;
use super::{conflict, said};
use crate::components::Problem;
use crate::{Chrome, CitizenIs, Page, PageError, Web};

/// The place of an entry that is not there yet, as addresses write it.
pub(super) const NEW: &str = "moi";

#[derive(Template)]
#[template(path = "citizen/draft_list.html")]
pub(crate) struct ListPage {
    page: Chrome,
    title: String,
    question: String,
    hint: String,
    intro: String,
    noun: String,
    procedure: String,
    progress: String,
    back: String,
    action: String,
    version: i64,
    problems: Vec<Problem>,
    entries: Vec<Row>,
    /// Where one more is added; none where the list is full.
    add: Option<String>,
}

/// "Một mục trong danh sách".
struct Row {
    number: usize,
    text: String,
    change: String,
    remove: String,
    is_wrong: bool,
}

/// The page of a list.
pub(super) fn shown(
    page: Chrome,
    web: &Web,
    filling: &Filling<'_>,
    id: &str,
    list: &FieldData,
    way: &Way,
) -> Page<ListPage> {
    let (form, step, lang) = (filling.procedure.form(), Step::Page(id), page.lang);
    let here = address(filling.id, step);
    let problems = form.check_page(id, &filling.answers, web.app.today());
    let entries = filling.answers.get(&list.id).and_then(serde_json::Value::as_array);
    let count = form.entry_count(&list.id, &filling.answers);
    let row = |(place, entry): (usize, &serde_json::Value)| {
        let within = format!("{}.{place}.", list.id);
        Row {
            number: place + 1,
            text: said::entry(lang, list, entry),
            change: way.on(&format!("{here}/{place}"), &[]),
            remove: way.on(&format!("{here}/{place}/bo"), &[]),
            is_wrong: problems.iter().any(|problem| problem.field.starts_with(&within)),
        }
    };
    let is_full = list.max.is_some_and(|max| i64::try_from(count).unwrap_or(i64::MAX) >= max);
    let asked = form.page(id);
    let text = |text: Option<&catalogue::Text>| text.map(|text| said::said(text, lang)).unwrap_or_default();
    Page(ListPage {
        title: text(asked.map(|asked| &asked.title)),
        intro: text(asked.and_then(|asked| asked.intro.as_ref())),
        question: said::said(&list.label, lang),
        hint: text(list.hint.as_ref()),
        noun: text(list.noun.as_ref()),
        procedure: procedure(&page, filling),
        progress: progress(&page, filling, step),
        back: if way.is_to_check() { address(filling.id, Step::Check) } else { back(filling, step) },
        action: way.on(&here, &[]),
        version: filling.version,
        problems: if way.sai.is_empty() { Vec::new() } else { told(&page, list, &problems) },
        entries: entries.into_iter().flatten().enumerate().map(row).collect(),
        add: (!is_full).then(|| way.on(&format!("{here}/{NEW}"), &[])),
        page,
    })
}

/// What is wrong with the list as a whole in its words; of an entry, which one must be looked at.
fn told(page: &Chrome, list: &FieldData, problems: &[catalogue::FieldProblem]) -> Vec<Problem> {
    let mut told: Vec<Problem> = Vec::new();
    for problem in problems {
        let mut parts = problem.field.split('.');
        let place = parts.nth(1).and_then(|place| place.parse::<usize>().ok());
        let (target, text) = match place {
            None => ("add".to_owned(), said::problem(page.lang, problem)),
            Some(place) => (format!("entry-{}", place + 1), page.t1("list-entry-wrong", "number", place + 1)),
        };
        if !told.iter().any(|known| known.target == target) {
            told.push(Problem { target, text });
        }
    }
    debug_assert!(list.kind == FieldKind::List, "only lists come here");
    told
}

/// `POST /to-khai/{draft}/{page}`: the list is complete; on to the next step, or back to what is wrong with it.
pub(crate) async fn post(
    State(web): State<Web>,
    page: Chrome,
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
    if form.data().list_of(&id).is_none() {
        return Err(Refusal::from(FormRefusal::UnknownPage { page: id }).into());
    }
    let typed = Typed::Page { id: &id, fields: &sent.fields };
    match app::draft::save_page(&web.app, &who, before.id, sent.version, &typed).await {
        Ok(()) => {}
        Err(error) if conflict::is_overtaken(&error) => {
            let newer = opened(&web, &who, &draft).await?;
            return Ok(conflict::overtaken(page, &newer, Step::Page(&id), &sent, Vec::new()));
        }
        Err(error) => return Err(error.into()),
    }
    if sent.is_for_later {
        return Ok(Redirect::to("/ca-nhan").into_response());
    }
    let after = opened(&web, &who, &draft).await?;
    let here = Step::Page(&id);
    let is_wrong = !form.check_page(&id, &after.answers, web.app.today()).is_empty();
    let on = match (is_wrong, way.is_to_check()) {
        (true, _) => way.on(&address(after.id, here), &[("sai", "1")]),
        (false, true) => address(after.id, Step::Check),
        (false, false) => address(after.id, next(&after, here)),
    };
    Ok(Redirect::to(&on).into_response())
}
