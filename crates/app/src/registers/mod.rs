//! Registers of the State: the door to them, what they know of an owner, and comparing a dossier's values with them.
//!
//! What is compared with which register is data of the procedure; what the comparison means stands in `catalogue` and
//! `dossier`. A register that does not answer keeps nobody from filing.

mod ask;
mod retry;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
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
/// How long one that has let somebody wait in vain is not asked: the next pages would wait as long for nothing. Shorter
/// than the time until a silent register is asked again for a dossier.
const REST: SignedDuration = SignedDuration::from_secs(20);

/// "Các cơ sở dữ liệu đã kết nối", by the name procedures use.
#[derive(Clone)]
pub struct Registers {
    connected: BTreeMap<String, Arc<dyn Register>>,
    patience: Duration,
    /// Until when those that were too slow are left alone.
    resting: Arc<Mutex<BTreeMap<String, Timestamp>>>,
}

impl Default for Registers {
    fn default() -> Self {
        Self { connected: BTreeMap::new(), patience: PATIENCE, resting: Arc::default() }
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
        if self.rest_of(name).is_some_and(|until| clock.now() < until) {
            return Err(Silent);
        }
        let Ok(answer) = tokio::time::timeout(self.patience, register.record(key)).await else {
            tracing::warn!(
                register = name,
                seconds = REST.as_secs(),
                "a register is too slow and left alone"
            );
            let until = clock.now().saturating_add(REST).unwrap_or(Timestamp::MAX);
            self.resting.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), until);
            return Err(Silent);
        };
        answer.inspect_err(|Silent| tracing::warn!(register = name, "a register does not answer"))
    }

    fn rest_of(&self, name: &str) -> Option<Timestamp> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner).get(name).copied()
    }
}
