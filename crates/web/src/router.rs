//! The router: every line of [`ROUTES`] with its handler behind its guard, and what surrounds them all.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use kernel::{Fault, FaultKind};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::limits::Gatekeeper;
use crate::routes::{Method, ROUTES, Route};
use crate::{
    PageError, Web, WebRefusal, account, api, assets, citizen, errors, guard, headers, lang, observe,
    officer, operator, public, session,
};

/// How long the next part of a form or a file may keep us waiting.
pub(crate) const BODY_PATIENCE: Duration = Duration::from_secs(30);

/// What answers one route.
type Handler = (Method, &'static str, MethodRouter<Web>);

/// What answers each route. A new page is a line in one of these lists and a line in [`ROUTES`].
fn handlers() -> Vec<Handler> {
    let mut all = of_everybody();
    all.extend(of_forms());
    all.extend(of_dossiers());
    all.extend(of_officials());
    all.extend(of_directives());
    all
}

fn of_everybody() -> Vec<Handler> {
    vec![
        (Method::Get, "/", get(public::home::get)),
        (Method::Get, "/tim-kiem", get(public::search::get)),
        (Method::Get, "/thu-tuc/{code}", get(public::procedure::get)),
        (Method::Get, "/tai-nguyen/{hash}/{name}", get(assets::get)),
        (Method::Get, "/healthz", get(operator::alive)),
        (Method::Get, "/readyz", get(operator::ready)),
        (Method::Get, "/lap-trinh", get(public::developers::get)),
        (Method::Get, "/kiem-tra", get(public::check_paper::ask)),
        (Method::Post, "/kiem-tra", post(public::check_paper::post_file)),
        (Method::Get, "/kiem-tra/{code}", get(public::check_paper::get)),
        (Method::Post, "/kiem-tra/{code}", post(public::check_paper::post)),
        (Method::Get, "/nhiem-vu", get(public::tasks::get)),
        (Method::Get, "/nhiem-vu/{tenant}", get(public::tasks::of)),
        (Method::Get, "/dang-nhap", get(public::sign_in::choose)),
        (Method::Get, "/dang-nhap/{issuer}", get(public::sign_in::begin)),
        (Method::Get, "/dang-nhap/{issuer}/ve", get(public::sign_in::finish)),
        (Method::Post, "/dang-nhap/{issuer}/dang-xuat", post(public::sign_in::left)),
        (Method::Get, "/xac-thuc", get(account::step_up::get)),
        (Method::Post, "/xac-thuc", post(account::step_up::post)),
        (Method::Get, "/khoa-truy-cap", get(account::passkeys::get)),
        (Method::Get, "/khoa-truy-cap/moi", get(account::passkeys::ask)),
        (Method::Post, "/khoa-truy-cap/moi", post(account::passkeys::add)),
        (Method::Post, "/khoa-truy-cap/{passkey}/go", post(account::passkeys::remove)),
        (Method::Get, "/tiep-tuc/{form}", get(account::kept_form::get)),
        (Method::Get, "/phien", get(account::sessions::get)),
        (Method::Post, "/phien", post(account::sessions::post)),
        (Method::Post, "/dang-xuat", post(public::sign_in::out)),
        (Method::Get, "/ca-nhan", get(citizen::space::get)),
        (Method::Get, "/ca-nhan/luot-xem", get(citizen::readings::get)),
        (Method::Get, "/ca-nhan/ma-truy-cap", get(citizen::tokens::get)),
        (Method::Post, "/ca-nhan/ma-truy-cap", post(citizen::tokens::post)),
        (Method::Post, "/ca-nhan/ma-truy-cap/{token}/thu-hoi", post(citizen::tokens::revoke)),
    ]
}

fn of_forms() -> Vec<Handler> {
    vec![
        (Method::Get, "/nop/{code}", get(citizen::start::get)),
        (Method::Post, "/nop/{code}", post(citizen::start::post)),
        (Method::Get, "/to-khai/{draft}", get(citizen::draft_agency::go_on)),
        (Method::Get, "/to-khai/{draft}/co-quan", get(citizen::draft_agency::get)),
        (Method::Post, "/to-khai/{draft}/co-quan", post(citizen::draft_agency::post)),
        (Method::Get, "/to-khai/{draft}/kiem-tra", get(citizen::draft_check::get)),
        (Method::Post, "/to-khai/{draft}/nop", post(citizen::draft_send::post)),
        (Method::Get, "/to-khai/{draft}/bo", get(citizen::draft_discard::get)),
        (Method::Post, "/to-khai/{draft}/bo", post(citizen::draft_discard::post)),
        (Method::Get, "/to-khai/{draft}/{page}", get(citizen::draft_page::part)),
        (Method::Post, "/to-khai/{draft}/{page}", post(citizen::draft_list::post)),
        (Method::Get, "/to-khai/{draft}/{page}/{entry}", get(citizen::draft_entry::get)),
        (Method::Post, "/to-khai/{draft}/{page}/{entry}", post(citizen::draft_entry::post)),
        (Method::Get, "/to-khai/{draft}/{page}/{entry}/bo", get(citizen::draft_entry::ask_to_remove)),
        (Method::Post, "/to-khai/{draft}/{page}/{entry}/bo", post(citizen::draft_entry::remove)),
        (Method::Get, "/to-khai/{draft}/{page}/cau/{field}", get(citizen::draft_page::get)),
        (Method::Post, "/to-khai/{draft}/{page}/cau/{field}", post(citizen::draft_page::post)),
        (Method::Post, "/to-khai/{draft}/{page}/cau/{field}/luu", post(citizen::draft_quiet::question_typed)),
        (Method::Post, "/to-khai/{draft}/{page}/{entry}/luu", post(citizen::draft_quiet::entry_typed)),
    ]
}

fn of_dossiers() -> Vec<Handler> {
    vec![
        (Method::Get, "/ho-so/{id}", get(citizen::dossier_track::get)),
        (Method::Post, "/ho-so/{id}/ket-qua", post(citizen::dossier_result::post)),
        (Method::Get, "/ho-so/{id}/bo-sung", get(citizen::dossier_supplement::get)),
        (Method::Post, "/ho-so/{id}/bo-sung", post(citizen::dossier_supplement::post)),
        (Method::Post, "/ho-so/{id}/bo-sung/luu", post(citizen::dossier_supplement::typed)),
        (Method::Get, "/ho-so/{id}/rut", get(citizen::dossier_withdraw::get)),
        (Method::Post, "/ho-so/{id}/rut", post(citizen::dossier_withdraw::post)),
        (Method::Post, "/to-khai/{draft}/lay-lai", post(citizen::draft_discard::restore)),
        (Method::Get, "/ho-so/{id}/trao-doi", get(citizen::messages::get)),
        (Method::Post, "/ho-so/{id}/trao-doi", post(citizen::messages::post)),
        (Method::Get, "/ho-so/{id}/danh-gia", get(citizen::rating::get)),
        (Method::Post, "/ho-so/{id}/danh-gia", post(citizen::rating::post)),
        (Method::Get, "/ho-so/{id}/tep/{hash}", get(citizen::paper_file::of_dossier)),
        (Method::Get, "/giay-to/{purpose}/{part}", get(citizen::paper::get)),
        (Method::Post, "/giay-to/{purpose}/{part}", post(citizen::paper::post)),
        (Method::Post, "/giay-to/{purpose}/{part}/sua", post(citizen::paper::change)),
        (Method::Post, "/giay-to/{purpose}/{part}/bat-dau", post(citizen::paper_pieces::begin)),
        (
            Method::Post,
            "/giay-to/{purpose}/{part}/{upload}/manh/{number}",
            post(citizen::paper_pieces::piece),
        ),
        (Method::Post, "/giay-to/{purpose}/{part}/{upload}/xong", post(citizen::paper_pieces::finish)),
        (Method::Get, "/giay-to/{purpose}/{part}/{upload}/tep", get(citizen::paper_file::whole)),
        (Method::Get, "/giay-to/{purpose}/{part}/{upload}/nho", get(citizen::paper_file::preview)),
        (Method::Get, "/ho-so/{id}/giay-to/{paper}", get(citizen::dossier_paper::get)),
        (Method::Get, "/ho-so/{id}/to-khai", get(citizen::dossier_declaration::get)),
        (Method::Post, "/ho-so/{id}/to-khai", post(citizen::dossier_declaration::make)),
        (Method::Post, "/ho-so/{id}/to-khai/ky", post(citizen::dossier_declaration::sign)),
    ]
}

fn of_officials() -> Vec<Handler> {
    vec![
        (Method::Get, "/can-bo", get(officer::worklist::get)),
        (Method::Get, "/can-bo/tin-nhan", get(officer::messages::waiting)),
        (Method::Get, "/can-bo/danh-gia", get(officer::ratings::get)),
        (Method::Get, "/can-bo/ho-so/{tenant}/{id}/trao-doi", get(officer::messages::get)),
        (Method::Post, "/can-bo/ho-so/{tenant}/{id}/trao-doi", post(officer::messages::post)),
        (Method::Get, "/can-bo/ho-so/{tenant}/{id}/tep/{hash}", get(officer::paper::get)),
        (Method::Get, "/can-bo/nhieu", get(officer::many::get)),
        (Method::Post, "/can-bo/nhieu", post(officer::many::post)),
        (Method::Get, "/can-bo/phan-cong", get(officer::team::get)),
        (Method::Get, "/can-bo/so", get(officer::book::get)),
        (Method::Get, "/can-bo/thu-tuc", get(officer::revisions::get)),
        (Method::Get, "/can-bo/quay", get(officer::counter::get)),
        (Method::Post, "/can-bo/quay", post(officer::counter::post)),
        (Method::Get, "/can-bo/quay/{tenant}/{intake}", get(officer::counter_form::get)),
        (Method::Post, "/can-bo/quay/{tenant}/{intake}", post(officer::counter_form::post)),
        (Method::Post, "/can-bo/quay/{tenant}/{intake}/giay-to/{part}", post(officer::counter_papers::post)),
        (Method::Get, "/can-bo/quay/{tenant}/{intake}/tep/{upload}", get(officer::counter_papers::file)),
        (Method::Post, "/can-bo/quay/{tenant}/{intake}/tep/{upload}", post(officer::counter_papers::change)),
        (Method::Get, "/can-bo/ma-truy-cap", get(officer::tokens::get)),
        (Method::Post, "/can-bo/ma-truy-cap", post(officer::tokens::post)),
        (Method::Post, "/can-bo/ma-truy-cap/{token}/thu-hoi", post(officer::tokens::revoke)),
        (Method::Get, "/can-bo/ho-so/{tenant}/{id}", get(officer::dossier::get)),
        (Method::Get, "/can-bo/ho-so/{tenant}/{id}/giay-to/{paper}", get(officer::papers::get)),
        (Method::Get, "/can-bo/ho-so/{tenant}/{id}/giay-to/{paper}/ky", get(officer::sign_paper::get)),
        (Method::Post, "/can-bo/ho-so/{tenant}/{id}/giay-to/{paper}/ky", post(officer::sign_paper::post)),
        (Method::Get, "/can-bo/ky", get(officer::sign_many::get)),
        (Method::Post, "/can-bo/ky", post(officer::sign_many::post)),
        (Method::Post, "/can-bo/ho-so/{tenant}/{id}/phieu-kiem-soat", post(officer::papers::control)),
        (Method::Get, "/can-bo/ho-so/{tenant}/{id}/{action}", get(officer::action::get)),
        (Method::Post, "/can-bo/ho-so/{tenant}/{id}/{action}", post(officer::action::post)),
    ]
}

fn of_directives() -> Vec<Handler> {
    vec![
        (Method::Get, "/can-bo/chi-dao", get(officer::directives::get)),
        (Method::Get, "/can-bo/chi-dao/moi", get(officer::directive_new::get)),
        (Method::Post, "/can-bo/chi-dao/moi", post(officer::directive_new::post)),
        (Method::Get, "/can-bo/chi-dao/{tenant}/{directive}", get(officer::directive::get)),
        (Method::Post, "/can-bo/chi-dao/{tenant}/{directive}/{deed}", post(officer::directive::post)),
        (Method::Get, "/can-bo/chi-dao/{tenant}/{directive}/muc/{item}", get(officer::directive_item::get)),
        (
            Method::Post,
            "/can-bo/chi-dao/{tenant}/{directive}/muc/{item}",
            post(officer::directive_item::post),
        ),
        (Method::Get, "/can-bo/nhiem-vu", get(officer::tasks::get)),
        (Method::Get, "/can-bo/nhiem-vu/lich", get(officer::task_calendar::get)),
        (Method::Get, "/can-bo/nhiem-vu/cho", get(officer::task_waits::get)),
        (Method::Get, "/can-bo/nhiem-vu/phoi-hop", get(officer::task_helping::get)),
        (Method::Get, "/can-bo/nhiem-vu/tuan", get(officer::task_digest::get)),
        (Method::Get, "/can-bo/nhiem-vu/{tenant}/{task}", get(officer::task::get)),
        (Method::Post, "/can-bo/nhiem-vu/{tenant}/{task}/san-pham", post(officer::task_product::hand_in)),
        (Method::Get, "/can-bo/nhiem-vu/{tenant}/{task}/san-pham/ky", get(officer::task_sign::get)),
        (Method::Post, "/can-bo/nhiem-vu/{tenant}/{task}/san-pham/ky", post(officer::task_sign::post)),
        (Method::Get, "/can-bo/nhiem-vu/{tenant}/{task}/san-pham/tep", get(officer::task_sign::file)),
        (Method::Post, "/can-bo/nhiem-vu/{tenant}/{task}/{deed}", post(officer::task::post)),
        (Method::Get, "/can-bo/nhiem-vu/{tenant}/{task}/tep/{hash}", get(officer::task_product::file)),
    ]
}

/// Builds the router of all pages.
///
/// # Errors
/// A route without a handler, or a handler without a route.
pub fn router(web: Web) -> Result<Router, Fault> {
    let mut handlers = handlers();
    let gatekeeper = Arc::new(Gatekeeper::new(&web.config.limits, Arc::clone(&web.app.clock)));
    let mut router = Router::new();
    for route in ROUTES {
        let found =
            handlers.iter().position(|(method, path, _)| (*method, *path) == (route.method, route.path));
        let Some(place) = found else { return Err(mismatch("no handler", route.path)) };
        let (_, path, handler) = handlers.swap_remove(place);
        router = router.route(path, guarded(handler, route, &web, &gatekeeper));
    }
    match handlers.first() {
        Some((_, path, _)) => Err(mismatch("no line in ROUTES", path)),
        None => {
            let api = api::router(&web, &gatekeeper)?.with_state(web.clone());
            // Software comes by its own door: no session, no cookie, no page.
            Ok(surrounded(router, web).nest(api::ROOT, api))
        }
    }
}

fn guarded(
    handler: MethodRouter<Web>,
    route: &'static Route,
    web: &Web,
    gatekeeper: &Arc<Gatekeeper>,
) -> MethodRouter<Web> {
    let door = guard::Door { route, web: web.clone(), gatekeeper: Arc::clone(gatekeeper) };
    let handler = handler.route_layer(from_fn_with_state(door, guard::enforce));
    handler.layer(DefaultBodyLimit::max(guard::body_limit_bytes(route)))
}

/// Outermost first: headers, compression, language, pages for errors, panics of libraries.
fn surrounded(router: Router<Web>, web: Web) -> Router {
    router
        .fallback(|| async { PageError::from(WebRefusal::NoPage) })
        .method_not_allowed_fallback(|| async { PageError::from(WebRefusal::NoSuchMethod) })
        .layer(RequestBodyTimeoutLayer::new(BODY_PATIENCE))
        .layer(DefaultBodyLimit::max(guard::BODY_LIMIT_BYTES))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(web.clone(), errors::present))
        .layer(from_fn(lang::choose))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(web.clone(), headers::set))
        .layer(from_fn_with_state(web.clone(), session::recognise))
        .layer(from_fn(observe::observe))
        .with_state(web)
}

fn mismatch(what: &str, path: &str) -> Fault {
    Fault::inconsistent(format!("routes: {what} for {path}"))
}

fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response {
    let said = match cause.downcast::<String>() {
        Ok(said) => *said,
        Err(cause) => cause.downcast::<&str>().map(|said| (*said).to_owned()).unwrap_or_default(),
    };
    let doing = format!("a handler panicked: {said}");
    PageError::from(Fault { kind: FaultKind::Internal, doing, source: None }).into_response()
}

/// "Trang": a filled template as the answer; one that cannot be written out is a fault.
pub struct Page<T>(
    /// The template.
    pub T,
);

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(html) => Html(html).into_response(),
            Err(error) => {
                PageError::from(Fault::new(FaultKind::Internal, "writing a page", error)).into_response()
            }
        }
    }
}
