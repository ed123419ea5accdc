//! What can be done with a dossier: by the citizen, by officials, and looking at it.

mod act;
mod citizen;
mod look;
mod paper;
mod receive;
mod release;
mod submit;
mod supplement;
mod worklist;

pub use act::{Target, act};
pub(crate) use citizen::party_dossier;
pub use citizen::{act_as_party, dossier_of, my_dossiers, my_readings};
pub use look::{Look, assignable, look, shown_to_signer};
pub use paper::{draft_text, paper_text, propose};
pub use receive::receive;
pub use release::release;
pub use store::dossier::{After, WorkRow};
pub use store::people::Card;
pub use store::readlog::Reading;
pub use submit::{Submission, submit};
pub use supplement::{Supplying, keep_answers, send_answers, supplying};
pub use worklist::{Page, counts, worklist};
