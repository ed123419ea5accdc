//! What is told about the account to the holder of an access token.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::Fault;
use super::provider::Parts;
use super::token::as_proven;

/// Larger than any client should read, in bytes.
const HUGE: usize = 1_500_000;

/// `POST /userinfo`, the way the national providers are asked.
pub(super) async fn read_by_post(state: State<Arc<Parts>>, headers: HeaderMap) -> Response {
    if state.faults.is_on(Fault::UserInfoByGetOnly) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    read(state, headers).await
}

/// `GET /userinfo`, the way of the standard.
pub(super) async fn read(State(parts): State<Arc<Parts>>, headers: HeaderMap) -> Response {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = bearer.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    let proof = parts.grants().proof_of(token, parts.clock.now());
    let known = proof.and_then(|proof| Some((parts.config.account(&proof.login)?, proof)));
    let Some((account, proof)) = known else {
        let challenge = [(header::WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")];
        return (StatusCode::UNAUTHORIZED, challenge, Json(json!({"error": "invalid_token"})))
            .into_response();
    };
    let mut claims = account.claims.clone();
    if parts.faults.is_on(Fault::SwappedSubject) {
        let other = parts.config.accounts.iter().find(|other| other.login != account.login);
        claims = other.map_or(claims, |other| other.claims.clone());
    }
    as_proven(&mut claims, &proof, &parts);
    if parts.faults.is_on(Fault::HugeUserInfo) {
        claims.insert("DiaChi".into(), Value::String("x".repeat(HUGE)));
    }
    Json(claims).into_response()
}
