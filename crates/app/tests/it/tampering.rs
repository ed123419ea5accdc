//! Whatever is changed behind our back is found, and projections come back from the history.

use access::Role;
use app::dossier::receive;
use store::Store;
use testkit::TestApp;

mod both {
    testkit::both!(
        a_changed_record_is_found,
        a_changed_projection_is_found_and_rebuilt,
        orphans_are_found,
        a_record_at_a_wrong_place_is_found
    );
}

async fn write(store: &Store, sql: &'static str) {
    let mut tx = store.begin().await.unwrap();
    let result = tx.conn().unwrap().execute(sql, vec![]).await;
    assert!(tx.finish(result).await.unwrap() > 0, "{sql}");
}

async fn received(t: &TestApp) {
    let target = t.target(&t.submitted(&t.citizen(0)).await);
    receive(&t.app, &t.official(Role::Desk), &target).await.unwrap();
    t.is_sound().await;
}

async fn problems(t: &TestApp) -> Vec<String> {
    app::check::check(&t.app).await.unwrap().problems
}

async fn a_changed_record_is_found(t: TestApp) {
    received(&t).await;
    write(&t.app.store, "UPDATE action SET body = REPLACE(body, 'Lan', 'Lam') WHERE seq = 1").await;
    assert!(problems(&t).await[0].contains("the chain breaks at record 1"));
    write(&t.app.store, "UPDATE action SET body = REPLACE(body, 'Lam', 'Lan') WHERE seq = 1").await;
    t.is_sound().await;
    write(&t.app.store, "DELETE FROM action WHERE seq = 2").await;
    assert!(problems(&t).await[0].contains("the head of the chain is not the last hash"));
}

async fn a_changed_projection_is_found_and_rebuilt(t: TestApp) {
    received(&t).await;
    for sql in [
        "UPDATE dossier SET stage = 10",
        "UPDATE dossier SET holder = 'clerk'",
        "UPDATE dossier SET due_at = due_at + 1",
        "UPDATE dossier SET state = REPLACE(state, '\"stage\":\"received\"', '\"stage\":\"done\"')",
    ] {
        write(&t.app.store, sql).await;
        assert_eq!(problems(&t).await.len(), 1, "{sql}");
        assert_eq!(app::check::rebuild(&t.app).await.unwrap(), 1);
        t.is_sound().await;
    }
}

async fn orphans_are_found(t: TestApp) {
    received(&t).await;
    write(&t.app.store, "DELETE FROM dossier").await;
    assert!(problems(&t).await.iter().any(|problem| problem.contains("a record without its dossier")));
    // Its number is not given again: whoever sends in next finds its places free.
    t.submitted(&t.citizen(1)).await;
    t.submitted(&t.citizen(2)).await;
    assert_eq!(problems(&t).await.len(), 2, "the two records of the one that is gone");
}

async fn a_record_at_a_wrong_place_is_found(t: TestApp) {
    received(&t).await;
    let strange = "INSERT INTO action (tenant, dossier, seq, kind, at, body, hash, place) \
        SELECT tenant, dossier, seq + 1, kind, at, body, hash, -5 FROM action WHERE seq = 2";
    write(&t.app.store, strange).await;
    assert!(problems(&t).await[0].contains("a record that is not at its place"));
}
