//! Messages on their way to subscribers: taken in turn, tried again later, kept for a person when it was too often.

use jiff::Timestamp;
use kernel::{Fault, Id};

use crate::arg::{args, before_id};
use crate::{Conn, Row};

/// "Tin trên đường gửi".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryRow {
    /// Whose subscription.
    pub account: String,
    /// The subscription.
    pub subscription: Id,
    /// Its id.
    pub id: Id,
    /// The event told; the same event is told to a subscription once.
    pub event: Id,
    /// The message, JSON.
    pub body: String,
    /// `waiting`, `delivered` or `dead`.
    pub state: String,
    /// How often it was tried.
    pub tries: i64,
    /// When it is tried next.
    pub next_at: Timestamp,
    /// When it was written.
    pub made_at: Timestamp,
    /// Why it did not arrive the last time.
    pub failure: Option<String>,
}

/// "Tin đến lượt": a message whose turn it is, with where it goes and the secret it is signed with.
#[derive(Debug, Clone)]
pub struct Turn {
    /// The message.
    pub row: DeliveryRow,
    /// Where it goes.
    pub address: String,
    /// The secret.
    pub secret: String,
}

fn delivery(row: &Row) -> Result<DeliveryRow, Fault> {
    Ok(DeliveryRow {
        account: row.text(0)?,
        subscription: crate::dossier::id_in(row, 1)?,
        id: crate::dossier::id_in(row, 2)?,
        event: crate::dossier::id_in(row, 3)?,
        body: row.text(4)?,
        state: row.text(5)?,
        tries: row.int(6)?,
        next_at: row.instant(7)?,
        made_at: row.instant(8)?,
        failure: row.text_opt(9)?,
    })
}

/// Writes a message for a subscription; an event told already is not told again.
///
/// # Errors
/// The database's failure.
pub async fn put(conn: &mut Conn<'_>, row: &DeliveryRow) -> Result<(), Fault> {
    const SQL: &str = "INSERT INTO delivery (account, subscription, id, event, body, state, tries, next_at, made_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
    let values = args![
        &row.account,
        row.subscription,
        row.id,
        row.event,
        &row.body,
        &row.state,
        row.tries,
        row.next_at,
        row.made_at
    ];
    conn.execute(SQL, values).await.map(|_| ())
}

/// The messages whose turn it is, the longest waiting first.
///
/// # Errors
/// The database's failure.
pub async fn due(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<Turn>, Fault> {
    const SQL: &str = "SELECT delivery.account, delivery.subscription, delivery.id, delivery.event, delivery.body, \
        delivery.state, delivery.tries, delivery.next_at, delivery.made_at, delivery.failure, \
        subscription.address, subscription.secret FROM delivery JOIN subscription \
        ON subscription.account = delivery.account AND subscription.id = delivery.subscription \
        WHERE delivery.state = 'waiting' AND delivery.next_at <= $1 ORDER BY delivery.next_at LIMIT $2";
    conn.all(SQL, args![now, limit])
        .await?
        .iter()
        .map(|row| Ok(Turn { row: delivery(row)?, address: row.text(10)?, secret: row.text(11)? }))
        .collect()
}

/// Takes a message for one try; `false` where another worker was faster. Should the worker die, it is tried again at `until`.
///
/// # Errors
/// The database's failure.
pub async fn claim(conn: &mut Conn<'_>, row: &DeliveryRow, until: Timestamp) -> Result<bool, Fault> {
    const SQL: &str = "UPDATE delivery SET next_at = $1 WHERE account = $2 AND subscription = $3 AND id = $4 \
        AND state = 'waiting' AND next_at = $5";
    let values = args![until, &row.account, row.subscription, row.id, row.next_at];
    Ok(conn.execute(SQL, values).await? > 0)
}

/// Writes down what became of a try.
///
/// # Errors
/// The database's failure.
pub async fn settle(conn: &mut Conn<'_>, row: &DeliveryRow) -> Result<(), Fault> {
    const SQL: &str = "UPDATE delivery SET state = $1, tries = $2, next_at = $3, failure = $4 \
        WHERE account = $5 AND subscription = $6 AND id = $7";
    let values = args![
        &row.state,
        row.tries,
        row.next_at,
        row.failure.clone(),
        &row.account,
        row.subscription,
        row.id
    ];
    conn.execute(SQL, values).await.map(|_| ())
}

/// Sends a message again that was delivered or given up; tells whether there is one.
///
/// # Errors
/// The database's failure.
pub async fn again(
    conn: &mut Conn<'_>,
    account: &str,
    subscription: Id,
    id: Id,
    now: Timestamp,
) -> Result<bool, Fault> {
    const SQL: &str = "UPDATE delivery SET state = 'waiting', tries = 0, next_at = $1, failure = NULL \
        WHERE account = $2 AND subscription = $3 AND id = $4";
    Ok(conn.execute(SQL, args![now, account, subscription, id]).await? > 0)
}

/// A page of a subscription's messages in a state, the newest first; `before` is the last of the page before.
///
/// # Errors
/// The database's failure.
pub async fn page(
    conn: &mut Conn<'_>,
    account: &str,
    subscription: Id,
    state: &str,
    before: Option<Id>,
    limit: i64,
) -> Result<Vec<DeliveryRow>, Fault> {
    const SQL: &str = "SELECT account, subscription, id, event, body, state, tries, next_at, made_at, failure \
        FROM delivery WHERE account = $1 AND subscription = $2 AND state = $3 AND id < $4 \
        ORDER BY id DESC LIMIT $5";
    let values = args![account, subscription, state, before_id(before), limit];
    conn.all(SQL, values).await?.iter().map(delivery).collect()
}

/// Forgets messages that arrived, or were given up, before that.
///
/// # Errors
/// The database's failure.
pub async fn sweep(conn: &mut Conn<'_>, before: Timestamp) -> Result<(), Fault> {
    conn.execute("DELETE FROM delivery WHERE state <> 'waiting' AND next_at < $1", args![before])
        .await
        .map(|_| ())
}
