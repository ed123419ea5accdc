//! The papers that came with a dossier: named by the hash of their bytes, so that the chain covers the papers themselves.

use kernel::FileHash;
use serde::{Deserialize, Serialize};

use crate::{Action, Digitised, Dossier};

/// "Tệp kèm theo": one uploaded file of a dossier; its bytes lie in the store of files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// The component, or the item of a supplement request, it answers.
    pub part: String,
    /// Its name as its owner is shown it.
    pub name: String,
    /// What it is: `pdf`, `jpeg`, `png`.
    pub kind: String,
    /// How many bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub hash: FileHash,
    /// Codes of the remarks its owner was told and kept it with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// Who scanned it at the desk, where the desk did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digitised: Option<Digitised>,
}

impl Action {
    /// The papers this action brought.
    #[must_use]
    pub fn files(&self) -> &[Attached] {
        if let Self::Submit(opening) = self {
            &opening.files
        } else if let Self::AnswerSupplement { files, .. } = self {
            files
        } else {
            &[]
        }
    }
}

impl Dossier {
    /// Every paper, those of the submission first.
    pub fn attached(&self) -> impl Iterator<Item = &Attached> {
        self.opening.files.iter().chain(&self.supplement_files)
    }

    /// The paper with this hash, if it belongs to the dossier.
    #[must_use]
    pub fn attached_as(&self, hash: &FileHash) -> Option<&Attached> {
        self.attached().find(|file| file.hash == *hash)
    }
}
