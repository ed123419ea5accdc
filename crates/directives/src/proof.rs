//! How a task is proved done: by data where the system holds them, else by a product somebody answers for.
//!
//! Nobody's own word completes a task. What the data say is read by the use case and handed in; here it is judged.

use kernel::FileHash;
use serde::{Deserialize, Serialize};

use crate::TaskRefusal;

/// "Căn cứ xác nhận hoàn thành": what must lie there at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Proof {
    /// "Văn bản": a paper with a number that the registers know, or its file.
    Document,
    /// "Chỉ tiêu hệ thống tự đo".
    Indicator {
        /// What is measured.
        measure: Measure,
        /// The value to reach, or not to exceed.
        target: i64,
    },
    /// "Số liệu": a quantity, summed up from below where the task was handed down.
    Figure {
        /// How much.
        target: i64,
        /// Of what.
        unit: String,
    },
    /// "Sản phẩm": anything else, as a signed file or a numbered paper.
    Product,
}

impl Proof {
    /// The name used in forms and translation files.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Indicator { .. } => "indicator",
            Self::Figure { .. } => "figure",
            Self::Product => "product",
        }
    }

    /// The quantity that is shared out when the task is handed down.
    #[must_use]
    pub const fn target(&self) -> Option<i64> {
        match self {
            Self::Figure { target, .. } => Some(*target),
            Self::Document | Self::Indicator { .. } | Self::Product => None,
        }
    }
}

/// "Chỉ tiêu": what the system counts by itself about a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Results the unit has released since the task was assigned: at least so many.
    ResultsReleased,
    /// Dossiers in the unit's hands past their end: at most so many.
    DossiersLate,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::ResultsReleased, Self::DossiersLate];

    /// The name used in forms and translation files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ResultsReleased => "results-released",
            Self::DossiersLate => "dossiers-late",
        }
    }

    /// The measure with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.name() == name)
    }

    /// Whether a value is as good as the target asks.
    #[must_use]
    pub const fn reaches(self, value: i64, target: i64) -> bool {
        match self {
            Self::ResultsReleased => value >= target,
            Self::DossiersLate => value <= target,
        }
    }
}

/// "Sản phẩm đã nộp": what was handed in, and what the data said that day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Product {
    /// What was done, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// Number of the paper.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub document: String,
    /// The file, by its content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<ProductFile>,
    /// The quantity reached, by whoever hands it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<i64>,
    /// What the data themselves said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Found>,
}

/// "Tệp sản phẩm".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductFile {
    /// Its name.
    pub name: String,
    /// Its content.
    pub hash: FileHash,
    /// The signature it came with or was given here, as it was judged that day; absent where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<ProductSignature>,
}

/// "Chữ ký số trên sản phẩm": evidence of who signed what; what it is worth today is judged from the bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductSignature {
    /// The name in the certificate.
    pub name: String,
    /// Serial number of the certificate, in hexadecimal.
    pub certificate: String,
    /// `B-B`, `B-T` and so on.
    pub level: String,
    /// The file the signer was shown, where it was signed here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<FileHash>,
}

/// "Dữ liệu xác nhận": what the system found by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Found {
    /// The paper stands in a register.
    Document {
        /// Its number as registered.
        number: String,
    },
    /// The measured value.
    Indicator {
        /// It.
        value: i64,
    },
    /// The sum of what was reached below.
    Below {
        /// It.
        sum: i64,
    },
}

impl Product {
    /// Whether the data bear it out, so that nobody's word is needed.
    #[must_use]
    pub const fn is_proved(&self) -> bool {
        self.found.is_some()
    }

    /// Whether its file carries a signature that was believed.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.file.as_ref().is_some_and(|file| file.signature.is_some())
    }

    /// "Sản phẩm có người chịu trách nhiệm": data bear it out, or somebody has signed it.
    ///
    /// Where nothing can be signed, the product is handed in as it is, and whoever checks it is told so.
    ///
    /// Law: NĐ 30/2020/NĐ-CP Điều 13
    ///
    /// # Errors
    /// [`TaskRefusal::ProductUnsigned`] where it could be signed and is not.
    pub fn stands(&self, can_be_signed: bool) -> Result<(), TaskRefusal> {
        if self.is_proved() || self.is_signed() || !can_be_signed {
            Ok(())
        } else {
            Err(TaskRefusal::ProductUnsigned)
        }
    }
}
