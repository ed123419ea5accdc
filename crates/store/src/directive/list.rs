//! Lists of directives: of a body, by stage; those everybody may see.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{AgencyCode, Fault, FaultKind, Id};

use crate::arg::{args, before_id};
use crate::dossier::id_in;
use crate::{Conn, Row};

/// "Dòng văn bản chỉ đạo".
#[derive(Debug, Clone)]
pub struct DirectiveRow {
    /// Its id.
    pub id: Id,
    /// The body that issues it.
    pub agency: String,
    /// Its kind by name.
    pub kind: String,
    /// Its number; empty until it has one.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Day of issue.
    pub issued_on: Date,
    /// Its stage by name.
    pub stage: String,
    /// How many items it has.
    pub items: i64,
    /// When something last happened to it.
    pub updated_at: Timestamp,
}

macro_rules! columns {
    () => {
        "SELECT id, agency, kind, number, title, issued_on, stage, items, updated_at FROM directive WHERE tenant = $1 AND "
    };
}

/// The directives of a body at a stage, the last changed first, before a key.
///
/// # Errors
/// The database's failure.
pub async fn of_agency(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    stage: &str,
    before: Option<(Timestamp, Id)>,
    limit: i64,
) -> Result<Vec<DirectiveRow>, Fault> {
    const SQL: &str = concat!(
        columns!(),
        "agency = $2 AND stage = $3 AND (updated_at, id) < ($4, $5) ORDER BY updated_at DESC, id DESC LIMIT $6"
    );
    let at = before.map_or(i64::MAX, |(at, _)| at.as_microsecond());
    let values =
        args![agency.tenant(), agency.as_str(), stage, at, before_id(before.map(|(_, id)| id)), limit];
    conn.all(SQL, values).await?.iter().map(row).collect()
}

/// The issued directives of a tenant that everybody may see, the newest first.
///
/// # Errors
/// The database's failure.
pub async fn issued_publicly(
    conn: &mut Conn<'_>,
    tenant: &str,
    limit: i64,
) -> Result<Vec<DirectiveRow>, Fault> {
    const SQL: &str =
        concat!(columns!(), "is_public = 1 AND stage = 'issued' ORDER BY issued_on DESC, id DESC LIMIT $2");
    conn.all(SQL, args![tenant, limit]).await?.iter().map(row).collect()
}

/// The tenants that show directives to everybody, found from key to key.
///
/// # Errors
/// The database's failure.
pub async fn public_tenants(conn: &mut Conn<'_>) -> Result<Vec<String>, Fault> {
    const SQL: &str = "WITH RECURSIVE names(x) AS (\
        SELECT MIN(tenant) FROM directive WHERE is_public = 1 AND stage = 'issued' UNION ALL \
        SELECT (SELECT MIN(tenant) FROM directive WHERE is_public = 1 AND stage = 'issued' AND tenant > names.x) \
        FROM names WHERE names.x IS NOT NULL) SELECT x FROM names WHERE x IS NOT NULL LIMIT 200";
    conn.all(SQL, args![]).await?.iter().map(|row| row.text(0)).collect()
}

/// Issued directives of a body with this number, in capitals or as it was typed, those replaced since included.
///
/// # Errors
/// The database's failure.
pub async fn of_number(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    number: &str,
) -> Result<Vec<DirectiveRow>, Fault> {
    const SQL: &str = concat!(
        columns!(),
        "agency = $2 AND number IN ($3, $4) AND stage IN ('issued', 'replaced') ORDER BY issued_on DESC, id LIMIT 20"
    );
    let values = args![agency.tenant(), agency.as_str(), number, number.to_uppercase()];
    conn.all(SQL, values).await?.iter().map(row).collect()
}

/// Whether a body has issued a paper of this number here.
///
/// # Errors
/// The database's failure.
pub async fn with_number(conn: &mut Conn<'_>, agency: &AgencyCode, number: &str) -> Result<bool, Fault> {
    const SQL: &str = "SELECT COUNT(*) FROM directive WHERE tenant = $1 AND agency = $2 AND number = $3 \
        AND stage IN ('issued', 'replaced')";
    Ok(conn.one(SQL, args![agency.tenant(), agency.as_str(), number]).await?.int(0)? > 0)
}

fn row(row: &Row) -> Result<DirectiveRow, Fault> {
    let issued_on = row.text(5)?;
    Ok(DirectiveRow {
        id: id_in(row, 0)?,
        agency: row.text(1)?,
        kind: row.text(2)?,
        number: row.text(3)?,
        title: row.text(4)?,
        issued_on: issued_on.parse().map_err(|error: jiff::Error| {
            Fault::new(FaultKind::Inconsistent, format!("read the date {issued_on}"), error)
        })?,
        stage: row.text(6)?,
        items: row.int(7)?,
        updated_at: row.instant(8)?,
    })
}
