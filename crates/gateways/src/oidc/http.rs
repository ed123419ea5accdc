//! The calls we make to a provider: no redirects followed, short waits, bounded answers.

use std::time::Duration;

use reqwest::{Client, RequestBuilder, StatusCode, header};
use serde_json::{Map, Value};
use url::Url;

use super::{IssuerConfig, OidcFault, UserInfoMethod};

/// The largest answer read, in bytes; a real one has a few thousand.
const ANSWER_LIMIT: usize = 1_000_000;

/// One answer, read whole.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) body: Vec<u8>,
}

/// An HTTP client for one provider.
pub(super) struct Http {
    client: Client,
    issuer: String,
}

impl Http {
    pub(super) fn new(config: &IssuerConfig) -> Result<Self, OidcFault> {
        let wrong = |error: reqwest::Error| OidcFault::configuration(&config.key, error.to_string());
        let builder = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_millis(config.connect_timeout_ms))
            .timeout(Duration::from_millis(config.total_timeout_ms))
            .no_proxy();
        let builder = match &config.proxy {
            Some(proxy) => builder.proxy(reqwest::Proxy::all(proxy).map_err(wrong)?),
            None => builder,
        };
        Ok(Self { client: builder.build().map_err(wrong)?, issuer: config.key.clone() })
    }

    /// Posts a form and reads the answer.
    pub(super) async fn post_form(
        &self,
        step: &'static str,
        url: &Url,
        fields: &[(&str, &str)],
    ) -> Result<Answer, OidcFault> {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self
            .client
            .post(url.clone())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body);
        self.send(step, request).await
    }

    /// Reads a public document.
    pub(super) async fn get(&self, step: &'static str, url: &Url) -> Result<Answer, OidcFault> {
        self.send(step, self.client.get(url.clone())).await
    }

    /// Reads user info the way the provider wants it.
    pub(super) async fn user_info(
        &self,
        url: &Url,
        access_token: &str,
        method: UserInfoMethod,
    ) -> Result<Answer, OidcFault> {
        let step = "userinfo";
        if method != UserInfoMethod::Get {
            let posted =
                self.client.post(url.clone()).bearer_auth(access_token).header(header::CONTENT_LENGTH, 0);
            let answer = self.send(step, posted).await?;
            if method == UserInfoMethod::Post || answer.status != StatusCode::METHOD_NOT_ALLOWED {
                return Ok(answer);
            }
        }
        self.send(step, self.client.get(url.clone()).bearer_auth(access_token)).await
    }

    /// The JSON object inside an answer.
    pub(super) fn object(
        &self,
        step: &'static str,
        answer: &Answer,
    ) -> Result<Map<String, Value>, OidcFault> {
        serde_json::from_slice(&answer.body)
            .map_err(|error| OidcFault::bad_answer(&self.issuer, step, format!("not a JSON object: {error}")))
    }

    async fn send(&self, step: &'static str, request: RequestBuilder) -> Result<Answer, OidcFault> {
        let request = request.header(header::ACCEPT, "application/json");
        let mut response = request.send().await.map_err(|error| self.failed(step, &error))?;
        let status = response.status();
        if status.is_server_error() {
            let detail = format!("status {}", status.as_u16());
            return Err(OidcFault::Down { issuer: self.issuer.clone(), step, detail });
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.failed(step, &error))? {
            if body.len() + chunk.len() > ANSWER_LIMIT {
                return Err(OidcFault::bad_answer(&self.issuer, step, "answer too large"));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status, body })
    }

    fn failed(&self, step: &'static str, error: &reqwest::Error) -> OidcFault {
        let issuer = self.issuer.clone();
        if error.is_timeout() {
            return OidcFault::TimedOut { issuer, step };
        }
        let mut detail = error.to_string();
        let mut cause = std::error::Error::source(error);
        while let Some(inner) = cause {
            detail = format!("{detail}: {inner}");
            cause = inner.source();
        }
        OidcFault::Down { issuer, step, detail }
    }
}
