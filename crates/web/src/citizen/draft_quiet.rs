//! `…/luu`: what is being typed, saved by the script of the page a moment after the last key, without leaving it.
//!
//! It is the save of the button, by the same use case under the same version, so a second tab is told; nothing is judged
//! and nothing is skipped. The answer is a small JSON object: `ban`, the version the page now shows; `noi`, where an
//! entry that was new has its place; `sai`, the sentence where it could not be saved.

use app::draft::Typed;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use catalogue::FormRefusal;
use kernel::Refusal;
use serde_json::json;

use super::draft_entry::{Entry, saved_at};
use super::draft_page::{asked, is_same};
use super::draft_steps::{opened, question};
use super::sent::Sent;
use super::{conflict, said};
use crate::{Chrome, CitizenIs, PageError, Web};

/// The address that saves quietly what is typed at another.
pub(super) fn address(of: &str) -> String {
    format!("{of}/luu")
}

/// `POST /to-khai/{draft}/{page}/cau/{field}/luu`
pub(crate) async fn question_typed(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path((draft, part, field)): Path<(String, String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (before, mut sent) = (opened(&web, &who, &draft).await?, Sent::new(pairs));
    let Some(question) = question(&before, &part, &field) else {
        return Err(Refusal::from(FormRefusal::UnknownPage { page: part }).into());
    };
    let mut asked = asked(&before, &question, &sent);
    // What stands in a box and nobody has touched is no answer before the page is sent.
    let form = before.procedure.form();
    let offer = |(id, text): &(&String, &String)| form.is_untouched(id, text, &before.offered);
    let offers: Vec<String> = sent.fields.iter().filter(offer).map(|(id, _)| id.clone()).collect();
    asked.retain(|id| !offers.iter().any(|offer| offer == id));
    sent.fields.retain(|id, _| !offers.contains(id));
    let typed = Typed::Fields { asked: &asked, fields: &sent.fields };
    let saved = app::draft::save_page(&web.app, &who, before.id, sent.version, &typed).await;
    let after = opened(&web, &who, &draft).await?;
    match saved {
        // The answer to the same save was lost on the line.
        Err(error) if conflict::is_overtaken(&error) && is_same(&after, &asked, &sent) => {}
        Err(error) => return unsaved(&page, error),
        Ok(()) => {}
    }
    Ok(Json(json!({ "ban": after.version })).into_response())
}

/// `POST /to-khai/{draft}/{page}/{entry}/luu`
pub(crate) async fn entry_typed(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path((draft, part, entry)): Path<(String, String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (before, sent) = (opened(&web, &who, &draft).await?, Sent::new(pairs));
    let asked = Entry::of(&before, &part, &entry)?;
    let typed = Typed::Entry { list: &asked.list.id, place: asked.place, fields: &sent.fields };
    let saved = app::draft::save_page(&web.app, &who, before.id, sent.version, &typed).await;
    let after = opened(&web, &who, &draft).await?;
    let place = match saved {
        Ok(()) => asked.place,
        Err(error) => match saved_at(&after, &asked, &sent) {
            Some(place) if conflict::is_overtaken(&error) => place,
            Some(_) | None => return unsaved(&page, error),
        },
    };
    let own = Entry::of(&after, &part, &place.to_string())?.address();
    Ok(Json(json!({ "ban": after.version, "noi": own })).into_response())
}

/// Why it was not saved, in a sentence beside the button; a fault is a page like any other.
pub(super) fn unsaved(page: &Chrome, error: app::Error) -> Result<Response, PageError> {
    if conflict::is_overtaken(&error) {
        let answer = json!({ "sai": page.t("draft-quiet-overtaken") });
        return Ok((StatusCode::CONFLICT, Json(answer)).into_response());
    }
    match error {
        app::Error::Refused(refusal) => {
            let answer = json!({ "sai": said::refusal(page.lang, &refusal) });
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(answer)).into_response())
        }
        error @ app::Error::Faulted(_) => Err(error.into()),
    }
}
