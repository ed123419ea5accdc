//! Registers of the State: the door to them, what they know of an owner, and comparing a dossier's values with them.
//!
//! What is compared with which register is data of the procedure; what the comparison means stands in `catalogue` and
//! `dossier`. A register that does not answer keeps nobody from filing.

mod ask;
mod retry;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use catalogue::RegisterRecord;

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

/// "Các cơ sở dữ liệu đã kết nối", by the name procedures use.
#[derive(Clone, Default)]
pub struct Registers(BTreeMap<String, Arc<dyn Register>>);

impl Registers {
    /// The same with one more.
    #[must_use]
    pub fn with(mut self, name: &str, register: Arc<dyn Register>) -> Self {
        self.0.insert(name.to_owned(), register);
        self
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Arc<dyn Register>> {
        self.0.get(name)
    }

    /// The names of those connected.
    #[must_use]
    pub fn connected(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }
}
