//! What the extractor finds: tasks with their source sentences, facts of the document, remarks for whoever reads it.
//!
//! Nothing here is decided by the machine alone: each field says how sure it is and why, and every task quotes the
//! characters it was read from.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// "Văn bản chỉ đạo": what was found in one text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// Number, date, issuer, signer.
    pub facts: Facts,
    /// The tasks in the order of the text.
    pub tasks: Vec<Proposal>,
    /// What somebody must look at.
    pub remarks: Vec<Remark>,
}

/// What a document says about itself; what it does not say is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// "Số, ký hiệu", as written: `56/TB-VPCP`.
    pub number: Option<String>,
    /// The day the text itself gives.
    pub issued_on: Option<Date>,
    /// "Cơ quan ban hành".
    pub issuer: Option<String>,
    /// "Người ký".
    pub signer: Option<String>,
}

/// "Nhiệm vụ đề xuất": a task as the text seems to give it, and the sentence it comes from. Nobody has it yet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// First code point of the quote in the text.
    pub char_start: usize,
    /// Code point after the last.
    pub char_end: usize,
    /// Exactly the text between the two.
    pub source_quote: String,
    /// "Cơ quan chủ trì"; empty where the text names nobody.
    pub lead_agencies: Vec<String>,
    /// "Cơ quan phối hợp".
    pub coordinating_agencies: Vec<String>,
    /// "Việc": the deed, without who and when.
    pub task_summary: String,
    /// "Kết quả, sản phẩm", where the text names one.
    pub expected_result: String,
    /// "Thời hạn", as written; several are parted by ` | `.
    pub deadline_text: Option<String>,
    /// The last day, or that it recurs; absent where the text gives none or gives two.
    pub deadline_iso: Option<DeadlineDay>,
    /// What kind of deadline it is.
    pub deadline_type: DeadlineType,
    /// "Cấp trên nhận báo cáo, xem xét"; empty where none is named.
    pub superior_authority_to_report_to: String,
    /// How sure each field is.
    pub confidence: FieldConfidence,
}

/// A day, or that there is no last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadlineDay {
    /// The last day, or the day before which it must be done ([`DeadlineType::BeforeDate`]).
    On(Date),
    /// "Nhiệm vụ thường xuyên, định kỳ".
    Recurring,
}

impl Serialize for DeadlineDay {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::On(day) => serializer.collect_str(day),
            Self::Recurring => serializer.serialize_str("recurring"),
        }
    }
}

/// "Loại thời hạn".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineType {
    /// A day that still counts.
    Date,
    /// "Trước ngày": the clock ends before this day.
    BeforeDate,
    /// The last day of a month.
    Month,
    /// The last day of a quarter.
    Quarter,
    /// 30 June or 31 December.
    HalfYear,
    /// 31 December.
    Year,
    /// Again and again.
    Recurring,
    /// Counted from an event the text does not date.
    Relative,
    /// "Sớm", "ngay".
    Asap,
    /// As another document says.
    ByReference,
    /// Two different days: none is chosen.
    Contradictory,
    /// A day no calendar has.
    Impossible,
    /// A day before the document itself.
    Past,
    /// No deadline.
    None,
}

/// How sure a field is, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Confidence {
    /// 0 to 100.
    pub percent: u8,
    /// Stable word for the reason.
    pub reason: &'static str,
}

impl Confidence {
    pub(crate) const fn of(percent: u8, reason: &'static str) -> Self {
        Self { percent, reason }
    }
}

/// The confidence of each field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FieldConfidence {
    /// That it is a task, from here to there.
    pub span: Confidence,
    /// Who leads.
    pub lead: Confidence,
    /// Who helps.
    pub coordinating: Confidence,
    /// What comes of it.
    pub result: Confidence,
    /// By when.
    pub deadline: Confidence,
    /// To whom it goes.
    pub superior: Confidence,
}

/// "Điều cần xem lại": something a person must look at; `task` counts from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "remark")]
pub enum Remark {
    /// The text is empty.
    NoText,
    /// It does not read as Vietnamese.
    NotVietnamese,
    /// Vietnamese, and no task in it.
    NoTask,
    /// Nobody is named for the task.
    NoLead {
        /// Which task.
        task: usize,
    },
    /// Several days; none chosen.
    ContradictoryDeadlines {
        /// Which task.
        task: usize,
        /// Each as written.
        written: Vec<String>,
    },
    /// A day that does not exist.
    ImpossibleDate {
        /// Which task.
        task: usize,
        /// As written.
        written: String,
    },
    /// The day lies before the document's own.
    DeadlinePassed {
        /// Which task.
        task: usize,
        /// As written.
        written: String,
    },
    /// The body no longer exists on the day of the document.
    AgencyGone {
        /// Which task.
        task: usize,
        /// As written.
        agency: String,
        /// Who is proposed instead.
        successors: Vec<String>,
        /// What went elsewhere.
        note: String,
        /// The act.
        ground: String,
        /// Whether the fact was read in the act or stands from memory.
        confidence: String,
    },
    /// The text gives another day of issue than was handed in.
    OtherIssueDate {
        /// The day in the text.
        written: Date,
    },
}

impl Remark {
    /// The task it is about; none where it is about the whole text.
    #[must_use]
    pub const fn task(&self) -> Option<usize> {
        match self {
            Self::NoText | Self::NotVietnamese | Self::NoTask | Self::OtherIssueDate { .. } => None,
            Self::NoLead { task }
            | Self::ContradictoryDeadlines { task, .. }
            | Self::ImpossibleDate { task, .. }
            | Self::DeadlinePassed { task, .. }
            | Self::AgencyGone { task, .. } => Some(*task),
        }
    }
}
