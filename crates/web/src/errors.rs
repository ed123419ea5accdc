//! The one place where a code becomes a status and a page. Handlers answer `Result<_, PageError>` and use `?`.
//!
//! A refusal says its sentence, its law and where to go on. A fault says its sentence and a reference number; its chain
//! of causes is written to the log here, once, with the same number.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HOST, REFERER, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use kernel::{Entropy, Fault, FaultKind, Refusal};

use crate::{Chrome, Web, WebRefusal, fault_sentence, observe, refusal_sentence};

/// "Trang báo không được": why a page cannot be shown as asked.
#[derive(Debug)]
pub struct PageError {
    /// What happened.
    pub what: Trouble,
}

/// "Không được, hay hỏng".
#[derive(Debug)]
pub enum Trouble {
    /// A rule says no.
    Refused(Refusal),
    /// The world failed.
    Faulted(Fault),
}

impl From<Refusal> for PageError {
    fn from(refusal: Refusal) -> Self {
        Self { what: Trouble::Refused(refusal) }
    }
}

impl From<Fault> for PageError {
    fn from(fault: Fault) -> Self {
        Self { what: Trouble::Faulted(fault) }
    }
}

impl From<WebRefusal> for PageError {
    fn from(refusal: WebRefusal) -> Self {
        Refusal::from(refusal).into()
    }
}

impl From<access::AccessRefusal> for PageError {
    fn from(refusal: access::AccessRefusal) -> Self {
        Refusal::from(refusal).into()
    }
}

impl From<upload::UploadRefusal> for PageError {
    fn from(refusal: upload::UploadRefusal) -> Self {
        Refusal::from(refusal).into()
    }
}

impl From<app::Error> for PageError {
    fn from(error: app::Error) -> Self {
        match error {
            app::Error::Refused(refusal) => refusal.into(),
            app::Error::Faulted(fault) => fault.into(),
        }
    }
}

impl IntoResponse for PageError {
    /// A bare answer that carries the error; [`present`] fills in the page in the visitor's language.
    fn into_response(self) -> Response {
        carrying(Arc::new(self))
    }
}

/// A bare answer that carries an error others may carry too.
pub(crate) fn carrying(error: Arc<PageError>) -> Response {
    let mut response = error.status().into_response();
    response.extensions_mut().insert(error);
    response
}

impl PageError {
    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match &self.what {
            Trouble::Refused(refusal) => refusal_status(&refusal.code),
            Trouble::Faulted(fault) => fault_status(fault.kind),
        }
    }
}

