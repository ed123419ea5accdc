//! Messages between a person and the authority about a dossier, and the notices of the people's space.

use jiff::Timestamp;
use kernel::{Fault, Id};

use crate::arg::{args, before_id};
use crate::dossier::DossierKey;
use crate::{Conn, Row};

/// "Tin nhắn trong hồ sơ": one message of the thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageRow {
    /// Its id.
    pub id: Id,
    /// The authority that decides the dossier.
    pub agency: String,
    /// Whether the person wrote it, or an official.
    pub is_from_person: bool,
    /// Who wrote it: a personal id or an account.
    pub author: String,
    /// The name of whoever wrote it.
    pub name: String,
    /// The title of an official.
    pub title: String,
    /// What was written.
    pub body: String,
    /// When.
    pub at: Timestamp,
    /// When the other side first saw it.
    pub seen_at: Option<Timestamp>,
}

/// "Hồ sơ có tin chưa đọc": what waits to be read at an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The dossier.
    pub key: DossierKey,
    /// How many messages.
    pub count: i64,
    /// The oldest of them.
    pub since: Timestamp,
}

/// Writes a message.
///
/// # Errors
/// The database's failure.
pub async fn put(conn: &mut Conn<'_>, key: &DossierKey, row: &MessageRow) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO message (tenant, dossier, id, agency, is_from_person, author, name, title, body, at, \
        seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let values = args![
        &key.tenant,
        key.id,
        row.id,
        &row.agency,
        row.is_from_person,
        &row.author,
        &row.name,
        &row.title,
        &row.body,
        row.at,
        row.seen_at
    ];
    conn.execute(SQL, values).await.map(|_| ())
}

/// The last messages of a dossier, or the last before `before`, the oldest first.
///
/// # Errors
/// The database's failure.
pub async fn of_dossier(
    conn: &mut Conn<'_>,
    key: &DossierKey,
    before: Option<Id>,
    limit: i64,
) -> Result<Vec<MessageRow>, Fault> {
    const SQL: &str = "SELECT id, agency, is_from_person, author, name, title, body, at, seen_at FROM message \
        WHERE tenant = $1 AND dossier = $2 AND id < $3 ORDER BY id DESC LIMIT $4";
    let rows = conn.all(SQL, args![&key.tenant, key.id, before_id(before), limit]).await?;
    rows.iter().rev().map(row).collect()
}

/// Notes that one side has seen what the other wrote.
///
/// # Errors
/// The database's failure.
pub async fn seen(
    conn: &mut Conn<'_>,
    key: &DossierKey,
    is_from_person: bool,
    at: Timestamp,
) -> Result<(), Fault> {
    const SQL: &str = "UPDATE message SET seen_at = $1 WHERE tenant = $2 AND dossier = $3 AND is_from_person = $4 \
        AND seen_at IS NULL";
    conn.execute(SQL, args![at, &key.tenant, key.id, is_from_person]).await.map(|_| ())
}

/// How many messages one side has written since an instant.
///
/// # Errors
/// The database's failure.
pub async fn count_since(
    conn: &mut Conn<'_>,
    key: &DossierKey,
    is_from_person: bool,
    since: Timestamp,
) -> Result<i64, Fault> {
    const SQL: &str = "SELECT COUNT(*) FROM message WHERE tenant = $1 AND dossier = $2 AND is_from_person = $3 \
        AND at >= $4";
    conn.one(SQL, args![&key.tenant, key.id, is_from_person, since]).await?.int(0)
}

/// How many messages of the other side nobody has seen yet.
///
/// # Errors
/// The database's failure.
pub async fn unseen(conn: &mut Conn<'_>, key: &DossierKey, is_from_person: bool) -> Result<i64, Fault> {
    const SQL: &str = "SELECT COUNT(*) FROM message WHERE tenant = $1 AND dossier = $2 AND is_from_person = $3 \
        AND seen_at IS NULL";
    conn.one(SQL, args![&key.tenant, key.id, is_from_person]).await?.int(0)
}

/// Dossiers of an agency with messages of people nobody has seen, the longest waiting first, fifty at most.
///
/// # Errors
/// The database's failure.
pub async fn unread_at(conn: &mut Conn<'_>, tenant: &str, agency: &str) -> Result<Vec<Unread>, Fault> {
    const SQL: &str = "SELECT dossier, COUNT(*), MIN(at) FROM message WHERE tenant = $1 AND agency = $2 \
        AND is_from_person = 1 AND seen_at IS NULL GROUP BY dossier ORDER BY MIN(at) LIMIT 50";
    let rows = conn.all(SQL, args![tenant, agency]).await?;
    rows.iter()
        .map(|row| {
            let id = crate::dossier::id_in(row, 0)?;
            let key = DossierKey { tenant: tenant.to_owned(), id };
            Ok(Unread { key, count: row.int(1)?, since: row.instant(2)? })
        })
        .collect()
}

/// Puts a notice into a person's space; delivered twice it is one.
///
/// # Errors
/// The database's failure.
pub async fn put_notice(
    conn: &mut Conn<'_>,
    person: &str,
    id: Id,
    dossier: Id,
    topic: &str,
    at: Timestamp,
) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO notice (person, id, dossier, topic, at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT DO NOTHING";
    conn.execute(SQL, args![person, id, dossier, topic, at]).await.map(|_| ())
}

/// The dossiers a person has something new to notice about: dossier and how much.
///
/// # Errors
/// The database's failure.
pub async fn notices(conn: &mut Conn<'_>, person: &str) -> Result<Vec<(Id, i64)>, Fault> {
    const SQL: &str = "SELECT dossier, COUNT(*) FROM notice WHERE person = $1 AND seen_at IS NULL GROUP BY dossier \
        LIMIT 200";
    let rows = conn.all(SQL, args![person]).await?;
    rows.iter().map(|row| Ok((crate::dossier::id_in(row, 0)?, row.int(1)?))).collect()
}

/// Notes that a person has seen what there was about a dossier.
///
/// # Errors
/// The database's failure.
pub async fn notices_seen(
    conn: &mut Conn<'_>,
    person: &str,
    dossier: Id,
    at: Timestamp,
) -> Result<(), Fault> {
    const SQL: &str = "UPDATE notice SET seen_at = $1 WHERE person = $2 AND dossier = $3 AND seen_at IS NULL";
    conn.execute(SQL, args![at, person, dossier]).await.map(|_| ())
}

fn row(row: &Row) -> Result<MessageRow, Fault> {
    Ok(MessageRow {
        id: crate::dossier::id_in(row, 0)?,
        agency: row.text(1)?,
        is_from_person: row.int(2)? != 0,
        author: row.text(3)?,
        name: row.text(4)?,
        title: row.text(5)?,
        body: row.text(6)?,
        at: row.instant(7)?,
        seen_at: row.instant_opt(8)?,
    })
}
