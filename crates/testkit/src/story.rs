//! The application a story is told with.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use access::{Role, Staff};
use app::dossier::{Submission, Target};
use app::files::Shelf;
use app::identity::Citizen;
use app::signing::{self as signed, Done, Pin, Task, sign_some};
use app::token::{Caller, Wish};
use app::{App, DossierKey, Error, Partners};
use catalogue::{Answers, Channel};
use dossier::Attached;
use kernel::{AgencyCode, Clock, Entropy, Id, ProcedureCode};
use serde_json::{Value, json};
use server::courier::{Reach, courier};
use server::{files, press, samples};
use sha2::{Digest, Sha256};
use simulators::samples::SampleProvince;
use store::Store;
use store::session::SessionRow;
use tempfile::TempDir;

use crate::{TestClock, TestEntropy};

/// The commune committee stories take place at.
pub(crate) const COMMITTEE: &str = "H57.99.1";

/// An application over a fresh database, with the sample province enrolled, on Monday 2 March 2026 at nine.
pub struct TestApp {
    /// The application.
    pub app: Arc<App>,
    /// Its clock.
    pub clock: Arc<TestClock>,
    /// Its randomness.
    pub entropy: Arc<TestEntropy>,
    /// The people.
    pub province: SampleProvince,
    /// Where the data lie; gone when the story ends.
    pub folder: TempDir,
}

/// The simulated registers, all connected, of the sample province.
#[must_use]
pub fn registers() -> app::registers::Registers {
    let province = samples::province().unwrap();
    server::partners::simulated(&simulators::registers::Registers::of(&province).unwrap())
}

