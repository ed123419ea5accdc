//! The client's part: a code for an ID token and an access token.

use std::sync::Arc;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use base64::{Engine, engine::general_purpose::STANDARD, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::grants::{ACCESS_LIFE, Code, Proof};
use super::provider::Parts;
use super::signer::Seal;
use super::{Fault, SampleAccount};

/// How long an ID token lives, in seconds.
const TOKEN_LIFE_S: i64 = 300;
/// The `acr` of somebody who proved less than the account can.
pub(super) const LEVEL_ONE: &str = "loa1";

/// What a client posts (RFC 6749 4.1.3, RFC 7636 4.5).
#[derive(Deserialize)]
pub(super) struct Exchange {
    grant_type: Option<String>,
    code: Option<String>,
    redirect_uri: Option<String>,
    code_verifier: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
}

/// `POST /token`.
pub(super) async fn exchange(
    State(parts): State<Arc<Parts>>,
    headers: HeaderMap,
    Form(posted): Form<Exchange>,
) -> Response {
    if parts.faults.is_on(Fault::GarbledToken) {
        return "<html>Bảo trì</html>".into_response();
    }
    match tokens(&parts, &headers, &posted) {
        Ok(tokens) => Json(tokens).into_response(),
        Err((status, error)) => (status, Json(json!({"error": error}))).into_response(),
    }
}

type Refused = (StatusCode, &'static str);

fn tokens(parts: &Parts, headers: &HeaderMap, posted: &Exchange) -> Result<Value, Refused> {
    let secret = (posted.client_id.clone(), posted.client_secret.clone());
    let client_id =
        authenticate(parts, headers, secret).ok_or((StatusCode::UNAUTHORIZED, "invalid_client"))?;
    if posted.grant_type.as_deref() != Some("authorization_code") {
        return Err((StatusCode::BAD_REQUEST, "unsupported_grant_type"));
    }
    let invalid_grant = (StatusCode::BAD_REQUEST, "invalid_grant");
    let failed = (StatusCode::INTERNAL_SERVER_ERROR, "server_error");
    let (now, key) = (parts.clock.now(), posted.code.as_deref().unwrap_or_default());
    let mut grants = parts.grants();
    let code = grants.code(key, now).map_err(|_| invalid_grant)?;
    if code.request.client_id != client_id
        || posted.redirect_uri.as_deref() != Some(code.request.redirect_uri.as_str())
        || !proves(posted.code_verifier.as_deref().unwrap_or_default(), &code.request.code_challenge)
    {
        return Err(invalid_grant);
    }
    let account = parts.config.account(&code.proof.login).ok_or(failed)?;
    let id_token = id_token(parts, &code, account).ok_or(failed)?;
    let access_token = parts.secret();
    grants.spend(key, code, &access_token, now);
    Ok(json!({
        "access_token": access_token, "token_type": "Bearer", "expires_in": ACCESS_LIFE.as_secs(), "id_token": id_token,
    }))
}

/// The client that proves itself by form fields or by Basic authentication.
fn authenticate(
    parts: &Parts,
    headers: &HeaderMap,
    posted: (Option<String>, Option<String>),
) -> Option<String> {
    let (client_id, secret) = match headers.get(header::AUTHORIZATION) {
        Some(basic) => basic_pair(basic.to_str().ok()?)?,
        None => (posted.0?, posted.1?),
    };
    let client = parts.config.client(&client_id)?;
    verify_slices_are_equal(client.client_secret.as_bytes(), secret.as_bytes()).ok()?;
    Some(client_id)
}

/// Both halves are form-encoded before they are joined (RFC 6749 2.3.1).
fn basic_pair(header: &str) -> Option<(String, String)> {
    let bytes = STANDARD.decode(header.strip_prefix("Basic ")?.trim()).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((form_decoded(id)?, form_decoded(secret)?))
}

fn form_decoded(text: &str) -> Option<String> {
    url::form_urlencoded::parse(text.as_bytes()).next().map(|(decoded, _)| decoded.into_owned())
}

fn proves(verifier: &str, challenge: &str) -> bool {
    (43..=128).contains(&verifier.len())
        && URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())) == challenge
}

/// Says the level that was proved where it is less than the account's.
pub(super) fn as_proven(claims: &mut Map<String, Value>, proof: &Proof, parts: &Parts) {
    let level = match (parts.faults.is_on(Fault::UnknownLevel), proof.at_level_one) {
        (true, _) => "loa-la",
        (false, true) => LEVEL_ONE,
        (false, false) => return,
    };
    for name in ["acr", "loAs"] {
        if claims.contains_key(name) {
            claims.insert(name.into(), level.into());
        }
    }
}

/// What a client posts to give an access token back (RFC 7009).
#[derive(Deserialize)]
pub(super) struct Returned {
    token: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
}

/// `POST /revoke`: an unknown token is as good as given back.
pub(super) async fn revoke(
    State(parts): State<Arc<Parts>>,
    headers: HeaderMap,
    Form(returned): Form<Returned>,
) -> StatusCode {
    let secret = (returned.client_id, returned.client_secret);
    if authenticate(&parts, &headers, secret).is_none() {
        return StatusCode::UNAUTHORIZED;
    }
    parts.grants().revoke(returned.token.as_deref().unwrap_or_default());
    StatusCode::OK
}

fn id_token(parts: &Parts, code: &Code, account: &SampleAccount) -> Option<String> {
    let fault = |fault| parts.faults.is_on(fault);
    let mut made_at = parts.clock.now().as_second();
    if fault(Fault::ExpiredToken) {
        made_at -= 3_600;
    }
    if fault(Fault::TokenFromTheFuture) {
        made_at += 3_600;
    }
    let or = |bad: bool, wrong: &str, right: &str| if bad { wrong.to_owned() } else { right.to_owned() };
    let mut claims = Map::new();
    claims.insert(
        "iss".into(),
        or(fault(Fault::WrongIssuer), "https://another.example", &parts.config.issuer_url).into(),
    );
    claims.insert(
        "aud".into(),
        or(fault(Fault::WrongAudience), "another-client", &code.request.client_id).into(),
    );
    claims.insert("iat".into(), made_at.into());
    claims.insert("exp".into(), (made_at + TOKEN_LIFE_S).into());
    let proven_at = code.issued_at.as_second() - if fault(Fault::OldProof) { 3_600 } else { 0 };
    if !fault(Fault::NoAuthTime) {
        claims.insert("auth_time".into(), proven_at.into());
    }
    claims.insert("sid".into(), code.proof.session.clone().into());
    for name in ["sub", "TechID", "acr", "loAs"] {
        if let Some(value) = account.claims.get(name) {
            claims.insert(name.into(), value.clone());
        }
    }
    as_proven(&mut claims, &code.proof, parts);
    if let Some(nonce) = &code.request.nonce {
        claims.insert("nonce".into(), or(fault(Fault::WrongNonce), "another-nonce", nonce).into());
    }
    let seal = match (fault(Fault::AlgNone), fault(Fault::WrongSignature)) {
        (true, _) => Seal::Absent,
        (false, true) => Seal::Stranger,
        (false, false) => Seal::Honest,
    };
    parts.signer().sign(claims, seal)
}
