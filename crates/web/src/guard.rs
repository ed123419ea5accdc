//! The guard of every route, in one place: who may come in, and that a form was filled in on our own page.
//!
//! What somebody may do inside is decided by `access` through `app`; here only the door is kept.

use std::sync::Arc;

use axum::Form;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::{Fault, FaultKind};

use crate::errors::carrying;
use crate::limits::Gatekeeper;
use crate::routes::{Guard, Route};
use crate::session::SessionTrouble;
use crate::{AccountKind, Config, PageError, SignedIn, Web, WebRefusal, kept};

/// The most a form may hold.
pub(crate) const BODY_LIMIT_BYTES: usize = 1_048_576;
/// The forms that carry files, and the most one may hold: a few photos of a phone.
const UPLOAD_PATHS: [&str; 4] = [
    "/giay-to/{purpose}/{part}",
    "/can-bo/quay/{tenant}/{intake}/giay-to/{part}",
    "/can-bo/chi-dao/moi",
    "/can-bo/nhiem-vu/{tenant}/{task}/san-pham",
];
const UPLOAD_LIMIT_BYTES: usize = 33_554_432;
/// Where anybody compares a file, and the most it may be: a copy of the largest scan, with its signatures.
const CHECK_PATHS: [&str; 2] = ["/kiem-tra", "/kiem-tra/{code}"];
const CHECK_LIMIT_BYTES: usize = 16_777_216;
/// The header that carries the secret where the body is a piece of a file.
const CSRF_HEADER: &str = "x-csrf";
/// The hidden field every form of a signed-in page carries.
pub(crate) const CSRF_FIELD: &str = "csrf";
const FETCH_SITE: &str = "sec-fetch-site";

/// "Cửa của một đường dẫn": a route with what its guard must know.
#[derive(Clone)]
pub(crate) struct Door {
    /// The route.
    pub(crate) route: &'static Route,
    /// The use cases and the configuration.
    pub(crate) web: Web,
    /// How often somebody may ask.
    pub(crate) gatekeeper: Arc<Gatekeeper>,
}

/// "Đứng ở đâu trước cửa": what somebody lacks to come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Nothing.
    In,
    /// A session.
    Nobody,
    /// The right kind of account.
    OtherSide,
    /// Proof at level 2.
    Unproven,
}

/// Lets a request through, sends it to sign in, or refuses it.
pub(crate) async fn enforce(State(door): State<Door>, request: Request, next: Next) -> Response {
    let guard = door.route.guard;
    if let Err(too_many) = door.gatekeeper.count(door.route, &door.web.config, &request) {
        return PageError::from(too_many).into_response();
    }
    if let Some(trouble) = request.extensions().get::<SessionTrouble>()
        && guard.needs_session()
    {
        return carrying(Arc::clone(&trouble.0));
    }
    let session = request.extensions().get::<Option<SignedIn>>().cloned().flatten();
    let standing = standing(guard, session.as_ref());
    if standing == Standing::OtherSide {
        return PageError::from(WebRefusal::OtherAccount).into_response();
    }
    if is_reading(&request) && standing != Standing::In {
        return Redirect::to(&on_the_way(standing, guard, &request)).into_response();
    }
    let limit = body_limit_bytes(door.route);
    let request = match own_form(&door.web.config, session.as_ref(), request, limit).await {
        Ok(request) => request,
        Err(error) => return error.into_response(),
    };
    // What was typed waits until its sender has signed in, or proved more.
    let kept = match (standing, session) {
        (Standing::In, _) => return next.run(request).await,
        (Standing::Unproven, Some(session)) => kept::until_proven(&door.web, &session.session, request).await,
        (Standing::Nobody | Standing::Unproven | Standing::OtherSide, _) => {
            kept::until_signed_in(&door.web, request).await
        }
    };
    kept.unwrap_or_else(IntoResponse::into_response)
}

fn standing(guard: Guard, session: Option<&SignedIn>) -> Standing {
    let wanted = match guard {
        Guard::Public | Guard::Static => return Standing::In,
        Guard::SignedIn => None,
        Guard::Citizen | Guard::Verified => Some(AccountKind::Citizen),
        Guard::Officer => Some(AccountKind::Officer),
    };
    match session {
        None => Standing::Nobody,
        Some(session) if wanted.is_some_and(|wanted| wanted != session.kind) => Standing::OtherSide,
        Some(session) if guard == Guard::Verified && !session.session.is_verified() => Standing::Unproven,
        Some(_) => Standing::In,
    }
}

/// Where somebody who wants to look goes first, with the way back.
fn on_the_way(standing: Standing, guard: Guard, request: &Request) -> String {
    let back = request.uri().path_and_query().map_or("/", |path| path.as_str());
    match standing {
        Standing::Unproven => kept::step_up_address(back, false),
        Standing::In | Standing::Nobody | Standing::OtherSide => {
            kept::sign_in_address(back, guard == Guard::Officer)
        }
    }
}

