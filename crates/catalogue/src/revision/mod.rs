//! A procedure as data: what one revision holds, as its file under `data/procedures/` writes it.
//!
//! The parts: fields of the form (`form_data.rs`), components and steps (`process.rs`), fees (`fee.rs`). Nothing here is
//! compiled or judged: conditions are compiled in `crate::form`, a revision is proven by `crate::verify`, and which one is
//! in force is told by [`crate::Catalogue`].

mod check;
mod fee;
mod form_data;
mod process;

use jiff::civil::Date;
use kernel::{DuePolicy, ProcedureCode, TimeLimit};
use serde::{Deserialize, Serialize};

pub use check::RegisterCheck;
pub use fee::{Amounts, Exemption, Fee, FeeKind, FeeUnit};
pub use form_data::{ChoiceOption, FieldData, FieldKind, FormData, Offer, Page, Repeats, Rule};
pub use process::{Component, Step, StepRole};

/// "Phiên bản thủ tục": everything needed to carry one procedure out, with its dates of effect.
///
/// A dossier keeps the revision in force on the day of its reception, whatever comes later.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// National code.
    pub code: ProcedureCode,
    /// Number of the revision, from 1.
    pub revision: u32,
    /// First day it is in force.
    pub effective_from: Date,
    /// Last day it is in force; open where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_until: Option<Date>,
    /// Why it is in force from that day.
    pub effective_ground: Ground,
    /// Official name and its English rendering.
    pub name: Text,
    /// What it is for, in a sentence.
    pub summary: Text,
    /// "Cơ quan có thẩm quyền": who decides.
    pub decided_by: DecidingBody,
    /// "Thẩm quyền theo nơi": which answer tells the commune whose authority decides; any may where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_where: Option<DecidedWhere>,
    /// "Lĩnh vực", as the national list writes it.
    pub field: String,
    /// "Mức độ cung cấp dịch vụ công trực tuyến".
    pub service_level: ServiceLevel,
    /// Channels a dossier may come by.
    pub channels: Vec<Channel>,
    /// "Quyết định công bố": number of the decision that publishes the procedure.
    pub decision: String,
    /// "Căn cứ pháp lý".
    pub legal_basis: Vec<LegalBasis>,
    /// "Mẫu đơn, tờ khai điện tử".
    pub form: FormData,
    /// "Thành phần hồ sơ".
    pub components: Vec<Component>,
    /// "Đối chiếu với cơ sở dữ liệu": which answers are compared with which register.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<RegisterCheck>,
    /// "Quy trình nội bộ": steps in order, the first being where a received dossier begins.
    pub steps: Vec<Step>,
    /// "Phí, lệ phí"; empty where none is due.
    pub fees: Vec<Fee>,
    /// "Thời hạn giải quyết".
    pub time_limit: LimitRule,
    /// "Bổ sung hồ sơ".
    pub supplement: SupplementRule,
    /// "Kết quả giải quyết".
    pub result: ResultRule,
}

/// "Tên, nhãn": words in both languages of the platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

/// "Cơ quan có thẩm quyền giải quyết": kind of body that decides; which one of its kind depends on the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecidingBody {
    /// "Ủy ban nhân dân cấp xã".
    CommuneCommittee,
    /// "Công an cấp xã".
    CommunePolice,
    /// "Cơ quan đăng ký kinh doanh cấp xã".
    CommuneBusinessRegistration,
}

impl DecidingBody {
    /// Every kind of body, in order.
    pub const ALL: [Self; 3] =
        [Self::CommuneCommittee, Self::CommunePolice, Self::CommuneBusinessRegistration];
}

/// "Thẩm quyền theo nơi".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecidedWhere {
    /// The question whose answer is the commune; it is always asked.
    pub field: String,
    /// What says so.
    pub ground: Ground,
}

/// "Mức độ dịch vụ công trực tuyến".
///
/// Law: NĐ 42/2022/NĐ-CP Điều 6
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ServiceLevel {
    /// "Toàn trình": from filing to result without coming in person.
    EndToEnd,
    /// "Một phần".
    Partial,
}

/// "Hình thức nộp hồ sơ": how a dossier comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// "Trực tiếp": at the one-stop desk.
    Counter,
    /// "Trực tuyến".
    Online,
    /// "Dịch vụ bưu chính công ích".
    Post,
}

impl Channel {
    /// The word the files use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Online => "online",
            Self::Post => "post",
        }
    }
}

/// "Căn cứ pháp lý": an act the procedure stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalBasis {
    /// Number of the act, as `60/2014/QH13`.
    pub act: String,
    /// Name of the act.
    pub title: String,
}

/// "Căn cứ của một con số": where a number, a limit or a choice of this revision comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// Act, or the official record.
    pub act: String,
    /// Article, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// How sure the project is of it.
    pub confidence: Confidence,
    /// What should be known about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// "Độ tin cậy" of a ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Stands in the official record of the procedure.
    Record,
    /// General knowledge of the act: to be compared with its text, and corrected by a new revision.
    Memory,
    /// Sample of the demonstration province.
    Sample,
}

/// "Thời hạn giải quyết": the limit, how its end is fixed, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitRule {
    /// The time the law gives.
    pub limit: TimeLimit,
    /// How its end is fixed.
    pub due_policy: DuePolicy,
    /// Where the number comes from.
    pub ground: Ground,
    /// "Thời hạn xác minh": the clock of its own a verification elsewhere adds; none where the law knows none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification: Option<VerificationRule>,
}

/// "Xác minh": how much longer it may take when something must be verified elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerificationRule {
    /// The time the verification may take.
    pub limit: TimeLimit,
    /// Where the number comes from.
    pub ground: Ground,
}

/// "Yêu cầu bổ sung hồ sơ": what a supplement does to the clock, and how long the applicant has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplementRule {
    /// What happens to the time limit.
    pub policy: SupplementPolicy,
    /// Days the applicant has to answer.
    pub answer_window_days: u32,
    /// Where both come from.
    pub ground: Ground,
}

/// "Cách tính lại thời hạn sau bổ sung".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SupplementPolicy {
    /// The clock stops and goes on with what was left.
    PauseResume,
    /// The whole limit begins anew.
    Restart,
}

/// "Kết quả giải quyết": what comes out, and the words its draft begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultRule {
    /// National code of the result, as `KQ.G15.000342`.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// "Kết quả khác": other papers that may come out, by code and name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<OtherResult>,
    /// Text of the draft with placeholders, which the officer edits; see [`crate::fill_template`].
    pub template: String,
    /// Where code and form come from.
    pub ground: Ground,
}

/// "Kết quả khác của thủ tục": a paper that may come out beside or instead of the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherResult {
    /// National code, as `KQ.G12.001009`.
    pub code: String,
    /// Its name.
    pub name: Text,
}
