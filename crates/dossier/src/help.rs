//! Who helped a person send a dossier in, so that figures never take help for self-service.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Actor;

/// "Hỗ trợ nộp hồ sơ": an official typed for the person; owner and submitter stay who they are.
///
/// Law: NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Help {
    /// The official who helped, in the post of that day.
    pub by: Actor,
    /// How much was done for the person.
    pub kind: HelpKind,
    /// How the person showed to be there.
    pub presence: Presence,
    /// Components of the dossier seen in the original.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<String>,
    /// "Vẫn xem giấy tờ Nhà nước đã có": papers looked at although a connected register takes their place, each with the
    /// reason; they are counted.
    ///
    /// Law: Nghị quyết 66.7/2025/NQ-CP
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub overrides: BTreeMap<String, String>,
}

/// "Mức độ hỗ trợ": what figures keep apart from self-service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HelpKind {
    /// "Hỗ trợ": the person's own online form was finished together.
    Assisted,
    /// "Nộp hộ": the official typed everything.
    DoneFor,
}

impl HelpKind {
    /// The name used in translation files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Assisted => "assisted",
            Self::DoneFor => "done-for",
        }
    }
}

/// "Có mặt": how the person at the counter was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// The identity card was read.
    Card,
    /// The number was typed.
    Typed,
}

impl Presence {
    /// The name used in translation files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Typed => "typed",
        }
    }
}
