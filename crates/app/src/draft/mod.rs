//! Drafts: a form being filled in, saved at every step, one per person and procedure.

mod edit;
mod send;

pub use edit::{Filling, Typed, discard, mine, open, save_page, start};
pub use send::send;
pub use store::draft::DraftRow;
