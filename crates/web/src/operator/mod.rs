//! What the operator sees: is it alive, is it ready, how does it do. The answers come from `server` through one door.
//!
//! The public address only says alive or ready; the rest stands on a listener of its own, which nobody else reaches.

mod about;
mod health;
mod local;

use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

pub use about::{About, Fact, FaultSeen, Figure, Problem, Setting, Stuck};
pub use health::{Check, Detail, Health};
pub(crate) use health::{alive, ready};

use crate::{Web, assets, errors, headers, lang};

/// An answer that takes a while.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// "Việc vận hành": what the running program knows of itself.
pub trait Operations: Send + Sync {
    /// Can it serve?
    fn health(&self) -> Answer<'_, Health>;
    /// Everything an operator wants to know at a glance.
    fn about(&self) -> Answer<'_, About>;
    /// Its figures in the text Prometheus reads.
    fn metrics(&self) -> Answer<'_, String>;
}

/// The program's door to what it knows of itself; nothing where nobody operates it.
#[derive(Clone, Default)]
pub struct Operated(
    /// The door.
    pub Option<Arc<dyn Operations>>,
);

impl std::fmt::Debug for Operated {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "Operated" } else { "Operated(-)" })
    }
}

/// Every address of the operator's listener, and what for.
pub const OPERATOR_ROUTES: &[(&str, &str)] = &[
    ("/", "the page about itself"),
    ("/healthz", "alive, with details as JSON"),
    ("/readyz", "ready, with details as JSON; 503 where it is not"),
    ("/metrics", "figures for Prometheus"),
    ("/tai-nguyen/{hash}/{name}", "style, fonts, mark"),
];

/// The router of the operator's listener.
pub fn operator_router(web: Web) -> Router {
    Router::new()
        .route("/", get(about::get))
        .route("/healthz", get(health::alive_json))
        .route("/readyz", get(health::ready_json))
        .route("/metrics", get(metrics))
        .route("/tai-nguyen/{hash}/{name}", get(assets::get))
        .layer(from_fn_with_state(web.clone(), errors::present))
        .layer(from_fn(lang::choose))
        .layer(from_fn_with_state(web.clone(), headers::set))
        .layer(from_fn(local::only))
        .with_state(web)
}

async fn metrics(State(web): State<Web>) -> Response {
    let text = match &web.config.operated.0 {
        Some(operations) => operations.metrics().await,
        None => String::new(),
    };
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}
