//! What software leans on, on both engines: tokens, deeds done once, and messages for those who may hear them.

use access::Role;
use app::Error;
use app::once::{Claim, Receipt, once};
use app::token::{Caller, TokenRefusal, Wish, bearer, make, mine, revoke};
use app::webhook::{State, Wanted, deliver, deliveries, subscribe};
use jiff::ToSpan;
use testkit::TestApp;

mod both {
    testkit::both!(
        tokens_are_bounded_and_end,
        a_deed_under_a_key_is_done_once,
        a_double_click_on_a_step_hears_one_answer,
        an_undone_deed_leaves_no_receipt,
        rights_are_asked_for_each_event,
    );
}

fn code(error: &Error) -> &str {
    match error {
        Error::Refused(refusal) => &refusal.code,
        Error::Faulted(fault) => panic!("{}", fault.chain()),
    }
}

async fn tokens_are_bounded_and_end(t: TestApp) {
    let who = Caller::Citizen(t.citizen(0));
    let wish = |days: i64, name: &str, scope: &str| Wish {
        name: name.to_owned(),
        scope: scope.to_owned(),
        ends_on: t.app.today().saturating_add(days.days()),
    };
    for (wish, expected) in [
        (wish(30, " ", "read"), "token.name-missing"),
        (wish(30, &"x".repeat(81), "read"), "token.name-too-long"),
        (wish(30, "a\nb", "read"), "token.name-too-long"),
        (wish(0, "x", "read"), "token.ends-wrong"),
        (wish(366, "x", "read"), "token.ends-wrong"),
        (wish(30, "x", "all"), "token.scope-unknown"),
    ] {
        assert_eq!(make(&t.app, &who, &wish).await.err().as_ref().map(code), Some(expected));
    }
    let secret = make(&t.app, &who, &wish(365, "x", "act")).await.unwrap().secret;
    for _ in 0..19 {
        make(&t.app, &who, &wish(1, "x", "read")).await.unwrap();
    }
    let refused = make(&t.app, &who, &wish(1, "x", "read")).await.err().unwrap();
    assert_eq!(code(&refused), TokenRefusal::TooMany { limit: String::new() }.code());
    assert_eq!(bearer(&t.app, &secret).await.unwrap().unwrap().caller, who);
    assert!(bearer(&t.app, "tt_").await.unwrap().is_none());
    t.clock.set("2026-03-04T00:00");
    assert_eq!(mine(&t.app, &who).await.unwrap().len(), 1, "those of a day have ended");
    let id = mine(&t.app, &who).await.unwrap()[0].id;
    revoke(&t.app, &who, id).await.unwrap();
    assert!(bearer(&t.app, &secret).await.unwrap().is_none());
    app::token::sweep(&t.app).await.unwrap();
}

fn claim(key: &str, request: &str) -> Claim {
    Claim { account: "vneid:1".into(), key: key.into(), request: request.into() }
}

/// A filing as the API asks for it.
async fn filed(t: &TestApp, key: &str, request: &str) -> Result<Receipt, Error> {
    let who = t.citizen(0);
    let deed = async {
        let submission = t.app.new_id(kernel::Clock::now(t.clock.as_ref()));
        let key = t.submit_as(&who, submission).await?;
        app::dossier::receipt(&t.app, &key).await
    };
    once(&t.app, claim(key, request), Box::pin(deed)).await
}

async fn a_deed_under_a_key_is_done_once(t: TestApp) {
    let (a, b, c) = tokio::join!(filed(&t, "k", "r"), filed(&t, "k", "r"), filed(&t, "k", "r"));
    let (a, b, c) = (a.unwrap(), b.unwrap(), c.unwrap());
    assert!(a == b && b == c, "{a:?} {b:?} {c:?}");
    assert_eq!(code(&filed(&t, "k", "other").await.unwrap_err()), "once.key-reused");
    assert_ne!(filed(&t, "l", "r").await.unwrap(), a);
    app::outbox::drain(&t.app).await.unwrap();
    let report = app::check::check(&t.app).await.unwrap();
    assert_eq!(report.dossiers, 2, "two keys, two dossiers");
    t.clock.set("2026-03-05T09:00");
    app::once::sweep(&t.app).await.unwrap();
    assert_ne!(filed(&t, "k", "other").await.unwrap(), a, "the key was forgotten after two days");
    t.is_sound().await;
}

