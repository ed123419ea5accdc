//! Snapshots of every page with sample data, in Vietnamese; in English where words change the page.

use std::sync::Arc;

use access::Role;
use app::identity::Session;
use askama::Template;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use testkit::TestApp;
use tower::ServiceExt;
use web::{AccountKind, Chrome, Config, Lang, SignedIn, Web, router};

use crate::specimen::Specimen;

/// Pages by name and address.
const PAGES: &[(&str, &str)] = &[
    ("home", "/"),
    ("search_empty", "/tim-kiem"),
    ("search_found", "/tim-kiem?q=khai%20sinh"),
    ("search_nothing", "/tim-kiem?q=qwxzqwxz"),
    ("procedure", "/thu-tuc/2.000635"),
    ("procedure_information", "/thu-tuc/1.001193"),
    ("sign_in", "/dang-nhap?ve=/ca-nhan"),
    ("sign_in_official", "/dang-nhap?cho=can-bo&ve=/can-bo"),
    ("no_page", "/khong-co"),
];

/// The product over a database of its own.
pub(crate) struct Product {
    router: Router,
    /// The application behind the pages.
    pub(crate) t: TestApp,
}

impl Product {
    /// With the sample province, on Monday 2 March 2026 at nine.
    pub(crate) async fn new() -> Self {
        let t = TestApp::sqlite().await;
        let config = Config {
            sample: true,
            form_origins: vec!["https://sso.example.vn".to_owned()],
            is_secure: false,
        };
        let web = Web { app: Arc::clone(&t.app), config: Arc::new(config) };
        Self { router: router(web).expect("every route has its handler"), t }
    }

    /// Asks for an address.
    pub(crate) async fn ask(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.expect("the router always answers")
    }

    async fn page(&self, address: &str, lang: Lang) -> String {
        let cookie = format!("lang={}", lang.tag());
        text(self.ask(Request::get(address).header("cookie", cookie).body(Body::empty()).unwrap()).await)
            .await
    }

    /// Somebody signed in, as a template sees them.
    fn signed_in(&self, kind: AccountKind) -> SignedIn {
        let csrf = "b7f1c0de".to_owned();
        SignedIn::from(match kind {
            AccountKind::Citizen => Session::Citizen { who: self.t.citizen(0), csrf },
            AccountKind::Officer => Session::Official { who: self.t.official(Role::Desk), csrf },
        })
    }
}

/// Asks a product of its own.
pub(crate) async fn ask(request: Request<Body>) -> Response<Body> {
    Product::new().await.ask(request).await
}

/// The text of an answer.
pub(crate) async fn text(response: Response<Body>) -> String {
    let bytes = to_bytes(response.into_body(), 1 << 20).await.expect("a whole body");
    String::from_utf8(bytes.to_vec()).expect("pages are UTF-8")
}

/// Every public page there is, by name, and a specimen of every component.
pub(crate) async fn all(lang: Lang) -> Vec<(&'static str, String)> {
    let product = Product::new().await;
    let mut pages = Vec::new();
    for (name, address) in PAGES {
        pages.push((*name, product.page(address, lang).await));
    }
    for (name, kind) in
        [("specimen_officer", AccountKind::Officer), ("specimen_citizen", AccountKind::Citizen)]
    {
        let signed_in = product.signed_in(kind);
        let chrome = Chrome::new(lang, Some(&signed_in), &"/specimen".parse().unwrap(), true);
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
