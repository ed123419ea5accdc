//! `/can-bo/ho-so/{tenant}/{id}/giay-to/{paper}/ky`: the paper as it is, its hash, and signing or sealing exactly that.
//!
//! The form carries the hash of what was shown; whatever else lies there when the button is pressed is refused. A PIN goes
//! to the key and nowhere else: it is no field that is kept or shown again.

use access::Staff;
use app::DossierKey;
use app::dossier::Look;
use app::identity::Session;
use app::paper::{
    PaperLine, PaperToSign, Unlock, WaitingPaper, changed, keys_for, next_signature, papers, sign_papers,
};
use app::signing::Pin;
use askama::Template;
use axum::Form as Sent;
use axum::extract::{Path, Query, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use dossier::SignStep;
use kernel::{FileHash, Id, Refusal};

use super::changed::Changes;
use super::names;
use super::sheet::Sheet;
use super::sign_form::{Asked, SignForm, refused};
use super::told::Told;
use super::typed::Typed;
use crate::components::{Control, Problem, SummaryRow};
use crate::kept::{unless_recent, without_pin};
use crate::session::Current;
use crate::sign_keys::Keys;
use crate::signature::{self, SignatureItem};
use crate::{Chrome, OfficerIs, Page, PageError, Web, WebRefusal, format, paper};

#[derive(Template)]
#[template(path = "officer/sign_paper.html")]
pub(crate) struct SignPaper {
    page: Chrome,
    sheet: Sheet,
    step: &'static str,
    /// What is signed.
    kind: String,
    /// Whether it must be opened before it is signed.
    is_exception: bool,
    /// Where the form goes.
    address: String,
    /// Where the file is.
    file: String,
    shown: String,
    facts: Vec<SummaryRow>,
    signatures: Vec<SignatureItem>,
    /// What changed since the file was shown, where another is there now.
    changes: Option<Changes>,
    keys: Keys,
    problems: Vec<Problem>,
}

/// `GET /can-bo/ho-so/{tenant}/{id}/giay-to/{paper}/ky`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    uri: Uri,
    Path((tenant, id, paper)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let (key, paper) = place(tenant, &id, &paper)?;
    let told = Told::again(&web, &session, uri.path(), &asked.again).await?;
    shown(&web, page, &session, &who, (&key, paper), SignForm::of(told, &asked)).await
}

/// `POST /can-bo/ho-so/{tenant}/{id}/giay-to/{paper}/ky`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    uri: Uri,
    Path((tenant, id, paper)): Path<(String, String, String)>,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (key, paper) = place(tenant, &id, &paper)?;
    // Who may not look at the dossier learns nothing of its forms.
    app::dossier::look(&web.app, &who, &key).await?;
    let (pin, pairs) = without_pin(pairs);
    let typed = Typed::of(pairs.clone());
    let step = SignStep::from_name(typed.raw("step")).ok_or(WebRefusal::Unreadable)?;
    let shown_hash = FileHash::parse(typed.raw("shown")).ok_or(WebRefusal::Unreadable)?;
    if let Some(proof_first) = unless_recent(&web, &session, step.name(), uri.path(), &pairs).await? {
        return Ok(proof_first);
    }
    let wanted = PaperToSign { key: key.clone(), paper, shown: shown_hash };
    match sign(&web, &who, step, typed.raw("key"), pin.as_ref(), wanted).await? {
        Ok(()) => {
            let address = format!("{}?xong={}", names::address(&key), step.name());
            Ok(Redirect::to(&address).into_response())
        }
        Err(why) => {
            let told = refused(pairs, why);
            match told.keep(&web, &session, uri.path()).await? {
                Some(elsewhere) => Ok(elsewhere),
                None => {
                    let form = SignForm::of(Some(told), &Asked::default());
                    shown(&web, page, &session, &who, (&key, paper), form).await
                }
            }
        }
    }
}

fn place(tenant: String, id: &str, paper: &str) -> Result<(DossierKey, Id), PageError> {
    let key = names::key(tenant, id)?;
    let paper = names::key(key.tenant.clone(), paper)?.id;
    Ok((key, paper))
}

async fn sign(
    web: &Web,
    who: &Staff,
    step: SignStep,
    key: &str,
    pin: Option<&Pin>,
    wanted: PaperToSign,
) -> Result<Result<(), Refusal>, PageError> {
    match sign_papers(&web.app, who, &Unlock { step, key, pin }, &[wanted]).await {
        Ok(outcomes) => {
            let refused = outcomes.into_iter().find_map(|outcome| outcome.result.err());
            Ok(refused.map_or(Ok(()), Err))
        }
        Err(app::Error::Refused(why)) => Ok(Err(why)),
        Err(app::Error::Faulted(fault)) => Err(fault.into()),
    }
}

/// The page; where nothing is left to sign, the dossier's page says how things stand.
async fn shown(
    web: &Web,
    page: Chrome,
    session: &Session,
    who: &Staff,
    (key, paper): (&DossierKey, Id),
    form: SignForm,
) -> Result<Response, PageError> {
    let look = app::dossier::look(&web.app, who, key).await?;
    let next = next_signature(&web.app, who, &look.dossier, paper).await?;
    let Some((step, waiting)) = next else {
        return match form.into_first() {
            Some(why) => Err(why.into()),
            None => Ok(Redirect::to(&names::address(key)).into_response()),
        };
    };
    let back = format!("{}/giay-to/{paper}/ky", names::address(key));
    let found = keys_for(&web.app, who, step, waiting.agency.as_str()).await;
    let keys = form.keys(web, &page, session, &back, found)?;
    let lines = papers(&web.app, &look.dossier).await?;
    let line = lines.iter().find(|line| line.id == paper);
    let mut view = sheet(web, page, &look, (step, &waiting), line, keys);
    if let Some(shown) = &form.shown
        && let Some(told) = changed(&web.app, who, key, paper, shown).await?
    {
        view.changes = Some(Changes::of(&view.page, told, &view.file).await?);
    }
    view.problems = form.problems(&view.page);
    Ok((form.status, Page(view)).into_response())
}

fn sheet(
    web: &Web,
    page: Chrome,
    look: &Look,
    (step, waiting): (SignStep, &WaitingPaper),
    line: Option<&PaperLine>,
    keys: Keys,
) -> SignPaper {
    let file = format!("{}/giay-to/{}", names::address(&waiting.key), waiting.paper);
    let signatures = line.map(|line| signature::items(&page, &line.signatures)).unwrap_or_default();
    SignPaper {
        sheet: Sheet::of(&web.app, &page, look),
        step: step.name(),
        kind: paper::name(&page, waiting.kind, waiting.copy_of.as_ref()),
        is_exception: waiting.is_exception,
        address: format!("{file}/ky"),
        file,
        shown: waiting.hash.to_string(),
        facts: facts(&page, waiting),
        signatures,
        changes: None,
        keys,
        problems: Vec::new(),
        page,
    }
}

fn facts(page: &Chrome, waiting: &WaitingPaper) -> Vec<SummaryRow> {
    let row = |key: &str, value: String| SummaryRow { label: page.t(key), value, change: None };
    let mut facts = vec![row("check-kind", paper::name(page, waiting.kind, waiting.copy_of.as_ref()))];
    if !waiting.number.is_empty() {
        facts.push(row("fact-number", waiting.number.clone()));
        facts.push(row("deed-title", waiting.title.clone()));
    }
    facts.extend([
        row("work-owner", waiting.owner.clone()),
        row("check-at", format::instant(page.lang, waiting.at)),
        row("check-hash", waiting.hash.to_string()),
    ]);
    facts
}
