//! What the public pages ask of the catalogue, in the visitor's language: [`Procedures`], and the sheets it answers with.
//!
//! The pages know nothing else of it; the answer stands on `catalogue::{Facts, SearchIndex, Catalogue}`.

/// "Nộp được đến đâu".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// "Làm trực tuyến toàn trình": here, from form to result.
    EndToEnd,
    /// "Một phần": the form here, a part in person.
    Partial,
    /// Only told about here.
    InformationOnly,
}

impl Service {
    /// Whether everything is done here.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self == Self::EndToEnd
    }

    /// Whether a part must be done in person.
    #[must_use]
    pub fn is_partial(self) -> bool {
        self == Self::Partial
    }

    /// Whether a dossier can be submitted here.
    #[must_use]
    pub fn is_executable(self) -> bool {
        self.is_whole() || self.is_partial()
    }
}

/// "Một dòng trong danh sách thủ tục".
#[derive(Debug, Clone)]
pub struct Card {
    /// National code.
    pub code: String,
    /// Name.
    pub name: String,
    /// "Lĩnh vực".
    pub field: String,
    /// Ministry that publishes it.
    pub ministry: String,
    /// How far it can be done here.
    pub service: Service,
}

/// "Trang thủ tục": one procedure in words.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Head of the sheet.
    pub card: Card,
    /// What it is for, in a sentence; empty where nobody has written one.
    pub summary: String,
    /// Who may ask, in words.
    pub audience: Vec<String>,
    /// Who decides, in words; empty where unknown.
    pub decided_by: String,
    /// What is needed.
    pub needs: Vec<Need>,
    /// How long it takes, by channel.
    pub times: Vec<ChannelLine>,
    /// What it costs.
    pub fees: Vec<FeeRow>,
    /// Whether the fees are known at all; known and none is free of charge.
    pub is_fee_known: bool,
    /// What comes out.
    pub results: Vec<String>,
    /// What happens inside, in order.
    pub steps: Vec<Step>,
    /// The acts it stands on.
    pub bases: Vec<Basis>,
    /// Number of the decision that publishes it.
    pub decision: String,
}

/// "Thành phần hồ sơ": one paper.
#[derive(Debug, Clone)]
pub struct Need {
    /// Name.
    pub name: String,
    /// Whether a register answers instead, so that it need not be brought.
    pub is_looked_up: bool,
    /// Whether only some need it.
    pub is_conditional: bool,
    /// Originals wanted.
    pub originals: u32,
    /// Copies wanted.
    pub copies: u32,
}

/// "Căn cứ của con số": where a number comes from.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Act and article.
    pub text: String,
    /// Whether it is the sample province's own.
    pub is_sample: bool,
    /// Whether it still waits to be compared with the text of the act.
    pub is_unchecked: bool,
}

/// "Thời hạn theo hình thức nộp".
#[derive(Debug, Clone)]
pub struct ChannelLine {
    /// `counter`, `online` or `post`; empty where it holds for all.
    pub channel: String,
    /// The time, in words.
    pub text: String,
    /// Where it comes from.
    pub source: Source,
}

/// "Mức phí": one fee with its price by channel.
#[derive(Debug, Clone)]
pub struct FeeRow {
    /// What it is called; empty where the list gives only amounts.
    pub name: String,
    /// What one amount pays for: `case`, `copy`, `page`, `person`; empty where unknown.
    pub unit: String,
    /// Channel and amount, in words.
    pub prices: Vec<(String, String)>,
    /// Where it comes from.
    pub source: Source,
}

/// "Bước": one step.
#[derive(Debug, Clone)]
pub struct Step {
    /// What is done.
    pub name: String,
    /// Who does it: name of a role.
    pub role: String,
}

/// "Căn cứ pháp lý".
#[derive(Debug, Clone)]
pub struct Basis {
    /// Number of the act.
    pub act: String,
    /// Name; empty where the list has only the number.
    pub title: String,
}
