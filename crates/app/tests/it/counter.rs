//! The counter: from a card to a received dossier, with the register up and down, twice, and by whom it may not be.

use std::collections::BTreeMap;

use access::Role;
use app::counter::{
    Arrival, AskedAs, TwinSeen, Typed, begin, discard, find_procedure, from_online, keep_scan, offered, open,
    receive, remove_scan, save, scan, scanned, scans, waiting,
};
use app::registers::{RegisterRecord, Registers, Silent};
use app::upload::Shown;
use dossier::{HelpKind, OwnerId, Presence, Stage};
use kernel::{AgencyCode, ProcedureCode};
use testkit::{Mood, TestApp, photo};
use tokio::sync::Notify;

use crate::code;

mod both {
    testkit::both!(
        a_card_becomes_a_received_dossier,
        whoever_stands_there_now_hands_it_in,
        a_second_tab_loses_nothing,
        what_was_begun_at_home_is_finished_here,
        nobody_else_works_this_counter,
        a_register_that_is_slow_holds_nobody_up,
        what_the_state_has_is_looked_at_only_for_a_reason,
        a_scan_goes_into_the_dossier_like_any_paper,
        an_organisation_is_received_for_whoever_acts_for_it
    );
}

fn arrival(t: &TestApp) -> Arrival {
    let who = t.citizen(0);
    Arrival {
        agency: AgencyCode::parse("H57.99.1").unwrap(),
        procedure: ProcedureCode::parse("2.000635").unwrap(),
        owner: format!("{}|191000001|{}|08031993|Nữ|12 Lê Lợi|01072021", who.person.unwrap(), who.name),
        name: String::new(),
        submitter: String::new(),
        submitter_name: String::new(),
    }
}

/// What the desk types, from answers nobody can find fault with, and the papers seen: no register is connected here.
fn typed(t: &TestApp) -> Typed {
    let answers = t.answers(&t.citizen(0));
    let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let fields = answers.iter().map(|(field, value)| (field.to_owned(), text(value))).collect();
    Typed { fields, seen: vec!["identity".to_owned(), "residence".to_owned()], anyway: BTreeMap::new() }
}

/// What is typed in a few fields, and nothing seen.
fn only(fields: &[(&str, &str)]) -> Typed {
    let fields = fields.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect();
    Typed { fields, ..Typed::default() }
}

async fn a_card_becomes_a_received_dossier(t: TestApp) {
    let desk = t.official(Role::Desk);
    let key = begin(&t.app, &desk, &arrival(&t)).await.unwrap();
    assert_eq!(begin(&t.app, &desk, &arrival(&t)).await.unwrap(), key, "what was begun is found again");
    let no_code = receive(&t.app, &desk, &key, 1, TwinSeen::No).await;
    assert_eq!(
        code(no_code.map(|_| ())),
        "app.form-incomplete",
        "papers a register replaces are not asked for"
    );
    let mut own = typed(&t);
    // The number is the card's: it is shown, not asked.
    own.fields.remove("own_id");
    let half = Typed { fields: BTreeMap::new(), ..own.clone() };
    let version = save(&t.app, &desk, &key, 1, &half).await.unwrap();
    let no_code = receive(&t.app, &desk, &key, version, TwinSeen::No).await;
    assert_eq!(code(no_code.map(|_| ())), "app.form-incomplete");
    save(&t.app, &desk, &key, 2, &own).await.unwrap();
    let seen = open(&t.app, &desk, &key).await.unwrap();
    assert!(!seen.is_register_up && seen.locked.contains("own_id"), "no register is connected here");
    assert_eq!(seen.fee.map(|fee| fee.total.0), Some(16_000));
    let (dossier, given) = receive(&t.app, &desk, &key, 3, TwinSeen::No).await.unwrap();
    assert_eq!(given.to_string(), "H57.99.1-260302-0001");
    let again = receive(&t.app, &desk, &key, 3, TwinSeen::No).await.unwrap();
    assert_eq!(again, (dossier.clone(), given), "pressed twice, it is one dossier");
    assert!(waiting(&t.app, &desk, &arrival(&t).agency).await.unwrap().is_empty());

    let look = app::dossier::look(&t.app, &desk, &dossier).await.unwrap();
    let (opening, person) = (&look.dossier.opening, t.citizen(0));
    assert_eq!(look.dossier.stage, Stage::Received);
    assert_eq!(Some(opening.parties.owner.id.key()), person.person);
    assert_eq!(opening.parties.submitter, opening.parties.owner);
    let help = opening.help.as_ref().unwrap();
    assert_eq!(
        (help.by.id.clone(), help.kind, help.presence),
        (desk.id.clone(), HelpKind::DoneFor, Presence::Card)
    );
    app::outbox::drain(&t.app).await.unwrap();
    let mine = app::dossier::my_dossiers(&t.app, &person, None).await.unwrap();
    assert_eq!(mine.len(), 1, "the person follows it like one sent in online");
    let read = app::dossier::my_readings(&t.app, &person).await.unwrap();
    assert!(read.iter().any(|reading| reading.purpose == "counter-intake"), "{read:?}");

    // The same person comes again with the same wish while the first is open.
    let second = begin(&t.app, &desk, &arrival(&t)).await.unwrap();
    save(&t.app, &desk, &second, 1, &own).await.unwrap();
    assert_eq!(code(receive(&t.app, &desk, &second, 2, TwinSeen::No).await.map(|_| ())), "counter.twin");
    let (other, _) = receive(&t.app, &desk, &second, 2, TwinSeen::Yes).await.unwrap();
    assert_ne!(other, dossier);
    t.is_sound().await;
}

