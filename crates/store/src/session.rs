//! Sessions and sign-ins under way: only hashes of what a browser holds.

use jiff::Timestamp;
use kernel::Fault;

use crate::arg::args;
use crate::{Conn, Row};

/// "Phiên đăng nhập".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// SHA-256 of the id in the cookie.
    pub id_hash: String,
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
}

/// Writes a new session.
///
/// # Errors
/// The database's failure.
pub async fn insert(conn: &mut Conn<'_>, session: &SessionRow) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO session (id_hash, issuer, account, name, person, level, csrf, started_at, seen_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = args![
        &session.id_hash,
        &session.issuer,
        &session.account,
        &session.name,
        session.person.clone(),
        session.level,
        &session.csrf,
        session.started_at,
        session.seen_at
    ];
    conn.execute(SQL, values).await.map(|_| ())
}

/// The session with this hash.
///
/// # Errors
/// The database's failure.
pub async fn load(conn: &mut Conn<'_>, id_hash: &str) -> Result<Option<SessionRow>, Fault> {
    const SQL: &str = "SELECT id_hash, issuer, account, name, person, level, csrf, started_at, seen_at \
        FROM session WHERE id_hash = $1";
    conn.optional(SQL, args![id_hash]).await?.as_ref().map(session).transpose()
}

fn session(row: &Row) -> Result<SessionRow, Fault> {
    Ok(SessionRow {
        id_hash: row.text(0)?,
        issuer: row.text(1)?,
        account: row.text(2)?,
        name: row.text(3)?,
        person: row.text_opt(4)?,
        level: row.int(5)?,
        csrf: row.text(6)?,
        started_at: row.instant(7)?,
        seen_at: row.instant(8)?,
    })
}

/// Notes that a session was used.
///
/// # Errors
/// The database's failure.
pub async fn touch(conn: &mut Conn<'_>, id_hash: &str, at: Timestamp) -> Result<(), Fault> {
    conn.execute("UPDATE session SET seen_at = $1 WHERE id_hash = $2", args![at, id_hash]).await.map(|_| ())
}

/// Ends a session.
///
/// # Errors
/// The database's failure.
pub async fn remove(conn: &mut Conn<'_>, id_hash: &str) -> Result<(), Fault> {
    conn.execute("DELETE FROM session WHERE id_hash = $1", args![id_hash]).await.map(|_| ())
}

/// Forgets sessions and sign-ins nobody has used since.
///
/// # Errors
/// The database's failure.
pub async fn sweep(
    conn: &mut Conn<'_>,
    sessions_before: Timestamp,
    sign_ins_before: Timestamp,
) -> Result<(), Fault> {
    conn.execute("DELETE FROM session WHERE seen_at < $1", args![sessions_before]).await?;
    conn.execute("DELETE FROM sign_in WHERE started_at < $1", args![sign_ins_before]).await.map(|_| ())
}

/// "Lượt đăng nhập đang chờ": what we must remember while somebody is at the issuer's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInRow {
    /// The opaque key that travels through the issuer.
    pub state: String,
    /// The issuer.
    pub issuer: String,
    /// The nonce the ID token must carry.
    pub nonce: String,
    /// The PKCE verifier.
    pub verifier: String,
    /// SHA-256 of the cookie of the browser that began it; another browser cannot finish it.
    pub browser: String,
    /// Where to go afterwards.
    pub return_to: String,
    /// When it began.
    pub started_at: Timestamp,
}

/// Notes a sign-in under way.
///
/// # Errors
/// The database's failure.
pub async fn begin_sign_in(conn: &mut Conn<'_>, row: &SignInRow) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO sign_in (state, issuer, nonce, verifier, browser, return_to, started_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = args![
        &row.state,
        &row.issuer,
        &row.nonce,
        &row.verifier,
        &row.browser,
        &row.return_to,
        row.started_at
    ];
    conn.execute(SQL, values).await.map(|_| ())
}

/// Takes a sign-in out, once: whoever comes second finds nothing.
///
/// # Errors
/// The database's failure.
pub async fn take_sign_in(conn: &mut Conn<'_>, state: &str) -> Result<Option<SignInRow>, Fault> {
    const SQL: &str = "DELETE FROM sign_in WHERE state = $1 \
        RETURNING state, issuer, nonce, verifier, browser, return_to, started_at";
    let found = conn.optional(SQL, args![state]).await?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(SignInRow {
        state: row.text(0)?,
        issuer: row.text(1)?,
        nonce: row.text(2)?,
        verifier: row.text(3)?,
        browser: row.text(4)?,
        return_to: row.text(5)?,
        started_at: row.instant(6)?,
    }))
}
