//! Who wants to be told of dossiers, and what is on its way to them.

use jiff::Timestamp;
use kernel::{Fault, Id};

use crate::arg::{args, json};
use crate::{Conn, Row};

/// The most subscriptions read at once; the rule allows fewer to an account.
const MOST: i64 = 200;

/// "Đăng ký nhận tin": an address a programme wants to be told at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionRow {
    /// Whose it is.
    pub account: String,
    /// Its id.
    pub id: Id,
    /// Whose dossiers, for a citizen or business.
    pub person: Option<String>,
    /// Which agency's dossiers, for an official.
    pub agency: Option<String>,
    /// Where messages go.
    pub address: String,
    /// What is told.
    pub topics: Vec<String>,
    /// The secret messages are signed with.
    pub secret: String,
    /// When it was made.
    pub made_at: Timestamp,
}

fn subscription(row: &Row) -> Result<SubscriptionRow, Fault> {
    Ok(SubscriptionRow {
        account: row.text(0)?,
        id: crate::dossier::id_in(row, 1)?,
        person: row.text_opt(2)?,
        agency: row.text_opt(3)?,
        address: row.text(4)?,
        topics: row.json(5)?,
        secret: row.text(6)?,
        made_at: row.instant(7)?,
    })
}

/// Writes a new subscription; one that is there stays as it is.
///
/// # Errors
/// The database's failure.
pub async fn insert(conn: &mut Conn<'_>, new: &SubscriptionRow) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO subscription (account, id, person, agency, address, topics, secret, made_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    let values = args![
        &new.account,
        new.id,
        new.person.clone(),
        new.agency.clone(),
        &new.address,
        json(&new.topics)?,
        &new.secret,
        new.made_at
    ];
    conn.execute(SQL, values).await.map(|_| ())
}

/// The subscriptions of an account, the newest first.
///
/// # Errors
/// The database's failure.
pub async fn of_account(conn: &mut Conn<'_>, account: &str) -> Result<Vec<SubscriptionRow>, Fault> {
    const SQL: &str = "SELECT account, id, person, agency, address, topics, secret, made_at FROM subscription \
        WHERE account = $1 ORDER BY id DESC LIMIT $2";
    conn.all(SQL, args![account, MOST]).await?.iter().map(subscription).collect()
}

/// A subscription of this account.
///
/// # Errors
/// The database's failure.
pub async fn load(conn: &mut Conn<'_>, account: &str, id: Id) -> Result<Option<SubscriptionRow>, Fault> {
    const SQL: &str = "SELECT account, id, person, agency, address, topics, secret, made_at FROM subscription \
        WHERE account = $1 AND id = $2";
    conn.optional(SQL, args![account, id]).await?.as_ref().map(subscription).transpose()
}

/// Ends a subscription with everything on its way; tells whether there was one.
///
/// # Errors
/// The database's failure.
pub async fn remove(conn: &mut Conn<'_>, account: &str, id: Id) -> Result<bool, Fault> {
    const DELIVERIES: &str = "DELETE FROM delivery WHERE account = $1 AND subscription = $2";
    const SQL: &str = "DELETE FROM subscription WHERE account = $1 AND id = $2";
    conn.execute(DELIVERIES, args![account, id]).await?;
    Ok(conn.execute(SQL, args![account, id]).await? > 0)
}

/// Whether anybody listens at all: without listeners a dossier's message costs one look.
///
/// # Errors
/// The database's failure.
pub async fn anybody(conn: &mut Conn<'_>) -> Result<bool, Fault> {
    Ok(conn.optional("SELECT id FROM subscription LIMIT 1", args![]).await?.is_some())
}

/// Who listens to the dossiers of a person.
///
/// # Errors
/// The database's failure.
pub async fn of_person(conn: &mut Conn<'_>, person: &str) -> Result<Vec<SubscriptionRow>, Fault> {
    const SQL: &str = "SELECT account, id, person, agency, address, topics, secret, made_at FROM subscription \
        WHERE person = $1 ORDER BY id LIMIT $2";
    conn.all(SQL, args![person, MOST]).await?.iter().map(subscription).collect()
}

/// Who listens to the dossiers of an agency.
///
/// # Errors
/// The database's failure.
pub async fn of_agency(conn: &mut Conn<'_>, agency: &str) -> Result<Vec<SubscriptionRow>, Fault> {
    const SQL: &str = "SELECT account, id, person, agency, address, topics, secret, made_at FROM subscription \
        WHERE agency = $1 ORDER BY id LIMIT $2";
    conn.all(SQL, args![agency, MOST]).await?.iter().map(subscription).collect()
}
