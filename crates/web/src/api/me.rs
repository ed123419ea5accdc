//! `/api/v1/me`: in whose name the token speaks.

use app::token::Caller;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::guard::By;
use crate::Web;

/// "Tôi": the holder of the token and the token itself.
#[derive(Serialize, ToSchema)]
pub(super) struct Me {
    /// `citizen` or `official`.
    kind: &'static str,
    /// The name.
    name: String,
    /// Personal id or organisation code, for a citizen at level 2.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    person: Option<String>,
    /// The level of assurance, for a citizen.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    level: Option<i64>,
    /// The posts held today, for an official.
    posts: Vec<PostView>,
    /// What the owner calls the token.
    token: String,
    /// `read` or `act`.
    scope: &'static str,
    /// When the token ends.
    #[schema(format = "date-time")]
    ends_at: String,
}

/// "Vị trí".
#[derive(Serialize, ToSchema)]
struct PostView {
    /// Code of the agency.
    agency: String,
    /// The role.
    role: &'static str,
    /// The title.
    title: String,
}

/// `GET /api/v1/me`
pub(super) async fn get(State(web): State<Web>, By(bearer): By) -> Json<Me> {
    let (kind, person, level, posts) = match &bearer.caller {
        Caller::Citizen(who) => ("citizen", who.person.clone(), Some(who.level), Vec::new()),
        Caller::Official(who) => {
            let post = |post: &access::Post| PostView {
                agency: post.agency.to_string(),
                role: post.role.name(),
                title: post.title.clone(),
            };
            ("official", None, None, who.posts_on(web.app.today()).map(post).collect())
        }
    };
    Json(Me {
        kind,
        name: bearer.caller.name().to_owned(),
        person,
        level,
        posts,
        token: bearer.name,
        scope: bearer.scope.name(),
        ends_at: bearer.ends_at.to_string(),
    })
}