/// The second finds the dossier received already, and hears the first one's answer instead of "wrong stage".
async fn a_double_click_on_a_step_hears_one_answer(t: TestApp) {
    let key = t.submitted(&t.citizen(0)).await;
    let desk = t.official(Role::Desk);
    let click = || async {
        app::dossier::receive(&t.app, &desk, &t.target(&key)).await?;
        app::dossier::receipt(&t.app, &key).await
    };
    let asked = || once(&t.app, claim("k", "r"), Box::pin(click()));
    let (a, b, c, d) = tokio::join!(asked(), asked(), asked(), asked());
    for answer in [a, b, c, d] {
        assert_eq!(answer.unwrap().stage.as_deref(), Some("received"));
    }
    t.is_sound().await;
}

async fn an_undone_deed_leaves_no_receipt(t: TestApp) {
    let key = t.submitted(&t.citizen(0)).await;
    let clerk = t.official(Role::Clerk);
    let deed = async {
        app::dossier::receive(&t.app, &clerk, &t.target(&key)).await?;
        app::dossier::receipt(&t.app, &key).await
    };
    let refused = once(&t.app, claim("k", "r"), Box::pin(deed)).await.unwrap_err();
    assert_eq!(code(&refused), "access.not-permitted");
    let desk = t.official(Role::Desk);
    let deed = async {
        app::dossier::receive(&t.app, &desk, &t.target(&key)).await?;
        app::dossier::receipt(&t.app, &key).await
    };
    let done = once(&t.app, claim("k", "r"), Box::pin(deed)).await.unwrap();
    assert_eq!(done.stage.as_deref(), Some("received"));
    t.is_sound().await;
}

async fn rights_are_asked_for_each_event(t: TestApp) {
    let officer = Caller::Official(t.official(Role::Officer));
    let person = Caller::Citizen(t.citizen(0));
    let wanted = |agency: Option<&str>| Wanted {
        address: "http://127.0.0.1:9/tin".to_owned(),
        topics: vec!["dossier.changed".to_owned()],
        agency: agency.map(str::to_owned),
    };
    let of_officer = subscribe(&t.app, &officer, &wanted(Some("H57.99.1"))).await.unwrap();
    let of_person = subscribe(&t.app, &person, &wanted(None)).await.unwrap();
    t.submitted(&t.citizen(0)).await;
    t.submitted(&t.citizen(1)).await;
    app::outbox::drain(&t.app).await.unwrap();
    assert_eq!(waiting(&t, &officer, &of_officer).await, 2, "both dossiers lie at the agency");
    assert_eq!(waiting(&t, &person, &of_person).await, 1, "only the own dossier");
    // The posts of the sample officials end; whoever has none hears nothing more.
    let Caller::Official(staff) = &officer else { panic!("an official") };
    let mut tx = t.app.store.begin().await.unwrap();
    let sql = "UPDATE post SET until_on = '2026-03-02' WHERE officer = $1";
    let ended = tx.conn().unwrap().execute(sql, vec![store::Arg::from(&staff.id)]).await;
    tx.finish(ended).await.unwrap();
    t.clock.set("2026-03-03T09:00");
    t.submitted(&t.citizen(0)).await;
    app::outbox::drain(&t.app).await.unwrap();
    assert_eq!(waiting(&t, &officer, &of_officer).await, 2);
    assert_eq!(waiting(&t, &person, &of_person).await, 2);
    assert_eq!(deliver(&t.app).await.unwrap(), 4, "nobody listens there: all wait for their next turn");
    assert_eq!(deliver(&t.app).await.unwrap(), 0);
    t.is_sound().await;
}

async fn waiting(t: &TestApp, who: &Caller, of: &Receipt) -> usize {
    let id = kernel::Id::parse(&of.id).unwrap();
    deliveries(&t.app, who, id, State::Waiting, None).await.unwrap().0.len()
}
