//! Snapshots of every page with sample data, in Vietnamese; in English where words change the page.

use askama::Template;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use tower::ServiceExt;
use web::{AccountKind, Chrome, Lang, router};

use crate::sample::{signed_in, web};
use crate::specimen::Specimen;

/// Pages by name and address.
const PAGES: &[(&str, &str)] = &[
    ("home", "/"),
    ("search_empty", "/tim-kiem"),
    ("search_found", "/tim-kiem?q=khai%20sinh"),
    ("search_nothing", "/tim-kiem?q=xyz"),
    ("procedure", "/thu-tuc/2.000635"),
    ("procedure_information", "/thu-tuc/1.001193"),
    ("no_page", "/khong-co"),
];

/// The product over the sample.
pub(crate) fn product() -> Router {
    router(web()).expect("every route has its handler")
}

/// Asks for an address.
pub(crate) async fn ask(request: Request<Body>) -> Response<Body> {
    product().oneshot(request).await.expect("the router always answers")
}

/// The text of an answer.
pub(crate) async fn text(response: Response<Body>) -> String {
    let bytes = to_bytes(response.into_body(), 1 << 20).await.expect("a whole body");
    String::from_utf8(bytes.to_vec()).expect("pages are UTF-8")
}

async fn page(address: &str, lang: Lang) -> String {
    let cookie = format!("lang={}", lang.tag());
    text(ask(Request::get(address).header("cookie", cookie).body(Body::empty()).unwrap()).await).await
}

/// Every page there is, by name.
pub(crate) async fn all(lang: Lang) -> Vec<(&'static str, String)> {
    let mut pages = Vec::new();
    for (name, address) in PAGES {
        pages.push((*name, page(address, lang).await));
    }
    for (name, kind) in
        [("specimen_officer", AccountKind::Officer), ("specimen_citizen", AccountKind::Citizen)]
    {
        let chrome = Chrome::new(lang, Some(&signed_in(kind)), &"/specimen".parse().unwrap(), true);
        pages.push((name, Specimen::new(chrome).render().unwrap()));
    }
    pages
}

/// Without content hashes, which change with every touch of a style sheet.
fn steady(html: &str) -> String {
    let mut steady = String::new();
    for (index, part) in html.split("/tai-nguyen/").enumerate() {
        let part = if index == 0 { part } else { part.split_once('/').map_or(part, |(_, rest)| rest) };
        steady.push_str(if index == 0 { "" } else { "/tai-nguyen/…/" });
        steady.push_str(part);
    }
    steady
}

#[tokio::test]
async fn pages_in_vietnamese() {
    for (name, html) in all(Lang::Vi).await {
        insta::assert_snapshot!(format!("{name}_vi"), steady(&html));
    }
}

#[tokio::test]
async fn pages_in_english() {
    for (name, html) in all(Lang::En).await {
        insta::assert_snapshot!(format!("{name}_en"), steady(&html));
    }
}
