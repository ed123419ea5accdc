//! Messages, ratings, the bin and the pages of long lists, by software.

use access::Role;
use app::token::Caller;
use serde_json::{Value, json};
use testkit::TestApp;

use super::software::Software;
use crate::site::Site;

mod both {
    testkit::both!(
        a_question_is_asked_and_answered_once,
        the_service_is_rated_after_delivery_only,
        a_draft_comes_back_out_of_the_bin,
        readings_and_messages_page_without_gaps_or_repeats,
    );
}

async fn a_question_is_asked_and_answered_once(test: TestApp) {
    let site = Site::over(test);
    let t = &site.test;
    let key = t.submitted(&t.citizen(0)).await;
    let person = Software::of(&site, &Caller::Citizen(t.citizen(0))).await;
    let stranger = Software::of(&site, &Caller::Citizen(t.citizen(1))).await;
    let desk = Software::of(&site, &Caller::Official(t.official(Role::Desk))).await;
    let elsewhere = Software::of(&site, &Caller::Official(t.official_of("H57.99.2", Role::Desk))).await;
    let mine = format!("/api/v1/dossiers/{}/messages", key.id);
    let work = format!("/api/v1/work/dossiers/{}/{}/messages", key.tenant, key.id);
    let question = json!({"text": "Bao giờ có kết quả?"});
    let (a, b) = tokio::join!(person.post(&mine, "k", &question), person.post(&mine, "k", &question));
    assert_eq!(a.when(201), b.when(201), "asked twice at once under one key, it is written once");
    person.post(&mine, "k", &json!({"text": "Câu khác"})).await.refused(422, "once.key-reused");
    person.post(&mine, "l", &json!({"text": " "})).await.refused(422, "app.message-empty");
    person.post(&mine, "l", &json!({"text": "x".repeat(2001)})).await.refused(422, "app.message-too-long");
    stranger.post(&mine, "k", &question).await.refused(404, "app.not-found");
    elsewhere.post(&work, "k", &question).await.refused(404, "app.not-found");
    assert_eq!(elsewhere.get("/api/v1/work/messages").await.when(200)["items"], json!([]));
    let waiting = desk.get("/api/v1/work/messages").await.when(200);
    assert_eq!(
        (&waiting["items"][0]["id"], &waiting["items"][0]["count"]),
        (&json!(key.id.to_string()), &json!(1))
    );
    let thread = desk.get(&work).await.when(200);
    assert_eq!(
        (&thread["items"][0]["side"], &thread["items"][0]["text"]),
        (&json!("person"), &question["text"])
    );
    assert_eq!(
        desk.get("/api/v1/work/messages").await.when(200)["items"],
        json!([]),
        "what was read waits no more"
    );
    t.clock.set("2026-03-02T09:10");
    let answer = json!({"text": "Thứ Tư này."});
    desk.post(&work, "k", &answer).await.when(201);
    desk.post(&work, "k", &answer).await.when(201);
    app::outbox::drain(&t.app).await.unwrap();
    assert_eq!(person.get("/api/v1/dossiers").await.when(200)["items"][0]["unread"], 1);
    let heard = person.get(&mine).await.when(200);
    assert_eq!(heard["items"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&heard["items"][0]["side"], &heard["items"][0]["text"]),
        (&json!("authority"), &answer["text"])
    );
    assert!(heard["items"][1]["seen_at"].is_string(), "{heard}");
    assert_eq!(person.get("/api/v1/dossiers").await.when(200)["items"][0]["unread"], 0);
    t.is_sound().await;
}

async fn the_service_is_rated_after_delivery_only(test: TestApp) {
    let site = Site::over(test);
    let t = &site.test;
    let person = Software::of(&site, &Caller::Citizen(t.citizen(0))).await;
    let desk = Software::of(&site, &Caller::Official(t.official(Role::Desk))).await;
    let key = t.submitted(&t.citizen(0)).await;
    let rating = format!("/api/v1/dossiers/{}/rating", key.id);
    let good = json!({"score": 5, "words": "Nhanh"});
    let put = async |body: &Value| person.put(&rating, "", body).await;
    put(&good).await.refused(422, "app.rating-not-yet");
    delivered(t, &key).await;
    assert_eq!(person.get(&rating).await.when(200), json!({"words": "", "is_open": true}));
    put(&json!({"score": 6})).await.refused(422, "app.rating-score");
    assert_eq!(put(&good).await.when(200)["score"], 5);
    assert_eq!(put(&json!({"score": 4})).await.when(200)["score"], 4, "it may be changed");
    let figures = desk.get("/api/v1/agencies/H57.99.1/ratings").await.when(200);
    assert_eq!(figures, json!({"count": 1, "scores": [], "words": []}), "so few could be guessed");
    desk.get("/api/v1/agencies/H57.99.2/ratings").await.refused(403, "access.not-permitted");
    let stranger = Software::of(&site, &Caller::Citizen(t.citizen(1))).await;
    stranger.get(&rating).await.refused(404, "app.not-found");
    t.clock.set("2026-03-30T09:00");
    put(&good).await.refused(422, "app.rating-closed");
}

