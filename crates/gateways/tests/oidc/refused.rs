//! Sign-ins that must not work, each with its own typed reason.

use gateways::oidc::{Callback, Issuer, IssuerConfig, OidcError, OidcFault, OidcRefusal};
use simulators::oidc::Fault;

use crate::stage::{Stage, closed_port, registration, way_back};

/// One sign-in of a good account with one thing wrong; the code of what came of it.
async fn with_fault(fault: Fault) -> &'static str {
    let stage = Stage::citizens().await;
    stage.sign_in("nguyen-thi-lan", 2).await.unwrap();
    let begun = stage.begin(2).await;
    let code = stage.press(&begun.authorize_url, "login=nguyen-thi-lan").await.code.unwrap();
    stage.faults.switch_on(fault);
    let ended = stage.issuer.finish(&code, &begun.pkce_verifier, &begun.nonce, stage.clock.as_ref()).await;
    ended.unwrap_err().code()
}

#[tokio::test]
async fn every_misbehaviour_of_the_provider_is_noticed() {
    for (fault, code) in [
        (Fault::WrongNonce, "oidc.wrong-nonce"),
        (Fault::WrongSignature, "oidc.wrong-signature"),
        (Fault::AlgNone, "oidc.algorithm-not-allowed"),
        (Fault::ExpiredToken, "oidc.token-expired"),
        (Fault::TokenFromTheFuture, "oidc.clock-skew"),
        (Fault::WrongAudience, "oidc.wrong-audience"),
        (Fault::WrongIssuer, "oidc.wrong-issuer"),
        (Fault::SwappedSubject, "oidc.subject-mismatch"),
        (Fault::HugeUserInfo, "oidc.bad-answer"),
        (Fault::GarbledToken, "oidc.bad-answer"),
        (Fault::Down, "oidc.down"),
    ] {
        assert_eq!(with_fault(fault).await, code, "{fault:?}");
    }
}

#[tokio::test]
async fn a_code_works_once_and_for_a_minute() {
    let stage = Stage::citizens().await;
    let begun = stage.begin(2).await;
    let callback = stage.press(&begun.authorize_url, "login=nguyen-thi-lan").await;
    let code = stage.issuer.accept(&callback).unwrap();
    let finish = || stage.issuer.finish(code, &begun.pkce_verifier, &begun.nonce, stage.clock.as_ref());
    finish().await.unwrap();
    assert_eq!(finish().await.unwrap_err().code(), "oidc.code-spent");

    let late = stage.begin(2).await;
    let callback = stage.press(&late.authorize_url, "login=nguyen-thi-lan").await;
    stage.clock.forward(61);
    let code = stage.issuer.accept(&callback).unwrap();
    let ended = stage.issuer.finish(code, &late.pkce_verifier, &late.nonce, stage.clock.as_ref()).await;
    assert_eq!(ended.unwrap_err().code(), "oidc.code-spent");
}

#[tokio::test]
async fn a_replayed_code_withdraws_what_it_gave() {
    let stage = Stage::citizens().await;
    let begun = stage.begin(2).await;
    let callback = stage.press(&begun.authorize_url, "login=nguyen-thi-lan").await;
    let code = callback.code.unwrap();
    let first = post(&stage, "token", &exchange(&code, &begun.pkce_verifier, crate::stage::REDIRECT)).await;
    let access = first["access_token"].as_str().unwrap().to_owned();
    let read = || async {
        let url = format!("{}/userinfo", stage.issuer_url);
        stage.browser.post(url).bearer_auth(&access).send().await.unwrap().status().as_u16()
    };
    assert_eq!(read().await, 200);
    let again = post(&stage, "token", &exchange(&code, &begun.pkce_verifier, crate::stage::REDIRECT)).await;
    assert_eq!(again["error"], "invalid_grant");
    assert_eq!(read().await, 401);
}

