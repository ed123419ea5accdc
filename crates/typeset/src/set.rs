//! Setting one paper: values made fit, laid out, written as PDF/A-2b, and the caches kept small.

use jiff::Timestamp;
use kernel::{Fault, FaultKind, VN_OFFSET};
use serde_json::{Value, json};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Label, Smart};
use typst::introspection::Introspector;
use typst::utils::PicoStr;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::world::Desk;
use crate::{Form, qr, text};

/// The most a paper's values may weigh; a form is at most a few dozen pages.
const VALUES_LIMIT_BYTES: usize = 400_000;
/// The most pages a paper may have.
const PAGES_LIMIT: usize = 200;
/// Papers a remembered step of the layout outlives: what the letterhead costs is paid once in a burst.
const REMEMBERED: usize = 2;

/// The labels of the room for a signature in `templates/frame.typ`, and how high it is there, in points.
const SIGN_LABELS: [(&str, f64); 2] =
    [("sign-place", 20.0 * 72.0 / 25.4), ("sign-place-low", 12.0 * 72.0 / 25.4)];
/// As wide as a hand writes, in points.
const SIGN_WIDTH: f64 = 160.0;

/// "Bản in": what is to be typeset.
#[derive(Debug, Clone)]
pub struct Job {
    /// The form.
    pub form: Form,
    /// What fills it in.
    pub values: Value,
    /// The code of the paper as it is printed.
    pub code: String,
    /// Where the paper can be checked; the square code says it.
    pub check_url: String,
    /// The date of the document. The same job is the same bytes.
    pub at: Timestamp,
    /// The picture a copy is of: a JPEG or a PNG.
    pub picture: Option<Vec<u8>>,
}

/// "Giấy đã lập".
#[derive(Debug, Clone, PartialEq)]
pub struct Typeset {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its pages.
    pub pages: usize,
    /// Where a signature shows, where the form has a place for one.
    pub sign_place: Option<SignPlace>,
    /// Characters of the values that no font has; each shows as a marked place, and the paper says so.
    pub replaced: Vec<char>,
}

/// Typesets on this thread. [`crate::Press`] bounds how many do so at once.
///
/// # Errors
/// A fault where the values do not fill the form, are too many, or cannot become PDF/A-2b.
pub fn set(job: &Job) -> Result<Typeset, Fault> {
    let done = compose(job);
    // After failed papers too, or what they left would stay.
    comemo::evict(REMEMBERED);
    done
}

/// Forgets everything remembered between papers.
pub fn rest() {
    comemo::evict(0);
}

fn compose(job: &Job) -> Result<Typeset, Fault> {
    let mut paper = job.values.clone();
    let replaced = text::fit(&mut paper);
    let square = qr::square(&job.check_url)?;
    let values = json!({
        "paper": paper,
        "check": { "code": job.code, "url": job.check_url, "side": square.side },
        "replaced": replaced.len(),
    });
    let values = values.to_string();
    if values.len() > VALUES_LIMIT_BYTES {
        return Err(failed(job, "the values are too many for one paper"));
    }
    let desk = Desk::new(job.form, values, square.cells, job.picture.clone())
        .ok_or_else(|| failed(job, "no template"))?;
    let document: PagedDocument =
        typst::compile(&desk).output.map_err(|errors| failed(job, &said(&desk, &errors)))?;
    let pages = document.pages().len();
    if pages > PAGES_LIMIT {
        return Err(failed(job, "too many pages for one paper"));
    }
    let bytes =
        typst_pdf::pdf(&document, &options(job)?).map_err(|errors| failed(job, &said(&desk, &errors)))?;
    let sign_place = sign_place(&document);
    Ok(Typeset { bytes, pages, sign_place, replaced })
}

/// "Chỗ ký" on a page, in points from its lower left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignPlace {
    /// The page, counted from nought.
    pub page: usize,
    /// The left edge.
    pub left: f64,
    /// The lower edge.
    pub bottom: f64,
    /// From left to right.
    pub width: f64,
    /// From the lower to the upper edge.
    pub height: f64,
}

/// Where the frame left room for a signature: a label stands in the middle of the upper edge.
fn sign_place(document: &PagedDocument) -> Option<SignPlace> {
    SIGN_LABELS.iter().find_map(|(label, height)| room(document, label, *height))
}

fn room(document: &PagedDocument, label: &str, height: f64) -> Option<SignPlace> {
    let introspector = document.introspector();
    let label = Label::new(PicoStr::intern(label))?;
    let location = introspector.query_label(label).ok()?.location()?;
    let at = introspector.position(location)?;
    let page = at.page.get().checked_sub(1)?;
    let top = document.pages().get(page)?.frame.height().to_pt() - at.point.y.to_pt();
    let left = at.point.x.to_pt() - SIGN_WIDTH / 2.0;
    Some(SignPlace { page, left, bottom: top - height, width: SIGN_WIDTH, height })
}

/// PDF/A-2b with a date and an identifier of its own: what cannot conform is refused by the writer.
fn options(job: &Job) -> Result<PdfOptions, Fault> {
    let standards = PdfStandards::new(&[PdfStandard::A_2b])
        .map_err(|error| failed(job, &format!("PDF/A-2b: {}", error.message())))?;
    Ok(PdfOptions {
        ident: Smart::Custom(job.code.clone()),
        creator: Smart::Custom(Some("Toàn Trình".to_owned())),
        timestamp: Some(timestamp(job.at).ok_or_else(|| failed(job, "no date"))?),
        standards,
        ..PdfOptions::default()
    })
}

fn timestamp(at: Timestamp) -> Option<typst_pdf::Timestamp> {
    let local = VN_OFFSET.to_datetime(at);
    let part = |value: i8| u8::try_from(value).ok();
    let datetime = Datetime::from_ymd_hms(
        i32::from(local.year()),
        part(local.month())?,
        part(local.day())?,
        part(local.hour())?,
        part(local.minute())?,
        part(local.second())?,
    )?;
    typst_pdf::Timestamp::new_local(datetime, VN_OFFSET.seconds() / 60)
}

/// What the template complains of, and what stands at that place of it.
fn said(desk: &Desk, errors: &[SourceDiagnostic]) -> String {
    let told = errors.iter().map(|error| {
        let place = error.span.id().and_then(|id| {
            let source = desk.source(id).ok()?;
            source.text().get(desk.range(error.span)?).map(|text| format!(" at `{text}`"))
        });
        format!("{}{}", error.message, place.unwrap_or_default())
    });
    told.collect::<Vec<_>>().join("; ")
}

fn failed(job: &Job, why: &str) -> Fault {
    let doing = format!("typeset a {}: {why}", job.form.name());
    Fault { kind: FaultKind::Internal, doing, source: None }
}
