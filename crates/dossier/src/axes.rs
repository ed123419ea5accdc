//! The three axes beside the business one: money, delivery, synchronisation. They never move each other.

use kernel::Dong;
use serde::{Deserialize, Serialize};

use crate::Stage;

/// "Nghĩa vụ tài chính": what is owed and paid for this dossier.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Money {
    /// Nothing is owed.
    #[default]
    NothingDue,
    /// Owed, not paid yet.
    Due {
        /// The sum owed.
        amount: Dong,
    },
    /// Paid in full.
    Paid {
        /// The sum paid.
        amount: Dong,
    },
}

impl Money {
    /// The state for a sum: nothing due when it is zero.
    #[must_use]
    pub const fn owed(amount: Dong) -> Self {
        if amount.0 == 0 { Self::NothingDue } else { Self::Due { amount } }
    }
}

/// "Trả kết quả": where the result is on its way to the owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Delivery {
    /// There is nothing to deliver yet.
    NotYet,
    /// The result is ready: online in the person's account, or at the desk.
    Ready,
    /// Handed over, with evidence.
    Delivered,
    /// Handed over by mistake and called back, with a reason.
    Recalled,
}

/// "Đồng bộ": what the national portal has acknowledged; a lost acknowledgement never moves the business axis back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Sync {
    /// The portal has not acknowledged the present stage.
    #[default]
    Pending,
    /// The portal has acknowledged this stage.
    Acknowledged {
        /// The stage acknowledged.
        stage: Stage,
    },
}
