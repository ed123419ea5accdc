//! Pages of officials: the worklist, one dossier on one screen, and the forms of the actions open on it.
//!
//! What is offered comes from `app::dossier::look`; what may be done is decided behind `app`. Here typed text becomes a
//! use case, and its answer a page.

pub(crate) mod action;
pub(crate) mod book;
mod clock;
pub(crate) mod counter;
mod counter_done;
pub(crate) mod counter_form;
mod deed;
mod difference;
pub(crate) mod dossier;
pub(crate) mod filter;
mod form;
mod hand_out;
mod input;
mod intake;
pub(crate) mod messages;
pub(crate) mod paper;
pub(crate) mod ratings;
pub(crate) mod many;
mod meanwhile;
mod names;
pub(crate) mod revisions;
pub(crate) mod papers;
mod sheet;
mod signing;
mod story;
pub(crate) mod team;
pub(crate) mod tokens;
mod typed;
mod work;
pub(crate) mod worklist;

pub use input::InputRefusal;
