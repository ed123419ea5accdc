//! Papers by software: uploaded in pieces with what the checks say, missing ones refused on every way, and papers the
//! authority makes, listed, opened and checked.

use access::Role;
use app::token::Caller;
use axum::body::Body;
use kernel::FileHash;
use serde_json::{Value, json};
use testkit::{TestApp, photo, scan};

use super::software::{Heard, Software};
use crate::site::Site;

mod both {
    testkit::both!(
        a_paper_goes_in_pieces_into_the_dossier,
        a_missing_paper_is_refused_on_every_way,
        what_was_asked_for_is_answered_with_a_file,
        papers_are_listed_opened_and_checked,
    );
}

const PIECE: usize = 262_144;

/// Sends a file as a programme does, and answers with what it was told in the end.
async fn sent(software: &Software<'_>, owner: &str, part: &str, name: &str, bytes: &[u8]) -> Heard {
    let app = &software.test().app;
    let offer = json!({"part": part, "name": name, "size": bytes.len()});
    let begun = software.post(&format!("{owner}/uploads"), &app.new_secret(), &offer).await.when(201);
    let upload = format!("/api/v1/uploads/{}", begun["id"].as_str().unwrap());
    for (number, piece) in bytes.chunks(PIECE).enumerate() {
        put(software, &format!("{upload}/pieces/{number}"), piece, FileHash::of(piece).as_str())
            .await
            .when(204);
    }
    let key = app.new_secret();
    let done = software.post(&format!("{upload}/completion"), &key, &Value::Null).await;
    if done.status.is_success() {
        let again = software.post(&format!("{upload}/completion"), &key, &Value::Null).await.when(200);
        assert_eq!(again, done.body, "the same key hears the same");
    }
    done
}

async fn put(software: &Software<'_>, address: &str, bytes: &[u8], hash: &str) -> Heard {
    let headers = [("content-type", "application/octet-stream"), ("x-sha256", hash)];
    software.ask("PUT", address, &headers, Body::from(bytes.to_vec())).await
}

/// A draft for somebody else, complete but for the paper it then needs.
async fn draft_for_another(person: &Software<'_>) -> String {
    let begin = json!({"procedure": "2.000635"});
    let begun = person.post("/api/v1/drafts", "begin", &begin).await.when(201);
    let draft = format!("/api/v1/drafts/{}", begun["id"].as_str().unwrap());
    let pages = for_another();
    for page in ["person", "event", "delivery"] {
        let tag = person.get(&draft).await.tag();
        let answers = json!({"answers": pages[page]});
        person.put(&format!("{draft}/pages/{page}"), &tag, &answers).await.when(200);
    }
    let tag = person.get(&draft).await.tag();
    let agency = json!({"agency": "H57.99.1"});
    assert_eq!(person.put(&format!("{draft}/agency"), &tag, &agency).await.when(200)["open"], json!({}));
    draft
}

fn for_another() -> Value {
    json!({
        "person": {
            "whose": "other", "relation": "sibling", "subject_name": "Nguyễn Văn Mẫu", "subject_birth": "1990"
        },
        "event": {"event": "birth", "registration_place": "Phường Thuận Hoá"},
        "delivery": {
            "copies": 1, "purpose": "study", "delivery": "online", "phone": "0900000000", "declaration": true
        }
    })
}

