//! The people's space: accounts, and a card for each dossier of a person, kept up by messages.

use dossier::Stage;
use jiff::Timestamp;
use kernel::{Fault, Id};

use crate::arg::{args, json};
use crate::dossier::Whereabouts;
use crate::{Conn, Row};

/// "Tài khoản": somebody who has signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Issuer and subject.
    pub id: String,
    /// The name the issuer gives.
    pub name: String,
    /// The personal id or organisation code, known only at level 2.
    pub person: Option<String>,
    /// The level of assurance, 0 to 2.
    pub level: i64,
}

/// Notes an account at sign-in.
///
/// # Errors
/// The database's failure.
pub async fn seen(conn: &mut Conn<'_>, account: &Account, at: Timestamp) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO account (id, name, person, level, seen_at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, person = COALESCE(excluded.person, account.person), \
        level = excluded.level, seen_at = excluded.seen_at";
    let values = args![&account.id, &account.name, account.person.clone(), account.level, at];
    conn.execute(SQL, values).await.map(|_| ())
}

/// "Thẻ hồ sơ": what a person sees of a dossier in the own list.
#[derive(Debug, Clone)]
pub struct Card {
    /// Whose list.
    pub person: String,
    /// The dossier's id.
    pub dossier: Id,
    /// Where it lies.
    pub tenant: String,
    /// How many actions it had when the card was written; an older message never overwrites a newer one.
    pub version: i64,
    /// The procedure.
    pub procedure: String,
    /// The official code, once there is one.
    pub code: Option<String>,
    /// The stage.
    pub stage: Stage,
    /// The end of the clock that runs.
    pub due_at: Timestamp,
    /// When it was sent in.
    pub submitted_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

macro_rules! put_cards {
    ($rows:literal) => {
        concat!(
            "INSERT INTO card (person, dossier, tenant, version, procedure, code, stage, due_at, submitted_at, updated_at) \
            SELECT ",
            $rows,
            " WHERE true ON CONFLICT (person, dossier) DO UPDATE SET version = excluded.version, code = excluded.code, \
            stage = excluded.stage, due_at = excluded.due_at, updated_at = excluded.updated_at \
            WHERE card.version < excluded.version"
        )
    };
}

/// Writes a card for each party of these dossiers, unless a newer one is there; no two are of one dossier.
///
/// # Errors
/// The database's failure.
pub async fn put_cards<'a>(
    conn: &mut Conn<'_>,
    dossiers: impl Iterator<Item = &'a Whereabouts>,
) -> Result<(), Fault> {
    const CARD_SQLITE: &str = put_cards!("$1, $2, $3, $4, $5, $6, $7, $8, $9, $10");
    const CARDS_PG: &str = put_cards!(
        "value ->> 0, value ->> 1, value ->> 2, CAST(value ->> 3 AS BIGINT), value ->> 4, value ->> 5, \
        CAST(value ->> 6 AS BIGINT), CAST(value ->> 7 AS BIGINT), CAST(value ->> 8 AS BIGINT), \
        CAST(value ->> 9 AS BIGINT) FROM json_array_elements(CAST($1 AS json))"
    );
    let rows: Vec<_> =
        dossiers.flat_map(|dossier| dossier.people.iter().map(|person| row(person, dossier))).collect();
    if rows.is_empty() {
        return Ok(());
    }
    if conn.is_pg() {
        // Each statement is a journey, so all of them make one.
        return conn.execute(CARDS_PG, args![json(&rows)?]).await.map(|_| ());
    }
    for (person, dossier, tenant, version, procedure, code, stage, due, submitted, updated) in rows {
        let values =
            args![person, dossier, tenant, version, procedure, code.clone(), stage, due, submitted, updated];
        conn.execute(CARD_SQLITE, values).await?;
    }
    Ok(())
}

/// A card as the columns of its row.
fn row<'a>(
    person: &'a str,
    dossier: &'a Whereabouts,
) -> (&'a str, String, &'a str, i64, &'a str, &'a Option<String>, i64, i64, i64, i64) {
    (
        person,
        dossier.key.id.to_string(),
        &dossier.key.tenant,
        dossier.version,
        &dossier.procedure,
        &dossier.code,
        dossier.stage.code(),
        dossier.due_at.as_microsecond(),
        dossier.submitted_at.as_microsecond(),
        dossier.updated_at.as_microsecond(),
    )
}

/// A page of a person's cards, the newest first; `before` is the last card of the page before.
///
/// # Errors
/// The database's failure.
pub async fn cards(
    conn: &mut Conn<'_>,
    person: &str,
    before: Option<(Timestamp, Id)>,
    limit: i64,
) -> Result<Vec<Card>, Fault> {
    const SQL: &str = "SELECT person, dossier, tenant, version, procedure, code, stage, due_at, submitted_at, \
        updated_at FROM card WHERE person = $1 AND (submitted_at, dossier) < ($2, $3) \
        ORDER BY submitted_at DESC, dossier DESC LIMIT $4";
    let (at, id) = before.map_or((i64::MAX, String::new()), |(at, id)| (at.as_microsecond(), id.to_string()));
    conn.all(SQL, args![person, at, id, limit]).await?.iter().map(card).collect()
}

/// One card: where a person's dossier lies. No card, no right to look.
///
/// # Errors
/// The database's failure.
pub async fn card_of(conn: &mut Conn<'_>, person: &str, dossier: Id) -> Result<Option<Card>, Fault> {
    const SQL: &str = "SELECT person, dossier, tenant, version, procedure, code, stage, due_at, submitted_at, \
        updated_at FROM card WHERE person = $1 AND dossier = $2";
    conn.optional(SQL, args![person, dossier]).await?.as_ref().map(card).transpose()
}

fn card(row: &Row) -> Result<Card, Fault> {
    Ok(Card {
        person: row.text(0)?,
        dossier: crate::dossier::id_in(row, 1)?,
        tenant: row.text(2)?,
        version: row.int(3)?,
        procedure: row.text(4)?,
        code: row.text_opt(5)?,
        stage: crate::dossier::stage_in(row, 6)?,
        due_at: row.instant(7)?,
        submitted_at: row.instant(8)?,
        updated_at: row.instant(9)?,
    })
}
