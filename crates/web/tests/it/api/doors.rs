//! Every address of the API, opened by everybody it is not for.

use access::Role;
use app::token::Caller;
use axum::body::Body;
use axum::http::Request;
use testkit::TestApp;
use web::{API_ROUTES, ApiMethod, Door};

use super::software::Software;
use crate::site::Site;

mod both {
    testkit::both!(
        every_address_is_kept_by_its_door,
        a_session_opens_nothing_here,
        a_token_ends_by_itself_and_when_it_is_taken_back,
        a_token_stands_no_higher_than_the_sign_in_it_was_made_in,
    );
}

fn method(method: ApiMethod) -> &'static str {
    match method {
        ApiMethod::Get => "GET",
        ApiMethod::Post => "POST",
        ApiMethod::Put => "PUT",
        ApiMethod::Delete => "DELETE",
    }
}

/// A path with something well-formed in each of its places.
fn filled(path: &str) -> String {
    let mut address =
        path.replace("{code}", "2.000635").replace("{tenant}", "H57").replace("{agency}", "H57.99.1");
    address = address.replace("{holder}", "desk").replace("{page}", "person").replace("{cause}", "applicant");
    address = address.replace("{number}", "0").replace("{hash}", &"0".repeat(64));
    address = address.replace("{paper_code}", "H57-0000-0000-0000");
    while let (Some(from), Some(to)) = (address.find('{'), address.find('}')) {
        address.replace_range(from..=to, "01890000-0000-7000-8000-000000000001");
    }
    address
}

async fn every_address_is_kept_by_its_door(test: TestApp) {
    let site = Site::over(test);
    let citizen = Caller::Citizen(site.test.citizen(0));
    let official = Caller::Official(site.test.official(Role::Desk));
    let nobody = Software::with(&site, None);
    let stranger = Software::with(&site, Some("tt_0000"));
    let (of_citizen, of_official) =
        (Software::of(&site, &citizen).await, Software::of(&site, &official).await);
    let (looks_c, looks_o) =
        (Software::looking(&site, &citizen).await, Software::looking(&site, &official).await);
    for route in API_ROUTES {
        let (verb, address) = (method(route.method), filled(route.path));
        let ask = |who: &'static str| (verb, address.clone(), who);
        let headers = [("content-type", "application/json"), ("idempotency-key", "k"), ("if-match", "\"1\"")];
        if route.door == Door::ApiOpen {
            let status = nobody.ask(verb, &address, &[], Body::empty()).await.status.as_u16();
            assert!(matches!(status, 200 | 404), "{verb} {address}: {status}");
            continue;
        }
        let (_, address, _) = ask("nobody");
        let heard = nobody.ask(verb, &address, &headers, Body::from("{}")).await;
        assert_eq!(heard.headers["www-authenticate"], "Bearer realm=\"toantrinh\"");
        heard.refused(401, "access.not-signed-in");
        stranger.ask(verb, &address, &headers, Body::from("{}")).await.refused(401, "access.token-unknown");
        let (own, other, looking) = match route.door {
            Door::ApiCitizen | Door::ApiToken | Door::ApiOpen => (&of_citizen, &of_official, &looks_c),
            Door::ApiOfficial => (&of_official, &of_citizen, &looks_o),
        };
        if route.door != Door::ApiToken {
            other.ask(verb, &address, &headers, Body::from("{}")).await.refused(403, "api.other-account");
        }
        let status = own.ask(verb, &address, &headers, Body::from("{}")).await.status.as_u16();
        assert!(!matches!(status, 401 | 403 | 500..), "{verb} {address}: {status}");
        let seen = looking.ask(verb, &address, &headers, Body::from("{}")).await;
        if route.method == ApiMethod::Get {
            assert!(!matches!(seen.status.as_u16(), 401 | 403 | 500..), "{verb} {address}");
        } else {
            seen.refused(403, "access.scope-too-narrow");
        }
    }
}

async fn a_session_opens_nothing_here(test: TestApp) {
    let site = Site::over(test);
    let session = site.test.citizen_session(&site.test.citizen(0)).await;
    let request = Request::get("/api/v1/me").header("cookie", format!("sid={session}")).body(Body::empty());
    assert_eq!(site.ask(request.unwrap()).await.status().as_u16(), 401);
}

async fn a_token_ends_by_itself_and_when_it_is_taken_back(test: TestApp) {
    let site = Site::over(test);
    let who = Caller::Citizen(site.test.citizen(0));
    let software = Software::of(&site, &who).await;
    let me = software.get("/api/v1/me").await.when(200);
    assert_eq!((me["kind"].as_str(), me["scope"].as_str()), (Some("citizen"), Some("act")));
    assert_eq!(me["person"].as_str(), site.test.citizen(0).person.as_deref());
    let kept = &app::token::mine(&site.test.app, &who).await.unwrap()[0];
    assert!(kept.used_at.is_some() && kept.hash.len() == 64);
    let other = Caller::Citizen(site.test.citizen(1));
    assert!(app::token::revoke(&site.test.app, &other, kept.id).await.is_err(), "somebody else's");
    app::token::revoke(&site.test.app, &who, kept.id).await.unwrap();
    software.get("/api/v1/me").await.refused(401, "access.token-unknown");
    let second = Software::of(&site, &who).await;
    site.test.clock.set("2026-04-02T00:00");
    second.get("/api/v1/me").await.refused(401, "access.token-unknown");
}

async fn a_token_stands_no_higher_than_the_sign_in_it_was_made_in(test: TestApp) {
    let site = Site::over(test);
    let mut low = site.test.citizen(0);
    (low.level, low.person) = (1, None);
    let software = Software::of(&site, &Caller::Citizen(low)).await;
    software.get("/api/v1/drafts").await.when(200);
    software.get("/api/v1/dossiers").await.refused(403, "access.level-two-needed");
    let body = serde_json::json!({"procedure": "2.000635", "agency": "H57.99.1", "answers": {}});
    software.post("/api/v1/dossiers", "k", &body).await.refused(403, "access.level-two-needed");
}
