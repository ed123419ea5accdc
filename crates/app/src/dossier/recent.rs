//! Dossiers as they were last written: whoever does the next deed need not read them again.
//!
//! Nothing rests on what is remembered being right. A deed is saved only over the version it was decided on; a version
//! somebody was looking at and that is not the remembered one, and whatever is refused, is judged anew on what the
//! database says. Kept only where all writes pass through this process: a database that others write may have gone back
//! to an earlier state and on to another one of the same version.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use store::dossier::Stored;

use super::Target;
use crate::{App, DossierKey};

/// Dossiers that are remembered at most: a few MiB.
const MOST: usize = 512;

/// "Hồ sơ vừa ghi".
#[derive(Default)]
pub struct Recent(Mutex<BTreeMap<DossierKey, Arc<Stored>>>);

impl Recent {
    /// The dossier in the version somebody was looking at.
    pub(super) fn get(&self, target: &Target) -> Option<Arc<Stored>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let stored = known.get(&target.key)?;
        let is_meant = target.version.is_none_or(|version| version == stored.dossier.version);
        is_meant.then(|| Arc::clone(stored))
    }

    /// Remembers what has just been kept, unless somebody was faster.
    pub(super) fn put(&self, app: &App, stored: Arc<Stored>) {
        if app.store.commits().is_none() {
            return;
        }
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        let last = known.entry(DossierKey::of(&stored.dossier)).or_insert_with(|| Arc::clone(&stored));
        if last.dossier.version < stored.dossier.version {
            *last = stored;
        }
    }

    /// Something else is being written.
    pub(super) fn forget(&self, key: &DossierKey) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}
