//! The guard of every route, in one place: who may come in, and that a form was filled in on our own page.
//!
//! What somebody may do inside is decided by `access` through `app`; here only the door is kept.

use std::sync::Arc;

use axum::Form;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::{Fault, FaultKind};
use url::form_urlencoded;

use crate::errors::carrying;
use crate::routes::{Guard, Route};
use crate::session::SessionTrouble;
use crate::{AccountKind, PageError, SignedIn, WebRefusal};

/// The most a form may hold.
pub(crate) const BODY_LIMIT_BYTES: usize = 1_048_576;
/// The hidden field every form of a signed-in page carries.
pub(crate) const CSRF_FIELD: &str = "csrf";
const FETCH_SITE: &str = "sec-fetch-site";

/// Lets a request through, sends it to sign in, or refuses it.
pub(crate) async fn enforce(State(route): State<&'static Route>, request: Request, next: Next) -> Response {
    if let Some(trouble) = request.extensions().get::<SessionTrouble>()
        && matches!(route.guard, Guard::Citizen | Guard::Officer)
    {
        return carrying(Arc::clone(&trouble.0));
    }
    let session = request.extensions().get::<Option<SignedIn>>().cloned().flatten();
    if let Err(response) = admit(route.guard, session.as_ref(), &request) {
        return response;
    }
    match own_form(session.as_ref(), request).await {
        Ok(request) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

fn admit(guard: Guard, session: Option<&SignedIn>, request: &Request) -> Result<(), Response> {
    let wanted = match guard {
        Guard::Public | Guard::Static => return Ok(()),
        Guard::Citizen => AccountKind::Citizen,
        Guard::Officer => AccountKind::Officer,
    };
    match session {
        Some(session) if session.kind == wanted => Ok(()),
        Some(_) => Err(PageError::from(WebRefusal::OtherAccount).into_response()),
        None if is_reading(request) => Err(Redirect::to(&sign_in_address(wanted, request)).into_response()),
        None => Err(PageError::from(access::AccessRefusal::NotSignedIn).into_response()),
    }
}

fn is_reading(request: &Request) -> bool {
    matches!(*request.method(), Method::GET | Method::HEAD)
}

/// The sign-in page, with the way back.
fn sign_in_address(wanted: AccountKind, request: &Request) -> String {
    let back = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("ve", &crate::lang::local_path(back));
    if wanted == AccountKind::Officer {
        query.append_pair("cho", "can-bo");
    }
    format!("/dang-nhap?{}", query.finish())
}

/// A change comes from our own page: not from another site, and with the secret of the session where there is one.
async fn own_form(session: Option<&SignedIn>, request: Request) -> Result<Request, PageError> {
    if is_reading(&request) {
        return Ok(request);
    }
    let site = request.headers().get(FETCH_SITE).map(|value| value.as_bytes().to_vec());
    if site.is_some_and(|site| site != b"same-origin" && site != b"none") {
        return Err(WebRefusal::Forged.into());
    }
    let Some(session) = session else { return Ok(request) };
    let (request, sent) = csrf_field(request).await?;
    match sent {
        Some(sent) if same(sent.as_bytes(), session.csrf.as_bytes()) => Ok(request),
        Some(_) | None => Err(WebRefusal::Forged.into()),
    }
}

/// Reads the hidden field and gives back the request as it came.
async fn csrf_field(request: Request) -> Result<(Request, Option<String>), PageError> {
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, BODY_LIMIT_BYTES).await.map_err(|error| body_error(error.into()))?;
    let copy = Request::from_parts(parts.clone(), Body::from(bytes.clone()));
    let form = Form::<Vec<(String, String)>>::from_request(copy, &()).await;
    let Form(fields) = form.map_err(|_| WebRefusal::Unreadable)?;
    let sent = fields.into_iter().find(|(name, _)| name == CSRF_FIELD).map(|(_, value)| value);
    Ok((Request::from_parts(parts, Body::from(bytes)), sent))
}

fn body_error(error: Box<dyn std::error::Error + Send + Sync>) -> PageError {
    let mut cause: Option<&dyn std::error::Error> = Some(error.as_ref());
    while let Some(inner) = cause {
        if inner.to_string().contains("length limit exceeded") {
            return WebRefusal::TooLarge.into();
        }
        cause = inner.source();
    }
    Fault::new(FaultKind::Internal, "reading a form", error).into()
}

/// Compares without telling by its time where two secrets part.
fn same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() || left.is_empty() {
        return false;
    }
    let difference = left.iter().zip(right).fold(0_u8, |sum, (a, b)| std::hint::black_box(sum | (a ^ b)));
    difference == 0
}
