//! What can be done with a dossier: by the citizen, by officials, and looking at it.

pub(crate) mod act;
mod board;
mod book;
mod citizen;
mod file;
pub(crate) mod look;
mod many;
mod paper;
mod receive;
mod recent;
mod release;
mod submit;
mod supplement;
mod worklist;

pub use crate::registers::current_answers as answers_now;
pub(crate) use act::Case;
pub use act::{Target, act, held_by};
pub use board::{Board, Boards, board};
pub use book::{BOOK_PAGE, BookEntry, book};
pub use citizen::{act_as_party, dossier_of, my_dossiers, my_readings, my_readings_before};
pub(crate) use citizen::{party_actor, party_dossier};
pub use file::{file, filled, receipt};
pub use look::{Look, assignable, look, shown_to_signer, span_minutes};
pub use many::{Many, Named, Outcome, many};
pub use paper::{draft_text, paper_text, propose};
pub use receive::receive;
pub(crate) use receive::receive_case;
pub use recent::Recent;
pub use release::release;
pub use store::dossier::{After, List, Place, WorkRow};
pub use store::people::Card;
pub use store::readlog::Reading;
pub(crate) use submit::{Helped, Ready, ready, submit_in};
pub use submit::{Submission, submit};
pub use supplement::{Supplying, answer, keep_answers, send_answers, supplying};
pub use worklist::{
    DueWithin, Page, Search, Wanted, Workplace, counts, list, loads, officers, search, worklist, workplaces,
};
