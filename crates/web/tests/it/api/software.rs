//! A programme with a token: asks, and reads what it is answered.

use app::token::Caller;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::Value;
use testkit::TestApp;
use tower::ServiceExt;

use crate::site::Site;

/// A programme.
pub(super) struct Software<'a> {
    site: &'a Site,
    token: Option<String>,
}

/// What it was answered.
pub(super) struct Heard {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Value,
}

impl Heard {
    /// The body of an answer with this status.
    #[track_caller]
    pub(super) fn when(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self.body
    }

    /// The problem with this status and code.
    #[track_caller]
    pub(super) fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!(self.headers["content-type"], "application/problem+json", "{}", self.body);
        assert_eq!((self.status.as_u16(), self.body["code"].as_str()), (status, Some(code)), "{}", self.body);
        assert_eq!(self.body["type"], format!("/lap-trinh#{code}"));
        assert!(self.body["title"].is_string() && self.body["detail"].is_string());
        self.body
    }

    /// The version told in `ETag`.
    #[track_caller]
    pub(super) fn tag(&self) -> String {
        self.headers["etag"].to_str().unwrap().to_owned()
    }
}

impl<'a> Software<'a> {
    /// A programme that acts for somebody.
    pub(super) async fn of(site: &'a Site, who: &Caller) -> Self {
        Self { site, token: Some(site.test.token(who, "act").await) }
    }

    /// A programme that only looks.
    pub(super) async fn looking(site: &'a Site, who: &Caller) -> Self {
        Self { site, token: Some(site.test.token(who, "read").await) }
    }

    /// A programme with anything, or nothing, in its hand.
    pub(super) fn with(site: &'a Site, token: Option<&str>) -> Self {
        Self { site, token: token.map(str::to_owned) }
    }

    /// The application behind.
    pub(super) fn test(&self) -> &TestApp {
        &self.site.test
    }

    pub(super) async fn get(&self, address: &str) -> Heard {
        self.ask("GET", address, &[], Body::empty()).await
    }

    pub(super) async fn delete(&self, address: &str) -> Heard {
        self.ask("DELETE", address, &[], Body::empty()).await
    }

    /// Posts JSON under a key.
    pub(super) async fn post(&self, address: &str, key: &str, body: &Value) -> Heard {
        let headers = [("content-type", "application/json"), ("idempotency-key", key)];
        self.ask("POST", address, &headers, Body::from(body.to_string())).await
    }

    /// Posts JSON under a key, based on a version.
    pub(super) async fn act(&self, address: &str, key: &str, tag: &str, body: &Value) -> Heard {
        let headers = [("content-type", "application/json"), ("idempotency-key", key), ("if-match", tag)];
        self.ask("POST", address, &headers, Body::from(body.to_string())).await
    }

    /// Puts JSON, based on a version.
    pub(super) async fn put(&self, address: &str, tag: &str, body: &Value) -> Heard {
        let headers = [("content-type", "application/json"), ("if-match", tag)];
        self.ask("PUT", address, &headers, Body::from(body.to_string())).await
    }

    /// The bytes at an address, with what is said of them.
    pub(super) async fn fetch(&self, address: &str) -> (u16, HeaderMap, Vec<u8>) {
        let mut request = Request::get(address);
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let response = self.site.ask(request.body(Body::empty()).unwrap()).await;
        let (parts, body) = response.into_parts();
        (parts.status.as_u16(), parts.headers, to_bytes(body, 16 << 20).await.unwrap().to_vec())
    }

    /// Does one thing with a dossier as it stands now, twice under the same key.
    pub(super) async fn deed(&self, address: &str, body: Value) -> Value {
        let tag = self.get(address).await.tag();
        let (key, actions) = (self.test().app.new_secret(), format!("{address}/actions"));
        let receipt = self.act(&actions, &key, &tag, &body).await.when(200);
        let again = self.act(&actions, &key, &tag, &body).await.when(200);
        assert_eq!(receipt, again, "the same key hears the same");
        receipt
    }

    pub(super) async fn ask(
        &self,
        method: &str,
        address: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Heard {
        let mut request = Request::builder().method(method).uri(address);
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.site.router().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 4 << 20).await.unwrap();
        let body = if bytes.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&bytes)
                .unwrap_or_else(|_| panic!("{address}: {}", String::from_utf8_lossy(&bytes)))
        };
        Heard { status: parts.status, headers: parts.headers, body }
    }
}
