//! The addresses of the service and what they answer.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{Authorised, Credential, Mood, Service, TRIES};

const SHA256: &str = "2.16.840.1.101.3.4.2.1";
/// Hashes in one authorisation.
const MAX_HASHES: usize = 100;

/// An error as the standard words it.
type No = (StatusCode, Json<Value>);

fn no(error: &str, description: &str) -> No {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": error, "error_description": description })))
}

impl Service {
    /// Its addresses, below `/csc/v2`.
    pub fn router(self: Arc<Self>) -> Router {
        Router::new()
            .route("/info", post(info))
            .route("/oauth2/token", post(token))
            .route("/credentials/list", post(list))
            .route("/credentials/info", post(credential))
            .route("/credentials/authorize", post(authorize))
            .route("/signatures/signHash", post(sign_hash))
            .with_state(self)
    }

    fn check(&self, headers: &HeaderMap) -> Result<(), No> {
        let state = self.state();
        if state.mood == Mood::Down {
            return Err((StatusCode::SERVICE_UNAVAILABLE, Json(Value::Null)));
        }
        let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let given = given.and_then(|value| value.strip_prefix("Bearer "));
        if given.is_some_and(|given| state.tokens.iter().any(|token| token == given)) {
            Ok(())
        } else {
            Err(no("invalid_token", "the access token is missing or unknown"))
        }
    }

    fn find(&self, body: &Value) -> Result<&Credential, No> {
        let id = body.get("credentialID").and_then(Value::as_str).unwrap_or_default();
        self.credentials.get(id).ok_or_else(|| no("invalid_request", "no such credential"))
    }
}

async fn info() -> Response {
    Json(json!({
        "specs": "2.0.0.2",
        "name": "Ký số từ xa giả lập — không phải dịch vụ thật",
        "region": "VN",
        "lang": "vi-VN",
        "authType": ["oauth2client"],
        "methods": ["credentials/list", "credentials/info", "credentials/authorize", "signatures/signHash"],
    }))
    .into_response()
}

async fn token(State(service): State<Arc<Service>>, Json(body): Json<Value>) -> Response {
    let word = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    if service.state().mood == Mood::Down {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    if (word("client_id"), word("client_secret")) != (service.client.0.as_str(), service.client.1.as_str()) {
        return no("invalid_client", "unknown client").into_response();
    }
    let token = service.secret();
    service.state().tokens.push(token.clone());
    Json(json!({ "access_token": token, "token_type": "Bearer", "expires_in": 3600 })).into_response()
}

async fn list(State(service): State<Arc<Service>>, headers: HeaderMap) -> Result<Json<Value>, No> {
    service.check(&headers)?;
    let ids: Vec<&String> = service.credentials.keys().collect();
    Ok(Json(json!({ "credentialIDs": ids })))
}

async fn credential(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Result<Json<Value>, No> {
    service.check(&headers)?;
    let found = service.find(&body)?;
    let chain: Vec<String> = found.chain.iter().map(|one| STANDARD.encode(one)).collect();
    Ok(Json(json!({
        "key": { "status": "enabled", "hashAlgo": [SHA256] },
        "cert": { "status": "valid", "certificates": chain },
        "auth": { "mode": "explicit", "expression": "PIN" },
        "SCAL": "2",
        "multisign": MAX_HASHES,
    })))
}

async fn authorize(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Result<Json<Value>, No> {
    service.check(&headers)?;
    let found = service.find(&body)?;
    let listed = body.get("authData").and_then(Value::as_array).cloned().unwrap_or_default();
    let given = listed.iter().find(|one| one.get("id").and_then(Value::as_str) == Some("PIN"));
    let given = given.and_then(|one| one.get("value")).and_then(Value::as_str).unwrap_or_default();
    let sad = service.secret();
    let mut state = service.state();
    let wrong = state.wrong.entry(found.id.clone()).or_default();
    if *wrong >= TRIES {
        return Err(no("pin_locked", "the credential is locked"));
    }
    if given != found.pin {
        *wrong += 1;
        let locked = *wrong >= TRIES;
        return Err(if locked {
            no("pin_locked", "the credential is locked")
        } else {
            no("invalid_pin", "the PIN is wrong")
        });
    }
    *wrong = 0;
    let hashes = hashes(&body)?;
    let count = body.get("numSignatures").and_then(Value::as_u64);
    if count != u64::try_from(hashes.len()).ok() {
        return Err(no("invalid_request", "numSignatures is not the number of hashes"));
    }
    state.authorised.insert(sad.clone(), Authorised { credential: found.id.clone(), hashes });
    Ok(Json(json!({ "SAD": sad, "expiresIn": 300 })))
}

fn hashes(body: &Value) -> Result<Vec<String>, No> {
    let listed = body.get("hashes").and_then(Value::as_array).cloned().unwrap_or_default();
    let texts: Option<Vec<String>> = listed.iter().map(|one| one.as_str().map(str::to_owned)).collect();
    match texts {
        Some(texts) if (1..=MAX_HASHES).contains(&texts.len()) => Ok(texts),
        Some(_) | None => Err(no("invalid_request", "hashes is missing, empty or too long")),
    }
}

async fn sign_hash(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Result<Json<Value>, No> {
    service.check(&headers)?;
    let found = service.find(&body)?;
    let sad = body.get("SAD").and_then(Value::as_str).unwrap_or_default();
    let mut state = service.state();
    // An authorisation is good once.
    let authorised = state.authorised.remove(sad).filter(|one| one.credential == found.id);
    let authorised = authorised.ok_or_else(|| no("invalid_request", "the SAD is unknown or used"))?;
    let asked = hashes(&body)?;
    if asked != authorised.hashes {
        return Err(no("invalid_request", "the hashes are not those the SAD is bound to"));
    }
    let mut values = Vec::new();
    for hash in &asked {
        let digest = STANDARD.decode(hash).map_err(|_| no("invalid_request", "a hash is not base64"))?;
        let digest = if state.mood == Mood::Wrong { vec![7; 32] } else { digest };
        if matches!(state.mood, Mood::EndsAfter(limit) if state.signed >= limit) {
            return Err(no("server_error", "the quota of the credential is used up"));
        }
        state.signed += 1;
        let value = found.key.sign_digest(&digest);
        values.push(STANDARD.encode(value.ok_or_else(|| no("server_error", "the key does not sign"))?));
    }
    Ok(Json(json!({ "signatures": values })))
}
