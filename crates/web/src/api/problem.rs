//! Every "no" and every failure as `application/problem+json` (RFC 9457), in the language the caller accepts.

use std::any::Any;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use catalogue::FieldProblem;
use kernel::{Fault, FaultKind, Refusal};
use serde::Serialize;
use utoipa::ToSchema;

use crate::errors::{again_after, fault_status, reference_number, refusal_status};
use crate::{Lang, Trouble, Web, WebRefusal, fault_sentence, problem_sentence, refusal_sentence, t};

kernel::refusals! {
    /// "Lý do API không nhận yêu cầu".
    pub enum ApiRefusal {
        /// Nothing stands at that address.
        NoAddress => "api.no-address";
        /// The address exists, but not for that method.
        NoSuchMethod => "api.no-such-method";
        /// The body is not called JSON.
        NotJson => "api.not-json";
        /// The body of a piece is not called bytes.
        NotOctets => "api.not-octets";
        /// A piece came without its hash.
        HashMissing => "api.hash-missing";
        /// The body is no JSON.
        MalformedJson { why } => "api.malformed-json";
        /// The body is JSON of another shape.
        WrongShape { why } => "api.wrong-shape";
        /// More than a request may hold.
        TooLarge => "api.too-large";
        /// A part of the address or a header cannot be read.
        Unreadable => "api.unreadable";
        /// The deed needs the version it is based on.
        PreconditionMissing => "api.precondition-missing";
        /// The version is not one this API gave.
        PreconditionMalformed => "api.precondition-malformed";
        /// The deed needs a key, so that it is done once.
        KeyMissing => "api.key-missing";
        /// The key is too long or not printable.
        KeyMalformed => "api.key-malformed";
        /// The cursor is not one this API gave.
        CursorMalformed => "api.cursor-malformed";
        /// A value of the query is none of those known.
        QueryMalformed { name } => "api.query-malformed";
        /// The token belongs to the other kind of account.
        OtherAccount => "api.other-account";
    }
}

/// Of what pages refuse, the one that software meets as well.
const TOO_MANY: &str = "web.too-many";

/// "Lỗi trả về": a problem as RFC 9457 writes it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// The stable address of the kind of problem: its entry on the page for developers.
    #[serde(rename = "type")]
    #[schema(format = "uri-reference")]
    kind: String,
    /// The kind of answer in a few words.
    title: String,
    /// The status of the answer.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What is the matter, and what to do next.
    detail: String,
    /// The stable code of the refusal or failure.
    code: String,
    /// Act and article the refusal stands on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    law: Option<String>,
    /// The number under which a failure stands in our log.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    reference: Option<String>,
    /// What is wrong, answer by answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
}

/// "Chỗ sai": one answer that is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FieldError {
    /// Where it stands in the request, as a JSON Pointer.
    pointer: String,
    /// Its stable code.
    code: String,
    /// What is the matter, and what to do.
    detail: String,
}

/// Why a request is not answered as asked.
#[derive(Debug)]
pub(crate) struct ApiError {
    what: Trouble,
    fields: Vec<FieldProblem>,
}

impl ApiError {
    /// With what is wrong answer by answer.
    pub(super) fn with_fields(mut self, fields: Vec<FieldProblem>) -> Self {
        self.fields = fields;
        self
    }

    fn status(&self) -> StatusCode {
        match &self.what {
            Trouble::Refused(refusal) => status_of(&refusal.code),
            Trouble::Faulted(fault) => fault_status(fault.kind),
        }
    }
}

