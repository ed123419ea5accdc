//! The organisation: agencies, officials and their posts.

use access::{Post, Role, Staff};
use jiff::civil::Date;
use kernel::{AgencyCode, Fault, FaultKind};

use crate::arg::args;
use crate::{Conn, Row};

/// "Cơ quan": an authority that decides, or a place that receives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its code; the first part is the tenant.
    pub code: AgencyCode,
    /// Its name.
    pub name: String,
    /// Its kind, as procedures name who decides.
    pub kind: String,
    /// The commune it stands for.
    pub commune: Option<String>,
    /// The place its papers are dated from.
    pub place: String,
    /// The authority above it.
    pub parent: Option<String>,
    /// Whether it is invented for the demo.
    pub is_sample: bool,
}

/// Writes an agency; one that is there gets the new name, kind and place.
///
/// # Errors
/// The database's failure.
pub async fn put_agency(conn: &mut Conn<'_>, agency: &Agency) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO agency (code, tenant, name, kind, commune, place, parent, is_sample) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (code) DO UPDATE SET name = excluded.name, \
        kind = excluded.kind, commune = excluded.commune, place = excluded.place, parent = excluded.parent, \
        is_sample = excluded.is_sample";
    let code = &agency.code;
    let values = args![
        code.as_str(),
        code.tenant(),
        &agency.name,
        &agency.kind,
        agency.commune.clone(),
        &agency.place,
        agency.parent.clone(),
        agency.is_sample
    ];
    conn.execute(SQL, values).await.map(|_| ())
}

/// The agency with this code.
///
/// # Errors
/// The database's failure.
pub async fn agency(conn: &mut Conn<'_>, code: &AgencyCode) -> Result<Option<Agency>, Fault> {
    const SQL: &str =
        "SELECT code, name, kind, commune, place, parent, is_sample FROM agency WHERE code = $1";
    conn.optional(SQL, args![code.as_str()]).await?.as_ref().map(read_agency).transpose()
}

/// The agencies of a kind, by commune; these are where a procedure can be filed.
///
/// # Errors
/// The database's failure.
pub async fn agencies_of(conn: &mut Conn<'_>, kind: &str) -> Result<Vec<Agency>, Fault> {
    const SQL: &str = "SELECT code, name, kind, commune, place, parent, is_sample FROM agency WHERE kind = $1 \
        ORDER BY commune, code LIMIT 5000";
    conn.all(SQL, args![kind]).await?.iter().map(read_agency).collect()
}

/// The agencies of a tenant that decide dossiers, by code.
///
/// # Errors
/// The database's failure.
pub async fn deciding_in(conn: &mut Conn<'_>, tenant: &str) -> Result<Vec<Agency>, Fault> {
    const SQL: &str = "SELECT code, name, kind, commune, place, parent, is_sample FROM agency WHERE tenant = $1 \
        AND EXISTS (SELECT 1 FROM dossier WHERE dossier.tenant = $1 AND dossier.agency = agency.code) \
        ORDER BY code LIMIT 500";
    conn.all(SQL, args![tenant]).await?.iter().map(read_agency).collect()
}

/// The agencies of a tenant, by code.
///
/// # Errors
/// The database's failure.
pub async fn in_tenant(conn: &mut Conn<'_>, tenant: &str) -> Result<Vec<Agency>, Fault> {
    const SQL: &str = "SELECT code, name, kind, commune, place, parent, is_sample FROM agency WHERE tenant = $1 \
        ORDER BY code LIMIT 5000";
    conn.all(SQL, args![tenant]).await?.iter().map(read_agency).collect()
}

/// Everybody with a post at an agency on that day: account id, name, role and title, by name.
///
/// # Errors
/// The database's failure.
pub async fn people_at(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    on: Date,
) -> Result<Vec<(String, String, Role, String)>, Fault> {
    const SQL: &str = "SELECT officer.id, officer.name, post.role, post.title FROM post \
        JOIN officer ON officer.id = post.officer WHERE post.agency = $1 AND post.from_on <= $2 \
        AND (post.until_on IS NULL OR post.until_on >= $2) ORDER BY officer.name, officer.id, post.role LIMIT 500";
    conn.all(SQL, args![agency.as_str(), on.to_string()])
        .await?
        .iter()
        .map(|row| {
            let role = row.text(2)?;
            let role =
                Role::from_name(&role).ok_or_else(|| Fault::inconsistent(format!("{role} is no role")))?;
            Ok((row.text(0)?, row.text(1)?, role, row.text(3)?))
        })
        .collect()
}

fn read_agency(row: &Row) -> Result<Agency, Fault> {
    Ok(Agency {
        code: agency_code(&row.text(0)?)?,
        name: row.text(1)?,
        kind: row.text(2)?,
        commune: row.text_opt(3)?,
        place: row.text(4)?,
        parent: row.text_opt(5)?,
        is_sample: row.int(6)? != 0,
    })
}

fn agency_code(text: &str) -> Result<AgencyCode, Fault> {
    AgencyCode::parse(text)
        .map_err(|error| Fault::new(FaultKind::Inconsistent, format!("read agency {text}"), error))
}