#[tokio::test]
async fn a_code_belongs_to_its_verifier_its_address_and_its_client() {
    let stage = Stage::citizens().await;
    let begun = stage.begin(2).await;
    let callback = stage.press(&begun.authorize_url, "login=nguyen-thi-lan").await;
    let code = callback.code.unwrap();
    let stranger = stage.begin(2).await;
    let ended = stage.issuer.finish(&code, &stranger.pkce_verifier, &begun.nonce, stage.clock.as_ref()).await;
    assert_eq!(ended.unwrap_err().code(), "oidc.code-spent");
    let elsewhere = exchange(&code, &begun.pkce_verifier, "http://localhost:9/khac");
    assert_eq!(post(&stage, "token", &elsewhere).await["error"], "invalid_grant");
    let mut impostor = exchange(&code, &begun.pkce_verifier, crate::stage::REDIRECT);
    impostor.retain(|(name, _)| *name != "client_secret");
    impostor.push(("client_secret", "đoán mò"));
    assert_eq!(post(&stage, "token", &impostor).await["error"], "invalid_client");
    // None of these attempts spent the code of the one who is entitled to it.
    stage.issuer.finish(&code, &begun.pkce_verifier, &begun.nonce, stage.clock.as_ref()).await.unwrap();
}

#[tokio::test]
async fn a_client_with_a_wrong_secret_is_our_fault_not_the_persons() {
    let wrong = |config: &mut IssuerConfig| {
        config.registration.client_secret = gateways::oidc::ClientSecret::new("cũ");
    };
    let stage = Stage::with(wrong).await;
    assert_eq!(stage.sign_in("nguyen-thi-lan", 2).await.unwrap_err().code(), "oidc.client-rejected");
}

#[tokio::test]
async fn a_wrong_way_back_never_leaves_the_provider() {
    let stage = Stage::citizens().await;
    let url = stage.begin(2).await.authorize_url;
    for (honest, forged) in
        [("quay-ve", "quay-ve2"), ("client_id=toan-trinh", "client_id=la"), ("%3A9%2F", "%3A10%2F")]
    {
        let (status, page) = stage.page(&url.replace(honest, forged)).await;
        assert!(status == 400 && page.contains("Không nhận ra hệ thống yêu cầu"), "{forged}");
    }
}

#[tokio::test]
async fn what_the_provider_demands_of_a_request() {
    let stage = Stage::citizens().await;
    let url = stage.begin(2).await.authorize_url;
    for (honest, changed, error) in [
        ("code_challenge_method=S256", "code_challenge_method=plain", "invalid_request"),
        ("&code_challenge=", "&no_challenge=", "invalid_request"),
        ("response_type=code", "response_type=token", "unsupported_response_type"),
        ("scope=openid+profile", "scope=profile", "invalid_scope"),
        ("acr_values=loa2", "acr_values=loa9", "unmet_authentication_requirements"),
        ("acr_values=loa2", "prompt=none", "login_required"),
    ] {
        let answer = stage.browser.get(url.replace(honest, changed)).send().await.unwrap();
        let callback = way_back(answer.headers()["location"].to_str().unwrap());
        assert_eq!(callback.error.as_deref(), Some(error), "{changed}");
        assert!(callback.state.is_some() && stage.issuer.accept(&callback).is_err());
    }
}

#[tokio::test]
async fn a_denied_sign_in_is_told_as_such() {
    let stage = Stage::citizens().await;
    let begun = stage.begin(2).await;
    let callback = stage.press(&begun.authorize_url, "deny=1").await;
    assert_eq!(callback.state.as_deref(), Some(begun.state.as_str()));
    let refused = stage.issuer.accept(&callback).unwrap_err();
    assert!(matches!(refused, OidcError::Refused(OidcRefusal::Denied)));
}

#[tokio::test]
async fn a_level_1_account_cannot_answer_a_wish_for_level_2() {
    let stage = Stage::citizens().await;
    let (_, page) = stage.page(&stage.begin(2).await.authorize_url).await;
    let request =
        page.split("name=\"request\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let url = format!("{}/authorize", stage.issuer_url);
    let form = stage.browser.post(url).header("content-type", "application/x-www-form-urlencoded");
    let answer = form.body(format!("request={request}&login=dang-thi-sau")).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 400);
}

