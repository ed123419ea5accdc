//! Drafts: a form being filled in, saved at every step, one per person and procedure.

mod edit;
mod keep;
mod send;

pub use edit::{Filling, Typed, open, save_page, start};
pub use keep::{binned, discard, mine, restore};
pub use send::send;
pub use store::draft::DraftRow;
