//! What others try on the way in and on the way out: nothing of it opens, ends or leads anything.
//!
//! Forged proofs stand in `judged`, forged forms in `crates/web/tests/it/access/forged.rs`.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use url::Url;

use super::browser::{Browser, join};
use super::simulated::{Simulated, open};

const HOME: &str = "/dang-nhap/vneid?ve=/ca-nhan";

/// The value of a parameter of an address.
fn parameter(address: &str, name: &str) -> String {
    let url = Url::parse(address).unwrap();
    url.query_pairs().find(|(known, _)| known == name).unwrap().1.into_owned()
}

/// Begins at the officials' issuer, which sends the browser on to the citizens' one; the way back from there.
async fn mixed_up(world: &Simulated, browser: &mut Browser) -> String {
    let begun = world.stage.open_page(browser, "/dang-nhap/officials?ve=/can-bo").await;
    let sent_on = begun
        .to
        .replace("/gia-lap/officials/", "/gia-lap/vneid/")
        .replace("%2Fdang-nhap%2Fofficials%2Fve", "%2Fdang-nhap%2Fvneid%2Fve");
    let choice = browser.open(&sent_on).await;
    let mut fields = choice.form("authorize");
    fields.push(("login".to_owned(), "nguyen-thi-lan".to_owned()));
    let back = browser.send(&join(&choice.at, "authorize"), &fields).await;
    assert!(back.to.starts_with(&world.stage.at("/dang-nhap/vneid/ve?")), "{back:?}");
    back.to
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_issuer_answered_is_never_taken_to_the_other() {
    let world = open().await;
    let mut lan = Browser::new();
    // An issuer that does not say who answers: only the way back tells the two apart.
    let back = mixed_up(&world, &mut lan).await;
    let path = Url::parse(&back).unwrap().path().to_owned();
    let silent = format!(
        "{}?code={}&state={}",
        world.stage.at(&path),
        parameter(&back, "code"),
        parameter(&back, "state")
    );
    let refused = lan.open(&silent).await;
    assert!(refused.says("app-sign-in-lost"), "{refused:?}");
    // One that says so is noticed by the other's way back too.
    let back = mixed_up(&world, &mut lan).await.replace("/dang-nhap/vneid/ve", "/dang-nhap/officials/ve");
    let refused = lan.open(&back).await;
    assert!(refused.says("oidc-wrong-issuer"), "{refused:?}");
    assert!(lan.cookie("sid").is_none() && world.stage.sessions().await == 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_planted_before_the_sign_in_is_not_the_one_after_it() {
    let world = open().await;
    let stage = &world.stage;
    let mut khoi = Browser::new();
    world.sign_in(&mut khoi, HOME, "tran-minh-khoi", false).await;
    let his = khoi.cookie("sid").unwrap();
    for planted in [his.as_str(), "0000", ""] {
        let mut lan = Browser::new();
        lan.put_cookie(&stage.base, "sid", planted);
        world.sign_in(&mut lan, HOME, "nguyen-thi-lan", false).await;
        let hers = lan.cookie("sid").unwrap();
        assert!(hers != planted && hers.len() >= 43, "{hers}");
        let page = stage.open_page(&mut lan, "/ca-nhan").await;
        assert!(page.status == 200 && page.html.contains("Nguyễn Thị Lan"), "{}", page.html);
        let mut thief = Browser::new();
        thief.put_cookie(&stage.base, "sid", planted);
        assert!(!stage.is_in(&mut thief, "/ca-nhan").await, "{planted:?} opens her account");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_led_to_another_site() {
    let world = open().await;
    let (stage, mut lan) = (&world.stage, Browser::new());
    for away in [
        "//evil.example/x",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\r\nlocation: https://evil.example",
        ".//evil.example",
        "@evil.example",
        "/%2F/evil.example",
        "/%5Cevil.example",
    ] {
        let typed: String = url::form_urlencoded::byte_serialize(away.as_bytes()).collect();
        let chosen = stage.open_page(&mut lan, &format!("/dang-nhap?ve={typed}")).await;
        let begin = chosen.html.split("href=\"/dang-nhap/vneid").nth(1).unwrap().split('"').next().unwrap();
        let begin = format!("/dang-nhap/vneid{}", begin.replace("&#38;", "&"));
        for begin in [begin, format!("/dang-nhap/vneid?ve={typed}")] {
            let back = world.sign_in(&mut lan, &begin, "nguyen-thi-lan", false).await;
            let to = Url::parse(&back.to).unwrap();
            assert_eq!(to.origin().ascii_serialization(), stage.base, "{away}: {}", back.to);
            assert!(lan.cookie("location").is_none());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_word_of_leaving_counts_only_with_the_issuers_own_signature() {
    let world = open().await;
    let (stage, mut lan) = (&world.stage, Browser::new());
    world.sign_in(&mut lan, HOME, "nguyen-thi-lan", false).await;
    let claims = world.word_of_lan();
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let told = part(&Value::Object(claims.clone()));
    let mut another = claims.clone();
    another.insert("sub".to_owned(), json!("VNEID-MAU-0002"));
    let honest = world.citizens.signed(another).unwrap();
    let pieces: Vec<&str> = honest.split('.').collect();
    for (token, what) in [
        (world.officials.signed(claims.clone()).unwrap(), "the other issuer's key"),
        (format!("{}.{told}.", part(&json!({ "alg": "none" }))), "no signature"),
        (format!("{}.{told}.AAAA", part(&json!({ "alg": "HS256" }))), "a shared secret"),
        (format!("{}.{told}.{}", pieces[0], pieces[2]), "a signature over something else"),
        (format!("{}.{told}", pieces[0]), "half a token"),
        (String::new(), "nothing"),
    ] {
        assert_eq!(world.post_word(token).await, 400, "{what}");
        assert!(stage.is_in(&mut lan, "/ca-nhan").await, "{what} signed somebody out");
    }
    assert_eq!(world.post_word(world.citizens.signed(claims).unwrap()).await, 200);
    assert!(!stage.is_in(&mut lan, "/ca-nhan").await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_passes_with_the_secret_of_its_own_session_only() {
    let world = open().await;
    let (stage, mut lan, mut khoi) = (&world.stage, Browser::new(), Browser::new());
    world.sign_in(&mut lan, HOME, "nguyen-thi-lan", false).await;
    world.sign_in(&mut khoi, HOME, "tran-minh-khoi", false).await;
    let secret = async |browser: &mut Browser| {
        let page = stage.open_page(browser, "/ca-nhan").await;
        page.form("/dang-xuat").into_iter().filter(|(name, _)| name == "csrf").collect::<Vec<_>>()
    };
    let (first, foreign) = (secret(&mut lan).await, secret(&mut khoi).await);
    world.sign_in(&mut lan, HOME, "nguyen-thi-lan", false).await;
    let hers = secret(&mut lan).await;
    assert!(first != hers && foreign != hers && hers.len() == 1, "every session has a secret of its own");
    for wrong in [foreign, first, Vec::new()] {
        assert_eq!(lan.send(&stage.at("/dang-xuat"), &wrong).await.status, 403);
        assert!(stage.is_in(&mut lan, "/ca-nhan").await);
    }
    lan.send(&stage.at("/dang-xuat"), &hers).await;
    assert!(!stage.is_in(&mut lan, "/ca-nhan").await);
}
