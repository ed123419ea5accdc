//! Sessions: only hashes of what a browser holds.
//!
//! Sign-ins under way stand in `under_way`, forms that wait for their sender in `kept`.

mod kept;
mod under_way;

use jiff::Timestamp;
use kernel::Fault;

use crate::arg::args;
use crate::{Conn, Row};

pub use kept::{KeptRow, kept, put_kept};
pub use under_way::{SignInRow, begin_sign_in, take_sign_in};

/// Sessions of an account looked at together.
const MOST_SHOWN: i64 = 50;

/// "Phiên đăng nhập".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// SHA-256 of the id in the cookie.
    pub id_hash: String,
    /// Its public name; opens nothing.
    pub handle: String,
    /// The issuer that vouches.
    pub issuer: String,
    /// The account: issuer and subject.
    pub account: String,
    /// The name shown.
    pub name: String,
    /// Personal id or organisation code, at level 2.
    pub person: Option<String>,
    /// Level of assurance.
    pub level: i64,
    /// The token each form of this session carries.
    pub csrf: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// When the person proved who they are.
    pub proven_at: Timestamp,
    /// What the browser says of itself.
    pub device: String,
    /// The issuer's own name for the account.
    pub issuer_subject: Option<String>,
    /// The issuer's own name for the session.
    pub issuer_session: Option<String>,
    /// The proof, which the issuer wants back at signing out.
    pub id_token: Option<String>,
}

/// Writes a new session.
///
/// # Errors
/// The database's failure.
pub async fn insert(conn: &mut Conn<'_>, session: &SessionRow) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO session (id_hash, handle, issuer, account, name, person, level, csrf, started_at, \
        seen_at, proven_at, device, issuer_subject, issuer_session, id_token) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    let values = args![
        &session.id_hash,
        &session.handle,
        &session.issuer,
        &session.account,
        &session.name,
        session.person.clone(),
        session.level,
        &session.csrf,
        session.started_at,
        session.seen_at,
        session.proven_at,
        &session.device,
        session.issuer_subject.clone(),
        session.issuer_session.clone(),
        session.id_token.clone()
    ];
    conn.execute(SQL, values).await.map(|_| ())
}

/// The session with this hash.
///
/// # Errors
/// The database's failure.
pub async fn load(conn: &mut Conn<'_>, id_hash: &str) -> Result<Option<SessionRow>, Fault> {
    const SQL: &str = "SELECT id_hash, handle, issuer, account, name, person, level, csrf, started_at, seen_at, \
        proven_at, device, issuer_subject, issuer_session, id_token FROM session WHERE id_hash = $1";
    conn.optional(SQL, args![id_hash]).await?.as_ref().map(session).transpose()
}

/// The sessions of an account, the one used last first.
///
/// # Errors
/// The database's failure.
pub async fn of_account(conn: &mut Conn<'_>, issuer: &str, account: &str) -> Result<Vec<SessionRow>, Fault> {
    const SQL: &str = "SELECT id_hash, handle, issuer, account, name, person, level, csrf, started_at, seen_at, \
        proven_at, device, issuer_subject, issuer_session, id_token FROM session \
        WHERE issuer = $1 AND account = $2 ORDER BY seen_at DESC, handle DESC LIMIT $3";
    conn.all(SQL, args![issuer, account, MOST_SHOWN]).await?.iter().map(session).collect()
}

fn session(row: &Row) -> Result<SessionRow, Fault> {
    Ok(SessionRow {
        id_hash: row.text(0)?,
        handle: row.text_opt(1)?.unwrap_or_default(),
        issuer: row.text(2)?,
        account: row.text(3)?,
        name: row.text(4)?,
        person: row.text_opt(5)?,
        level: row.int(6)?,
        csrf: row.text(7)?,
        started_at: row.instant(8)?,
        seen_at: row.instant(9)?,
        proven_at: row.instant(10)?,
        device: row.text(11)?,
        issuer_subject: row.text_opt(12)?,
        issuer_session: row.text_opt(13)?,
        id_token: row.text_opt(14)?,
    })
}

/// Notes that a session was used.
///
/// # Errors
/// The database's failure.
pub async fn touch(conn: &mut Conn<'_>, id_hash: &str, at: Timestamp) -> Result<(), Fault> {
    conn.execute("UPDATE session SET seen_at = $1 WHERE id_hash = $2", args![at, id_hash]).await.map(|_| ())
}

