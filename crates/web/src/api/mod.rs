//! The API: the same use cases as JSON, under `/api/v1`. Translation only; the folder is the guard.
//!
//! The addresses stand in `routes.rs`, what each takes and answers in `operations.rs`, from which `document.rs` writes the
//! OpenAPI. `guard.rs` knows tokens and never looks at cookies, `problem.rs` says every "no" as RFC 9457, `asked.rs` reads
//! bodies and keys.

mod actions;
mod asked;
mod cursor;
mod document;
mod dossiers;
mod drafts;
mod guard;
mod me;
mod operations;
mod problem;
mod procedures;
mod shapes;
mod view;
mod webhooks;
mod work;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, delete, get, post, put};
use kernel::Fault;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::routes::{API_ROUTES, ApiMethod, ApiRoute};
use crate::{Web, headers, observe};

pub use document::document;
pub use operations::{Listed, listed};
pub use problem::{ApiRefusal, codes};

/// The part of every address that stands before what the router sees.
pub(crate) const ROOT: &str = "/api";
/// The most a request may hold.
const BODY_LIMIT_BYTES: usize = 1_048_576;

/// What answers each address. A new one is a line here, in `API_ROUTES` and in `operations.rs`.
fn handlers() -> Vec<(ApiMethod, &'static str, MethodRouter<Web>)> {
    use ApiMethod::{Delete, Get, Post, Put};
    vec![
        (Get, "/api/v1/openapi.json", get(document::openapi)),
        (Get, "/api/v1/procedures", get(procedures::list)),
        (Get, "/api/v1/procedures/{code}", get(procedures::one)),
        (Get, "/api/v1/procedures/{code}/schema", get(procedures::schema)),
        (Get, "/api/v1/procedures/{code}/agencies", get(procedures::agencies)),
        (Get, "/api/v1/me", get(me::get)),
        (Get, "/api/v1/drafts", get(drafts::list)),
        (Post, "/api/v1/drafts", post(drafts::begin)),
        (Get, "/api/v1/drafts/{draft}", get(drafts::one)),
        (Delete, "/api/v1/drafts/{draft}", delete(drafts::discard)),
        (Put, "/api/v1/drafts/{draft}/agency", put(drafts::choose)),
        (Put, "/api/v1/drafts/{draft}/pages/{page}", put(drafts::save)),
        (Post, "/api/v1/drafts/{draft}/submission", post(drafts::send)),
        (Get, "/api/v1/dossiers", get(dossiers::list)),
        (Post, "/api/v1/dossiers", post(dossiers::file)),
        (Get, "/api/v1/dossiers/{id}", get(dossiers::one)),
        (Post, "/api/v1/dossiers/{id}/supplement", post(dossiers::supplement)),
        (Post, "/api/v1/dossiers/{id}/withdrawal", post(dossiers::withdraw)),
        (Post, "/api/v1/dossiers/{id}/result", post(dossiers::take)),
        (Get, "/api/v1/readings", get(dossiers::readings)),
        (Get, "/api/v1/work", get(work::counts)),
        (Get, "/api/v1/work/{agency}/{holder}", get(work::list)),
        (Get, "/api/v1/work/dossiers/{tenant}/{id}", get(work::one)),
        (Get, "/api/v1/work/dossiers/{tenant}/{id}/officers", get(work::officers)),
        (Get, "/api/v1/work/dossiers/{tenant}/{id}/draft", get(work::draft)),
        (Post, "/api/v1/work/dossiers/{tenant}/{id}/actions", post(work::act)),
        (Get, "/api/v1/webhooks", get(webhooks::list)),
        (Post, "/api/v1/webhooks", post(webhooks::subscribe)),
        (Get, "/api/v1/webhooks/{webhook}", get(webhooks::one)),
        (Delete, "/api/v1/webhooks/{webhook}", delete(webhooks::end)),
        (Get, "/api/v1/webhooks/{webhook}/deliveries", get(webhooks::deliveries)),
        (Post, "/api/v1/webhooks/{webhook}/deliveries/{delivery}/replay", post(webhooks::replay)),
    ]
}

/// Builds the router of the API, without its root.
///
/// # Errors
/// A route without a handler, or a handler without a route.
pub(crate) fn router(web: &Web) -> Result<Router<Web>, Fault> {
    let mut handlers = handlers();
    let mut router = Router::new();
    for route in API_ROUTES {
        let found =
            handlers.iter().position(|(method, path, _)| (*method, *path) == (route.method, route.path));
        let Some(place) = found else { return Err(mismatch("no handler", route.path)) };
        let (_, path, handler) = handlers.swap_remove(place);
        let inner = path.strip_prefix(ROOT).ok_or_else(|| mismatch("not under the root", path))?;
        router = router.route(inner, guarded(handler, route, web));
    }
    match handlers.first() {
        Some((_, path, _)) => Err(mismatch("no line in API_ROUTES", path)),
        None => Ok(surrounded(router, web)),
    }
}

fn guarded(handler: MethodRouter<Web>, route: &'static ApiRoute, web: &Web) -> MethodRouter<Web> {
    handler.route_layer(from_fn_with_state((web.clone(), route), guard::enforce))
}

/// Outermost first: the log, headers, compression, problems in the caller's language, panics of libraries.
fn surrounded(router: Router<Web>, web: &Web) -> Router<Web> {
    router
        .fallback(|| async { problem::ApiError::from(ApiRefusal::NoAddress) })
        .method_not_allowed_fallback(|| async { problem::ApiError::from(ApiRefusal::NoSuchMethod) })
        .layer(DefaultBodyLimit::max(BODY_LIMIT_BYTES))
        .layer(CatchPanicLayer::custom(problem::panicked))
        .layer(from_fn_with_state(web.clone(), problem::present))
        .layer(CompressionLayer::new())
        .layer(from_fn(problem::unkept))
        .layer(from_fn_with_state(web.clone(), headers::set))
        .layer(from_fn(observe::observe))
}

fn mismatch(what: &str, path: &str) -> Fault {
    Fault::inconsistent(format!("routes of the API: {what} for {path}"))
}
