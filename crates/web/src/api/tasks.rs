//! Tasks for software: lists, boards, the calendar, waits, the digest, one task and what can be done with it.

use app::directive::hand_down;
use app::once::{Receipt, once};
use app::task::{
    GroupBy, Lane, TaskAfter, TaskSide, TaskTarget, WantedTasks, act as perform, board, calendar, digest,
    file, helping, list, look, waits,
};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use directives::TaskKey;
use kernel::{AgencyCode, FileHash};
use serde::Deserialize;

use super::asked::{Asked, BasedOn, Nothing, versioned};
use super::cursor::{After, cursor_of};
use super::directives::agency_in;
use super::drafts::id_in;
use super::guard::ByOfficial;
use super::problem::{ApiError, ApiRefusal};
use super::task_shapes::{TaskBoard, TaskDays, TaskDeed, TaskDigest, TaskLines, TaskView, TaskWaits};
use super::view::Done;
use super::work::not_found;
use crate::{Web, download};

/// Groups, as queries name them.
pub(super) const GROUPS: [(&str, GroupBy); 4] = [
    ("person", GroupBy::Person),
    ("body", GroupBy::Body),
    ("directive", GroupBy::Directive),
    ("waits", GroupBy::Waits),
];
/// Sides, as queries name them.
pub(super) const SIDES: [(&str, TaskSide); 2] =
    [("given", TaskSide::Given), ("assigned", TaskSide::Assigned)];

/// What narrows a list or names a board; what is not said is the side that was assigned to us, at work, by person.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Narrowed {
    side: Option<String>,
    lane: Option<String>,
    by: Option<String>,
    group: Option<String>,
    from: Option<String>,
    until: Option<String>,
    late: Option<bool>,
    on: Option<String>,
    after: Option<String>,
}

fn malformed(name: &str) -> ApiError {
    ApiRefusal::QueryMalformed { name: name.to_owned() }.into()
}

impl Narrowed {
    fn side(&self) -> Result<TaskSide, ApiError> {
        let Some(name) = &self.side else { return Ok(TaskSide::Given) };
        SIDES.iter().find(|(known, _)| known == name).map(|(_, side)| *side).ok_or_else(|| malformed("side"))
    }

    fn lane(&self) -> Result<Lane, ApiError> {
        let Some(name) = &self.lane else { return Ok(Lane::Unit) };
        Lane::from_name(name).ok_or_else(|| malformed("lane"))
    }

    fn by(&self) -> Result<GroupBy, ApiError> {
        let Some(name) = &self.by else { return Ok(GroupBy::Person) };
        GROUPS.iter().find(|(known, _)| known == name).map(|(_, by)| *by).ok_or_else(|| malformed("by"))
    }

    fn day(text: Option<&String>, name: &str) -> Result<Option<jiff::civil::Date>, ApiError> {
        text.map(|text| text.parse().map_err(|_| malformed(name))).transpose()
    }

    fn wanted(self) -> Result<WantedTasks, ApiError> {
        let by = self.by()?;
        if self.group.as_ref().is_some_and(|group| group.contains('\0')) {
            return Err(malformed("group"));
        }
        let after = After { after: self.after.clone() }.row()?;
        Ok(WantedTasks {
            side: self.side()?,
            lane: self.lane()?,
            from_on: Self::day(self.from.as_ref(), "from")?,
            until_on: Self::day(self.until.as_ref(), "until")?,
            late: self.late.unwrap_or(false),
            only: self.group.map(|group| (by, group)),
            after: after.map(|(turn_at, id)| TaskAfter { turn_at, id }),
        })
    }
}

fn key_in(tenant: &str, id: &str) -> Result<TaskKey, ApiError> {
    let tenant = AgencyCode::parse(tenant).map_err(|_| not_found("task"))?;
    Ok(TaskKey { tenant: tenant.tenant().to_owned(), id: id_in(id)? })
}

/// `GET /api/v1/agencies/{agency}/tasks`
pub(super) async fn of_agency(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path(agency): Path<String>,
    Query(narrowed): Query<Narrowed>,
) -> Result<Json<TaskLines>, ApiError> {
    let agency = agency_in(&agency)?;
    let found = list(&web.app, &who, &agency, &narrowed.wanted()?).await?;
    let next = found.next.map(|key| cursor_of(key.turn_at, key.id));
    Ok(Json(TaskLines::of(agency.tenant(), &found.rows, next)))
}

