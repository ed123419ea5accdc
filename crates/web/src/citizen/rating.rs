//! `/ho-so/{id}/danh-gia`: saying how the service was, once the result is in hand; nobody has to.

use app::rating::{MOST_CHARS, rate, rating_of};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use kernel::Id;

use super::id_in;
use super::refused::{self, Again, Refused};
use super::sent::Sent;
use super::space::procedure_name;
use crate::components::{Choice, Control, Field, Problem, problems};
use crate::session::Current;
use crate::{Chrome, CitizenIs, Page, PageError, Web};

/// The fields of the page.
const SCORE: &str = "diem";
const WORDS: &str = "loi";

#[derive(Template)]
#[template(path = "citizen/rating.html")]
pub(crate) struct Rating {
    page: Chrome,
    id: Id,
    procedure: String,
    is_changed: bool,
    problems: Vec<Problem>,
    fields: Vec<Field>,
}

/// `GET /ho-so/{id}/danh-gia`: where there is nothing to say yet, or nothing to change any more, the dossier.
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    Current(session): Current,
    CitizenIs(who): CitizenIs,
    Path(id): Path<String>,
    Query(way): Query<Again>,
) -> Result<Response, PageError> {
    let id = id_in(&id)?;
    let (said, is_open) = rating_of(&web.app, &who, id).await?;
    if !is_open {
        return Ok(Redirect::to(&format!("/ho-so/{id}")).into_response());
    }
    let is_changed = said.is_some();
    let (score, words) = said.map(|row| (row.score.to_string(), row.words)).unwrap_or_default();
    let refused = refused::again(&web, &session, &page, &way.chua).await;
    let typed = refused.as_ref().map(|refused| (refused.text(SCORE), refused.text(WORDS)));
    let typed = typed.unwrap_or((score, words));
    Ok(shown(page, &web, &who, id, is_changed, typed, refused).await?.into_response())
}

/// `POST /ho-so/{id}/danh-gia`
pub(crate) async fn post(
    State(web): State<Web>,
    Current(session): Current,
    CitizenIs(who): CitizenIs,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (id, sent) = (id_in(&id)?, Sent::new(pairs));
    let score = sent.text(SCORE).parse().unwrap_or(0);
    match rate(&web.app, &who, id, score, sent.text(WORDS)).await {
        Ok(()) => Ok(Redirect::to(&format!("/ho-so/{id}?xong=danh-gia")).into_response()),
        Err(app::Error::Refused(refusal))
            if ["app.rating-score", "app.message-too-long"].contains(&refusal.code.as_str()) =>
        {
            let at = if refusal.code == "app.rating-score" { SCORE } else { WORDS };
            let own = format!("/ho-so/{id}/danh-gia");
            refused::lead_back(&web, &session, &own, &sent, at, &[refusal]).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn shown(
    page: Chrome,
    web: &Web,
    who: &app::identity::Citizen,
    id: Id,
    is_changed: bool,
    (score, words): (String, String),
    refused: Option<Refused>,
) -> Result<Page<Rating>, PageError> {
    let look = app::dossier::dossier_of(&web.app, who, id).await?;
    let told = |field: &str| refused.as_ref().filter(|refused| refused.at == field);
    let error_at = |field: &str| told(field).map(|refused| refused.sentence(page.lang));
    let choice = |score: i64| Choice {
        value: score.to_string(),
        label: page.word("rating", &score.to_string()),
        hint: String::new(),
    };
    let fields = vec![
        Field {
            id: SCORE.to_owned(),
            label: page.t("rating-question"),
            value: score,
            error: error_at(SCORE),
            control: Control::Radios((1..=5).rev().map(choice).collect()),
            is_heading: true,
            ..Field::default()
        },
        Field {
            id: WORDS.to_owned(),
            label: page.t("rating-words"),
            hint: page.t1("rating-words-hint", "limit", MOST_CHARS),
            value: words,
            error: error_at(WORDS),
            control: Control::TextArea { rows: 4 },
            is_optional: true,
            ..Field::default()
        },
    ];
    let procedure = procedure_name(&page, web, look.dossier.opening.procedure.as_str());
    Ok(Page(Rating { id, procedure, is_changed, problems: problems(&fields), fields, page }))
}
