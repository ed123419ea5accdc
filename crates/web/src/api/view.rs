//! What software is answered with: dossiers, drafts, lists. Instants are RFC 3339 in UTC, dates `yyyy-mm-dd`.

use app::dossier::{Look, paper_text};
use app::once::Receipt;
use app::token::permits;
use dossier::{Dossier, Money, Outcome, Party, Record};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::held::{CheckView, FileView};

/// "Biên nhận": what a deed led to.
#[derive(Serialize, ToSchema)]
pub(super) struct Done {
    /// Where the dossier lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    tenant: Option<String>,
    /// Id of the dossier, draft, subscription or message.
    #[schema(format = "uuid")]
    pub(super) id: String,
    /// Its version after the deed; the `ETag` says the same.
    pub(super) version: i64,
    /// The stage of a dossier.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    stage: Option<String>,
    /// The official code of a dossier, from reception on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    code: Option<String>,
}

impl From<Receipt> for Done {
    fn from(receipt: Receipt) -> Self {
        let Receipt { tenant, id, version, stage, code } = receipt;
        Self { tenant, id, version, stage, code }
    }
}

/// "Hồ sơ": a dossier as its party, or an official, may see it.
#[derive(Serialize, ToSchema)]
pub(super) struct DossierView {
    /// The ministry or province of the authority.
    tenant: String,
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// Its version, to be sent back in `If-Match`.
    pub(super) version: i64,
    /// The procedure's national code.
    procedure: String,
    /// The revision of the form that was filled in.
    revision: u32,
    /// Code of the authority.
    agency: String,
    /// The official code, from reception on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    code: Option<String>,
    /// The stage by name.
    stage: &'static str,
    /// The stage as the national portal counts it, 1 to 10.
    #[schema(minimum = 1, maximum = 10)]
    stage_code: i64,
    /// Whose turn it is.
    holder: &'static str,
    /// The officer in charge, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    officer: Option<String>,
    /// When it was sent in.
    #[schema(format = "date-time")]
    submitted_at: String,
    /// When it last changed.
    #[schema(format = "date-time")]
    updated_at: String,
    /// The end of the clock that matters now.
    #[schema(format = "date-time")]
    due_at: String,
    /// Whether the promise was or is broken.
    is_late: bool,
    /// Working minutes past the end.
    overdue_minutes: i64,
    /// The owner.
    owner: PartyView,
    /// Who sent it in.
    submitter: PartyView,
    /// The answers, by field.
    #[schema(value_type = Object)]
    answers: Value,
    /// The papers that came with it.
    files: Vec<FileView>,
    /// What registers said of the answers, for officials.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    checks: Option<Vec<CheckView>>,
    /// What is owed and paid.
    money: MoneyView,
    /// What is still missing, where the applicant was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    supplement: Option<SupplementView>,
    /// Why it was rejected at intake, stopped or withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    closing_reason: Option<String>,
    /// The draft of the result, for officials.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    draft: Option<DraftPaper>,
    /// The result, once it is released.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    result: Option<ResultView>,
    /// What the caller may do now.
    open: Vec<&'static str>,
    /// What happened, in order.
    history: Vec<EventView>,
}

/// "Bên".
#[derive(Serialize, ToSchema)]
struct PartyView {
    /// Personal id or organisation code.
    id: String,
    /// Name.
    name: String,
}

/// "Nghĩa vụ tài chính".
#[derive(Serialize, ToSchema)]
struct MoneyView {
    /// `nothing-due`, `due` or `paid`.
    state: &'static str,
    /// The sum in đồng.
    amount: i64,
}

/// "Yêu cầu bổ sung".
#[derive(Serialize, ToSchema)]
struct SupplementView {
    /// Why.
    reason: String,
    /// What is missing, item by item.
    items: Vec<ItemView>,
    /// The last day to answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = "date")]
    answer_by: Option<String>,
}

/// "Mục bổ sung".
#[derive(Serialize, ToSchema)]
struct ItemView {
    /// Its id, under which it is answered.
    id: String,
    /// What to do.
    ask: String,
    /// Why it is asked for; empty where the reason of the request says it.
    #[serde(skip_serializing_if = "String::is_empty")]
    reason: String,
    /// Act and article.
    #[serde(skip_serializing_if = "String::is_empty")]
    ground: String,
    /// An example of a good answer.
    #[serde(skip_serializing_if = "String::is_empty")]
    example: String,
}

/// "Dự thảo".
#[derive(Serialize, ToSchema)]
struct DraftPaper {
    /// `granted` or `rejected`.
    outcome: &'static str,
    /// Title.
    title: String,
    /// Text.
    content: String,
    /// What a signer approves.
    hash: String,
}

/// "Kết quả".
#[derive(Serialize, ToSchema)]
struct ResultView {
    /// `granted` or `rejected`.
    outcome: &'static str,
    /// Title.
    title: String,
    /// Text.
    text: String,
    /// The number as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    number: Option<String>,
    /// The date on the paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = "date")]
    issued_on: Option<String>,
}

