//! What the provider says of itself, its stylesheet, and signing out.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::page;
use super::provider::Parts;

/// `GET /.well-known/openid-configuration` (OpenID Connect Discovery 1.0).
pub(super) async fn configuration(State(parts): State<Arc<Parts>>) -> Json<Value> {
    let issuer = &parts.config.issuer_url;
    let levels: BTreeSet<&str> = parts.config.accounts.iter().map(|account| account.claim("acr")).collect();
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "jwks_uri": format!("{issuer}/jwks"),
        "revocation_endpoint": format!("{issuer}/revoke"),
        "end_session_endpoint": format!("{issuer}/logout"),
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": ["openid", "profile"],
        "acr_values_supported": levels,
        "authorization_response_iss_parameter_supported": true,
        "ui_locales_supported": ["vi"],
        "service_documentation": parts.config.label,
    }))
}

/// `GET /jwks`.
pub(super) async fn keys(State(parts): State<Arc<Parts>>) -> Json<Value> {
    Json(parts.signer().published())
}

/// `GET /style.css`.
pub(super) async fn style() -> Response {
    let headers =
        [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "max-age=3600")];
    (headers, include_str!("../../templates/oidc/style.css")).into_response()
}

/// What a client writes into the address to sign a person out.
#[derive(Deserialize)]
pub(super) struct Leaving {
    client_id: Option<String>,
    post_logout_redirect_uri: Option<String>,
    state: Option<String>,
}

/// `GET /logout`: no session is kept, so there is only the way back, to a registered address.
pub(super) async fn logout(State(parts): State<Arc<Parts>>, Query(leaving): Query<Leaving>) -> Response {
    let Some(wished) = leaving.post_logout_redirect_uri else {
        return page::notice(&parts, StatusCode::OK, SIGNED_OUT);
    };
    let asks = |id: &str| leaving.client_id.as_deref().is_none_or(|client_id| client_id == id);
    let known = parts
        .config
        .clients
        .iter()
        .any(|client| asks(&client.client_id) && client.post_logout_redirect_uris.contains(&wished));
    let Some(mut url) = url::Url::parse(&wished).ok().filter(|_| known) else {
        return page::notice(&parts, StatusCode::BAD_REQUEST, UNKNOWN_ADDRESS);
    };
    if let Some(state) = &leaving.state {
        url.query_pairs_mut().append_pair("state", state);
    }
    Redirect::to(url.as_str()).into_response()
}

const SIGNED_OUT: [&str; 3] = [
    "Đã đăng xuất",
    "Bạn có thể đóng trang này, hoặc quay lại cổng dịch vụ để đăng nhập bằng tài khoản mẫu khác.",
    "Signed out. Close this page, or go back and sign in as somebody else.",
];

const UNKNOWN_ADDRESS: [&str; 3] = [
    "Không thể quay về địa chỉ này",
    "Bạn đã đăng xuất, nhưng địa chỉ quay về chưa được đăng ký ở đây. Hãy tự mở lại cổng dịch vụ.",
    "Signed out, but the return address is not registered here. Open the portal yourself.",
];