/// Lives a dossier to its hand-over.
async fn delivered(t: &TestApp, key: &app::DossierKey) {
    use app::dossier::{act, act_as_party, propose, receive, release, shown_to_signer};
    let target = t.target(key);
    receive(&t.app, &t.official(Role::Desk), &target).await.unwrap();
    let (title, text) = (
        "Trích lục".to_owned(),
        "{result.number} {result.issued_on} Nội dung {signer.title} {signer.name}".to_owned(),
    );
    let granted = dossier::Outcome::Granted;
    propose(&t.app, &t.official(Role::Officer), &target, granted, title, text).await.unwrap();
    let shown = shown_to_signer(&t.app, &t.official(Role::Signer), &target).await.unwrap();
    act(&t.app, &t.official(Role::Signer), &target, dossier::Command::Approve { shown }).await.unwrap();
    release(&t.app, &t.official(Role::Clerk), &target).await.unwrap();
    let who = t.citizen(0);
    let evidence = dossier::Evidence { receiver: who.name.clone(), manner: "online".to_owned() };
    act_as_party(&t.app, &who, key.id, None, dossier::Command::Deliver { evidence }).await.unwrap();
}

async fn a_draft_comes_back_out_of_the_bin(test: TestApp) {
    let site = Site::over(test);
    let person = Software::of(&site, &Caller::Citizen(site.test.citizen(0))).await;
    let stranger = Software::of(&site, &Caller::Citizen(site.test.citizen(1))).await;
    let begin = json!({"procedure": "2.000635"});
    let first = person.post("/api/v1/drafts", "a", &begin).await.when(201);
    let draft = format!("/api/v1/drafts/{}", first["id"].as_str().unwrap());
    person.delete(&draft).await.when(204);
    person.get(&draft).await.refused(409, "app.draft-in-bin");
    assert_eq!(person.get("/api/v1/drafts").await.when(200)["items"], json!([]));
    assert_eq!(person.get("/api/v1/bin").await.when(200)["items"][0]["id"], first["id"]);
    assert_eq!(stranger.get("/api/v1/bin").await.when(200)["items"], json!([]));
    let back = format!("/api/v1/bin/{}/restoration", first["id"].as_str().unwrap());
    stranger.post(&back, "b", &Value::Null).await.refused(404, "app.not-found");
    let restored = person.post(&back, "b", &Value::Null).await.when(200);
    assert_eq!(restored["id"], first["id"]);
    assert_eq!(person.post(&back, "b", &Value::Null).await.when(200), restored);
    person.get(&draft).await.when(200);
    person.delete(&draft).await.when(204);
    person.post("/api/v1/drafts", "c", &begin).await.when(201);
    person.post(&back, "d", &Value::Null).await.refused(409, "app.draft-open");
}

async fn readings_and_messages_page_without_gaps_or_repeats(test: TestApp) {
    let site = Site::over(test);
    let t = &site.test;
    let key = t.submitted(&t.citizen(0)).await;
    app::outbox::drain(&t.app).await.unwrap();
    let desk = t.official(Role::Desk);
    for _ in 0..205 {
        app::dossier::look(&t.app, &desk, &key).await.unwrap();
    }
    // Twenty messages of a side a day, as the rules have it.
    for day in 3..14 {
        t.clock.set(&format!("2026-03-{day:02}T09:{day:02}"));
        for number in 0..20 {
            app::message::write_as_party(&t.app, &t.citizen(0), key.id, &format!("{day}.{number}"))
                .await
                .unwrap();
        }
    }
    let person = Software::of(&site, &Caller::Citizen(t.citizen(0))).await;
    let readings = all(&person, "/api/v1/readings").await;
    assert_eq!((readings.0, readings.1), (205, 3));
    let messages = all(&person, &format!("/api/v1/dossiers/{}/messages", key.id)).await;
    assert_eq!((messages.0, messages.1), (220, 2));
    for wrong in ["zz", "00", ""] {
        person.get(&format!("/api/v1/readings?after={wrong}")).await.refused(400, "api.cursor-malformed");
    }
}

/// Follows `next` to the end: how many items on how many pages; none may come twice.
async fn all(software: &Software<'_>, address: &str) -> (usize, usize) {
    let (mut seen, mut pages, mut at) = (std::collections::BTreeSet::new(), 0, address.to_owned());
    let mut count = 0;
    loop {
        let page = software.get(&at).await.when(200);
        pages += 1;
        for item in page["items"].as_array().unwrap() {
            count += 1;
            let key = item.get("id").map_or_else(|| format!("{count}"), ToString::to_string);
            assert!(seen.insert(key), "{item} came twice");
        }
        let Some(next) = page["next"].as_str() else { return (count, pages) };
        at = format!("{address}?after={next}");
    }
}
