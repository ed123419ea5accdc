//! The forms that can be typeset, and their templates.

use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};

/// "Mẫu giấy": one form of TT 03/2025/TT-VPCP, or the result itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" (Mẫu 01).
    Receipt,
    /// "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ" (Mẫu 02).
    Supplement,
    /// "Phiếu từ chối tiếp nhận, giải quyết hồ sơ" (Mẫu 03).
    Rejection,
    /// "Văn bản xin lỗi và đề nghị gia hạn" (Mẫu 04).
    Apology,
    /// "Kết quả giải quyết".
    Outcome,
    /// "Tờ khai điện tử".
    Declaration,
    /// "Bản sao điện tử" of a scanned paper.
    Copy,
    /// "Phiếu kiểm soát quá trình giải quyết hồ sơ" (Mẫu 06).
    Control,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 8] = [
        Self::Receipt,
        Self::Supplement,
        Self::Rejection,
        Self::Apology,
        Self::Outcome,
        Self::Declaration,
        Self::Copy,
        Self::Control,
    ];

    /// The name on the command line and of the template.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Supplement => "supplement",
            Self::Rejection => "rejection",
            Self::Apology => "apology",
            Self::Outcome => "outcome",
            Self::Declaration => "declaration",
            Self::Copy => "copy",
            Self::Control => "control",
        }
    }

    /// The form with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// Invented values that fill the form, as JSON: for samples and measurements.
    #[must_use]
    pub const fn sample(self) -> &'static str {
        match self {
            Self::Receipt => include_str!("../samples/receipt.json"),
            Self::Supplement => include_str!("../samples/supplement.json"),
            Self::Rejection => include_str!("../samples/rejection.json"),
            Self::Apology => include_str!("../samples/apology.json"),
            Self::Outcome => include_str!("../samples/outcome.json"),
            Self::Declaration => include_str!("../samples/declaration.json"),
            Self::Copy => include_str!("../samples/copy.json"),
            Self::Control => include_str!("../samples/control.json"),
        }
    }

    /// The picture the sample is a copy of, where the form is for one.
    #[must_use]
    pub const fn sample_picture(self) -> Option<&'static [u8]> {
        match self {
            Self::Copy => Some(include_bytes!("../samples/copy.png")),
            Self::Receipt
            | Self::Supplement
            | Self::Rejection
            | Self::Apology
            | Self::Outcome
            | Self::Declaration
            | Self::Control => None,
        }
    }

    const fn template(self) -> &'static str {
        match self {
            Self::Receipt => include_str!("../templates/receipt.typ"),
            Self::Supplement => include_str!("../templates/supplement.typ"),
            Self::Rejection => include_str!("../templates/rejection.typ"),
            Self::Apology => include_str!("../templates/apology.typ"),
            Self::Outcome => include_str!("../templates/outcome.typ"),
            Self::Declaration => include_str!("../templates/declaration.typ"),
            Self::Copy => include_str!("../templates/copy.typ"),
            Self::Control => include_str!("../templates/control.typ"),
        }
    }

    /// The parsed template.
    pub(crate) fn source(self) -> Option<Source> {
        let id = file(&format!("/{}.typ", self.name()))?;
        Some(Source::new(id, self.template().to_owned()))
    }
}

/// What all forms share: letterhead, signatures, the way to check.
pub(crate) fn frame() -> Option<Source> {
    Some(Source::new(file("/frame.typ")?, include_str!("../templates/frame.typ").to_owned()))
}

/// A name within the little world of a template.
pub(crate) fn file(path: &str) -> Option<FileId> {
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?)))
}
