//! Directives from above: tasks found in the text of a notice, each with the sentence it comes from.
//!
//! Pure: text in, tasks out. Names of bodies and words of orders are data under `data/directives/`; who follows a
//! directive up, and when, is not here yet.

mod agency;
mod area;
mod clause;
mod deadline;
mod due;
mod extract;
mod facts;
mod gazetteer;
mod layout;
mod lexicon;
mod outcome;
mod reading;
mod scope;
mod score;
mod shadow;
mod task;
mod text;
mod walk;

pub use extract::extract;
pub use gazetteer::{FormerAgency, Gazetteer};
pub use score::{Marked, Score, score};
pub use task::{Confidence, DeadlineDay, DeadlineType, Document, Facts, FieldConfidence, Remark, Task};
pub use text::{FileKind, TextRefusal, text_of};