/// The status of a code, where software needs another than a browser.
fn status_of(code: &str) -> StatusCode {
    match code {
        "access.not-signed-in" | "access.token-unknown" => StatusCode::UNAUTHORIZED,
        "app.conflict" | "app.draft-overtaken" => StatusCode::PRECONDITION_FAILED,
        "api.no-address" => StatusCode::NOT_FOUND,
        "api.no-such-method" => StatusCode::METHOD_NOT_ALLOWED,
        "api.not-json" | "api.not-octets" => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "api.too-large" => StatusCode::PAYLOAD_TOO_LARGE,
        "api.precondition-missing" => StatusCode::PRECONDITION_REQUIRED,
        "api.malformed-json"
        | "api.hash-missing"
        | "api.unreadable"
        | "api.precondition-malformed"
        | "api.key-missing"
        | "api.key-malformed"
        | "api.cursor-malformed"
        | "api.query-malformed" => StatusCode::BAD_REQUEST,
        "api.other-account" => StatusCode::FORBIDDEN,
        code => refusal_status(code),
    }
}

impl From<app::Error> for ApiError {
    fn from(error: app::Error) -> Self {
        let what = match error {
            app::Error::Refused(refusal) => Trouble::Refused(refusal),
            app::Error::Faulted(fault) => Trouble::Faulted(fault),
        };
        Self { what, fields: Vec::new() }
    }
}

impl From<Fault> for ApiError {
    fn from(fault: Fault) -> Self {
        Self { what: Trouble::Faulted(fault), fields: Vec::new() }
    }
}

macro_rules! from_refusals {
    ($($refusal:ty),* $(,)?) => { $(
        impl From<$refusal> for ApiError {
            fn from(refusal: $refusal) -> Self {
                Self { what: Trouble::Refused(refusal.into()), fields: Vec::new() }
            }
        }
    )* };
}

from_refusals!(
    ApiRefusal,
    WebRefusal,
    access::AccessRefusal,
    app::AppRefusal,
    crate::InputRefusal,
    upload::UploadRefusal,
);

impl IntoResponse for ApiError {
    /// A bare answer that carries the error; [`present`] writes it out.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// Every code a problem of the API may carry.
pub fn codes() -> impl Iterator<Item = &'static str> {
    let rooms = [
        ApiRefusal::CODES,
        access::AccessRefusal::CODES,
        app::AppRefusal::CODES,
        app::once::OnceRefusal::CODES,
        app::webhook::WebhookRefusal::CODES,
        catalogue::FormRefusal::CODES,
        catalogue::FieldProblem::CODES,
        dossier::DossierRefusal::CODES,
        upload::UploadRefusal::CODES,
        app::counter::CounterRefusal::CODES,
        kernel::PersonalIdRefusal::CODES,
        crate::InputRefusal::CODES,
        &[TOO_MANY],
    ];
    rooms.into_iter().flatten().copied().chain(FaultKind::ALL.into_iter().map(FaultKind::code))
}

/// The language of an answer: the first of ours the caller accepts, Vietnamese where none is named.
pub(super) fn language(headers: &HeaderMap) -> Lang {
    let wished = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut best = (Lang::Vi, 0.0_f32);
    for part in wished.split(',') {
        let mut pieces = part.trim().split(';');
        let tag = pieces.next().unwrap_or_default().split('-').next().unwrap_or_default();
        let weight = pieces.find_map(|piece| piece.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
        if let Some(lang) = Lang::from_tag(&tag.to_ascii_lowercase())
            && weight > best.1
        {
            best = (lang, weight);
        }
    }
    best.0
}

/// The language the caller is answered in, for what a handler says in words.
pub(super) struct Spoken(pub(super) Lang);

impl FromRequestParts<Web> for Spoken {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Self::Rejection> {
        Ok(Self(language(&parts.headers)))
    }
}

/// Writes out a carried error; the layer around every handler of the API.
pub(super) async fn present(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (lang, path) = (language(request.headers()), request.uri().path().to_owned());
    let mut response = next.run(request).await;
    let carried = response.extensions_mut().remove::<Arc<ApiError>>();
    let Some(error) = carried.or_else(|| unread(&response)) else {
        response.headers_mut().insert(CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
        return response;
    };
    let status = error.status();
    let problem = problem(&error, status, lang, &path, &web);
    let body = serde_json::to_string(&problem).unwrap_or_default();
    // What the framework has said beside it stays: `Allow` above all.
    let headers = response.headers_mut();
    for header in [axum::http::header::CONTENT_LENGTH, axum::http::header::TRANSFER_ENCODING] {
        headers.remove(header);
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"toantrinh\""));
    }
    if let Some(seconds) = again_after(&error.what) {
        headers.insert(RETRY_AFTER, seconds);
    }
    *response.status_mut() = status;
    *response.body_mut() = body.into();
    response
}

