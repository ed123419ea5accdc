//! A small world in which every address of the table leads to something, and the visitors who try it.

use access::Role;
use app::identity::{KeptForm, keep};
use app::token::Caller;
use axum::body::Body;
use axum::http::Request;
use axum::http::request::Builder;
use testkit::TestApp;
use web::{Config, Guard, Method, Route, assets};

use super::Got;
use super::forged::Attempt;
use super::visitor::Visitor;
use crate::site::Site;

/// The procedure of the draft and the dossier.
const PROCEDURE: &str = "2.000635";
/// A procedure whose form has a list.
const LISTING: &str = "1.004194";
/// The paper the draft needs.
const PAPER: &str = "authorisation";

/// A paper the counter scans.
const SCANNED: &str = "identity";

/// How a route is called in the matrix.
pub(super) fn name(route: &Route) -> String {
    let method = match route.method {
        Method::Get => "GET",
        Method::Post => "POST",
    };
    format!("{method} {}", route.path)
}

/// Whether a form sent to this route by this visitor must carry the secret of the session.
pub(super) fn forged_or_free(route: &Route, visitor: Visitor) -> bool {
    visitor.belongs(route.guard)
}

/// The id of a token its owner makes.
async fn token(t: &TestApp, who: Caller) -> String {
    t.token(&who, "read").await;
    app::token::mine(&t.app, &who).await.unwrap()[0].id.to_string()
}

/// A draft and a dossier of one citizen, and everybody's sessions.
pub(super) struct World {
    site: Site,
    sessions: Vec<(Visitor, String)>,
    draft: String,
    /// A draft whose form has a list.
    listing: String,
    upload: String,
    hash: String,
    tenant: String,
    dossier: String,
    form: String,
    intake: String,
    /// A paper scanned at the counter.
    scan: String,
    /// The owner's access token, and the official's.
    tokens: (String, String),
    /// A dossier that was received, and its receipt.
    papered: (String, String),
    /// A draft of a directive, and whose right it is to write it.
    directive: String,
    drafter: String,
    /// A task of the official, and one whose product has a file.
    task: String,
    handed_in: (String, String),
    /// A task whose product waits to be signed.
    to_sign: String,
}

impl World {
    /// Makes one.
    pub(super) async fn made() -> Self {
        Box::pin(Self::make(TestApp::sqlite().await)).await
    }

    /// One whose papers are signed, which takes longer to make.
    pub(super) async fn with_keys() -> Self {
        let test = TestApp::sqlite().await.with_signing().await;
        Box::pin(Self::make(test)).await
    }

    async fn make(test: TestApp) -> Self {
        let site = Site::around(test, config());
        let t = &site.test;
        let owner = t.citizen(0);
        let key = t.submitted_with(&owner, vec![t.attached(PAPER, testkit::scan(1)).await]).await;
        app::outbox::drain(&t.app).await.unwrap();
        let code = kernel::ProcedureCode::parse(PROCEDURE).unwrap();
        let listing = kernel::ProcedureCode::parse(LISTING).unwrap();
        let listing = app::draft::start(&t.app, &owner, &listing).await.unwrap().to_string();
        let draft = app::draft::start(&t.app, &owner, &code).await.unwrap();
        let upload = paper(t, &owner, draft).await;
        let draft = draft.to_string();
        let arrival = app::counter::Arrival {
            agency: kernel::AgencyCode::parse("H57.99.1").unwrap(),
            procedure: code,
            owner: owner.person.clone().unwrap(),
            name: owner.name.clone(),
            submitter: String::new(),
            submitter_name: String::new(),
        };
        let begun = app::counter::begin(&t.app, &t.official(Role::Desk), &arrival).await.unwrap();
        let (intake, scan) = (begun.id.to_string(), scanned(t, &begun).await);
        let mut at_level_one = owner.clone();
        (at_level_one.person, at_level_one.level) = (None, 1);
        let papered = papered(t, &owner).await;
        let sessions = vec![
            (Visitor::LevelOne, t.citizen_session(&at_level_one).await),
            (Visitor::Stranger, t.citizen_session(&t.citizen(1)).await),
            (Visitor::Owner, t.citizen_session(&owner).await),
            (Visitor::Powerless, t.official_session(&t.official_of("H57.98", Role::Admin)).await),
            (Visitor::Elsewhere, t.official_session(&t.official_of("H57.99.2", Role::Desk)).await),
            (Visitor::OtherTenant, t.official_session(&t.official_of("G01.99.1", Role::Desk)).await),
            (Visitor::Official, t.official_session(&t.official(Role::Desk)).await),
        ];
        let tokens = (
            token(t, Caller::Citizen(owner.clone())).await,
            token(t, Caller::Official(t.official(Role::Desk))).await,
        );
        let (directive, drafter, task, handed_in) = directed(t).await;
        let to_sign = t.waits_to_be_signed(Role::Desk).await.id.to_string();
        let (tenant, dossier) = (key.tenant.clone(), key.id.to_string());
        let owners = sessions.iter().find(|(known, _)| *known == Visitor::Owner).map(|(_, sid)| sid.clone());
        let form = KeptForm { path: "/ca-nhan".to_owned(), body: String::new() };
        let kept = keep(&t.app, &owners.unwrap(), "csrf-of-vneid", &form).await.unwrap().unwrap();
        let hash = hash_of(t, &owner, key.id).await;
        let form = kept.id.to_string();
        Self {
            tokens,
            sessions,
            draft,
            listing,
            upload,
            hash,
            tenant,
            dossier,
            form,
            intake,
            scan,
            papered,
            directive,
            drafter,
            task,
            handed_in,
            to_sign,
            site,
        }
    }

