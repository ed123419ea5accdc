//! Subscriptions for software: making and ending them, what was sent, and sending it again.

use app::once::once;
use app::webhook::{
    DeliveryRow, State as Sent, SubscriptionRow, Wanted, deliveries as sent, mine, one as own,
    replay as again, subscribe as make, unsubscribe,
};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::asked::{Asked, Nothing, versioned};
use super::cursor::{After, cursor};
use super::drafts::id_in;
use super::guard::By;
use super::problem::{ApiError, ApiRefusal};
use super::shapes::NewWebhook;
use super::view::Done;
use crate::Web;

/// "Đăng ký nhận tin của tôi".
#[derive(Serialize, ToSchema)]
pub(super) struct WebhookList {
    /// The subscriptions, the newest first.
    items: Vec<WebhookView>,
}

/// "Đăng ký nhận tin".
#[derive(Serialize, ToSchema)]
pub(super) struct WebhookView {
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// Where messages go.
    address: String,
    /// What is told.
    topics: Vec<String>,
    /// Whose dossiers, for officials.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    agency: Option<String>,
    /// The secret messages are signed with; told on the address of the subscription only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    secret: Option<String>,
    /// When it was made.
    #[schema(format = "date-time")]
    made_at: String,
}

/// "Trang tin đã gửi".
#[derive(Serialize, ToSchema)]
pub(super) struct DeliveryList {
    /// The messages, the newest first.
    items: Vec<DeliveryView>,
    /// Where the next page begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next: Option<String>,
}

/// "Tin".
#[derive(Serialize, ToSchema)]
struct DeliveryView {
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// The event told; receivers know by it what they have heard already.
    #[schema(format = "uuid")]
    event: String,
    /// `waiting`, `delivered` or `dead`.
    state: String,
    /// How often it was tried.
    tries: i64,
    /// When it is, or was, tried next.
    #[schema(format = "date-time")]
    next_at: String,
    /// When it was written.
    #[schema(format = "date-time")]
    made_at: String,
    /// Why it did not arrive the last time.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    failure: Option<String>,
}

/// Which messages.
#[derive(Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    state: Option<String>,
    #[serde(default)]
    after: Option<String>,
}

fn view(row: SubscriptionRow) -> WebhookView {
    WebhookView {
        id: row.id.to_string(),
        address: row.address,
        topics: row.topics,
        agency: row.agency,
        secret: None,
        made_at: row.made_at.to_string(),
    }
}

/// `GET /api/v1/webhooks`
pub(super) async fn list(State(web): State<Web>, By(bearer): By) -> Result<Json<WebhookList>, ApiError> {
    let rows = mine(&web.app, &bearer.caller).await?;
    Ok(Json(WebhookList { items: rows.into_iter().map(view).collect() }))
}

/// `POST /api/v1/webhooks`
pub(super) async fn subscribe(
    State(web): State<Web>,
    By(bearer): By,
    asked: Asked<NewWebhook>,
) -> Result<Response, ApiError> {
    let NewWebhook { address, topics, agency } = asked.body;
    let wanted = Wanted { address, topics, agency };
    let deed = make(&web.app, &bearer.caller, &wanted);
    let receipt = once(&web.app, asked.claim, Box::pin(deed)).await?;
    Ok(versioned(StatusCode::CREATED, receipt.version, Done::from(receipt)))
}

/// `GET /api/v1/webhooks/{webhook}`
pub(super) async fn one(
    State(web): State<Web>,
    By(bearer): By,
    Path(webhook): Path<String>,
) -> Result<Json<WebhookView>, ApiError> {
    let row = own(&web.app, &bearer.caller, id_in(&webhook)?).await?;
    // Whoever holds the secret can speak like us: software that only looks is not told it.
    let secret = bearer.scope.covers(access::Scope::Act).then(|| row.secret.clone());
    Ok(Json(WebhookView { secret, ..view(row) }))
}

/// `DELETE /api/v1/webhooks/{webhook}`
pub(super) async fn end(
    State(web): State<Web>,
    By(bearer): By,
    Path(webhook): Path<String>,
) -> Result<StatusCode, ApiError> {
    unsubscribe(&web.app, &bearer.caller, id_in(&webhook)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/v1/webhooks/{webhook}/deliveries`
pub(super) async fn deliveries(
    State(web): State<Web>,
    By(bearer): By,
    Path(webhook): Path<String>,
    Query(which): Query<Which>,
) -> Result<Json<DeliveryList>, ApiError> {
    let unknown = || ApiRefusal::QueryMalformed { name: "state".to_owned() };
    let state =
        which.state.as_deref().map_or(Ok(Sent::Dead), |name| Sent::from_name(name).ok_or_else(unknown))?;
    let before = After { after: which.after }.id()?;
    let (rows, next) = sent(&web.app, &bearer.caller, id_in(&webhook)?, state, before).await?;
    let view = |row: DeliveryRow| DeliveryView {
        id: row.id.to_string(),
        event: row.event.to_string(),
        state: row.state,
        tries: row.tries,
        next_at: row.next_at.to_string(),
        made_at: row.made_at.to_string(),
        failure: row.failure,
    };
    let next = next.map(|id| cursor(&id));
    Ok(Json(DeliveryList { items: rows.into_iter().map(view).collect(), next }))
}

/// `POST /api/v1/webhooks/{webhook}/deliveries/{delivery}/replay`
pub(super) async fn replay(
    State(web): State<Web>,
    By(bearer): By,
    Path((webhook, delivery)): Path<(String, String)>,
    asked: Nothing,
) -> Result<Response, ApiError> {
    let (webhook, delivery) = (id_in(&webhook)?, id_in(&delivery)?);
    let deed = again(&web.app, &bearer.caller, webhook, delivery);
    let receipt = once(&web.app, asked.claim, Box::pin(deed)).await?;
    Ok(versioned(StatusCode::OK, receipt.version, Done::from(receipt)))
}
