//! The API: the same use cases as JSON, under `/api/v1`. Translation only; the folder is the guard.
//!
//! The addresses stand in `routes.rs`, what each takes and answers in `operations.rs`, from which `document.rs` writes the
//! OpenAPI. `guard.rs` knows tokens and never looks at cookies, `problem.rs` says every "no" as RFC 9457, `asked.rs` reads
//! bodies and keys.

mod actions;
mod asked;
mod bin;
mod cursor;
mod directive_shapes;
mod directive_view;
mod directives;
mod document;
mod dossiers;
mod drafts;
mod guard;
mod held;
mod intakes;
mod me;
mod messages;
mod office;
mod operations;
mod papers;
mod problem;
mod procedures;
mod shapes;
mod task_shapes;
mod tasks;
mod uploads;
mod view;
mod walk;
mod webhooks;
mod work;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, delete, get, post, put};
use kernel::Fault;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::limits::Gatekeeper;
use crate::router::BODY_PATIENCE;
use crate::routes::ApiMethod::{Delete, Get, Post, Put};
use crate::routes::{API_ROUTES, ApiMethod, ApiRoute};
use crate::{Web, headers, observe};

pub use document::document;
pub use operations::{Listed, listed};
pub use problem::{ApiRefusal, codes};
pub use walk::{Step, steps};

/// The part of every address that stands before what the router sees.
pub(crate) const ROOT: &str = "/api";
/// The most a request may hold.
const BODY_LIMIT_BYTES: usize = 1_048_576;

/// What answers one address.
type Handler = (ApiMethod, &'static str, MethodRouter<Web>);

/// What answers each address. A new one is a line here, in `API_ROUTES` and in `operations.rs`.
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
        (Get, "/api/v1/openapi.json", get(document::openapi)),
        (Get, "/api/v1/procedures", get(procedures::list)),
        (Get, "/api/v1/procedures/{code}", get(procedures::one)),
        (Get, "/api/v1/procedures/{code}/schema", get(procedures::schema)),
        (Get, "/api/v1/procedures/{code}/agencies", get(procedures::agencies)),
        (Get, "/api/v1/checks/{paper_code}", get(papers::check)),
        (Get, "/api/v1/me", get(me::get)),
        (Get, "/api/v1/webhooks", get(webhooks::list)),
        (Post, "/api/v1/webhooks", post(webhooks::subscribe)),
        (Get, "/api/v1/webhooks/{webhook}", get(webhooks::one)),
        (Delete, "/api/v1/webhooks/{webhook}", delete(webhooks::end)),
        (Get, "/api/v1/webhooks/{webhook}/deliveries", get(webhooks::deliveries)),
        (Post, "/api/v1/webhooks/{webhook}/deliveries/{delivery}/replay", post(webhooks::replay)),
    ]
}

fn of_forms() -> Vec<Handler> {
    vec![
        (Get, "/api/v1/drafts", get(drafts::list)),
        (Post, "/api/v1/drafts", post(drafts::begin)),
        (Get, "/api/v1/drafts/{draft}", get(drafts::one)),
        (Delete, "/api/v1/drafts/{draft}", delete(drafts::discard)),
        (Put, "/api/v1/drafts/{draft}/agency", put(drafts::choose)),
        (Put, "/api/v1/drafts/{draft}/pages/{page}", put(drafts::save)),
        (Post, "/api/v1/drafts/{draft}/submission", post(drafts::send)),
        (Get, "/api/v1/drafts/{draft}/uploads", get(uploads::list)),
        (Post, "/api/v1/drafts/{draft}/uploads", post(uploads::start)),
        (Get, "/api/v1/bin", get(bin::list)),
        (Post, "/api/v1/bin/{draft}/restoration", post(bin::take_back)),
        (Get, "/api/v1/uploads/{upload}", get(uploads::one)),
        (Delete, "/api/v1/uploads/{upload}", delete(uploads::discard)),
        (Put, "/api/v1/uploads/{upload}/pieces/{number}", put(uploads::put_piece)),
        (Post, "/api/v1/uploads/{upload}/completion", post(uploads::complete)),
        (Put, "/api/v1/uploads/{upload}/kept", put(uploads::kept)),
        (Post, "/api/v1/uploads/{upload}/moves", post(uploads::shifted)),
        (Get, "/api/v1/uploads/{upload}/content", get(uploads::content)),
        (Get, "/api/v1/uploads/{upload}/preview", get(uploads::preview)),
    ]
}

