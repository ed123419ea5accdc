//! Sign-ins under way: what must be remembered while somebody is at the issuer's page.

use jiff::Timestamp;
use kernel::Fault;

use crate::Conn;
use crate::arg::args;

/// "Lượt đăng nhập đang chờ".
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
    /// The level to reach.
    pub level: i64,
    /// How old the proof may be, in seconds.
    pub fresh_s: Option<i64>,
}

/// Notes a sign-in under way.
///
/// # Errors
/// The database's failure.
pub async fn begin_sign_in(conn: &mut Conn<'_>, row: &SignInRow) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO sign_in (state, issuer, nonce, verifier, browser, return_to, started_at, level, \
        fresh_s) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = args![
        &row.state,
        &row.issuer,
        &row.nonce,
        &row.verifier,
        &row.browser,
        &row.return_to,
        row.started_at,
        row.level,
        row.fresh_s
    ];
    conn.execute(SQL, values).await.map(|_| ())
}

/// Takes a sign-in out, once: whoever comes second finds nothing.
///
/// # Errors
/// The database's failure.
pub async fn take_sign_in(conn: &mut Conn<'_>, state: &str) -> Result<Option<SignInRow>, Fault> {
    const SQL: &str = "DELETE FROM sign_in WHERE state = $1 \
        RETURNING state, issuer, nonce, verifier, browser, return_to, started_at, level, fresh_s";
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
        level: row.int(7)?,
        fresh_s: row.int_opt(8)?,
    }))
}
