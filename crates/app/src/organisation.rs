//! The organisation: enrolling agencies and officials, and finding who decides where.

use access::Post;
use catalogue::DecidingBody;
use kernel::AgencyCode;
pub use store::staff::Agency;
use store::staff::{agencies_of, put_address, put_agency, put_post};

use crate::{App, AppRefusal, Error};

/// "Người giữ vị trí": an official to enrol with one post.
pub struct Enrolment {
    /// Account id.
    pub id: String,
    /// The subject the issuer knows the official by.
    pub subject: String,
    /// Name.
    pub name: String,
    /// Where letters go; what is known stays where nothing is said.
    pub email: Option<String>,
    /// In which language, `vi` or `en`.
    pub lang: Option<String>,
    /// The post.
    pub post: Post,
}

/// Enrols agencies and officials; doing it twice changes nothing.
///
/// # Errors
/// The database's failure.
pub async fn enrol(app: &App, agencies: &[Agency], officials: &[Enrolment]) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let result = enrol_in(&mut tx.conn()?, agencies, officials).await;
    tx.finish(result).await
}

async fn enrol_in(
    conn: &mut store::Conn<'_>,
    agencies: &[Agency],
    officials: &[Enrolment],
) -> Result<(), Error> {
    for agency in agencies {
        put_agency(conn, agency).await?;
    }
    for official in officials {
        put_post(conn, &official.id, &official.subject, &official.name, &official.post).await?;
        put_address(conn, &official.id, official.email.as_deref(), official.lang.as_deref()).await?;
    }
    Ok(())
}

/// The word agencies of a deciding body are stored under.
#[must_use]
pub const fn kind_of(body: DecidingBody) -> &'static str {
    match body {
        DecidingBody::CommuneCommittee => "commune-committee",
        DecidingBody::CommunePolice => "commune-police",
        DecidingBody::CommuneBusinessRegistration => "commune-business-registration",
    }
}

/// The authorities that decide a procedure, to choose among.
///
/// # Errors
/// The database's failure.
pub async fn authorities(app: &App, body: DecidingBody) -> Result<Vec<Agency>, Error> {
    Ok(agencies_of(&mut app.store.read().await?.conn(), kind_of(body)).await?)
}

/// The procedures an agency decides today, by code.
#[must_use]
pub fn procedures_of<'a>(app: &'a App, agency: &Agency) -> Vec<&'a catalogue::Revision> {
    let on = app.today();
    let codes = app.catalogue.executable_codes();
    let revisions =
        codes.filter_map(|code| app.catalogue.in_force(code, on)).map(catalogue::CompiledRevision::revision);
    revisions.filter(|revision| kind_of(revision.decided_by) == agency.kind).collect()
}

/// The agency with this code.
///
/// # Errors
/// The database's failure, or that there is none.
pub async fn agency(app: &App, code: &AgencyCode) -> Result<Agency, Error> {
    store::staff::agency(&mut app.store.read().await?.conn(), code)
        .await?
        .ok_or_else(|| AppRefusal::NotFound { what: "agency".to_owned() }.into())
}

/// The symbol of the register results of a deciding body are numbered in: kind of paper and agency.
///
/// Law: NĐ 30/2020/NĐ-CP Phụ lục I, Phụ lục III
#[must_use]
pub const fn register_of(body: DecidingBody) -> &'static str {
    match body {
        DecidingBody::CommuneCommittee => "TB-UBND",
        DecidingBody::CommunePolice => "TB-CAX",
        DecidingBody::CommuneBusinessRegistration => "GCN-ĐKKD",
    }
}

/// The name of the agency with this code; empty where none is named.
///
/// # Errors
/// The database's failure.
pub(crate) async fn name_of(app: &App, code: Option<&str>) -> Result<String, Error> {
    let Some(code) = code.and_then(|code| AgencyCode::parse(code).ok()) else { return Ok(String::new()) };
    let found = store::staff::agency(&mut app.store.read().await?.conn(), &code).await?;
    Ok(found.map(|agency| agency.name).unwrap_or_default())
}
