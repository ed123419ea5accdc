//! Reading what software asks: JSON bodies, the key of a deed, the version it is based on; and answering with a version.

use app::once::Claim;
use app::token::Bearer;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::{CONTENT_TYPE, ETAG, IF_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use kernel::FileHash;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::problem::{ApiError, ApiRefusal};
use crate::Web;

/// The header of the key under which a deed is done once.
pub(super) const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The header of a piece's SHA-256, in lower-case hexadecimal.
pub(super) const PIECE_HASH: HeaderName = HeaderName::from_static("x-sha256");
/// The longest key.
pub(super) const KEY_CHARS: usize = 128;

/// A body, read.
pub(super) struct Body<T>(pub(super) T);

/// A body and the claim under which the deed is done; for every POST.
pub(super) struct Asked<T> {
    pub(super) body: T,
    pub(super) claim: Claim,
}

/// A piece of a file, with the hash it was sent with.
pub(super) struct Piece {
    pub(super) hash: FileHash,
    pub(super) bytes: Vec<u8>,
}

/// A POST that says all in its address; what it carries is not read.
pub(super) struct Nothing {
    pub(super) claim: Claim,
}

impl<T: DeserializeOwned> FromRequest<Web> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Self::Rejection> {
        called_json(request.headers())?;
        read(&bytes(request, web).await?).map(Self)
    }
}

impl<T: DeserializeOwned> FromRequest<Web> for Asked<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Self::Rejection> {
        called_json(request.headers())?;
        let (parts, body) = request.into_parts();
        let bytes = bytes(Request::from_parts(parts.clone(), body), web).await?;
        // What cannot be read is told before a missing key: it is what the caller must mend first.
        let body = read(&bytes)?;
        Ok(Self { body, claim: claim(&parts, &bytes)? })
    }
}

impl FromRequest<Web> for Piece {
    type Rejection = ApiError;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Self::Rejection> {
        if !is_called(request.headers(), "application/octet-stream") {
            return Err(ApiRefusal::NotOctets.into());
        }
        let named = request.headers().get(&PIECE_HASH).and_then(|value| value.to_str().ok());
        let hash = named.and_then(FileHash::parse).ok_or(ApiRefusal::HashMissing)?;
        Ok(Self { hash, bytes: bytes(request, web).await?.to_vec() })
    }
}

impl FromRequestParts<Web> for Nothing {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Self::Rejection> {
        Ok(Self { claim: claim(parts, &[])? })
    }
}

fn called_json(headers: &HeaderMap) -> Result<(), ApiRefusal> {
    if is_called(headers, "application/json") { Ok(()) } else { Err(ApiRefusal::NotJson) }
}

fn is_called(headers: &HeaderMap, media_type: &str) -> bool {
    let called = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    called.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(media_type)
}

async fn bytes(request: Request, web: &Web) -> Result<Bytes, ApiError> {
    Bytes::from_request(request, web).await.map_err(|refused| {
        if refused.status() == StatusCode::PAYLOAD_TOO_LARGE {
            ApiRefusal::TooLarge.into()
        } else {
            ApiRefusal::Unreadable.into()
        }
    })
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| ApiRefusal::MalformedJson { why: error.to_string() })?;
    if holds_nul(&value) {
        return Err(ApiRefusal::WrongShape { why: "U+0000".to_owned() }.into());
    }
    serde_json::from_value(value).map_err(|error| ApiRefusal::WrongShape { why: error.to_string() }.into())
}

/// No sentence holds this character, and not every engine can keep it.
fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(holds_nul),
        Value::Object(map) => map.iter().any(|(key, value)| key.contains('\0') || holds_nul(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The key, and the hash of all that makes this request this request.
fn claim(parts: &Parts, body: &[u8]) -> Result<Claim, ApiError> {
    let bearer = parts.extensions.get::<Bearer>().ok_or(access::AccessRefusal::NotSignedIn)?;
    let key = parts.headers.get(&KEY).ok_or(ApiRefusal::KeyMissing)?;
    let key = key.to_str().map_err(|_| ApiRefusal::KeyMalformed)?.trim();
    if key.is_empty() || key.len() > KEY_CHARS || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(ApiRefusal::KeyMalformed.into());
    }
    let based_on = parts.headers.get(IF_MATCH).map(HeaderValue::as_bytes).unwrap_or_default();
    let mut hash = Sha256::new();
    for part in [parts.method.as_str().as_bytes(), parts.uri.path().as_bytes(), based_on, body] {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    Ok(Claim { account: bearer.caller.account(), key: key.to_owned(), request: hex::encode(hash.finalize()) })
}

/// The version a deed is based on, from `If-Match`.
pub(super) struct BasedOn(pub(super) i64);

impl FromRequestParts<Web> for BasedOn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Self::Rejection> {
        let header = parts.headers.get(IF_MATCH).ok_or(ApiRefusal::PreconditionMissing)?;
        let quoted = header.to_str().ok().map(str::trim);
        let version = quoted.and_then(|text| text.strip_prefix('"')?.strip_suffix('"')?.parse().ok());
        Ok(Self(version.ok_or(ApiRefusal::PreconditionMalformed)?))
    }
}

/// An answer with the version to base the next deed on.
pub(super) fn versioned<T: Serialize>(status: StatusCode, version: i64, answer: T) -> Response {
    let mut response = (status, Json(answer)).into_response();
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(ETAG, tag);
    }
    response
}
