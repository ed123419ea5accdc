//! Our own simulators, with the clock set by hand: what was typed is kept, proofs grow old, words are believed once.

use std::sync::Arc;

use access::Role;
use app::dossier::propose;
use dossier::Outcome;
use gateways::oidc::IssuerConfig;
use kernel::Clock;
use serde_json::{Map, Value, json};
use simulators::oidc::{Client, Provider, ProviderConfig};
use testkit::TestApp;

use super::browser::{Browser, Seen, join};
use super::stage::{Stage, place, registration};

const SECRET: &str = "simulated-only";
const CLIENT: &str = "toan-trinh";

/// The product beside the simulated issuers.
pub(super) struct Simulated {
    pub(super) stage: Stage,
    pub(super) citizens: Provider,
    pub(super) officials: Provider,
}

pub(super) async fn open() -> Simulated {
    let t = TestApp::sqlite().await;
    let (listener, base) = place().await;
    let clock: Arc<dyn Clock> = t.clock.clone();
    let mut issuers = Vec::new();
    let mut providers = Vec::new();
    let sides = [
        ("vneid", "TechID", t.province.citizen_accounts()),
        ("officials", "sub", t.province.official_accounts()),
    ];
    for (key, subject_claim, accounts) in sides {
        let issuer_url = format!("{base}/gia-lap/{key}");
        let client = Client {
            client_id: CLIENT.to_owned(),
            client_secret: SECRET.to_owned(),
            name: "Toàn Trình".to_owned(),
            redirect_uris: vec![format!("{base}/dang-nhap/{key}/ve")],
            post_logout_redirect_uris: vec![format!("{base}/")],
        };
        let config = ProviderConfig {
            issuer_url: issuer_url.clone(),
            name: key.to_owned(),
            label: "giả lập".to_owned(),
            clients: vec![client],
            accounts,
        };
        providers.push(Provider::new(config, clock.clone(), t.entropy.clone()).unwrap());
        let mut config =
            IssuerConfig::conventional(key, &issuer_url, registration(&base, key, CLIENT, SECRET));
        config.subject_claim = subject_claim.to_owned();
        config.total_timeout_ms = 60_000;
        issuers.push(config);
    }
    let beside = providers.iter().fold(axum::Router::new(), |all, one| all.merge(one.mounted()));
    let stage = Stage::open(t, clock, (listener, base), issuers, beside).await;
    Simulated { stage, citizens: providers.remove(0), officials: providers.remove(0) }
}

impl Simulated {
    /// Signs in by an address of the product; the answer to the way back.
    pub(super) async fn sign_in(&self, browser: &mut Browser, path: &str, login: &str, is_low: bool) -> Seen {
        let begun = self.stage.open_page(browser, path).await;
        let choice = browser.open(&begun.to).await;
        let mut fields = choice.form("authorize");
        fields.push(("login".to_owned(), login.to_owned()));
        if is_low {
            fields.push(("low".to_owned(), "1".to_owned()));
        }
        let address = join(&choice.at, "authorize");
        let back = browser.send(&address, &fields).await;
        assert_eq!(back.status, 303, "{}", back.html);
        browser.open(&back.to).await
    }

    /// Posts a word as the citizens' issuer would; the status of the answer.
    pub(super) async fn post_word(&self, token: String) -> u16 {
        let address = self.stage.at("/dang-nhap/vneid/dang-xuat");
        Browser::new().send(&address, &[("logout_token".to_owned(), token)]).await.status
    }

    /// What the issuer's word says that Nguyễn Thị Lan has signed out there.
    pub(super) fn word_of_lan(&self) -> Map<String, Value> {
        let now = self.stage.t.clock.now().as_second();
        let claims = json!({
            "iss": format!("{}/gia-lap/vneid", self.stage.base), "aud": CLIENT, "iat": now, "exp": now + 120,
            "jti": "word-1", "sub": "VNEID-MAU-0001",
            "events": { "http://schemas.openid.net/event/backchannel-logout": {} }
        });
        claims.as_object().unwrap().clone()
    }

