//! The roles of officials.

use serde::{Deserialize, Serialize};

/// "Vai trò": what a post lets its holder do.
///
/// Law: NĐ 118/2025/NĐ-CP; NĐ 30/2020/NĐ-CP
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// "Cán bộ tiếp nhận": the one-stop desk.
    Desk,
    /// "Chuyên viên thụ lý": the processing officer.
    Officer,
    /// "Lãnh đạo phòng": the head of unit, who assigns and sends back.
    Head,
    /// "Lãnh đạo có thẩm quyền ký": the authorised signer.
    Signer,
    /// "Văn thư": numbers, seals, releases.
    Clerk,
    /// "Cán bộ trả kết quả": hands over.
    Deliverer,
    /// "Quản trị thủ tục": writes procedures.
    Admin,
    /// "Kiểm soát thủ tục hành chính": looks on.
    Inspector,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 8] = [
        Self::Desk,
        Self::Officer,
        Self::Head,
        Self::Signer,
        Self::Clerk,
        Self::Deliverer,
        Self::Admin,
        Self::Inspector,
    ];

    /// The name used in the store and in translation files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Officer => "officer",
            Self::Head => "head",
            Self::Signer => "signer",
            Self::Clerk => "clerk",
            Self::Deliverer => "deliverer",
            Self::Admin => "admin",
            Self::Inspector => "inspector",
        }
    }

    /// The role with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}