impl TestApp {
    /// Over SQLite.
    pub async fn sqlite() -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open_sqlite(folder.path()).await.unwrap();
        Self::over(store, folder).await
    }

    /// Over a database of its own in the PostgreSQL of `cargo xtask test`.
    pub async fn postgres() -> Self {
        Self::over(Store::open_pg(&fresh_database().await).await.unwrap(), TempDir::new().unwrap()).await
    }

    async fn over(store: Store, folder: TempDir) -> Self {
        let clock = Arc::new(TestClock::at("2026-03-02T09:00"));
        let entropy = Arc::new(TestEntropy::default());
        let (time, random): (Arc<dyn Clock>, Arc<dyn Entropy>) = (clock.clone(), entropy.clone());
        let files = files::in_folder(&folder.path().join("files")).unwrap();
        // Receivers of stories listen on this machine.
        let courier = Some(courier(Reach::Inside).unwrap());
        let typesetter = press::typesetter("https://dichvucong.example.vn");
        let partners = Partners { files, courier, typesetter, ..Partners::default() };
        let app = Arc::new(App::new(store, time, random, partners).await.unwrap());
        let province = samples::province().unwrap();
        samples::enrol(&app, &province).await.unwrap();
        Self { app, clock, entropy, province, folder }
    }

    /// The same application with the simulated registers connected, and the switches to make them fail.
    #[must_use]
    pub fn with_registers(mut self) -> (Self, simulators::registers::Registers) {
        let registers = simulators::registers::Registers::of(&self.province).unwrap();
        let mut app = self.app.at(self.clock.clone());
        app.courier = self.app.courier.clone();
        app.mail = Arc::clone(&self.app.mail);
        app.papers = Arc::clone(&self.app.papers);
        app.registers = server::partners::simulated(&registers);
        self.app = Arc::new(app);
        (self, registers)
    }

    /// The same application with keys for development, a signer and authorities that answer.
    #[must_use]
    pub async fn with_signing(self) -> Self {
        let signing = server::signing::trial(&self.folder.path().join("pki")).await.unwrap();
        self.signed_by(signing)
    }

    /// A PDF as it comes from authorities nobody here knows, signed in this field.
    pub async fn signed_elsewhere(&self, pdf: &[u8], field: &str) -> Vec<u8> {
        let there = server::signing::trial(&self.folder.path().join("elsewhere")).await.unwrap();
        let pin = Pin::new(crate::TRIAL_PIN.to_owned());
        let mut session = there.signer.open("official", Some(&pin), 1).await.unwrap();
        let order = signing::Order::new(field, there.clock.now());
        let task = Task { label: "elsewhere", pdf, shown: None, order };
        let mut done = sign_some(&there, &mut *session, &[task], signed::Wish::Plain).await.unwrap();
        let Some(Done::Signed(signed)) = done.pop() else { panic!("nothing is signed elsewhere") };
        signed
    }

    /// The same application with this signer and these authorities.
    #[must_use]
    pub fn signed_by(mut self, signing: app::signing::Signing) -> Self {
        let mut app = self.app.at(self.clock.clone());
        app.courier = self.app.courier.clone();
        app.mail = Arc::clone(&self.app.mail);
        app.papers = Arc::clone(&self.app.papers);
        app.signing = Some(signing);
        self.app = Arc::new(app);
        self
    }

    /// The same application with a mail server that takes letters.
    #[must_use]
    pub fn with_mail(mut self, server: &str) -> Self {
        let place = server::letters::MailPlace {
            server: server.to_owned(),
            from: "Toàn Trình <khong-tra-loi@dichvucong.example.vn>".to_owned(),
        };
        let mut app = self.app.at(self.clock.clone());
        app.courier = self.app.courier.clone();
        app.postman = Some(server::letters::postman(&place, "https://dichvucong.example.vn").unwrap());
        self.app = Arc::new(app);
        self
    }

    /// An official of the committee stories take place at.
    #[must_use]
    pub fn official(&self, role: Role) -> Staff {
        self.official_of(COMMITTEE, role)
    }

    /// An official of any sample agency.
    #[must_use]
    pub fn official_of(&self, agency: &str, role: Role) -> Staff {
        samples::staff_at(&self.province, agency, role).unwrap()
    }

    /// A sample citizen at level 2, by place in the file.
    #[must_use]
    pub fn citizen(&self, place: usize) -> Citizen {
        let found = self.province.citizens.get(place).expect("a sample citizen");
        Citizen {
            account: format!("vneid:{}", found.subject),
            name: found.full_name.clone(),
            person: Some(found.personal_id.clone()),
            level: i64::from(found.level),
        }
    }

    /// A session of a citizen as a sign-in would have left it; the value of the cookie `sid`.
    pub async fn citizen_session(&self, who: &Citizen) -> String {
        self.session("vneid", &who.account, &who.name, who.person.clone(), who.level).await
    }

    /// A session of an official as a sign-in would have left it; the value of the cookie `sid`.
    pub async fn official_session(&self, who: &Staff) -> String {
        let official = self.province.officials.iter().find(|official| official.login == who.id).unwrap();
        self.session("officials", &official.subject, &who.name, None, 2).await
    }

    async fn session(
        &self,
        issuer: &str,
        account: &str,
        name: &str,
        person: Option<String>,
        level: i64,
    ) -> String {
        let id = self.app.new_secret();
        let now = self.app.clock.now();
        let row = SessionRow {
            id_hash: hex::encode(Sha256::digest(id.as_bytes())),
            handle: self.app.new_id(now).to_string(),
            issuer: issuer.to_owned(),
            account: account.to_owned(),
            name: name.to_owned(),
            person,
            level,
            csrf: format!("csrf-of-{issuer}"),
            started_at: now,
            seen_at: now,
            proven_at: now,
            device: String::new(),
            issuer_subject: None,
            issuer_session: None,
            id_token: None,
        };
        let mut tx = self.app.store.begin().await.unwrap();
        let result = store::session::insert(&mut tx.conn().unwrap(), &row).await;
        tx.finish(result).await.unwrap();
        id
    }

    /// An access token as its owner would have made it, with the scope of this name, good for a month.
    pub async fn token(&self, who: &Caller, scope: &str) -> String {
        let ends_on = self.app.today().saturating_add(jiff::Span::new().days(30));
        let wish = Wish { name: "Phần mềm thử".to_owned(), scope: scope.to_owned(), ends_on };
        app::token::make(&self.app, who, &wish).await.unwrap().secret
    }

    /// Answers to the form of 2.000635 that nobody can find fault with.
    #[must_use]
    pub fn answers(&self, who: &Citizen) -> Answers {
        let given = json!({
            "whose": "self", "own_name": who.name, "own_id": who.person, "own_birth": "1993-03-08", "event": "birth",
            "registration_place": "Phường Thuận Hoá", "copies": 2, "purpose": "study", "delivery": "online",
            "phone": "0900000000", "declaration": true
        });
        let Value::Object(map) = given else { panic!("an object") };
        Answers::from(map)
    }

    /// Sends in 2.000635 for a citizen, under a key of its own.
    pub async fn submitted(&self, who: &Citizen) -> DossierKey {
        let key = self.app.new_id(self.app.clock.now());
        self.submit_as(who, key).await.unwrap()
    }

    /// Sends in 2.000635 for a citizen, with papers.
    pub async fn submitted_with(&self, who: &Citizen, files: Vec<Attached>) -> DossierKey {
        let key = self.app.new_id(self.app.clock.now());
        self.submit_whole(who, key, files).await.unwrap()
    }

    /// A file in the store, as a dossier names it.
    pub async fn attached(&self, part: &str, bytes: Vec<u8>) -> Attached {
        let len = u64::try_from(bytes.len()).unwrap();
        let hash = self.app.files.put(Shelf::Uploads, bytes, self.app.clock.now()).await.unwrap();
        let (name, kind) = ("giay.jpg".to_owned(), "jpeg".to_owned());
        Attached { part: part.to_owned(), name, kind, bytes: len, hash, remarks: Vec::new(), digitised: None }
    }

    /// Sends in 2.000635 under this key.
    ///
    /// # Errors
    /// As the use case.
    pub async fn submit_as(&self, who: &Citizen, key: Id) -> Result<DossierKey, Error> {
        self.submit_whole(who, key, Vec::new()).await
    }

    async fn submit_whole(&self, who: &Citizen, key: Id, files: Vec<Attached>) -> Result<DossierKey, Error> {
        let procedure = self.app.executable(&ProcedureCode::parse("2.000635").unwrap())?;
        let submission = Submission {
            key,
            procedure,
            agency: AgencyCode::parse(COMMITTEE).unwrap(),
            channel: Channel::Online,
            answers: self.answers(who),
            files,
        };
        app::dossier::submit(&self.app, who, submission).await
    }

    /// The dossier as an action's target, whatever its version.
    #[must_use]
    pub fn target(&self, key: &DossierKey) -> Target {
        Target { key: key.clone(), version: None }
    }

    /// Ends a story: no message is left, and everything stored is sound.
    pub async fn is_sound(&self) {
        app::outbox::drain(&self.app).await.unwrap();
        app::paper::make_all(&self.app).await.unwrap();
        let report = app::check::check(&self.app).await.unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
        assert_eq!(report.messages_waiting, 0, "a message was left");
    }
}

/// A new database in the PostgreSQL of `cargo xtask test`; its address.
///
/// # Panics
/// Where there is no such PostgreSQL.
pub async fn fresh_database() -> String {
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let address = std::env::var("TOANTRINH_TEST_PG").expect(
        "TOANTRINH_TEST_PG names no PostgreSQL: run the tests with `cargo xtask test`, or one crate's with \
         `cargo xtask pg -- cargo test -p <crate>`",
    );
    let name = format!("story_{}_{}", std::process::id(), COUNTER.fetch_add(1, Ordering::SeqCst));
    store::create_database(&address, &name).await.unwrap()
}