    /// The same word with some claims changed; the status of the answer.
    async fn word(&self, changes: &Value) -> u16 {
        let mut claims = self.word_of_lan();
        claims.extend(changes.as_object().unwrap().clone());
        claims.retain(|_, value| !value.is_null());
        self.post_word(self.citizens.signed(claims).unwrap()).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_sent_after_the_session_ended_is_sent_on_by_one_button() {
    let world = open().await;
    let (stage, mut lan) = (&world.stage, Browser::new());
    world.sign_in(&mut lan, "/dang-nhap/vneid?ve=/ca-nhan", "nguyen-thi-lan", true).await;
    let begin = stage.open_page(&mut lan, "/nop/2.000635").await;
    let draft = lan.press(&begin, "/nop/2.000635", &[]).await.to;
    let path = format!("{}/person/cau/whose", draft.strip_prefix(&stage.base).unwrap());
    let page = stage.open_page(&mut lan, &path).await;
    stage.t.clock.set("2026-03-02T09:40");
    let typed = [("whose", "self")];
    let late = lan.press(&page, &path, &typed).await;
    assert!(late.to.contains("/dang-nhap?ve=%2Ftiep-tuc%2F"), "{late:?}");
    let waiting = late.to.split("ve=").nth(1).unwrap().replace("%2F", "/");
    // Somebody else who signs in at this browser does not see it.
    world.sign_in(&mut lan, &format!("/dang-nhap/vneid?ve={waiting}"), "tran-minh-khoi", false).await;
    assert_eq!(stage.open_page(&mut lan, &waiting).await.status, 404);
    world.sign_in(&mut lan, &format!("/dang-nhap/vneid?ve={waiting}"), "nguyen-thi-lan", true).await;
    let kept = stage.open_page(&mut lan, &waiting).await;
    assert!(kept.status == 200, "{kept:?}");
    let sent = lan.press(&kept, &path, &[]).await;
    assert_eq!(sent.status, 303, "{sent:?}");
    let again = stage.open_page(&mut lan, &path).await;
    assert!(again.html.contains("checked"), "{}", again.html);
    // Without the secret of the session nothing is kept.
    stage.t.clock.set("2026-03-02T10:30");
    let forged = lan.send(&stage.at(&path), &[("whose".to_owned(), "other".to_owned())]).await;
    assert_eq!(forged.status, 403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sending_in_asks_for_level_two_and_goes_on_where_it_was() {
    let world = open().await;
    let (stage, mut lan) = (&world.stage, Browser::new());
    world.sign_in(&mut lan, "/dang-nhap/vneid?ve=/ca-nhan", "nguyen-thi-lan", true).await;
    let begin = stage.open_page(&mut lan, "/nop/2.000635").await;
    let draft = lan.press(&begin, "/nop/2.000635", &[]).await.to;
    let path = draft.strip_prefix(&stage.base).unwrap().to_owned();
    let secret = begin.form("/nop/2.000635").into_iter().find(|(name, _)| name == "csrf").unwrap();
    let asked = lan.send(&stage.at(&format!("{path}/nop")), &[secret]).await;
    assert!(asked.to.contains("/xac-thuc?ve=%2Ftiep-tuc%2F"), "{asked:?}");
    let why = lan.open(&asked.to).await;
    let proof = why.html.split("href=\"/dang-nhap/vneid?muc=2").nth(1).unwrap().split('"').next().unwrap();
    let proof = format!("/dang-nhap/vneid?muc=2{}", proof.replace("&#38;", "&"));
    let back = world.sign_in(&mut lan, &proof, "nguyen-thi-lan", false).await;
    let kept = lan.open(&back.to).await;
    let sent = lan.press(&kept, &format!("{path}/nop"), &[]).await;
    // The form is not filled in: the deed itself was tried, and leads to what is open.
    assert!(sent.status == 303 && sent.to.ends_with("/kiem-tra"), "{sent:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn approving_asks_for_a_fresh_proof_and_keeps_what_was_typed() {
    let world = open().await;
    let stage = &world.stage;
    let t = &stage.t;
    let key = t.submitted(&t.citizen(0)).await;
    app::dossier::receive(&t.app, &t.official(Role::Desk), &t.target(&key)).await.unwrap();
    let (officer, target) = (t.official(Role::Officer), t.target(&key));
    propose(
        &t.app,
        &officer,
        &target,
        Outcome::Granted,
        "Trích lục".into(),
        "Số: {result.number}, {result.issued_on}\nNội dung\n{signer.title}\n{signer.name}".into(),
    )
    .await
    .unwrap();
    let mut signer = Browser::new();
    world.sign_in(&mut signer, "/dang-nhap/officials?ve=/can-bo", "thuan-hoa-signer", false).await;
    let path = format!("/can-bo/ho-so/{}/{}/approve", key.tenant, key.id);
    let form = stage.open_page(&mut signer, &path).await;
    t.clock.set("2026-03-02T09:06");
    let asked = signer.press(&form, &path, &[]).await;
    assert!(asked.to.contains("/xac-thuc?ve=%2Ftiep-tuc%2F") && asked.to.contains("can=moi"), "{asked:?}");
    let why = signer.open(&asked.to).await;
    assert!(why.says("step-up-anew-why"));
    let waiting = asked.to.split("ve=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let proof = format!("/dang-nhap/officials?moi=1&ve={waiting}");
    let back = world.sign_in(&mut signer, &proof, "thuan-hoa-signer", false).await;
    let kept = signer.open(&back.to).await;
    let done = signer.press(&kept, &path, &[]).await;
    assert!(done.status == 303 && !done.to.contains("/xac-thuc"), "{done:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_issuers_word_that_somebody_left_is_checked_and_counts_once() {
    let world = open().await;
    let (stage, mut lan) = (&world.stage, Browser::new());
    world.sign_in(&mut lan, "/dang-nhap/vneid?ve=/ca-nhan", "nguyen-thi-lan", false).await;
    let another = "https://another.example";
    for (changes, what) in [
        (json!({ "iss": another }), "another issuer"),
        (json!({ "aud": "another" }), "another audience"),
        (json!({ "events": null }), "no event"),
        (json!({ "events": { "http://schemas.openid.net/event/other": {} } }), "another event"),
        (json!({ "nonce": "x" }), "an ID token"),
        (json!({ "sub": null }), "about nobody"),
        (json!({ "jti": null }), "no id"),
        (json!({ "iat": 1, "exp": 2 }), "long over"),
        (json!({ "iat": 4_000_000_000_i64, "exp": 4_000_000_100_i64 }), "from the future"),
    ] {
        assert_eq!(world.word(&changes).await, 400, "{what}");
        assert!(stage.is_in(&mut lan, "/ca-nhan").await, "{what} signed somebody out");
    }
    let address = stage.at("/dang-nhap/vneid/dang-xuat");
    let garbled = [("logout_token".to_owned(), "eyJhbGciOiJub25lIn0.e30.".to_owned())];
    assert_eq!(Browser::new().send(&address, &garbled).await.status, 400);
    assert_eq!(world.word(&json!({ "sub": "VNEID-MAU-0002", "jti": "word-2" })).await, 200);
    assert!(stage.is_in(&mut lan, "/ca-nhan").await, "another account's word");
    assert_eq!(world.word(&json!({})).await, 200);
    assert!(!stage.is_in(&mut lan, "/ca-nhan").await);
    world.sign_in(&mut lan, "/dang-nhap/vneid?ve=/ca-nhan", "nguyen-thi-lan", false).await;
    assert_eq!(world.word(&json!({})).await, 400, "the same word again");
    assert!(stage.is_in(&mut lan, "/ca-nhan").await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_can_be_ended_from_elsewhere() {
    let world = open().await;
    let stage = &world.stage;
    let (mut phone, mut desk, mut other) = (Browser::new(), Browser::new(), Browser::new());
    for browser in [&mut phone, &mut desk] {
        world.sign_in(browser, "/dang-nhap/vneid?ve=/ca-nhan", "nguyen-thi-lan", false).await;
    }
    world.sign_in(&mut other, "/dang-nhap/vneid?ve=/ca-nhan", "tran-minh-khoi", false).await;
    let page = stage.open_page(&mut desk, "/phien").await;
    assert_eq!(page.html.matches("Chrome trên Android").count(), 2, "{}", page.html);
    // Somebody else cannot end it, even with its name.
    let handle = page.form("/phien").into_iter().find(|(name, _)| name == "phien").unwrap().1;
    let others = stage.open_page(&mut other, "/phien").await;
    other.press(&others, "/phien", &[("phien", &handle)]).await;
    assert!(stage.is_in(&mut phone, "/ca-nhan").await);
    desk.press(&page, "/phien", &[("phien", &handle)]).await;
    assert!(!stage.is_in(&mut phone, "/ca-nhan").await && stage.is_in(&mut desk, "/ca-nhan").await);
    let page = stage.open_page(&mut desk, "/phien").await;
    assert!(desk.press(&page, "/phien", &[]).await.to.ends_with("/dang-nhap"));
    assert!(!stage.is_in(&mut desk, "/ca-nhan").await && stage.is_in(&mut other, "/ca-nhan").await);
}
