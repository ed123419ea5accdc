//! The actions a dossier is made of: what happened, with every value that was decided at that instant.
//!
//! Replaying them needs no calendar and no catalogue: due dates and codes stand in the action that fixed them.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalogue::Checked;
use jiff::Timestamp;
use kernel::{Dong, DossierCode};
use serde::{Deserialize, Serialize};

use crate::state::shared;
use crate::{
    Actor, Attached, Cause, Draft, Evidence, Numbering, Opening, PaperSignature, Stage, SupplementRequest,
    Terms,
};

/// "Hành động": one thing that happened to a dossier; the ordered actions are the dossier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Action {
    /// "Nộp": sent in; the acceptance clock starts.
    Submit(#[serde(with = "shared")] Arc<Opening>),
    /// "Tiếp nhận": accepted with its official code; the processing clock starts.
    Receive {
        /// The official code, given at reception and never again.
        code: DossierCode,
        /// The rules in force at reception, kept for the dossier's whole life.
        terms: Terms,
        /// The promised end.
        due_at: Timestamp,
    },
    /// "Từ chối tiếp nhận": intake rejected (form 03).
    RejectIntake {
        /// The reason in words a person understands.
        reason: String,
        /// Act and article.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        ground: String,
    },
    /// "Yêu cầu bổ sung": papers or answers are missing (form 02).
    RequestSupplement(SupplementRequest),
    /// "Bổ sung": the applicant answered every item.
    AnswerSupplement {
        /// Answer by item id.
        answers: BTreeMap<String, String>,
        /// Papers that were asked for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<Attached>,
        /// The end of the clock that runs on: of acceptance before reception, of processing after it.
        due_at: Timestamp,
    },
    /// "Phân công": given to one officer.
    Forward {
        /// Account id of the officer.
        to: String,
        /// The officer's name.
        name: String,
    },
    /// "Trình": the officer's draft of the result goes to the signer.
    Propose(Draft),
    /// "Trả lại": the signer sends the draft back.
    Return {
        /// What must change.
        reason: String,
    },
    /// "Phê duyệt": the signer approves exactly the draft that was shown.
    Approve {
        /// Hash of the draft shown to the signer.
        content_hash: String,
    },
    /// "Vào sổ, cấp số": the clerk numbers and dates the result.
    Number(Numbering),
    /// "Phát hành": the result goes out; the processing clock stops.
    Release,
    /// "Ký số": the person who approved signs the released paper.
    Sign(PaperSignature),
    /// "Đóng dấu số": the agency's signature over the person's.
    Seal(PaperSignature),
    /// "Trả kết quả": handed over, with evidence.
    Deliver {
        /// Who received it and how.
        evidence: Evidence,
    },
    /// "Thu hồi việc trả": a mistaken hand-over is taken back.
    RecallDelivery {
        /// Why.
        reason: String,
    },
    /// "Yêu cầu rút": the applicant asks to withdraw; before reception it takes effect at once.
    RequestWithdrawal {
        /// Why; may be empty, nobody must explain themselves.
        reason: String,
    },
    /// "Đồng ý cho rút".
    AcceptWithdrawal,
    /// "Không đồng ý cho rút".
    DeclineWithdrawal {
        /// Why not.
        reason: String,
    },
    /// "Yêu cầu nộp phí": work waits for a payment.
    RequestPayment {
        /// The sum owed.
        amount: Dong,
        /// What for.
        reason: String,
    },
    /// "Xác nhận đã nộp": the sum owed was paid.
    ConfirmPayment {
        /// The sum paid.
        amount: Dong,
        /// Receipt number or transfer reference.
        reference: String,
        /// The new end, where the payment was what the clock waited for.
        due_at: Option<Timestamp>,
    },
    /// "Dừng giải quyết": stopped by decision (form 05).
    Stop {
        /// Why.
        reason: String,
    },
    /// "Tiếp tục giải quyết": resumed by decision.
    Resume {
        /// Why.
        reason: String,
        /// The new end.
        due_at: Timestamp,
    },
    /// "Xin lỗi và hẹn lại": the appointment is moved, once (form 04).
    Extend {
        /// Why it is late.
        reason: String,
        /// The new end.
        due_at: Timestamp,
    },
    /// "Chờ": the clock runs, but somebody else holds the work up.
    StartWait {
        /// Who or what holds it up.
        cause: Cause,
        /// What is waited for.
        reason: String,
    },
    /// "Hết chờ".
    EndWait,
    /// "Xác minh nơi khác": another agency is asked, and the law gives a clock of its own for it.
    StartVerification {
        /// Who is asked.
        with: String,
        /// What is asked.
        reason: String,
        /// The new end.
        due_at: Timestamp,
    },
    /// "Đối chiếu": registers that were silent have answered, or were asked again.
    Verify {
        /// What came of each look-up.
        checked: Vec<Checked>,
    },
    /// "Chấp nhận giá trị đã khai": the officer takes a value a register contradicts, for a reason.
    AcceptValue {
        /// The look-up that contradicts it.
        check: String,
        /// Why.
        reason: String,
    },
    /// "Cổng xác nhận đồng bộ": the national portal acknowledged a status.
    AcknowledgeSync {
        /// The status acknowledged.
        stage: Stage,
    },
}