async fn whoever_stands_there_now_hands_it_in(t: TestApp) {
    let desk = t.official(Role::Desk);
    let typed_in = Arrival { owner: t.citizen(0).person.unwrap(), name: "Lan".into(), ..arrival(&t) };
    let key = begin(&t.app, &desk, &typed_in).await.unwrap();
    let mut own = typed(&t);
    own.fields.remove("own_id");
    save(&t.app, &desk, &key, 1, &own).await.unwrap();
    let by = |place: usize| {
        let who = t.citizen(place);
        let (submitter, submitter_name) = (who.person.unwrap(), who.name);
        Arrival { submitter, submitter_name, ..arrival(&t) }
    };
    for (place, version) in [(1, 3), (1, 3), (4, 4)] {
        assert_eq!(begin(&t.app, &desk, &by(place)).await.unwrap(), key, "the same form");
        let row = open(&t.app, &desk, &key).await.unwrap().row;
        let person = row.body.submitter.map(|(person, _)| person);
        assert_eq!((person, row.version), (t.citizen(place).person, version), "the newer one holds");
        assert_eq!(row.body.presence, Presence::Typed, "it is the submitter's card that was not read");
    }
    let late = only(&[("purpose", "work")]);
    assert_eq!(code(save(&t.app, &desk, &key, 3, &late).await.map(|_| ())), "app.draft-overtaken");
    let kept = open(&t.app, &desk, &key).await.unwrap();
    assert_eq!(kept.answers.text("purpose"), Some("study"), "what was typed stays");

    begin(&t.app, &desk, &arrival(&t)).await.unwrap();
    let row = open(&t.app, &desk, &key).await.unwrap().row;
    assert_eq!((row.body.submitter, row.body.presence), (None, Presence::Card), "the owner came in person");
    begin(&t.app, &desk, &by(1)).await.unwrap();
    let (dossier, _) = receive(&t.app, &desk, &key, 6, TwinSeen::No).await.unwrap();
    let parties = app::dossier::look(&t.app, &desk, &dossier).await.unwrap().dossier.opening.parties.clone();
    assert_eq!(Some(parties.submitter.id.key()), t.citizen(1).person);
    assert_eq!(Some(parties.owner.id.key()), t.citizen(0).person);
    t.is_sound().await;
}

async fn a_second_tab_loses_nothing(t: TestApp) {
    let desk = t.official(Role::Desk);
    let key = begin(&t.app, &desk, &arrival(&t)).await.unwrap();
    save(&t.app, &desk, &key, 1, &only(&[("purpose", "study")])).await.unwrap();
    let late = only(&[("purpose", "work")]);
    assert_eq!(code(save(&t.app, &desk, &key, 1, &late).await.map(|_| ())), "app.draft-overtaken");
    let kept = open(&t.app, &desk, &key).await.unwrap();
    assert_eq!(kept.answers.text("purpose"), Some("study"));
    let mut nameless = arrival(&t);
    nameless.owner = t.citizen(1).person.unwrap();
    assert_eq!(code(begin(&t.app, &desk, &nameless).await.map(|_| ())), "counter.name-missing");
    nameless.owner = "12345".into();
    assert_eq!(code(begin(&t.app, &desk, &nameless).await.map(|_| ())), "personal-id.malformed");
    let among = offered(&t.app, &desk, &arrival(&t).agency).await.unwrap();
    let found = |typed: &str| find_procedure(&among, typed).map(|code| code.to_string()).ok();
    assert_eq!(found("2.000635 Cấp bản sao").as_deref(), Some("2.000635"));
    assert_eq!(found("ban sao trich luc").as_deref(), Some("2.000635"));
    assert_eq!((found("xyz"), found("")), (None, None));
    t.is_sound().await;
}

