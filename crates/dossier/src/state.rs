//! A dossier as its actions have left it: a projection, rebuilt at will.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use catalogue::{Answers, Channel, Checked, SupplementPolicy};
use jiff::{Timestamp, civil::Date};
use kernel::{AgencyCode, Dong, DossierCode, DuePolicy, Id, ProcedureCode, TimeLimit};
use serde::{Deserialize, Serialize};

use crate::{Actor, Attached, Cause, Delivery, Help, Holder, Ledger, Money, Parties, Signed, Stage, Sync};

/// "Nội dung nộp": everything a submission fixes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opening {
    /// Internal id.
    pub id: Id,
    /// The procedure asked for.
    pub procedure: ProcedureCode,
    /// The revision whose form was filled in.
    pub revision: u32,
    /// The authority that decides.
    pub agency: AgencyCode,
    /// Owner, submitter, representative.
    pub parties: Parties,
    /// How it came in.
    pub channel: Channel,
    /// Which official helped the person send it in; nobody where the person did it alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Help>,
    /// The form's answers.
    pub answers: Answers,
    /// The papers sent along.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attached>,
    /// The fee owed at submission.
    pub fee: Dong,
    /// What registers said of the answers when they were sent in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Checked>,
    /// Answers a register filled in; the others were given by the person, or typed at the counter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filled: Vec<String>,
    /// Answers a register gave that the form does not accept: flagged for the officer, never in the person's way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flagged: Vec<String>,
    /// End of the acceptance clock.
    pub acceptance_due_at: Timestamp,
}

/// "Quy định áp dụng": the rules in force at reception; catalogue edits never touch them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The procedure's revision in force at reception.
    pub revision: u32,
    /// The time the law gives.
    pub limit: TimeLimit,
    /// How its end is fixed.
    pub policy: DuePolicy,
    /// Whether the time runs on after a supplement, or starts afresh.
    pub after_supplement: SupplementPolicy,
    /// Calendar days the applicant has to answer a supplement request.
    pub answer_window_days: u32,
    /// The time a verification elsewhere adds, where the law knows one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification: Option<TimeLimit>,
}

/// "Phiếu yêu cầu bổ sung": everything that is missing, in one go.
///
/// Law: TT 03/2025/TT-VPCP Mẫu 02
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementRequest {
    /// What is asked, item by item.
    pub items: Vec<SupplementItem>,
    /// Why, with the ground.
    pub reason: String,
    /// The last day to answer, once the procedure's window is known.
    pub answer_by: Option<Date>,
    /// Whether it was asked before reception (status 5 before 2).
    pub before_reception: bool,
    /// "Vẫn yêu cầu giấy tờ Nhà nước đã có": items a connected register takes the place of; the reason above is the
    /// reason of each, and they are counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<String>,
}

/// "Giấy tờ, thông tin cần bổ sung".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementItem {
    /// Field or component id.
    pub id: String,
    /// What to do, in words.
    pub ask: String,
    /// Why this item is asked for; empty where the reason of the request says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Act and article; empty where the reason of the request says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ground: String,
    /// An example of a good answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub example: String,
}

/// "Kết quả giải quyết": granted, or refused on the merits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// What was asked is given.
    Granted,
    /// "Từ chối giải quyết": a rejection on the merits.
    Rejected,
}

/// "Dự thảo kết quả": what the officer puts before the signer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Granted or rejected.
    pub outcome: Outcome,
    /// Title of the paper.
    pub title: String,
    /// Its text.
    pub content: String,
    /// Hash of outcome, title and text: what a signer is shown and binds to.
    pub hash: String,
}

/// "Phê duyệt": who approved what, when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The signer.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
}

/// "Số, ký hiệu": a number in a register; the series restarts each year.
///
/// Law: NĐ 30/2020/NĐ-CP Điều 15
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbering {
    /// The register's symbol.
    pub register: String,
    /// The number in that register and year.
    pub serial: i64,
    /// The number as printed.
    pub printed: String,
    /// The date on the paper.
    pub on: Date,
}

