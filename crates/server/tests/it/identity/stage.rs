//! The product on a port of its own, over a fresh database of the sample province.

use std::sync::Arc;

use axum::Router;
use gateways::oidc::{ClientSecret, IssuerConfig, Registration};
use kernel::Clock;
use testkit::TestApp;
use tokio::net::TcpListener;
use web::{Config, Web};

use super::browser::{Browser, Seen};

/// A place on the machine the product will answer at.
pub(crate) async fn place() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    (listener, base)
}

/// What an issuer knows the product by.
pub(crate) fn registration(base: &str, key: &str, id: &str, secret: &str) -> Registration {
    Registration {
        client_id: id.to_owned(),
        client_secret: ClientSecret::new(secret),
        redirect_uri: format!("{base}/dang-nhap/{key}/ve"),
        post_logout_redirect_uri: Some(format!("{base}/")),
    }
}

/// The product, answering.
pub(crate) struct Stage {
    pub(crate) t: TestApp,
    pub(crate) base: String,
}

impl Stage {
    /// Opens it with these issuers, at this clock, with more routes beside it.
    pub(crate) async fn open(
        mut t: TestApp,
        clock: Arc<dyn Clock>,
        (listener, base): (TcpListener, String),
        issuers: Vec<IssuerConfig>,
        beside: Router,
    ) -> Self {
        let form_origins = server::partners::origins(&issuers);
        let mut app = t.app.at(clock);
        app.issuers = server::partners::issuers(issuers).unwrap().issuers;
        t.app = Arc::new(app);
        let config = Config { form_origins, origin: base.clone(), ..Config::default() };
        let web = Web { app: Arc::clone(&t.app), config: Arc::new(config) };
        let router = web::router(web).unwrap().merge(beside);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { t, base }
    }

    /// An address of the product.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Opens a page of the product.
    pub(crate) async fn open_page(&self, browser: &mut Browser, path: &str) -> Seen {
        browser.open(&self.at(path)).await
    }

    /// Whether the browser's session opens a page.
    pub(crate) async fn is_in(&self, browser: &mut Browser, path: &str) -> bool {
        self.open_page(browser, path).await.status == 200
    }

    /// How many sessions there are.
    pub(crate) async fn sessions(&self) -> usize {
        let mut reader = self.t.app.store.read().await.unwrap();
        reader.conn().all("SELECT id_hash FROM session", vec![]).await.unwrap().len()
    }
}
