//! Access tokens: a person lets a programme look or act in the person's name, for a time, and can take it back.
//!
//! What a programme may do with one is the room's to say, as for the person; a token only narrows it.
//!
//! Law: NĐ 69/2024/NĐ-CP; NĐ 85/2016/NĐ-CP

mod bearer;
mod make;
mod mine;

use access::Staff;

use crate::identity::{Citizen, Session};

pub use bearer::{Bearer, bearer, permits, sweep};
pub use make::{LONGEST_DAYS, Made, Wish, make};
pub use mine::{mine, revoke};
pub use store::token::TokenRow;

kernel::refusals! {
    /// "Lý do chưa cấp mã truy cập".
    pub enum TokenRefusal {
        /// A token needs a name its owner will know it by.
        NameMissing => "token.name-missing";
        /// The name is too long to be read in a list.
        NameTooLong { limit } => "token.name-too-long";
        /// The last day lies before tomorrow or too far away.
        EndsWrong { latest } => "token.ends-wrong";
        /// The scope is none of ours.
        ScopeUnknown => "token.scope-unknown";
        /// The account has enough tokens.
        TooMany { limit } => "token.too-many";
    }
}

/// "Người mà phần mềm làm thay": in whose name a token speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// A citizen or business.
    Citizen(Citizen),
    /// An official with the posts of today.
    Official(Staff),
}

/// What the accounts of officials begin with; those of citizens begin with their issuer.
pub(crate) const OFFICIALS: &str = "officials:";

impl Caller {
    /// The account, the same for every token of the person.
    #[must_use]
    pub fn account(&self) -> String {
        match self {
            Self::Citizen(who) => who.account.clone(),
            Self::Official(who) => format!("{OFFICIALS}{}", who.id),
        }
    }

    /// The name shown.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Citizen(who) => &who.name,
            Self::Official(who) => &who.name,
        }
    }
}

impl From<Session> for Caller {
    fn from(session: Session) -> Self {
        match session {
            Session::Citizen { who, .. } => Self::Citizen(who),
            Session::Official { who, .. } => Self::Official(who),
        }
    }
}
