//! The operator's page answers to addresses and to this machine's own name only, so that no page of the world wide web
//! can have a browser read it under a name that was pointed here.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::HOST;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Lets a request through whose `Host` is an address or `localhost`.
pub(super) async fn only(request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if is_local(host) { next.run(request).await } else { StatusCode::MISDIRECTED_REQUEST.into_response() }
}

fn is_local(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|digit| digit.is_ascii_digit()) => name,
        Some(_) | None => host,
    };
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    name == "localhost" || bare.parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn names_of_the_world_are_not_ours() {
        for host in ["localhost", "localhost:9464", "127.0.0.1:9464", "[::1]:9464", "10.0.0.7", "[fd00::1]"] {
            assert!(is_local(host), "{host}");
        }
        for host in ["", "example.vn", "example.vn:9464", "localhost.example.vn", "127.0.0.1.example.vn:80"] {
            assert!(!is_local(host), "{host}");
        }
    }
}