async fn what_was_begun_at_home_is_finished_here(t: TestApp) {
    let (desk, person) = (t.official(Role::Desk), t.citizen(0));
    let account = store::people::Account {
        id: person.account.clone(),
        name: person.name.clone(),
        person: person.person.clone(),
        level: 2,
    };
    let mut tx = t.app.store.begin().await.unwrap();
    let result = store::people::seen(&mut tx.conn().unwrap(), &account, t.app.clock.now()).await;
    tx.finish(result).await.unwrap();
    let code = ProcedureCode::parse("2.000635").unwrap();
    let draft = app::draft::start(&t.app, &person, &code).await.unwrap();
    let fields = BTreeMap::from([("whose".to_owned(), "self".to_owned())]);
    let page =
        app::draft::open(&t.app, &person, draft).await.unwrap().procedure.form().data().pages[0].id.clone();
    let sent = app::draft::Typed::Page { id: &page, fields: &fields };
    app::draft::save_page(&t.app, &person, draft, 1, &sent).await.unwrap();

    let key = begin(&t.app, &desk, &arrival(&t)).await.unwrap();
    assert!(open(&t.app, &desk, &key).await.unwrap().online.is_some());
    from_online(&t.app, &desk, &key, 1).await.unwrap();
    let taken = open(&t.app, &desk, &key).await.unwrap();
    assert_eq!(taken.answers.text("whose"), Some("self"));
    let mut own = typed(&t);
    own.fields.remove("own_id");
    save(&t.app, &desk, &key, 2, &own).await.unwrap();
    let (dossier, _) = receive(&t.app, &desk, &key, 3, TwinSeen::No).await.unwrap();
    app::outbox::drain(&t.app).await.unwrap();
    let sent = app::draft::open(&t.app, &person, draft).await.unwrap();
    assert_eq!(sent.dossier, Some(dossier.id), "the draft at home knows what became of it");
    let look = app::dossier::look(&t.app, &desk, &dossier).await.unwrap();
    assert_eq!(look.dossier.opening.help.as_ref().map(|help| help.kind), Some(HelpKind::Assisted));
    t.is_sound().await;
}

async fn nobody_else_works_this_counter(t: TestApp) {
    let key = begin(&t.app, &t.official(Role::Desk), &arrival(&t)).await.unwrap();
    for role in [Role::Officer, Role::Head, Role::Signer, Role::Clerk, Role::Deliverer] {
        let who = t.official(role);
        assert_eq!(code(begin(&t.app, &who, &arrival(&t)).await.map(|_| ())), "access.not-permitted");
        assert_eq!(code(open(&t.app, &who, &key).await.map(|_| ())), "app.not-found");
    }
    let stranger = t.official_of("H57.99.2", Role::Desk);
    assert_eq!(code(open(&t.app, &stranger, &key).await.map(|_| ())), "app.not-found");
    assert_eq!(code(receive(&t.app, &stranger, &key, 1, TwinSeen::No).await.map(|_| ())), "app.not-found");
    t.is_sound().await;
}

/// A register that answers nobody until it is let go, and says that it was asked.
#[derive(Default)]
struct Held {
    asked: Notify,
    go: Notify,
}

impl app::registers::Register for Held {
    fn record<'a>(
        &'a self,
        _: &'a str,
    ) -> app::identity::BoxFuture<'a, Result<Option<RegisterRecord>, Silent>> {
        Box::pin(async {
            self.asked.notify_one();
            self.go.notified().await;
            Ok(Some(RegisterRecord::new()))
        })
    }
}

