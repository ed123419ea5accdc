//! Papers on a form of the counter: what must be seen, what the State has already, and what the desk's scanner sent.
//!
//! `/can-bo/quay/{tenant}/{intake}/giay-to/{part}` takes files, `…/tep/{upload}` shows, keeps and removes one.

use ::upload::{UploadRefusal, Weight};
use app::counter::{AskedAs, CounterPaper, Intake, keep_scan, remove_scan, scan, scanned};
use app::upload::{Shown, UploadRow, findings};
use axum::Form;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::{Id, Refusal};

use super::counter::address;
use super::told::Told;
use super::typed::Wrong;
use super::{names, values};
use crate::session::Current;
use crate::{Chrome, OfficerIs, PageError, Web, WebRefusal, download, refusal_sentence};

/// "Giấy tờ trên trang tại quầy".
pub(super) struct Paper {
    /// The component.
    pub(super) id: String,
    /// Its name.
    pub(super) name: String,
    /// Whether its original was seen.
    pub(super) is_seen: bool,
    /// Whether it must be seen.
    pub(super) is_asked: bool,
    /// Whether looking at it needs a reason.
    pub(super) is_held: bool,
    /// What is said of the register that has it; empty for none.
    pub(super) note: String,
    /// Why it is looked at all the same.
    pub(super) anyway: String,
    /// What was scanned.
    pub(super) files: Vec<Scan>,
}

/// "Tệp đã quét".
pub(super) struct Scan {
    /// Where it is opened, kept and removed.
    pub(super) address: String,
    /// Its name.
    pub(super) name: String,
    /// Its size.
    pub(super) size: String,
    /// What was found.
    pub(super) remarks: Vec<String>,
    /// Whether it waits for a second look.
    pub(super) is_doubtful: bool,
}

/// The papers of a form, with their files.
pub(super) fn papers(page: &Chrome, intake: &Intake<'_>, files: &[UploadRow]) -> Vec<Paper> {
    let base = address(&intake.key());
    let one = |paper: &CounterPaper<'_>| {
        let own = files.iter().filter(|row| row.part == paper.component.id && row.hash.is_some());
        Paper {
            id: paper.component.id.clone(),
            name: names::said(&paper.component.name, page.lang),
            is_seen: paper.is_seen,
            is_asked: paper.asked == AskedAs::Asked,
            is_held: matches!(paper.asked, AskedAs::Held { .. }),
            note: note(page, &paper.asked),
            anyway: paper.anyway.clone(),
            files: own.map(|row| line(page, &base, row)).collect(),
        }
    };
    intake.papers.iter().map(one).collect()
}

fn note(page: &Chrome, asked: &AskedAs) -> String {
    let said = |key: &str, register: &str| page.t1(key, "register", values::register(page, register));
    match asked {
        AskedAs::Asked => String::new(),
        AskedAs::Held { register } => said("counter-paper-held", register),
        AskedAs::IfThere { register } => said("counter-paper-if-there", register),
    }
}

fn line(page: &Chrome, base: &str, row: &UploadRow) -> Scan {
    let found = findings(row);
    Scan {
        address: format!("{base}/tep/{}", row.id),
        name: row.name.clone(),
        size: download::size(u64::try_from(row.size).unwrap_or(0)),
        remarks: found.iter().map(|finding| refusal_sentence(page.lang, &finding.what)).collect(),
        is_doubtful: !row.is_kept && found.iter().any(|finding| finding.weight == Weight::Warn),
    }
}

/// `POST /can-bo/quay/{tenant}/{intake}/giay-to/{part}`: the good files stay, the others are told.
pub(crate) async fn post(
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    Path((tenant, id, part)): Path<(String, String, String)>,
    request: Request,
) -> Result<Response, PageError> {
    let key = names::key(tenant, &id)?;
    app::counter::open(&web.app, &who, &key).await?;
    let (mut refused, mut count): (Vec<Refusal>, usize) = (Vec::new(), 0);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| WebRefusal::Unreadable)?;
    while let Some(field) = form.next_field().await.map_err(|_| WebRefusal::Unreadable)? {
        let Some(name) = field.file_name().map(str::to_owned).filter(|name| !name.is_empty()) else {
            continue;
        };
        let bytes = field.bytes().await.map_err(|_| WebRefusal::TooLarge)?;
        count += 1;
        match scan(&web.app, &who, &key, &part, &name, bytes.to_vec()).await {
            Ok(_) => {}
            Err(app::Error::Refused(why)) => refused.push(why),
            Err(error) => return Err(error.into()),
        }
    }
    if count == 0 {
        refused.push(UploadRefusal::NothingChosen.into());
    }
    let (status, back) = (StatusCode::UNPROCESSABLE_ENTITY, address(&key));
    let done = Redirect::to(&format!("{back}#giay-to")).into_response();
    if refused.is_empty() {
        return Ok(done);
    }
    let wrongs = refused.into_iter().map(|why| Wrong { field: "giay-to".to_owned(), why }).collect();
    let told = Told { status, fields: Vec::new(), wrongs };
    Ok(told.keep(&web, &session, &back).await?.unwrap_or(done))
}

/// `GET /can-bo/quay/{tenant}/{intake}/tep/{upload}`
pub(crate) async fn file(
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Path((tenant, id, upload)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let (key, upload) = (names::key(tenant, &id)?, Id::parse(&upload).ok_or(WebRefusal::NoPage)?);
    Ok(download::file(scanned(&web.app, &who, &key, upload, Shown::Whole).await?))
}

/// `POST /can-bo/quay/{tenant}/{intake}/tep/{upload}`
pub(crate) async fn change(
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Path((tenant, id, upload)): Path<(String, String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (key, upload) = (names::key(tenant, &id)?, Id::parse(&upload).ok_or(WebRefusal::NoPage)?);
    app::counter::open(&web.app, &who, &key).await?;
    match pairs.iter().find(|(name, _)| name == "viec").map(|(_, value)| value.as_str()) {
        Some("bo") => remove_scan(&web.app, &who, &key, upload).await?,
        Some("giu") => keep_scan(&web.app, &who, &key, upload).await?,
        Some(_) | None => return Err(WebRefusal::Unreadable.into()),
    }
    Ok(Redirect::to(&format!("{}#giay-to", address(&key))).into_response())
}