/// "Việc đã qua".
#[derive(Serialize, ToSchema)]
struct EventView {
    /// Its place, from 1.
    seq: i64,
    /// When.
    #[schema(format = "date-time")]
    at: String,
    /// Which action.
    action: &'static str,
    /// Who, by name.
    by: String,
    /// The title of the post it was done in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    title: Option<String>,
}

/// Who looks: officials also see what lies between officials.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Eyes {
    /// A party to the dossier.
    Party,
    /// An official.
    Official,
}

impl DossierView {
    /// As these eyes may see it.
    pub(super) fn of(look: &Look, eyes: Eyes) -> Self {
        let (dossier, opening) = (&look.dossier, &look.dossier.opening);
        Self {
            tenant: opening.agency.tenant().to_owned(),
            id: opening.id.to_string(),
            version: dossier.version,
            procedure: opening.procedure.to_string(),
            revision: opening.revision,
            agency: opening.agency.to_string(),
            code: dossier.code.as_ref().map(ToString::to_string),
            stage: dossier.stage.name(),
            stage_code: dossier.stage.code(),
            holder: dossier.holder.name(),
            officer: dossier.officer.as_ref().map(|(_, name)| name.clone()),
            submitted_at: dossier.submitted_at.to_string(),
            updated_at: dossier.updated_at.to_string(),
            due_at: dossier.due_at.to_string(),
            is_late: look.lateness.is_late(),
            overdue_minutes: look.lateness.overdue_minutes,
            owner: party(&opening.parties.owner),
            submitter: party(&opening.parties.submitter),
            answers: opening.answers.as_value().clone(),
            files: dossier.attached().map(FileView::from).collect(),
            checks: (eyes == Eyes::Official).then(|| dossier.checks.iter().map(CheckView::from).collect()),
            money: money(dossier.money),
            supplement: supplement(dossier),
            closing_reason: dossier.closing_reason.clone(),
            draft: draft(dossier).filter(|_| eyes == Eyes::Official),
            result: result(dossier),
            open: look.open.iter().map(|kind| kind.name()).filter(|deed| permits(deed).is_ok()).collect(),
            history: look.history.iter().filter(|record| told(record, eyes)).map(event).collect(),
        }
    }
}

/// Drafts and remarks between officials are theirs; receipts of the portal are nobody's story.
fn told(record: &Record, eyes: Eyes) -> bool {
    use dossier::ActionKind::{AcknowledgeSync, Propose, Return};
    let kind = record.action.kind();
    kind != AcknowledgeSync && (eyes == Eyes::Official || ![Propose, Return].contains(&kind))
}

fn party(party: &Party) -> PartyView {
    PartyView { id: party.id.key(), name: party.name.clone() }
}

fn money(money: Money) -> MoneyView {
    match money {
        Money::NothingDue => MoneyView { state: "nothing-due", amount: 0 },
        Money::Due { amount } => MoneyView { state: "due", amount: amount.0 },
        Money::Paid { amount } => MoneyView { state: "paid", amount: amount.0 },
    }
}

fn supplement(dossier: &Dossier) -> Option<SupplementView> {
    let request = dossier.supplement.as_ref()?;
    let item = |item: &dossier::SupplementItem| ItemView {
        id: item.id.clone(),
        ask: item.ask.clone(),
        reason: item.reason.clone(),
        ground: item.ground.clone(),
        example: item.example.clone(),
    };
    Some(SupplementView {
        reason: request.reason.clone(),
        items: request.items.iter().map(item).collect(),
        answer_by: request.answer_by.map(|on| on.to_string()),
    })
}

const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Granted => "granted",
        Outcome::Rejected => "rejected",
    }
}

fn draft(dossier: &Dossier) -> Option<DraftPaper> {
    let (draft, _) = dossier.draft.as_ref()?;
    Some(DraftPaper {
        outcome: outcome(draft.outcome),
        title: draft.title.clone(),
        content: draft.content.clone(),
        hash: draft.hash.clone(),
    })
}

/// Nobody outside reads a result before it is released.
fn result(dossier: &Dossier) -> Option<ResultView> {
    dossier.released_at?;
    let (draft, _) = dossier.draft.as_ref()?;
    Some(ResultView {
        outcome: outcome(draft.outcome),
        title: draft.title.clone(),
        text: paper_text(dossier),
        number: dossier.numbering.as_ref().map(|numbering| numbering.printed.clone()),
        issued_on: dossier.numbering.as_ref().map(|numbering| numbering.on.to_string()),
    })
}

fn event(record: &Record) -> EventView {
    EventView {
        seq: record.seq,
        at: record.at.to_string(),
        action: record.action.kind().name(),
        by: record.actor.name.clone(),
        title: record.actor.title.clone(),
    }
}
