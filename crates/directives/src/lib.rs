//! Directives from above: tasks found in the text of a notice, made clear before anybody gets them, and followed until
//! they are done.
//!
//! Pure. `extract` finds proposals in a text; `directive` is the draft with its five questions; `task` is what somebody
//! has, with its clock. Names of bodies and words of orders are data under `data/directives/`.

mod agency;
mod area;
mod clause;
mod deadline;
mod directive;
mod due;
mod extract;
mod facts;
mod gazetteer;
mod layout;
mod lexicon;
mod outcome;
mod parts;
mod period;
mod proof;
mod proposal;
mod reading;
mod refusal;
mod scope;
mod score;
mod shadow;
mod task;
mod text;
mod walk;

pub use directive::{
    Above, Bands, Becomes, Directive, DirectiveAction, DirectiveActionKind, DirectiveCommand, DirectiveKind,
    DirectiveOpening, DirectiveRecord, DirectiveStage, Existing, Finding, HandedDown, Head, Item, Missing,
    Share, Surroundings, UnclearDeadline, Written, bands, compile, likeness,
};
pub use extract::extract;
pub use gazetteer::{FormerAgency, Gazetteer, name_key};
pub use parts::{Ground, Person, Source, TaskKey, Unit};
pub use period::{Deadline, Period};
pub use proof::{Found, Measure, Product, ProductFile, ProductSignature, Proof};
pub use proposal::{
    Confidence, DeadlineDay, DeadlineType, Document, Facts, FieldConfidence, Proposal, Remark,
};
pub use refusal::{BrokenStory, DirectiveRefusal, TaskRefusal};
pub use score::{Marked, Score, score};
pub use task::{
    Change, ExtensionWish, PeriodDone, Report, Side, TASK_TABLE, Task, TaskAction, TaskActionKind, TaskCause,
    TaskCommand, TaskDesk, TaskLateness, TaskLedger, TaskOpening, TaskRecord, TaskRow, TaskSpan, TaskStage,
    Wait, Warning, open_kinds, side_of, warnings,
};
pub use text::{FileKind, TextRefusal, text_of};
