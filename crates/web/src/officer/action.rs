//! `/can-bo/ho-so/{tenant}/{id}/{action}`: the form of one action, and doing it.
//!
//! What could not be done comes back as the same form with everything typed still in it: wrong input, a rule's "no", or
//! somebody who was faster.

use access::Staff;
use app::DossierKey;
use app::dossier::{Look, Target};
use app::identity::Session;
use askama::Template;
use axum::Form as Sent;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::Sentences;
use dossier::ActionKind;
use kernel::Refusal;
use serde::Deserialize;
use url::form_urlencoded;

use super::deed::{Deed, has_form, read};
use super::form::{Around, Form, fresh, label, officers, refused, summary};
use super::meanwhile::Meanwhile;
use super::sheet::Sheet;
use super::told::{Again, Told};
use super::typed::{Typed, Wrong};
use super::{intake, names};
use crate::components::{Control, Problem, SummaryRow};
use crate::kept::unless_recent;
use crate::session::Current;
use crate::{Chrome, OfficerIs, Page, PageError, Web, WebRefusal};

#[derive(Template)]
#[template(path = "officer/action.html")]
pub(crate) struct ActionPage {
    page: Chrome,
    title: String,
    sheet: Sheet,
    problems: Vec<Problem>,
    law: Option<String>,
    form: Option<Form>,
    kept: Vec<SummaryRow>,
    /// What happened since the form was made, where that is why nothing was done.
    meanwhile: Meanwhile,
    /// Whether the paper stands beside the form.
    shows_paper: bool,
}

/// What a form should begin with.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    #[serde(rename = "ket-qua")]
    outcome: String,
    #[serde(flatten)]
    again: Again,
}

/// The button that only goes on with the form: a sentence put in, one more item.
const STEP: &str = "buoc";

/// Why nothing was done, where the person can do something about it.
type Snag = (StatusCode, Vec<Wrong>);

/// `GET /can-bo/ho-so/{tenant}/{id}/{action}`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    uri: Uri,
    Path((tenant, id, action)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let (kind, key) = (kind(&action)?, names::key(tenant, &id)?);
    let look = app::dossier::look(&web.app, &who, &key).await?;
    if let Some(told) = Told::again(&web, &session, uri.path(), &asked.again).await? {
        return again(&web, page, &look, kind, told).await;
    }
    if !look.open.contains(&kind) {
        // The dossier has moved on, or the deed is somebody else's: its page says what can be done.
        return Ok(Redirect::to(&names::address(&key)).into_response());
    }
    let around = fresh(&web.app, &look, kind, &asked.outcome).await?;
    Ok(Page(shown(&web, page, &look, kind, &around)).into_response())
}

/// `POST /can-bo/ho-so/{tenant}/{id}/{action}`
pub(crate) async fn post(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Current(session): Current,
    uri: Uri,
    Path((tenant, id, action)): Path<(String, String, String)>,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (kind, key) = (kind(&action)?, names::key(tenant, &id)?);
    if let Some(proof_first) = unless_recent(&web, &session, kind.name(), uri.path(), &pairs).await? {
        return Ok(proof_first);
    }
    let typed = Typed::of(pairs.clone());
    let version = typed.version().ok_or(WebRefusal::Unreadable)?;
    let target = Target { key, version: Some(version) };
    if !typed.raw(STEP).is_empty() {
        let look = app::dossier::look(&web.app, &who, &target.key).await?;
        let told =
            Told { status: StatusCode::OK, fields: gone_on(&web, &look, kind, typed), wrongs: Vec::new() };
        return answer(&web, page, &session, uri.path(), &look, kind, told).await;
    }
    match attempt(&web, &who, kind, &typed, &target).await? {
        Ok(code) => Ok(Redirect::to(&next_address(kind, &target.key, code.as_deref())).into_response()),
        Err((status, wrongs)) => {
            let look = app::dossier::look(&web.app, &who, &target.key).await?;
            if let Some(code) = done_already(&look, &who, kind, &typed, version, status) {
                return Ok(Redirect::to(&next_address(kind, &target.key, code.as_deref())).into_response());
            }
            answer(&web, page, &session, uri.path(), &look, kind, Told { status, fields: pairs, wrongs })
                .await
        }
    }
}

/// Leads to the page that tells; where nothing could be kept, that page is the answer itself.
async fn answer(
    web: &Web,
    page: Chrome,
    session: &Session,
    path: &str,
    look: &Look,
    kind: ActionKind,
    told: Told,
) -> Result<Response, PageError> {
    match told.keep(web, session, path).await? {
        Some(elsewhere) => Ok(elsewhere),
        None => again(web, page, look, kind, told).await,
    }
}

/// The form with everything typed still in it, and why nothing was done.
async fn again(
    web: &Web,
    page: Chrome,
    look: &Look,
    kind: ActionKind,
    told: Told,
) -> Result<Response, PageError> {
    let officers = officers(&web.app, look, kind).await?;
    let (status, typed) = (told.status, Typed::of(told.fields));
    let version = typed.version().unwrap_or(look.dossier.version);
    let around = Around { officers, typed, wrongs: told.wrongs };
    let mut shown = shown(web, page, look, kind, &around);
    if status == StatusCode::CONFLICT {
        shown.meanwhile = Meanwhile::since_version(&shown.page, look, version);
    }
    Ok((status, Page(shown)).into_response())
}

