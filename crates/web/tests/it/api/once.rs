//! A deed under a key is done once, whatever the line does; and a version that has passed changes nothing.

use app::token::Caller;
use serde_json::{Value, json};
use testkit::TestApp;

use super::software::Software;
use crate::site::Site;

mod both {
    testkit::both!(
        the_same_key_files_one_dossier,
        two_at_once_under_one_key_are_one,
        a_key_is_its_owners_alone,
        a_refusal_is_asked_again,
        whoever_comes_second_is_told_to_read_again,
    );
}

fn filing(site: &Site) -> serde_json::Value {
    let answers = Value::from(site.test.answers(&site.test.citizen(0)));
    json!({"procedure": "2.000635", "agency": "H57.99.1", "answers": answers})
}

async fn the_same_key_files_one_dossier(test: TestApp) {
    let site = Site::over(test);
    let software = Software::of(&site, &Caller::Citizen(site.test.citizen(0))).await;
    let first = software.post("/api/v1/dossiers", "khoa-1", &filing(&site)).await;
    assert_eq!(first.tag(), "\"1\"");
    let first = first.when(201);
    let again = software.post("/api/v1/dossiers", "khoa-1", &filing(&site)).await.when(201);
    assert_eq!(first, again);
    let other = software.post("/api/v1/dossiers", "khoa-2", &filing(&site)).await.when(201);
    assert_ne!(first["id"], other["id"]);
    let list = software.get("/api/v1/dossiers").await.when(200);
    app::outbox::drain(&site.test.app).await.unwrap();
    let list = if list["items"].as_array().unwrap().len() == 2 {
        list
    } else {
        software.get("/api/v1/dossiers").await.when(200)
    };
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    let mut changed = filing(&site);
    changed["answers"]["copies"] = json!(3);
    software.post("/api/v1/dossiers", "khoa-1", &changed).await.refused(422, "once.key-reused");
    site.test.is_sound().await;
}

async fn two_at_once_under_one_key_are_one(test: TestApp) {
    let site = Site::over(test);
    let software = Software::of(&site, &Caller::Citizen(site.test.citizen(0))).await;
    let body = filing(&site);
    let ask = || software.post("/api/v1/dossiers", "khoa-1", &body);
    let (a, b, c) = tokio::join!(ask(), ask(), ask());
    let (a, b, c) = (a.when(201), b.when(201), c.when(201));
    assert!(a == b && b == c);
    site.test.is_sound().await;
    let list = software.get("/api/v1/dossiers").await.when(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
}

async fn a_key_is_its_owners_alone(test: TestApp) {
    let site = Site::over(test);
    let mine = Software::of(&site, &Caller::Citizen(site.test.citizen(0))).await;
    let theirs = Software::of(&site, &Caller::Citizen(site.test.citizen(1))).await;
    let begin = json!({"procedure": "2.000635"});
    let one = mine.post("/api/v1/drafts", "khoa", &begin).await.when(201);
    let other = theirs.post("/api/v1/drafts", "khoa", &begin).await.when(201);
    assert_ne!(one["id"], other["id"]);
    let address = format!("/api/v1/drafts/{}", one["id"].as_str().unwrap());
    theirs.get(&address).await.refused(404, "app.not-found");
    theirs.delete(&address).await.refused(404, "app.not-found");
}

async fn a_refusal_is_asked_again(test: TestApp) {
    let site = Site::over(test);
    let software = Software::of(&site, &Caller::Citizen(site.test.citizen(0))).await;
    let mut body = filing(&site);
    body["answers"]["copies"] = json!(0);
    let problem = software.post("/api/v1/dossiers", "khoa", &body).await.refused(422, "app.form-incomplete");
    let wrong = &problem["errors"][0];
    assert_eq!(
        (wrong["pointer"].as_str(), wrong["code"].as_str()),
        (Some("/answers/copies"), Some("form.number-too-small"))
    );
    software.post("/api/v1/dossiers", "khoa", &filing(&site)).await.when(201);
}

async fn whoever_comes_second_is_told_to_read_again(test: TestApp) {
    let site = Site::over(test);
    let software = Software::of(&site, &Caller::Citizen(site.test.citizen(0))).await;
    let begun = software.post("/api/v1/drafts", "khoa", &json!({"procedure": "2.000635"})).await;
    let (tag, id) = (begun.tag(), begun.when(201)["id"].as_str().unwrap().to_owned());
    let address = format!("/api/v1/drafts/{id}/agency");
    let chosen = json!({"agency": "H57.99.1"});
    let saved = software.put(&address, &tag, &chosen).await;
    assert_ne!(saved.tag(), tag);
    saved.when(200);
    software.put(&address, &tag, &chosen).await.refused(412, "app.draft-overtaken");
}
