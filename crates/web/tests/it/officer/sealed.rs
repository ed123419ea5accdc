//! The pages where a result is signed and sealed, and what everybody is told of it afterwards.

use access::Role;
use app::DossierKey;
use axum::http::StatusCode;
use dossier::{Command, Outcome};
use testkit::{TRIAL_PIN, TestApp};
use web::{Lang, t as said};

use super::browser::{Browser, page_of, plain};

/// A released result, typeset; answers with the code printed on it as well.
async fn released(t: &TestApp) -> (DossierKey, String) {
    let key = t.submitted(&t.citizen(0)).await;
    let target = t.target(&key);
    app::dossier::receive(&t.app, &t.official(Role::Desk), &target).await.unwrap();
    let officer = t.official(Role::Officer);
    let seen = app::dossier::look(&t.app, &officer, &key).await.unwrap();
    let (title, content) = app::dossier::draft_text(&t.app, &seen.dossier, Outcome::Granted).await.unwrap();
    app::dossier::propose(&t.app, &officer, &target, Outcome::Granted, title, content).await.unwrap();
    let signer = t.official(Role::Signer);
    let shown = app::dossier::shown_to_signer(&t.app, &signer, &target).await.unwrap();
    app::dossier::act(&t.app, &signer, &target, Command::Approve { shown }).await.unwrap();
    app::dossier::release(&t.app, &t.official(Role::Clerk), &target).await.unwrap();
    app::paper::make_all(&t.app).await.unwrap();
    let seen = app::dossier::look(&t.app, &signer, &key).await.unwrap();
    let line = app::paper::papers(&t.app, &seen.dossier).await.unwrap().remove(0);
    (key, line.code.to_string())
}

/// The address of the page of signing, as the dossier's page leads to it.
fn way_to_sign(html: &str) -> String {
    let before = html.split("/ky\"").next().unwrap();
    format!("{}/ky", before.rsplit("href=\"").next().unwrap())
}

/// The hash the form was made for.
fn unsigned(form: &super::browser::Seen) -> String {
    let (_, after) = form.html.split_once("name=\"shown\" value=\"").unwrap();
    after.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_leader_signs_what_the_page_shows_and_the_clerk_seals_it() {
    let t = TestApp::sqlite().await.with_signing().await;
    let (key, code) = released(&t).await;
    let leader = Browser::of(&t, &t.official(Role::Signer)).await;
    let dossier = leader.open(&page_of(&key)).await;
    assert!(dossier.html.contains(&said(Lang::Vi, "paper-unsigned")));
    let address = way_to_sign(&dossier.html);
    let form = leader.open(&address).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.html);
    assert!(form.html.contains(&said(Lang::Vi, "sign-level-timed")));
    assert!(form.html.contains(&said(Lang::Vi, "sign-key-development")), "the key says what it is worth");

    let wrong = leader.press(&form, &address, &[("pin", "918273")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.html);
    assert!(wrong.html.contains("id=\"pin-error\""), "{}", wrong.html);
    assert!(
        wrong.html.contains("error-summary") && !wrong.html.contains("918273"),
        "a PIN is not shown again"
    );
    let other = leader.press(&form, &address, &[("pin", TRIAL_PIN), ("shown", &"0".repeat(64))]).await;
    assert!(plain(&other.html).contains("đã thay đổi sau khi hiển thị"), "{}", other.html);
    let done = leader.press(&wrong, &address, &[("pin", TRIAL_PIN)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    let after = leader.open(&done.location).await;
    assert!(after.html.contains(&said(Lang::Vi, "signed-verdict-sound")), "{}", after.html);

    let clerk = Browser::of(&t, &t.official(Role::Clerk)).await;
    let list = clerk.open("/can-bo/ky").await;
    assert!(list.html.contains("type=\"checkbox\" name=\"chon\""), "{}", list.html);
    // Where a paper was signed since the list was shown, the list leads to what changed, and nothing is sealed.
    let (start, _) = list.html.split_once("name=\"chon\" value=\"").unwrap().1.split_once('"').unwrap();
    let stale = format!("{}/{}", start.rsplit_once('/').unwrap().0, unsigned(&form));
    let told = clerk.press(&list, "/can-bo/ky", &[("pin", TRIAL_PIN), ("chon", &stale)]).await;
    assert!(plain(&told.html).contains("Đã ký 0 trên 1 văn bản"), "{}", told.html);
    let (way, _) = told.html.split_once("?da-xem=").unwrap().1.split_once('"').unwrap();
    let changed = clerk.open(&format!("{address}?da-xem={way}")).await;
    assert_eq!(changed.status, StatusCode::OK);
    for words in ["changed-no-word", "changed-came", "changed-open-shown"] {
        assert!(changed.html.contains(&said(Lang::Vi, words)), "{words}: {}", changed.html);
    }
    assert!(plain(&changed.html).contains(&format!("Người ký: {}", t.official(Role::Signer).name)));
    let told = clerk.press(&list, "/can-bo/ky", &[("pin", TRIAL_PIN)]).await;
    assert!(plain(&told.html).contains("Đã ký 1 trên 1 văn bản"), "{}", told.html);
    assert!(told.html.contains(&said(Lang::Vi, "sign-many-none")));

    let owner = t.citizen_session(&t.citizen(0)).await;
    let owner = Browser::with_session(&t, &owner);
    for seen in
        [owner.open(&format!("/ho-so/{}", key.id)).await, owner.open(&format!("/kiem-tra/{code}")).await]
    {
        let sound = said(Lang::Vi, "signed-verdict-sound");
        assert_eq!(seen.html.matches(&sound).count(), 2, "{}", seen.html);
        assert!(plain(&seen.html).contains(&t.official(Role::Signer).name));
        assert!(seen.html.contains("Cơ quan đóng dấu số"));
    }
}

#[tokio::test]
async fn an_installation_without_a_signer_offers_nothing() {
    let t = TestApp::sqlite().await;
    let (key, code) = released(&t).await;
    let leader = Browser::of(&t, &t.official(Role::Signer)).await;
    let dossier = leader.open(&page_of(&key)).await;
    assert!(dossier.html.contains(&said(Lang::Vi, "paper-unsigned")) && !dossier.html.contains("/ky\""));
    assert_eq!(leader.open("/can-bo/ky").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(leader.open(&format!("/kiem-tra/{code}")).await.html.contains("chưa có chữ ký số"));
}
