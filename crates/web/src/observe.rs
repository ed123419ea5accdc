//! One line in the log and one count for each request: method, the route's template, status, time, the request's number.
//!
//! No address as it was typed, no query, no body, no name: what people do is nobody's to read in a log.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{Extensions, HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What tells this start of the program from every other one.
static START: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(std::process::id()));
static COUNT: AtomicU64 = AtomicU64::new(1);

/// Notes a request and its answer; the outermost layer.
pub(crate) async fn observe(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let id = format!("{:08x}-{number:06x}", *START & 0xffff_ffff);
    let (method, route) = (method(request.method()), route(request.extensions()));
    let span = tracing::info_span!("request", id);
    let mut response = next.run(request).instrument(span).await;
    let (status, took) = (response.status().as_u16(), started.elapsed());
    tracing::info!(target: "request", method, route, status, ms = milliseconds(took), id);
    metrics::counter!("toantrinh_http_requests_total",
        "method" => method, "route" => route.clone(), "status" => status.to_string())
    .increment(1);
    metrics::histogram!("toantrinh_http_request_seconds", "method" => method, "route" => route)
        .record(took.as_secs_f64());
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// Tenths of a millisecond say enough.
fn milliseconds(took: std::time::Duration) -> f64 {
    (took.as_secs_f64() * 10_000.0).round() / 10.0
}

/// The template of the route a request was sent to; an address nobody answers has none.
pub(crate) fn route(extensions: &Extensions) -> String {
    extensions.get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned()
}

/// Methods have names by the hundred; only ours are told apart.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "-",
    }
}
