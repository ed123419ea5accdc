//! Pages of a signed-in citizen: the own space, filling in and sending a form, following a dossier to its result.
//!
//! Every handler asks one use case of `app` and fills one template of `templates/citizen/`. Words for answers, problems
//! and dates stand in `said.rs`; how a field is asked in `ask.rs`; what a form sent in `sent.rs`; the order of a form's
//! pages in `draft_steps.rs`. Nothing here decides: what is wrong with an answer is `catalogue`'s, what may happen to a
//! dossier is `dossier`'s.

mod ask;
mod conflict;
pub(crate) mod dense;
pub(crate) mod dossier_declaration;
pub(crate) mod dossier_paper;
pub(crate) mod dossier_result;
pub(crate) mod dossier_supplement;
pub(crate) mod dossier_track;
pub(crate) mod dossier_withdraw;
pub(crate) mod draft_agency;
pub(crate) mod draft_check;
pub(crate) mod draft_discard;
pub(crate) mod draft_entry;
pub(crate) mod draft_list;
pub(crate) mod draft_page;
pub(crate) mod draft_quiet;
pub(crate) mod draft_send;
mod draft_steps;
pub(crate) mod messages;
pub(crate) mod paper;
pub(crate) mod paper_file;
mod paper_files;
pub(crate) mod paper_pieces;
pub(crate) mod rating;
pub(crate) mod readings;
mod refused;
mod said;
mod sent;
pub(crate) mod space;
pub(crate) mod start;
mod status;
mod status_steps;
mod timeline;
pub(crate) mod tokens;

use kernel::Id;

pub(crate) use said::is_proved;

use crate::{PageError, WebRefusal};

/// The id in an address; what is not one leads nowhere.
fn id_in(text: &str) -> Result<Id, PageError> {
    Ok(Id::parse(text).ok_or(WebRefusal::NoPage)?)
}
