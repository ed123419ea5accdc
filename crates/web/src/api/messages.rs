//! Messages about a dossier for software, on both sides; and what the person says of the service in the end.
//!
//! Reading a thread marks what the other side wrote as seen, as it does on the page.

use app::message::{MessageRow, Thread, thread, thread_as_party, unread, write, write_as_party};
use app::once::{Receipt, once};
use app::rating::{rate, rating_of};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::asked::{Asked, Body, versioned};
use super::cursor::{After, cursor};
use super::drafts::id_in;
use super::guard::{ByCitizen, ByOfficial};
use super::problem::ApiError;
use super::shapes::{NewMessage, Rating};
use super::view::Done;
use super::work::key_in;
use crate::Web;

/// "Trang tin nhắn".
#[derive(Serialize, ToSchema)]
pub(super) struct MessageList {
    /// The messages, the newest first.
    items: Vec<MessageView>,
    /// Where the next page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next: Option<String>,
}

/// "Tin nhắn".
#[derive(Serialize, ToSchema)]
struct MessageView {
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// `person` or `authority`.
    side: &'static str,
    /// Who wrote it.
    name: String,
    /// The title of an official.
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    /// What was written.
    text: String,
    /// When.
    #[schema(format = "date-time")]
    at: String,
    /// When the other side first saw it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = "date-time")]
    seen_at: Option<String>,
}

/// "Hồ sơ có tin chưa đọc".
#[derive(Serialize, ToSchema)]
pub(super) struct WaitingList {
    /// The dossiers, the longest waiting first; at most fifty of an agency, and whatever is read makes room.
    items: Vec<WaitingView>,
}

/// "Hồ sơ đang chờ trả lời".
#[derive(Serialize, ToSchema)]
struct WaitingView {
    /// Where it lies.
    tenant: String,
    /// The dossier.
    #[schema(format = "uuid")]
    id: String,
    /// How many messages nobody has seen.
    count: i64,
    /// The oldest of them.
    #[schema(format = "date-time")]
    since: String,
}

/// "Đánh giá của tôi".
#[derive(Serialize, ToSchema)]
pub(super) struct RatingView {
    /// One to five, once it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    score: Option<i64>,
    /// What else was said.
    words: String,
    /// Whether it can be said or changed now.
    is_open: bool,
}

fn page(thread: Thread) -> MessageList {
    let next = thread.older.map(|id| cursor(&id));
    MessageList { items: thread.messages.into_iter().rev().map(view).collect(), next }
}

fn view(row: MessageRow) -> MessageView {
    MessageView {
        id: row.id.to_string(),
        side: if row.is_from_person { "person" } else { "authority" },
        name: row.name,
        title: row.title,
        text: row.body,
        at: row.at.to_string(),
        seen_at: row.seen_at.map(|at| at.to_string()),
    }
}

/// `GET /api/v1/dossiers/{id}/messages`
pub(super) async fn mine(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(id): Path<String>,
    Query(after): Query<After>,
) -> Result<Json<MessageList>, ApiError> {
    Ok(Json(page(thread_as_party(&web.app, &who, id_in(&id)?, after.id()?).await?)))
}

/// `POST /api/v1/dossiers/{id}/messages`
pub(super) async fn write_mine(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(id): Path<String>,
    asked: Asked<NewMessage>,
) -> Result<Response, ApiError> {
    let id = id_in(&id)?;
    let deed =
        async { write_as_party(&web.app, &who, id, &asked.body.text).await.map(|id| Receipt::plain(&id, 1)) };
    let receipt = once(&web.app, asked.claim, Box::pin(deed)).await?;
    Ok(versioned(StatusCode::CREATED, receipt.version, Done::from(receipt)))
}

/// `GET /api/v1/work/messages`
pub(super) async fn waiting(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
) -> Result<Json<WaitingList>, ApiError> {
    let view = |row: app::message::Unread| WaitingView {
        tenant: row.key.tenant,
        id: row.key.id.to_string(),
        count: row.count,
        since: row.since.to_string(),
    };
    Ok(Json(WaitingList { items: unread(&web.app, &who).await?.into_iter().map(view).collect() }))
}

/// `GET /api/v1/work/dossiers/{tenant}/{id}/messages`
pub(super) async fn of_dossier(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, id)): Path<(String, String)>,
    Query(after): Query<After>,
) -> Result<Json<MessageList>, ApiError> {
    Ok(Json(page(thread(&web.app, &who, &key_in(&tenant, &id)?, after.id()?).await?)))
}

/// `POST /api/v1/work/dossiers/{tenant}/{id}/messages`
pub(super) async fn write_to(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, id)): Path<(String, String)>,
    asked: Asked<NewMessage>,
) -> Result<Response, ApiError> {
    let key = key_in(&tenant, &id)?;
    let deed = async { write(&web.app, &who, &key, &asked.body.text).await.map(|id| Receipt::plain(&id, 1)) };
    match once(&web.app, asked.claim, Box::pin(deed)).await {
        Ok(receipt) => Ok(versioned(StatusCode::CREATED, receipt.version, Done::from(receipt))),
        Err(error) => {
            // To somebody without a right to look there is no such dossier, whatever they ask of it.
            app::dossier::look(&web.app, &who, &key).await?;
            Err(error.into())
        }
    }
}

/// `GET /api/v1/dossiers/{id}/rating`
pub(super) async fn rating(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(id): Path<String>,
) -> Result<Json<RatingView>, ApiError> {
    let (row, is_open) = rating_of(&web.app, &who, id_in(&id)?).await?;
    let score = row.as_ref().map(|row| row.score);
    Ok(Json(RatingView { score, words: row.map(|row| row.words).unwrap_or_default(), is_open }))
}

/// `PUT /api/v1/dossiers/{id}/rating`
pub(super) async fn put_rating(
    State(web): State<Web>,
    ByCitizen(who): ByCitizen,
    Path(id): Path<String>,
    Body(said): Body<Rating>,
) -> Result<Json<RatingView>, ApiError> {
    rate(&web.app, &who, id_in(&id)?, said.score, &said.words).await?;
    rating(State(web), ByCitizen(who), Path(id)).await
}