pub(crate) fn refusal_status(code: &str) -> StatusCode {
    match code {
        "app.not-found" | "web.no-page" => StatusCode::NOT_FOUND,
        "app.conflict"
        | "app.draft-overtaken"
        | "app.draft-sent"
        | "app.draft-in-bin"
        | "app.draft-open"
        | "dossier.wrong-stage"
        | "dossier.draft-changed" => StatusCode::CONFLICT,
        "app.too-many" => StatusCode::TOO_MANY_REQUESTS,
        "web.no-such-method" => StatusCode::METHOD_NOT_ALLOWED,
        "web.too-many" => StatusCode::TOO_MANY_REQUESTS,
        "web.too-slow" => StatusCode::REQUEST_TIMEOUT,
        "web.unreadable" => StatusCode::BAD_REQUEST,
        "web.too-large" | "upload.too-large" => StatusCode::PAYLOAD_TOO_LARGE,
        "web.forged"
        | "web.other-account"
        | "web.session-over"
        | "app.no-post"
        | "app.level-unknown"
        | "app.level-not-reached"
        | "app.proof-too-old" => StatusCode::FORBIDDEN,
        code if code.starts_with("access.") => StatusCode::FORBIDDEN,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

pub(crate) fn fault_status(kind: FaultKind) -> StatusCode {
    match kind {
        FaultKind::StorageLocked
        | FaultKind::DataInUse
        | FaultKind::StorageFull
        | FaultKind::StorageReadOnly
        | FaultKind::StorageUnreachable
        | FaultKind::DataNewer
        | FaultKind::PartnerDown => StatusCode::SERVICE_UNAVAILABLE,
        FaultKind::FileMissing
        | FaultKind::Inconsistent
        | FaultKind::AddressTaken
        | FaultKind::ClockBehind
        | FaultKind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Seconds after which trying again makes sense.
fn retry_after(kind: FaultKind) -> Option<&'static str> {
    match kind {
        FaultKind::StorageLocked => Some("5"),
        FaultKind::StorageUnreachable | FaultKind::PartnerDown => Some("60"),
        FaultKind::DataInUse
        | FaultKind::StorageFull
        | FaultKind::StorageReadOnly
        | FaultKind::FileMissing
        | FaultKind::Inconsistent
        | FaultKind::DataNewer
        | FaultKind::AddressTaken
        | FaultKind::ClockBehind
        | FaultKind::Internal => None,
    }
}

/// After how many seconds trying again makes sense, where that is known.
pub(crate) fn again_after(trouble: &Trouble) -> Option<HeaderValue> {
    match trouble {
        Trouble::Faulted(fault) => retry_after(fault.kind).map(HeaderValue::from_static),
        Trouble::Refused(refusal) => {
            let (_, seconds) = refusal.args.iter().find(|(name, _)| name == "seconds")?;
            HeaderValue::from_str(seconds).ok()
        }
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: Chrome,
    title_key: &'static str,
    sentence: String,
    law: Option<String>,
    reference: Option<String>,
    again: Option<String>,
    sign_in: Option<String>,
}

/// Turns a carried error into its page; the layer around every handler.
pub(crate) async fn present(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let page = Chrome::from_parts(&parts, &web);
    let route = observe::route(&parts.extensions);
    let is_read = matches!(parts.method, Method::GET | Method::HEAD);
    let before = page_before(&parts.headers);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let carried = response.extensions_mut().remove::<Arc<PageError>>();
    let Some(error) = carried.or_else(|| unread(&response)) else { return response };
    // Where nothing was sent, the same address may simply be opened again.
    let again = is_read.then(|| {
        if page.query.is_empty() { page.path.clone() } else { format!("{}?{}", page.path, page.query) }
    });
    let shown = match &error.what {
        Trouble::Refused(refusal) => refused(page, refusal, again, before),
        Trouble::Faulted(fault) => {
            let reference = reference_number(web.app.entropy.as_ref());
            note(fault, &reference, &route);
            faulted(page, fault, again, reference)
        }
    };
    let html = shown.render().unwrap_or_else(|_| shown.sentence.clone());
    let mut response = (response.status(), Html(html)).into_response();
    if let Some(seconds) = again_after(&error.what) {
        response.headers_mut().insert(RETRY_AFTER, seconds);
    }
    response
}

/// What the framework itself could not read: its plain text is for programmers.
fn unread(response: &Response) -> Option<Arc<PageError>> {
    let is_plain =
        response.headers().get(CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"text/plain"));
    let refusal = match response.status() {
        StatusCode::PAYLOAD_TOO_LARGE => WebRefusal::TooLarge,
        StatusCode::NOT_FOUND => WebRefusal::NoPage,
        status if status.is_client_error() => WebRefusal::Unreadable,
        _ => return None,
    };
    is_plain.then(|| Arc::new(refusal.into()))
}

/// The page something was sent from, where it is one of ours.
fn page_before(headers: &HeaderMap) -> Option<String> {
    let before = url::Url::parse(headers.get(REFERER)?.to_str().ok()?).ok()?;
    let host = headers.get(HOST)?.to_str().ok()?;
    let named = match before.port() {
        Some(port) => format!("{}:{port}", before.host_str()?),
        None => before.host_str()?.to_owned(),
    };
    (named == host).then(|| before[url::Position::BeforePath..url::Position::AfterQuery].to_owned())
}

fn refused(page: Chrome, refusal: &Refusal, again: Option<String>, before: Option<String>) -> ErrorPage {
    let status = refusal_status(&refusal.code);
    // The ways of signing in themselves are no place to come back to.
    let is_place = |address: &String| !address.starts_with("/dang-nhap");
    let back = again.clone().or(before).filter(is_place).unwrap_or_else(|| "/".to_owned());
    let sign_in = leads_to_sign_in(&refusal.code)
        .then(|| crate::kept::sign_in_address(&back, back.starts_with("/can-bo")));
    let title_key = match status {
        _ if sign_in.is_some() => "error-title-session",
        StatusCode::NOT_FOUND => "error-title-not-found",
        StatusCode::FORBIDDEN => "error-title-forbidden",
        StatusCode::CONFLICT => "error-title-conflict",
        _ => "error-title-refused",
    };
    ErrorPage {
        title_key,
        sentence: refusal_sentence(page.lang, refusal),
        law: refusal.law.clone(),
        reference: None,
        again: again.filter(|_| status == StatusCode::CONFLICT),
        sign_in,
        page,
    }
}

/// Whether signing in (again) is what helps.
fn leads_to_sign_in(code: &str) -> bool {
    let codes = [
        "access.not-signed-in",
        "web.session-over",
        "app.sign-in-lost",
        "app.level-not-reached",
        "app.proof-too-old",
    ];
    codes.contains(&code) || code.starts_with("oidc.")
}

/// Writes a fault down, once; the route's template stands for the address, which may name a person's dossier.
fn note(fault: &Fault, reference: &str, route: &str) {
    tracing::error!(reference, route, kind = fault.kind.code(), "{}", fault.chain());
    metrics::counter!("toantrinh_faults_total", "kind" => fault.kind.code()).increment(1);
}

fn faulted(page: Chrome, fault: &Fault, again: Option<String>, reference: String) -> ErrorPage {
    ErrorPage {
        title_key: "error-title-fault",
        sentence: fault_sentence(page.lang, fault.kind),
        law: None,
        reference: Some(reference),
        again,
        sign_in: None,
        page,
    }
}

/// Eight characters a person can read out on the telephone.
pub(crate) fn reference_number(entropy: &dyn Entropy) -> String {
    let mut bytes = [0_u8; 4];
    entropy.fill(&mut bytes);
    let digits = hex::encode_upper(bytes);
    let (left, right) = digits.split_at(4);
    format!("{left}-{right}")
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;
    use crate::Config;

    async fn page_of(error: fn() -> PageError) -> (Response, String) {
        let test = testkit::TestApp::sqlite().await;
        let web = Web { app: Arc::clone(&test.app), config: Arc::new(Config::default()) };
        let router = Router::new()
            .route("/x", get(move || async move { Err::<(), _>(error()) }))
            .layer(from_fn_with_state(web, present));
        let request = Request::get("/x?a=1").body(Body::empty()).unwrap();
        let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
        let html = String::from_utf8(to_bytes(body, 1 << 20).await.unwrap().to_vec()).unwrap();
        (Response::from_parts(parts, Body::empty()), html)
    }

    #[tokio::test]
    async fn a_fault_shows_its_sentence_and_a_number_but_never_its_cause() {
        let (response, html) =
            page_of(|| Fault::new(FaultKind::StorageLocked, "saving", "table dossier").into()).await;
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(response.headers()[RETRY_AFTER], "5");
        let (_, reference) = html.split_once("tt-reference\">").unwrap();
        assert_eq!(reference.find('<'), Some(9), "eight characters and a hyphen");
        assert!(html.contains("đang bận ghi") && !html.contains("table dossier"));
        assert!(html.contains("href=\"/x?a=1\""));
    }

    #[tokio::test]
    async fn a_refusal_shows_its_sentence_and_its_law() {
        let (response, html) =
            page_of(|| Refusal::from(dossier::DossierRefusal::SignerIsDrafter).into()).await;
        assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html.contains("không được tự ký") && html.contains("NĐ 30/2020/NĐ-CP Điều 13"));
        let (response, html) = page_of(|| Refusal::from(app::AppRefusal::Conflict).into()).await;
        assert_eq!(response.status(), StatusCode::CONFLICT);
        assert!(html.contains("href=\"/x?a=1\""));
    }

    #[tokio::test]
    async fn every_kind_of_fault_has_a_status_of_the_server() {
        for kind in FaultKind::ALL {
            assert!(fault_status(kind).is_server_error());
        }
    }
}