/// What the framework itself could not read: its plain text is replaced.
fn unread(response: &Response) -> Option<Arc<ApiError>> {
    let refusal = match response.status() {
        StatusCode::PAYLOAD_TOO_LARGE => ApiRefusal::TooLarge,
        StatusCode::NOT_FOUND => ApiRefusal::NoAddress,
        StatusCode::METHOD_NOT_ALLOWED => ApiRefusal::NoSuchMethod,
        status if status.is_client_error() => ApiRefusal::Unreadable,
        _ => return None,
    };
    Some(Arc::new(refusal.into()))
}

fn problem(error: &ApiError, status: StatusCode, lang: Lang, path: &str, web: &Web) -> Problem {
    let (code, detail, law, reference) = match &error.what {
        Trouble::Refused(refusal) => told(lang, refusal),
        Trouble::Faulted(fault) => {
            let reference = reference_number(web.app.entropy.as_ref());
            tracing::error!(reference, path, kind = fault.kind.code(), "{}", fault.chain());
            let sentence = fault_sentence(lang, fault.kind);
            (fault.kind.code().to_owned(), sentence, None, Some(reference))
        }
    };
    let field = |problem: &FieldProblem| FieldError {
        pointer: format!("/answers/{}", problem.field.replace('.', "/")),
        code: problem.code.clone(),
        detail: problem_sentence(lang, problem),
    };
    let mut errors: Vec<FieldError> = error.fields.iter().map(field).collect();
    if let Trouble::Refused(refusal) = &error.what
        && let Some((_, name)) = refusal.args.iter().find(|(name, _)| name == "field" && errors.is_empty())
    {
        // A refusal about one field says which.
        let pointer = format!("/answers/{}", name.replace('.', "/"));
        errors.push(FieldError { pointer, code: code.clone(), detail: detail.clone() });
    }
    Problem {
        kind: format!("{}#{code}", super::document::PAGE),
        title: t(lang, &format!("problem-{}", status.as_u16())),
        status: status.as_u16(),
        detail,
        code,
        law,
        reference,
        errors,
    }
}

fn told(lang: Lang, refusal: &Refusal) -> (String, String, Option<String>, Option<String>) {
    (refusal.code.clone(), refusal_sentence(lang, refusal), refusal.law.clone(), None)
}

/// What a token opened stays in no cache.
pub(super) async fn unkept(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if !response.headers().contains_key(CACHE_CONTROL) {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// A panic of a library is a fault like any other.
pub(super) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    let fault =
        Fault { kind: FaultKind::Internal, doing: "a handler of the API panicked".to_owned(), source: None };
    ApiError::from(fault).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_first_of_ours_that_is_accepted() {
        for (header, lang) in [
            ("", Lang::Vi),
            ("en", Lang::En),
            ("en-GB,en;q=0.9", Lang::En),
            ("fr, vi;q=0.5, en;q=0.4", Lang::Vi),
            ("vi;q=0.3, en;q=0.8", Lang::En),
            ("*", Lang::Vi),
            ("en;q=0", Lang::Vi),
        ] {
            let headers = HeaderMap::from_iter([(ACCEPT_LANGUAGE, HeaderValue::from_static(header))]);
            assert_eq!(language(&headers), lang, "{header}");
        }
    }
}
