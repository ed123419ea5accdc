//! A dossier from submission to delivery, sent twice, seen in two tabs, and told to its owner.

use access::Role;
use app::dossier::{act, act_as_party, draft_text, paper_text, propose, receive, release, shown_to_signer};
use dossier::{Command, Evidence, Holder, Outcome, Stage};
use testkit::TestApp;

use crate::code;

mod both {
    testkit::both!(
        from_submission_to_delivery,
        the_same_submission_twice_is_one_dossier,
        a_dossier_is_its_owners_while_somebody_else_is_telling_them,
        letters_of_before_arrive_and_strange_ones_wait_for_a_person,
        the_second_tab_is_told,
        numbers_have_no_gaps
    );
}

async fn from_submission_to_delivery(t: TestApp) {
    let who = t.citizen(0);
    let key = t.submitted(&who).await;
    let target = t.target(&key);
    t.clock.set("2026-03-02T10:00");
    let given = receive(&t.app, &t.official(Role::Desk), &target).await.unwrap();
    assert_eq!(given.to_string(), "H57.99.1-260302-0001");
    let desk = t.official(Role::Desk);
    let seen = app::dossier::look(&t.app, &desk, &key).await.unwrap();
    let (title, content) = draft_text(&t.app, &seen.dossier, Outcome::Granted).await.unwrap();
    assert!(content.contains("Nguyễn Thị Lan") && content.contains("{result.number}"), "{content}");
    propose(&t.app, &t.official(Role::Officer), &target, Outcome::Granted, title, content).await.unwrap();
    t.clock.set("2026-03-02T11:00");
    let signer = t.official(Role::Signer);
    let shown = shown_to_signer(&t.app, &signer, &target).await.unwrap();
    act(&t.app, &signer, &target, Command::Approve { shown }).await.unwrap();
    assert_eq!(release(&t.app, &t.official(Role::Clerk), &target).await.unwrap(), "01/TB-UBND");

    let mine = app::dossier::dossier_of(&t.app, &who, key.id).await.unwrap();
    assert_eq!((mine.dossier.stage, mine.dossier.holder), (Stage::Done, Holder::Delivery));
    let paper = paper_text(&mine.dossier);
    assert!(paper.contains("Số: 01/TB-UBND") && paper.contains("PHÓ CHỦ TỊCH"), "{paper}");
    let evidence = Evidence { receiver: who.name.clone(), manner: "online".into() };
    act_as_party(&t.app, &who, key.id, Some(mine.dossier.version), Command::Deliver { evidence })
        .await
        .unwrap();
    app::outbox::drain(&t.app).await.unwrap();
    let cards = app::dossier::my_dossiers(&t.app, &who, None).await.unwrap();
    assert_eq!(
        (cards.len(), cards[0].stage, cards[0].code.as_deref()),
        (1, Stage::Delivered, Some(given.to_string().as_str()))
    );
    let readers: Vec<String> = app::dossier::my_readings(&t.app, &who)
        .await
        .unwrap()
        .into_iter()
        .map(|reading| reading.reader)
        .collect();
    assert_eq!(readers, [signer.name, desk.name], "each look of an official is in the owner's log");
    t.is_sound().await;
}

async fn the_same_submission_twice_is_one_dossier(t: TestApp) {
    let (who, key) = (t.citizen(0), t.app.new_id(t.app.clock.now()));
    let (first, second) = tokio::join!(t.submit_as(&who, key), t.submit_as(&who, key));
    let (first, second) = (first.unwrap(), second.unwrap());
    assert_eq!(first, second);
    assert_eq!(t.submit_as(&who, key).await.unwrap(), first);
    assert_eq!(
        code(t.submit_as(&t.citizen(1), key).await),
        "app.not-found",
        "somebody else's key opens nothing"
    );
    app::outbox::drain(&t.app).await.unwrap();
    assert_eq!(app::dossier::my_dossiers(&t.app, &who, None).await.unwrap().len(), 1);
    t.is_sound().await;
}

