//! Pages of officials: the worklist, one dossier on one screen, and the forms of the actions open on it.
//!
//! What is offered comes from `app::dossier::look`; what may be done is decided behind `app`. Here typed text becomes a
//! use case, and its answer a page.

pub(crate) mod action;
mod clock;
mod deed;
pub(crate) mod dossier;
mod form;
mod hand_out;
mod input;
mod intake;
pub(crate) mod messages;
mod names;
pub(crate) mod paper;
pub(crate) mod ratings;
mod sheet;
mod signing;
mod story;
mod typed;
mod work;
pub(crate) mod worklist;

pub use input::InputRefusal;
