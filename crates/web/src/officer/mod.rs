//! Pages of officials: the worklist, one dossier on one screen, and the forms of the actions open on it.
//!
//! What is offered comes from `app::dossier::look`; what may be done is decided behind `app`. Here typed text becomes a
//! use case, and its answer a page.

pub(crate) mod action;
pub(crate) mod book;
mod changed;
mod clock;
pub(crate) mod counter;
mod counter_discard;
mod counter_done;
pub(crate) mod counter_form;
pub(crate) mod counter_papers;
mod deed;
mod difference;
pub(crate) mod directive;
mod directive_finding;
mod directive_head;
pub(crate) mod directive_item;
mod directive_item_fields;
pub(crate) mod directive_new;
mod directive_others;
mod directive_text;
pub(crate) mod directives;
pub(crate) mod dossier;
pub(crate) mod filter;
mod form;
mod hand_out;
mod input;
mod intake;
pub(crate) mod many;
mod meanwhile;
pub(crate) mod messages;
mod names;
pub(crate) mod paper;
pub(crate) mod papers;
pub(crate) mod ratings;
pub(crate) mod revisions;
mod sheet;
mod sign_form;
pub(crate) mod sign_many;
pub(crate) mod sign_paper;
mod signing;
mod story;
pub(crate) mod task;
pub(crate) mod task_calendar;
mod task_deed;
pub(crate) mod task_digest;
pub(crate) mod task_helping;
mod task_picture;
pub(crate) mod task_product;
pub(crate) mod task_sign;
mod task_story;
pub(crate) mod task_waits;
mod task_words;
pub(crate) mod tasks;
pub(crate) mod team;
pub(crate) mod tokens;
mod told;
mod typed;
mod values;
mod work;
pub(crate) mod worklist;

pub use input::InputRefusal;
