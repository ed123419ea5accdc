//! Registers of the State: the door to them, what they know of an owner, and comparing a dossier's values with them.
//!
//! What is compared with which register is data of the procedure; what the comparison means stands in `catalogue` and
//! `dossier`. A register that does not answer keeps nobody from filing.

mod ask;
mod retry;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub use catalogue::RegisterRecord;
use jiff::{SignedDuration, Timestamp};
use kernel::Clock;

pub use ask::current_answers;
pub(crate) use ask::{ask_all, name_in};
pub(crate) use retry::{ask_soon, await_again, settle};
pub use retry::{retry, work};

use crate::identity::BoxFuture;

/// "Cơ sở dữ liệu không trả lời": down, too slow, or answering nonsense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silent;

/// "Cơ sở dữ liệu": a register that is asked by key.
pub trait Register: Send + Sync {
    /// The record under this key, if there is one.
    fn record<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<RegisterRecord>, Silent>>;

    /// A new number of the register's own for what `purpose` names; asked twice for the same purpose it is the same
    /// number. None where the register gives none.
    fn allocate<'a>(
        &'a self,
        purpose: &'a str,
        about: &'a RegisterRecord,
    ) -> BoxFuture<'a, Result<Option<String>, Silent>> {
        let _ = (purpose, about);
        Box::pin(std::future::ready(Ok(None)))
    }
}

/// "CSDL quốc gia về dân cư", by the name procedures use.
pub(crate) const POPULATION: &str = "population";
/// Where a form finds the name that register gives.
pub(crate) const NAME: &str = "register:population.name";

/// How long a register may take; the page of somebody who submits waits for it.
const PATIENCE: Duration = Duration::from_secs(2);
/// How many in a row must have waited in vain before a register is left alone: one slow answer silences it for nobody else.
const MOST_IN_VAIN: u32 = 3;
/// How long it is then not asked: the next pages would wait as long for nothing. Shorter than the time until a silent
/// register is asked again for a dossier.
const REST: SignedDuration = SignedDuration::from_secs(20);

/// "Các cơ sở dữ liệu đã kết nối", by the name procedures use.
#[derive(Clone)]
pub struct Registers {
    connected: BTreeMap<String, Arc<dyn Register>>,
    patience: Duration,
    slow: Arc<Mutex<BTreeMap<String, Slow>>>,
}

/// "Cơ sở dữ liệu trả lời chậm": how many have waited in vain since its last answer, and when the last of them gave up.
#[derive(Clone, Copy)]
struct Slow {
    in_vain: u32,
    last: Timestamp,
}

impl Slow {
    /// A clock that was put back ends the rest, too.
    fn rests_at(self, now: Timestamp) -> bool {
        self.in_vain >= MOST_IN_VAIN && (SignedDuration::ZERO..REST).contains(&now.duration_since(self.last))
    }
}

impl Default for Registers {
    fn default() -> Self {
        Self { connected: BTreeMap::new(), patience: PATIENCE, slow: Arc::default() }
    }
}

impl Registers {
    /// The same with one more.
    #[must_use]
    pub fn with(mut self, name: &str, register: Arc<dyn Register>) -> Self {
        self.connected.insert(name.to_owned(), register);
        self
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Arc<dyn Register>> {
        self.connected.get(name)
    }

    /// The names of those connected.
    #[must_use]
    pub fn connected(&self) -> Vec<&str> {
        self.connected.keys().map(String::as_str).collect()
    }

    /// The record under a key, within a time nobody minds waiting.
    ///
    /// # Errors
    /// [`Silent`] where the register is not connected, down, too slow, or was too slow a moment ago.
    pub async fn ask(
        &self,
        clock: &dyn Clock,
        name: &str,
        key: &str,
    ) -> Result<Option<RegisterRecord>, Silent> {
        let register = self.get(name).ok_or(Silent)?;
        if self.slow().get(name).is_some_and(|slow| slow.rests_at(clock.now())) {
            return Err(Silent);
        }
        let Ok(answer) = tokio::time::timeout(self.patience, register.record(key)).await else {
            let in_vain = self.slow().get(name).map_or(0, |slow| slow.in_vain).saturating_add(1);
            tracing::warn!(register = name, in_vain, "a register is too slow");
            self.slow().insert(name.to_owned(), Slow { in_vain, last: clock.now() });
            return Err(Silent);
        };
        self.slow().remove(name);
        answer.inspect_err(|Silent| tracing::warn!(register = name, "a register does not answer"))
    }

    fn slow(&self) -> MutexGuard<'_, BTreeMap<String, Slow>> {
        self.slow.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