/// Notes that whoever holds this session has proved anew who they are; the session goes on under another id, so that one
/// seen before is worth nothing.
///
/// # Errors
/// The database's failure.
pub async fn prove(conn: &mut Conn<'_>, handle: &str, id_hash: &str, at: Timestamp) -> Result<bool, Fault> {
    const SQL: &str = "UPDATE session SET id_hash = $1, proven_at = $2, seen_at = $2 WHERE handle = $3";
    Ok(conn.execute(SQL, args![id_hash, at, handle]).await? == 1)
}

/// Ends a session.
///
/// # Errors
/// The database's failure.
pub async fn remove(conn: &mut Conn<'_>, id_hash: &str) -> Result<(), Fault> {
    conn.execute("DELETE FROM session WHERE id_hash = $1", args![id_hash]).await.map(|_| ())
}

/// Ends the session of this account with this public name.
///
/// # Errors
/// The database's failure.
pub async fn remove_handle(
    conn: &mut Conn<'_>,
    issuer: &str,
    account: &str,
    handle: &str,
) -> Result<(), Fault> {
    const SQL: &str = "DELETE FROM session WHERE issuer = $1 AND account = $2 AND handle = $3";
    conn.execute(SQL, args![issuer, account, handle]).await.map(|_| ())
}

/// Ends every session of an account.
///
/// # Errors
/// The database's failure.
pub async fn remove_of_account(conn: &mut Conn<'_>, issuer: &str, account: &str) -> Result<(), Fault> {
    const SQL: &str = "DELETE FROM session WHERE issuer = $1 AND account = $2";
    conn.execute(SQL, args![issuer, account]).await.map(|_| ())
}

/// Ends the sessions the issuer names: one of its own sessions, or all of an account; both must agree where both stand.
///
/// # Errors
/// The database's failure.
pub async fn remove_of_issuer(
    conn: &mut Conn<'_>,
    issuer: &str,
    subject: Option<&str>,
    session: Option<&str>,
) -> Result<(), Fault> {
    const BOTH: &str =
        "DELETE FROM session WHERE issuer = $1 AND issuer_session = $2 AND issuer_subject = $3";
    const SESSION: &str = "DELETE FROM session WHERE issuer = $1 AND issuer_session = $2";
    const SUBJECT: &str = "DELETE FROM session WHERE issuer = $1 AND issuer_subject = $2";
    let (sql, values) = match (session, subject) {
        (Some(session), Some(subject)) => (BOTH, args![issuer, session, subject]),
        (Some(session), None) => (SESSION, args![issuer, session]),
        (None, Some(subject)) => (SUBJECT, args![issuer, subject]),
        (None, None) => return Ok(()),
    };
    conn.execute(sql, values).await.map(|_| ())
}

/// Notes a word of an issuer; false where it was said before.
///
/// # Errors
/// The database's failure.
pub async fn first_time(conn: &mut Conn<'_>, issuer: &str, word: &str, at: Timestamp) -> Result<bool, Fault> {
    const SQL: &str =
        "INSERT INTO issuer_word (issuer, word, said_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    Ok(conn.execute(SQL, args![issuer, word, at]).await? > 0)
}

/// What is older than these is forgotten.
#[derive(Debug, Clone, Copy)]
pub struct Before {
    /// Sessions nobody has used since.
    pub sessions: Timestamp,
    /// Sign-ins begun before.
    pub sign_ins: Timestamp,
    /// Forms kept before.
    pub forms: Timestamp,
    /// Words said before.
    pub words: Timestamp,
}

/// Forgets what is over.
///
/// # Errors
/// The database's failure.
pub async fn sweep(conn: &mut Conn<'_>, before: &Before) -> Result<(), Fault> {
    conn.execute("DELETE FROM session WHERE seen_at < $1", args![before.sessions]).await?;
    conn.execute("DELETE FROM kept_form WHERE kept_at < $1", args![before.forms]).await?;
    conn.execute("DELETE FROM issuer_word WHERE said_at < $1", args![before.words]).await?;
    conn.execute("DELETE FROM sign_in WHERE started_at < $1", args![before.sign_ins]).await.map(|_| ())
}
