//! Directives for software: read a text into a draft, make its tasks clear, issue it; and what everybody may see.

use app::directive::{
    Begin, DirectiveKey, Edit, HeadWish, ItemWish, ShareWish, begin, edit, issue, list, look, public,
    public_tenants,
};
use app::once::{Receipt, once};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use directives::{DirectiveKind, DirectiveStage};
use kernel::{AgencyCode, Id};
use serde::Deserialize;

use super::asked::{Asked, BasedOn, versioned};
use super::cursor::{After, cursor_of};
use super::directive_shapes::{
    BecomesShape, DeadlineShape, DirectiveDeed, DirectiveItem, NewDirective, OtherAsked, ProofShape,
    ShareAsked, TaskKeyShape,
};
use super::directive_view::{DirectiveList, DirectiveView, PublicTasks, PublicTenants};
use super::drafts::id_in;
use super::guard::ByOfficial;
use super::problem::{ApiError, ApiRefusal};
use super::view::Done;
use super::work::not_found;
use crate::Web;

/// Which list of directives, and where its page begins.
#[derive(Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    stage: Option<String>,
    #[serde(default)]
    after: Option<String>,
}

fn malformed(name: &str) -> ApiError {
    ApiRefusal::QueryMalformed { name: name.to_owned() }.into()
}

pub(super) fn agency_in(text: &str) -> Result<AgencyCode, ApiError> {
    AgencyCode::parse(text).map_err(|_| not_found("agency"))
}

fn key_in(tenant: &str, id: &str) -> Result<DirectiveKey, ApiError> {
    let tenant = AgencyCode::parse(tenant).map_err(|_| not_found("directive"))?;
    Ok(DirectiveKey { tenant: tenant.tenant().to_owned(), id: id_in(id)? })
}

/// `GET /api/v1/agencies/{agency}/directives`
pub(super) async fn of_agency(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path(agency): Path<String>,
    Query(which): Query<Which>,
) -> Result<Json<DirectiveList>, ApiError> {
    let agency = agency_in(&agency)?;
    let stage = match which.stage {
        None => DirectiveStage::Issued,
        Some(name) => DirectiveStage::ALL
            .into_iter()
            .find(|stage| stage.name() == name)
            .ok_or_else(|| malformed("stage"))?,
    };
    let before = After { after: which.after }.row()?;
    let (rows, has_more) = list(&web.app, &who, &agency, stage, before).await?;
    let next = rows.last().filter(|_| has_more).map(|row| cursor_of(row.updated_at, row.id));
    Ok(Json(DirectiveList::of(agency.tenant(), &rows, next)))
}

/// `POST /api/v1/agencies/{agency}/directives`
pub(super) async fn begun(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path(agency): Path<String>,
    asked: Asked<NewDirective>,
) -> Result<Response, ApiError> {
    let agency = agency_in(&agency)?;
    let Asked { body, claim } = asked;
    let issued_on = body.issued_on.as_deref().map(day).transpose()?;
    let deed = async {
        let asked = Begin { agency, name: body.name, bytes: body.text.into_bytes(), issued_on };
        let key = begin(&web.app, &who, asked).await?;
        Ok(Receipt { tenant: Some(key.tenant), ..Receipt::plain(&key.id, 1) })
    };
    let receipt = once(&web.app, claim, Box::pin(deed)).await?;
    Ok(versioned(StatusCode::CREATED, receipt.version, Done::from(receipt)))
}

pub(super) fn day(text: &str) -> Result<jiff::civil::Date, ApiError> {
    let input = text.chars().take(40).collect();
    text.parse().map_err(|_| refused(crate::InputRefusal::DayIncomplete { input }))
}

fn refused(why: crate::InputRefusal) -> ApiError {
    app::Error::Refused(why.into()).into()
}

/// `GET /api/v1/directives/{tenant}/{directive}`
pub(super) async fn one(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, id)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let found = look(&web.app, &who, &key_in(&tenant, &id)?).await?;
    Ok(versioned(StatusCode::OK, found.directive.version, DirectiveView::of(&found)))
}

