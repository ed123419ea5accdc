//! The papers a dossier gives rise to: which action causes which, and whether one still holds.
//!
//! What a paper says is put together in `app`; how it looks stands in `typeset`.

use serde::{Deserialize, Serialize};

use crate::{Action, ActionKind, Clock, CopyOf, Dossier, Stage};

/// "Loại giấy": the papers an authority hands out in the course of a dossier.
///
/// Law: TT 03/2025/TT-VPCP Mẫu 01, Mẫu 02, Mẫu 03, Mẫu 04, Mẫu 06
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperKind {
    /// "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" (form 01).
    Receipt,
    /// "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ" (form 02).
    Supplement,
    /// "Phiếu từ chối tiếp nhận, giải quyết hồ sơ" (form 03).
    Rejection,
    /// "Văn bản xin lỗi và đề nghị gia hạn" (form 04).
    Apology,
    /// "Kết quả giải quyết".
    Outcome,
    /// "Tờ khai điện tử": what the person sent in, as a paper they may sign themselves.
    Declaration,
    /// "Bản sao điện tử": a paper the desk scanned, signed by whoever had the original in hand.
    Copy,
    /// "Phiếu kiểm soát quá trình giải quyết hồ sơ" (form 06): made when an official asks for it.
    Control,
}

impl PaperKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Receipt,
        Self::Supplement,
        Self::Rejection,
        Self::Apology,
        Self::Outcome,
        Self::Declaration,
        Self::Copy,
        Self::Control,
    ];

    /// The name used in the store, addresses and translation files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Supplement => "supplement",
            Self::Rejection => "rejection",
            Self::Apology => "apology",
            Self::Outcome => "outcome",
            Self::Declaration => "declaration",
            Self::Copy => "copy",
            Self::Control => "control",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether the applicant is handed it; the control sheet stays with the authorities.
    #[must_use]
    pub const fn is_for_applicant(self) -> bool {
        match self {
            Self::Receipt
            | Self::Supplement
            | Self::Rejection
            | Self::Apology
            | Self::Outcome
            | Self::Declaration
            | Self::Copy => true,
            Self::Control => false,
        }
    }
}

impl PaperKind {
    /// Whether the agency's seal stands on it, once it is signed.
    ///
    /// Law: NĐ 30/2020/NĐ-CP Điều 33
    #[must_use]
    pub const fn is_sealed(self) -> bool {
        match self {
            Self::Receipt
            | Self::Supplement
            | Self::Rejection
            | Self::Apology
            | Self::Outcome
            | Self::Copy => true,
            // The one is the person's own, the other stays in the house.
            Self::Declaration | Self::Control => false,
        }
    }
}

impl Action {
    /// The paper this action has to be confirmed with, if any.
    ///
    /// Law: TT 03/2025/TT-VPCP
    #[must_use]
    pub fn paper(&self) -> Option<PaperKind> {
        let causes = [
            (ActionKind::Receive, PaperKind::Receipt),
            (ActionKind::RequestSupplement, PaperKind::Supplement),
            (ActionKind::RejectIntake, PaperKind::Rejection),
            (ActionKind::Extend, PaperKind::Apology),
            (ActionKind::Release, PaperKind::Outcome),
        ];
        causes.into_iter().find(|(cause, _)| *cause == self.kind()).map(|(_, paper)| paper)
    }
}

/// "Hiệu lực của giấy": whether a paper still says what is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// What it says is so.
    InForce,
    /// The appointment on it was moved since.
    AppointmentMoved,
    /// What it asked for or promised is done.
    Fulfilled,
    /// A newer paper of its kind has taken its place, or more has happened since.
    Superseded,
    /// The dossier was withdrawn or stopped.
    Ended,
}

impl Standing {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::InForce, Self::AppointmentMoved, Self::Fulfilled, Self::Superseded, Self::Ended];

    /// The name used in translation files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::AppointmentMoved => "appointment-moved",
            Self::Fulfilled => "fulfilled",
            Self::Superseded => "superseded",
            Self::Ended => "ended",
        }
    }
}

impl Dossier {
    /// Whether a paper made after the action `seq` still holds; `is_newest` among those of its kind, and which scan it is
    /// `of`, where it is a copy: there are as many newest copies as scans.
    #[must_use]
    pub fn standing(&self, kind: PaperKind, seq: i64, is_newest: bool, of: Option<&CopyOf>) -> Standing {
        if kind == PaperKind::Copy {
            return of.map_or(Standing::Superseded, |of| self.copy_standing(of));
        }
        if !is_newest {
            return Standing::Superseded;
        }
        match kind {
            PaperKind::Receipt => self.receipt_standing(),
            PaperKind::Supplement if self.supplement.is_some() => self.unless_ended(),
            PaperKind::Supplement => Standing::Fulfilled,
            PaperKind::Rejection | PaperKind::Outcome | PaperKind::Copy => Standing::InForce,
            PaperKind::Apology if self.released_at.is_some() => Standing::Fulfilled,
            PaperKind::Apology | PaperKind::Declaration => self.unless_ended(),
            PaperKind::Control if seq < self.version => Standing::Superseded,
            PaperKind::Control => Standing::InForce,
        }
    }

    /// What holds for as long as the dossier was not taken back or stopped.
    pub(crate) fn unless_ended(&self) -> Standing {
        match self.stage {
            Stage::Withdrawn | Stage::Stopped => Standing::Ended,
            Stage::Registered
            | Stage::Received
            | Stage::IntakeRejected
            | Stage::InProgress
            | Stage::AwaitingSupplement
            | Stage::AwaitingPayment
            | Stage::Done
            | Stage::Delivered => Standing::InForce,
        }
    }

    /// A receipt promises a day: it holds until the day moves, the clock stands still, or the result is out.
    fn receipt_standing(&self) -> Standing {
        if self.released_at.is_some() {
            return Standing::Fulfilled;
        }
        let has_paused =
            self.ledger.spans().iter().any(|span| span.clock == Clock::Processing && !span.cause.runs());
        let standing = self.unless_ended();
        let has_moved = has_paused || self.extensions > 0;
        if has_moved && standing == Standing::InForce { Standing::AppointmentMoved } else { standing }
    }
}
