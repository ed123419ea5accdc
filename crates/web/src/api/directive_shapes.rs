//! The shapes of what is asked of a directive in the API; what is answered stands in `directive_view.rs`.

use app::directive::Other;
use directives::{Becomes, Deadline, Measure, Period, Proof, TaskKey};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::directives::{day, id_of, missing};
use super::problem::ApiError;

/// "Văn bản đưa vào".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewDirective {
    /// The text, as it reads; offsets of tasks count its code points.
    #[schema(min_length = 1)]
    pub(super) text: String,
    /// A name for it; `.html` has it read as a page.
    #[serde(default)]
    pub(super) name: String,
    /// Day of issue; the text's own where left out.
    #[serde(default)]
    #[schema(format = "date")]
    pub(super) issued_on: Option<String>,
}

/// "Việc cần làm với văn bản": one thing with a draft.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "action", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum DirectiveDeed {
    /// Its head.
    Describe {
        /// conclusion, instruction, telegram, resolution or letter.
        kind: String,
        /// Its number.
        number: String,
        /// What it is about.
        title: String,
        /// Day of issue.
        #[schema(format = "date")]
        issued_on: String,
        /// Who signed the text.
        #[serde(default)]
        signer: String,
        /// Whether public tasks are shown to everybody.
        #[serde(default)]
        is_public: bool,
        /// The directive of the same body it replaces.
        #[serde(default)]
        replaces: Option<OtherAsked>,
        /// The directive of the same body some tasks of which it changes.
        #[serde(default)]
        amends: Option<OtherAsked>,
    },
    /// A task as it is now; the sentence it stands on stays.
    PutItem {
        /// Its number.
        number: u32,
        /// What it is now.
        item: DirectiveItem,
    },
    /// One more task.
    AddItem {
        /// What it is.
        item: DirectiveItem,
    },
    /// One task less.
    DropItem {
        /// Its number.
        number: u32,
    },
    /// One task for each of several units; shares of a quantity add up to it.
    SplitItem {
        /// Its number.
        number: u32,
        /// The units.
        shares: Vec<ShareAsked>,
    },
    /// One more task: one of the directive that is replaced goes on.
    CarryItem {
        /// Which.
        task: TaskKeyShape,
    },
    /// Throw the draft away.
    Discard {
        /// Why.
        reason: String,
    },
    /// Issue it: its tasks are assigned.
    Issue {},
}

/// "Văn bản được nêu": by its id, or by its number, with the day where several have that number.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OtherAsked {
    /// Its id.
    #[serde(default)]
    #[schema(format = "uuid")]
    id: Option<String>,
    /// Its number.
    #[serde(default)]
    number: String,
    /// Day of issue.
    #[serde(default)]
    #[schema(format = "date")]
    issued_on: Option<String>,
}

impl OtherAsked {
    pub(super) fn read(self) -> Result<Other, ApiError> {
        match self.id {
            Some(id) => Ok(Other::Id(id_of(&id)?)),
            None if self.number.trim().is_empty() => Err(missing()),
            None => {
                let issued_on = self.issued_on.as_deref().map(day).transpose()?;
                Ok(Other::Number { number: self.number, issued_on })
            }
        }
    }
}

/// "Phần giao cho một đơn vị".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ShareAsked {
    /// Code of the unit.
    pub(super) unit: String,
    /// Its share of the quantity.
    #[serde(default)]
    pub(super) amount: Option<i64>,
}

/// "Nhiệm vụ trong dự thảo": the five answers.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DirectiveItem {
    /// What is to be done.
    #[serde(default)]
    pub(super) deed: String,
    /// Code of the unit that leads.
    #[serde(default)]
    pub(super) unit: Option<String>,
    /// Account id of who does it.
    #[serde(default)]
    pub(super) person: Option<String>,
    /// Account id of who answers for it.
    #[serde(default)]
    pub(super) owner: Option<String>,
    /// Codes of bodies that help.
    #[serde(default)]
    pub(super) coordinating: Vec<String>,
    /// By when.
    #[serde(default)]
    pub(super) deadline: Option<DeadlineShape>,
    /// What will lie there.
    #[serde(default)]
    pub(super) product: String,
    /// How it is proved.
    #[serde(default)]
    pub(super) proof: Option<ProofShape>,
    /// What becomes of it; a new task where left out.
    #[serde(default)]
    pub(super) becomes: Option<BecomesShape>,
    /// The task from above it is a share of.
    #[serde(default)]
    pub(super) above: Option<TaskKeyShape>,
    /// Whether everybody may see it.
    #[serde(default)]
    pub(super) is_public: bool,
}

/// "Thời hạn".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeadlineShape {
    /// by, before, week, month, quarter, half-year or year.
    pub(super) kind: String,
    /// The day; for a period the day after which no more.
    #[serde(default)]
    #[schema(format = "date")]
    pub(super) on: Option<String>,
}

impl DeadlineShape {
    pub(super) fn read(self) -> Result<Deadline, ApiError> {
        let on = self.on.as_deref().map(day).transpose()?;
        match self.kind.as_str() {
            "by" => Ok(Deadline::By { on: on.ok_or_else(missing)? }),
            "before" => Ok(Deadline::Before { on: on.ok_or_else(missing)? }),
            name => {
                let period = Period::from_name(name).ok_or_else(missing)?;
                Ok(Deadline::Every { period, until_on: on })
            }
        }
    }
}

/// "Chứng minh bằng".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProofShape {
    /// document, product, figure, results-released or dossiers-late.
    pub(super) kind: String,
    /// The quantity, where it is one.
    #[serde(default)]
    #[schema(minimum = 0)]
    pub(super) target: Option<i64>,
    /// Of what.
    #[serde(default)]
    pub(super) unit: String,
}

impl ProofShape {
    fn target(&self) -> Result<i64, ApiError> {
        self.target.ok_or_else(missing)
    }

    pub(super) fn read(self) -> Result<Proof, ApiError> {
        match self.kind.as_str() {
            "document" => Ok(Proof::Document),
            "product" => Ok(Proof::Product),
            "figure" => Ok(Proof::Figure { target: self.target()?, unit: self.unit }),
            name => {
                let measure = Measure::from_name(name).ok_or_else(missing)?;
                Ok(Proof::Indicator { measure, target: self.target()? })
            }
        }
    }
}

/// "Xử lý khi ban hành".
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BecomesShape {
    /// new, merged or amendment.
    pub(super) kind: String,
    /// The task that is there already.
    #[serde(default)]
    pub(super) task: Option<TaskKeyShape>,
}

impl BecomesShape {
    pub(super) fn read(self) -> Result<Becomes, ApiError> {
        let task = |task: Option<TaskKeyShape>| task.ok_or_else(missing)?.read();
        match self.kind.as_str() {
            "new" => Ok(Becomes::New),
            "merged" => Ok(Becomes::Merged { task: task(self.task)? }),
            "amendment" => Ok(Becomes::Amendment { task: task(self.task)? }),
            _ => Err(missing()),
        }
    }
}

/// "Khoá nhiệm vụ".
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TaskKeyShape {
    /// The ministry or province of whoever assigned it.
    pub(super) tenant: String,
    /// Its id.
    #[schema(format = "uuid")]
    pub(super) id: String,
}

impl TaskKeyShape {
    pub(super) fn read(self) -> Result<TaskKey, ApiError> {
        Ok(TaskKey { tenant: self.tenant, id: id_of(&self.id)? })
    }
}
