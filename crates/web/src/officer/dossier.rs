//! `/can-bo/ho-so/{tenant}/{id}`: one dossier on one screen, with what this person may do now.

use app::dossier::Look;
use askama::Template;
use axum::extract::{Path, Query, State};
use dossier::ActionKind;
use serde::Deserialize;

use super::form::{Form, fresh, is_release, label};
use super::meanwhile::Meanwhile;
use super::names;
use super::paper::{PaperLine, papers};
use super::sheet::Sheet;
use crate::components::{Control, Notice};
use crate::paper::{self, PaperItem};
use crate::{Chrome, OfficerIs, Page, PageError, Web};

/// What somebody opens a dossier for first; the first of these that is open stands on the page, the others are links.
/// A withdrawal asked for goes before everything: nothing else may be decided until it is answered.
const FIRST: [ActionKind; 8] = [
    ActionKind::AcceptWithdrawal,
    ActionKind::Receive,
    ActionKind::Approve,
    ActionKind::Number,
    ActionKind::Release,
    ActionKind::Propose,
    ActionKind::Deliver,
    ActionKind::Resume,
];

/// What has just been done.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    xong: String,
    viec: String,
    #[serde(rename = "ket-qua")]
    outcome: String,
}

#[derive(Template)]
#[template(path = "officer/dossier.html")]
pub(crate) struct DossierPage {
    page: Chrome,
    sheet: Sheet,
    papers: Vec<PaperLine>,
    /// Where the thread with the person is, and how much in it is new.
    messages: String,
    new_messages: i64,
    notice: Option<Notice>,
    first: Option<Form>,
    others: Vec<Other>,
    /// What happened since this person last looked.
    meanwhile: Meanwhile,
    /// Papers issued.
    issued: Vec<PaperItem>,
    /// The papers this person may sign or seal now.
    to_sign: Vec<ToSign>,
    /// Whether the paper stands below: not where it is being written or stands over the button of approval.
    shows_paper: bool,
}

/// "Việc khác": an open action that has a page of its own.
struct Other {
    address: String,
    label: String,
    key: &'static str,
    is_current: bool,
}

/// `GET /can-bo/ho-so/{tenant}/{id}`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Path((tenant, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Page<DossierPage>, PageError> {
    let app = &web.app;
    let key = names::key(tenant, &id)?;
    let look = app::dossier::look(app, &who, &key).await?;
    let primary = asked_for(&look, &asked.viec).or_else(|| primary(&look));
    let first = match primary {
        Some(kind) => {
            Some(Form::of(app, &page, &look, kind, &fresh(app, &look, kind, &asked.outcome).await?))
        }
        None => None,
    };
    let lines = app::paper::papers(app, &look.dossier).await?;
    Ok(Page(DossierPage {
        sheet: Sheet::of(app, &page, &look),
        papers: papers(app, &page, &look.dossier, &lines),
        messages: format!("{}/trao-doi", names::address(&key)),
        new_messages: app::message::new_at(app, &key).await?,
        notice: notice(&page, &asked),
        shows_paper: !matches!(primary, Some(ActionKind::Approve | ActionKind::Propose)),
        others: others(&page, &look, primary),
        meanwhile: Meanwhile::since_last_look(&page, &look),
        issued: paper::items(&page, &lines, &names::address(&key)),
        to_sign: to_sign(app, &page, &who, &look).await?,
        first,
        page,
    }))
}

impl DossierPage {
    /// Whether the deed is a button at most, with no paper and no request beside it: the answers then take its room.
    fn is_brief(&self) -> bool {
        let has_paper = self.shows_paper && !self.sheet.paper.is_empty();
        let is_button = self.first.as_ref().is_none_or(Form::is_button);
        is_button && self.sheet.supplement.is_empty() && !has_paper
    }
}

/// "Giấy chờ ký": a paper of the dossier this person may sign or seal now.
struct ToSign {
    step: &'static str,
    name: String,
    address: String,
}

async fn to_sign(
    app: &app::App,
    page: &Chrome,
    who: &access::Staff,
    look: &Look,
) -> Result<Vec<ToSign>, PageError> {
    let open = app::paper::signatures_open(app, who, &look.dossier, &look.history).await?;
    let address = names::address(&app::DossierKey::of(&look.dossier));
    let line = |(step, waiting): (dossier::SignStep, app::paper::WaitingPaper)| ToSign {
        step: step.name(),
        name: paper::name(page, waiting.kind, waiting.copy_of.as_ref()),
        address: format!("{address}/giay-to/{}/ky", waiting.paper),
    };
    Ok(open.into_iter().map(line).collect())
}

/// The action whose form was asked for beside the dossier, where it is open.
fn asked_for(look: &Look, name: &str) -> Option<ActionKind> {
    ActionKind::from_name(name).filter(|kind| look.open.contains(kind) && super::deed::has_form(*kind))
}

fn primary(look: &Look) -> Option<ActionKind> {
    FIRST.into_iter().find(|kind| look.open.contains(kind))
}

fn others(page: &Chrome, look: &Look, primary: Option<ActionKind>) -> Vec<Other> {
    let address = names::address(&app::DossierKey::of(&look.dossier));
    let is_same =
        |kind: ActionKind| primary == Some(kind) || (is_release(kind) && primary.is_some_and(is_release));
    let shown =
        look.open.iter().copied().filter(|kind| super::deed::has_form(*kind) && *kind != ActionKind::Release);
    let numbered = look.open.contains(&ActionKind::Release) && !look.open.contains(&ActionKind::Number);
    shown
        .chain(numbered.then_some(ActionKind::Release))
        .map(|kind| Other {
            address: format!("{address}?viec={}#todo", kind.name()),
            label: label(page, kind),
            key: key_of(kind),
            is_current: is_same(kind),
        })
        .collect()
}

/// The letter that opens an action; none for what officials have no form for.
const fn key_of(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::Receive => "r",
        ActionKind::RejectIntake => "u",
        ActionKind::RequestSupplement => "b",
        ActionKind::Forward => "f",
        ActionKind::Propose => "e",
        ActionKind::Return => "l",
        ActionKind::Approve => "a",
        ActionKind::Number | ActionKind::Release => "v",
        ActionKind::Deliver => "d",
        ActionKind::RecallDelivery => "h",
        ActionKind::AcceptWithdrawal => "w",
        ActionKind::DeclineWithdrawal => "y",
        ActionKind::RequestPayment => "m",
        ActionKind::ConfirmPayment => "c",
        ActionKind::Stop => "o",
        ActionKind::Resume => "i",
        ActionKind::Extend => "z",
        ActionKind::StartWait => "t",
        ActionKind::EndWait => "n",
        ActionKind::StartVerification => "q",
        ActionKind::AcceptValue => "x",
        ActionKind::Submit
        | ActionKind::AnswerSupplement
        | ActionKind::RequestWithdrawal
        | ActionKind::Verify
        | ActionKind::Sign
        | ActionKind::Seal
        | ActionKind::AcknowledgeSync => "",
    }
}

fn notice(page: &Chrome, asked: &Asked) -> Option<Notice> {
    let kind = ActionKind::from_name(&asked.xong)?;
    let what = page.word("action", &format!("{}-done", kind.name()));
    Some(Notice { is_success: true, text: page.t1("work-done", "what", what) })
}
