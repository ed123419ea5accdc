//! Whatever is sent, the answer is a problem with a code and a sentence: never a page, never a failure.

use app::token::Caller;
use axum::body::Body;
use testkit::TestApp;

use super::software::Software;
use crate::site::Site;

mod both {
    testkit::both!(
        every_wrong_request_has_its_own_problem,
        a_problem_speaks_the_callers_language,
        a_failure_is_a_number_and_nothing_else,
    );
}

async fn every_wrong_request_has_its_own_problem(test: TestApp) {
    let site = Site::over(test);
    let software = Software::of(&site, &Caller::Citizen(site.test.citizen(0))).await;
    let json = ("content-type", "application/json");
    let key = ("idempotency-key", "k");
    let tag = ("if-match", "\"1\"");
    let id = "01890000-0000-7000-8000-000000000001";
    let draft = format!("/api/v1/drafts/{id}/agency");
    let supplement = format!("/api/v1/dossiers/{id}/supplement");
    let large = format!("{{\"procedure\":\"{}\"}}", "x".repeat(1_100_000));
    let long = "k".repeat(129);
    type Case<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], &'a str, u16, &'a str);
    let cases: &[Case<'_>] = &[
        ("GET", "/api/v1/nothing", &[], "", 404, "api.no-address"),
        ("GET", "/api", &[], "", 404, "api.no-address"),
        ("DELETE", "/api/v1/procedures", &[], "", 405, "api.no-such-method"),
        ("PATCH", "/api/v1/drafts", &[], "", 405, "api.no-such-method"),
        ("POST", "/api/v1/drafts", &[key], "{}", 415, "api.not-json"),
        ("POST", "/api/v1/drafts", &[key, ("content-type", "text/plain")], "{}", 415, "api.not-json"),
        ("POST", "/api/v1/drafts", &[key, json], "{", 400, "api.malformed-json"),
        ("POST", "/api/v1/drafts", &[key, json], "\u{fffd}", 400, "api.malformed-json"),
        ("POST", "/api/v1/drafts", &[key, json], "[]", 422, "api.wrong-shape"),
        ("POST", "/api/v1/drafts", &[key, json], r#"{"procedure":1}"#, 422, "api.wrong-shape"),
        ("POST", "/api/v1/drafts", &[key, json], r#"{"procedure":"2.000635","x":1}"#, 422, "api.wrong-shape"),
        ("POST", "/api/v1/drafts", &[key, json], r#"{"procedure":"2.000635\u0000"}"#, 422, "api.wrong-shape"),
        ("POST", "/api/v1/drafts", &[key, json], &large, 413, "api.too-large"),
        ("POST", "/api/v1/drafts", &[json], r#"{"procedure":"2.000635"}"#, 400, "api.key-missing"),
        (
            "POST",
            "/api/v1/drafts",
            &[json, ("idempotency-key", "a b")],
            r#"{"procedure":"2.000635"}"#,
            400,
            "api.key-malformed",
        ),
        (
            "POST",
            "/api/v1/drafts",
            &[json, ("idempotency-key", &long)],
            r#"{"procedure":"2.000635"}"#,
            400,
            "api.key-malformed",
        ),
        ("POST", "/api/v1/drafts", &[key, json], r#"{"procedure":"khai sinh"}"#, 404, "app.not-found"),
        ("POST", "/api/v1/drafts", &[key, json], r#"{"procedure":"1.000016"}"#, 422, "app.not-online"),
        ("PUT", &draft, &[json], r#"{"agency":"H57.99.1"}"#, 428, "api.precondition-missing"),
        ("PUT", &draft, &[json, ("if-match", "1")], "{}", 400, "api.precondition-malformed"),
        ("PUT", &draft, &[json, ("if-match", "*")], "{}", 400, "api.precondition-malformed"),
        ("PUT", &draft, &[json, tag], r#"{"agency":"H57.99.1"}"#, 404, "app.not-found"),
        ("POST", &supplement, &[json, key, tag], r#"{"answers":{"a":1}}"#, 422, "api.wrong-shape"),
        ("GET", "/api/v1/drafts/x", &[], "", 404, "app.not-found"),
        ("GET", "/api/v1/drafts/%ff", &[], "", 400, "api.unreadable"),
        ("GET", "/api/v1/dossiers?after=zz", &[], "", 400, "api.cursor-malformed"),
        ("GET", "/api/v1/dossiers?after=%ff", &[], "", 400, "api.cursor-malformed"),
        ("GET", "/api/v1/procedures/9.999999", &[], "", 404, "app.not-found"),
        ("GET", "/api/v1/procedures?q=khai&after=00", &[], "", 400, "api.cursor-malformed"),
    ];
    for (method, address, headers, body, status, code) in cases {
        let heard = software.ask(method, address, headers, Body::from((*body).to_owned())).await;
        assert_eq!(heard.headers["content-language"], "vi");
        if *status == 405 {
            assert!(heard.headers.contains_key("allow"), "{address}");
        }
        let problem = heard.refused(*status, code);
        assert_eq!(problem["status"], *status);
    }
}

async fn a_problem_speaks_the_callers_language(test: TestApp) {
    let site = Site::over(test);
    let software = Software::with(&site, None);
    let english = [("accept-language", "en-GB,en;q=0.9")];
    let heard = software.ask("GET", "/api/v1/me", &english, Body::empty()).await;
    assert_eq!(heard.headers["content-language"], "en");
    assert_eq!(heard.refused(401, "access.not-signed-in")["title"], "Not authenticated");
}

/// The database is closed under the running program: the caller gets a number, the log the cause.
async fn a_failure_is_a_number_and_nothing_else(test: TestApp) {
    let site = Site::over(test);
    let software = Software::of(&site, &Caller::Citizen(site.test.citizen(0))).await;
    site.test.app.store.close().await;
    let heard = software.get("/api/v1/me").await;
    assert!(heard.status.is_server_error());
    assert_eq!(heard.headers["content-type"], "application/problem+json");
    assert!(
        heard.body["reference"].is_string() && !heard.body.to_string().contains("sqlite"),
        "{}",
        heard.body
    );
}
