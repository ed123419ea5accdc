//! Addresses told by the provider's own document: used, bounded by what is written, and not believed when they should not be.

use std::io::{Read, Write};

use gateways::oidc::{Begun, Issuer, IssuerConfig, OidcFault, Wish};
use serde_json::{Value, json};
use simulators::oidc::Fault;

use crate::stage::{Stage, closed_port, registration};

/// Nothing but the issuer's name is written.
fn unwritten(config: &mut IssuerConfig) {
    config.discovery = true;
    for endpoint in [
        &mut config.authorize_endpoint,
        &mut config.token_endpoint,
        &mut config.userinfo_endpoint,
        &mut config.jwks_uri,
        &mut config.revocation_endpoint,
        &mut config.end_session_endpoint,
    ] {
        *endpoint = None;
    }
}

async fn begin(stage: &Stage, issuer: &Issuer) -> Result<Begun, OidcFault> {
    issuer.begin(stage.entropy.as_ref(), stage.clock.as_ref(), Wish::level(2)).await
}

#[tokio::test]
async fn a_citizen_signs_in_and_out_by_what_the_provider_tells() {
    let stage = Stage::with(unwritten).await;
    let identity = stage.sign_in("nguyen-thi-lan", 2).await.unwrap();
    assert_eq!((identity.subject.as_str(), identity.level), ("VNEID-MAU-0001", 2));
    let out = stage.issuer.logout_url(&identity.id_token, stage.clock.as_ref()).await.unwrap();
    assert!(out.starts_with(&format!("{}/logout?", stage.issuer_url)), "{out}");
    stage.issuer.reach(stage.clock.as_ref()).await.unwrap();
}

#[tokio::test]
async fn what_is_written_stands_above_what_is_told() {
    let gone = closed_port();
    let stage = Stage::with(|config| {
        unwritten(config);
        config.jwks_uri = Some(format!("http://{gone}/jwks"));
    })
    .await;
    let ended = stage.sign_in("nguyen-thi-lan", 2).await.unwrap_err();
    assert!(ended.to_string().contains("down at jwks"), "{ended}");
}

#[tokio::test]
async fn a_provider_that_is_down_keeps_nobody_from_starting_and_is_asked_again() {
    let stage = Stage::with(unwritten).await;
    stage.faults.switch_on(Fault::Down);
    assert_eq!(begin(&stage, &stage.issuer).await.unwrap_err().code(), "oidc.down");
    assert!(stage.issuer.logout_url("token", stage.clock.as_ref()).await.is_none());
    stage.faults.clear();
    stage.sign_in("nguyen-thi-lan", 2).await.unwrap();
    // An hour later the document cannot be read again: the addresses of before serve on.
    stage.clock.forward(3_601);
    stage.faults.switch_on(Fault::Down);
    begin(&stage, &stage.issuer).await.unwrap();
    stage.faults.clear();
    stage.sign_in("nguyen-thi-lan", 2).await.unwrap();
}

/// A server that gives every caller the same answer; its address.
fn answering(status: &str, body: impl Fn(&str) -> String) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let body = body(&address);
    let answer = format!(
        "HTTP/1.1 {status}\r\nlocation: {address}/elsewhere\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

fn document(issuer: &str, changes: &Value) -> String {
    let mut document = json!({
        "issuer": issuer, "authorization_endpoint": format!("{issuer}/a"), "token_endpoint": format!("{issuer}/t"),
        "userinfo_endpoint": format!("{issuer}/u"), "jwks_uri": format!("{issuer}/k"),
    });
    for (name, value) in changes.as_object().unwrap() {
        document[name] = value.clone();
    }
    document.to_string()
}

async fn told_by(address: &str) -> Result<Begun, OidcFault> {
    let stage = Stage::citizens().await;
    let mut config = IssuerConfig::conventional("vneid", address, registration());
    unwritten(&mut config);
    begin(&stage, &Issuer::new(config).unwrap()).await
}

#[tokio::test]
async fn a_document_that_is_not_the_issuers_or_leads_away_is_not_believed() {
    for (changes, words) in [
        (json!({ "issuer": "https://another.example" }), "another issuer"),
        (json!({ "authorization_endpoint": "https://evil.example/a" }), "not at the issuer's own address"),
        (json!({ "end_session_endpoint": "https://evil.example/out" }), "not at the issuer's own address"),
        (json!({ "token_endpoint": "http://192.0.2.7/t" }), "must begin with https://"),
        (json!({ "jwks_uri": "http://192.0.2.7/k" }), "must begin with https://"),
        (json!({ "userinfo_endpoint": "no address" }), "userinfo_endpoint"),
        (json!({ "jwks_uri": null }), "neither written nor told"),
        (json!({ "token_endpoint": 7 }), "not a discovery document"),
    ] {
        let address = answering("200 OK", |address| document(address, &changes));
        let fault = told_by(&address).await.unwrap_err();
        assert!(fault.to_string().contains(words), "{changes}: {fault}");
    }
    let honest = answering("200 OK", |address| document(address, &json!({})));
    assert!(told_by(&honest).await.unwrap().authorize_url.starts_with(&format!("{honest}/a?")));
}

#[tokio::test]
async fn only_a_plain_whole_answer_is_a_document() {
    for (status, body) in
        [("302 Found", "{}"), ("404 Not Found", "{}"), ("200 OK", "<html>"), ("200 OK", "[]")]
    {
        let address = answering(status, |_| body.to_owned());
        assert_eq!(told_by(&address).await.unwrap_err().code(), "oidc.bad-answer", "{status} {body}");
    }
    let endless = answering("200 OK", |_| format!("\"{}\"", "x".repeat(2_000_000)));
    assert_eq!(told_by(&endless).await.unwrap_err().code(), "oidc.bad-answer");
}

#[test]
fn a_document_is_asked_for_over_encrypted_lines_only() {
    for (issuer, is_allowed, good) in [
        ("http://sso.example.vn", false, false),
        ("http://sso.example.vn", true, true),
        ("https://sso.example.vn", false, true),
        ("http://127.0.0.1:8090/gia-lap", false, true),
    ] {
        let mut config = IssuerConfig::conventional("vneid", issuer, registration());
        unwritten(&mut config);
        config.allow_plain_http = is_allowed;
        assert_eq!(Issuer::new(config).is_ok(), good, "{issuer}");
    }
    // What is written beside it is judged all the same.
    let mut config = IssuerConfig::conventional("vneid", "https://sso.example.vn", registration());
    unwritten(&mut config);
    config.token_endpoint = Some("http://sso.example.vn/token".to_owned());
    assert!(Issuer::new(config).is_err());
}
