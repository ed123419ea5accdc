//! `/can-bo/nhiem-vu/{tenant}/{task}/san-pham/ky`: the file of a product as it is, its hash, and signing exactly that; what is
//! signed is handed in at once.
//!
//! The form carries the hash of what was shown. A PIN goes to the key and nowhere else: it is no field that is kept or shown
//! again.

use app::identity::Session;
use app::paper::keys_for;
use app::task::{DraftLook, TaskTarget, draft_changed, drafted, sign_and_hand_in};
use askama::Template;
use axum::Form as Sent;
use axum::extract::{Path, Query, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use directives::TaskKey;
use dossier::SignStep;
use kernel::FileHash;

use super::changed::Changes;
use super::sign_form::{Asked, SignForm, Which, refused};
use super::task::key;
use super::task_words::{deadline, task_address};
use super::told::Told;
use super::typed::Typed;
use crate::components::{Control, Problem, SummaryRow};
use crate::kept::{unless_recent, without_pin};
use crate::session::Current;
use crate::sign_keys::Keys;
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
    /// What changed since the file was shown, where another is there now.
    changes: Option<Changes>,
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
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let key = key(tenant, &id)?;
    let told = Told::again(&web, &session, uri.path(), &asked.again).await?;
    shown(&web, page, &session, &who, &key, SignForm::of(told, &asked)).await
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
    let told = refused(pairs, why);
    match told.keep(&web, &session, uri.path()).await? {
        Some(elsewhere) => Ok(elsewhere),
        None => {
            let form = SignForm::of(Some(told), &Asked::default());
            shown(&web, page, &session, &who, &key, form).await
        }
    }
}

/// `GET /can-bo/nhiem-vu/{tenant}/{task}/san-pham/tep`
pub(crate) async fn file(
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Path((tenant, id)): Path<(String, String)>,
    Query(which): Query<Which>,
) -> Result<Response, PageError> {
    let key = key(tenant, &id)?;
    Ok(download::file(app::task::draft_file(&web.app, &who, &key, which.shown().as_ref()).await?))
}

/// The page; where nothing waits to be signed, the page of the task says how things stand.
async fn shown(
    web: &Web,
    page: Chrome,
    session: &Session,
    who: &access::Staff,
    key: &TaskKey,
    form: SignForm,
) -> Result<Response, PageError> {
    let Some(draft) = drafted(&web.app, who, key).await? else {
        return match form.into_first() {
            Some(why) => Err(why.into()),
            None => Ok(Redirect::to(&task_address(&key.tenant, &key.id)).into_response()),
        };
    };
    let agency = &draft.task.opening.unit.code;
    let task = task_address(&key.tenant, &key.id);
    let (back, file) = (format!("{task}/san-pham/ky"), format!("{task}/san-pham/tep"));
    let found = keys_for(&web.app, who, SignStep::Sign, agency.as_str()).await;
    let changes = match &form.shown {
        Some(shown) => draft_changed(&web.app, who, key, shown).await?,
        None => None,
    };
    let changes = match changes {
        Some(told) => Some(Changes::of(&page, told, &file).await?),
        None => None,
    };
    let view = SignProduct {
        deed: draft.task.deed.clone(),
        changes,
        keys: form.keys(web, &page, session, &back, found)?,
        file,
        version: draft.task.version,
        shown: draft.hash.to_string(),
        facts: facts(&page, &draft),
        problems: form.problems(&page),
        address: back,
        task,
        page,
    };
    Ok((form.status, Page(view)).into_response())
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
