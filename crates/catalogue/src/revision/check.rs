//! Which answers are compared with which register, as data. The comparison itself stands in `crate::provenance`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Ground, Text};

/// "Đối chiếu với cơ sở dữ liệu": one look-up of a register and the answers its data are compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterCheck {
    /// Name inside the revision.
    pub id: String,
    /// The register asked.
    pub register: String,
    /// Whom or what it is about, as one says it: "người khai", "mẹ của trẻ".
    pub about: Text,
    /// Question whose answer is the key the register is asked with; of the entries of a list, as `people.id`. Without an
    /// answer nothing is asked.
    pub key: String,
    /// Condition (CEL over the answers) under which it is asked; always where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Datum of the register and the question it must agree with.
    pub compare: BTreeMap<String, String>,
    /// Whether the register must know nothing under the key: a second business, say.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub must_be_absent: bool,
    /// Why it may be asked.
    pub ground: Ground,
}