async fn a_register_that_is_slow_holds_nobody_up(t: TestApp) {
    let desk = t.official(Role::Desk);
    let key = begin(&t.app, &desk, &arrival(&t)).await.unwrap();
    let mut own = typed(&t);
    own.fields.remove("own_id");
    let register = std::sync::Arc::new(Held::default());
    let mut app = t.app.at(t.clock.clone());
    app.registers = Registers::default().with("population", register.clone());
    let version = save(&app, &desk, &key, 1, &Typed { seen: Vec::new(), ..own }).await.unwrap();
    let received = receive(&app, &desk, &key, version, TwinSeen::No);
    let meanwhile = async {
        register.asked.notified().await;
        // The register has been asked and keeps silent; somebody else's writing does not wait for it.
        let other = Arrival { owner: t.citizen(1).person.unwrap(), name: "Khôi".into(), ..arrival(&t) };
        let began = begin(&t.app, &desk, &other).await;
        register.go.notify_one();
        began
    };
    let (received, began) = tokio::join!(received, meanwhile);
    began.unwrap();
    received.unwrap();
    t.is_sound().await;
}

async fn what_the_state_has_is_looked_at_only_for_a_reason(t: TestApp) {
    let (t, registers) = t.with_registers();
    let desk = t.official(Role::Desk);
    let mut own = typed(&t);
    for field in ["own_id", "own_name", "own_birth"] {
        own.fields.remove(field);
    }
    let app = &t.app;
    let key = begin(app, &desk, &arrival(&t)).await.unwrap();
    let held = AskedAs::Held { register: "population".into() };
    let papers = open(app, &desk, &key).await.unwrap().papers;
    assert!(papers.len() == 2 && papers.iter().all(|paper| paper.asked == held), "{papers:?}");
    own.seen = vec!["identity".to_owned()];
    let version = save(app, &desk, &key, 1, &own).await.unwrap();
    let silent = receive(app, &desk, &key, version, TwinSeen::No).await;
    assert_eq!(code(silent.map(|_| ())), "counter.override-unexplained");
    own.anyway = [("identity".to_owned(), "Ảnh trong dữ liệu khác người đến".to_owned())].into();
    let version = save(app, &desk, &key, version, &own).await.unwrap();
    let (dossier, _) = receive(app, &desk, &key, version, TwinSeen::No).await.unwrap();
    let seen = app::dossier::look(app, &desk, &dossier).await.unwrap().dossier;
    assert_eq!(seen.overrides(), 1, "it is counted");
    assert_eq!(seen.opening.help.as_ref().unwrap().overrides.len(), 1, "and its reason stays");
    assert_eq!(seen.opening.filled, ["own_birth", "own_id", "own_name"]);

    registers.set("population", Mood::Down);
    // Where the register keeps silent the paper may be looked at, and nobody is sent home without it.
    let key = begin(&t.app, &desk, &arrival(&t)).await.unwrap();
    let if_there = AskedAs::IfThere { register: "population".into() };
    let papers = open(&t.app, &desk, &key).await.unwrap().papers;
    assert!(papers.iter().all(|paper| paper.asked == if_there), "{papers:?}");
    let mut own = typed(&t);
    own.fields.remove("own_id");
    own.seen.clear();
    let version = save(&t.app, &desk, &key, 1, &own).await.unwrap();
    receive(&t.app, &desk, &key, version, TwinSeen::Yes).await.unwrap();
    t.is_sound().await;
}