/// `GET /api/v1/agencies/{agency}/task-board`
pub(super) async fn on_board(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path(agency): Path<String>,
    Query(narrowed): Query<Narrowed>,
) -> Result<Json<TaskBoard>, ApiError> {
    let agency = agency_in(&agency)?;
    let (side, lane, by) = (narrowed.side()?, narrowed.lane()?, narrowed.by()?);
    let lanes = app::task::lanes(&web.app, &who, &agency, side).await?;
    let board = board(&web.app, &who, &agency, side, lane, by).await?;
    Ok(Json(TaskBoard::of(&lanes, board)))
}

/// `GET /api/v1/agencies/{agency}/task-calendar`
pub(super) async fn days(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path(agency): Path<String>,
    Query(narrowed): Query<Narrowed>,
) -> Result<Json<TaskDays>, ApiError> {
    let agency = agency_in(&agency)?;
    let month = Narrowed::day(narrowed.on.as_ref(), "on")?.unwrap_or_else(|| web.app.today());
    Ok(Json(TaskDays::of(calendar(&web.app, &who, &agency, narrowed.side()?, month).await?)))
}

/// `GET /api/v1/agencies/{agency}/task-waits`
pub(super) async fn waiting(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path(agency): Path<String>,
) -> Result<Json<TaskWaits>, ApiError> {
    let agency = agency_in(&agency)?;
    let (lines, on_us) = waits(&web.app, &who, &agency).await?;
    Ok(Json(TaskWaits::of(agency.tenant(), lines, &on_us)))
}

/// `GET /api/v1/agencies/{agency}/helping-tasks`
pub(super) async fn helped(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path(agency): Path<String>,
    Query(narrowed): Query<Narrowed>,
) -> Result<Json<TaskLines>, ApiError> {
    let agency = agency_in(&agency)?;
    let wanted = narrowed.wanted()?;
    let found = helping(&web.app, &who, &agency, wanted.lane, wanted.after).await?;
    let next = found.next.map(|key| cursor_of(key.turn_at, key.id));
    Ok(Json(TaskLines::of(agency.tenant(), &found.rows, next)))
}

/// `GET /api/v1/agencies/{agency}/task-digest`
pub(super) async fn of_week(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path(agency): Path<String>,
    Query(narrowed): Query<Narrowed>,
) -> Result<Json<TaskDigest>, ApiError> {
    let agency = agency_in(&agency)?;
    let week = Narrowed::day(narrowed.on.as_ref(), "on")?.unwrap_or_else(|| web.app.today());
    let found = digest(&web.app, &who, &agency, narrowed.side()?, week).await?;
    Ok(Json(TaskDigest::of(agency.tenant(), &found)))
}

/// `GET /api/v1/tasks/{tenant}/{task}`
pub(super) async fn one(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, id)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let found = look(&web.app, &who, &key_in(&tenant, &id)?).await?;
    Ok(versioned(StatusCode::OK, found.task.version, TaskView::of(&found)))
}

/// `POST /api/v1/tasks/{tenant}/{task}/actions`
pub(super) async fn act(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, id)): Path<(String, String)>,
    BasedOn(version): BasedOn,
    asked: Asked<TaskDeed>,
) -> Result<Response, ApiError> {
    let key = key_in(&tenant, &id)?;
    let seen = look(&web.app, &who, &key).await?;
    let Asked { body, claim } = asked;
    let command = body.command(&seen)?;
    let target = TaskTarget { key: key.clone(), version: Some(version) };
    let deed = async {
        app::token::permits(command.kind().name())?;
        let version = perform(&web.app, &who, &target, command).await?;
        Ok(Receipt { tenant: Some(key.tenant.clone()), ..Receipt::plain(&key.id, version) })
    };
    let receipt = once(&web.app, claim, Box::pin(deed)).await?;
    Ok(versioned(StatusCode::OK, receipt.version, Done::from(receipt)))
}

/// `POST /api/v1/tasks/{tenant}/{task}/draft`: hand it down.
pub(super) async fn handed_down(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, id)): Path<(String, String)>,
    asked: Nothing,
) -> Result<Response, ApiError> {
    let key = key_in(&tenant, &id)?;
    let deed = async {
        let draft = hand_down(&web.app, &who, &key).await?;
        Ok(Receipt { tenant: Some(draft.tenant), ..Receipt::plain(&draft.id, 1) })
    };
    let receipt = once(&web.app, asked.claim, Box::pin(deed)).await?;
    Ok(versioned(StatusCode::CREATED, receipt.version, Done::from(receipt)))
}

/// `GET /api/v1/tasks/{tenant}/{task}/files/{hash}`
pub(super) async fn product(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, id, hash)): Path<(String, String, String)>,
) -> Result<Response, ApiError> {
    let hash = FileHash::parse(&hash).ok_or_else(|| not_found("file"))?;
    Ok(download::file(file(&web.app, &who, &key_in(&tenant, &id)?, &hash).await?))
}
