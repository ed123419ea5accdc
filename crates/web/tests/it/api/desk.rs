//! What only officials do, by software: the counter, the agency's lists, and the deeds that registers call for.

use access::Role;
use app::token::Caller;
use serde_json::{Value, json};
use testkit::TestApp;

use super::software::Software;
use crate::site::Site;

mod both {
    testkit::both!(
        a_person_at_the_counter_is_received,
        a_contradicted_value_is_accepted_for_a_reason,
        an_agency_is_read_by_its_own_officials,
        lists_are_narrowed_as_on_the_page,
    );
}

async fn a_person_at_the_counter_is_received(test: TestApp) {
    let site = Site::over(test);
    let t = &site.test;
    let desk = Software::of(&site, &Caller::Official(t.official(Role::Desk))).await;
    let who = t.citizen(0);
    let counter = "/api/v1/agencies/H57.99.1/intakes";
    let arriving = json!({"procedure": "2.000635", "owner": who.person, "name": who.name});
    let begun = desk.post(counter, "a", &arriving).await.when(201);
    assert_eq!(desk.post(counter, "a", &arriving).await.when(201), begun);
    desk.post(counter, "b", &json!({"procedure": "2.000635", "owner": "12"}))
        .await
        .refused(422, "personal-id.malformed");
    desk.post(counter, "c", &json!({"procedure": "2.000635", "owner": who.person}))
        .await
        .refused(422, "counter.name-missing");
    let listed = desk.get(counter).await.when(200);
    assert_eq!(listed["items"][0]["id"], begun["id"]);
    assert!(listed["procedures"].as_array().unwrap().iter().any(|one| one["code"] == "2.000635"));
    let form =
        format!("/api/v1/intakes/{}/{}", begun["tenant"].as_str().unwrap(), begun["id"].as_str().unwrap());
    let elsewhere = Software::of(&site, &Caller::Official(t.official_of("H57.99.2", Role::Desk))).await;
    elsewhere.get(&form).await.refused(404, "app.not-found");
    let officer = Software::of(&site, &Caller::Official(t.official(Role::Officer))).await;
    officer.get(counter).await.refused(403, "access.not-permitted");
    let seen = desk.get(&form).await;
    let (tag, seen) = (seen.tag(), seen.when(200));
    assert!(!seen["open"].as_object().unwrap().is_empty());
    let reception = format!("{form}/reception");
    let early = desk.act(&reception, "r", &tag, &json!({})).await.refused(422, "app.form-incomplete");
    assert!(!early["errors"].as_array().unwrap().is_empty(), "{early}");
    let mut answers = Value::from(t.answers(&who));
    answers.as_object_mut().unwrap().remove("own_id");
    let for_another = json!({"whose": "other", "relation": "sibling", "subject_name": "Nguyễn Văn Mẫu", "subject_birth": "1990"});
    let mut other = answers.clone();
    for (field, value) in for_another.as_object().unwrap() {
        other[field] = value.clone();
    }
    let saved = desk.put(&form, &tag, &json!({"answers": other, "seen": []})).await;
    let newer = saved.tag();
    assert_eq!(saved.when(200)["open"], json!({}));
    desk.put(&form, &tag, &json!({"answers": answers.clone(), "seen": []}))
        .await
        .refused(412, "app.draft-overtaken");
    // The paper is asked for at the counter as anywhere; seen in the original it is noted as such.
    let unseen = desk.act(&reception, "r", &newer, &json!({})).await;
    unseen.refused(422, "counter.paper-not-seen");
    let saved = desk.put(&form, &newer, &json!({"answers": other, "seen": ["authorisation"]})).await;
    let newest = saved.tag();
    let done = desk.act(&reception, "s", &newest, &json!({})).await.when(201);
    assert!(done["code"].as_str().unwrap().starts_with("H57.99.1-"), "{done}");
    assert_eq!(desk.act(&reception, "s", &newest, &json!({})).await.when(201), done);
    let key = app::DossierKey {
        tenant: "H57".to_owned(),
        id: kernel::Id::parse(done["id"].as_str().unwrap()).unwrap(),
    };
    let look = app::dossier::look(&t.app, &t.official(Role::Desk), &key).await.unwrap();
    assert_eq!(look.dossier.opening.help.as_ref().unwrap().seen, ["authorisation"]);
    let again = desk.post(counter, "d", &arriving).await.when(201);
    let form = format!("/api/v1/intakes/H57/{}", again["id"].as_str().unwrap());
    desk.delete(&form).await.when(204);
    desk.get(&form).await.refused(404, "app.not-found");
    t.is_sound().await;
}