async fn a_dossier_is_its_owners_while_somebody_else_is_telling_them(t: TestApp) {
    let who = t.citizen(0);
    let key = t.submitted(&who).await;
    // Another worker holds the message that tells the owner, and gives it back undelivered.
    let mut tx = t.app.store.begin().await.unwrap();
    let held = store::outbox::take(&mut tx.conn().unwrap(), 10).await.unwrap();
    assert_eq!(held.len(), 1);
    let (app, owner, id) = (std::sync::Arc::clone(&t.app), who.clone(), key.id);
    let asking = tokio::spawn(async move { app::dossier::dossier_of(&app, &owner, id).await });
    for _ in 0..20 {
        // The other one works on for a while, so that the question comes while it does.
        store::outbox::waiting(&mut tx.conn().unwrap()).await.unwrap();
    }
    tx.finish(Ok::<(), app::Error>(())).await.unwrap();
    assert_eq!(asking.await.unwrap().unwrap().dossier.opening.id, key.id);
    let strangers = app::dossier::dossier_of(&t.app, &t.citizen(1), key.id).await;
    assert_eq!(code(strangers.map(|_| ())), "app.not-found");
    t.is_sound().await;
}

async fn letters_of_before_arrive_and_strange_ones_wait_for_a_person(t: TestApp) {
    let who = t.citizen(0);
    let key = t.submitted(&who).await;
    let mut tx = t.app.store.begin().await.unwrap();
    let strange = rewrite(&mut tx.conn().unwrap(), &t).await;
    tx.finish(Ok::<(), app::Error>(())).await.unwrap();
    for _ in 0..=store::outbox::MAX_TRIES {
        app::outbox::drain(&t.app).await.unwrap();
    }
    let cards = app::dossier::my_dossiers(&t.app, &who, None).await.unwrap();
    assert_eq!((cards.len(), cards[0].version, cards[0].stage), (1, 1, Stage::Registered));
    let mut tx = t.app.store.begin().await.unwrap();
    let waiting = store::outbox::waiting(&mut tx.conn().unwrap()).await.unwrap();
    tx.finish(Ok::<(), app::Error>(())).await.unwrap();
    assert_eq!(
        waiting,
        (1, 1),
        "the letter about {strange} waits for a person, the one about {} arrived",
        key.id
    );
}

/// Puts the letter about a dossier as releases before this one wrote it, and one about a dossier nobody has.
async fn rewrite(conn: &mut store::Conn<'_>, t: &TestApp) -> kernel::Id {
    use store::outbox::{done, put, take};
    let mut letter = take(conn, 10).await.unwrap().remove(0);
    done(conn, &[&letter]).await.unwrap();
    let strange = t.app.new_id(t.app.clock.now());
    let (known, more) =
        (letter.id.to_string(), r#","people":["1"],"agency":null,"procedure":"2.000635","code":null}"#);
    letter.body = letter.body.replace('}', more);
    put(conn, &letter).await.unwrap();
    letter.body = letter.body.replace(&known, &strange.to_string());
    letter.id = strange;
    put(conn, &letter).await.unwrap();
    strange
}

async fn the_second_tab_is_told(t: TestApp) {
    let key = t.submitted(&t.citizen(0)).await;
    let (desk, mut target) = (t.official(Role::Desk), t.target(&key));
    target.version = Some(1);
    let reject = || Command::RejectIntake {
        reason: "Sai thẩm quyền".into(),
        ground: "NĐ 118/2025/NĐ-CP".into(),
    };
    let (first, second) =
        tokio::join!(receive(&t.app, &desk, &target), act(&t.app, &desk, &target, reject()));
    assert!(first.is_ok() != second.is_ok(), "one of two tabs wins");
    let told = first.map(|_| ()).err().or(second.err()).unwrap();
    let app::Error::Refused(refusal) = told else { panic!("{told:?}") };
    assert_eq!(refusal.code, "app.conflict");
    t.is_sound().await;
}

async fn numbers_have_no_gaps(t: TestApp) {
    let desk = t.official(Role::Desk);
    let mut codes = Vec::new();
    for _ in 0..3 {
        let target = t.target(&t.submitted(&t.citizen(0)).await);
        let twice = tokio::join!(receive(&t.app, &desk, &target), receive(&t.app, &desk, &target));
        codes.push(twice.0.or(twice.1).unwrap().serial());
    }
    t.clock.set("2026-03-03T09:00");
    let target = t.target(&t.submitted(&t.citizen(0)).await);
    codes.push(receive(&t.app, &desk, &target).await.unwrap().serial());
    assert_eq!(codes, [1, 2, 3, 1], "a refused reception uses no number; the series restarts each day");
    t.is_sound().await;
}