/// Writes an official and one post; both stay as they are where they exist.
///
/// # Errors
/// The database's failure.
pub async fn put_post(
    conn: &mut Conn<'_>,
    officer: &str,
    subject: &str,
    name: &str,
    post: &Post,
) -> Result<(), Fault> {
    const OFFICER: &str = "INSERT INTO officer (id, subject, name) VALUES ($1, $2, $3) \
        ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, name = excluded.name";
    const POST: &str = "INSERT INTO post (officer, agency, role, from_on, until_on, title) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (officer, agency, role, from_on) DO UPDATE SET until_on = excluded.until_on, title = excluded.title";
    conn.execute(OFFICER, args![officer, subject, name]).await?;
    let until = post.until_on.map(|on| on.to_string());
    let values =
        args![officer, post.agency.as_str(), post.role.name(), post.from_on.to_string(), until, &post.title];
    conn.execute(POST, values).await.map(|_| ())
}

/// Writes where letters to an official go, and in which language; both stay where nothing is said.
///
/// # Errors
/// The database's failure.
pub async fn put_address(
    conn: &mut Conn<'_>,
    officer: &str,
    email: Option<&str>,
    lang: Option<&str>,
) -> Result<(), Fault> {
    const SQL: &str =
        "UPDATE officer SET email = COALESCE($2, email), lang = COALESCE($3, lang) WHERE id = $1";
    let own = |text: Option<&str>| text.map(str::to_owned);
    conn.execute(SQL, args![officer, own(email), own(lang)]).await.map(|_| ())
}

/// Where letters to an official go, and in which language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// Account id.
    pub officer: String,
    /// Name.
    pub name: String,
    /// The address of the mailbox.
    pub email: String,
    /// `vi` or `en`; nothing where nobody has said.
    pub lang: Option<String>,
}

/// Officials with a mailbox and a post on that day, after an account id.
///
/// # Errors
/// The database's failure.
pub async fn reached_after(
    conn: &mut Conn<'_>,
    after: &str,
    on: Date,
    limit: i64,
) -> Result<Vec<Reached>, Fault> {
    const SQL: &str = "SELECT id, name, email, lang FROM officer WHERE id > $1 AND email IS NOT NULL AND EXISTS \
        (SELECT 1 FROM post WHERE post.officer = officer.id AND post.from_on <= $2 \
        AND (post.until_on IS NULL OR post.until_on >= $2)) ORDER BY id LIMIT $3";
    let rows = conn.all(SQL, args![after, on.to_string(), limit]).await?;
    rows.iter()
        .map(|row| {
            Ok(Reached {
                officer: row.text(0)?,
                name: row.text(1)?,
                email: row.text(2)?,
                lang: row.text_opt(3)?,
            })
        })
        .collect()
}

/// The official behind an issuer's subject, with all posts.
///
/// # Errors
/// The database's failure.
pub async fn by_subject(conn: &mut Conn<'_>, subject: &str) -> Result<Option<Staff>, Fault> {
    const SQL: &str = "SELECT id, name FROM officer WHERE subject = $1";
    let Some(row) = conn.optional(SQL, args![subject]).await? else { return Ok(None) };
    let (id, name) = (row.text(0)?, row.text(1)?);
    let posts = posts(conn, &id).await?;
    Ok(Some(Staff { id, name, posts }))
}

/// The official with this account id, with all posts.
///
/// # Errors
/// The database's failure.
pub async fn by_id(conn: &mut Conn<'_>, id: &str) -> Result<Option<Staff>, Fault> {
    const SQL: &str = "SELECT name FROM officer WHERE id = $1";
    let Some(row) = conn.optional(SQL, args![id]).await? else { return Ok(None) };
    let (name, posts) = (row.text(0)?, posts(conn, id).await?);
    Ok(Some(Staff { id: id.to_owned(), name, posts }))
}

/// The officials with a role at an agency on that day.
///
/// # Errors
/// The database's failure.
pub async fn holders(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    role: Role,
    on: Date,
) -> Result<Vec<(String, String)>, Fault> {
    const SQL: &str = "SELECT officer.id, officer.name FROM post JOIN officer ON officer.id = post.officer \
        WHERE post.agency = $1 AND post.role = $2 AND post.from_on <= $3 \
        AND (post.until_on IS NULL OR post.until_on >= $3) ORDER BY officer.name, officer.id LIMIT 200";
    conn.all(SQL, args![agency.as_str(), role.name(), on.to_string()])
        .await?
        .iter()
        .map(|row| Ok((row.text(0)?, row.text(1)?)))
        .collect()
}

async fn posts(conn: &mut Conn<'_>, officer: &str) -> Result<Vec<Post>, Fault> {
    const SQL: &str =
        "SELECT agency, role, from_on, until_on, title FROM post WHERE officer = $1 ORDER BY agency, role";
    conn.all(SQL, args![officer])
        .await?
        .iter()
        .map(|row| {
            let role = row.text(1)?;
            Ok(Post {
                agency: agency_code(&row.text(0)?)?,
                role: Role::from_name(&role)
                    .ok_or_else(|| Fault::inconsistent(format!("{role} is no role")))?,
                from_on: date(&row.text(2)?)?,
                until_on: row.text_opt(3)?.as_deref().map(date).transpose()?,
                title: row.text(4)?,
            })
        })
        .collect()
}

fn date(text: &str) -> Result<Date, Fault> {
    text.parse().map_err(|error: jiff::Error| {
        Fault::new(FaultKind::Inconsistent, format!("read the date {text}"), error)
    })
}
