//! Every reason the rules of directives and tasks can say no, and what is wrong with a history that is none.

kernel::refusals! {
    /// "Lý do không làm được với văn bản chỉ đạo".
    pub enum DirectiveRefusal {
        /// Only a draft can be changed, only an issued directive replaced.
        WrongStage { directive_stage } => "directive.wrong-stage";
        /// A task is not clear: person, deed, time, product or answerable owner.
        NotClear { count, item, finding } => "directive.not-clear", law "NĐ 30/2020/NĐ-CP Điều 13";
        /// There is no item of that number.
        NoSuchItem { item } => "directive.no-such-item";
        /// More items than a directive may have.
        TooManyItems { limit } => "directive.too-many-items";
        /// A field is too long.
        TooLong { limit } => "directive.too-long";
        /// A target below nothing.
        TargetNegative => "directive.target-negative";
        /// A task is split among at least two different units.
        SharesNotApart => "directive.shares-not-apart";
        /// The shares do not add up to the whole.
        SumNotKept { target, shared } => "directive.sum-not-kept";
        /// A reason must be given in words.
        ReasonMissing => "directive.reason-missing";
        /// Reading it took longer than a person waits.
        TooSlow => "directive.too-slow";
        /// No issued directive of the body has this number, or none of that day.
        NumberUnknown { number } => "directive.number-unknown";
        /// Several have it; the day tells them apart.
        NumberShared { number, count } => "directive.number-shared";
        /// What is to be replaced or changed is no longer in force.
        NotInForce { number } => "directive.not-in-force";
    }
}

kernel::refusals! {
    /// "Lý do không làm được với nhiệm vụ".
    pub enum TaskRefusal {
        /// The action is not in the table for this stage.
        WrongStage { task_action, task_stage } => "task.wrong-stage";
        /// Only who has the task, who answers for it, or a leader of the unit.
        NotYours { name } => "task.not-yours";
        /// A reason must be given in words.
        ReasonMissing => "task.reason-missing";
        /// A report says what was done.
        ReportEmpty => "task.report-empty";
        /// Progress is from 0 to 100.
        PercentOutside => "task.percent-outside";
        /// A quantity below nothing.
        FigureNegative => "task.figure-negative";
        /// Nothing was handed in: a numbered paper or a file.
        ProductMissing => "task.product-missing";
        /// No data bear the product out and nobody has signed it, though it can be signed here.
        ProductUnsigned => "task.product-unsigned", law "NĐ 30/2020/NĐ-CP Điều 13";
        /// Only a PDF can be signed here.
        ProductNotPdf => "task.product-not-pdf";
        /// The paper stands in no register here, so that its file is needed.
        DocumentUnknown { number } => "task.document-unknown";
        /// The system's own figure does not reach the target.
        IndicatorNotReached { have, need } => "task.indicator-not-reached";
        /// The quantity does not reach the target.
        FigureNotReached { have, need } => "task.figure-not-reached";
        /// Whoever handed it in does not check or accept it.
        CheckedByOneself => "task.checked-by-oneself";
        /// The new day lies after the old one.
        ExtensionTooEarly { due } => "task.extension-too-early";
        /// An extension is asked for and not answered.
        ExtensionAsked => "task.extension-asked";
        /// Nobody has asked for an extension.
        ExtensionNotAsked => "task.extension-not-asked";
        /// A recurring task has no last day to move.
        RecurringNotExtended => "task.recurring-not-extended";
        /// It waits already, or waits for nobody.
        WaitMismatch => "task.wait-mismatch";
        /// What comes after a stop must lie ahead.
        DuePast { due } => "task.due-past";
        /// Nothing would change.
        NothingChanged => "task.nothing-changed";
    }
}

/// Why a stored history is not one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BrokenStory {
    /// There is no record, or the first one opens nothing.
    NoBeginning,
    /// A record is missing or stands twice.
    OutOfOrder {
        /// The number that belongs here.
        expected: i64,
        /// The number found.
        found: i64,
    },
    /// A second opening.
    OpenedTwice {
        /// Its place.
        seq: i64,
    },
}

impl std::fmt::Display for BrokenStory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoBeginning => f.write_str("the history does not begin"),
            Self::OutOfOrder { expected, found } => {
                write!(f, "record {found} stands where {expected} belongs")
            }
            Self::OpenedTwice { seq } => write!(f, "record {seq} opens again"),
        }
    }
}

impl std::error::Error for BrokenStory {}