impl Action {
    /// The same request with those of its items that a connected register takes the place of: asking for them all the
    /// same is an override. Any other action as it is.
    ///
    /// Law: Nghị quyết 66.7/2025/NQ-CP
    #[must_use]
    pub fn overriding(self, is_replaced: impl Fn(&str) -> bool) -> Self {
        let Self::RequestSupplement(mut request) = self else { return self };
        let replaced = request.items.iter().filter(|item| is_replaced(&item.id));
        request.overrides = replaced.map(|item| item.id.clone()).collect();
        Self::RequestSupplement(request)
    }
}

macro_rules! kinds {
    ($($(#[$meta:meta])* $kind:ident = $name:literal),* $(,)?) => {
        /// "Loại hành động": an action without its values; the table and the permissions speak of these.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum ActionKind { $(
            #[doc = concat!("See [`Action`]: `", $name, "`.")]
            $kind
        ),* }

        impl ActionKind {
            /// All kinds, in the order of a dossier's life.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The name used in the store, in addresses and in translation files.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),* }
            }

            /// The kind with this name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.name() == name)
            }
        }

        impl Action {
            /// Which kind of action this is.
            #[must_use]
            pub const fn kind(&self) -> ActionKind {
                match self { $(Self::$kind { .. } => ActionKind::$kind),* }
            }
        }
    };
}

kinds! {
    Submit = "submit",
    Receive = "receive",
    RejectIntake = "reject-intake",
    RequestSupplement = "request-supplement",
    AnswerSupplement = "answer-supplement",
    Forward = "forward",
    Propose = "propose",
    Return = "return",
    Approve = "approve",
    Number = "number",
    Release = "release",
    Sign = "sign",
    Seal = "seal",
    Deliver = "deliver",
    RecallDelivery = "recall-delivery",
    RequestWithdrawal = "request-withdrawal",
    AcceptWithdrawal = "accept-withdrawal",
    DeclineWithdrawal = "decline-withdrawal",
    RequestPayment = "request-payment",
    ConfirmPayment = "confirm-payment",
    Stop = "stop",
    Resume = "resume",
    Extend = "extend",
    StartWait = "start-wait",
    EndWait = "end-wait",
    StartVerification = "start-verification",
    Verify = "verify",
    AcceptValue = "accept-value",
    AcknowledgeSync = "acknowledge-sync",
}

/// "Bản ghi": an action with who, when and its place in the order; one row of the history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Place in the dossier's order, from 1.
    pub seq: i64,
    /// When it was acknowledged.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// What happened.
    pub action: Action,
}
