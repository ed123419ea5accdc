//! What stands around the pages: routes, headers, language, assets, weight on the wire.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use web::{Guard, Lang, Method, ROUTES, assets, t};

use crate::site::{Site, text};

/// A path of the table with something in every place.
fn filled(path: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{code}" => "2.000635",
        part if part.starts_with('{') => "x",
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_route_of_the_table_answers_as_its_guard_says() {
    let site = Site::open().await;
    for route in ROUTES {
        let address = if route.guard == Guard::Static { assets::url("mark.svg") } else { filled(route.path) };
        let method = match route.method {
            Method::Get => "GET",
            Method::Post => "POST",
        };
        let request = Request::builder().method(method).uri(address).body(Body::empty()).unwrap();
        let response = site.ask(request).await;
        let status = response.status();
        match (route.guard, route.method) {
            (Guard::Static, _) => assert_eq!(status, StatusCode::OK),
            (Guard::Public, _) => assert_ne!(status, StatusCode::METHOD_NOT_ALLOWED),
            (Guard::Citizen | Guard::Verified | Guard::Officer, Method::Get) => {
                let to = response.headers()["location"].to_str().unwrap();
                assert!(
                    status == StatusCode::SEE_OTHER && to.starts_with("/dang-nhap?ve="),
                    "{}",
                    route.path
                );
            }
            (Guard::Citizen | Guard::Verified | Guard::Officer, Method::Post) => {
                assert_eq!(status, StatusCode::FORBIDDEN);
            }
        }
        if route.guard == Guard::Public {
            let html = text(response).await;
            assert!(!html.contains(&t(Lang::Vi, "web-no-page")), "nothing stands at {}", route.path);
        }
    }
}

#[tokio::test]
async fn a_page_of_somebody_signed_in_stays_in_no_cache() {
    let site = Site::open().await;
    let session = site.test.citizen_session(&site.test.citizen(0)).await;
    let request = Request::get("/").header("cookie", format!("sid={session}")).body(Body::empty()).unwrap();
    let response = site.ask(request).await;
    assert_eq!(response.headers()["cache-control"], "no-store");
    let html = text(response).await;
    assert!(html.contains(&site.test.citizen(0).name) && html.contains("action=\"/dang-xuat\""));
    assert_eq!(site.get("/").await.headers()["cache-control"], "private, no-cache");
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let site = Site::open().await;
    for address in ["/", "/khong-co", &assets::url("style.css")] {
        let response = site.get(address).await;
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
    let site = Site::open().await;
    let response = site.get("/tim-kiem?q=khai%20sinh&lang=en").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()["location"], "/tim-kiem?q=khai+sinh");
    assert!(response.headers()["set-cookie"].to_str().unwrap().starts_with("lang=en; Path=/"));
    let away = site.get("//elsewhere.example/?lang=en").await;
    assert_eq!(away.headers()["location"], "/elsewhere.example/");
}

#[tokio::test]
async fn errors_are_pages() {
    let site = Site::open().await;
    for (method, address, status) in [
        ("GET", "/khong-co", StatusCode::NOT_FOUND),
        ("GET", "/thu-tuc/9.999999", StatusCode::NOT_FOUND),
        ("GET", "/tai-nguyen/0/style.css", StatusCode::NOT_FOUND),
        ("POST", "/", StatusCode::METHOD_NOT_ALLOWED),
    ] {
        let request = Request::builder().method(method).uri(address).body(Body::empty()).unwrap();
        let response = site.ask(request).await;
        assert_eq!(response.status(), status);
        assert!(text(response).await.contains("Về trang đầu"));
    }
}

#[tokio::test]
async fn what_is_typed_is_never_markup() {
    let site = Site::open().await;
    let html = text(site.get("/tim-kiem?q=%3Cscript%3Exyz%22").await).await;
    assert!(!html.contains("<script") && html.contains("&#60;script&#62;xyz&#34;"), "{html}");
}

#[tokio::test]
async fn assets_keep_for_ever() {
    let site = Site::open().await;
    for name in assets::names() {
        let response = site.get(&assets::url(name)).await;
        assert_eq!(response.status(), StatusCode::OK, "{name}");
        assert_eq!(response.headers()["cache-control"], "public, max-age=31536000, immutable");
    }
}

/// What a further page costs once style and fonts are there: its HTML alone.
const FURTHER_BYTES: usize = 12_000;

#[tokio::test]
async fn every_further_page_weighs_little() {
    let site = Site::open().await;
    let sid = site.test.citizen_session(&site.test.citizen(0)).await;
    for address in
        ["/tim-kiem?q=khai+sinh", "/thu-tuc/2.000635", "/ca-nhan", "/nop/2.000635", "/nop/1.004194"]
    {
        let request = Request::get(address)
            .header("accept-encoding", "gzip")
            .header("cookie", format!("sid={sid}"))
            .body(Body::empty())
            .unwrap();
        let weight = to_bytes(site.ask(request).await.into_body(), 1 << 20).await.unwrap().len();
        assert!(weight < FURTHER_BYTES, "{address}: {weight} bytes");
    }
}

#[tokio::test]
async fn no_page_waits_for_a_font_or_a_script() {
    let site = Site::open().await;
    let css = text(site.get(&assets::url("style.css")).await).await;
    let faces = css.matches("@font-face").count();
    assert!(faces > 0 && css.matches("font-display: swap").count() == faces, "text shows before its font");
    let html = text(site.get("/").await).await;
    assert!(!html.contains("<script"), "pages work without script");
}

/// A grandmother on a 2G line waits for these bytes before her first page is whole.
#[tokio::test]
async fn the_first_page_weighs_less_than_100_kb() {
    let site = Site::open().await;
    let mut weight = 0;
    let files = ["style.css", "mark.svg", "favicon.svg"].map(assets::url);
    let fonts = assets::names().filter(|name| name.ends_with(".woff2")).map(assets::url);
    for address in std::iter::once("/".to_owned()).chain(files).chain(fonts) {
        let request = Request::get(&address).header("accept-encoding", "gzip").body(Body::empty()).unwrap();
        let response = site.ask(request).await;
        assert!(
            address.ends_with(".woff2")
                || response.headers().contains_key("content-encoding")
                || address.ends_with(".svg")
        );
        weight += to_bytes(response.into_body(), 1 << 20).await.unwrap().len();
    }
    assert!(weight < 100_000, "{weight} bytes");
}