fn is_reading(request: &Request) -> bool {
    matches!(*request.method(), Method::GET | Method::HEAD)
}

/// A change comes from our own page: not from another site, and with the secret of the session where there is one.
async fn own_form(
    config: &Config,
    session: Option<&SignedIn>,
    request: Request,
    limit_bytes: usize,
) -> Result<Request, PageError> {
    if is_reading(&request) {
        return Ok(request);
    }
    if !is_from_here(config, &request) {
        return Err(WebRefusal::Forged.into());
    }
    let Some(session) = session else { return Ok(request) };
    let header = request.headers().get(CSRF_HEADER).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let (request, sent) = match header {
        Some(sent) => (request, Some(sent)),
        None => csrf_field(request, limit_bytes).await?,
    };
    match sent {
        Some(sent) if same(sent.as_bytes(), session.csrf.as_bytes()) => Ok(request),
        Some(_) | None => Err(WebRefusal::Forged.into()),
    }
}

/// Whether the browser says that our own page sent this; one that says nothing is believed, for the secret decides.
fn is_from_here(config: &Config, request: &Request) -> bool {
    let header = |name: &str| request.headers().get(name).map(HeaderValue::as_bytes);
    if header(FETCH_SITE).is_some_and(|site| site != b"same-origin" && site != b"none") {
        return false;
    }
    let Some(origin) = header("origin") else { return true };
    let host = header("host").unwrap_or_default();
    let sent_to_host = [&b"https://"[..], b"http://"].iter().any(|scheme| {
        origin.strip_prefix(*scheme).is_some_and(|from| !host.is_empty() && from.eq_ignore_ascii_case(host))
    });
    sent_to_host || (!config.origin.is_empty() && origin == config.origin.as_bytes())
}

/// Reads the hidden field and gives back the request as it came.
async fn csrf_field(request: Request, limit_bytes: usize) -> Result<(Request, Option<String>), PageError> {
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, limit_bytes).await.map_err(|error| body_error(error.into()))?;
    let copy = Request::from_parts(parts.clone(), Body::from(bytes.clone()));
    let media_type = parts.headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    if media_type.starts_with(b"multipart/form-data") {
        let sent = first_part(copy).await?;
        return Ok((Request::from_parts(parts, Body::from(bytes)), sent));
    }
    let form = Form::<Vec<(String, String)>>::from_request(copy, &()).await;
    let Form(fields) = form.map_err(|_| WebRefusal::Unreadable)?;
    let sent = fields.into_iter().find(|(name, _)| name == CSRF_FIELD).map(|(_, value)| value);
    Ok((Request::from_parts(parts, Body::from(bytes)), sent))
}

/// The secret of a form with files: its first part.
async fn first_part(copy: Request) -> Result<Option<String>, PageError> {
    let mut form = Multipart::from_request(copy, &()).await.map_err(|_| WebRefusal::Unreadable)?;
    match form.next_field().await.map_err(|_| WebRefusal::Unreadable)? {
        Some(field) if field.name() == Some(CSRF_FIELD) => {
            Ok(Some(field.text().await.map_err(|_| WebRefusal::Unreadable)?))
        }
        Some(_) | None => Ok(None),
    }
}

/// The most a request to this route may hold: forms are small, except those that carry files.
pub(crate) fn body_limit_bytes(route: &Route) -> usize {
    if UPLOAD_PATHS.contains(&route.path) {
        UPLOAD_LIMIT_BYTES
    } else if CHECK_PATHS.contains(&route.path) {
        CHECK_LIMIT_BYTES
    } else {
        BODY_LIMIT_BYTES
    }
}