fn of_dossiers() -> Vec<Handler> {
    vec![
        (Get, "/api/v1/dossiers", get(dossiers::list)),
        (Post, "/api/v1/dossiers", post(dossiers::file)),
        (Get, "/api/v1/dossiers/{id}", get(dossiers::one)),
        (Post, "/api/v1/dossiers/{id}/supplement", post(dossiers::supplement)),
        (Post, "/api/v1/dossiers/{id}/withdrawal", post(dossiers::withdraw)),
        (Post, "/api/v1/dossiers/{id}/result", post(dossiers::take)),
        (Get, "/api/v1/dossiers/{id}/uploads", get(uploads::list)),
        (Post, "/api/v1/dossiers/{id}/uploads", post(uploads::start)),
        (Get, "/api/v1/dossiers/{id}/messages", get(messages::mine)),
        (Post, "/api/v1/dossiers/{id}/messages", post(messages::write_mine)),
        (Get, "/api/v1/dossiers/{id}/rating", get(messages::rating)),
        (Put, "/api/v1/dossiers/{id}/rating", put(messages::put_rating)),
        (Get, "/api/v1/dossiers/{id}/papers", get(papers::mine)),
        (Get, "/api/v1/dossiers/{id}/papers/{paper}", get(papers::open_of_mine)),
        (Get, "/api/v1/dossiers/{id}/files/{hash}", get(papers::file_of_mine)),
        (Get, "/api/v1/readings", get(dossiers::readings)),
    ]
}

fn of_directives() -> Vec<Handler> {
    vec![
        (Get, "/api/v1/public-tasks", get(directives::tenants)),
        (Get, "/api/v1/public-tasks/{tenant}", get(directives::of_tenant)),
        (Get, "/api/v1/agencies/{agency}/directives", get(directives::of_agency)),
        (Post, "/api/v1/agencies/{agency}/directives", post(directives::begun)),
        (Get, "/api/v1/directives/{tenant}/{directive}", get(directives::one)),
        (Post, "/api/v1/directives/{tenant}/{directive}/actions", post(directives::act)),
        (Get, "/api/v1/agencies/{agency}/tasks", get(tasks::of_agency)),
        (Get, "/api/v1/agencies/{agency}/task-board", get(tasks::on_board)),
        (Get, "/api/v1/agencies/{agency}/task-calendar", get(tasks::days)),
        (Get, "/api/v1/agencies/{agency}/task-waits", get(tasks::waiting)),
        (Get, "/api/v1/agencies/{agency}/helping-tasks", get(tasks::helped)),
        (Get, "/api/v1/agencies/{agency}/task-digest", get(tasks::of_week)),
        (Get, "/api/v1/tasks/{tenant}/{task}", get(tasks::one)),
        (Post, "/api/v1/tasks/{tenant}/{task}/actions", post(tasks::act)),
        (Post, "/api/v1/tasks/{tenant}/{task}/draft", post(tasks::handed_down)),
        (Get, "/api/v1/tasks/{tenant}/{task}/files/{hash}", get(tasks::product)),
    ]
}

