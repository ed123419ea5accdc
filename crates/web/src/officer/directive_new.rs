//! `/can-bo/chi-dao/moi`: a file or a pasted text becomes a draft with its tasks proposed.

use app::directive::{Begin, begin, drafting};
use askama::Template;
use axum::extract::{FromRequest, Multipart, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use directives::TextRefusal;
use kernel::{AgencyCode, Refusal};
use serde::Deserialize;

use super::names;
use super::task_words::directive_address;
use super::told::{Again, Told};
use super::typed::{Typed, Wrong};
use crate::components::Problem;
use crate::session::Current;
use crate::{Chrome, OfficerIs, Page, PageError, Web, WebRefusal, refusal_sentence};

/// Where this page stands.
const PATH: &str = "/can-bo/chi-dao/moi";

/// For which body, and which refused form is told of.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    #[serde(rename = "co-quan")]
    agency: String,
    #[serde(flatten)]
    again: Again,
}

#[derive(Template)]
#[template(path = "officer/directive_new.html")]
pub(crate) struct New {
    page: Chrome,
    problems: Vec<Problem>,
    agencies: Vec<(String, String, bool)>,
    text: String,
    issued_on: String,
}

/// `GET /can-bo/chi-dao/moi`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let told = Told::again(&web, &session, PATH, &asked.again).await?;
    shown(&web, page, &who, &asked.agency, told).await
}

async fn shown(
    web: &Web,
    page: Chrome,
    who: &access::Staff,
    agency: &str,
    told: Option<Told>,
) -> Result<Response, PageError> {
    let codes = drafting(&web.app, who);
    if codes.is_empty() {
        return Err(access::AccessRefusal::NotPermitted { deed: "directive-draft".to_owned() }.into());
    }
    let status = told.as_ref().map_or(StatusCode::OK, |told| told.status);
    let wrongs = told.as_ref().map(|told| told.wrongs.clone()).unwrap_or_default();
    let typed = told.map(|told| Typed::of(told.fields)).unwrap_or_default();
    let chosen =
        if typed.raw("co-quan").is_empty() { agency.to_owned() } else { typed.raw("co-quan").to_owned() };
    let mut agencies = Vec::new();
    for code in codes {
        agencies.push((code.to_string(), names::agency(&web.app, &code).await?, code.as_str() == chosen));
    }
    let problem = |wrong: &Wrong| Problem {
        target: wrong.field.clone(),
        text: refusal_sentence(page.lang, &wrong.why),
    };
    let view = New {
        problems: wrongs.iter().map(problem).collect(),
        agencies,
        text: typed.raw("van-ban").to_owned(),
        issued_on: typed.raw("ngay").to_owned(),
        page,
    };
    Ok((status, Page(view)).into_response())
}

/// `POST /can-bo/chi-dao/moi`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    request: Request,
) -> Result<Response, PageError> {
    let (typed, file) = with_file(request).await?;
    let agency = typed.raw("co-quan").to_owned();
    let wrong = match begun(&web, &who, &typed, file).await? {
        Ok(address) => return Ok(Redirect::to(&address).into_response()),
        Err(wrong) => wrong,
    };
    let told =
        Told { status: StatusCode::UNPROCESSABLE_ENTITY, fields: typed.into_pairs(), wrongs: vec![wrong] };
    match told.keep(&web, &session, PATH).await? {
        Some(elsewhere) => Ok(elsewhere),
        None => shown(&web, page, &who, &agency, Some(told)).await,
    }
}

async fn begun(
    web: &Web,
    who: &access::Staff,
    typed: &Typed,
    file: Option<(String, Vec<u8>)>,
) -> Result<Result<String, Wrong>, PageError> {
    let issued_on = match typed.day("ngay") {
        Ok(day) => day,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let field = if file.is_some() { "tep" } else { "van-ban" };
    let (name, bytes) = file.unwrap_or_else(|| (String::new(), typed.text("van-ban").into_bytes()));
    if bytes.is_empty() {
        return Ok(Err(Wrong::at("van-ban", TextRefusal::NothingGiven)));
    }
    let agency = AgencyCode::parse(typed.raw("co-quan")).ok();
    let agency = agency.or_else(|| drafting(&web.app, who).into_iter().next());
    let Some(agency) = agency else {
        return Err(access::AccessRefusal::NotPermitted { deed: "directive-draft".to_owned() }.into());
    };
    match begin(&web.app, who, Begin { agency, name, bytes, issued_on }).await {
        Ok(key) => Ok(Ok(directive_address(&key.tenant, &key.id))),
        Err(app::Error::Refused(why)) if why.code.starts_with("access.") => Err(why.into()),
        Err(app::Error::Refused(why)) => Ok(Err(Wrong::at(field, Refusal::clone(&why)))),
        Err(error) => Err(error.into()),
    }
}

/// The fields of a form that may carry a file, and the file where one was chosen.
pub(super) async fn with_file(request: Request) -> Result<(Typed, Option<(String, Vec<u8>)>), PageError> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| WebRefusal::Unreadable)?;
    let (mut pairs, mut file) = (Vec::new(), None);
    while let Some(field) = form.next_field().await.map_err(|_| WebRefusal::Unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            Some(called) => {
                let bytes = field.bytes().await.map_err(|_| WebRefusal::TooLarge)?;
                if !called.is_empty() && !bytes.is_empty() {
                    file = Some((called, bytes.to_vec()));
                }
            }
            None => pairs.push((name, field.text().await.map_err(|_| WebRefusal::Unreadable)?)),
        }
    }
    Ok((Typed::of(pairs), file))
}
