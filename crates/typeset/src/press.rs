//! The press: as many papers at once as there are cores, each within its time, and quiet memory when nothing is asked.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use kernel::{Fault, FaultKind};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{Job, Typeset, rest, set};

/// How long somebody waits for one paper. A paper that takes longer keeps its place at the press until it is done,
/// so that slow ones cannot pile up.
const PATIENCE: Duration = Duration::from_secs(20);

/// "Máy in": a bounded number of places to typeset at.
pub struct Press {
    places: Arc<Semaphore>,
    busy: Arc<AtomicUsize>,
}

impl Press {
    /// A press with so many places; at least one.
    #[must_use]
    pub fn new(places: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(places.max(1))), busy: Arc::new(AtomicUsize::new(0)) }
    }

    /// A press with a place for each core.
    #[must_use]
    pub fn of_this_machine() -> Self {
        Self::new(std::thread::available_parallelism().map_or(1, usize::from))
    }

    /// Typesets away from the threads that answer people.
    ///
    /// # Errors
    /// As [`set`]; also where a paper takes too long.
    pub async fn set(&self, job: Job) -> Result<Typeset, Fault> {
        let place = Arc::clone(&self.places).acquire_owned().await;
        let place = place.map_err(|error| Fault::new(FaultKind::Internal, "wait for the press", error))?;
        let turn = Turn::begin(&self.busy, place);
        let work = tokio::task::spawn_blocking(move || {
            let done = set(&job);
            drop(turn);
            done
        });
        match tokio::time::timeout(PATIENCE, work).await {
            Ok(Ok(done)) => done,
            Ok(Err(lost)) => Err(Fault::new(FaultKind::Internal, "typeset", lost)),
            Err(late) => Err(Fault::new(FaultKind::Internal, "typeset within its time", late)),
        }
    }
}

/// A place taken at the press, given back however the paper ends; the last to leave tidies up.
struct Turn {
    busy: Arc<AtomicUsize>,
    _place: OwnedSemaphorePermit,
}

impl Turn {
    fn begin(busy: &Arc<AtomicUsize>, place: OwnedSemaphorePermit) -> Self {
        busy.fetch_add(1, Ordering::SeqCst);
        Self { busy: Arc::clone(busy), _place: place }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if self.busy.fetch_sub(1, Ordering::SeqCst) == 1 {
            rest();
        }
    }
}
