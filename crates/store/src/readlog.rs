//! The log of readings: who looked at a person's data, when, why and on what ground; the person can read it.

use jiff::Timestamp;
use kernel::{Fault, Id};

use crate::Conn;
use crate::arg::{args, before_id};

/// "Lượt khai thác dữ liệu": one reading of a person's data.
///
/// Law: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Whose data.
    pub person: String,
    /// Its id.
    pub id: Id,
    /// The tenant of the dossier.
    pub tenant: String,
    /// The dossier in which it was read.
    pub dossier: Id,
    /// The name of the official.
    pub reader: String,
    /// The agency of the official.
    pub agency: String,
    /// The purpose, as a code.
    pub purpose: String,
    /// Act and article that allow it.
    pub ground: String,
    /// When.
    pub at: Timestamp,
}

/// Writes a reading.
///
/// # Errors
/// The database's failure.
pub async fn put(conn: &mut Conn<'_>, reading: &Reading) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO reading (person, id, tenant, dossier, reader, agency, purpose, ground, at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = args![
        &reading.person,
        reading.id,
        &reading.tenant,
        reading.dossier,
        &reading.reader,
        &reading.agency,
        &reading.purpose,
        &reading.ground,
        reading.at
    ];
    conn.execute(SQL, values).await.map(|_| ())
}

/// When this official last looked at a dossier of a person; never, where they have not.
///
/// # Errors
/// The database's failure.
pub async fn last_by(
    conn: &mut Conn<'_>,
    person: &str,
    dossier: Id,
    reader: &str,
) -> Result<Option<Timestamp>, Fault> {
    const SQL: &str = "SELECT at FROM reading WHERE person = $1 AND dossier = $2 AND reader = $3 \
        ORDER BY id DESC LIMIT 1";
    conn.optional(SQL, args![person, dossier, reader]).await?.map(|row| row.instant(0)).transpose()
}

/// A page of the readings of a person's data, the newest first, those before `before` where it is given.
///
/// # Errors
/// The database's failure.
pub async fn of_person(
    conn: &mut Conn<'_>,
    person: &str,
    before: Option<Id>,
    limit: i64,
) -> Result<Vec<Reading>, Fault> {
    const SQL: &str = "SELECT person, id, tenant, dossier, reader, agency, purpose, ground, at FROM reading \
        WHERE person = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    conn.all(SQL, args![person, before_id(before), limit])
        .await?
        .iter()
        .map(|row| {
            Ok(Reading {
                person: row.text(0)?,
                id: crate::dossier::id_in(row, 1)?,
                tenant: row.text(2)?,
                dossier: crate::dossier::id_in(row, 3)?,
                reader: row.text(4)?,
                agency: row.text(5)?,
                purpose: row.text(6)?,
                ground: row.text(7)?,
                at: row.instant(8)?,
            })
        })
        .collect()
}
