//! What a dossier must hold, and the steps an authority takes inside: components and steps of a revision.
//!
//! Who may take a step is decided by `access`, what may happen at which stage by `dossier`; here stand only the order
//! and the internal hours.

use serde::{Deserialize, Serialize};

use super::{Ground, Text};

/// "Thành phần hồ sơ": a paper the dossier must hold, unless a register answers instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Name inside the revision.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Condition (CEL over the answers) under which it is needed; always where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_if: Option<String>,
    /// "Cơ sở dữ liệu thay thế": registers any of which takes its place.
    #[serde(default)]
    pub replaceable_by: Vec<String>,
    /// "Bản chính": originals wanted.
    pub originals: u32,
    /// "Bản sao": copies wanted.
    pub copies: u32,
    /// Where the demand comes from.
    pub ground: Ground,
}

/// "Bước xử lý": one step inside the authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Name inside the revision.
    pub id: String,
    /// What is done.
    pub name: Text,
    /// Who does it.
    pub role: StepRole,
    /// "Thời hạn nội bộ": working hours planned; it never moves the limit the law gives.
    pub working_hours: u32,
    /// Steps that may follow; empty at the last one.
    #[serde(default)]
    pub next: Vec<String>,
}

/// "Vai trò trong quy trình".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepRole {
    /// "Cán bộ tiếp nhận" at the one-stop desk.
    Desk,
    /// "Chuyên viên thụ lý".
    Officer,
    /// "Lãnh đạo ký duyệt".
    Signer,
    /// "Văn thư".
    Clerk,
    /// "Cán bộ trả kết quả".
    Delivery,
}

impl StepRole {
    /// Every role, in the order a dossier meets them.
    pub const ALL: [Self; 5] = [Self::Desk, Self::Officer, Self::Signer, Self::Clerk, Self::Delivery];

    /// The word the files use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Officer => "officer",
            Self::Signer => "signer",
            Self::Clerk => "clerk",
            Self::Delivery => "delivery",
        }
    }
}
