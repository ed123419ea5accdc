//! `/can-bo/nhiem-vu/{tenant}/{task}/san-pham/ky`: the file of a product as it is, its hash, and signing exactly that; what is
//! signed is handed in at once.
//!
//! The form carries the hash of what was shown. A PIN goes to the key and nowhere else: it is no field that is kept or shown
//! again.

use app::identity::Session;
use app::paper::keys_for;
use app::task::{DraftLook, TaskTarget, drafted, sign_and_hand_in};
use askama::Template;
use axum::Form as Sent;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use directives::TaskKey;
use dossier::SignStep;
use kernel::FileHash;

use super::sign_paper::{problems, told_apart};
use super::task::key;
use super::task_words::{deadline, task_address};
use super::told::{Again, Told};
use super::typed::{Typed, Wrong};
use crate::components::{Control, Problem, SummaryRow};
use crate::kept::{unless_recent, without_pin};
use crate::session::Current;
use crate::sign_keys::{Asking, Keys, field_of};
use crate::{Chrome, OfficerIs, Page, PageError, Web, WebRefusal, download};

#[derive(Template)]
#[template(path = "officer/task_sign.html")]
pub(crate) struct SignProduct {
    page: Chrome,
    task: String,
    deed: String,
    /// Where the form goes.
    address: String,
    /// Where the file is.
    file: String,
    version: i64,
    shown: String,
    facts: Vec<SummaryRow>,
    keys: Keys,
    problems: Vec<Problem>,
}

/// `GET /can-bo/nhiem-vu/{tenant}/{task}/san-pham/ky`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    uri: Uri,
    Path((tenant, id)): Path<(String, String)>,
    Query(again): Query<Again>,
) -> Result<Response, PageError> {
    let key = key(tenant, &id)?;
    let told = Told::again(&web, &session, uri.path(), &again).await?;
    shown(&web, page, &session, &who, &key, told).await
}

/// `POST /can-bo/nhiem-vu/{tenant}/{task}/san-pham/ky`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    uri: Uri,
    Path((tenant, id)): Path<(String, String)>,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let key = key(tenant, &id)?;
    // Who may not look at the task learns nothing of its forms.
    drafted(&web.app, &who, &key).await?;
    let (pin, pairs) = without_pin(pairs);
    let typed = Typed::of(pairs.clone());
    let hash = FileHash::parse(typed.raw("shown")).ok_or(WebRefusal::Unreadable)?;
    if let Some(proof_first) =
        unless_recent(&web, &session, SignStep::Sign.name(), uri.path(), &pairs).await?
    {
        return Ok(proof_first);
    }
    let target = TaskTarget { key: key.clone(), version: typed.version() };
    let done = sign_and_hand_in(&web.app, &who, &target, &hash, typed.raw("key"), pin.as_ref()).await;
    let why = match done {
        Ok(_) => return Ok(Redirect::to(&task_address(&key.tenant, &key.id)).into_response()),
        Err(app::Error::Refused(why)) => why,
        Err(app::Error::Faulted(fault)) => return Err(fault.into()),
    };
    let status = PageError::from(why.clone()).status();
    let told = Told { status, fields: pairs, wrongs: vec![Wrong { field: field_of(&why), why }] };
    match told.keep(&web, &session, uri.path()).await? {
        Some(elsewhere) => Ok(elsewhere),
        None => shown(&web, page, &session, &who, &key, Some(told)).await,
    }
}

/// `GET /can-bo/nhiem-vu/{tenant}/{task}/san-pham/tep`
pub(crate) async fn file(
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Path((tenant, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let key = key(tenant, &id)?;
    Ok(download::file(app::task::draft_file(&web.app, &who, &key).await?))
}

/// The page; where nothing waits to be signed, the page of the task says how things stand.
async fn shown(
    web: &Web,
    page: Chrome,
    session: &Session,
    who: &access::Staff,
    key: &TaskKey,
    told: Option<Told>,
) -> Result<Response, PageError> {
    let Some(draft) = drafted(&web.app, who, key).await? else {
        let wrong = told.and_then(|told| told.wrongs.into_iter().next());
        return match wrong {
            Some(wrong) => Err(wrong.why.into()),
            None => Ok(Redirect::to(&task_address(&key.tenant, &key.id)).into_response()),
        };
    };
    let status = told.as_ref().map_or(StatusCode::OK, |told| told.status);
    let chosen = told.as_ref().and_then(|told| told.fields.iter().find(|(name, _)| name == "key"));
    let chosen = chosen.map(|(_, value)| value.clone()).unwrap_or_default();
    let wrongs = told.map(|told| told.wrongs).unwrap_or_default();
    let agency = &draft.task.opening.unit.code;
    let task = task_address(&key.tenant, &key.id);
    let (back, told) = (format!("{task}/san-pham/ky"), told_apart(&wrongs));
    let asking = Asking { session, back: &back, chosen: &chosen, wrongs: &told };
    let keys =
        Keys::of(&web.app, &page, keys_for(&web.app, who, SignStep::Sign, agency.as_str()).await, asking)?;
    let view = SignProduct {
        deed: draft.task.deed.clone(),
        address: back,
        file: format!("{task}/san-pham/tep"),
        version: draft.task.version,
        shown: draft.hash.to_string(),
        facts: facts(&page, &draft),
        keys,
        problems: problems(&page, &wrongs),
        task,
        page,
    };
    Ok((status, Page(view)).into_response())
}

fn facts(page: &Chrome, draft: &DraftLook) -> Vec<SummaryRow> {
    let row = |key: &str, value: String| SummaryRow { label: page.t(key), value, change: None };
    let product = &draft.product;
    let mut rows = vec![
        row("task-product", draft.task.product.clone()),
        row("task-deadline", deadline(page, draft.task.deadline)),
        row("task-field-file", page.t2("task-sign-file", "name", draft.name.clone(), "size", draft.bytes)),
        row("check-hash", draft.hash.to_string()),
    ];
    let figure = product.figure.map(|figure| figure.to_string()).unwrap_or_default();
    for (key, value) in [
        ("task-field-document", &product.document),
        ("task-field-figure", &figure),
        ("task-field-words", &product.words),
    ] {
        if !value.is_empty() {
            rows.push(row(key, value.clone()));
        }
    }
    rows
}
