//! "Sổ văn bản đi": the register of results an agency has numbered, a row a number, kept beside the dossiers.

use jiff::civil::Date;
use kernel::{AgencyCode, Fault, FaultKind, Id};

use crate::Conn;
use crate::arg::args;

/// "Dòng trong sổ văn bản đi": one number given.
///
/// Law: NĐ 30/2020/NĐ-CP Điều 15
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookEntry {
    /// The register's symbol.
    pub register: String,
    /// The number in that register and year.
    pub serial: i64,
    /// The number as printed.
    pub printed: String,
    /// The date on the paper.
    pub on: Date,
    /// What the paper is called.
    pub title: String,
    /// Whose dossier it settles.
    pub owner_name: String,
    /// That dossier.
    pub dossier: Id,
}

/// Writes a line.
///
/// # Errors
/// The database's failure.
pub async fn enter(conn: &mut Conn<'_>, agency: &AgencyCode, entry: &BookEntry) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO book (tenant, agency, year, register, serial, printed, on_day, title, owner_name, \
        dossier) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values = args![
        agency.tenant(),
        agency.as_str(),
        i64::from(entry.on.year()),
        &entry.register,
        entry.serial,
        &entry.printed,
        entry.on.to_string(),
        &entry.title,
        &entry.owner_name,
        entry.dossier
    ];
    conn.execute(SQL, values).await.map(|_| ())
}

/// A page of an agency's register of a year, the newest first; `before` is the last number of the page before.
///
/// # Errors
/// The database's failure.
pub async fn page(
    conn: &mut Conn<'_>,
    agency: &AgencyCode,
    year: i16,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<BookEntry>, Fault> {
    const SQL: &str = "SELECT register, serial, printed, on_day, title, owner_name, dossier FROM book \
        WHERE tenant = $1 AND agency = $2 AND year = $3 AND serial < $4 ORDER BY serial DESC, register LIMIT $5";
    let before = before.unwrap_or(i64::MAX);
    let values = args![agency.tenant(), agency.as_str(), i64::from(year), before, limit];
    let rows = conn.all(SQL, values).await?;
    rows.iter()
        .map(|row| {
            let on = row.text(3)?;
            Ok(BookEntry {
                register: row.text(0)?,
                serial: row.int(1)?,
                printed: row.text(2)?,
                on: on.parse().map_err(|error: jiff::Error| {
                    Fault::new(FaultKind::Inconsistent, format!("read the date {on}"), error)
                })?,
                title: row.text(4)?,
                owner_name: row.text(5)?,
                dossier: crate::dossier::id_in(row, 6)?,
            })
        })
        .collect()
}

/// Whether an agency has numbered a paper so.
///
/// # Errors
/// The database's failure.
pub async fn has_number(conn: &mut Conn<'_>, agency: &AgencyCode, printed: &str) -> Result<bool, Fault> {
    const SQL: &str = "SELECT COUNT(*) FROM book WHERE tenant = $1 AND agency = $2 AND printed = $3";
    Ok(conn.one(SQL, args![agency.tenant(), agency.as_str(), printed]).await?.int(0)? > 0)
}

/// How many results an agency has numbered since a day.
///
/// # Errors
/// The database's failure.
pub async fn released_since(conn: &mut Conn<'_>, agency: &AgencyCode, from: Date) -> Result<i64, Fault> {
    const SQL: &str =
        "SELECT COUNT(*) FROM book WHERE tenant = $1 AND agency = $2 AND year >= $3 AND on_day >= $4";
    let values = args![agency.tenant(), agency.as_str(), i64::from(from.year()), from.to_string()];
    conn.one(SQL, values).await?.int(0)
}
