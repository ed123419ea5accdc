//! Papers people upload: for a draft, or for what an authority has asked to be added.
//!
//! `need.rs` says which papers are asked for, `receive.rs` takes files whole or in pieces, `arrange.rs` keeps, orders and
//! removes them, `open.rs` shows them, `sweep.rs` takes away what nobody names. What is right with a file is decided in
//! the room `upload`.

mod arrange;
mod need;
mod open;
mod receive;
mod sweep;

pub use arrange::{Shift, keep, remove, shift};
pub use need::{Asked, Purpose, all_asked, asked, attached, doubtful, lacking, missing, needs, of_purpose};
pub(crate) use need::{as_attached, is_doubtful};
pub use open::{File, Shown, open};
pub(crate) use receive::whole_at;
pub use receive::{Begun, Finished, Offer, Place, begin, coming, finish, piece, whole};
pub use store::upload::UploadRow;
pub use sweep::Broom;

use ::upload::Finding;

/// What was found when a file was looked at.
#[must_use]
pub fn findings(row: &UploadRow) -> Vec<Finding> {
    serde_json::from_str(&row.findings).unwrap_or_default()
}
