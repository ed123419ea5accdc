//! The judge's cases: both levels, more proof, signing out on either side, and every forgery refused.

use super::browser::{Browser, Seen};
use super::judge::{judged, leave_provider, sign_in, way_back};

/// Nguyễn Thị Lan, and another citizen.
const LAN: &str = "VNEID-MAU-0001";
const KHOI: &str = "VNEID-MAU-0002";
/// The signer of the committee.
const SIGNER: &str = "CB-MAU-0004";

fn assert_leads(seen: &Seen, path: &str) {
    assert!(seen.status == 303 && seen.to.ends_with(path), "{} {} {}", seen.status, seen.to, seen.html);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_levels_more_proof_and_leaving_on_either_side() {
    let (stage, judge) = judged().await;
    let mut browser = Browser::new();
    // Level 1 looks and begins; what concerns dossiers asks for more, and the old session is dead at once.
    assert_leads(
        &sign_in(&mut browser, &stage, "/dang-nhap/vneid?ve=/ca-nhan", LAN, "loa1").await,
        "/ca-nhan",
    );
    assert!(stage.is_in(&mut browser, "/ca-nhan").await);
    let asked = stage.open_page(&mut browser, "/ca-nhan/luot-xem").await;
    assert!(asked.to.contains("/xac-thuc?ve="), "{asked:?}");
    let first = browser.cookie("sid").unwrap();
    let more = "/dang-nhap/vneid?muc=2&ve=/ca-nhan/luot-xem";
    assert_leads(&sign_in(&mut browser, &stage, more, LAN, "loa2").await, "/ca-nhan/luot-xem");
    assert!(stage.is_in(&mut browser, "/ca-nhan/luot-xem").await);
    assert_ne!(browser.cookie("sid").unwrap(), first);
    let mut thief = Browser::new();
    thief.put_cookie(&stage.base, "sid", &first);
    assert!(!stage.is_in(&mut thief, "/ca-nhan").await, "the id before the step up still opens");
    // Signing out here leads to the provider, which has nobody to sign out elsewhere.
    let page = stage.open_page(&mut browser, "/ca-nhan").await;
    let out = browser.press(&page, "/dang-xuat", &[]).await;
    assert!(out.to.contains("/session/end?id_token_hint="), "{out:?}");
    assert!(!stage.is_in(&mut browser, "/ca-nhan").await);
    let to = out.to.clone();
    let provider = browser.open(&to).await;
    assert_leads(&leave_provider(&mut browser, &provider).await, &format!("{}/", stage.base));
    // Signing out there ends it here, by the provider's own word.
    sign_in(&mut browser, &stage, "/dang-nhap/officials?ve=/can-bo", SIGNER, "loa2").await;
    assert!(stage.is_in(&mut browser, "/can-bo").await);
    assert_eq!(stage.open_page(&mut browser, "/ca-nhan").await.status, 403);
    let there = browser.open(&format!("{}/session/end", judge.issuer)).await;
    leave_provider(&mut browser, &there).await;
    assert!(!stage.is_in(&mut browser, "/can-bo").await);
    assert_eq!(stage.sessions().await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_forgery_is_refused_and_leaves_no_session() {
    let (stage, judge) = judged().await;
    for (how, sentence) in [
        ("wrong-nonce", "oidc-wrong-nonce"),
        ("alg-none", "oidc-algorithm-not-allowed"),
        ("shared-secret", "oidc-algorithm-not-allowed"),
        ("public-key-as-secret", "oidc-algorithm-not-allowed"),
        ("wrong-signature", "oidc-wrong-signature"),
        ("expired", "oidc-token-expired"),
        ("from-the-future", "oidc-clock-skew"),
        ("wrong-issuer", "oidc-wrong-issuer"),
        ("wrong-audience", "oidc-wrong-audience"),
        ("wrong-party", "oidc-wrong-audience"),
        ("two-audiences", "oidc-wrong-audience"),
        ("swapped-subject", "oidc-subject-mismatch"),
        ("unknown-level", "app-level-unknown"),
        ("raised-level", "app-level-unknown"),
        ("old-proof", "app-proof-too-old"),
        ("no-proof-time", "app-proof-too-old"),
    ] {
        judge.forge(how).await;
        let mut browser = Browser::new();
        let seen = sign_in(&mut browser, &stage, "/dang-nhap/vneid?muc=2", LAN, "loa2").await;
        assert!(seen.status >= 400 && seen.says(sentence), "{how}: {} {}", seen.status, seen.html);
        assert!(browser.cookie("sid").is_none() && stage.sessions().await == 0, "{how}");
    }
    judge.forge("").await;
    let honest =
        sign_in(&mut Browser::new(), &stage, "/dang-nhap/vneid?muc=2&ve=/ca-nhan", LAN, "loa2").await;
    assert_leads(&honest, "/ca-nhan");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_counts_once_for_the_browser_that_asked_and_leads_nowhere_else() {
    let (stage, _judge) = judged().await;
    let begin = stage.at("/dang-nhap/vneid?ve=https://evil.example/%2f..");
    let mut lan = Browser::new();
    let back = way_back(&mut lan, &stage.base, &begin, LAN, "loa2").await;
    // Login CSRF: the answer of somebody else's sign-in, opened in the victim's browser.
    let mut victim = Browser::new();
    let foreign = victim.open(&back.to).await;
    assert!(foreign.says("app-sign-in-lost") && victim.cookie("sid").is_none(), "{foreign:?}");
    // The answer was used up by the attempt: not even its owner can finish it, and must begin again.
    assert!(lan.open(&back.to).await.says("app-sign-in-lost"));
    let back = way_back(&mut lan, &stage.base, &begin, LAN, "loa2").await;
    let home = lan.open(&back.to).await;
    assert!(home.status == 303 && home.to.starts_with(&stage.base), "an open redirect: {}", home.to);
    let session = lan.cookie("sid").unwrap();
    // The state again, and the code again under a fresh state.
    assert!(lan.open(&back.to).await.says("app-sign-in-lost"));
    let code = back.to.split("code=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let fresh = lan.open(&begin).await;
    let state = fresh.to.split("state=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let replay = stage.at(&format!("/dang-nhap/vneid/ve?code={code}&state={state}"));
    assert!(lan.open(&replay).await.says("oidc-code-spent"));
    assert_eq!(lan.cookie("sid").unwrap(), session, "an attempt that fails ends no session");
    assert!(stage.is_in(&mut lan, "/ca-nhan").await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_little_proof_opens_nothing_more() {
    let (stage, _judge) = judged().await;
    let mut khoi = Browser::new();
    sign_in(&mut khoi, &stage, "/dang-nhap/vneid?ve=/ca-nhan", KHOI, "loa1").await;
    let session = khoi.cookie("sid").unwrap();
    let refused =
        sign_in(&mut khoi, &stage, "/dang-nhap/vneid?muc=2&ve=/ca-nhan/luot-xem", KHOI, "loa1").await;
    assert!(refused.says("app-level-not-reached"), "{refused:?}");
    assert_eq!(khoi.cookie("sid").unwrap(), session);
    assert!(stage.is_in(&mut khoi, "/ca-nhan").await);
    assert!(!stage.is_in(&mut khoi, "/ca-nhan/luot-xem").await);
    let stranger = sign_in(&mut Browser::new(), &stage, "/dang-nhap/officials", "CB-LA", "loa2").await;
    assert!(stranger.status == 403 && stranger.says("app-no-post"), "{stranger:?}");
}
