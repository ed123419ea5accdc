//! `/can-bo/ho-so/{tenant}/{id}/giay-to/{paper}/ky`: the paper as it is, its hash, and signing or sealing exactly that.
//!
//! The form carries the hash of what was shown; whatever else lies there when the button is pressed is refused. A PIN goes
//! to the key and nowhere else: it is no field that is kept or shown again.

use access::Staff;
use app::dossier::Look;
use app::identity::Session;
use app::paper::{
    PaperLine, PaperToSign, Unlock, WaitingPaper, keys_for, next_signature, papers, sign_papers,
};
use app::signing::Pin;
use app::{AppRefusal, DossierKey};
use askama::Template;
use axum::Form as Sent;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use dossier::SignStep;
use kernel::{FileHash, Id, Refusal};

use super::names;
use super::sheet::Sheet;
use super::told::{Again, Told};
use super::typed::{Typed, Wrong};
use crate::components::{Control, Problem, SummaryRow};
use crate::kept::{unless_recent, without_pin};
use crate::session::Current;
use crate::sign_keys::{Asking, Keys, field_of};
use crate::signature::{self, SignatureItem};
use crate::{Chrome, OfficerIs, Page, PageError, Web, WebRefusal, format, paper, refusal_sentence};

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
    Query(again): Query<Again>,
) -> Result<Response, PageError> {
    let (key, paper) = place(tenant, &id, &paper)?;
    let told = Told::again(&web, &session, uri.path(), &again).await?;
    shown(&web, page, &session, &who, (&key, paper), told).await
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
            let status = PageError::from(why.clone()).status();
            let told = Told { status, fields: pairs, wrongs: vec![Wrong { field: field_of(&why), why }] };
            match told.keep(&web, &session, uri.path()).await? {
                Some(elsewhere) => Ok(elsewhere),
                None => shown(&web, page, &session, &who, (&key, paper), Some(told)).await,
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
    told: Option<Told>,
) -> Result<Response, PageError> {
    let look = app::dossier::look(&web.app, who, key).await?;
    let next = next_signature(&web.app, who, &look.dossier, paper).await?;
    let Some((step, waiting)) = next else {
        let wrong = told.and_then(|told| told.wrongs.into_iter().next());
        return match wrong {
            Some(wrong) => Err(wrong.why.into()),
            None => Ok(Redirect::to(&names::address(key)).into_response()),
        };
    };
    let status = told.as_ref().map_or(StatusCode::OK, |told| told.status);
    let chosen = told.as_ref().and_then(|told| told.fields.iter().find(|(name, _)| name == "key"));
    let chosen = chosen.map(|(_, value)| value.clone()).unwrap_or_default();
    let wrongs = told.map(|told| told.wrongs).unwrap_or_default();
    let back = format!("{}/giay-to/{paper}/ky", names::address(key));
    let told = told_apart(&wrongs);
    let asking = Asking { session, back: &back, chosen: &chosen, wrongs: &told };
    let found = keys_for(&web.app, who, step, waiting.agency.as_str()).await;
    let keys = Keys::of(&web.app, &page, found, asking)?;
    let lines = papers(&web.app, &look.dossier).await?;
    let line = lines.iter().find(|line| line.id == paper);
    let problems = problems(&page, &wrongs);
    Ok((status, Page(sheet(web, page, &look, (step, &waiting), line, keys, problems))).into_response())
}

fn sheet(
    web: &Web,
    page: Chrome,
    look: &Look,
    (step, waiting): (SignStep, &WaitingPaper),
    line: Option<&PaperLine>,
    keys: Keys,
    problems: Vec<Problem>,
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
        keys,
        problems,
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

/// What is wrong, by the field it is about.
pub(super) fn told_apart(wrongs: &[Wrong]) -> Vec<(String, Refusal)> {
    wrongs.iter().map(|wrong| (wrong.field.clone(), wrong.why.clone())).collect()
}

/// The summary over the form, in the words that stand at the fields.
pub(super) fn problems(page: &Chrome, wrongs: &[Wrong]) -> Vec<Problem> {
    wrongs
        .iter()
        .map(|wrong| Problem { target: wrong.field.clone(), text: refusal_sentence(page.lang, &wrong.why) })
        .collect()
}

/// Nothing is signed at this installation.
pub(super) fn no_signer() -> PageError {
    Refusal::from(AppRefusal::NoSigner).into()
}
