//! What stands around the pages: routes, headers, language, assets, weight on the wire.

use access::Role;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use web::{Guard, Method, ROUTES, assets};

use crate::pages::{Product, ask, text};

fn get(address: &str) -> Request<Body> {
    Request::get(address).body(Body::empty()).unwrap()
}

/// A path of the table with something in each of its places.
fn filled(path: &str) -> String {
    let mut address =
        path.replace("{code}", "2.000635").replace("{issuer}", "vneid").replace("{tenant}", "H57");
    while let (Some(from), Some(to)) = (address.find('{'), address.find('}')) {
        address.replace_range(from..=to, "01890000-0000-7000-8000-000000000001");
    }
    address
}

fn asked(route: &web::Route, cookie: &str, body: &'static str) -> Request<Body> {
    let method = match route.method {
        Method::Get => "GET",
        Method::Post => "POST",
    };
    let form = "application/x-www-form-urlencoded";
    let address = if route.guard == Guard::Static { assets::url("mark.svg") } else { filled(route.path) };
    let request =
        Request::builder().method(method).uri(address).header("cookie", cookie).header("content-type", form);
    request.body(Body::from(body)).unwrap()
}

/// Every route is asked as nobody, as the other side of the counter, and without the secret of the session's forms.
#[tokio::test]
async fn every_route_is_kept_by_its_guard() {
    let product = Product::new().await;
    let citizen = format!("sid={}", product.t.citizen_session(&product.t.citizen(0)).await);
    let officer = format!("sid={}", product.t.official_session(&product.t.official(Role::Desk)).await);
    for route in ROUTES {
        let (own, other) = match route.guard {
            Guard::Public | Guard::Static => {
                let status = product.ask(asked(route, "", "")).await.status();
                assert!(!status.is_server_error(), "{} answers {status}", route.path);
                continue;
            }
            Guard::Citizen => (&citizen, &officer),
            Guard::Officer => (&officer, &citizen),
        };
        let nobody = product.ask(asked(route, "", "")).await;
        match route.method {
            Method::Get => {
                assert_eq!(nobody.status(), StatusCode::SEE_OTHER, "{}", route.path);
                assert!(
                    nobody.headers()["location"].to_str().unwrap().starts_with("/dang-nhap?"),
                    "{}",
                    route.path
                );
            }
            Method::Post => {
                assert_eq!(nobody.status(), StatusCode::FORBIDDEN, "{}", route.path);
                for body in ["", "csrf=", "csrf=guessed"] {
                    let forged = product.ask(asked(route, own, body)).await;
                    assert_eq!(forged.status(), StatusCode::FORBIDDEN, "{} with {body:?}", route.path);
                }
            }
        }
        assert_eq!(
            product.ask(asked(route, other, "")).await.status(),
            StatusCode::FORBIDDEN,
            "{}",
            route.path
        );
        let status = product.ask(asked(route, own, "")).await.status();
        assert!(!status.is_server_error(), "{} answers {status}", route.path);
    }
}

/// A form sent from another site is refused even with the session's cookie and secret.
#[tokio::test]
async fn another_site_changes_nothing() {
    let product = Product::new().await;
    let session = product.t.citizen_session(&product.t.citizen(0)).await;
    for site in ["cross-site", "same-site"] {
        let request = Request::post("/dang-xuat")
            .header("cookie", format!("sid={session}"))
            .header("sec-fetch-site", site)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("csrf=csrf-of-vneid"))
            .unwrap();
        assert_eq!(product.ask(request).await.status(), StatusCode::FORBIDDEN, "{site}");
    }
    assert!(app::identity::signed_in(&product.t.app, &session).await.unwrap().is_some());
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    for address in ["/", "/khong-co", &assets::url("style.css")] {
        let response = ask(get(address)).await;
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        let policy = header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'self'") && !policy.contains("unsafe"));
        assert!(policy.contains("form-action 'self' https://sso.example.vn; frame-ancestors 'none'"));
        assert_eq!(
            (header("x-content-type-options"), header("referrer-policy")),
            ("nosniff".into(), "same-origin".into())
        );
    }
}

#[tokio::test]
async fn the_language_is_remembered_and_the_visitor_comes_back() {
    let response = ask(get("/tim-kiem?q=khai%20sinh&lang=en")).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()["location"], "/tim-kiem?q=khai+sinh");
    assert!(response.headers()["set-cookie"].to_str().unwrap().starts_with("lang=en; Path=/"));
    let away = ask(get("//elsewhere.example/?lang=en")).await;
    assert_eq!(away.headers()["location"], "/elsewhere.example/");
}

#[tokio::test]
async fn errors_are_pages() {
    for (request, status) in [
        (get("/khong-co"), StatusCode::NOT_FOUND),
        (get("/thu-tuc/9.999999"), StatusCode::NOT_FOUND),
        (get("/tai-nguyen/0/style.css"), StatusCode::NOT_FOUND),
        (Request::post("/").body(Body::empty()).unwrap(), StatusCode::METHOD_NOT_ALLOWED),
    ] {
        let response = ask(request).await;
        assert_eq!(response.status(), status);
        assert!(text(response).await.contains("Về trang đầu"));
    }
}

#[tokio::test]
async fn what_is_typed_is_never_markup() {
    let html = text(ask(get("/tim-kiem?q=%3Cscript%3Exyz%22")).await).await;
    assert!(!html.contains("<script") && html.contains("&#60;script&#62;xyz&#34;"), "{html}");
}

#[tokio::test]
async fn assets_keep_for_ever() {
    for name in assets::names() {
        let response = ask(get(&assets::url(name))).await;
        assert_eq!(response.status(), StatusCode::OK, "{name}");
        assert_eq!(response.headers()["cache-control"], "public, max-age=31536000, immutable");
    }
}

/// A grandmother on a 2G line waits for these bytes before her first page is whole.
#[tokio::test]
async fn the_first_page_weighs_less_than_100_kb() {
    let mut weight = 0;
    let files = ["style.css", "mark.svg", "favicon.svg"].map(assets::url);
    let fonts = assets::names().filter(|name| name.ends_with(".woff2")).map(assets::url);
    for address in std::iter::once("/".to_owned()).chain(files).chain(fonts) {
        let request = Request::get(&address).header("accept-encoding", "gzip").body(Body::empty()).unwrap();
        let response = ask(request).await;
        assert!(
            address.ends_with(".woff2")
                || response.headers().contains_key("content-encoding")
                || address.ends_with(".svg")
        );
        weight += to_bytes(response.into_body(), 1 << 20).await.unwrap().len();
    }
    assert!(weight < 100_000, "{weight} bytes");
}
