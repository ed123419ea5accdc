//! What a dossier holds beside its answers: the papers that came with it, and what registers said.

use std::collections::BTreeMap;

use catalogue::Checked;
use dossier::Attached;
use serde::Serialize;
use utoipa::ToSchema;

/// "Tệp kèm theo".
#[derive(Serialize, ToSchema)]
pub(super) struct FileView {
    /// The component, or the item of a supplement request, it answers.
    part: String,
    /// Its name.
    name: String,
    /// `pdf`, `jpeg` or `png`.
    kind: String,
    /// How many bytes.
    bytes: u64,
    /// SHA-256 of its bytes; the file itself lies under `files/` and this.
    hash: String,
    /// Codes of the remarks its owner was told and kept it with.
    remarks: Vec<String>,
}

impl From<&Attached> for FileView {
    fn from(file: &Attached) -> Self {
        Self {
            part: file.part.clone(),
            name: file.name.clone(),
            kind: file.kind.clone(),
            bytes: file.bytes,
            hash: file.hash.to_string(),
            remarks: file.remarks.clone(),
        }
    }
}

/// "Kết quả đối chiếu".
#[derive(Serialize, ToSchema)]
pub(super) struct CheckView {
    /// The check, as `accept-value` names it.
    id: String,
    /// The register asked.
    register: String,
    /// `verified`, `deferred`, `contradicted` or `declared`.
    standing: &'static str,
    /// The fields it speaks of.
    fields: Vec<String>,
    /// Fields the register answers differently, with its answer; empty text where it knows nothing.
    differing: BTreeMap<String, String>,
    /// When it was asked.
    #[schema(format = "date-time")]
    at: String,
}

impl From<&Checked> for CheckView {
    fn from(checked: &Checked) -> Self {
        Self {
            id: checked.id.clone(),
            register: checked.register.clone(),
            standing: checked.standing.name(),
            fields: checked.fields.clone(),
            differing: checked.differing.clone(),
            at: checked.at.to_string(),
        }
    }
}
