//! Messages to subscribers: signed, once for each event, again after a failure, and never more than ids and states.

use std::sync::{Arc, Mutex};

use access::Role;
use app::token::Caller;
use app::webhook::deliver;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde_json::{Value, json};
use testkit::TestApp;

use super::software::Software;
use crate::site::Site;

mod both {
    testkit::both!(
        an_event_is_told_to_those_who_may_hear_it_signed_and_bare,
        what_does_not_arrive_comes_later_and_at_last_waits_for_a_person,
        a_subscription_reaches_no_further_than_its_maker,
    );
}

/// What came in, and what is answered next.
#[derive(Clone)]
struct Receiver {
    heard: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    answer: Arc<Mutex<StatusCode>>,
    address: String,
}

impl Receiver {
    async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/tin", listener.local_addr().unwrap());
        let receiver =
            Self { heard: Arc::default(), answer: Arc::new(Mutex::new(StatusCode::NO_CONTENT)), address };
        let take = async |State(receiver): State<Receiver>, headers: HeaderMap, body: String| {
            receiver.heard.lock().unwrap().push((headers, body));
            let answer = *receiver.answer.lock().unwrap();
            // Whoever redirects is not followed.
            (answer, [("location", "/elsewhere")])
        };
        let router = Router::new().route("/tin", post(take)).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        receiver
    }

    fn answer(&self, status: u16) {
        *self.answer.lock().unwrap() = StatusCode::from_u16(status).unwrap();
    }

    fn taken(&self) -> Vec<(HeaderMap, String)> {
        std::mem::take(&mut *self.heard.lock().unwrap())
    }
}

async fn subscribed(software: &Software<'_>, address: &str, agency: Option<&str>, topics: &[&str]) -> String {
    let mut body = json!({"address": address, "topics": topics});
    if let Some(agency) = agency {
        body["agency"] = json!(agency);
    }
    let key = software.test().app.new_secret();
    let made = software.post("/api/v1/webhooks", &key, &body).await.when(201);
    assert_eq!(software.post("/api/v1/webhooks", &key, &body).await.when(201), made);
    format!("/api/v1/webhooks/{}", made["id"].as_str().unwrap())
}

async fn an_event_is_told_to_those_who_may_hear_it_signed_and_bare(test: TestApp) {
    let site = Site::over(test);
    let t = &site.test;
    let (own, desk, other) = (Receiver::open().await, Receiver::open().await, Receiver::open().await);
    let person = Software::of(&site, &Caller::Citizen(t.citizen(0))).await;
    let official = Software::of(&site, &Caller::Official(t.official(Role::Desk))).await;
    let stranger = Software::of(&site, &Caller::Citizen(t.citizen(1))).await;
    let hook = subscribed(&person, &own.address, None, &["dossier.changed"]).await;
    subscribed(&official, &desk.address, Some("H57.99.1"), &["dossier.received"]).await;
    subscribed(&stranger, &other.address, None, &["dossier.changed"]).await;
    let key = t.submitted(&t.citizen(0)).await;
    app::outbox::drain(&t.app).await.unwrap();
    deliver(&t.app).await.unwrap();
    assert_eq!(deliver(&t.app).await.unwrap(), 0, "once");
    let (headers, body) = own.taken().pop().unwrap();
    assert!(desk.taken().is_empty() && other.taken().is_empty());
    assert_eq!(headers["content-type"], "application/cloudevents+json; charset=utf-8");
    let secret = person.get(&hook).await.when(200)["secret"].as_str().unwrap().to_owned();
    let signed = headers["toantrinh-signature"].to_str().unwrap();
    let (at, _) = signed.trim_start_matches("t=").split_once(',').unwrap();
    assert_eq!(signed, gateways::webhook::signature(&secret, at.parse().unwrap(), &body));
    let event: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        (event["specversion"].as_str(), event["subject"].as_str()),
        (Some("1.0"), Some(key.id.to_string().as_str()))
    );
    assert_eq!(event["data"]["stage"], "registered");
    let who = t.citizen(0);
    assert!(!body.contains(&who.name) && !body.contains(who.person.as_deref().unwrap()), "{body}");
    app::dossier::receive(&t.app, &t.official(Role::Desk), &t.target(&key)).await.unwrap();
    app::outbox::drain(&t.app).await.unwrap();
    deliver(&t.app).await.unwrap();
    assert_eq!((own.taken().len(), desk.taken().len(), other.taken().len()), (1, 1, 0));
    let seen = Software::looking(&site, &Caller::Citizen(t.citizen(0))).await.get(&hook).await.when(200);
    assert!(seen.get("secret").is_none(), "software that only looks does not learn the secret");
}

