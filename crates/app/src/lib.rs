//! Use cases, one file a verb: permission, load, ask the room, save, and the messages, in one transaction.
//!
//! Pages and jobs call these and nothing else; nothing here writes SQL or HTML.

pub mod catalogue;
pub mod check;
pub mod counter;
pub mod directive;
pub mod dossier;
pub mod draft;
mod error;
pub mod files;
pub mod identity;
pub mod letter;
pub mod message;
pub mod once;
pub mod operations;
pub mod organisation;
pub mod outbox;
pub mod paper;
pub mod rating;
pub mod registers;
pub mod signing;
mod story_check;
pub mod task;
pub mod token;
pub mod upload;
pub mod webhook;

use std::collections::BTreeMap;
use std::sync::Arc;

use ::catalogue::{Catalogue, Facts, SearchIndex};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Clock, Entropy, Id, WorkingCalendar, local_date};
use store::Store;
use tokio::sync::Notify;

pub use error::{AppRefusal, Error};
pub use store::dossier::DossierKey;

/// "Ứng dụng": everything a use case needs, handed in once at start.
pub struct App {
    /// The open database.
    pub store: Store,
    /// Published procedures.
    pub catalogue: Arc<Catalogue>,
    /// What the national list says of every procedure.
    pub facts: Arc<Facts>,
    /// The search among them.
    pub search: Arc<SearchIndex>,
    /// Working days and holidays.
    pub calendar: &'static WorkingCalendar,
    /// Who vouches for people, by key.
    pub issuers: BTreeMap<String, Arc<dyn identity::Issuer>>,
    /// Where uploaded and typeset files lie.
    pub files: Arc<dyn files::Files>,
    /// How long sessions and proofs last.
    pub sessions: identity::SessionPolicy,
    /// Who carries messages to subscribers, where this installation sends any.
    pub courier: Option<Arc<dyn webhook::Courier>>,
    /// Who carries letters to officials, where this installation sends any.
    pub postman: Option<Arc<dyn letter::Postman>>,
    /// Who makes papers.
    pub typesetter: Arc<dyn paper::Typesetter>,
    /// Who signs and whom to believe, where this installation signs.
    pub signing: Option<signing::Signing>,
    /// Wakes whoever makes papers.
    pub papers: Arc<Notify>,
    /// Registers a dossier's values are compared with, by the name procedures use.
    pub registers: registers::Registers,
    /// Boards of worklists, as counted last.
    pub boards: dossier::Boards,
    /// Dossiers as they were last written.
    pub recent: dossier::Recent,
    /// The present instant.
    pub clock: Arc<dyn Clock>,
    /// Unguessable bytes.
    pub entropy: Arc<dyn Entropy>,
    /// Wakes whoever delivers messages.
    pub mail: Arc<Notify>,
}

/// "Hệ thống đối tác": the outside, behind its doors.
pub struct Partners {
    /// Who vouches for people, by key.
    pub issuers: BTreeMap<String, Arc<dyn identity::Issuer>>,
    /// Where files lie.
    pub files: Arc<dyn files::Files>,
    /// Who carries messages to subscribers.
    pub courier: Option<Arc<dyn webhook::Courier>>,
    /// Who carries letters to officials.
    pub postman: Option<Arc<dyn letter::Postman>>,
    /// Who makes papers.
    pub typesetter: Arc<dyn paper::Typesetter>,
    /// Registers a dossier's values are compared with, by the name procedures use.
    pub registers: registers::Registers,
    /// Who signs and whom to believe.
    pub signing: Option<signing::Signing>,
}

impl Default for Partners {
    fn default() -> Self {
        Self {
            issuers: BTreeMap::new(),
            files: Arc::new(files::NoFiles),
            typesetter: Arc::new(paper::NoTypesetter),
            courier: None,
            postman: None,
            registers: registers::Registers::default(),
            signing: None,
        }
    }
}

impl App {
    /// An application over an open database: publishes the built-in procedures and compiles what is published.
    ///
    /// # Errors
    /// A fault of the database, or the refusal of a procedure that was changed after publication or does not hold.
    pub async fn new(
        store: Store,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        partners: Partners,
    ) -> Result<Self, Error> {
        let facts = Facts::builtin().map_err(|fault| {
            kernel::Fault::new(kernel::FaultKind::Inconsistent, "read the built-in catalogue", fault)
        })?;
        let catalogue = catalogue::publish(&store, clock.now()).await?;
        Ok(Self {
            search: Arc::new(SearchIndex::new(&facts)),
            calendar: WorkingCalendar::builtin()?,
            mail: Arc::new(Notify::new()),
            store,
            catalogue: Arc::new(catalogue),
            facts: Arc::new(facts),
            issuers: partners.issuers,
            sessions: identity::SessionPolicy::default(),
            courier: partners.courier,
            postman: partners.postman,
            registers: partners.registers,
            files: partners.files,
            typesetter: partners.typesetter,
            signing: partners.signing,
            papers: Arc::new(Notify::new()),
            boards: dossier::Boards::default(),
            recent: dossier::Recent::default(),
            clock,
            entropy,
        })
    }

    /// The same application at another time, without issuers: what lived before, or what is tried out ahead.
    #[must_use]
    pub fn at(&self, clock: Arc<dyn Clock>) -> Self {
        Self {
            store: self.store.clone(),
            catalogue: Arc::clone(&self.catalogue),
            facts: Arc::clone(&self.facts),
            search: Arc::clone(&self.search),
            calendar: self.calendar,
            issuers: BTreeMap::new(),
            sessions: self.sessions,
            courier: None,
            postman: None,
            registers: self.registers.clone(),
            files: Arc::clone(&self.files),
            typesetter: Arc::clone(&self.typesetter),
            signing: self.signing.clone().map(|one| signing::Signing { clock: Arc::clone(&clock), ..one }),
            papers: Arc::clone(&self.papers),
            boards: dossier::Boards::default(),
            recent: dossier::Recent::default(),
            clock,
            entropy: Arc::clone(&self.entropy),
            mail: Arc::clone(&self.mail),
        }
    }

    /// A fresh id.
    #[must_use]
    pub fn new_id(&self, at: Timestamp) -> Id {
        Id::new(at, self.entropy.as_ref())
    }

    /// Today in Viet Nam.
    #[must_use]
    pub fn today(&self) -> Date {
        local_date(self.clock.now())
    }

    /// 256 unguessable bits in hexadecimal.
    #[must_use]
    pub fn new_secret(&self) -> String {
        let mut bytes = [0_u8; 32];
        self.entropy.fill(&mut bytes);
        hex::encode(bytes)
    }
}
