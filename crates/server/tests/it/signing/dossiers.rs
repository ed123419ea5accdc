//! A token pulled out in the middle of a batch of dossiers' papers, from the page where they are ticked to the chain of
//! each dossier: what is signed stays signed and evidenced, the rest is told with the reason, waits, and is signed later.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use access::Role;
use app::DossierKey;
use app::dossier::{look, receive};
use app::paper::{SignatureLine, make_all, papers, papers_to_sign};
use dossier::{Action, PaperKind, SignStep};
use server::signing::SigningFile;
use server::signing::ports::{AtSocket, Service};
use testkit::TestApp;
use web::{Config, Lang, Web, router, t as said};

use super::stage::Stage;
use super::token::Token;
use crate::identity::browser::{Browser, Seen};

/// More than go to the key together, several times over.
const PAPERS: usize = 40;
const PAGE: &str = "/can-bo/ky";
const KEY: &str = "token-citizen-rsa";
/// The PIN of the token.
const PIN: &str = "4321";

/// The product on a port of its own.
async fn serve(t: &TestApp) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let config = Config { sample: true, ..Config::default() };
    let product = router(Web { app: Arc::clone(&t.app), config: Arc::new(config) }).unwrap();
    tokio::spawn(async move { axum::serve(listener, product).await });
    base
}

/// What waits for the desk's signature, by dossier.
async fn waiting(t: &TestApp) -> BTreeSet<DossierKey> {
    let list = papers_to_sign(&t.app, &t.official(Role::Desk), SignStep::Sign).await.unwrap();
    list.into_iter().map(|paper| paper.key).collect()
}

/// Ticks everything on the page, types the PIN and presses the button.
async fn sign_all(browser: &mut Browser, page: &Seen) -> Seen {
    let ticks = page.html.split("name=\"chon\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let mut fields = page.form(PAGE);
    fields.extend(ticks.map(|tick| ("chon".to_owned(), tick.to_owned())));
    fields.extend([("key", KEY), ("pin", PIN)].map(|(name, value)| (name.to_owned(), value.to_owned())));
    let told = browser.send(&page.at, &fields).await;
    if told.status == 303 { browser.open(&told.to).await } else { told }
}

/// Whether a dossier's receipt is signed: in the chain, in the file, and in both the same.
async fn is_signed(t: &TestApp, key: &DossierKey) -> bool {
    let seen = look(&t.app, &t.official(Role::Officer), key).await.unwrap();
    let steps: Vec<_> = seen
        .history
        .iter()
        .filter_map(|record| if let Action::Sign(made) = &record.action { Some(made.clone()) } else { None })
        .collect();
    let lines = papers(&t.app, &seen.dossier).await.unwrap();
    let line = lines.iter().find(|line| line.kind == PaperKind::Receipt).unwrap();
    assert_eq!(
        steps.len(),
        line.signatures.len(),
        "what the chain says stands in the file, and nothing else"
    );
    assert!(line.signatures.iter().all(SignatureLine::is_sound), "{:?}", line.signatures);
    let certificates = line.signatures.iter().map(|one| &one.certificate);
    assert!(steps.iter().map(|made| &made.certificate).eq(certificates));
    !steps.is_empty()
}

async fn signed(t: &TestApp, all: &BTreeSet<DossierKey>) -> BTreeSet<DossierKey> {
    let mut signed = BTreeSet::new();
    for key in all {
        if is_signed(t, key).await {
            signed.insert(key.clone());
        }
    }
    signed
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_pulled_out_in_the_middle_leaves_each_dossier_as_it_is() {
    let (stage, t) = (Stage::new(), TestApp::sqlite().await);
    let desk = t.official(Role::Desk);
    let token = Token::with(&stage, &["citizen-rsa"], &format!("official:{}", desk.id));
    let (_running, socket) = token.signer(&stage);
    let signer = Arc::new(AtSocket::new(socket, Service::Trial));
    let t = t.signed_by(SigningFile::read(&token.signing).unwrap().with(signer).unwrap());
    let mut all = BTreeSet::new();
    for _ in 0..PAPERS {
        let key = t.submitted(&t.citizen(0)).await;
        receive(&t.app, &desk, &t.target(&key)).await.unwrap();
        all.insert(key);
    }
    make_all(&t.app).await.unwrap();
    assert_eq!(waiting(&t).await, all);

    let base = serve(&t).await;
    let mut browser = Browser::new();
    browser.put_cookie(&base, "sid", &t.official_session(&desk).await);
    let page = browser.open(&format!("{base}{PAGE}")).await;
    let batch = tokio::spawn(async move {
        let told = sign_all(&mut browser, &page).await;
        (browser, told)
    });
    // Pulled out as soon as some are signed.
    let begun = Instant::now();
    while waiting(&t).await.len() == PAPERS {
        assert!(begun.elapsed().as_secs() < 60, "nothing is signed");
        tokio::task::yield_now().await;
    }
    token.pull();
    let (mut browser, told) = batch.await.unwrap();
    let done = signed(&t, &all).await;
    assert!(!done.is_empty() && done.len() < PAPERS, "{} of {PAPERS} are signed", done.len());
    let rest: BTreeSet<DossierKey> = all.difference(&done).cloned().collect();
    assert_eq!(waiting(&t).await, rest, "what is not signed waits on");
    let counted = format!("Đã ký {} trên {PAPERS} văn bản", done.len());
    assert!(told.html.replace(['\u{2068}', '\u{2069}'], "").contains(&counted), "{counted}: {}", told.html);
    assert!(told.says("key-token-removed") && told.says("key-not-tried"), "{}", told.html);
    let again = browser.open(&format!("{base}{PAGE}")).await;
    assert!(again.says("key-token-missing"), "the page says which key is gone: {}", again.html);
    assert!(again.html.contains(&said(Lang::Vi, "sign-no-key")) && !again.html.contains("name=\"pin\""));

    token.plug_in();
    let page = browser.open(&format!("{base}{PAGE}")).await;
    let told = sign_all(&mut browser, &page).await;
    let counted = format!("Đã ký {} trên {} văn bản", rest.len(), rest.len());
    assert!(told.html.replace(['\u{2068}', '\u{2069}'], "").contains(&counted), "{counted}: {}", told.html);
    assert_eq!(signed(&t, &all).await, all);
    assert!(waiting(&t).await.is_empty());
    t.is_sound().await;
}
