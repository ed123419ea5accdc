//! What stands around the pages: routes, headers, language, assets, weight on the wire.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use web::{Guard, Method, ROUTES, assets};

use crate::pages::{ask, text};

fn get(address: &str) -> Request<Body> {
    Request::get(address).body(Body::empty()).unwrap()
}

#[tokio::test]
async fn every_route_of_the_table_answers() {
    for route in ROUTES {
        let address = match route.guard {
            Guard::Static => assets::url("mark.svg"),
            Guard::Public | Guard::Citizen | Guard::Officer => route.path.replace("{code}", "2.000635"),
        };
        let method = match route.method {
            Method::Get => "GET",
            Method::Post => "POST",
        };
        let status =
            ask(Request::builder().method(method).uri(address).body(Body::empty()).unwrap()).await.status();
        let is_expected = match route.guard {
            Guard::Public | Guard::Static => status == StatusCode::OK,
            Guard::Citizen | Guard::Officer => {
                [StatusCode::SEE_OTHER, StatusCode::FORBIDDEN].contains(&status)
            }
        };
        assert!(is_expected, "{} answers {status}", route.path);
    }
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
