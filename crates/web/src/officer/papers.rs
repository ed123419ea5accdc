//! `/can-bo/ho-so/{tenant}/{id}/giay-to/{paper}`: a paper of a dossier, to look at or to print at the counter; and the
//! control sheet, made when it is asked for. With `?ban=` the file a signer was shown, for as long as it is kept.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::names;
use super::sign_form::Which;
use crate::paper::{Taking, answer};
use crate::{Chrome, OfficerIs, PageError, Web};

/// `GET /can-bo/ho-so/{tenant}/{id}/giay-to/{paper}`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Path((tenant, id, paper)): Path<(String, String, String)>,
    Query(which): Query<Which>,
) -> Result<Response, PageError> {
    let key = names::key(tenant, &id)?;
    let paper = names::key(key.tenant.clone(), &paper)?.id;
    let found = match which.shown() {
        Some(shown) => app::paper::open_shown(&web.app, &who, &key, paper, &shown).await?,
        None => app::paper::open(&web.app, &who, &key, paper).await?,
    };
    Ok(answer(&page, found, Taking::Look))
}

/// `POST /can-bo/ho-so/{tenant}/{id}/phieu-kiem-soat`
pub(crate) async fn control(
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
    Path((tenant, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let key = names::key(tenant, &id)?;
    let paper = app::paper::want_control(&web.app, &who, &key).await?;
    Ok(Redirect::to(&format!("{}/giay-to/{paper}", names::address(&key))).into_response())
}
