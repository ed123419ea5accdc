//! Digital copies on pages: signed from the list like any paper, offered where the scan is, told on the check page.

use access::Role;
use axum::http::StatusCode;
use testkit::{TRIAL_PIN, TestApp, photo, sheet};
use web::{Lang, t as said};

use super::browser::{Browser, page_of, plain};

/// What the procedure calls the paper that is scanned here.
fn name(t: &TestApp, part: &str) -> String {
    let code = kernel::ProcedureCode::parse("2.000635").unwrap();
    let procedure = t.app.executable(&code).unwrap().revision();
    procedure.components.iter().find(|known| known.id == part).unwrap().name.vi.clone()
}

#[tokio::test]
async fn a_scan_is_copied_signed_sealed_and_offered_where_it_stands() {
    let t = TestApp::sqlite().await.with_signing().await;
    let key = t
        .scanned(&[("identity", "can-cuoc.jpg", photo(true, 1)), ("residence", "cu-tru.pdf", sheet(1))])
        .await;
    let names = [name(&t, "identity"), name(&t, "residence")].map(|name| format!("Bản sao điện tử: {name}"));
    let open = said(Lang::Vi, "paper-copy-signed");
    let desk = Browser::of(&t, &t.official(Role::Desk)).await;
    let dossier = desk.open(&page_of(&key)).await;
    assert!(names.iter().all(|name| plain(&dossier.html).contains(name)), "{}", dossier.html);
    assert!(!dossier.html.contains(&open), "not signed, it is no more than the scan");
    let list = desk.open("/can-bo/ky").await;
    assert!(names.iter().all(|name| plain(&list.html).contains(name)), "{}", list.html);
    let told = desk.press(&list, "/can-bo/ky", &[("pin", TRIAL_PIN)]).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.html);
    let dossier = desk.open(&page_of(&key)).await;
    assert!(!dossier.html.contains(&open), "a copy without its seal is not called signed");
    assert_eq!(dossier.html.matches(&said(Lang::Vi, "paper-copy-unsealed")).count(), 2, "{}", dossier.html);

    let clerk = Browser::of(&t, &t.official(Role::Clerk)).await;
    let list = clerk.open("/can-bo/ky?viec=seal").await;
    let told = clerk.press(&list, "/can-bo/ky", &[("pin", TRIAL_PIN)]).await;
    assert!(plain(&told.html).contains("Đã ký 3 trên 3 văn bản"), "{}", told.html);
    let seen = app::dossier::look(&t.app, &t.official(Role::Desk), &key).await.unwrap();
    let lines = app::paper::papers(&t.app, &seen.dossier).await.unwrap();
    let copies: Vec<_> = lines.iter().filter(|line| line.copy_of.is_some()).collect();
    assert!(copies.len() == 2 && copies.iter().all(|line| line.signatures.len() == 2), "{copies:?}");

    let session = t.citizen_session(&t.citizen(0)).await;
    let owner = Browser::with_session(&t, &session);
    let own = owner.open(&format!("/ho-so/{}", key.id)).await;
    assert_eq!(own.html.matches(&open).count(), 2, "{}", own.html);
    for (line, name) in copies.iter().zip(names.iter().rev()) {
        let checked = owner.open(&format!("/kiem-tra/{}", line.code)).await;
        let told = line.copy_of.as_ref().unwrap();
        assert!(
            plain(&checked.html).contains(&format!("Bản sao điện tử: {}", told.name.vi)),
            "{name}: {}",
            checked.html
        );
        assert_eq!(checked.html.matches(&said(Lang::Vi, "signed-verdict-sound")).count(), 2);
    }
    t.is_sound().await;
}