/// "Bằng chứng trả kết quả": who received the result and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Who received it.
    pub receiver: String,
    /// How: opened online, handed over, by post.
    pub manner: String,
}

/// "Hồ sơ": the present state of a dossier: what its submission fixed, and how far it has come.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// What the submission fixed; every state of a dossier shares it.
    pub opening: Arc<Opening>,
    /// How far it has come.
    pub course: Course,
}

impl Deref for Dossier {
    type Target = Course;

    fn deref(&self) -> &Course {
        &self.course
    }
}

impl DerefMut for Dossier {
    fn deref_mut(&mut self) -> &mut Course {
        &mut self.course
    }
}

/// "Diễn biến": what has become of a dossier since it was sent in. It is written down with every action, and what the
/// submission fixed is not: that stands in the first record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// Number of actions applied; the next record has this plus one.
    pub version: i64,
    /// When it was sent in.
    pub submitted_at: Timestamp,
    /// When the last action happened.
    pub updated_at: Timestamp,
    /// The business axis.
    pub stage: Stage,
    /// Whose turn it is.
    pub holder: Holder,
    /// The money axis.
    #[serde(default, skip_serializing_if = "is_first")]
    pub money: Money,
    /// The delivery axis.
    pub delivery: Delivery,
    /// The synchronisation axis.
    #[serde(default, skip_serializing_if = "is_first")]
    pub sync: Sync,
    /// The official code, from reception on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<DossierCode>,
    /// The rules in force at reception.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
    /// End of the clock that matters now: of acceptance before reception, of processing after it.
    pub due_at: Timestamp,
    /// When the clock was last stopped, while it stands still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused_at: Option<Timestamp>,
    /// The clocks, with causes.
    pub ledger: Ledger,
    /// Account id and name of the officer in charge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<(String, String)>,
    /// The open supplement request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplement: Option<SupplementRequest>,
    /// Supplement requests sent while solving.
    #[serde(default, skip_serializing_if = "is_first")]
    pub supplements_asked: u32,
    /// Supplement requests sent before reception.
    #[serde(default, skip_serializing_if = "is_first")]
    pub supplements_before: u32,
    /// Answers to supplements, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supplement_answers: Vec<(String, String)>,
    /// Papers sent with answers to supplements, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supplement_files: Vec<Attached>,
    /// The draft and who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<(Draft, Actor)>,
    /// The signer's last remark when a draft came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<String>,
    /// The approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Approval>,
    /// The number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbering: Option<Numbering>,
    /// When the result was released.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released_at: Option<Timestamp>,
    /// Signatures and seals on its papers, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signed: Vec<Signed>,
    /// Evidence of delivery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// A withdrawal request waiting for an answer, with its reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawal: Option<String>,
    /// Why it was rejected at intake, stopped or withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing_reason: Option<String>,
    /// How often the appointment was moved.
    #[serde(default, skip_serializing_if = "is_first")]
    pub extensions: u32,
    /// A marked wait: who or what holds the work up, and what for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait: Option<(Cause, String)>,
    /// The last word of registers on the answers, look-up by look-up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Checked>,
    /// Look-ups whose contradiction an officer has accepted, with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<(String, String)>,
    /// How many papers were asked for although a register of the State has them.
    #[serde(default, skip_serializing_if = "is_first")]
    pub papers_overridden: usize,
    /// How often another agency was asked to verify.
    #[serde(default, skip_serializing_if = "is_first")]
    pub verifications: u32,
}

/// Whether a value is the one every dossier begins with, which is not written down.
fn is_first<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// What is shared in memory is written down as if it were not.
pub(crate) mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<T: Serialize, S: Serializer>(value: &Arc<T>, to: S) -> Result<S::Ok, S::Error> {
        T::serialize(value, to)
    }

    pub(crate) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Arc<T>, D::Error> {
        T::deserialize(from).map(Arc::new)
    }
}