/// The form after a button that only goes on with it.
fn gone_on(web: &Web, look: &Look, kind: ActionKind, mut typed: Typed) -> Vec<(String, String)> {
    let opening = &look.dossier.opening;
    let compiled = web.app.catalogue.revision(&opening.procedure, opening.revision);
    let sentences = compiled.map(|compiled| Sentences::of(compiled.revision())).unwrap_or_default();
    match (kind, typed.raw(STEP)) {
        (ActionKind::RequestSupplement, "them") => intake::one_more(&mut typed),
        (ActionKind::RequestSupplement, _) => intake::put_ready(&mut typed, &sentences),
        (ActionKind::RejectIntake, _) => intake::put_rejection(&mut typed, &sentences),
        _ => {}
    }
    typed.put(STEP, "");
    typed.into_pairs()
}

/// Where the same person has just done the same: pressed twice, or sent again after a lost answer, it is one deed. Answers
/// with the dossier's code where it got one by it.
fn done_already(
    look: &Look,
    who: &Staff,
    kind: ActionKind,
    typed: &Typed,
    version: i64,
    status: StatusCode,
) -> Option<Option<String>> {
    if status != StatusCode::CONFLICT {
        return None;
    }
    let record = look.history.iter().find(|record| record.seq == version + 1)?;
    let officers: Vec<(String, String)> = vec![(typed.raw("to").to_owned(), String::new())];
    let deed = read(kind, typed, &officers).ok().flatten()?;
    let is_same = record.actor.id == who.id && deed.is(&record.action);
    let code = look.dossier.code.as_ref().filter(|_| kind == ActionKind::Receive).map(ToString::to_string);
    is_same.then_some(code)
}

fn kind(action: &str) -> Result<ActionKind, PageError> {
    ActionKind::from_name(action).filter(|kind| has_form(*kind)).ok_or_else(|| WebRefusal::NoPage.into())
}

/// Does it, or tells what the person can do about it; what nobody at this desk can mend is an error page.
async fn attempt(
    web: &Web,
    who: &Staff,
    kind: ActionKind,
    typed: &Typed,
    target: &Target,
) -> Result<Result<Option<String>, Snag>, PageError> {
    let officers = if kind == ActionKind::Forward {
        // The name of the officer chosen is the organisation's to say, and the organisation is the dossier's.
        let look = app::dossier::look(&web.app, who, &target.key).await?;
        officers(&web.app, &look, kind).await?
    } else {
        Vec::new()
    };
    let deed: Deed = match read(kind, typed, &officers) {
        Ok(Some(deed)) => deed,
        Ok(None) => return Err(WebRefusal::NoPage.into()),
        Err(wrongs) => return Ok(Err((StatusCode::UNPROCESSABLE_ENTITY, wrongs))),
    };
    match deed.perform(&web.app, who, target).await {
        Ok(code) => Ok(Ok(code)),
        Err(app::Error::Faulted(fault)) => Err(fault.into()),
        Err(app::Error::Refused(why)) => snag(web, who, kind, typed, target, why).await.map(Err),
    }
}

/// A rule's "no" stays on the form; no right at all is an error page, and to others there is no such dossier.
async fn snag(
    web: &Web,
    who: &Staff,
    kind: ActionKind,
    typed: &Typed,
    target: &Target,
    why: Refusal,
) -> Result<Snag, PageError> {
    let status = PageError::from(why.clone()).status();
    match status {
        StatusCode::FORBIDDEN => {
            app::dossier::look(&web.app, who, &target.key).await?;
            Err(why.into())
        }
        StatusCode::NOT_FOUND => Err(why.into()),
        _ => Ok((status, vec![refused(kind, typed, why)])),
    }
}

fn shown(web: &Web, page: Chrome, look: &Look, kind: ActionKind, around: &Around) -> ActionPage {
    let form = Form::of(&web.app, &page, look, kind, around);
    let is_open = look.open.contains(&kind);
    let kept = if is_open { Vec::new() } else { kept(&form) };
    let form = Some(form).filter(|_| is_open);
    ActionPage {
        title: label(&page, kind),
        sheet: Sheet::of(&web.app, &page, look),
        problems: summary(&page, &around.wrongs, form.as_ref()),
        law: around.wrongs.iter().find_map(|wrong| wrong.why.law.clone()),
        form,
        kept,
        meanwhile: Meanwhile::default(),
        // While drafting the text stands in its field; while approving it stands over the button.
        shows_paper: !is_open || !matches!(kind, ActionKind::Propose | ActionKind::Approve),
        page,
    }
}

/// What was typed for an action that is no longer open, so that it can be copied.
fn kept(form: &Form) -> Vec<SummaryRow> {
    form.typed()
        .map(|field| SummaryRow { label: field.label.clone(), value: field.value.clone(), change: None })
        .collect()
}

/// Where to go on: to the next dossier where this one has left the hands, to the dossier where more is done on it.
fn next_address(kind: ActionKind, key: &DossierKey, code: Option<&str>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let shown = if super::form::is_release(kind) { ActionKind::Release } else { kind };
    query.append_pair("xong", shown.name());
    if stays(kind) {
        return format!("{}?{}", names::address(key), query.finish());
    }
    if let Some(code) = code {
        query.append_pair("ma", code);
    }
    query.append_pair("ho-so", &format!("{}/{}", key.tenant, key.id));
    format!("/can-bo?{}", query.finish())
}

/// Whether the same person usually goes on with the same dossier: to write its number down, or to do the next thing.
fn stays(kind: ActionKind) -> bool {
    matches!(
        kind,
        ActionKind::Number
            | ActionKind::Release
            | ActionKind::ConfirmPayment
            | ActionKind::StartWait
            | ActionKind::EndWait
            | ActionKind::StartVerification
            | ActionKind::AcceptValue
            | ActionKind::Extend
            | ActionKind::Resume
            | ActionKind::RecallDelivery
            | ActionKind::DeclineWithdrawal
    )
}
