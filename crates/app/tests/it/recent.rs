//! What is remembered of a dossier decides nothing: two applications over one database, each of which remembers its own.

use std::sync::Arc;

use access::Role;
use app::dossier::{Target, act, propose, receive, release};
use app::{App, Error, Partners};
use dossier::{Command, Outcome};
use kernel::{Clock, Entropy};
use testkit::TestApp;

use crate::code;

mod both {
    testkit::both!(a_deed_is_judged_on_what_the_database_says, a_version_somebody_looked_at_is_compared);
}

/// Another node over the same database.
async fn other(t: &TestApp) -> App {
    let (time, random): (Arc<dyn Clock>, Arc<dyn Entropy>) = (t.clock.clone(), t.entropy.clone());
    App::new(t.app.store.clone(), time, random, Partners::default()).await.unwrap()
}

async fn proposed(t: &TestApp, app: &App, target: &Target) -> Result<String, Error> {
    let (title, content) = (
        "Thông báo".to_owned(),
        "{result.number} {result.issued_on} Đồng ý. {signer.title} {signer.name}".to_owned(),
    );
    propose(app, &t.official(Role::Officer), target, Outcome::Granted, title, content).await
}

async fn a_deed_is_judged_on_what_the_database_says(t: TestApp) {
    let (here, there) = (&*t.app, &other(&t).await);
    let target = Target { key: t.submitted(&t.citizen(0)).await, version: None };
    receive(here, &t.official(Role::Desk), &target).await.unwrap();
    // Here it still counts as received and nothing more.
    let draft = proposed(&t, there, &target).await.unwrap();
    // Refused on what is remembered here, and right on what has been written there.
    let approve = Command::Approve { shown: draft };
    act(here, &t.official(Role::Signer), &target, approve.clone()).await.unwrap();
    // Allowed on what is remembered there, and wrong on what has been written here.
    let refused = act(there, &t.official(Role::Signer), &target, approve).await;
    assert_eq!(code(refused), "dossier.wrong-stage");
    release(there, &t.official(Role::Clerk), &target).await.unwrap();
    t.is_sound().await;
}

async fn a_version_somebody_looked_at_is_compared(t: TestApp) {
    let (here, there) = (&*t.app, &other(&t).await);
    let key = t.submitted(&t.citizen(0)).await;
    let at = |version| Target { key: key.clone(), version: Some(version) };
    receive(here, &t.official(Role::Desk), &at(1)).await.unwrap();
    let draft = proposed(&t, there, &at(2)).await.unwrap();
    // The tab that has not moved on is told, though it is what is remembered here.
    assert_eq!(code(proposed(&t, here, &at(2)).await), "app.conflict");
    // And the one that has moved on is served, though it is not.
    act(here, &t.official(Role::Signer), &at(3), Command::Approve { shown: draft }).await.unwrap();
    t.is_sound().await;
}