/// `POST /api/v1/directives/{tenant}/{directive}/actions`
pub(super) async fn act(
    State(web): State<Web>,
    ByOfficial(who): ByOfficial,
    Path((tenant, id)): Path<(String, String)>,
    BasedOn(version): BasedOn,
    asked: Asked<DirectiveDeed>,
) -> Result<Response, ApiError> {
    let key = key_in(&tenant, &id)?;
    // To somebody without a right to look there is no such directive, whatever they ask of it.
    look(&web.app, &who, &key).await?;
    let Asked { body, claim } = asked;
    let wish = wish(body)?;
    let deed = async {
        let version = match wish {
            Some(wish) => edit(&web.app, &who, &key, Some(version), wish).await?,
            None => {
                app::token::permits("directive-issue")?;
                issue(&web.app, &who, &key, Some(version)).await?
            }
        };
        Ok(Receipt { tenant: Some(key.tenant.clone()), ..Receipt::plain(&key.id, version) })
    };
    let receipt = once(&web.app, claim, Box::pin(deed)).await?;
    Ok(versioned(StatusCode::OK, receipt.version, Done::from(receipt)))
}

/// What is done to the draft; nothing for issuing it.
fn wish(deed: DirectiveDeed) -> Result<Option<Edit>, ApiError> {
    Ok(Some(match deed {
        DirectiveDeed::Describe { kind, number, title, issued_on, signer, is_public, replaces, amends } => {
            Edit::Describe(HeadWish {
                kind: DirectiveKind::from_name(&kind).ok_or_else(missing)?,
                number,
                title,
                issued_on: day(&issued_on)?,
                signer,
                is_public,
                replaces: replaces.map(OtherAsked::read).transpose()?,
                amends: amends.map(OtherAsked::read).transpose()?,
            })
        }
        DirectiveDeed::PutItem { number, item } => Edit::Put(number, item_wish(item)?),
        DirectiveDeed::AddItem { item } => Edit::Add(item_wish(item)?),
        DirectiveDeed::DropItem { number } => Edit::Drop(number),
        DirectiveDeed::SplitItem { number, shares } => {
            let share = |share: ShareAsked| {
                Ok::<_, ApiError>(ShareWish { unit: agency_in(&share.unit)?, amount: share.amount })
            };
            Edit::Split(number, shares.into_iter().map(share).collect::<Result<_, _>>()?)
        }
        DirectiveDeed::CarryItem { task } => Edit::Carry(task.read()?),
        DirectiveDeed::Discard { reason } => Edit::Discard(reason),
        DirectiveDeed::Issue {} => return Ok(None),
    }))
}

pub(super) fn missing() -> ApiError {
    refused(crate::InputRefusal::ChoiceMissing)
}

fn item_wish(item: DirectiveItem) -> Result<ItemWish, ApiError> {
    let deadline = item.deadline.map(DeadlineShape::read).transpose()?;
    let proof = item.proof.map(ProofShape::read).transpose()?;
    Ok(ItemWish {
        deed: item.deed,
        unit: item.unit.as_deref().map(agency_in).transpose()?,
        person: item.person,
        owner: item.owner,
        coordinating: item.coordinating.iter().map(|code| agency_in(code)).collect::<Result<_, _>>()?,
        deadline,
        product: item.product,
        proof,
        becomes: item.becomes.map(BecomesShape::read).transpose()?.unwrap_or_default(),
        above: item.above.map(TaskKeyShape::read).transpose()?,
        is_public: item.is_public,
    })
}

/// The id in a body.
pub(super) fn id_of(text: &str) -> Result<Id, ApiError> {
    id_in(text)
}

/// `GET /api/v1/public-tasks`
pub(super) async fn tenants(State(web): State<Web>) -> Result<Json<PublicTenants>, ApiError> {
    Ok(Json(PublicTenants::of(public_tenants(&web.app).await?)))
}

/// `GET /api/v1/public-tasks/{tenant}`
pub(super) async fn of_tenant(
    State(web): State<Web>,
    Path(tenant): Path<String>,
) -> Result<Json<PublicTasks>, ApiError> {
    let tenant = AgencyCode::parse(&tenant).map_err(|_| not_found("directive"))?;
    Ok(Json(PublicTasks::of(public(&web.app, tenant.tenant()).await?)))
}
