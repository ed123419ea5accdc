//! The whole product over a fresh database of the sample province, asked as a browser asks.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use testkit::{Mood, SimulatedRegisters, TestApp};
use tower::ServiceExt;
use web::{Config, Lang, Web, router};

/// A site of its own for each test.
pub(crate) struct Site {
    /// The application behind it.
    pub(crate) test: TestApp,
    router: Router,
}

impl Site {
    /// Opens one.
    pub(crate) async fn open() -> Self {
        let form_origins = vec!["https://sso.example.vn".to_owned()];
        Self::with(Config { sample: true, form_origins, ..Config::default() }).await
    }

    /// Opens one with this configuration.
    pub(crate) async fn with(config: Config) -> Self {
        Self::around(TestApp::sqlite().await, config)
    }

    /// Opens one whose registers are connected, as in the demo: what the State knows is not asked for on paper.
    pub(crate) async fn connected() -> Self {
        Self::connected_to().await.0
    }

    /// The same with the registers.
    async fn connected_to() -> (Self, SimulatedRegisters) {
        let form_origins = vec!["https://sso.example.vn".to_owned()];
        let (test, registers) = TestApp::sqlite().await.with_registers();
        (Self::around(test, Config { sample: true, form_origins, ..Config::default() }), registers)
    }

    /// The same while the population register keeps silent, until it is told otherwise.
    pub(crate) async fn with_a_silent_register() -> (Self, SimulatedRegisters) {
        let (site, registers) = Self::connected_to().await;
        registers.set("population", Mood::Down);
        (site, registers)
    }

    /// Opens one over an application that stands already, on whichever engine.
    pub(crate) fn over(test: TestApp) -> Self {
        Self::around(test, Config { sample: true, ..Config::default() })
    }

    /// Opens one over an application, with this configuration.
    pub(crate) fn around(test: TestApp, config: Config) -> Self {
        let web = Web { app: Arc::clone(&test.app), config: Arc::new(config) };
        Self { test, router: router(web).expect("every route has its handler") }
    }

    /// The router itself.
    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// Asks for anything.
    pub(crate) async fn ask(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.expect("the router always answers")
    }

    /// Opens an address.
    pub(crate) async fn get(&self, address: &str) -> Response<Body> {
        self.ask(Request::get(address).body(Body::empty()).unwrap()).await
    }

    /// The page at an address, in a language, for whoever has this session.
    pub(crate) async fn page(&self, address: &str, lang: Lang, session: Option<&str>) -> String {
        let sid = session.map(|id| format!("; sid={id}")).unwrap_or_default();
        let request = Request::get(address).header("cookie", format!("lang={}{sid}", lang.tag()));
        text(self.ask(request.body(Body::empty()).unwrap()).await).await
    }
}

/// The text of an answer.
pub(crate) async fn text(response: Response<Body>) -> String {
    let bytes = to_bytes(response.into_body(), 1 << 20).await.expect("a whole body");
    String::from_utf8(bytes.to_vec()).expect("pages are UTF-8")
}
