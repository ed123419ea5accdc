//! `/can-bo/nhieu`: one deed on the rows ticked in a worklist, and what became of each.

use app::dossier::{Many, Named, Outcome, Target};
use app::{App, DossierKey};
use askama::Template;
use axum::Form as Sent;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::Id;

use super::names;
use super::told::{Again, Told};
use super::typed::Wrong;
use crate::session::Current;
use crate::{Chrome, OfficerIs, Page, PageError, Web, WebRefusal, refusal_sentence};

#[derive(Template)]
#[template(path = "officer/many.html")]
pub(crate) struct ManyPage {
    page: Chrome,
    back: String,
    done: usize,
    lines: Vec<Line>,
}

/// "Kết quả của một hồ sơ".
struct Line {
    address: String,
    /// Its code, or procedure and owner where it has none.
    name: String,
    refused: Option<String>,
}

/// Where this page stands.
const PATH: &str = "/can-bo/nhieu";
/// The field that holds a dossier something was done to.
const DONE: &str = "xong";
/// The field that holds how people know a dossier.
const NAMED: &str = "ten";
/// The field that holds the way back.
const BACK: &str = "ve";

/// `GET /can-bo/nhieu`: what became of each; without outcomes there is nothing to tell.
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(_): OfficerIs,
    Current(session): Current,
    Query(asked): Query<Again>,
) -> Result<Response, PageError> {
    match Told::again(&web, &session, PATH, &asked).await? {
        Some(told) => Ok(Page(shown(page, &told)).into_response()),
        None => Ok(Redirect::to("/can-bo").into_response()),
    }
}

/// `POST /can-bo/nhieu`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let of = |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let targets: Vec<Target> =
        pairs.iter().filter(|(name, _)| name == "chon").filter_map(|(_, value)| target(value)).collect();
    let deed = match of("viec") {
        Some("receive") => Many::Receive,
        Some("forward") => Many::Forward { to: of("to").unwrap_or_default().to_owned() },
        Some(_) | None if targets.is_empty() => Many::Receive,
        Some(_) | None => return Err(WebRefusal::Unreadable.into()),
    };
    let outcomes = app::dossier::many(&web.app, &who, &deed, &targets).await?;
    let back = of(BACK).filter(|back| back.starts_with("/can-bo?")).unwrap_or("/can-bo");
    let told = kept(&web.app, &page, outcomes, back);
    match told.keep(&web, &session, PATH).await? {
        Some(elsewhere) => Ok(elsewhere),
        None => Ok(Page(shown(page, &told)).into_response()),
    }
}

/// Outcomes as they are kept: the address of each dossier with how people know it, done or with why not.
fn kept(app: &App, page: &Chrome, outcomes: Vec<Outcome>, back: &str) -> Told {
    let mut told =
        Told { status: StatusCode::OK, fields: vec![(BACK.to_owned(), back.to_owned())], wrongs: Vec::new() };
    for outcome in outcomes {
        let address = names::address(&outcome.key);
        if let Some(named) = &outcome.named {
            told.fields.push((NAMED.to_owned(), format!("{address} {}", name(app, page, named))));
        }
        match outcome.result {
            Ok(_) => told.fields.push((DONE.to_owned(), address)),
            Err(why) => told.wrongs.push(Wrong { field: address, why }),
        }
    }
    told
}

/// The code alone says which; without one, procedure and owner do.
fn name(app: &App, page: &Chrome, named: &Named) -> String {
    match &named.code {
        Some(code) => code.clone(),
        None => format!("{}, {}", names::procedure(app, &named.procedure, page.lang), named.owner),
    }
}

fn shown(page: Chrome, told: &Told) -> ManyPage {
    let of = |name: &'static str| told.fields.iter().filter(move |(known, _)| known == name);
    let line = |address: &str, refused: Option<String>| {
        let named = of(NAMED).filter_map(|(_, value)| value.split_once(' '));
        let name = named.filter(|(known, _)| *known == address).map(|(_, name)| name.to_owned()).next();
        Line { address: address.to_owned(), name: name.unwrap_or_else(|| page.t("many-open")), refused }
    };
    let done = of(DONE).map(|(_, address)| line(address, None));
    let refused =
        told.wrongs.iter().map(|wrong| line(&wrong.field, Some(refusal_sentence(page.lang, &wrong.why))));
    let lines: Vec<Line> = done.chain(refused).collect();
    ManyPage {
        done: lines.iter().filter(|line| line.refused.is_none()).count(),
        back: of(BACK).map(|(_, value)| value.clone()).next().unwrap_or_else(|| "/can-bo".to_owned()),
        lines,
        page,
    }
}

/// `tenant/id/version` of a row, as the page it was ticked on showed it.
fn target(text: &str) -> Option<Target> {
    let mut parts = text.split('/');
    let (tenant, id, version) = (parts.next()?, parts.next()?, parts.next()?);
    let key = DossierKey { tenant: tenant.to_owned(), id: Id::parse(id)? };
    Some(Target { key, version: Some(version.parse().ok()?) })
}