    /// What stands in a place of a path; a new place needs a line here.
    fn filler(&self, place: &str) -> &str {
        match place {
            "code" => PROCEDURE,
            "issuer" => "vneid",
            "draft" | "purpose" => &self.draft,
            "part" => PAPER,
            "upload" => &self.upload,
            "number" => "0",
            "hash" => &self.hash,
            "tenant" => &self.tenant,
            "id" => &self.dossier,
            "intake" => &self.intake,
            "action" => "receive",
            "directive" => &self.directive,
            "item" => "1",
            "task" => &self.task,
            "deed" => "accept",
            "form" => &self.form,
            "page" => "person",
            "field" => "whose",
            "entry" => "moi",
            "paper" => &self.papered.1,
            // Only its owner would have one: everybody else finds nothing.
            "passkey" => "019cac46-1500-7aa2-be74-0c9fcb53e132",
            place => panic!("say in crates/web/tests/it/access/world.rs what stands for {{{place}}}"),
        }
    }

    /// The address of a route in this world.
    fn address(&self, route: &Route) -> String {
        if route.guard == Guard::Static {
            return assets::url("mark.svg");
        }
        let mut address = route.path.to_owned();
        while let (Some(from), Some(to)) = (address.find('{'), address.find('}')) {
            let place = &address[from + 1..to];
            let filler = match place {
                "id" if route.path.contains("{paper}") => self.papered.0.clone(),
                "deed" if route.path.contains("{directive}") => "them".to_owned(),
                "task" if route.path.contains("/san-pham/") => self.to_sign.clone(),
                "task" if route.path.contains("{hash}") => self.handed_in.0.clone(),
                "hash" if route.path.contains("{task}") => self.handed_in.1.clone(),
                "upload" if route.path.contains("{intake}") => self.scan.clone(),
                "part" if route.path.contains("{intake}") => SCANNED.to_owned(),
                "draft" if route.path.contains("{entry}") => self.listing.clone(),
                "page" if route.path.contains("{entry}") => "family_list".to_owned(),
                "token" if route.guard == Guard::Officer => self.tokens.1.clone(),
                "token" => self.tokens.0.clone(),
                place => self.filler(place).to_owned(),
            };
            address.replace_range(from..=to, &filler);
        }
        address
    }

    fn request(&self, route: &Route, visitor: Visitor) -> Builder {
        let method = match route.method {
            Method::Get => "GET",
            Method::Post => "POST",
        };
        let request = Request::builder().method(method).uri(self.address(route));
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        // Drafts are written by others than the desk.
        let is_draft = visitor == Visitor::Official && route.path.starts_with("/can-bo/chi-dao");
        let drafter = is_draft.then_some((Visitor::Official, self.drafter.clone()));
        let known = self.sessions.iter().find(|(known, _)| *known == visitor);
        match drafter.as_ref().or(known) {
            Some((_, sid)) => request.header("cookie", format!("sid={sid}")),
            None => request,
        }
    }

    fn secrets(visitor: Visitor) -> (&'static str, &'static str) {
        let (citizens, officials) = ("csrf-of-vneid", "csrf-of-officials");
        if visitor.is_official() { (officials, citizens) } else { (citizens, officials) }
    }

    /// Opens a route as a visitor, with a form that carries the right secret and the first version.
    pub(super) async fn open(&self, route: &Route, visitor: Visitor) -> Got {
        let body = match route.method {
            Method::Get => Body::empty(),
            Method::Post => Body::from(format!("csrf={}&version=1", Self::secrets(visitor).0)),
        };
        let request = self.request(route, visitor).header("sec-fetch-site", "same-origin");
        let response = self.site.ask(request.body(body).unwrap()).await;
        let to = response.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
        Got { status: response.status().as_u16(), to: to.unwrap_or_default() }
    }

    /// The page a visitor gets at a route; nothing where it is a file, leads on or stays shut.
    pub(super) async fn page(&self, route: &Route, visitor: Visitor) -> Option<String> {
        let response = self.site.ask(self.request(route, visitor).body(Body::empty()).unwrap()).await;
        let kind = response.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
        let is_page =
            response.status().is_success() && kind.is_some_and(|kind| kind.starts_with("text/html"));
        if is_page { Some(crate::site::text(response).await) } else { None }
    }

