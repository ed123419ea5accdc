//! The counter: from a card to a received dossier, with the register up and down, twice, and by whom it may not be.

use std::collections::BTreeMap;

use access::Role;
use app::counter::{
    Arrival, TwinSeen, begin, find_procedure, from_online, offered, open, receive, save, waiting,
};
use dossier::{HelpKind, Presence, Stage};
use kernel::{AgencyCode, ProcedureCode};
use testkit::TestApp;

use crate::code;

mod both {
    testkit::both!(
        a_card_becomes_a_received_dossier,
        a_second_tab_loses_nothing,
        what_was_begun_at_home_is_finished_here,
        nobody_else_works_this_counter
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
    }
}

/// What the desk types, from answers nobody can find fault with.
fn typed(t: &TestApp) -> BTreeMap<String, String> {
    let answers = t.answers(&t.citizen(0));
    let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    answers.iter().map(|(field, value)| (field.to_owned(), text(value))).collect()
}

async fn a_card_becomes_a_received_dossier(t: TestApp) {
    let desk = t.official(Role::Desk);
    let key = begin(&t.app, &desk, &arrival(&t)).await.unwrap();
    assert_eq!(begin(&t.app, &desk, &arrival(&t)).await.unwrap(), key, "what was begun is found again");
    let no_code = receive(&t.app, &desk, &key, 1, TwinSeen::No).await;
    assert_eq!(code(no_code.map(|_| ())), "app.form-incomplete");
    let mut own = typed(&t);
    // The number is the card's: it is shown, not asked.
    own.remove("own_id");
    save(&t.app, &desk, &key, 1, &own, &[]).await.unwrap();
    let seen = open(&t.app, &desk, &key).await.unwrap();
    assert!(!seen.is_register_up && seen.locked.contains("own_id"), "no register is connected here");
    assert_eq!(seen.fee.map(|fee| fee.total.0), Some(16_000));
    let (dossier, given) = receive(&t.app, &desk, &key, 2, TwinSeen::No).await.unwrap();
    assert_eq!(given.to_string(), "H57.99.1-260302-0001");
    let again = receive(&t.app, &desk, &key, 2, TwinSeen::No).await.unwrap();
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
    save(&t.app, &desk, &second, 1, &own, &[]).await.unwrap();
    assert_eq!(code(receive(&t.app, &desk, &second, 2, TwinSeen::No).await.map(|_| ())), "counter.twin");
    let (other, _) = receive(&t.app, &desk, &second, 2, TwinSeen::Yes).await.unwrap();
    assert_ne!(other, dossier);
    t.is_sound().await;
}

async fn a_second_tab_loses_nothing(t: TestApp) {
    let desk = t.official(Role::Desk);
    let key = begin(&t.app, &desk, &arrival(&t)).await.unwrap();
    let half = BTreeMap::from([("purpose".to_owned(), "study".to_owned())]);
    save(&t.app, &desk, &key, 1, &half, &[]).await.unwrap();
    let late = BTreeMap::from([("purpose".to_owned(), "work".to_owned())]);
    assert_eq!(code(save(&t.app, &desk, &key, 1, &late, &[]).await), "app.draft-overtaken");
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
    own.remove("own_id");
    save(&t.app, &desk, &key, 2, &own, &[]).await.unwrap();
    let (dossier, _) = receive(&t.app, &desk, &key, 3, TwinSeen::No).await.unwrap();
    app::outbox::drain(&t.app).await.unwrap();
    let sent = app::draft::open(&t.app, &person, draft).await.unwrap();
    assert_eq!(sent.dossier, Some(dossier.id), "the draft at home knows what became of it");
    let look = app::dossier::look(&t.app, &desk, &dossier).await.unwrap();
    assert_eq!(look.dossier.opening.help.map(|help| help.kind), Some(HelpKind::Assisted));
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
