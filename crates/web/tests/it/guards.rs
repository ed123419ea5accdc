//! Every route asked by the wrong people: nobody, the other side of the counter, and a form without its secret.

use access::Role;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use web::{Guard, Method, ROUTES, Route};

use crate::site::Site;

/// A path of the table with something well-formed in each of its places.
fn filled(path: &str) -> String {
    let mut address =
        path.replace("{code}", "2.000635").replace("{issuer}", "vneid").replace("{tenant}", "H57");
    while let (Some(from), Some(to)) = (address.find('{'), address.find('}')) {
        address.replace_range(from..=to, "01890000-0000-7000-8000-000000000001");
    }
    address
}

fn asked(route: &Route, cookie: &str, body: &'static str) -> Request<Body> {
    let method = match route.method {
        Method::Get => "GET",
        Method::Post => "POST",
    };
    let form = "application/x-www-form-urlencoded";
    let request = Request::builder().method(method).uri(filled(route.path));
    request.header("cookie", cookie).header("content-type", form).body(Body::from(body)).unwrap()
}

#[tokio::test]
async fn every_route_is_kept_by_its_guard() {
    let site = Site::open().await;
    let citizen = format!("sid={}", site.test.citizen_session(&site.test.citizen(0)).await);
    let officer = format!("sid={}", site.test.official_session(&site.test.official(Role::Desk)).await);
    for route in ROUTES {
        let path = route.path;
        let (own, other) = match route.guard {
            Guard::Public | Guard::Static => continue,
            Guard::Citizen => (&citizen, &officer),
            Guard::Officer => (&officer, &citizen),
        };
        if route.method == Method::Post {
            for body in ["", "csrf=", "csrf=guessed"] {
                let forged = site.ask(asked(route, own, body)).await.status();
                assert_eq!(forged, StatusCode::FORBIDDEN, "{path} with {body:?}");
            }
        }
        assert_eq!(site.ask(asked(route, other, "")).await.status(), StatusCode::FORBIDDEN, "{path}");
        assert!(!site.ask(asked(route, own, "")).await.status().is_server_error(), "{path}");
    }
}

/// A form sent from another site is refused even with the session's cookie and secret.
#[tokio::test]
async fn another_site_changes_nothing() {
    let site = Site::open().await;
    let session = site.test.citizen_session(&site.test.citizen(0)).await;
    for from in ["cross-site", "same-site"] {
        let request = Request::post("/dang-xuat")
            .header("cookie", format!("sid={session}"))
            .header("sec-fetch-site", from)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("csrf=csrf-of-vneid"))
            .unwrap();
        assert_eq!(site.ask(request).await.status(), StatusCode::FORBIDDEN, "{from}");
    }
    assert!(app::identity::signed_in(&site.test.app, &session).await.unwrap().is_some());
}
