//! Pages anybody may read: home, search, one procedure.

pub(crate) mod developers;
pub(crate) mod check_paper;
mod from_catalogue;
pub(crate) mod home;
pub(crate) mod procedure;
mod procedures;
pub(crate) mod search;
pub(crate) mod sign_in;

pub use from_catalogue::Shelf;
pub use procedures::{Basis, Card, ChannelLine, FeeRow, Need, Service, Sheet, Source, Step};
