//! A dossier from the first word of a search to its result, by software on both sides of the counter.

use access::Role;
use app::token::Caller;
use serde_json::{Value, json};
use testkit::TestApp;

use super::software::Software;
use crate::site::Site;

mod both {
    testkit::both!(
        a_dossier_goes_its_whole_way_by_software,
        what_is_somebody_elses_is_not_even_there,
        the_applicant_adds_what_was_asked_and_may_withdraw,
        lists_page_by_key_without_gaps_or_repeats,
    );
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

async fn a_dossier_goes_its_whole_way_by_software(test: TestApp) {
    let (test, _) = test.with_registers();
    let site = Site::over(test);
    let t = &site.test;
    let person = Software::of(&site, &Caller::Citizen(t.citizen(0))).await;
    let found = person.get("/api/v1/procedures?q=tr%C3%ADch%20l%E1%BB%A5c").await.when(200);
    assert!(found["items"].as_array().unwrap().iter().any(|item| item["code"] == "2.000635"));
    let procedure = person.get("/api/v1/procedures/2.000635").await.when(200);
    assert_eq!(procedure["online"]["revision"], 1);
    let agencies = person.get("/api/v1/procedures/2.000635/agencies").await.when(200);
    assert!(agencies["items"].as_array().unwrap().iter().any(|agency| agency["code"] == "H57.99.1"));

    // A draft, page by page, as far as the form asks.
    let begun = person.post("/api/v1/drafts", "k1", &json!({"procedure": "2.000635"})).await.when(201);
    let draft = format!("/api/v1/drafts/{}", text(&begun["id"]));
    let answers = Value::from(t.answers(&t.citizen(0)));
    for page in procedure["online"]["pages"].as_array().unwrap() {
        let fields = page["fields"].as_array().unwrap().iter().filter_map(Value::as_str);
        let known: serde_json::Map<String, Value> =
            fields.filter_map(|field| Some((field.to_owned(), answers.get(field)?.clone()))).collect();
        let tag = person.get(&draft).await.tag();
        let address = format!("{draft}/pages/{}", text(&page["id"]));
        person.put(&address, &tag, &json!({"answers": known})).await.when(200);
    }
    person.post(&format!("{draft}/submission"), "k2", &Value::Null).await.refused(422, "app.no-authority");
    let tag = person.get(&draft).await.tag();
    let whole = person.put(&format!("{draft}/agency"), &tag, &json!({"agency": "H57.99.1"})).await.when(200);
    assert_eq!(whole["open"], json!({}));
    let sent = person.post(&format!("{draft}/submission"), "k3", &Value::Null).await.when(201);
    assert_eq!(sent["stage"], "registered");

    // The desk, the officer, the signer, the clerk.
    let work = format!("/api/v1/work/dossiers/{}/{}", text(&sent["tenant"]), text(&sent["id"]));
    let desk = Software::of(&site, &Caller::Official(t.official(Role::Desk))).await;
    let list = desk.get("/api/v1/work/H57.99.1/desk").await.when(200);
    assert_eq!(list["items"][0]["id"], sent["id"]);
    let received = desk.deed(&work, json!({"action": "receive"})).await;
    assert!(text(&received["code"]).starts_with("H57.99.1-"));
    let officer = Software::of(&site, &Caller::Official(t.official(Role::Officer))).await;
    let officers = officer.get(&format!("{work}/officers")).await.when(200);
    officer.deed(&work, json!({"action": "forward", "to": officers["items"][0]["id"]})).await;
    let words = officer.get(&format!("{work}/draft")).await.when(200);
    let propose = json!({
        "action": "propose", "outcome": "granted", "title": words["title"], "content": words["content"]
    });
    officer.deed(&work, propose).await;
    let signer = Software::of(&site, &Caller::Official(t.official(Role::Signer))).await;
    only_a_person_approves(&signer, &work, &sent).await;
    let clerk = Software::of(&site, &Caller::Official(t.official(Role::Clerk))).await;
    clerk.deed(&work, json!({"action": "release"})).await;

    // The person sees the result and takes it.
    app::outbox::drain(&t.app).await.unwrap();
    let mine = format!("/api/v1/dossiers/{}", text(&sent["id"]));
    let seen = person.get(&mine).await;
    let (tag, seen) = (seen.tag(), seen.when(200));
    assert_eq!((seen["stage"].as_str(), seen["result"]["number"].is_string()), (Some("done"), true));
    assert!(seen.get("draft").is_none(), "what lies between officials is theirs");
    person.act(&format!("{mine}/result"), "k4", &tag, &Value::Null).await.when(200);
    person.act(&format!("{mine}/result"), "k5", &tag, &Value::Null).await.refused(412, "app.conflict");
    let readings = person.get("/api/v1/readings").await.when(200);
    assert!(!readings["items"].as_array().unwrap().is_empty(), "software of officials leaves its trace too");
    t.is_sound().await;
}

/// Whatever was shown: who signs has just proved who they are, and a token proves nothing of the kind.
async fn only_a_person_approves(signer: &Software<'_>, work: &str, sent: &Value) {
    let shown = signer.get(work).await;
    let (tag, shown) = (shown.tag(), shown.when(200));
    let approve = json!({"action": "approve", "shown": shown["draft"]["hash"]});
    let no = signer.act(&format!("{work}/actions"), "w", &tag, &approve).await;
    let no = no.refused(403, "access.recent-proof-needed");
    assert!(no["detail"].as_str().unwrap().contains("bấm phê duyệt") && no["law"].is_string(), "{no}");
    assert!(!shown["open"].as_array().unwrap().contains(&json!("approve")), "{shown}");
    let t = signer.test();
    let id = kernel::Id::parse(&text(&sent["id"])).unwrap();
    let target = t.target(&app::DossierKey { tenant: text(&sent["tenant"]), id });
    let (who, shown) = (t.official(Role::Signer), text(&shown["draft"]["hash"]));
    app::dossier::act(&t.app, &who, &target, dossier::Command::Approve { shown }).await.unwrap();
}

async fn what_is_somebody_elses_is_not_even_there(test: TestApp) {
    let site = Site::over(test);
    let t = &site.test;
    let key = t.submitted(&t.citizen(0)).await;
    app::outbox::drain(&t.app).await.unwrap();
    let stranger = Software::of(&site, &Caller::Citizen(t.citizen(1))).await;
    let mine = format!("/api/v1/dossiers/{}", key.id);
    stranger.get(&mine).await.refused(404, "app.not-found");
    let withdraw = json!({"reason": ""});
    stranger.act(&format!("{mine}/withdrawal"), "k", "\"1\"", &withdraw).await.refused(404, "app.not-found");
    let work = format!("/api/v1/work/dossiers/{}/{}", key.tenant, key.id);
    let police = Software::of(&site, &Caller::Official(t.official_of("H57.99.2", Role::Desk))).await;
    police.get(&work).await.refused(404, "app.not-found");
    let receive = json!({"action": "receive"});
    police.act(&format!("{work}/actions"), "k", "\"1\"", &receive).await.refused(404, "app.not-found");
    police.get("/api/v1/work/H57.99.1/desk").await.refused(403, "access.not-permitted");
    let clerk = Software::of(&site, &Caller::Official(t.official(Role::Clerk))).await;
    clerk.act(&format!("{work}/actions"), "k", "\"1\"", &receive).await.refused(403, "access.not-permitted");
}

async fn the_applicant_adds_what_was_asked_and_may_withdraw(test: TestApp) {
    let site = Site::over(test);
    let t = &site.test;
    let key = t.submitted(&t.citizen(0)).await;
    app::outbox::drain(&t.app).await.unwrap();
    let desk = Software::of(&site, &Caller::Official(t.official(Role::Desk))).await;
    let work = format!("/api/v1/work/dossiers/{}/{}", key.tenant, key.id);
    let ask = json!({
        "action": "request-supplement", "reason": "Số điện thoại không gọi được",
        "items": [{
            "id": "phone", "ask": "Ghi số điện thoại đang dùng", "ground": "NĐ 45/2020/NĐ-CP Điều 11",
            "example": "0900000000"
        }]
    });
    desk.deed(&work, ask).await;
    let person = Software::of(&site, &Caller::Citizen(t.citizen(0))).await;
    let mine = format!("/api/v1/dossiers/{}", key.id);
    let seen = person.get(&mine).await;
    let (tag, seen) = (seen.tag(), seen.when(200));
    assert_eq!(seen["supplement"]["items"][0]["id"], "phone");
    let address = format!("{mine}/supplement");
    let empty = json!({"answers": {}});
    person.act(&address, "a", &tag, &empty).await.refused(422, "dossier.answer-incomplete");
    let given = json!({"answers": {"phone": "0911111111"}});
    person.act(&address, "b", &tag, &given).await.when(200);
    let tag = person.get(&mine).await.tag();
    let gone = person.act(&format!("{mine}/withdrawal"), "c", &tag, &json!({})).await.when(200);
    assert_eq!(gone["stage"], "withdrawn");
    t.is_sound().await;
}

async fn lists_page_by_key_without_gaps_or_repeats(test: TestApp) {
    let site = Site::over(test);
    let t = &site.test;
    for _ in 0..45 {
        t.submitted(&t.citizen(0)).await;
    }
    app::outbox::drain(&t.app).await.unwrap();
    let person = Software::of(&site, &Caller::Citizen(t.citizen(0))).await;
    let desk = Software::of(&site, &Caller::Official(t.official(Role::Desk))).await;
    assert_eq!(walked(&person, "/api/v1/dossiers?").await, 45);
    assert_eq!(walked(&desk, "/api/v1/work/H57.99.1/desk?").await, 45);
    assert_eq!(walked(&person, "/api/v1/procedures?").await, t.app.facts.all().len());
    assert!(walked(&person, "/api/v1/procedures?q=khai&").await > 50);
}

/// Follows `next` to the end and counts; nothing may come twice.
async fn walked(software: &Software<'_>, address: &str) -> usize {
    let (mut seen, mut at) = (std::collections::BTreeSet::new(), address.to_owned());
    loop {
        let page = software.get(&at).await.when(200);
        for item in page["items"].as_array().unwrap() {
            let key = item.get("id").or_else(|| item.get("code")).unwrap().to_string();
            assert!(seen.insert(key), "{item} came twice");
        }
        let Some(next) = page["next"].as_str() else { return seen.len() };
        at = format!("{address}after={next}");
    }
}
