//! The visitor's part: who asks, who do you want to be, and back with a code.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::grants::{Proof, Request};
use super::page;
use super::provider::Parts;
use super::token::LEVEL_ONE;

/// What a client writes into the address (OpenID Connect Core 3.1.2.1).
#[derive(Deserialize)]
pub(super) struct Asked {
    client_id: Option<String>,
    redirect_uri: Option<String>,
    response_type: Option<String>,
    scope: Option<String>,
    state: Option<String>,
    nonce: Option<String>,
    code_challenge: Option<String>,
    code_challenge_method: Option<String>,
    acr_values: Option<String>,
    prompt: Option<String>,
}

/// What the visitor pressed.
#[derive(Deserialize)]
pub(super) struct Pressed {
    request: String,
    login: Option<String>,
    low: Option<String>,
    deny: Option<String>,
}

/// `GET /authorize`: checks the request and shows the choice.
pub(super) async fn ask(State(parts): State<Arc<Parts>>, Query(asked): Query<Asked>) -> Response {
    let (client_id, redirect_uri) =
        (asked.client_id.clone().unwrap_or_default(), asked.redirect_uri.clone().unwrap_or_default());
    let client = parts.config.client(&client_id);
    if !client.is_some_and(|client| client.redirect_uris.contains(&redirect_uri)) {
        // Never redirect to an address nobody registered.
        return page::notice(&parts, StatusCode::BAD_REQUEST, UNKNOWN_CLIENT);
    }
    let request = Request {
        client_id,
        redirect_uri,
        state: asked.state.clone(),
        nonce: asked.nonce.clone(),
        code_challenge: asked.code_challenge.clone().unwrap_or_default(),
        acr_values: words(asked.acr_values.as_deref()).map(str::to_owned).collect(),
    };
    if let Some(error) = objection(&parts, &asked, &request) {
        return back(&parts, &request, &[("error", error)]);
    }
    let key = parts.secret();
    parts.grants().keep_request(key.clone(), request.clone(), parts.clock.now());
    page::choose(&parts, &key, &request)
}

/// `POST /authorize`: sends the visitor back with a code, or with a no.
pub(super) async fn answer(State(parts): State<Arc<Parts>>, Form(pressed): Form<Pressed>) -> Response {
    let now = parts.clock.now();
    let Some(request) = parts.grants().request(&pressed.request, now) else {
        return page::notice(&parts, StatusCode::BAD_REQUEST, TOO_LATE);
    };
    if pressed.deny.is_some() {
        return back(&parts, &request, &[("error", "access_denied")]);
    }
    let account = parts.config.account(pressed.login.as_deref().unwrap_or_default());
    let Some(account) = account.filter(|account| account.reaches(&request.acr_values)) else {
        return page::notice(&parts, StatusCode::BAD_REQUEST, NO_SUCH_ACCOUNT);
    };
    let at_level_one = pressed.low.is_some() && may_be_low(&parts, &request);
    let code = parts.secret();
    let proof = Proof { login: account.login.clone(), at_level_one, session: parts.secret() };
    parts.grants().keep_code(code.clone(), request.clone(), proof, now);
    back(&parts, &request, &[("code", &code)])
}

/// Whether level 1 is enough for the client, and is a level of this provider at all.
pub(super) fn may_be_low(parts: &Parts, request: &Request) -> bool {
    let is_asked =
        request.acr_values.is_empty() || request.acr_values.iter().any(|wished| wished == LEVEL_ONE);
    is_asked && parts.config.accounts.iter().any(|account| account.claim("acr") == LEVEL_ONE)
}

/// Why a request from a known client is sent back unanswered.
fn objection(parts: &Parts, asked: &Asked, request: &Request) -> Option<&'static str> {
    if asked.response_type.as_deref() != Some("code") {
        return Some("unsupported_response_type");
    }
    if !words(asked.scope.as_deref()).any(|scope| scope == "openid") {
        return Some("invalid_scope");
    }
    let is_digest = request.code_challenge.len() == 43;
    if asked.code_challenge_method.as_deref() != Some("S256") || !is_digest {
        return Some("invalid_request");
    }
    if words(asked.prompt.as_deref()).any(|prompt| prompt == "none") {
        return Some("login_required");
    }
    let reachable = parts.config.accounts.iter().any(|account| account.reaches(&request.acr_values));
    (!reachable).then_some("unmet_authentication_requirements")
}

fn words(text: Option<&str>) -> impl Iterator<Item = &str> {
    text.unwrap_or_default().split_whitespace()
}

fn back(parts: &Parts, request: &Request, told: &[(&str, &str)]) -> Response {
    let Ok(mut url) = url::Url::parse(&request.redirect_uri) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    url.query_pairs_mut().extend_pairs(told).append_pair("iss", &parts.config.issuer_url);
    if let Some(state) = &request.state {
        url.query_pairs_mut().append_pair("state", state);
    }
    Redirect::to(url.as_str()).into_response()
}

const UNKNOWN_CLIENT: [&str; 3] = [
    "Không nhận ra hệ thống yêu cầu",
    "Mã hệ thống hoặc địa chỉ quay về chưa được đăng ký ở đây. Hãy quay lại trang trước và báo cho đơn vị vận hành.",
    "Unknown client or redirect address. Go back and tell the operator.",
];

const TOO_LATE: [&str; 3] = [
    "Yêu cầu đăng nhập đã hết hạn",
    "Trang này đã mở quá 10 phút. Hãy quay lại nơi bạn bắt đầu và bấm Đăng nhập lần nữa.",
    "This sign-in has run out. Go back and sign in again.",
];

const NO_SUCH_ACCOUNT: [&str; 3] = [
    "Không có tài khoản này",
    "Tài khoản không có trong danh sách mẫu hoặc chưa đạt mức xác thực được yêu cầu. Hãy quay lại và chọn tài khoản khác.",
    "No such sample account at the level asked for. Go back and choose another.",
];
