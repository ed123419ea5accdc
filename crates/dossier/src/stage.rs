//! The business axis: the ten national statuses, and whose turn it is.

use serde::{Deserialize, Serialize};

/// "Trạng thái hồ sơ": the ten statuses synchronised with the national portal.
///
/// Law: TT 03/2025/TT-VPCP; QĐ 766/QĐ-TTg
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// 1 "Mới đăng ký": submitted online, the acceptance clock runs.
    Registered,
    /// 2 "Được tiếp nhận": accepted, the processing clock starts.
    Received,
    /// 3 "Không được tiếp nhận": intake rejected; final.
    IntakeRejected,
    /// 4 "Đang xử lý": somebody works on it.
    InProgress,
    /// 5 "Yêu cầu bổ sung giấy tờ": waits for the applicant, the clock stands still.
    AwaitingSupplement,
    /// 6 "Yêu cầu thực hiện nghĩa vụ tài chính": waits for a payment, the clock stands still.
    AwaitingPayment,
    /// 7 "Công dân yêu cầu rút hồ sơ": withdrawn; final.
    Withdrawn,
    /// 8 "Dừng xử lý": stopped by decision; may be resumed by decision.
    Stopped,
    /// 9 "Đã xử lý xong": the result is signed, numbered and released; the clock has stopped.
    Done,
    /// 10 "Đã trả kết quả": the result is in the owner's hands, with evidence.
    Delivered,
}

impl Stage {
    /// All ten, in the order of their national codes.
    pub const ALL: [Self; 10] = [
        Self::Registered,
        Self::Received,
        Self::IntakeRejected,
        Self::InProgress,
        Self::AwaitingSupplement,
        Self::AwaitingPayment,
        Self::Withdrawn,
        Self::Stopped,
        Self::Done,
        Self::Delivered,
    ];

    /// The national code, 1 to 10.
    #[must_use]
    pub const fn code(self) -> i64 {
        match self {
            Self::Registered => 1,
            Self::Received => 2,
            Self::IntakeRejected => 3,
            Self::InProgress => 4,
            Self::AwaitingSupplement => 5,
            Self::AwaitingPayment => 6,
            Self::Withdrawn => 7,
            Self::Stopped => 8,
            Self::Done => 9,
            Self::Delivered => 10,
        }
    }

    /// The stage with this national code.
    #[must_use]
    pub fn from_code(code: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// The name used in translation files and addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Received => "received",
            Self::IntakeRejected => "intake-rejected",
            Self::InProgress => "in-progress",
            Self::AwaitingSupplement => "awaiting-supplement",
            Self::AwaitingPayment => "awaiting-payment",
            Self::Withdrawn => "withdrawn",
            Self::Stopped => "stopped",
            Self::Done => "done",
            Self::Delivered => "delivered",
        }
    }

    /// Whether nothing more is owed to the applicant by the authority.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::IntakeRejected | Self::Withdrawn | Self::Done | Self::Delivered)
    }

    /// The moves the national statuses know; every action stays within them, a property test proves it.
    ///
    /// Law: TT 03/2025/TT-VPCP
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        match self {
            Self::Registered => {
                matches!(
                    next,
                    Self::Received | Self::IntakeRejected | Self::AwaitingSupplement | Self::Withdrawn
                )
            }
            Self::Received => matches!(
                next,
                Self::InProgress
                    | Self::AwaitingSupplement
                    | Self::AwaitingPayment
                    | Self::Withdrawn
                    | Self::Stopped
            ),
            Self::InProgress => matches!(
                next,
                Self::AwaitingSupplement
                    | Self::AwaitingPayment
                    | Self::Stopped
                    | Self::Done
                    | Self::Withdrawn
            ),
            Self::AwaitingSupplement => {
                matches!(
                    next,
                    Self::Registered
                        | Self::InProgress
                        | Self::Stopped
                        | Self::Withdrawn
                        | Self::IntakeRejected
                )
            }
            Self::AwaitingPayment => matches!(next, Self::InProgress | Self::Withdrawn | Self::Stopped),
            Self::Stopped => matches!(next, Self::InProgress),
            Self::Done => matches!(next, Self::Delivered),
            Self::Delivered => matches!(next, Self::Done),
            Self::IntakeRejected | Self::Withdrawn => false,
        }
    }
}

/// "Đang ở đâu, ai giữ": whose turn it is; worklists are rows by holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holder {
    /// The applicant has something to do.
    Applicant,
    /// The one-stop desk.
    Desk,
    /// The processing officer.
    Officer,
    /// The authorised signer.
    Signer,
    /// The clerk who numbers, seals and releases.
    Clerk,
    /// The one who hands over the result.
    Delivery,
    /// Nobody: it is over.
    Nobody,
}

impl Holder {
    /// All holders.
    pub const ALL: [Self; 7] =
        [Self::Applicant, Self::Desk, Self::Officer, Self::Signer, Self::Clerk, Self::Delivery, Self::Nobody];

    /// The name used in the store, translation files and addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Desk => "desk",
            Self::Officer => "officer",
            Self::Signer => "signer",
            Self::Clerk => "clerk",
            Self::Delivery => "delivery",
            Self::Nobody => "nobody",
        }
    }

    /// The holder with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|holder| holder.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::Stage;

    #[test]
    fn codes_are_the_national_ones() {
        for (code, stage) in (1..).zip(Stage::ALL) {
            assert_eq!((stage.code(), Stage::from_code(code)), (code, Some(stage)));
        }
        assert_eq!(Stage::from_code(11), None);
    }

    #[test]
    fn nothing_leaves_a_final_stage() {
        for next in Stage::ALL {
            assert!(!Stage::IntakeRejected.may_become(next) && !Stage::Withdrawn.may_become(next));
        }
    }
}
