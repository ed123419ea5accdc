//! `/kiem-tra/{code}`: whether a paper is ours, whether it still holds, and whether a file is the one we made.
//!
//! Whoever has the paper types its code; whoever has the file sends it, and the code is read from it. The page says
//! nothing about the person: kind, dossier code, agency, date and hash stand on the paper itself. Every code that leads
//! to nothing gets the same answer. A file to compare is hashed and forgotten.

use app::paper::Checked;
use askama::Template;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use dossier::Standing;
use kernel::FileHash;
use serde::Deserialize;

use crate::components::SummaryRow;
use crate::signature::{self, SignatureItem};
use crate::{Chrome, Page, PageError, Web, format};

/// The field of the file to compare.
const FILE: &str = "tep";

#[derive(Template)]
#[template(path = "public/check_paper.html")]
pub(crate) struct CheckPaper {
    page: Chrome,
    /// The code as it is printed, or as it was typed.
    code: String,
    found: Option<Found>,
    facts: Vec<SummaryRow>,
    asked: Asked,
    compared: Option<Compared>,
    signatures: Vec<SignatureItem>,
}

/// What was asked for, where nothing was found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// Nothing yet.
    Nothing,
    /// A code.
    Code,
    /// A file that names no code.
    File,
    /// A file, but none came.
    NoFile,
}

/// What is known of the paper.
struct Found {
    holds: bool,
    standing: String,
}

/// "Kết quả đối chiếu tệp".
enum Compared {
    /// The file is the one that was made here.
    Same,
    /// It is a true one from before something was added: the seal, or newer evidence.
    Earlier,
    /// It is the one from before it was signed.
    Unsigned,
    /// It is another, or was changed.
    Other { hash: String },
    /// No file came.
    Nothing,
}

impl Compared {
    fn of(bytes: &[u8], checked: &Checked) -> Self {
        let hash = FileHash::of(bytes);
        if hash == checked.hash {
            Self::Same
        } else if checked.earlier.contains(&hash) {
            Self::Earlier
        } else if Some(&hash) == checked.unsigned.as_ref() {
            Self::Unsigned
        } else {
            Self::Other { hash: hash.to_string() }
        }
    }
}

impl CheckPaper {
    /// The page that asks, with what was asked for in vain.
    const fn without(page: Chrome, code: String, asked: Asked) -> Self {
        Self { page, code, found: None, facts: Vec::new(), asked, compared: None, signatures: Vec::new() }
    }
}

/// What was typed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    ma: String,
}

/// `GET /kiem-tra`
pub(crate) async fn ask(page: Chrome, Query(typed): Query<Typed>) -> Response {
    match app::paper::PaperCode::parse(&typed.ma) {
        Some(code) => Redirect::to(&code.path()).into_response(),
        None => {
            let asked = if typed.ma.trim().is_empty() { Asked::Nothing } else { Asked::Code };
            show(CheckPaper::without(page, typed.ma, asked))
        }
    }
}

/// `POST /kiem-tra`
pub(crate) async fn post_file(
    page: Chrome,
    State(web): State<Web>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, PageError> {
    let Some(bytes) = file(form).await?.filter(|bytes| !bytes.is_empty()) else {
        return Ok(show(CheckPaper::without(page, String::new(), Asked::NoFile)));
    };
    let Some(code) = app::paper::PaperCode::in_file(&bytes) else {
        return Ok(show(CheckPaper::without(page, String::new(), Asked::File)));
    };
    let code = code.to_string();
    let checked = app::paper::check(&web.app, &code).await?;
    let compared = checked.as_ref().map(|checked| Compared::of(&bytes, checked));
    Ok(show(sheet(page, code, checked.as_ref(), compared)))
}

/// `GET /kiem-tra/{code}`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    Path(code): Path<String>,
) -> Result<Response, PageError> {
    let checked = app::paper::check(&web.app, &code).await?;
    Ok(show(sheet(page, code, checked.as_ref(), None)))
}

/// `POST /kiem-tra/{code}`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    Path(code): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, PageError> {
    let Some(checked) = app::paper::check(&web.app, &code).await? else {
        return Ok(show(sheet(page, code, None, None)));
    };
    let compared = match file(form).await? {
        Some(bytes) if !bytes.is_empty() => Compared::of(&bytes, &checked),
        Some(_) | None => Compared::Nothing,
    };
    Ok(show(sheet(page, code, Some(&checked), Some(compared))))
}

/// The bytes of the chosen file; the guard has bounded how many there can be.
async fn file(form: Result<Multipart, MultipartRejection>) -> Result<Option<Vec<u8>>, PageError> {
    let Ok(mut form) = form else { return Ok(None) };
    loop {
        let Ok(field) = form.next_field().await else { return Err(crate::WebRefusal::TooLarge.into()) };
        let Some(field) = field else { return Ok(None) };
        if field.name() == Some(FILE) {
            let bytes = field.bytes().await.map_err(|_| crate::WebRefusal::TooLarge)?;
            return Ok(Some(bytes.to_vec()));
        }
    }
}

fn sheet(page: Chrome, typed: String, checked: Option<&Checked>, compared: Option<Compared>) -> CheckPaper {
    let facts = checked.map(|checked| facts(&page, checked)).unwrap_or_default();
    let found = checked.map(|checked| Found {
        holds: checked.standing == Standing::InForce,
        standing: page.word("standing", checked.standing.name()),
    });
    let code = checked.map_or(typed, |checked| checked.code.to_string());
    let signatures = checked.map(|checked| signature::items(&page, &checked.signatures)).unwrap_or_default();
    CheckPaper { page, code, found, facts, asked: Asked::Code, compared, signatures }
}

fn facts(page: &Chrome, checked: &Checked) -> Vec<SummaryRow> {
    let row = |key: &str, value: String| SummaryRow { label: page.t(key), value, change: None };
    let dossier_code = checked.dossier_code.clone().unwrap_or_else(|| page.t("check-no-code"));
    vec![
        row("check-kind", crate::paper::name(page, checked.kind, checked.copy_of.as_ref())),
        row("check-dossier", dossier_code),
        row("check-agency", checked.agency.clone()),
        row("check-at", format::instant(page.lang, checked.at)),
        row("check-pages", checked.pages.to_string()),
        row("check-hash", checked.hash.to_string()),
    ]
}

fn show(page: CheckPaper) -> Response {
    let is_unknown = page.found.is_none() && matches!(page.asked, Asked::Code | Asked::File);
    let status = if is_unknown { StatusCode::NOT_FOUND } else { StatusCode::OK };
    (status, Page(page)).into_response()
}