async fn a_paper_goes_in_pieces_into_the_dossier(test: TestApp) {
    let site = Site::over(test);
    let t = &site.test;
    let person = Software::of(&site, &Caller::Citizen(t.citizen(0))).await;
    let stranger = Software::of(&site, &Caller::Citizen(t.citizen(1))).await;
    let draft = draft_for_another(&person).await;
    let asked = person.get(&format!("{draft}/uploads")).await.when(200);
    let paper = &asked["items"][0];
    assert_eq!((paper["part"].as_str(), paper["is_missing"].as_bool()), (Some("authorisation"), Some(true)));
    let missing = person.post(&format!("{draft}/submission"), "early", &Value::Null).await;
    missing.refused(422, "upload.paper-missing");

    // What is wrong with a file is told at once; what is doubtful is told and waits.
    sent(&person, &draft, "authorisation", "rong.jpg", b"no picture")
        .await
        .refused(422, "upload.unknown-kind");
    let blurred = sent(&person, &draft, "authorisation", "mo.jpg", &photo(false, 1)).await.when(200);
    assert_eq!((&blurred["is_whole"], &blurred["is_doubtful"]), (&json!(true), &json!(true)));
    assert_eq!(blurred["findings"][0]["code"], "upload.picture-blurred");
    assert!(blurred["findings"][0]["detail"].as_str().unwrap().contains("mo.jpg"), "{blurred}");
    let end = b"startxref\n9\n%%EOF\n".iter().copied();
    let large: Vec<u8> =
        scan(2).into_iter().chain(std::iter::repeat_n(b'\n', 2 * PIECE)).chain(end).collect();
    let whole = sent(&person, &draft, "authorisation", "giay.pdf", &large).await.when(200);
    assert_eq!((&whole["kind"], &whole["findings"]), (&json!("pdf"), &json!([])));
    assert_eq!(whole["hash"], FileHash::of(&large).as_str());
    sent(&person, &draft, "authorisation", "lai.pdf", &large).await.refused(422, "upload.twice");

    // Its owner's alone; its bytes come back; it can be moved, kept and taken away.
    let doubtful = format!("/api/v1/uploads/{}", blurred["id"].as_str().unwrap());
    let good = format!("/api/v1/uploads/{}", whole["id"].as_str().unwrap());
    stranger.get(&good).await.refused(404, "app.not-found");
    assert_eq!(stranger.fetch(&format!("{good}/content")).await.0, 404);
    let (status, headers, bytes) = person.fetch(&format!("{good}/content")).await;
    assert_eq!((status, bytes, &headers["content-type"]), (200, large, &"application/pdf".parse().unwrap()));
    assert_eq!(person.fetch(&format!("{doubtful}/preview")).await.1["content-type"], "image/jpeg");
    let first = person.post(&format!("{good}/moves"), "up", &json!({"towards": "first"})).await.when(200);
    assert_eq!(first["place"], 1);
    person.post(&format!("{good}/moves"), "up", &json!({"towards": "first"})).await.when(200);
    let waits = person.post(&format!("{draft}/submission"), "soon", &Value::Null).await;
    waits.refused(422, "upload.not-kept");
    let kept = person.ask("PUT", &format!("{doubtful}/kept"), &[], Body::empty()).await.when(200);
    assert_eq!((&kept["is_kept"], &kept["is_doubtful"]), (&json!(true), &json!(false)));
    person.delete(&doubtful).await.when(204);
    person.get(&doubtful).await.refused(404, "app.not-found");

    let done = person.post(&format!("{draft}/submission"), "send", &Value::Null).await.when(201);
    let dossier = person.get(&format!("/api/v1/dossiers/{}", done["id"].as_str().unwrap())).await.when(200);
    let file = &dossier["files"][0];
    assert_eq!((&file["part"], &file["hash"]), (&json!("authorisation"), &whole["hash"]));
    let hash = file["hash"].as_str().unwrap();
    let path = format!(
        "/dossiers/{}/{}/files/{hash}",
        done["tenant"].as_str().unwrap(),
        done["id"].as_str().unwrap()
    );
    let mine = format!("/api/v1/dossiers/{}/files/{hash}", done["id"].as_str().unwrap());
    assert_eq!(person.fetch(&mine).await.0, 200);
    assert_eq!(stranger.fetch(&mine).await.0, 404);
    let desk = Software::of(&site, &Caller::Official(t.official(Role::Desk))).await;
    assert_eq!(desk.fetch(&format!("/api/v1/work{path}")).await.0, 200);
    let elsewhere = Software::of(&site, &Caller::Official(t.official_of("H57.99.2", Role::Desk))).await;
    assert_eq!(elsewhere.fetch(&format!("/api/v1/work{path}")).await.0, 404);
    t.is_sound().await;
}

/// The rule stands where every way passes: filing at once, sending a draft, the counter.
async fn a_missing_paper_is_refused_on_every_way(test: TestApp) {
    let site = Site::over(test);
    let t = &site.test;
    let person = Software::of(&site, &Caller::Citizen(t.citizen(0))).await;
    let mut answers = serde_json::Map::new();
    for page in for_another().as_object().unwrap().values() {
        answers.extend(page.as_object().unwrap().clone());
    }
    let filing = json!({"procedure": "2.000635", "agency": "H57.99.1", "answers": answers.clone()});
    let no = person.post("/api/v1/dossiers", "k", &filing).await.refused(422, "upload.paper-missing");
    assert!(no["detail"].as_str().unwrap().contains("ủy quyền"), "{no}");
    assert_eq!(person.get("/api/v1/dossiers").await.when(200)["items"], json!([]));
    let key = t.app.new_id(kernel::Clock::now(t.clock.as_ref()));
    let procedure = t.app.executable(&kernel::ProcedureCode::parse("2.000635").unwrap()).unwrap();
    let submission = |files| app::dossier::Submission {
        key,
        procedure,
        agency: kernel::AgencyCode::parse("H57.99.1").unwrap(),
        channel: catalogue::Channel::Online,
        answers: catalogue::Answers::from(answers.clone()),
        files,
    };
    let refused = app::dossier::submit(&t.app, &t.citizen(0), submission(Vec::new())).await.unwrap_err();
    assert!(refused.to_string().contains("upload.paper-missing"), "{refused}");
    let file = t.attached("authorisation", scan(1)).await;
    app::dossier::submit(&t.app, &t.citizen(0), submission(vec![file])).await.unwrap();
    t.is_sound().await;
}

