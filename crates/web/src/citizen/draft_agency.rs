//! `/to-khai/{draft}` and `/to-khai/{draft}/co-quan`: going on where one stopped, and choosing the authority that decides.

use app::draft::{Filling, Typed};
use app::identity::Citizen;
use app::organisation::{Agency, authorities};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use url::form_urlencoded;

use super::ask::one_of;
use super::conflict;
use super::draft_steps::{Step, address, back, first_open, next, opened, procedure, progress, sent_already};
use super::sent::Sent;
use crate::components::{Choice, Control, Field, Problem, problems};
use crate::{Chrome, CitizenIs, Page, PageError, Web};

/// The field of the page.
const FIELD: &str = "co_quan";

#[derive(Template)]
#[template(path = "citizen/draft_agency.html")]
pub(crate) struct AgencyPage {
    page: Chrome,
    procedure: String,
    progress: String,
    back: String,
    action: String,
    version: i64,
    problems: Vec<Problem>,
    field: Field,
}

/// Where the way goes on afterwards.
#[derive(Deserialize)]
pub(crate) struct Way {
    #[serde(default)]
    ve: String,
    /// `1`: nothing was chosen; `2`: something that is not offered.
    #[serde(default)]
    sai: String,
}

/// `GET /to-khai/{draft}`: on to the first step that is open.
pub(crate) async fn go_on(
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(draft): Path<String>,
) -> Result<Response, PageError> {
    let filling = opened(&web, &who, &draft).await?;
    let step = first_open(&filling, web.app.today());
    let on = || Redirect::to(&address(filling.id, step)).into_response();
    Ok(sent_already(&filling).unwrap_or_else(on))
}

/// `GET /to-khai/{draft}/co-quan`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(draft): Path<String>,
    Query(way): Query<Way>,
) -> Result<Response, PageError> {
    let filling = opened(&web, &who, &draft).await?;
    if let Some(sent) = sent_already(&filling) {
        return Ok(sent);
    }
    let chosen = filling.agency.as_ref().map(ToString::to_string).unwrap_or_default();
    let key = match way.sai.as_str() {
        "" => None,
        "1" => Some("form-required-choice"),
        _ => Some("form-not-an-option"),
    };
    let error = key.map(|key| page.t(key));
    Ok(asked(page, &web, &filling, &way, chosen, error).await?.into_response())
}

/// `POST /to-khai/{draft}/co-quan`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path(draft): Path<String>,
    Query(way): Query<Way>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (filling, sent) = (opened(&web, &who, &draft).await?, Sent::new(pairs));
    if let Some(sent) = sent_already(&filling) {
        return Ok(sent);
    }
    let offered = authorities(&web.app, filling.procedure.revision().decided_by).await?;
    let Some(agency) = offered.into_iter().find(|agency| agency.code.as_str() == sent.text(FIELD)) else {
        let way = [("ve", way.ve.as_str()), ("sai", if sent.text(FIELD).is_empty() { "1" } else { "2" })];
        let way = way.into_iter().filter(|(_, value)| !value.is_empty());
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(way).finish();
        let here = address(filling.id, Step::Agency);
        return Ok(Redirect::to(&format!("{here}?{query}")).into_response());
    };
    if filling.agency.as_ref() != Some(&agency.code)
        && let Some(overtaken) = save(&page, &web, &who, &filling, &sent, &agency).await?
    {
        return Ok(overtaken);
    }
    let on = if way.ve == "kiem-tra" { Step::Check } else { next(&filling, Step::Agency) };
    let on = if sent.is_for_later { "/ca-nhan".to_owned() } else { address(filling.id, on) };
    Ok(Redirect::to(&on).into_response())
}

/// Saves the choice; the page that tells of another tab where that one was faster.
async fn save(
    page: &Chrome,
    web: &Web,
    who: &Citizen,
    filling: &Filling<'_>,
    sent: &Sent,
    agency: &Agency,
) -> Result<Option<Response>, PageError> {
    match app::draft::save_page(&web.app, who, filling.id, sent.version, &Typed::Agency(&agency.code)).await {
        Ok(()) => Ok(None),
        Err(error) if conflict::is_overtaken(&error) => {
            let kept = vec![(page.t("draft-agency-question"), agency.name.clone())];
            let newer = app::draft::open(&web.app, who, filling.id).await?;
            Ok(Some(conflict::overtaken(page.clone(), &newer, Step::Agency, sent, kept)))
        }
        Err(error) => Err(error.into()),
    }
}

async fn asked(
    page: Chrome,
    web: &Web,
    filling: &Filling<'_>,
    way: &Way,
    chosen: String,
    error: Option<String>,
) -> Result<Page<AgencyPage>, PageError> {
    let offered = authorities(&web.app, filling.procedure.revision().decided_by).await?;
    let field = Field {
        id: FIELD.to_owned(),
        label: page.t("draft-agency-question"),
        hint: page.t("draft-agency-hint"),
        value: chosen,
        error,
        control: if offered.is_empty() { Control::Text } else { one_of(offered.into_iter().map(choice)) },
        is_optional: false,
        is_heading: true,
    };
    let to_check = way.ve == "kiem-tra";
    let action = address(filling.id, Step::Agency);
    Ok(Page(AgencyPage {
        procedure: procedure(&page, filling),
        progress: progress(&page, filling, Step::Agency),
        back: if to_check { address(filling.id, Step::Check) } else { back(filling, Step::Agency) },
        action: if to_check { format!("{action}?ve=kiem-tra") } else { action },
        version: filling.version,
        problems: problems(std::slice::from_ref(&field)),
        field,
        page,
    }))
}

/// The commune is named once: most agencies carry it in their name.
fn choice(agency: Agency) -> Choice {
    let is_named = agency.name.to_lowercase().contains(&agency.place.to_lowercase());
    let hint = if is_named { String::new() } else { agency.place };
    Choice { value: agency.code.to_string(), label: agency.name, hint }
}
