//! The people of a dossier: owner, submitter and representative are three roles; and who acts on it.

use kernel::{OrganisationCode, OrganisationCodeRefusal, PersonalId};
use serde::{Deserialize, Serialize};

/// "Định danh chủ hồ sơ": a person's or an organisation's number; there is no dossier without one.
///
/// Law: NĐ 118/2025/NĐ-CP; CT 18/CT-TTg 2023
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "code", rename_all = "kebab-case")]
pub enum OwnerId {
    /// A person, by personal id.
    Person(PersonalId),
    /// An organisation, by its code.
    Organisation(OrganisationCode),
}

impl OwnerId {
    /// Reads the number rows are keyed by: a personal id, else the code of an organisation.
    ///
    /// # Errors
    /// The refusal of organisation codes where it is neither.
    pub fn read(key: &str) -> Result<Self, OrganisationCodeRefusal> {
        match PersonalId::parse(key) {
            Ok(id) => Ok(Self::Person(id)),
            Err(_) => Ok(Self::Organisation(OrganisationCode::parse(key)?)),
        }
    }

    /// The number alone, as a key of rows.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Person(id) => id.to_string(),
            Self::Organisation(code) => code.to_string(),
        }
    }
}

/// "Bên": one person or organisation in a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The number.
    pub id: OwnerId,
    /// The name as the register or the account gives it.
    pub name: String,
}

/// "Chủ hồ sơ, người nộp, người được uỷ quyền": three roles that may be three people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parties {
    /// Whose matter it is.
    pub owner: Party,
    /// Who sent it in.
    pub submitter: Party,
    /// Who may act for the owner, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<Party>,
}

/// "Người thực hiện": who did an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Citizen, official or the system itself.
    pub kind: ActorKind,
    /// A personal id, an account id, or the name of a job.
    pub id: String,
    /// The name shown in the history.
    pub name: String,
    /// The title of the post acted in, as it was that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// "Loại người thực hiện".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    /// A person or business outside the State.
    Citizen,
    /// An official in a post.
    Official,
    /// A job of the system.
    System,
}

impl Actor {
    /// Whether both are the same person.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.kind == other.kind && self.id == other.id
    }
}
