//! `/ho-so/{id}/bo-sung`: adding what the authority asked for, item by item, all in one go.

use std::collections::BTreeMap;

use app::dossier::{act_as_party, dossier_of};
use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use dossier::{ActionKind, Command, Dossier, DossierRefusal, SupplementItem};
use kernel::Id;

use super::ask::summary;
use super::conflict::{self, has_code};
use super::id_in;
use super::sent::Sent;
use super::space::procedure_name;
use crate::components::{Control, Field, Problem};
use crate::{Chrome, CitizenIs, Page, PageError, Web, format};

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
    fields: Vec<Field>,
}

/// `GET /ho-so/{id}/bo-sung`: where nothing is asked for, the dossier says what is the matter.
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id = id_in(&id)?;
    let look = dossier_of(&web.app, &who, id).await?;
    if !look.open.contains(&ActionKind::AnswerSupplement) {
        return Ok(Redirect::to(&format!("/ho-so/{id}")).into_response());
    }
    Ok(Page(asked(page, &web, id, &look.dossier, None)).into_response())
}

/// `POST /ho-so/{id}/bo-sung`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (id, sent) = (id_in(&id)?, Sent::new(pairs));
    let look = dossier_of(&web.app, &who, id).await?;
    let answers = answers(items(&look.dossier), &sent);
    let done = || Redirect::to(&format!("/ho-so/{id}?xong=bo-sung")).into_response();
    let command = Command::AnswerSupplement { answers };
    match act_as_party(&web.app, &who, id, Some(sent.version), command).await {
        Ok(()) => Ok(done()),
        Err(error) if has_code(&error, DossierRefusal::AnswerIncomplete { item: String::new() }.code()) => {
            let shown = asked(page, &web, id, &look.dossier, Some(&sent));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(shown)).into_response())
        }
        Err(error) if conflict::is_conflict(&error) => {
            let now = dossier_of(&web.app, &who, id).await?.dossier;
            // Pressed twice: the first press has added exactly this.
            let is_added = |typed: &String| now.supplement_answers.iter().any(|(_, added)| added == typed);
            if now.supplement.is_none() && !sent.fields.is_empty() && sent.fields.values().all(is_added) {
                return Ok(done());
            }
            Ok(conflict::conflict(page, id, kept(items(&look.dossier), &sent)))
        }
        Err(error) => Err(error.into()),
    }
}

fn items(dossier: &Dossier) -> &[SupplementItem] {
    dossier.supplement.as_ref().map_or(&[], |request| &request.items)
}

/// The name of an item's box: items are named by officials, boxes by their place.
fn name(place: usize) -> String {
    format!("muc_{}", place + 1)
}

fn answers(items: &[SupplementItem], sent: &Sent) -> BTreeMap<String, String> {
    let answer =
        |(place, item): (usize, &SupplementItem)| (item.id.clone(), sent.text(&name(place)).to_owned());
    items.iter().enumerate().map(answer).collect()
}

/// What was typed, by what was asked; by its number where that is no longer known.
fn kept(items: &[SupplementItem], sent: &Sent) -> Vec<(String, String)> {
    let ask = |box_name: &String| {
        let found = items.iter().enumerate().find(|(place, _)| name(*place) == *box_name);
        found.map_or_else(|| box_name.trim_start_matches("muc_").to_owned(), |(_, item)| item.ask.clone())
    };
    sent.fields.iter().map(|(box_name, typed)| (ask(box_name), typed.clone())).collect()
}

fn asked(page: Chrome, web: &Web, id: Id, dossier: &Dossier, sent: Option<&Sent>) -> Supplement {
    let field = |(place, item): (usize, &SupplementItem)| {
        let typed = sent.map(|sent| sent.text(&name(place)).to_owned());
        Field {
            id: name(place),
            label: item.ask.clone(),
            error: typed.as_ref().filter(|typed| typed.trim().is_empty()).map(|_| page.t("supplement-empty")),
            value: typed.unwrap_or_default(),
            control: Control::TextArea { rows: ROWS },
            ..Field::default()
        }
    };
    let fields: Vec<Field> = items(dossier).iter().enumerate().map(field).collect();
    let request = dossier.supplement.as_ref();
    let by = request.and_then(|request| request.answer_by);
    Supplement {
        id,
        version: sent.map_or(dossier.version, |sent| sent.version),
        procedure: procedure_name(&page, web, dossier.opening.procedure.as_str()),
        reason: request.map(|request| request.reason.clone()).unwrap_or_default(),
        by: by.map(|on| page.t1("track-answer-by", "date", format::date(on))).unwrap_or_default(),
        problems: summary(&fields),
        fields,
        page,
    }
}
