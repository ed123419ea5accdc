//! Directives: their actions in a chain, the computed row, and the text their items quote.

mod list;
mod load;
mod save;

pub use list::{DirectiveRow, issued_publicly, of_agency, of_number, public_tenants, with_number};
pub use load::{history, keys_after, load, text};
pub use save::{append, insert, rebuild};

use directives::Directive;
use kernel::{AgencyCode, Id};

/// "Khoá văn bản chỉ đạo": where a directive lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DirectiveKey {
    /// The tenant of the body that issues it.
    pub tenant: String,
    /// Its id.
    pub id: Id,
}

impl DirectiveKey {
    /// The key of a directive of this body.
    #[must_use]
    pub fn new(agency: &AgencyCode, id: Id) -> Self {
        Self { tenant: agency.tenant().to_owned(), id }
    }

    /// The key of this directive.
    #[must_use]
    pub fn of(directive: &Directive) -> Self {
        Self::new(&directive.agency.code, directive.id)
    }
}

/// A directive as stored: its state and the head of its chain.
#[derive(Debug, Clone)]
pub struct StoredDirective {
    /// The present state.
    pub directive: Directive,
    /// The last hash of its chain.
    pub head: String,
}

/// One stored record: exactly the text that was hashed.
#[derive(Debug, Clone)]
pub struct Link {
    /// Its place.
    pub seq: i64,
    /// The stored text.
    pub body: String,
    /// Its hash in the chain.
    pub hash: String,
}

impl Link {
    /// The record in the text.
    ///
    /// # Errors
    /// A fault when the text is none.
    pub fn record<T: serde::de::DeserializeOwned>(&self) -> Result<T, kernel::Fault> {
        serde_json::from_str(&self.body).map_err(|error| {
            kernel::Fault::new(kernel::FaultKind::Inconsistent, format!("read record {}", self.seq), error)
        })
    }
}
