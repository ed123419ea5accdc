//! Answers to a supplement request before they are sent: the person's own, kept at every step.

use std::collections::BTreeMap;

use jiff::Timestamp;
use kernel::{Fault, Id};

use crate::Conn;
use crate::arg::{args, json};

/// Keeps what a person has answered so far to the request of version `asked` of a dossier.
///
/// # Errors
/// The database's failure.
pub async fn save(
    conn: &mut Conn<'_>,
    person: &str,
    dossier: Id,
    asked: i64,
    answers: &BTreeMap<String, String>,
    at: Timestamp,
) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO supplement_draft (person, dossier, asked, answers, updated_at) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (person, dossier) DO UPDATE SET asked = excluded.asked, \
        answers = excluded.answers, updated_at = excluded.updated_at";
    conn.execute(SQL, args![person, dossier, asked, json(answers)?, at]).await.map(|_| ())
}

/// What a person has answered so far; nothing where it was for another request.
///
/// # Errors
/// The database's failure.
pub async fn load(
    conn: &mut Conn<'_>,
    person: &str,
    dossier: Id,
    asked: i64,
) -> Result<BTreeMap<String, String>, Fault> {
    const SQL: &str =
        "SELECT answers FROM supplement_draft WHERE person = $1 AND dossier = $2 AND asked = $3";
    let row = conn.optional(SQL, args![person, dossier, asked]).await?;
    Ok(row.map(|row| row.json(0)).transpose()?.unwrap_or_default())
}

/// Forgets them once they are sent.
///
/// # Errors
/// The database's failure.
pub async fn remove(conn: &mut Conn<'_>, person: &str, dossier: Id) -> Result<(), Fault> {
    const SQL: &str = "DELETE FROM supplement_draft WHERE person = $1 AND dossier = $2";
    conn.execute(SQL, args![person, dossier]).await.map(|_| ())
}
