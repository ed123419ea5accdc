//! What everybody may see: issued directives a body has opened to the public, with their public tasks; no names of people.

use directives::TaskStage;
use kernel::AgencyCode;
use store::directive::{DirectiveKey, issued_publicly, load, public_tenants as tenants};
use store::task::{TaskListRow, of_directive};

use super::look::agency_named;
use crate::error::not_found;
use crate::{App, Error};

/// Directives of a page.
const SHOWN: i64 = 50;

/// "Văn bản công khai": a directive with what of it is public.
pub struct PublicDirective {
    /// Its key.
    pub key: DirectiveKey,
    /// The body that issued it.
    pub agency: String,
    /// Its number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Day of issue.
    pub issued_on: jiff::civil::Date,
    /// Its public tasks.
    pub tasks: Vec<TaskListRow>,
}

/// "Bảng công khai": a tenant's.
pub struct PublicBoard {
    /// The tenant's name.
    pub name: String,
    /// Its public directives, the newest first.
    pub directives: Vec<PublicDirective>,
}

/// The tenants that show anything: code and name.
///
/// # Errors
/// The database's failure.
pub async fn public_tenants(app: &App) -> Result<Vec<(String, String)>, Error> {
    let found = tenants(&mut app.store.read().await?.conn()).await?;
    let mut named = Vec::with_capacity(found.len());
    for tenant in found {
        let name = name_of(app, &tenant).await?;
        named.push((tenant, name));
    }
    Ok(named)
}

async fn name_of(app: &App, tenant: &str) -> Result<String, Error> {
    let Ok(code) = AgencyCode::parse(tenant) else { return Ok(tenant.to_owned()) };
    match agency_named(app, &code).await {
        Ok(agency) => Ok(agency.name),
        Err(Error::Refused(_)) => Ok(tenant.to_owned()),
        Err(error) => Err(error),
    }
}

/// What a tenant shows.
///
/// # Errors
/// The refusal of a tenant that shows nothing, or a fault.
pub async fn public(app: &App, tenant: &str) -> Result<PublicBoard, Error> {
    let mut reader = app.store.read().await?;
    let mut conn = reader.conn();
    let rows = issued_publicly(&mut conn, tenant, SHOWN).await?;
    if rows.is_empty() {
        return Err(not_found("directive"));
    }
    let mut directives = Vec::with_capacity(rows.len());
    for row in rows {
        let key = DirectiveKey { tenant: tenant.to_owned(), id: row.id };
        let Some(stored) = load(&mut conn, &key).await? else { continue };
        let mut tasks = of_directive(&mut conn, tenant, row.id).await?;
        tasks.retain(|task| task.is_public && task.stage != TaskStage::Cancelled);
        directives.push(PublicDirective {
            key,
            agency: stored.directive.agency.name,
            number: row.number,
            title: row.title,
            issued_on: row.issued_on,
            tasks,
        });
    }
    drop(reader);
    Ok(PublicBoard { name: name_of(app, tenant).await?, directives })
}
