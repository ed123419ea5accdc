//! Sessions: how long they last, how they end, and who loses what when a post ends.

use access::Role;
use app::identity::{Arrival, Departure, Session, sign_out, signed_in, sweep};
use testkit::TestApp;

use crate::code;

mod both {
    testkit::both!(
        a_session_lasts_while_it_is_used,
        a_session_ends_when_told,
        a_lost_post_is_a_lost_right,
        a_strange_sign_in_is_refused
    );
}

async fn lasts(t: &TestApp, id: &str, at: &str) -> bool {
    t.clock.set(at);
    signed_in(&t.app, id).await.unwrap().is_some()
}

async fn a_session_lasts_while_it_is_used(t: TestApp) {
    let (citizen, official) =
        (t.citizen_session(&t.citizen(0)).await, t.official_session(&t.official(Role::Desk)).await);
    assert!(lasts(&t, &official, "2026-03-02T09:14").await);
    assert!(lasts(&t, &citizen, "2026-03-02T09:29").await);
    assert!(
        !lasts(&t, &official, "2026-03-02T09:29").await,
        "an official's desk may stand open fifteen minutes"
    );
    assert!(lasts(&t, &citizen, "2026-03-02T09:58").await, "use prolongs it");
    for minute in ["10:20", "10:45", "11:10", "11:35", "12:00", "12:25", "12:50", "13:15", "13:40", "14:05"] {
        assert!(lasts(&t, &citizen, &format!("2026-03-02T{minute}")).await);
    }
    for minute in ["14:30", "14:55", "15:20", "15:45", "16:10", "16:35"] {
        assert!(lasts(&t, &citizen, &format!("2026-03-02T{minute}")).await);
    }
    assert!(!lasts(&t, &citizen, "2026-03-02T17:00").await, "eight hours are the end");
    assert!(signed_in(&t.app, "0000").await.unwrap().is_none(), "an invented id is nobody's");
}

async fn a_session_ends_when_told(t: TestApp) {
    let id = t.citizen_session(&t.citizen(0)).await;
    let found = signed_in(&t.app, &id).await.unwrap();
    assert!(matches!(found, Some(Session::Citizen { who, .. }) if who == t.citizen(0)));
    sign_out(&t.app, &id).await.unwrap();
    assert!(signed_in(&t.app, &id).await.unwrap().is_none(), "a copied cookie is worth nothing afterwards");
    t.citizen_session(&t.citizen(0)).await;
    t.clock.set("2026-03-03T09:00");
    sweep(&t.app).await.unwrap();
    let left =
        t.app.store.read().await.unwrap().conn().all("SELECT id_hash FROM session", vec![]).await.unwrap();
    assert!(left.is_empty());
}

async fn a_lost_post_is_a_lost_right(t: TestApp) {
    let id = t.official_session(&t.official(Role::Desk)).await;
    let key = t.submitted(&t.citizen(0)).await;
    let mut tx = t.app.store.begin().await.unwrap();
    let sql = "UPDATE post SET until_on = '2026-03-01'";
    let result = tx.conn().unwrap().execute(sql, vec![]).await;
    tx.finish(result).await.unwrap();
    let Some(Session::Official { who, .. }) = signed_in(&t.app, &id).await.unwrap() else {
        panic!("signed out")
    };
    let refused = app::dossier::receive(&t.app, &who, &t.target(&key)).await;
    assert_eq!(code(refused), "access.not-permitted");
}

async fn a_strange_sign_in_is_refused(t: TestApp) {
    let answer = app::identity::Answer { state: "never-begun".into(), ..Default::default() };
    let back = Arrival { browser: "browser", ..Arrival::default() };
    assert_eq!(code(app::identity::finish(&t.app, &answer, &back).await.map(|_| ())), "app.sign-in-lost");
    let to = Departure { issuer: "elsewhere", browser: "browser", return_to: "/", level: 2, is_anew: false };
    let unknown = app::identity::begin(&t.app, &to).await;
    assert_eq!(code(unknown), "app.not-found");
}