fn body_error(error: Box<dyn std::error::Error + Send + Sync>) -> PageError {
    let mut cause: Option<&dyn std::error::Error> = Some(error.as_ref());
    while let Some(inner) = cause {
        let said = inner.to_string();
        if said.contains("length limit exceeded") {
            return WebRefusal::TooLarge.into();
        }
        if said.contains("within the designated timeout") {
            return WebRefusal::TooSlow.into();
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

#[cfg(test)]
mod tests {
    use access::Staff;
    use app::identity::{Citizen, Proof, Session};
    use axum::Router;
    use axum::http::{Response, StatusCode, header::LOCATION};
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;
    use crate::routes::{Method as RouteMethod, Route};

    static CITIZEN: Route = Route::new(RouteMethod::Get, "/x", Guard::Citizen, "a test");
    static PUBLIC: Route = Route::new(RouteMethod::Get, "/x", Guard::Public, "a test");

    fn session(kind: AccountKind) -> SignedIn {
        let csrf = "secret".to_owned();
        let proof = Proof {
            issuer: "test".to_owned(),
            account: "1".to_owned(),
            handle: "1".to_owned(),
            proven_at: jiff::Timestamp::UNIX_EPOCH,
        };
        SignedIn::from(match kind {
            AccountKind::Citizen => {
                let (account, name) = ("vneid:1".to_owned(), "Hồng".to_owned());
                Session::Citizen { who: Citizen { account, name, person: None, level: 2 }, csrf, proof }
            }
            AccountKind::Officer => {
                let (id, name) = ("binh".to_owned(), "Bình".to_owned());
                Session::Official { who: Staff { id, name, posts: Vec::new() }, csrf, proof }
            }
        })
    }

    async fn ask(route: &'static Route, kind: Option<AccountKind>, request: Request) -> Response<Body> {
        let test = testkit::TestApp::sqlite().await;
        let mut request = request;
        request.extensions_mut().insert(kind.map(session));
        let handler = get(|| async { "in" }).post(|body: String| async move { body });
        let config = Config { origin: "https://portal.example".to_owned(), ..Config::default() };
        let web = Web { app: Arc::clone(&test.app), config: Arc::new(config) };
        let gatekeeper = Arc::new(Gatekeeper::new(&web.config.limits, web.app.clock.clone()));
        Router::new()
            .route("/x", handler.route_layer(from_fn_with_state(Door { route, web, gatekeeper }, enforce)))
            .oneshot(request)
            .await
            .unwrap()
    }

    fn read() -> Request {
        Request::get("/x?a=1&b=2").body(Body::empty()).unwrap()
    }

    fn post(body: &str, site: &str) -> Request {
        Request::post("/x")
            .header("content-type", "application/x-www-form-urlencoded")
            .header(FETCH_SITE, site)
            .body(Body::from(body.to_owned()))
            .unwrap()
    }

    #[tokio::test]
    async fn nobody_is_sent_to_sign_in_and_comes_back() {
        let answer = ask(&CITIZEN, None, read()).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(answer.headers()[LOCATION], "/dang-nhap?ve=%2Fx%3Fa%3D1%26b%3D2");
        let form = ask(&CITIZEN, None, post("csrf=secret", "same-origin")).await;
        assert_eq!(form.status(), StatusCode::FORBIDDEN);
    }

    #[tokio::test]
    async fn the_other_kind_of_account_stays_out() {
        assert_eq!(ask(&CITIZEN, Some(AccountKind::Officer), read()).await.status(), StatusCode::FORBIDDEN);
        assert_eq!(ask(&CITIZEN, Some(AccountKind::Citizen), read()).await.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn a_form_needs_the_secret_of_its_session_and_our_own_page() {
        let citizen = Some(AccountKind::Citizen);
        for (body, site, status) in [
            ("csrf=secret&name=A", "same-origin", StatusCode::OK),
            ("csrf=Secret&name=A", "same-origin", StatusCode::FORBIDDEN),
            ("csrf=&name=A", "same-origin", StatusCode::FORBIDDEN),
            ("name=A", "same-origin", StatusCode::FORBIDDEN),
            ("csrf=secret&name=A", "cross-site", StatusCode::FORBIDDEN),
            ("csrf=secret&name=A", "same-site", StatusCode::FORBIDDEN),
        ] {
            for route in [&CITIZEN, &PUBLIC] {
                assert_eq!(ask(route, citizen, post(body, site)).await.status(), status, "{body} {site}");
            }
        }
    }

    #[tokio::test]
    async fn a_form_comes_from_where_the_page_came_from() {
        for (origin, host, status) in [
            ("https://portal.example", "inside:8080", StatusCode::OK),
            ("http://127.0.0.1:8080", "127.0.0.1:8080", StatusCode::OK),
            ("https://portal.example.evil", "inside:8080", StatusCode::FORBIDDEN),
            ("https://evil.example", "portal.example", StatusCode::FORBIDDEN),
            ("http://127.0.0.1:8081", "127.0.0.1:8080", StatusCode::FORBIDDEN),
            ("null", "portal.example", StatusCode::FORBIDDEN),
            ("https://", "", StatusCode::FORBIDDEN),
        ] {
            let mut request = post("csrf=secret", "same-origin");
            request.headers_mut().insert("origin", HeaderValue::from_static(origin));
            request.headers_mut().insert("host", HeaderValue::from_static(host));
            assert_eq!(ask(&CITIZEN, Some(AccountKind::Citizen), request).await.status(), status, "{origin}");
        }
    }

    #[tokio::test]
    async fn the_handler_reads_the_form_as_it_was_sent_and_no_more_than_the_limit() {
        let citizen = Some(AccountKind::Citizen);
        let answer = ask(&CITIZEN, citizen, post("csrf=secret&name=A", "same-origin")).await;
        assert_eq!(to_bytes(answer.into_body(), 99).await.unwrap(), "csrf=secret&name=A");
        let large = format!("csrf=secret&name={}", "a".repeat(BODY_LIMIT_BYTES));
        let answer = ask(&CITIZEN, citizen, post(&large, "same-origin")).await;
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    }
}
