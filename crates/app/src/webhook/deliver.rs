//! Carrying messages: at least once, later and later, and after the last try kept for a person.

use jiff::{SignedDuration, Timestamp};
use store::delivery::{DeliveryRow, Turn, claim, due, settle};

use super::port::{Courier, Parcel};
use super::replay::State;
use crate::{App, Error};

/// Messages carried in one round.
const BATCH: i64 = 16;
/// How long one try may take before another worker may try.
const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// How long messages that arrived or were given up stay to be looked at.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);
/// How long after each failed try the next one comes; after the last the message is given up.
const PAUSES: [SignedDuration; 8] = [
    SignedDuration::from_secs(10),
    SignedDuration::from_mins(1),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(30),
    SignedDuration::from_hours(2),
    SignedDuration::from_hours(6),
    SignedDuration::from_hours(12),
    SignedDuration::from_hours(24),
];
/// The longest reason kept.
const REASON_CHARS: usize = 300;

/// Carries the messages whose turn it is and tells how many there were.
///
/// # Errors
/// The database's failure; a message that does not arrive is tried again later.
pub async fn deliver(app: &App) -> Result<usize, Error> {
    let Some(courier) = &app.courier else { return Ok(0) };
    let now = app.clock.now();
    let turns = due(&mut app.store.read().await?.conn(), now, BATCH).await?;
    for turn in &turns {
        carry(app, courier.as_ref(), turn, now).await?;
    }
    Ok(turns.len())
}

async fn carry(app: &App, courier: &dyn Courier, turn: &Turn, now: Timestamp) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let taken = claim(&mut tx.conn()?, &turn.row, now + LEASE).await.map_err(Error::from);
    if !tx.finish(taken).await? {
        return Ok(());
    }
    let parcel = Parcel {
        address: turn.address.clone(),
        secret: turn.secret.clone(),
        id: turn.row.id.to_string(),
        body: turn.row.body.clone(),
        at: now,
    };
    let carried = courier.carry(&parcel).await;
    let row = after(&turn.row, carried, app.clock.now());
    if row.state == State::Dead.name() {
        tracing::warn!(subscription = %row.subscription, delivery = %row.id, "a message was given up");
    }
    let mut tx = app.store.begin().await?;
    let result = settle(&mut tx.conn()?, &row).await.map_err(Error::from);
    tx.finish(result).await
}

/// What a try leaves of a message.
fn after(row: &DeliveryRow, carried: Result<(), String>, now: Timestamp) -> DeliveryRow {
    let tries = row.tries + 1;
    let pause = usize::try_from(row.tries).ok().and_then(|tried| PAUSES.get(tried));
    let (state, next_at, failure) = match (carried, pause) {
        (Ok(()), _) => (State::Delivered, now, None),
        (Err(why), Some(pause)) => (State::Waiting, now + *pause, Some(why)),
        (Err(why), None) => (State::Dead, now, Some(why)),
    };
    let failure = failure.map(|why| why.chars().take(REASON_CHARS).collect());
    DeliveryRow { state: state.name().to_owned(), tries, next_at, failure, ..row.clone() }
}

/// Carries messages for ever, looking every second.
pub async fn work(app: &App) {
    loop {
        match deliver(app).await {
            Ok(0) => tokio::time::sleep(std::time::Duration::from_secs(1)).await,
            Ok(count) => tracing::debug!(count, "messages carried"),
            Err(error) => {
                tracing::error!(%error, "messages to subscribers wait");
                tokio::time::sleep(std::time::Duration::from_secs(10)).await;
            }
        }
    }
}

/// Forgets messages that are over.
///
/// # Errors
/// The database's failure.
pub async fn sweep(app: &App) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let result = store::delivery::sweep(&mut tx.conn()?, app.clock.now() - KEPT).await;
    tx.finish(result.map_err(Error::from)).await
}

#[cfg(test)]
mod tests {
    use kernel::Id;

    use super::*;

    #[test]
    fn a_message_is_tried_nine_times_and_then_waits_for_a_person() {
        let now = Timestamp::UNIX_EPOCH;
        let id = Id::parse("01890000-0000-7000-8000-000000000001").unwrap();
        let mut row = DeliveryRow {
            account: "vneid:1".into(),
            subscription: id,
            id,
            event: id,
            body: "{}".into(),
            state: "waiting".into(),
            tries: 0,
            next_at: now,
            made_at: now,
            failure: None,
        };
        for pause in PAUSES {
            row = after(&row, Err("status 500".into()), now);
            assert_eq!((row.state.as_str(), row.next_at), ("waiting", now + pause));
        }
        row = after(&row, Err("x".repeat(999)), now);
        assert_eq!((row.state.as_str(), row.tries, row.failure.map(|why| why.len())), ("dead", 9, Some(300)));
    }
}
