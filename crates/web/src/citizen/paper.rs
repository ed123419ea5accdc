//! `/giay-to/{purpose}/{part}`: the files for one paper, on a page of its own; looked at the moment they arrive.

use ::upload::{Limits, UploadRefusal};
use app::upload::{self, Asked, Offer, Purpose, Shift};
use askama::Template;
use axum::Form;
use axum::extract::{FromRequest, Multipart, Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use kernel::Id;
use serde::Deserialize;

use super::draft_steps::{Step, address, back, next, progress};
use super::paper_files::{FileLine, lines};
use super::refused;
use super::sent::Sent;
use super::space::procedure_name;
use super::{id_in, said};
use crate::components::Problem;
use crate::session::Current;
use crate::{Chrome, CitizenIs, Page, PageError, Web, WebRefusal};

/// The file boxes of the form, and the id the summary leads to.
const BOX: &str = "tep";

#[derive(Template)]
#[template(path = "citizen/paper.html")]
pub(crate) struct Paper {
    page: Chrome,
    name: String,
    hint: String,
    ground: String,
    procedure: String,
    progress: String,
    back: String,
    action: String,
    /// Where the way goes on, once a file is there.
    onward: String,
    is_supplement: bool,
    limit_megabytes: u64,
    limit_files: usize,
    problems: Vec<Problem>,
    files: Vec<FileLine>,
    is_doubtful: bool,
}

/// How the page is opened.
#[derive(Deserialize, Default)]
pub(crate) struct Way {
    /// `kiem-tra`: afterwards back to the check.
    #[serde(default)]
    ve: String,
    /// Files that were refused, and why.
    #[serde(default)]
    chua: String,
}

/// `GET /giay-to/{purpose}/{part}`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    Current(session): Current,
    CitizenIs(who): CitizenIs,
    Path((purpose, part)): Path<(String, String)>,
    Query(way): Query<Way>,
) -> Result<Response, PageError> {
    let asked = upload::asked(&web.app, &who, id_in(&purpose)?, &part).await?;
    let refused = refused::again(&web, &session, &page, &way.chua).await;
    let problems = refused.map(|refused| refused.problems(page.lang)).unwrap_or_default();
    Ok(shown(page, &web, &who, &asked, &way, problems).await?.into_response())
}

/// `POST /giay-to/{purpose}/{part}`: files of a form, looked at one by one; the good ones stay, the others are told.
pub(crate) async fn post(
    State(web): State<Web>,
    Current(session): Current,
    CitizenIs(who): CitizenIs,
    Path((purpose, part)): Path<(String, String)>,
    Query(way): Query<Way>,
    request: Request,
) -> Result<Response, PageError> {
    let id = id_in(&purpose)?;
    // Whose paper it is comes before what was sent.
    let asked = upload::asked(&web.app, &who, id, &part).await?;
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| WebRefusal::Unreadable)?;
    let (mut refused, mut count) = (Vec::new(), 0);
    while let Some(field) = form.next_field().await.map_err(|_| WebRefusal::Unreadable)? {
        let Some(name) = field.file_name().map(str::to_owned).filter(|name| !name.is_empty()) else {
            continue;
        };
        let bytes = field.bytes().await.map_err(|_| WebRefusal::TooLarge)?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        count += 1;
        let offer = Offer { id, part: &part, name: &name, size };
        match upload::whole(&web.app, &who, &offer, bytes.to_vec()).await {
            Ok(_) => {}
            Err(app::Error::Refused(refusal)) => refused.push(refusal),
            Err(error) => return Err(error.into()),
        }
    }
    if count == 0 {
        refused.push(UploadRefusal::NothingChosen.into());
    }
    if refused.is_empty() {
        return Ok(Redirect::to(&own_address(&asked, &way)).into_response());
    }
    let nothing = Sent::new(Vec::new());
    refused::lead_back(&web, &session, &own_address(&asked, &way), &nothing, BOX, &refused).await
}

/// `POST /giay-to/{purpose}/{part}/sua`
pub(crate) async fn change(
    State(web): State<Web>,
    CitizenIs(who): CitizenIs,
    Path((purpose, part)): Path<(String, String)>,
    Query(way): Query<Way>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (id, sent) = (id_in(&purpose)?, Sent::new(pairs));
    let asked = upload::asked(&web.app, &who, id, &part).await?;
    let file = Id::parse(sent.text(BOX)).ok_or(WebRefusal::Unreadable)?;
    match sent.text("viec") {
        "bo" => upload::remove(&web.app, &who, file).await?,
        "giu" => upload::keep(&web.app, &who, file).await?,
        "len" => upload::shift(&web.app, &who, file, Shift::Up).await?,
        "xuong" => upload::shift(&web.app, &who, file, Shift::Down).await?,
        _ => return Err(WebRefusal::Unreadable.into()),
    }
    Ok(Redirect::to(&own_address(&asked, &way)).into_response())
}

fn own_address(asked: &Asked, way: &Way) -> String {
    let address = format!("/giay-to/{}/{}", asked.id, asked.part);
    if way.ve.is_empty() { address } else { format!("{address}?ve=kiem-tra") }
}

async fn shown(
    page: Chrome,
    web: &Web,
    who: &app::identity::Citizen,
    asked: &Asked,
    way: &Way,
    problems: Vec<Problem>,
) -> Result<Page<Paper>, PageError> {
    let limits = Limits::builtin()?;
    let rows = upload::of_purpose(&web.app, who, asked.id).await?;
    let files = lines(&page, &rows, &asked.part);
    let (progress, back, onward) = around(&page, web, who, asked, way).await?;
    let base = format!("/giay-to/{}/{}", asked.id, asked.part);
    Ok(Page(Paper {
        name: said::said(&asked.name, page.lang),
        hint: asked.hint.clone(),
        ground: asked.ground.clone(),
        procedure: procedure_name(&page, web, &asked.procedure),
        progress,
        back,
        action: base,
        onward,
        is_supplement: asked.purpose == Purpose::Supplement,
        limit_megabytes: limits.max_bytes / (1024 * 1024),
        limit_files: limits.max_files,
        problems,
        is_doubtful: files.iter().any(|file| file.is_doubtful),
        files,
        page,
    }))
}

/// Where this page stands: how far, what lies behind, what comes next.
async fn around(
    page: &Chrome,
    web: &Web,
    who: &app::identity::Citizen,
    asked: &Asked,
    way: &Way,
) -> Result<(String, String, String), PageError> {
    let id: Id = asked.id;
    match asked.purpose {
        Purpose::Supplement => {
            let form = format!("/ho-so/{id}/bo-sung");
            Ok((page.t("supplement-title"), form.clone(), form))
        }
        Purpose::Draft => {
            let filling = app::draft::open(&web.app, who, id).await?;
            let step = Step::Paper(&asked.part);
            let check = address(id, Step::Check);
            let (behind, onward) = if way.ve.is_empty() {
                (back(&filling, step), address(id, next(&filling, step)))
            } else {
                (check.clone(), check)
            };
            Ok((progress(page, &filling, step), behind, onward))
        }
    }
}
