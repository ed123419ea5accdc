//! The page where a person signs what they declared, with a key of their own at a service of remote signing.

use axum::http::StatusCode;
use testkit::{TRIAL_PIN, TestApp};
use web::{Lang, t as said};

use super::{Browser, hidden};
use crate::site::Site;

/// A site that signs, and the address of the first citizen's dossier.
async fn sent() -> (Site, String) {
    let site = Site::over(TestApp::sqlite().await.with_signing().await);
    let key = site.test.submitted(&site.test.citizen(0)).await;
    app::outbox::drain(&site.test.app).await.unwrap();
    (site, format!("/ho-so/{}", key.id))
}

/// The person's key at the remote service.
async fn remote_key(site: &Site) -> String {
    let keys = app::paper::my_keys(&site.test.app, &site.test.citizen(0)).await.unwrap();
    let remote = keys.into_iter().find(|key| key.told.as_ref().is_ok_and(|told| told.is_remote));
    remote.unwrap().name
}

/// The hash the page shows of what would be signed.
fn shown(page: &str) -> String {
    let shown = hidden(page).into_iter().find(|(name, _)| name == "shown");
    shown.unwrap_or_else(|| panic!("nothing to sign: {page}")).1
}

#[tokio::test]
async fn a_person_opens_what_they_declared_and_signs_it_with_a_remote_key() {
    let (site, dossier) = sent().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let (address, sign) = (format!("{dossier}/to-khai"), format!("{dossier}/to-khai/ky"));
    assert!(lan.page(&dossier).await.contains(&format!("href=\"{address}\"")));
    let before = lan.page(&address).await;
    assert!(before.contains(&said(Lang::Vi, "declaration-make")) && !before.contains("name=\"pin\""));
    let made = lan.post(&address, &[]).await;
    assert_eq!((made.status, made.to.as_str()), (StatusCode::SEE_OTHER, address.as_str()));

    let page = lan.page(&address).await;
    let (hash, key) = (shown(&page), remote_key(&site).await);
    assert!(page.contains(&hash) && page.contains(&format!("value=\"{key}\"")), "{page}");
    assert!(page.contains(&said(Lang::Vi, "sign-key-remote-sample")), "{page}");
    let file = page.split(&format!("href=\"{dossier}/giay-to/")).nth(1).unwrap().split('"').next().unwrap();
    let (session, file) =
        (site.test.citizen_session(&site.test.citizen(0)).await, format!("{dossier}/giay-to/{file}"));
    let request = axum::http::Request::get(file).header("cookie", format!("sid={session}"));
    let opened = site.ask(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(opened.headers()["content-type"], "application/pdf");
    let bytes = axum::body::to_bytes(opened.into_body(), 1 << 22).await.unwrap();
    assert_eq!(kernel::FileHash::of(&bytes).to_string(), hash, "what is opened is what is signed");

    let wrong = lan.post(&sign, &[("shown", &hash), ("key", &key), ("pin", "918273")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.html);
    assert!(
        wrong.html.contains("id=\"pin-error\"") && wrong.html.contains("error-summary"),
        "{}",
        wrong.html
    );
    assert!(!wrong.html.contains("918273"), "a PIN is not shown again");
    assert_eq!(shown(&wrong.html), hash, "the form stands there to try again");
    let missing = lan.post(&sign, &[("shown", &hash), ("key", &key), ("pin", "")]).await;
    assert!(missing.html.contains("id=\"pin-error\""), "{}", missing.html);
    let foreign = lan.post(&sign, &[("shown", &hash), ("key", "thuan-hoa-desk"), ("pin", TRIAL_PIN)]).await;
    assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", foreign.html);

    let done = lan.post(&sign, &[("shown", &hash), ("key", &key), ("pin", TRIAL_PIN)]).await;
    assert_eq!(
        (done.status, done.to),
        (StatusCode::SEE_OTHER, format!("{dossier}?xong=ky")),
        "{}",
        done.html
    );
    let after = lan.page(&format!("{dossier}?xong=ky")).await;
    assert!(after.contains(&said(Lang::Vi, "declaration-signed")), "{after}");
    assert_eq!(after.matches(&said(Lang::Vi, "signed-verdict-sound")).count(), 1, "{after}");
    let signed = lan.page(&address).await;
    assert!(signed.contains(&said(Lang::Vi, "declaration-signed")) && !signed.contains("name=\"pin\""));
    let again = lan.post(&sign, &[("shown", &hash), ("key", &key), ("pin", TRIAL_PIN)]).await;
    assert!(again.html.contains(&said(Lang::Vi, "dossier-paper-signed")), "{}", again.html);
    site.test.is_sound().await;
}

#[tokio::test]
async fn another_file_than_the_one_shown_is_not_signed() {
    let (site, dossier) = sent().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let (address, sign) = (format!("{dossier}/to-khai"), format!("{dossier}/to-khai/ky"));
    lan.post(&address, &[]).await;
    let (hash, key) = (shown(&lan.page(&address).await), remote_key(&site).await);
    let other = "0".repeat(64);
    let refused = lan.post(&sign, &[("shown", &other), ("key", &key), ("pin", TRIAL_PIN)]).await;
    assert!(refused.status.is_client_error(), "{}", refused.html);
    assert!(refused.html.contains("đã thay đổi sau khi hiển thị"), "{}", refused.html);
    assert!(refused.html.contains(&other) && shown(&refused.html) == hash, "both are told: {}", refused.html);
    let unreadable = lan.post(&sign, &[("shown", "x"), ("key", &key), ("pin", TRIAL_PIN)]).await;
    assert!(unreadable.status.is_client_error());
    assert!(!lan.page(&dossier).await.contains(&said(Lang::Vi, "signed-verdict-sound")));
}

#[tokio::test]
async fn another_persons_declaration_is_nobodys_to_open_make_or_sign() {
    let (site, dossier) = sent().await;
    let lan = Browser::of(&site, &site.test.citizen(0)).await;
    let other = Browser::of(&site, &site.test.citizen(1)).await;
    let (address, sign) = (format!("{dossier}/to-khai"), format!("{dossier}/to-khai/ky"));
    assert_eq!(other.get(&address).await.status, StatusCode::NOT_FOUND);
    assert_eq!(other.post(&address, &[]).await.status, StatusCode::NOT_FOUND);
    assert!(lan.page(&address).await.contains(&said(Lang::Vi, "declaration-make")), "nothing was made");
    lan.post(&address, &[]).await;
    let (hash, key) = (shown(&lan.page(&address).await), remote_key(&site).await);
    assert_eq!(other.get(&address).await.status, StatusCode::NOT_FOUND);
    let refused = other.post(&sign, &[("shown", &hash), ("key", &key), ("pin", TRIAL_PIN)]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    assert!(!refused.html.contains(&hash));
    assert_eq!(shown(&lan.page(&address).await), hash, "it still waits for its own person");
}