async fn what_was_asked_for_is_answered_with_a_file(test: TestApp) {
    let site = Site::over(test);
    let t = &site.test;
    let key = t.submitted(&t.citizen(0)).await;
    let person = Software::of(&site, &Caller::Citizen(t.citizen(0))).await;
    let mine = format!("/api/v1/dossiers/{}", key.id);
    person.get(&format!("{mine}/uploads")).await.refused(422, "upload.not-asked");
    let desk = Software::of(&site, &Caller::Official(t.official(Role::Desk))).await;
    let ask = json!({
        "action": "request-supplement", "reason": "Ảnh thẻ mờ",
        "items": [{"id": "identity", "ask": "Gửi lại ảnh thẻ", "example": "Chụp đủ bốn góc", "ground": "NĐ 104/2022/NĐ-CP"}]
    });
    desk.deed(&format!("/api/v1/work/dossiers/{}/{}", key.tenant, key.id), ask).await;
    let asked = person.get(&format!("{mine}/uploads")).await.when(200);
    assert_eq!(
        (&asked["items"][0]["part"], &asked["items"][0]["hint"]),
        (&json!("identity"), &json!("Chụp đủ bốn góc"))
    );
    sent(&person, &mine, "identity", "the.jpg", &photo(true, 3)).await.when(200);
    let tag = person.get(&mine).await.tag();
    let answers = json!({"answers": {"identity": "Đã chụp lại"}});
    person.act(&format!("{mine}/supplement"), "k", &tag, &answers).await.when(200);
    let seen = person.get(&mine).await.when(200);
    assert_eq!(seen["files"][0]["part"], "identity");
    t.is_sound().await;
}

async fn papers_are_listed_opened_and_checked(test: TestApp) {
    let site = Site::over(test);
    let t = &site.test;
    let key = t.submitted(&t.citizen(0)).await;
    let person = Software::of(&site, &Caller::Citizen(t.citizen(0))).await;
    let stranger = Software::of(&site, &Caller::Citizen(t.citizen(1))).await;
    let desk = Software::of(&site, &Caller::Official(t.official(Role::Desk))).await;
    let work = format!("/api/v1/work/dossiers/{}/{}", key.tenant, key.id);
    desk.deed(&work, json!({"action": "receive"})).await;
    t.clock.set("2026-03-02T09:05");
    let papers = format!("{work}/papers");
    let sheet = desk.post(&papers, "sheet", &Value::Null).await.when(201);
    assert_eq!(
        desk.post(&papers, "sheet", &Value::Null).await.when(201),
        sheet,
        "the same key hears the same"
    );
    app::paper::make_all(&t.app).await.unwrap();
    let listed = desk.get(&papers).await.when(200);
    let kinds: Vec<&str> =
        listed["items"].as_array().unwrap().iter().filter_map(|one| one["kind"].as_str()).collect();
    assert_eq!(kinds, ["control", "receipt"]);
    let own = person.get(&format!("/api/v1/dossiers/{}/papers", key.id)).await.when(200);
    assert_eq!(own["items"].as_array().unwrap().len(), 1, "the control sheet stays with the authorities");
    let receipt = &own["items"][0];
    let address = format!("/api/v1/dossiers/{}/papers/{}", key.id, receipt["id"].as_str().unwrap());
    let (status, headers, bytes) = person.fetch(&address).await;
    assert_eq!((status, &headers["content-type"]), (200, &"application/pdf".parse().unwrap()));
    assert_eq!(receipt["hash"], FileHash::of(&bytes).as_str());
    assert_eq!(stranger.fetch(&address).await.0, 404);
    let control = format!("{papers}/{}", sheet["id"].as_str().unwrap());
    assert_eq!(desk.fetch(&control).await.0, 200);
    let other = format!("/api/v1/dossiers/{}/papers/{}", key.id, sheet["id"].as_str().unwrap());
    assert_eq!(person.fetch(&other).await.0, 404);

    // Whoever holds the paper checks it, and learns nothing about the person.
    let nobody = Software::with(&site, None);
    let code = receipt["code"].as_str().unwrap();
    let checked = nobody.get(&format!("/api/v1/checks/{code}")).await.when(200);
    assert_eq!((&checked["hash"], &checked["is_in_force"]), (&receipt["hash"], &json!(true)));
    let who = t.citizen(0);
    let said = checked.to_string();
    assert!(!said.contains(&who.name) && !said.contains(who.person.as_deref().unwrap()), "{said}");
    nobody.get("/api/v1/checks/H57-0000-0000-0000").await.refused(404, "app.not-found");
    t.is_sound().await;
}