fn of_officials() -> Vec<Handler> {
    vec![
        (Get, "/api/v1/work", get(work::counts)),
        (Get, "/api/v1/work/{agency}/{holder}", get(work::list)),
        (Get, "/api/v1/work/dossiers/{tenant}/{id}", get(work::one)),
        (Get, "/api/v1/work/dossiers/{tenant}/{id}/officers", get(work::officers)),
        (Get, "/api/v1/work/dossiers/{tenant}/{id}/draft", get(work::draft)),
        (Post, "/api/v1/work/dossiers/{tenant}/{id}/actions", post(work::act)),
        (Get, "/api/v1/work/messages", get(messages::waiting)),
        (Get, "/api/v1/work/procedures", get(office::revisions)),
        (Get, "/api/v1/work/dossiers/{tenant}/{id}/messages", get(messages::of_dossier)),
        (Post, "/api/v1/work/dossiers/{tenant}/{id}/messages", post(messages::write_to)),
        (Get, "/api/v1/work/dossiers/{tenant}/{id}/papers", get(papers::of_dossier)),
        (Post, "/api/v1/work/dossiers/{tenant}/{id}/papers", post(papers::control)),
        (Get, "/api/v1/work/dossiers/{tenant}/{id}/papers/{paper}", get(papers::open_of_dossier)),
        (Get, "/api/v1/work/dossiers/{tenant}/{id}/files/{hash}", get(papers::file_of_dossier)),
        (Get, "/api/v1/agencies/{agency}/search", get(office::search)),
        (Get, "/api/v1/agencies/{agency}/waits/{cause}", get(office::waits)),
        (Get, "/api/v1/agencies/{agency}/loads", get(office::in_hand)),
        (Get, "/api/v1/agencies/{agency}/register", get(office::register)),
        (Get, "/api/v1/agencies/{agency}/ratings", get(office::ratings)),
        (Get, "/api/v1/agencies/{agency}/intakes", get(intakes::list)),
        (Post, "/api/v1/agencies/{agency}/intakes", post(intakes::start)),
        (Get, "/api/v1/intakes/{tenant}/{intake}", get(intakes::one)),
        (Put, "/api/v1/intakes/{tenant}/{intake}", put(intakes::put)),
        (Delete, "/api/v1/intakes/{tenant}/{intake}", delete(intakes::throw_away)),
        (Put, "/api/v1/intakes/{tenant}/{intake}/online", put(intakes::go_on)),
        (Post, "/api/v1/intakes/{tenant}/{intake}/reception", post(intakes::take_in)),
    ]
}

/// Builds the router of the API, without its root.
///
/// # Errors
/// A route without a handler, or a handler without a route.
pub(crate) fn router(web: &Web, gatekeeper: &Arc<Gatekeeper>) -> Result<Router<Web>, Fault> {
    let mut handlers = handlers();
    let mut router = Router::new();
    for route in API_ROUTES {
        let found =
            handlers.iter().position(|(method, path, _)| (*method, *path) == (route.method, route.path));
        let Some(place) = found else { return Err(mismatch("no handler", route.path)) };
        let (_, path, handler) = handlers.swap_remove(place);
        let inner = path.strip_prefix(ROOT).ok_or_else(|| mismatch("not under the root", path))?;
        router = router.route(inner, guarded(handler, route, web, gatekeeper));
    }
    match handlers.first() {
        Some((_, path, _)) => Err(mismatch("no line in API_ROUTES", path)),
        None => Ok(surrounded(router, web)),
    }
}

fn guarded(
    handler: MethodRouter<Web>,
    route: &'static ApiRoute,
    web: &Web,
    gatekeeper: &Arc<Gatekeeper>,
) -> MethodRouter<Web> {
    let kept = guard::Kept { route, web: web.clone(), gatekeeper: Arc::clone(gatekeeper) };
    handler.route_layer(from_fn_with_state(kept, guard::enforce))
}

/// Outermost first: the log, headers, compression, problems in the caller's language, panics of libraries.
fn surrounded(router: Router<Web>, web: &Web) -> Router<Web> {
    router
        .fallback(|| async { problem::ApiError::from(ApiRefusal::NoAddress) })
        .method_not_allowed_fallback(|| async { problem::ApiError::from(ApiRefusal::NoSuchMethod) })
        .layer(RequestBodyTimeoutLayer::new(BODY_PATIENCE))
        .layer(DefaultBodyLimit::max(BODY_LIMIT_BYTES))
        .layer(CatchPanicLayer::custom(problem::panicked))
        .layer(from_fn_with_state(web.clone(), problem::present))
        .layer(CompressionLayer::new())
        .layer(from_fn(problem::unkept))
        .layer(from_fn_with_state(web.clone(), headers::set))
        .layer(from_fn(observe::observe))
}

fn mismatch(what: &str, path: &str) -> Fault {
    Fault::inconsistent(format!("routes of the API: {what} for {path}"))
}
