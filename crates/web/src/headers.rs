//! The headers every answer carries: what a browser may load, whom it tells where it came from, what it may keep.

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;

use crate::{Config, SignedIn, Web};

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");

/// Sets them.
pub(crate) async fn set(State(web): State<Web>, request: Request, next: Next) -> Response {
    let signed_in = request.extensions().get::<Option<SignedIn>>().is_some_and(Option::is_some);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (OPENER_POLICY, "same-origin"),
        (RESOURCE_POLICY, "same-origin"),
        (PERMISSIONS_POLICY, "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // A file that is handed out has a stricter one of its own.
    if !headers.contains_key(CONTENT_SECURITY_POLICY)
        && let Ok(policy) = HeaderValue::from_str(&content_policy(&web.config))
    {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    // A signed-in page stays in no cache; any other page depends on the cookie of the language.
    if !headers.contains_key(CACHE_CONTROL) {
        let keeping = if signed_in { "no-store" } else { "private, no-cache" };
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(keeping));
        headers.append(VARY, HeaderValue::from_static("cookie"));
    }
    response
}

/// Nothing inline, nothing from elsewhere; forms may lead on to the configured origins only.
fn content_policy(config: &Config) -> String {
    let mut forms = String::from("'self'");
    for origin in &config.form_origins {
        forms.push(' ');
        forms.push_str(origin);
    }
    format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; \
         connect-src 'self'; form-action {forms}; frame-ancestors 'none'; base-uri 'none'"
    )
}
