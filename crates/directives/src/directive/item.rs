//! One task of a draft: what the text says, what a person has made of it, and where it will go.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Deadline, DeadlineDay, DeadlineType, Period, Person, Proof, Proposal, Source, TaskKey, Unit};

/// "Nhiệm vụ trong dự thảo": an item, complete once all five are clear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its number in the draft; never given twice.
    pub number: u32,
    /// The sentence.
    pub source: Source,
    /// What the text says where it names bodies and days.
    pub written: Written,
    /// "Rõ việc": the deed.
    pub deed: String,
    /// The body that leads.
    pub unit: Option<Unit>,
    /// "Rõ người": who does it.
    pub person: Option<Person>,
    /// "Rõ trách nhiệm": the leader who answers for it.
    pub owner: Option<Person>,
    /// "Đơn vị phối hợp": bodies that help.
    pub coordinating: Vec<Unit>,
    /// "Rõ thời gian".
    pub deadline: Option<Deadline>,
    /// "Rõ kết quả": what will lie there, in words.
    pub product: String,
    /// How that is proved.
    pub proof: Option<Proof>,
    /// What becomes of it when the directive is issued.
    pub becomes: Becomes,
    /// The task from above it is a share of.
    pub above: Option<TaskKey>,
    /// Whether everybody may see it.
    pub is_public: bool,
}

/// "Nội dung ghi trong văn bản": the text's own words, kept beside what was made of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Written {
    /// Bodies that lead.
    pub leads: Vec<String>,
    /// Bodies that help.
    pub coordinating: Vec<String>,
    /// Deadlines, each as written; two that disagree are both here.
    pub deadlines: Vec<String>,
    /// Why a written deadline was not taken over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unclear: Option<UnclearDeadline>,
    /// To whom it goes in the end.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub superior: String,
}

/// "Thời hạn chưa rõ": why the text's deadline is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnclearDeadline {
    /// Two that disagree.
    Contradictory,
    /// A day no calendar has.
    Impossible,
    /// A day before the document.
    Past,
    /// Again and again, and no word how often.
    NoPeriod,
    /// Counted from something that has no date, or "soon".
    NoDay,
}

impl UnclearDeadline {
    /// The name used in translation files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contradictory => "contradictory",
            Self::Impossible => "impossible",
            Self::Past => "past",
            Self::NoPeriod => "no-period",
            Self::NoDay => "no-day",
        }
    }
}

/// "Xử lý khi ban hành": what an item becomes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Becomes {
    /// A task of its own.
    #[default]
    New,
    /// One more ground of a task that is there already.
    Merged {
        /// That task.
        task: TaskKey,
    },
    /// A change of a task that is there already.
    Amendment {
        /// That task.
        task: TaskKey,
    },
}

impl Becomes {
    /// The task that is there already.
    #[must_use]
    pub const fn existing(&self) -> Option<&TaskKey> {
        match self {
            Self::New => None,
            Self::Merged { task } | Self::Amendment { task } => Some(task),
        }
    }
}

impl Item {
    /// An item with nothing in it, to be filled in by hand.
    #[must_use]
    pub fn blank(number: u32) -> Self {
        Self {
            number,
            source: Source::default(),
            written: Written::default(),
            deed: String::new(),
            unit: None,
            person: None,
            owner: None,
            coordinating: Vec::new(),
            deadline: None,
            product: String::new(),
            proof: None,
            becomes: Becomes::New,
            above: None,
            is_public: false,
        }
    }

    /// What the text seems to say; bodies and people come from the organisation, not from here.
    ///
    /// No deadline is made up: what the text leaves open stays open, and why is kept.
    #[must_use]
    pub fn proposed(number: u32, proposal: &Proposal) -> Self {
        let (deadline, unclear) = deadline(proposal);
        let written = proposal.deadline_text.as_deref().unwrap_or_default();
        let product = proposal.expected_result.clone();
        Self {
            source: Source {
                char_start: proposal.char_start,
                char_end: proposal.char_end,
                quote: proposal.source_quote.clone(),
            },
            written: Written {
                leads: proposal.lead_agencies.clone(),
                coordinating: proposal.coordinating_agencies.clone(),
                deadlines: written.split(" | ").filter(|part| !part.is_empty()).map(String::from).collect(),
                unclear,
                superior: proposal.superior_authority_to_report_to.clone(),
            },
            deed: proposal.task_summary.clone(),
            deadline,
            proof: (!product.is_empty()).then(|| proof_of(&product)),
            product,
            ..Self::blank(number)
        }
    }
}

/// A named kind of paper is proved by its number, everything else by a file.
fn proof_of(product: &str) -> Proof {
    const PAPERS: [&str; 9] = [
        "ke hoach",
        "bao cao",
        "quyet dinh",
        "nghi quyet",
        "to trinh",
        "chi thi",
        "thong tu",
        "de an",
        "cong van",
    ];
    let folded = kernel::text::fold(product);
    if PAPERS.iter().any(|paper| folded.starts_with(paper)) { Proof::Document } else { Proof::Product }
}

fn deadline(proposal: &Proposal) -> (Option<Deadline>, Option<UnclearDeadline>) {
    let day = match proposal.deadline_iso {
        Some(DeadlineDay::On(on)) => Some(on),
        Some(DeadlineDay::Recurring) | None => None,
    };
    let by = |on: Option<Date>| (on.map(|on| Deadline::By { on }), None);
    match proposal.deadline_type {
        DeadlineType::Date
        | DeadlineType::Month
        | DeadlineType::Quarter
        | DeadlineType::HalfYear
        | DeadlineType::Year => by(day),
        DeadlineType::BeforeDate => (day.map(|on| Deadline::Before { on }), None),
        DeadlineType::Recurring => {
            let text = proposal.deadline_text.as_deref().unwrap_or(&proposal.source_quote);
            match Period::named_in(text).or_else(|| Period::named_in(&proposal.source_quote)) {
                Some(period) => (Some(Deadline::Every { period, until_on: None }), None),
                None => (None, Some(UnclearDeadline::NoPeriod)),
            }
        }
        DeadlineType::Contradictory => (None, Some(UnclearDeadline::Contradictory)),
        DeadlineType::Impossible => (None, Some(UnclearDeadline::Impossible)),
        DeadlineType::Past => (None, Some(UnclearDeadline::Past)),
        DeadlineType::Relative | DeadlineType::Asap | DeadlineType::ByReference => {
            (None, Some(UnclearDeadline::NoDay))
        }
        DeadlineType::None => (None, None),
    }
}
