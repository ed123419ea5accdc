//! What can be done with a task: by the unit that has it, by whoever assigned it; looking at one, and at very many.

mod act;
mod boards;
mod digest;
mod file;
mod found;
mod hear;
mod helping;
mod look;
mod sign;
mod tell;

pub(crate) use act::Deed;
pub use act::{TaskTarget, act};
pub use boards::{
    Board, BoardLine, Calendar, Lanes, TaskPage, WaitLine, WantedTasks, board, calendar, lanes, list, waits,
};
pub(crate) use boards::{midnight, monday};
pub use digest::{Digest, DigestLine, digest};
pub use file::{Handed, file, hand_in};
pub(crate) use hear::hear;
pub use helping::helping;
pub use look::{TaskLook, look};
pub use sign::{DraftLook, draft_changed, draft_file, drafted, forget_drafts, sign_and_hand_in};
pub use store::task::{GroupBy, Lane, TaskAfter, TaskCount, TaskListRow, TaskSide};
pub(crate) use tell::{TOPIC, letter};
