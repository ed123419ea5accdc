//! Passkeys of officials: public keys only, each under its account; and the questions that wait for an answer.

use jiff::Timestamp;
use kernel::{Fault, Id};

use crate::arg::args;
use crate::dossier::id_in;
use crate::{Conn, Row};

/// "Khoá truy cập": one authenticator of an official.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyRow {
    /// The official.
    pub account: String,
    /// Its id.
    pub id: Id,
    /// The key's own name, in base64url.
    pub credential: String,
    /// SHA-256 of that name.
    pub credential_hash: String,
    /// The public key (COSE), in hexadecimal.
    pub public_key: String,
    /// How often it was used, where it counts.
    pub counter: i64,
    /// The model of the authenticator, in hexadecimal.
    pub model: String,
    /// What its owner calls it.
    pub name: String,
    /// Whether its maker carries it from device to device.
    pub is_synced: bool,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// Adds a passkey; `false` where the same key is there already, whoever has it.
///
/// # Errors
/// The database's failure.
pub async fn insert(conn: &mut Conn<'_>, row: &PasskeyRow) -> Result<bool, Fault> {
    const SQL: &str = "INSERT INTO passkey (account, id, credential, credential_hash, public_key, counter, model, name, \
        is_synced, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";
    let values = args![
        &row.account,
        row.id,
        &row.credential,
        &row.credential_hash,
        &row.public_key,
        row.counter,
        &row.model,
        &row.name,
        row.is_synced,
        row.added_at
    ];
    Ok(conn.execute(SQL, values).await? == 1)
}

/// The passkeys of an account, the oldest first.
///
/// # Errors
/// The database's failure.
pub async fn of_account(conn: &mut Conn<'_>, account: &str) -> Result<Vec<PasskeyRow>, Fault> {
    const SQL: &str = "SELECT account, id, credential, credential_hash, public_key, counter, model, name, is_synced, \
        added_at, used_at FROM passkey WHERE account = $1 ORDER BY added_at, id LIMIT 50";
    conn.all(SQL, args![account]).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<PasskeyRow, Fault> {
    Ok(PasskeyRow {
        account: row.text(0)?,
        id: id_in(row, 1)?,
        credential: row.text(2)?,
        credential_hash: row.text(3)?,
        public_key: row.text(4)?,
        counter: row.int(5)?,
        model: row.text(6)?,
        name: row.text(7)?,
        is_synced: row.int(8)? != 0,
        added_at: row.instant(9)?,
        used_at: row.instant_opt(10)?,
    })
}

/// Notes that a passkey was used, where its count is still the one that was looked at; `false` where it is not, or the key
/// is gone.
///
/// # Errors
/// The database's failure.
pub async fn used(conn: &mut Conn<'_>, row: &PasskeyRow, counter: i64, at: Timestamp) -> Result<bool, Fault> {
    const SQL: &str =
        "UPDATE passkey SET counter = $1, used_at = $2 WHERE account = $3 AND id = $4 AND counter = $5";
    Ok(conn.execute(SQL, args![counter, at, &row.account, row.id, row.counter]).await? == 1)
}

/// Removes a passkey; `false` where the account has none with this id.
///
/// # Errors
/// The database's failure.
pub async fn remove(conn: &mut Conn<'_>, account: &str, id: Id) -> Result<bool, Fault> {
    const SQL: &str = "DELETE FROM passkey WHERE account = $1 AND id = $2";
    Ok(conn.execute(SQL, args![account, id]).await? == 1)
}

/// "Câu hỏi cho khoá truy cập": what was asked in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionRow {
    /// The public name of the session.
    pub session: String,
    /// `add` or `confirm`.
    pub purpose: String,
    /// Whom it was put to.
    pub account: String,
    /// The bytes that come back signed, in base64url.
    pub challenge: String,
    /// When.
    pub asked_at: Timestamp,
}

/// Notes a question; it takes the place of the one of its kind that was asked before in this session.
///
/// # Errors
/// The database's failure.
pub async fn ask(conn: &mut Conn<'_>, row: &QuestionRow) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO passkey_question (session, purpose, account, challenge, asked_at) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (session, purpose) DO UPDATE SET account = excluded.account, \
        challenge = excluded.challenge, asked_at = excluded.asked_at";
    let values = args![&row.session, &row.purpose, &row.account, &row.challenge, row.asked_at];
    conn.execute(SQL, values).await.map(|_| ())
}

/// Takes the question out: whatever the answer is, there is no second one.
///
/// # Errors
/// The database's failure.
pub async fn take(conn: &mut Conn<'_>, session: &str, purpose: &str) -> Result<Option<QuestionRow>, Fault> {
    const SQL: &str = "DELETE FROM passkey_question WHERE session = $1 AND purpose = $2 \
        RETURNING session, purpose, account, challenge, asked_at";
    let row = conn.optional(SQL, args![session, purpose]).await?;
    row.map(|row| {
        Ok(QuestionRow {
            session: row.text(0)?,
            purpose: row.text(1)?,
            account: row.text(2)?,
            challenge: row.text(3)?,
            asked_at: row.instant(4)?,
        })
    })
    .transpose()
}

/// Forgets questions nobody answers any more.
///
/// # Errors
/// The database's failure.
pub async fn sweep(conn: &mut Conn<'_>, before: Timestamp) -> Result<(), Fault> {
    conn.execute("DELETE FROM passkey_question WHERE asked_at < $1", args![before]).await.map(|_| ())
}