async fn a_contradicted_value_is_accepted_for_a_reason(test: TestApp) {
    let (test, registers) = test.with_registers();
    registers.set("population", testkit::Mood::Wrong);
    let site = Site::over(test);
    let t = &site.test;
    let key = t.submitted(&t.citizen(0)).await;
    let work = format!("/api/v1/work/dossiers/{}/{}", key.tenant, key.id);
    let desk = Software::of(&site, &Caller::Official(t.official(Role::Desk))).await;
    desk.deed(&work, json!({"action": "receive"})).await;
    let officer = Software::of(&site, &Caller::Official(t.official(Role::Officer))).await;
    let seen = officer.get(&work).await;
    let (tag, seen) = (seen.tag(), seen.when(200));
    assert_eq!(
        (&seen["checks"][0]["id"], &seen["checks"][0]["standing"]),
        (&json!("owner"), &json!("contradicted"))
    );
    let session = t.official_session(&t.official(Role::Officer)).await;
    let form = format!("/can-bo/ho-so/{}/{}?viec=accept-value", key.tenant, key.id);
    let page = site.page(&form, web::Lang::Vi, Some(&session)).await;
    assert!(page.contains("value=\"owner\" checked"), "the one there is to choose is chosen: {page}");
    let accept =
        |check: &str, reason: &str| json!({"action": "accept-value", "check": check, "reason": reason});
    let actions = format!("{work}/actions");
    officer.act(&actions, "a", &tag, &accept("owner", " ")).await.refused(422, "dossier.reason-missing");
    officer
        .act(&actions, "b", &tag, &accept("none", "Đã xem"))
        .await
        .refused(422, "dossier.nothing-contradicted");
    officer.deed(&work, accept("owner", "Đã xem thẻ căn cước gốc")).await;
    let verify = json!({"action": "start-verification", "with": "UBND xã Phú Vang", "reason": "Nơi sinh"});
    let tag = officer.get(&work).await.tag();
    officer.act(&actions, "c", &tag, &verify).await.refused(422, "dossier.no-verification");
    let person = Software::of(&site, &Caller::Citizen(t.citizen(0))).await;
    let mine = person.get(&format!("/api/v1/dossiers/{}", key.id)).await.when(200);
    assert!(mine.get("checks").is_none(), "what registers said is between officials");
}

async fn an_agency_is_read_by_its_own_officials(test: TestApp) {
    let site = Site::over(test);
    let t = &site.test;
    let key = t.submitted(&t.citizen(0)).await;
    let target = t.target(&key);
    app::dossier::receive(&t.app, &t.official(Role::Desk), &target).await.unwrap();
    let desk = Software::of(&site, &Caller::Official(t.official(Role::Desk))).await;
    let elsewhere = Software::of(&site, &Caller::Official(t.official_of("H57.99.2", Role::Desk))).await;
    for list in ["register", "loads", "ratings", "search?q=an", "waits/applicant", "intakes"] {
        elsewhere
            .get(&format!("/api/v1/agencies/H57.99.1/{list}"))
            .await
            .refused(403, "access.not-permitted");
        desk.get(&format!("/api/v1/agencies/H57.99.1/{list}")).await.when(200);
    }
    let found = desk
        .get(&format!("/api/v1/agencies/H57.99.1/search?q={}", t.citizen(0).person.unwrap()))
        .await
        .when(200);
    assert_eq!(found["items"][0]["id"], key.id.to_string());
    assert_eq!(found["is_more"], false);
    let loads = desk.get("/api/v1/agencies/H57.99.1/loads").await.when(200);
    let unassigned = loads["items"].as_array().unwrap().iter().find(|one| one["id"] == "").unwrap();
    assert_eq!(unassigned["in_hand"], 1, "{loads}");
    let revisions = desk.get("/api/v1/work/procedures").await.when(200);
    assert!(revisions["items"].as_array().unwrap().len() >= 6);
    desk.get("/api/v1/agencies/H57.99.1/register?after=zz").await.refused(400, "api.cursor-malformed");
    desk.get("/api/v1/agencies/H57.99.1/waits/eaten").await.refused(404, "app.not-found");
    desk.get("/api/v1/agencies/nowhere/loads").await.refused(404, "app.not-found");
}

async fn lists_are_narrowed_as_on_the_page(test: TestApp) {
    let site = Site::over(test);
    let t = &site.test;
    for _ in 0..3 {
        t.submitted(&t.citizen(0)).await;
    }
    let desk = Software::of(&site, &Caller::Official(t.official(Role::Desk))).await;
    let count = async |query: &str| {
        let list = desk.get(&format!("/api/v1/work/H57.99.1/desk?{query}")).await.when(200);
        list["items"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(count("").await, 3);
    assert_eq!(count("procedure=2.000635&channel=online").await, 3);
    assert_eq!(count("channel=counter").await, 0);
    assert_eq!(count("due=late").await, 0);
    for wrong in ["procedure=x", "channel=pigeon", "due=never", "officer=%00"] {
        let address = format!("/api/v1/work/H57.99.1/desk?{wrong}");
        desk.get(&address).await.refused(400, "api.query-malformed");
    }
}
