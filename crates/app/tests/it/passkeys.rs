//! Passkeys of officials: added, used, removed; and every answer that is not taken, each for its reason.

use access::{Role, Staff};
use app::identity::{
    PasskeyAnswer, Question, Relying, Session, add_passkey, ask_confirmation, ask_new_passkey,
    confirm_with_passkey, is_recent, my_passkeys, remove_passkey, signed_in, sweep,
};
use testkit::{SoftPasskey, TestApp};

use crate::code;

mod both {
    testkit::both!(
        a_passkey_proves_anew_until_it_is_removed,
        no_wrong_answer_adds_a_key,
        no_wrong_answer_proves_anything,
        a_question_is_answered_once_and_soon
    );
}

const ORIGIN: &str = "https://dichvucong.example.vn";

fn here() -> Relying {
    Relying::of(ORIGIN).unwrap()
}

async fn session(t: &TestApp, who: &Staff) -> (String, Session) {
    let id = t.official_session(who).await;
    let session = signed_in(&t.app, &id).await.unwrap().unwrap();
    (id, session)
}

/// A key of this official.
async fn added(t: &TestApp, who: &Staff, session: &Session) -> SoftPasskey {
    let key = SoftPasskey::at(ORIGIN);
    let question = ask_new_passkey(&t.app, session, who, "Máy phòng 12").await.unwrap();
    add_passkey(&t.app, session, who, &here(), "  Máy   phòng 12 ", &key.made(&question)).await.unwrap();
    key
}

async fn asked(t: &TestApp, session: &Session, who: &Staff) -> Question {
    ask_confirmation(&t.app, session, who).await.unwrap().unwrap()
}

async fn a_passkey_proves_anew_until_it_is_removed(t: TestApp) {
    let who = t.official(Role::Signer);
    let (id, before) = session(&t, &who).await;
    assert!(ask_confirmation(&t.app, &before, &who).await.unwrap().is_none(), "there is no key yet");
    let mut key = added(&t, &who, &before).await;
    t.clock.set("2026-03-02T09:06");
    let stale = signed_in(&t.app, &id).await.unwrap().unwrap();
    assert!(!is_recent(&t.app, &stale));

    let answer = key.confirms(&asked(&t, &stale, &who).await);
    let new_id = confirm_with_passkey(&t.app, &stale, &who, &here(), &answer).await.unwrap();
    let proved = signed_in(&t.app, &new_id).await.unwrap().unwrap();
    assert!(is_recent(&t.app, &proved));
    assert_eq!(proved.csrf(), stale.csrf(), "open forms stay good");
    assert!(signed_in(&t.app, &id).await.unwrap().is_none(), "the old id of the session is worth nothing");

    let lines = my_passkeys(&t.app, &who).await.unwrap();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].name, "Máy phòng 12");
    assert!(lines[0].used_at.is_some() && !lines[0].is_synced);
    assert_eq!(code(remove_passkey(&t.app, &t.official(Role::Clerk), lines[0].id).await), "app.not-found");
    let question = asked(&t, &proved, &who).await;
    remove_passkey(&t.app, &who, lines[0].id).await.unwrap();
    let answer = key.confirms(&question);
    let refused = confirm_with_passkey(&t.app, &proved, &who, &here(), &answer).await;
    assert_eq!(code(refused), "passkey.unknown");
    assert!(ask_confirmation(&t.app, &proved, &who).await.unwrap().is_none());
}

/// How a key or its browser misbehaves.
type Bent = fn(&mut SoftPasskey);

async fn no_wrong_answer_adds_a_key(t: TestApp) {
    let who = t.official(Role::Signer);
    let (_, session) = session(&t, &who).await;
    let cases: [(Bent, &str); 6] = [
        (|key| key.origin = "https://dichvucong.example.vn.evil".into(), "passkey.other-origin"),
        (|key| key.origin = "http://dichvucong.example.vn".into(), "passkey.other-origin"),
        (|key| key.is_framed = true, "passkey.other-origin"),
        (|key| key.place = "evil.example".into(), "passkey.other-place"),
        (|key| key.flags = 0b001, "passkey.not-verified"),
        (|key| key.credential.clear(), "passkey.malformed"),
    ];
    for (bend, expected) in cases {
        let mut key = SoftPasskey::at(ORIGIN);
        bend(&mut key);
        let question = ask_new_passkey(&t.app, &session, &who, "Khoá").await.unwrap();
        let done = add_passkey(&t.app, &session, &who, &here(), "Khoá", &key.made(&question)).await;
        assert_eq!(code(done), expected);
    }
    assert_eq!(code(ask_new_passkey(&t.app, &session, &who, "  ").await), "passkey.name-missing");
    let mut key = added(&t, &who, &session).await;
    let question = ask_new_passkey(&t.app, &session, &who, "Khoá").await.unwrap();
    let confirming = key.confirms(&question);
    let done = add_passkey(&t.app, &session, &who, &here(), "Khoá", &confirming).await;
    assert_eq!(code(done), "passkey.other-kind");
    let other = t.official(Role::Clerk);
    let (_, others) = crate::passkeys::session(&t, &other).await;
    let question = ask_new_passkey(&t.app, &others, &other, "Khoá").await.unwrap();
    let done = add_passkey(&t.app, &others, &other, &here(), "Khoá", &key.made(&question)).await;
    assert_eq!(code(done), "passkey.taken", "one key is one person's");
    assert_eq!(my_passkeys(&t.app, &who).await.unwrap().len(), 1);
}

