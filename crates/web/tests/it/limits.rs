//! How often somebody may ask, with the clock set by hand; and what is sent only over encrypted lines.

use std::net::SocketAddr;
use std::num::NonZeroU32;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response};
use web::{Config, Limits, Network, Rate};

use crate::site::{Site, text};

fn rate(burst: u32, per_minute: u32) -> Option<Rate> {
    let number = |count| NonZeroU32::new(count).unwrap();
    Some(Rate { burst: number(burst), per_minute: number(per_minute) })
}

async fn ask(site: &Site, from: &str, request: Request<Body>) -> Response<Body> {
    let mut request = request;
    request.extensions_mut().insert(ConnectInfo(SocketAddr::new(from.parse().unwrap(), 40_000)));
    site.ask(request).await
}

async fn get(site: &Site, from: &str, address: &str) -> u16 {
    ask(site, from, Request::get(address).body(Body::empty()).unwrap()).await.status().as_u16()
}

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let limits = Limits { search: rate(3, 6), sign_in: rate(1, 1), ..Limits::default() };
    let site = Site::with(Config { limits, ..Config::default() }).await;
    for _ in 0..3 {
        assert_eq!(get(&site, "198.51.100.1", "/tim-kiem?q=khai").await, 200);
    }
    let request = Request::get("/tim-kiem?q=khai").body(Body::empty()).unwrap();
    let refused = ask(&site, "198.51.100.1", request).await;
    assert_eq!(refused.status().as_u16(), 429);
    assert_eq!(refused.headers()["retry-after"], "11");
    assert!(text(refused).await.contains("chờ 11 giây rồi thử lại"));
    // Neither another bucket, nor another address, nor what is not counted, is touched.
    assert_eq!(get(&site, "198.51.100.1", "/").await, 200);
    assert_eq!(get(&site, "198.51.100.2", "/tim-kiem?q=khai").await, 200);
    site.test.clock.set("2026-03-02T09:01");
    assert_eq!(get(&site, "198.51.100.1", "/tim-kiem?q=khai").await, 200);
    // Every address of one IPv6 line is one.
    assert_eq!(get(&site, "2001:db8::1", "/dang-nhap").await, 200);
    assert_eq!(get(&site, "2001:db8::2", "/dang-nhap").await, 429);
}

#[tokio::test]
async fn a_session_counts_for_its_account_and_an_address_for_itself() {
    let limits = Limits { write: rate(2, 1), ..Limits::default() };
    let trusted_proxies = vec![Network::parse("10.0.0.0/8").unwrap()];
    let site = Site::with(Config { limits, trusted_proxies, ..Config::default() }).await;
    let t = &site.test;
    let post = |sid: &str, forwarded: &str| {
        Request::post("/nop/2.000635")
            .header("cookie", format!("sid={sid}"))
            .header("x-forwarded-for", forwarded)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("csrf=csrf-of-vneid"))
            .unwrap()
    };
    let phone = t.citizen_session(&t.citizen(0)).await;
    let desk = t.citizen_session(&t.citizen(0)).await;
    let other = t.citizen_session(&t.citizen(1)).await;
    for (sid, status) in [(&phone, 303), (&desk, 303), (&desk, 429), (&phone, 429), (&other, 303)] {
        assert_eq!(ask(&site, "10.0.0.1", post(sid, "203.0.113.9")).await.status().as_u16(), status);
    }
    // Without a session the address counts, as the trusted proxy tells it; a forged header of a stranger does not.
    for (from, told, status) in [
        ("10.0.0.1", "203.0.113.1", 403),
        ("10.0.0.1", "203.0.113.1", 403),
        ("10.0.0.1", "203.0.113.1", 429),
        ("10.0.0.1", "203.0.113.2", 403),
        ("192.0.2.1", "203.0.113.3", 403),
        ("192.0.2.1", "203.0.113.4", 403),
        ("192.0.2.1", "203.0.113.5", 429),
    ] {
        assert_eq!(ask(&site, from, post("none", told)).await.status().as_u16(), status, "{from} {told}");
    }
}

#[tokio::test]
async fn what_is_counted_is_bounded() {
    let limits = Limits { search: rate(2, 1), most_keys: Some(4), ..Limits::default() };
    let site = Site::with(Config { limits, ..Config::default() }).await;
    let mut refused = 0;
    for last in 1..=20 {
        refused += u32::from(get(&site, &format!("198.51.100.{last}"), "/tim-kiem").await == 429);
    }
    assert_eq!(refused, 14, "four have room, two of the others pass as the crowd");
    site.test.clock.set("2026-03-02T09:10");
    assert_eq!(get(&site, "198.51.100.99", "/tim-kiem").await, 200, "those who are over made room");
}

#[tokio::test]
async fn encrypted_lines_are_kept_encrypted_and_bind_their_cookies() {
    let site = Site::with(Config { is_secure: true, ..Config::default() }).await;
    let response = site.get("/").await;
    assert_eq!(response.headers()["strict-transport-security"], "max-age=31536000; includeSubDomains");
    let session = site.test.citizen_session(&site.test.citizen(0)).await;
    for (cookie, status) in [("__Host-sid", 200), ("sid", 303)] {
        let request = Request::get("/ca-nhan").header("cookie", format!("{cookie}={session}"));
        let answer = site.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status().as_u16(), status, "{cookie}");
    }
    let out = Request::post("/dang-xuat")
        .header("cookie", format!("__Host-sid={session}"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("csrf=csrf-of-vneid"))
        .unwrap();
    let cookie = site.ask(out).await.headers()["set-cookie"].to_str().unwrap().to_owned();
    for part in ["__Host-sid=;", "HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    assert!(!cookie.contains("Domain"));
    let plain = Site::open().await.get("/").await;
    assert!(
        !plain.headers().contains_key("strict-transport-security"),
        "a demo without encryption stays reachable"
    );
}