#[test]
fn ways_back_that_carry_nothing_usable() {
    let issuer =
        Issuer::new(IssuerConfig::conventional("vneid", "https://vneid.example", registration())).unwrap();
    let some = |text: &str| Some(text.to_owned());
    for (callback, code) in [
        (Callback::default(), "oidc.no-code"),
        (Callback { code: some(""), ..Callback::default() }, "oidc.no-code"),
        (
            Callback { code: some("x"), iss: some("https://other.example"), ..Callback::default() },
            "oidc.wrong-issuer",
        ),
        (Callback { error: some("temporarily_unavailable"), ..Callback::default() }, "oidc.down"),
        (
            Callback { error: some("unmet_authentication_requirements"), ..Callback::default() },
            "oidc.level-unavailable",
        ),
        (Callback { error: some("invalid_request"), ..Callback::default() }, "oidc.client-rejected"),
    ] {
        assert_eq!(issuer.accept(&callback).unwrap_err().code(), code);
    }
}

#[tokio::test]
async fn a_provider_that_is_gone_or_silent() {
    let stage = Stage::citizens().await;
    stage.stop().await;
    let ended = stage.issuer.finish("code", "verifier", "nonce", stage.clock.as_ref()).await;
    assert!(matches!(ended, Err(OidcError::Fault(OidcFault::Down { step: "token", .. }))), "{ended:?}");

    let gone = closed_port();
    let stage = Stage::with(|config| config.jwks_uri = Some(format!("http://{gone}/jwks"))).await;
    let ended = stage.sign_in("nguyen-thi-lan", 2).await;
    assert!(matches!(ended, Err(OidcError::Fault(OidcFault::Down { step: "jwks", .. }))), "{ended:?}");

    // Bound, so that connections are taken by the system, but never answered.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = silent.local_addr().unwrap();
    let stage = Stage::with(|config| {
        config.token_endpoint = Some(format!("http://{address}/token"));
        config.total_timeout_ms = 200;
    })
    .await;
    assert_eq!(stage.sign_in("nguyen-thi-lan", 2).await.unwrap_err().code(), "oidc.timed-out");
}

#[test]
fn addresses_without_tls_are_refused_beyond_this_machine() {
    let open = |issuer: &str, allow: bool| {
        let mut config = IssuerConfig::conventional("vneid", issuer, registration());
        config.allow_plain_http = allow;
        Issuer::new(config).map(|_| ()).map_err(|fault| fault.code())
    };
    assert_eq!(open("http://vneid.example", false), Err("oidc.configuration"));
    assert_eq!(open("http://127.0.0.1.example", false), Err("oidc.configuration"));
    assert_eq!(open("ftp://127.0.0.1", true), Err("oidc.configuration"));
    assert_eq!(open("không phải địa chỉ", false), Err("oidc.configuration"));
    for (issuer, allow) in [
        ("https://vneid.example", false),
        ("http://127.0.0.1:8080/gia-lap/vneid", false),
        ("http://[::1]:8080", false),
        ("http://192.168.1.9:8080", true),
    ] {
        assert_eq!(open(issuer, allow), Ok(()), "{issuer}");
    }
}

type Fields<'a> = Vec<(&'a str, &'a str)>;

fn exchange<'a>(code: &'a str, verifier: &'a str, redirect_uri: &'a str) -> Fields<'a> {
    vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("code_verifier", verifier),
        ("redirect_uri", redirect_uri),
        ("client_id", "toan-trinh"),
        ("client_secret", "bí mật + của & mẫu"),
    ]
}

async fn post(stage: &Stage, path: &str, fields: &Fields<'_>) -> serde_json::Value {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let url = format!("{}/{path}", stage.issuer_url);
    let form = stage.browser.post(url).header("content-type", "application/x-www-form-urlencoded");
    form.body(body).send().await.unwrap().json().await.unwrap()
}
