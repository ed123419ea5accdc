//! Pages anybody may read: home, search, one procedure.

pub(crate) mod check_paper;
pub(crate) mod developers;
mod from_catalogue;
pub(crate) mod home;
pub(crate) mod procedure;
mod procedures;
pub(crate) mod search;
pub(crate) mod sign_in;
pub(crate) mod tasks;

pub use from_catalogue::Shelf;
pub use procedures::{Basis, Card, ChannelLine, FeeRow, Need, Service, Sheet, Source, Step};
