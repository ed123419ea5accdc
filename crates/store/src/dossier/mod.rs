//! Dossiers: their actions in a chain, the projected row, and the numbers they are given.

mod counts;
mod find;
mod link;
mod load;
pub(crate) mod place;
#[cfg(test)]
mod plans;
mod save;
mod serial;
mod whereabouts;
mod worklist;

pub use counts::{count, count_due, count_waiting, load_by_officer};
pub use find::{by_name, by_owner, row_by_code};
pub use load::{HistoryRow, Owned, by_code, by_submission, history, load, of_owner};
pub use save::{Saved, Step, rebuild};
pub use serial::next_serial;
pub use whereabouts::{Whereabouts, whereabouts};
pub use worklist::{After, List, Only, Place, WorkRow, Worklist, worklist};
pub(crate) use worklist::{id_in, stage_in};

use dossier::Dossier;
use kernel::{AgencyCode, Id};

/// "Khoá hồ sơ": where a dossier lies: its tenant and its id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DossierKey {
    /// The ministry or province of the authority that decides.
    pub tenant: String,
    /// The internal id.
    pub id: Id,
}

impl DossierKey {
    /// The key of a dossier decided by `agency`.
    #[must_use]
    pub fn new(agency: &AgencyCode, id: Id) -> Self {
        Self { tenant: agency.tenant().to_owned(), id }
    }

    /// The key of this dossier.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Self {
        Self::new(&dossier.opening.agency, dossier.opening.id)
    }
}

/// A dossier as stored: its state and the head of its chain.
#[derive(Debug, Clone)]
pub struct Stored {
    /// The projected state.
    pub dossier: Dossier,
    /// The last hash of its chain.
    pub head: String,
}
