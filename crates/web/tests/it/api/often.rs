//! Software is counted like everybody else: by the account behind its tokens, and by address where there is none.

use std::net::SocketAddr;
use std::num::NonZeroU32;

use app::token::Caller;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response};
use serde_json::{Value, json};
use testkit::TestApp;
use web::{Config, Limits, Rate};

use crate::site::{Site, text};

mod both {
    testkit::both!(an_account_that_asks_too_often_waits, a_stranger_that_asks_too_often_waits);
}

fn rate(burst: u32, per_minute: u32) -> Option<Rate> {
    let number = |count| NonZeroU32::new(count).unwrap();
    Some(Rate { burst: number(burst), per_minute: number(per_minute) })
}

async fn ask(site: &Site, from: &str, token: Option<&str>, request: (&str, &str, &str)) -> Response<Body> {
    let (method, address, body) = request;
    let mut asked = Request::builder().method(method).uri(address).header("content-type", "application/json");
    asked = asked.header("idempotency-key", "k").header("accept-language", "en");
    if let Some(token) = token {
        asked = asked.header("authorization", format!("Bearer {token}"));
    }
    let mut asked = asked.body(Body::from(body.to_owned())).unwrap();
    asked.extensions_mut().insert(ConnectInfo(SocketAddr::new(from.parse().unwrap(), 40_000)));
    site.ask(asked).await
}

/// A problem with its code, that says when to come back.
async fn too_many(response: Response<Body>, seconds: &str) {
    assert_eq!(response.status().as_u16(), 429);
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    assert_eq!(response.headers()["retry-after"], seconds);
    let problem: Value = serde_json::from_str(&text(response).await).unwrap();
    assert_eq!((&problem["code"], &problem["status"]), (&json!("web.too-many"), &json!(429)));
    let said = problem["detail"].as_str().unwrap();
    assert!(said.contains(&format!("Wait {seconds} seconds")), "{said}");
}

async fn an_account_that_asks_too_often_waits(test: TestApp) {
    let limits = Limits { write: rate(2, 6), upload: rate(1, 6), ..Limits::default() };
    let site = Site::around(test, Config { limits, ..Config::default() });
    let t = &site.test;
    let who = Caller::Citizen(t.citizen(0));
    let (one, second) = (t.token(&who, "act").await, t.token(&who, "act").await);
    let other = t.token(&Caller::Citizen(t.citizen(1)), "act").await;
    let begin = ("POST", "/api/v1/drafts", r#"{"procedure":"2.000635"}"#);
    let home = "198.51.100.1";
    assert_eq!(ask(&site, home, Some(&one), begin).await.status().as_u16(), 201);
    assert_eq!(ask(&site, home, Some(&one), begin).await.status().as_u16(), 201);
    // Another token of the same account, from another address, is the same account.
    too_many(ask(&site, "198.51.100.2", Some(&second), begin).await, "11").await;
    // Another account is not touched, nor is reading, nor the bucket of files.
    assert_eq!(ask(&site, home, Some(&other), begin).await.status().as_u16(), 201);
    assert_eq!(ask(&site, home, Some(&one), ("GET", "/api/v1/drafts", "")).await.status().as_u16(), 200);
    let upload = ("DELETE", "/api/v1/uploads/01890000-0000-7000-8000-000000000001", "");
    assert_eq!(ask(&site, home, Some(&one), upload).await.status().as_u16(), 204);
    too_many(ask(&site, home, Some(&one), upload).await, "11").await;
    t.clock.set("2026-03-02T09:01");
    assert_eq!(ask(&site, home, Some(&second), begin).await.status().as_u16(), 201);
}

async fn a_stranger_that_asks_too_often_waits(test: TestApp) {
    let limits = Limits { sign_in: rate(2, 6), search: rate(1, 6), check: rate(1, 6), ..Limits::default() };
    let site = Site::around(test, Config { limits, ..Config::default() });
    let token = site.test.token(&Caller::Citizen(site.test.citizen(0)), "read").await;
    let (from, me) = ("198.51.100.1", ("GET", "/api/v1/me", ""));
    // Guessing tokens is counted as guessing at a sign-in is, and by address.
    assert_eq!(ask(&site, from, Some("tt_1"), me).await.status().as_u16(), 401);
    assert_eq!(ask(&site, from, None, me).await.status().as_u16(), 401);
    too_many(ask(&site, from, Some("tt_2"), me).await, "11").await;
    assert_eq!(ask(&site, "198.51.100.2", Some("tt_2"), me).await.status().as_u16(), 401);
    // Whoever has a good token is not kept out by a neighbour who guesses.
    assert_eq!(ask(&site, from, Some(&token), me).await.status().as_u16(), 200);
    for address in ["/api/v1/procedures?q=khai", "/api/v1/checks/H57-0000-0000-0000"] {
        let first = ask(&site, from, None, ("GET", address, "")).await.status().as_u16();
        assert!(matches!(first, 200 | 404), "{address}: {first}");
        too_many(ask(&site, from, None, ("GET", address, "")).await, "11").await;
    }
    // The page that checks a paper shares the count: codes are not guessed twice as fast by both.
    let page = ask(&site, from, None, ("GET", "/kiem-tra/H57-0000-0000-0000", "")).await;
    assert_eq!(page.status().as_u16(), 429);
}
