//! Forms of the counter: what an official types for the person who stands there, saved at every step until received.

use std::collections::BTreeMap;

use catalogue::Answers;
use dossier::Presence;
use jiff::Timestamp;
use kernel::{AgencyCode, Fault, Id};
use serde::{Deserialize, Serialize};

use crate::arg::{args, json};
use crate::dossier::Saved;
use crate::{Conn, Row};

/// "Tờ khai tại quầy": a form at the counter.
#[derive(Debug, Clone, PartialEq)]
pub struct IntakeRow {
    /// Its id, which is also the submission's: received twice, it makes one dossier.
    pub id: Id,
    /// The agency of the counter.
    pub agency: AgencyCode,
    /// Account id of the official who began it.
    pub officer: String,
    /// The procedure.
    pub procedure: String,
    /// The owner's personal id or organisation code.
    pub owner: String,
    /// What was read and typed.
    pub body: IntakeBody,
    /// Counts the saves, so that a second tab is told.
    pub version: i64,
    /// The last save.
    pub updated_at: Timestamp,
    /// The dossier it became.
    pub dossier: Option<String>,
}

/// "Nội dung tờ khai tại quầy".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IntakeBody {
    /// The owner's name, from the register, the card or the typist.
    pub owner_name: String,
    /// Who stands there instead of the owner: personal id and name.
    pub submitter: Option<(String, String)>,
    /// How the person was known.
    pub presence: Presence,
    /// What registers answered when it was begun, by source; empty where they were down.
    pub known: BTreeMap<String, String>,
    /// The answers so far.
    pub answers: Answers,
    /// Components seen in the original.
    pub seen: Vec<String>,
    /// Why a component is looked at although a register of the State has it, by component.
    #[serde(default)]
    pub anyway: BTreeMap<String, String>,
    /// The person's own online draft it goes on from: account and id.
    pub draft: Option<(String, String)>,
}

fn row(row: &Row) -> Result<IntakeRow, Fault> {
    let agency = row.text(1)?;
    Ok(IntakeRow {
        id: crate::dossier::id_in(row, 0)?,
        agency: AgencyCode::parse(&agency)
            .map_err(|_| Fault::inconsistent(format!("{agency} is no agency code")))?,
        officer: row.text(2)?,
        procedure: row.text(3)?,
        owner: row.text(4)?,
        body: row.json(5)?,
        version: row.int(6)?,
        updated_at: row.instant(7)?,
        dossier: row.text_opt(8)?,
    })
}

/// A form of the counter.
///
/// # Errors
/// The database's failure.
pub async fn load(conn: &mut Conn<'_>, tenant: &str, id: Id) -> Result<Option<IntakeRow>, Fault> {
    const SQL: &str = "SELECT id, agency, officer, procedure, owner, body, version, updated_at, dossier FROM intake \
        WHERE tenant = $1 AND id = $2";
    conn.optional(SQL, args![tenant, id]).await?.as_ref().map(row).transpose()
}

/// The forms of an agency's counter that are not received yet, the newest first, twenty at most.
///
/// # Errors
/// The database's failure.
pub async fn open_of(conn: &mut Conn<'_>, agency: &AgencyCode) -> Result<Vec<IntakeRow>, Fault> {
    const SQL: &str = "SELECT id, agency, officer, procedure, owner, body, version, updated_at, dossier FROM intake \
        WHERE tenant = $1 AND agency = $2 AND dossier IS NULL ORDER BY updated_at DESC LIMIT 20";
    conn.all(SQL, args![agency.tenant(), agency.as_str()]).await?.iter().map(row).collect()
}

/// Writes a new form.
///
/// # Errors
/// The database's failure.
pub async fn insert(conn: &mut Conn<'_>, intake: &IntakeRow) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO intake (tenant, id, agency, officer, procedure, owner, body, version, updated_at, \
        dossier) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)";
    let body = json(&intake.body)?;
    let values = args![
        intake.agency.tenant(),
        intake.id,
        intake.agency.as_str(),
        &intake.officer,
        &intake.procedure,
        &intake.owner,
        body,
        intake.version,
        intake.updated_at
    ];
    conn.execute(SQL, values).await.map(|_| ())
}

/// Saves a form, if it is still the one that was read and not received yet.
///
/// # Errors
/// The database's failure.
pub async fn save(conn: &mut Conn<'_>, intake: &IntakeRow, found: i64) -> Result<Saved, Fault> {
    const SQL: &str = "UPDATE intake SET body = $1, version = $2, updated_at = $3 \
        WHERE tenant = $4 AND id = $5 AND version = $6 AND dossier IS NULL";
    let body = json(&intake.body)?;
    let values = args![body, found + 1, intake.updated_at, intake.agency.tenant(), intake.id, found];
    Ok(if conn.execute(SQL, values).await? == 0 { Saved::Overtaken } else { Saved::Yes })
}

/// Notes the dossier a form has become.
///
/// # Errors
/// The database's failure.
pub async fn received(conn: &mut Conn<'_>, intake: IntakeRow, dossier: Id) -> Result<(), Fault> {
    const SQL: &str =
        "UPDATE intake SET dossier = $1, body = $2 WHERE tenant = $3 AND id = $4 AND dossier IS NULL";
    let body = json(&IntakeBody { known: BTreeMap::new(), ..intake.body })?;
    conn.execute(SQL, args![dossier, body, intake.agency.tenant(), intake.id]).await.map(|_| ())
}

/// Throws a form away.
///
/// # Errors
/// The database's failure.
pub async fn remove(conn: &mut Conn<'_>, tenant: &str, id: Id) -> Result<(), Fault> {
    const SQL: &str = "DELETE FROM intake WHERE tenant = $1 AND id = $2 AND dossier IS NULL";
    conn.execute(SQL, args![tenant, id]).await.map(|_| ())
}
