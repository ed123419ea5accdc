//! Whatever a service of remote signing answers, nothing breaks, and nothing counts as signed that was not answered for.

use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use signing::Scheme;
use signing::keys::{Holder, Pin};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::Remote;
use crate::keys::config::RemoteConfig;
use crate::keys::{KeyEntry, KeyStore};

/// What is answered, one after the other, to whatever is asked.
type Script = Arc<Mutex<Vec<(u16, Vec<u8>)>>>;

/// One request, one answer, and the line is closed.
async fn answer(mut line: TcpStream, script: Script) {
    let mut read = Vec::new();
    let mut some = [0; 4096];
    loop {
        let Ok(count) = line.read(&mut some).await else { return };
        read.extend_from_slice(&some[..count]);
        let text = String::from_utf8_lossy(&read).to_ascii_lowercase();
        let Some(end) = text.find("\r\n\r\n") else { continue };
        let length =
            text.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next()?.parse().ok());
        if count == 0 || read.len() >= end + 4 + length.unwrap_or(0_usize) {
            break;
        }
    }
    let (status, body) = script.lock().unwrap().pop().unwrap_or((500, Vec::new()));
    let head =
        format!("HTTP/1.1 {status} Said\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    let _ = line.write_all(head.as_bytes()).await;
    let _ = line.write_all(&body).await;
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[A-Za-z0-9+/=ạ]{0,24}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(
                prop_oneof![
                    Just("access_token"),
                    Just("cert"),
                    Just("certificates"),
                    Just("status"),
                    Just("auth"),
                    Just("mode"),
                    Just("SAD"),
                    Just("signatures"),
                    Just("error"),
                    Just("error_description")
                ]
                .prop_map(str::to_owned),
                inner,
                0..4
            )
            .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// The answer that would be right, something like JSON, or anything at all.
fn said(right: &Value) -> impl Strategy<Value = (u16, Vec<u8>)> + use<> {
    let body = prop_oneof![
        3 => Just(right.to_string().into_bytes()),
        2 => any_json().prop_map(|value| value.to_string().into_bytes()),
        1 => prop::collection::vec(any::<u8>(), 0..200),
    ];
    (prop_oneof![4 => Just(200_u16), 1 => Just(302), 1 => Just(400), 1 => Just(401), 1 => Just(503)], body)
}

fn story() -> impl Strategy<Value = Vec<(u16, Vec<u8>)>> {
    let info =
        json!({ "cert": { "status": "valid", "certificates": ["MAA="] }, "auth": { "mode": "explicit" } });
    (
        said(&json!({ "access_token": "a" })),
        said(&info),
        said(&json!({ "access_token": "b" })),
        said(&json!({ "SAD": "c" })),
        said(&json!({ "signatures": ["AAAA", "BBBB"] })),
    )
        .prop_map(|(first, second, third, fourth, fifth)| vec![fifth, fourth, third, second, first])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_answer_breaks_anything() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/csc/v2", listener.local_addr().unwrap());
    let script: Script = Arc::default();
    let told = Arc::clone(&script);
    tokio::spawn(async move {
        while let Ok((line, _)) = listener.accept().await {
            tokio::spawn(answer(line, Arc::clone(&told)));
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret");
    std::fs::write(&secret, "s").unwrap();
    let config = RemoteConfig {
        address,
        client_id: "toantrinh".to_owned(),
        client_secret_file: secret,
        allow_plain_http: true,
    };
    let remote = Remote::new("thử", &config).unwrap();
    let ran = tokio::task::spawn_blocking(move || {
        let config = Config { cases: 128, failure_persistence: None, ..Config::default() };
        TestRunner::new(config).run(&story(), |story| {
            *script.lock().unwrap() = story;
            one(&remote)
        })
    });
    ran.await.unwrap().unwrap();
}

/// The way of one signing: the card, then two hashes.
fn one(remote: &Remote) -> Result<(), TestCaseError> {
    let key = KeyEntry {
        name: "k".to_owned(),
        label: "k".to_owned(),
        holder: Holder::Person("999193000001".to_owned()),
        chain: Vec::new(),
    };
    if let Ok(card) = remote.card(&key) {
        prop_assert!(!card.chain.is_empty(), "a card without a certificate");
    }
    let (pin, hashes) = (Pin::new("123456".to_owned()), ["AA==".to_owned(), "AQ==".to_owned()]);
    let asked = remote.sign_hashes(&key, Some(&pin), Scheme::EcdsaP256Sha256, &hashes);
    if let Ok(values) = remote.runtime.block_on(asked) {
        prop_assert_eq!(values.len(), 2, "as many values as hashes");
    }
    Ok(())
}
