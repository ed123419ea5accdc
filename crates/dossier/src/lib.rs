//! The life of a dossier ("hồ sơ"): what may happen to it, who holds it, which clock runs and why.
//!
//! A dossier is its ordered [`Action`]s. [`Dossier::decide`] turns a [`Command`] into an action or a refusal,
//! [`Dossier::apply`] turns an action into the next state, [`Dossier::replay`] does so for a whole history.
//! Nothing here knows a database, a page or the present instant; roles are decided in `access`.

mod action;
mod apply;
mod attached;
mod axes;
mod bounds;
mod chain;
mod command;
mod copy;
mod decide;
mod decide_clock;
mod draft;
mod help;
mod history;
mod law;
mod ledger;
mod paper;
mod parties;
mod refusal;
mod signed;
mod stage;
mod state;
mod table;
mod values;

pub use action::{Action, ActionKind, Record};
pub use attached::Attached;
pub use axes::{Delivery, Money, Sync};
pub use chain::{ChainHash, GENESIS};
pub use command::{Command, Desk};
pub use copy::{CopyOf, Digitised};
pub use draft::DRAFT_PLACES;
pub use help::{Help, HelpKind, Presence};
pub use history::{BrokenHistory, verify_chain};
pub use law::acceptance_hours;
pub use ledger::{Cause, Clock, Lateness, Ledger, Span};
pub use paper::{PaperKind, Standing};
pub use parties::{Actor, ActorKind, OwnerId, Parties, Party};
pub use refusal::DossierRefusal;
pub use signed::{PaperSignature, SignStep, Signable, Signatory, Signed};
pub use stage::{Holder, Stage};
pub use state::{
    Approval, Course, Dossier, Draft, Evidence, Numbering, Opening, Outcome, SupplementItem,
    SupplementRequest, Terms,
};
pub use table::{TABLE, allowed, kinds_for};
