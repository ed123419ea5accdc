//! Alive and ready: in one word for everybody, in JSON for the operator.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use serde::{Serialize, Serializer};

use crate::Web;

/// "Tình trạng": whether requests may be sent here.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Health {
    /// Every condition, in order.
    pub checks: Vec<Check>,
}

/// "Điều kiện": one condition of being ready.
#[derive(Debug, Clone, Serialize)]
pub struct Check {
    /// Its name: `serving`, `database`, `schema`, `disk`.
    pub name: &'static str,
    /// Whether it holds.
    pub ok: bool,
    /// What was seen, for the operator.
    pub detail: Detail,
}

/// "Điều thấy được": programs read it in English, the page says it in the reader's language.
#[derive(Debug, Clone)]
pub enum Detail {
    /// It takes requests.
    Serving,
    /// It is ending and takes no more.
    Stopping,
    /// It answers.
    Answers,
    /// It takes too long to answer.
    TooSlow,
    /// It cannot be seen on this machine.
    Unknown,
    /// So many steps of the schema are taken, of those this program knows.
    Steps(i64, i64),
    /// Bytes free, and bytes wanted.
    Space(u64, u64),
    /// The cause as the log has it.
    Cause(String),
}

impl std::fmt::Display for Detail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Serving => f.write_str("serving"),
            Self::Stopping => f.write_str("stopping"),
            Self::Answers => f.write_str("answers"),
            Self::TooSlow => f.write_str("too slow"),
            Self::Unknown => f.write_str("unknown"),
            Self::Steps(applied, known) => write!(f, "{applied} of {known}"),
            Self::Space(free, wanted) => {
                write!(f, "{} MB free, {} MB wanted", free / 1_000_000, wanted / 1_000_000)
            }
            Self::Cause(cause) => f.write_str(cause),
        }
    }
}

impl Serialize for Detail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Health {
    /// Whether every condition holds.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.checks.iter().all(|check| check.ok)
    }
}

#[derive(Serialize)]
struct Told {
    status: &'static str,
    #[serde(flatten)]
    health: Health,
}

async fn health(web: &Web) -> Health {
    match &web.config.operated.0 {
        Some(operations) => operations.health().await,
        None => Health::default(),
    }
}

const fn status(ready: bool) -> StatusCode {
    if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }
}

/// `GET /healthz` for everybody: who answers is alive.
pub(crate) async fn alive() -> Response {
    ([(CACHE_CONTROL, "no-store")], "ok\n").into_response()
}

/// `GET /readyz` for everybody.
pub(crate) async fn ready(State(web): State<Web>) -> Response {
    let is_ready = health(&web).await.is_ready();
    let word = if is_ready { "ready\n" } else { "not ready\n" };
    (status(is_ready), [(CACHE_CONTROL, "no-store")], word).into_response()
}

/// `GET /healthz` for the operator.
pub(super) async fn alive_json(State(web): State<Web>) -> Response {
    let health = health(&web).await;
    ([(CACHE_CONTROL, "no-store")], Json(Told { status: "alive", health })).into_response()
}

/// `GET /readyz` for the operator.
pub(super) async fn ready_json(State(web): State<Web>) -> Response {
    let health = health(&web).await;
    let is_ready = health.is_ready();
    let told = Told { status: if is_ready { "ready" } else { "not-ready" }, health };
    (status(is_ready), [(CACHE_CONTROL, "no-store")], Json(told)).into_response()
}