async fn a_scan_goes_into_the_dossier_like_any_paper(t: TestApp) {
    let desk = t.official(Role::Desk);
    let key = begin(&t.app, &desk, &arrival(&t)).await.unwrap();
    let mut own = typed(&t);
    own.fields.remove("own_id");
    own.seen = vec!["residence".to_owned()];
    save(&t.app, &desk, &key, 1, &own).await.unwrap();
    let send =
        |part: &'static str, name: &'static str, bytes: Vec<u8>| scan(&t.app, &desk, &key, part, name, bytes);
    assert_eq!(code(send("lease", "a.jpg", photo(true, 1)).await.map(|_| ())), "upload.not-asked");
    assert_eq!(code(send("identity", "a.jpg", Vec::new()).await.map(|_| ())), "upload.empty");
    send("identity", "the.jpg", photo(true, 1)).await.unwrap();
    assert_eq!(code(send("identity", "the.jpg", photo(true, 1)).await.map(|_| ())), "upload.twice");
    let blurred = send("identity", "mo.jpg", photo(false, 2)).await.unwrap();
    let intake = open(&t.app, &desk, &key).await.unwrap();
    let identity = intake.papers.iter().find(|paper| paper.component.id == "identity").unwrap();
    assert!(identity.is_seen, "what was scanned was in the official's hands");
    let files = scans(&t.app, &intake).await.unwrap();
    assert_eq!(files.len(), 2);
    let stranger = t.official_of("H57.99.2", Role::Desk);
    let foreign = scanned(&t.app, &stranger, &key, blurred.id, Shown::Whole).await;
    assert_eq!(code(foreign.map(|_| ())), "app.not-found");
    assert_eq!(scanned(&t.app, &desk, &key, blurred.id, Shown::Whole).await.unwrap().kind, "jpeg");
    let version = intake.row.version;
    let doubtful = receive(&t.app, &desk, &key, version, TwinSeen::No).await;
    assert_eq!(code(doubtful.map(|_| ())), "upload.not-kept");
    keep_scan(&t.app, &desk, &key, blurred.id).await.unwrap();
    let (dossier, _) = receive(&t.app, &desk, &key, version, TwinSeen::No).await.unwrap();
    let look = app::dossier::look(&t.app, &desk, &dossier).await.unwrap();
    let parts: Vec<&str> = look.dossier.attached().map(|file| file.part.as_str()).collect();
    assert_eq!(parts, ["identity", "identity"]);
    assert_eq!(code(send("identity", "b.jpg", photo(true, 3)).await.map(|_| ())), "app.draft-sent");

    let thrown = begin(&t.app, &desk, &arrival(&t)).await.unwrap();
    let file = scan(&t.app, &desk, &thrown, "identity", "c.jpg", photo(true, 4)).await.unwrap();
    remove_scan(&t.app, &desk, &thrown, file.id).await.unwrap();
    remove_scan(&t.app, &desk, &thrown, file.id).await.unwrap();
    scan(&t.app, &desk, &thrown, "identity", "c.jpg", photo(true, 4)).await.unwrap();
    discard(&t.app, &desk, &thrown).await.unwrap();
    assert_eq!(code(open(&t.app, &desk, &thrown).await.map(|_| ())), "app.not-found");
    t.is_sound().await;
}

async fn an_organisation_is_received_for_whoever_acts_for_it(t: TestApp) {
    let (t, _) = t.with_registers();
    let desk = t.official(Role::Desk);
    let acting = t.citizen(4);
    let card = format!("{}|1|{}|02091984|Nam|Phú Vang|01072021", acting.person.clone().unwrap(), acting.name);
    let firm = |owner: &str, submitter: &str| Arrival {
        owner: owner.to_owned(),
        submitter: submitter.to_owned(),
        ..arrival(&t)
    };
    for (owner, submitter, expected) in [
        ("9900000016", "", "counter.submitter-missing"),
        ("9900000016", "12345", "counter.submitter-unread"),
        ("9900000016", "999084000001", "counter.submitter-name-missing"),
        ("9900000017", card.as_str(), "organisation-code.check-digit"),
        ("0100109106", card.as_str(), "counter.name-missing"),
    ] {
        let refused = begin(&t.app, &desk, &firm(owner, submitter)).await;
        assert_eq!(code(refused.map(|_| ())), expected, "{owner} {submitter}");
    }
    let key = begin(&t.app, &desk, &firm("9900000016", &card)).await.unwrap();
    let mut own = typed(&t);
    own.fields.insert("own_name".into(), acting.name.clone());
    own.fields.insert("own_birth".into(), "1984-09-02".into());
    own.fields.remove("own_id");
    own.seen.clear();
    let version = save(&t.app, &desk, &key, 1, &own).await.unwrap();
    let (dossier, _) = receive(&t.app, &desk, &key, version, TwinSeen::No).await.unwrap();
    let parties = app::dossier::look(&t.app, &desk, &dossier).await.unwrap().dossier.opening.parties.clone();
    assert!(matches!(&parties.owner.id, OwnerId::Organisation(code) if code.as_str() == "9900000016"));
    assert_eq!(parties.owner.name, "Công ty TNHH Gốm Sông Mẫu", "the enterprise register has the name");
    assert_eq!(Some(parties.submitter.id.key()), acting.person);
    t.is_sound().await;
}