async fn what_does_not_arrive_comes_later_and_at_last_waits_for_a_person(test: TestApp) {
    let site = Site::over(test);
    let t = &site.test;
    let receiver = Receiver::open().await;
    let person = Software::of(&site, &Caller::Citizen(t.citizen(0))).await;
    let hook = subscribed(&person, &receiver.address, None, &["dossier.changed"]).await;
    t.submitted(&t.citizen(0)).await;
    app::outbox::drain(&t.app).await.unwrap();
    receiver.answer(307);
    let times = [
        "2026-03-02T09:00",
        "2026-03-02T09:01",
        "2026-03-02T09:03",
        "2026-03-02T09:09",
        "2026-03-02T09:40",
        "2026-03-02T12:00",
        "2026-03-02T19:00",
        "2026-03-03T08:00",
        "2026-03-04T09:00",
    ];
    for (tried, time) in times.iter().enumerate() {
        t.clock.set(time);
        assert_eq!(deliver(&t.app).await.unwrap(), 1, "{time}");
        assert_eq!(deliver(&t.app).await.unwrap(), 0, "not at once again");
        assert_eq!(receiver.taken().len(), 1, "try {tried}: no redirect is followed");
    }
    let dead = person.get(&format!("{hook}/deliveries")).await.when(200);
    let delivery = &dead["items"][0];
    assert_eq!((delivery["state"].as_str(), delivery["tries"].as_i64()), (Some("dead"), Some(9)));
    assert_eq!(delivery["failure"], "status 307");
    receiver.answer(200);
    let again = format!("{hook}/deliveries/{}/replay", delivery["id"].as_str().unwrap());
    let other = Software::of(&site, &Caller::Citizen(t.citizen(1))).await;
    other.post(&again, "k", &Value::Null).await.refused(404, "app.not-found");
    person.post(&again, "k", &Value::Null).await.when(200);
    assert_eq!(deliver(&t.app).await.unwrap(), 1);
    let event: Value = serde_json::from_str(&receiver.taken()[0].1).unwrap();
    assert_eq!(event["id"], delivery["event"], "receivers know it by its id");
    person.post(&again, "k", &Value::Null).await.when(200);
    assert_eq!(deliver(&t.app).await.unwrap(), 0, "the same key replays once");
    let done = person.get(&format!("{hook}/deliveries?state=delivered")).await.when(200);
    assert_eq!(done["items"].as_array().unwrap().len(), 1);
    person.get(&format!("{hook}/deliveries?state=eaten")).await.refused(400, "api.query-malformed");
    person.delete(&hook).await.when(204);
    person.get(&hook).await.refused(404, "app.not-found");
}

async fn a_subscription_reaches_no_further_than_its_maker(test: TestApp) {
    let site = Site::over(test);
    let t = &site.test;
    let person = Software::of(&site, &Caller::Citizen(t.citizen(0))).await;
    let official = Software::of(&site, &Caller::Official(t.official(Role::Desk))).await;
    let ask = |agency: Option<&str>, topics: &[&str], address: &str| {
        let mut body = json!({"address": address, "topics": topics});
        if let Some(agency) = agency {
            body["agency"] = json!(agency);
        }
        body
    };
    let (good, all) = ("http://127.0.0.1:9/tin", ["dossier.changed"]);
    let post = "/api/v1/webhooks";
    person.post(post, "1", &ask(Some("H57.99.1"), &all, good)).await.refused(422, "webhook.agency-missing");
    official.post(post, "1", &ask(None, &all, good)).await.refused(422, "webhook.agency-missing");
    official.post(post, "2", &ask(Some("H57.99.2"), &all, good)).await.refused(403, "access.not-permitted");
    person.post(post, "2", &ask(None, &["dossier.eaten"], good)).await.refused(422, "webhook.topic-unknown");
    person.post(post, "3", &ask(None, &[], good)).await.refused(422, "webhook.topic-unknown");
    person
        .post(post, "4", &ask(None, &all, "ftp://x.example/"))
        .await
        .refused(422, "webhook.address-refused");
    for number in 0..20 {
        person.post(post, &format!("n{number}"), &ask(None, &all, good)).await.when(201);
    }
    person.post(post, "5", &ask(None, &all, good)).await.refused(422, "webhook.too-many");
}
