//! What people say of a service: once for each dossier; an agency sees figures and words, never names.

use jiff::Timestamp;
use kernel::Fault;

use crate::Conn;
use crate::arg::args;
use crate::dossier::DossierKey;

/// "Đánh giá": how content a person was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingRow {
    /// The authority that decided.
    pub agency: String,
    /// The procedure.
    pub procedure: String,
    /// One to five.
    pub score: i64,
    /// What else there is to say; may be empty.
    pub words: String,
    /// When it was first given.
    pub first_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// Writes a rating, or changes the one that is there.
///
/// # Errors
/// The database's failure.
pub async fn put(conn: &mut Conn<'_>, key: &DossierKey, row: &RatingRow) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO rating (tenant, dossier, agency, procedure, score, words, first_at, updated_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant, dossier) DO UPDATE SET score = excluded.score, \
        words = excluded.words, updated_at = excluded.updated_at";
    let values = args![
        &key.tenant,
        key.id,
        &row.agency,
        &row.procedure,
        row.score,
        &row.words,
        row.first_at,
        row.updated_at
    ];
    conn.execute(SQL, values).await.map(|_| ())
}

/// The rating of a dossier.
///
/// # Errors
/// The database's failure.
pub async fn of_dossier(conn: &mut Conn<'_>, key: &DossierKey) -> Result<Option<RatingRow>, Fault> {
    const SQL: &str = "SELECT agency, procedure, score, words, first_at, updated_at FROM rating \
        WHERE tenant = $1 AND dossier = $2";
    let Some(row) = conn.optional(SQL, args![&key.tenant, key.id]).await? else { return Ok(None) };
    Ok(Some(RatingRow {
        agency: row.text(0)?,
        procedure: row.text(1)?,
        score: row.int(2)?,
        words: row.text(3)?,
        first_at: row.instant(4)?,
        updated_at: row.instant(5)?,
    }))
}

/// How often an agency was given which score: score and number.
///
/// # Errors
/// The database's failure.
pub async fn scores_of(conn: &mut Conn<'_>, tenant: &str, agency: &str) -> Result<Vec<(i64, i64)>, Fault> {
    const SQL: &str = "SELECT score, COUNT(*) FROM rating WHERE tenant = $1 AND agency = $2 GROUP BY score \
        ORDER BY score DESC";
    let rows = conn.all(SQL, args![tenant, agency]).await?;
    rows.iter().map(|row| Ok((row.int(0)?, row.int(1)?))).collect()
}

/// The last words people had for an agency, without names and dossiers: score and words.
///
/// # Errors
/// The database's failure.
pub async fn words_for(conn: &mut Conn<'_>, tenant: &str, agency: &str) -> Result<Vec<(i64, String)>, Fault> {
    const SQL: &str = "SELECT score, words FROM rating WHERE tenant = $1 AND agency = $2 AND words <> '' \
        ORDER BY words LIMIT 50";
    let rows = conn.all(SQL, args![tenant, agency]).await?;
    rows.iter().map(|row| Ok((row.int(0)?, row.text(1)?))).collect()
}