    /// Sends a form of somebody who may, with something wrong about it; the status.
    pub(super) async fn forge(&self, route: &Route, visitor: Visitor, attempt: Attempt) -> u16 {
        let (right, foreign) = Self::secrets(visitor);
        let mut request = self.request(route, visitor);
        for (name, value) in attempt.headers() {
            request = request.header(*name, *value);
        }
        let body = format!("{}&version=1", attempt.secret(right, foreign));
        self.site.ask(request.body(Body::from(body)).unwrap()).await.status().as_u16()
    }
}

/// The address has a name, which passkeys ask for.
fn config() -> Config {
    Config {
        sample: true,
        form_origins: vec!["https://sso.example.vn".to_owned()],
        origin: "https://dichvucong.example.vn".to_owned(),
        ..Config::default()
    }
}

/// A dossier that was received, and the receipt made for it.
async fn papered(t: &TestApp, owner: &app::identity::Citizen) -> (String, String) {
    let received = t.submitted(owner).await;
    app::outbox::drain(&t.app).await.unwrap();
    app::dossier::receive(&t.app, &t.official(Role::Desk), &t.target(&received)).await.unwrap();
    if t.app.signing.is_some() {
        app::paper::make_all(&t.app).await.unwrap();
    }
    let seen = app::dossier::dossier_of(&t.app, owner, received.id).await.unwrap();
    let papers = app::paper::papers(&t.app, &seen.dossier).await.unwrap();
    (received.id.to_string(), papers[0].id.to_string())
}

/// A draft that needs a paper, and a file for it.
async fn paper(t: &testkit::TestApp, owner: &app::identity::Citizen, draft: kernel::Id) -> String {
    let fields = [("whose", "other"), ("relation", "parent")];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let typed = app::draft::Typed::Page { id: "person", fields: &fields };
    app::draft::save_page(&t.app, owner, draft, 1, &typed).await.unwrap();
    let bytes = testkit::photo(true, 2);
    let size = u64::try_from(bytes.len()).unwrap();
    let offer = app::upload::Offer { id: draft, part: PAPER, name: "giay.jpg", size };
    app::upload::whole(&t.app, owner, &offer, bytes).await.unwrap().id.to_string()
}

/// A draft, the session of who may write it, a task of the desk, and one whose product has a file.
async fn directed(t: &testkit::TestApp) -> (String, String, String, (String, String)) {
    let directive = t.drafted().await.id.to_string();
    let drafter = t.official_session(&t.official_of("H57", Role::Head)).await;
    let (_, task) = t.issued(Role::Desk, directives::Proof::Product).await;
    (directive, drafter, task.id.to_string(), handed_in(t).await)
}

/// A task whose product has a file: its id, and the file's hash.
async fn handed_in(t: &testkit::TestApp) -> (String, String) {
    let (_, key) = t.issued(Role::Desk, directives::Proof::Product).await;
    let desk = t.official(Role::Desk);
    let target = app::task::TaskTarget { key: key.clone(), version: None };
    app::task::act(&t.app, &desk, &target, directives::TaskCommand::Accept).await.unwrap();
    let file = Some(("ke-hoach.pdf".to_owned(), testkit::sheet(4)));
    let product = directives::Product::default();
    let handed = app::task::hand_in(&t.app, &desk, &target, product, file).await.unwrap();
    if handed == app::task::Handed::ToSign {
        let draft = app::task::drafted(&t.app, &desk, &key).await.unwrap().unwrap();
        let agency = draft.task.opening.unit.code.as_str();
        let keys = app::paper::keys_for(&t.app, &desk, dossier::SignStep::Sign, agency).await.unwrap();
        let own = keys.iter().find(|key| key.told.is_ok()).unwrap();
        let pin = app::signing::Pin::new(testkit::TRIAL_PIN.to_owned());
        let signed = app::task::sign_and_hand_in(&t.app, &desk, &target, &draft.hash, &own.name, Some(&pin));
        signed.await.unwrap();
    }
    let seen = app::task::look(&t.app, &desk, &key).await.unwrap().task;
    let product = seen.handed_in.unwrap().0;
    (key.id.to_string(), product.file.unwrap().hash.to_string())
}

/// A paper scanned at the counter.
async fn scanned(t: &testkit::TestApp, intake: &app::DossierKey) -> String {
    let (desk, bytes) = (t.official(Role::Desk), testkit::sheet(3));
    let done = app::counter::scan(&t.app, &desk, intake, SCANNED, "the.pdf", bytes).await;
    done.unwrap().id.to_string()
}

/// The paper that came with the dossier.
async fn hash_of(t: &testkit::TestApp, owner: &app::identity::Citizen, dossier: kernel::Id) -> String {
    let seen = app::dossier::dossier_of(&t.app, owner, dossier).await.unwrap().dossier;
    seen.attached().next().unwrap().hash.to_string()
}
