//! Dossiers whose values a register has still to answer for: which, when to ask again, how often it was tried.

use jiff::Timestamp;
use kernel::Fault;

use crate::Conn;
use crate::arg::args;
use crate::dossier::DossierKey;

/// "Hồ sơ chờ đối chiếu".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recheck {
    /// The dossier.
    pub key: DossierKey,
    /// When to ask again.
    pub due_at: Timestamp,
    /// How often it was asked in vain.
    pub tries: i64,
}

/// Writes when a dossier's registers are asked again; the later word counts.
///
/// # Errors
/// The database's failure.
pub async fn put(conn: &mut Conn<'_>, recheck: &Recheck) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO recheck (tenant, dossier, due_at, tries) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (tenant, dossier) DO UPDATE SET due_at = excluded.due_at, tries = excluded.tries";
    let values = args![&recheck.key.tenant, recheck.key.id, recheck.due_at, recheck.tries];
    conn.execute(SQL, values).await.map(|_| ())
}

/// Dossiers whose time has come, the longest waiting first.
///
/// # Errors
/// The database's failure.
pub async fn due(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<Recheck>, Fault> {
    const SQL: &str =
        "SELECT tenant, dossier, due_at, tries FROM recheck WHERE due_at <= $1 ORDER BY due_at LIMIT $2";
    let rows = conn.all(SQL, args![now, limit]).await?;
    let read = rows.iter().map(|row| {
        let key = DossierKey { tenant: row.text(0)?, id: crate::dossier::id_in(row, 1)? };
        Ok(Recheck { key, due_at: row.instant(2)?, tries: row.int(3)? })
    });
    read.collect()
}

/// Nothing is awaited any more.
///
/// # Errors
/// The database's failure.
pub async fn done(conn: &mut Conn<'_>, key: &DossierKey) -> Result<(), Fault> {
    const SQL: &str = "DELETE FROM recheck WHERE tenant = $1 AND dossier = $2";
    conn.execute(SQL, args![&key.tenant, key.id]).await.map(|_| ())
}