async fn no_wrong_answer_proves_anything(t: TestApp) {
    let who = t.official(Role::Signer);
    let (id, session) = session(&t, &who).await;
    let mut key = added(&t, &who, &session).await;
    let cases: [(Bent, &str); 5] = [
        (|key| key.origin = "https://evil.example".into(), "passkey.other-origin"),
        (|key| key.is_framed = true, "passkey.other-origin"),
        (|key| key.place = "evil.example".into(), "passkey.other-place"),
        (|key| key.flags = 0b001, "passkey.not-verified"),
        (|key| key.flags = 0b100, "passkey.not-verified"),
    ];
    for (bend, expected) in cases {
        let (origin, place, flags) = (key.origin.clone(), key.place.clone(), key.flags);
        bend(&mut key);
        let answer = key.confirms(&asked(&t, &session, &who).await);
        assert_eq!(code(confirm_with_passkey(&t.app, &session, &who, &here(), &answer).await), expected);
        (key.origin, key.place, key.flags, key.is_framed) = (origin, place, flags, false);
    }
    // The signature of another key, under the name of this one; an answer to an earlier question; a copy that counts anew.
    let mut posing = SoftPasskey::at(ORIGIN);
    posing.credential = key.credential.clone();
    let answer = posing.confirms(&asked(&t, &session, &who).await);
    assert_eq!(refused(&t, &session, &who, &answer).await, "passkey.signature-wrong");
    let first = asked(&t, &session, &who).await;
    let answer = key.confirms(&first);
    asked(&t, &session, &who).await;
    assert_eq!(refused(&t, &session, &who, &answer).await, "passkey.other-challenge");
    let answer = PasskeyAnswer { device_data: "=".into(), ..key.confirms(&asked(&t, &session, &who).await) };
    assert_eq!(refused(&t, &session, &who, &answer).await, "passkey.malformed");
    key.counter = 40;
    let answer = key.confirms(&asked(&t, &session, &who).await);
    let id = {
        let new = confirm_with_passkey(&t.app, &session, &who, &here(), &answer).await.unwrap();
        assert!(signed_in(&t.app, &id).await.unwrap().is_none());
        new
    };
    key.counter = 7;
    let answer = key.confirms(&asked(&t, &session, &who).await);
    assert_eq!(refused(&t, &session, &who, &answer).await, "passkey.counter-back");
    // Somebody else's key opens nothing here, however true its answer is.
    let clerk = t.official(Role::Clerk);
    let (_, clerks) = crate::passkeys::session(&t, &clerk).await;
    let mut theirs = added(&t, &clerk, &clerks).await;
    let answer = theirs.confirms(&asked(&t, &session, &who).await);
    assert_eq!(refused(&t, &session, &who, &answer).await, "passkey.unknown");
    assert!(signed_in(&t.app, &id).await.unwrap().is_some(), "no refusal ends the session");
}

async fn refused(t: &TestApp, session: &Session, who: &Staff, answer: &PasskeyAnswer) -> String {
    code(confirm_with_passkey(&t.app, session, who, &here(), answer).await)
}

async fn a_question_is_answered_once_and_soon(t: TestApp) {
    let who = t.official(Role::Signer);
    let (_, session) = session(&t, &who).await;
    let mut key = added(&t, &who, &session).await;
    let answer = key.confirms(&asked(&t, &session, &who).await);
    confirm_with_passkey(&t.app, &session, &who, &here(), &answer).await.unwrap();
    assert_eq!(refused(&t, &session, &who, &answer).await, "passkey.question-over", "replayed");

    let question = asked(&t, &session, &who).await;
    let (_, elsewhere) = crate::passkeys::session(&t, &who).await;
    let answer = key.confirms(&question);
    assert_eq!(refused(&t, &elsewhere, &who, &answer).await, "passkey.question-over", "another session");
    t.clock.set("2026-03-02T09:06");
    assert_eq!(refused(&t, &session, &who, &answer).await, "passkey.question-over", "too late");
    asked(&t, &session, &who).await;
    t.clock.set("2026-03-02T09:12");
    sweep(&t.app).await.unwrap();
    let sql = "SELECT session FROM passkey_question";
    assert!(t.app.store.read().await.unwrap().conn().all(sql, vec![]).await.unwrap().is_empty());
}
