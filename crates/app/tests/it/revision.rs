//! Revisions: a dossier keeps the rules of its reception, and what was published is never changed.

use std::sync::Arc;

use access::Role;
use app::dossier::receive;
use app::{App, Error, Partners};
use kernel::{Clock, Entropy, TimeLimit};
use serde_json::Value;
use store::revision::{RevisionRow, all, publish};
use testkit::TestApp;

mod both {
    testkit::both!(a_dossier_keeps_the_rules_of_its_reception, a_published_revision_is_never_changed);
}

/// The same application after a restart.
async fn restarted(t: &TestApp) -> Result<App, Error> {
    let (time, random): (Arc<dyn Clock>, Arc<dyn Entropy>) = (t.clock.clone(), t.entropy.clone());
    App::new(t.app.store.clone(), time, random, Partners::default()).await
}

/// The first revision of 2.000635 as it was published.
async fn first(t: &TestApp) -> RevisionRow {
    let rows = all(&mut t.app.store.read().await.unwrap().conn()).await.unwrap();
    rows.into_iter().find(|row| row.code == "2.000635").unwrap()
}

async fn execute(t: &TestApp, sql: &'static str) {
    let mut tx = t.app.store.begin().await.unwrap();
    let result = tx.conn().unwrap().execute(sql, vec![]).await;
    assert_eq!(tx.finish(result).await.unwrap(), 1);
}

async fn a_dossier_keeps_the_rules_of_its_reception(t: TestApp) {
    let before = t.submitted(&t.citizen(0)).await;
    receive(&t.app, &t.official(Role::Desk), &t.target(&before)).await.unwrap();
    let waiting = t.submitted(&t.citizen(0)).await;
    let old = first(&t).await;
    // From the fourth of March on, five working days instead of the same day.
    let mut next: Value = serde_json::from_str(&old.body).unwrap();
    next["revision"] = 2.into();
    next["effective_from"] = "2026-03-04".into();
    next["time_limit"]["limit"] = serde_json::json!({"unit": "working-days", "count": 5});
    let mut ended: Value = serde_json::from_str(&old.body).unwrap();
    ended["effective_until"] = "2026-03-03".into();
    execute(&t, "DELETE FROM procedure_revision WHERE code = '2.000635'").await;
    let mut tx = t.app.store.begin().await.unwrap();
    for (number, body) in [(1, &ended), (2, &next)] {
        // The first keeps the sum of the built-in text: its end is a decision of the place, not another revision.
        let row = RevisionRow { revision: number, body: body.to_string(), ..old.clone() };
        publish(&mut tx.conn().unwrap(), &row, t.app.clock.now()).await.unwrap();
    }
    tx.finish(Ok::<(), Error>(())).await.unwrap();

    t.clock.set("2026-03-04T09:00");
    let app = restarted(&t).await.unwrap();
    receive(&app, &t.official(Role::Desk), &t.target(&waiting)).await.unwrap();
    let desk = t.official(Role::Desk);
    let kept = app::dossier::look(&app, &desk, &before).await.unwrap().dossier;
    let newer = app::dossier::look(&app, &desk, &waiting).await.unwrap().dossier;
    let terms = |dossier: &dossier::Dossier| dossier.terms.clone().map(|terms| (terms.revision, terms.limit));
    assert_eq!(terms(&kept), Some((1, TimeLimit::SameDay { cutoff_hour: 15 })));
    assert_eq!(
        terms(&newer),
        Some((2, TimeLimit::WorkingDays { count: 5 })),
        "in force at reception, not at filing"
    );
    assert_eq!(newer.opening.revision, 1, "the form it was filed with stays known");
    t.is_sound().await;
}

async fn a_published_revision_is_never_changed(t: TestApp) {
    execute(&t, "UPDATE procedure_revision SET sum = '0' WHERE code = '2.000635'").await;
    let Err(Error::Refused(refusal)) = restarted(&t).await.map(|_| ()) else { panic!("started") };
    assert_eq!(refusal.code, "app.revision-changed");
}
