//! Having letters carried: later and later, and not at all once their week is over.

use jiff::{SignedDuration, Timestamp, ToSpan};
use store::letter::{LetterTurn, claim, due, forget, settle};

use super::digest::{TOPIC, plan};
use super::port::{LetterBody, NotCarried, Parcel, Postman};
use crate::task::monday;
use crate::{App, Error};

/// Letters carried in one round.
const BATCH: i64 = 16;
/// How long one try may take before another worker may try.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// How long after the first failed try the next one comes; each further pause is twice as long.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_mins(1);
/// The longest pause.
const MOST_PAUSE: SignedDuration = SignedDuration::from_hours(6);
/// Weeks letters are kept after they were sent, so that whoever operates the mail can look.
const KEPT_WEEKS: i64 = 8;
/// The longest reason kept.
const REASON_CHARS: usize = 300;
/// How often somebody looks.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_secs(60);

/// Has the letters whose turn it is carried, and tells how many were tried.
///
/// # Errors
/// The database's failure; a letter that does not arrive is tried again later.
pub async fn deliver(app: &App) -> Result<usize, Error> {
    let Some(postman) = &app.postman else { return Ok(0) };
    let now = app.clock.now();
    let turns = due(&mut app.store.read().await?.conn(), now, BATCH).await?;
    for turn in &turns {
        carry(app, postman.as_ref(), turn, now).await?;
    }
    Ok(turns.len())
}

async fn carry(app: &App, postman: &dyn Postman, turn: &LetterTurn, now: Timestamp) -> Result<(), Error> {
    let mut tx = app.store.begin_in_passing().await?;
    let taken = claim(&mut tx.conn()?, &turn.row, now + LEASE).await.map_err(Error::from);
    if !tx.finish(taken).await? {
        return Ok(());
    }
    let is_over = turn.row.mark < monday(app.today()).to_string();
    let carried = match (parcel(turn), is_over) {
        (_, true) => Err(NotCarried::Never("its week is over".to_owned())),
        (Ok(parcel), false) => postman.carry(&parcel).await,
        (Err(why), false) => Err(NotCarried::Never(why)),
    };
    let after = app.clock.now();
    let (sent_at, next_at, failure) = match carried {
        Ok(()) => (Some(after), None, None),
        Err(NotCarried::Later(why)) => (None, Some(after + pause(turn.row.tries)), Some(why)),
        Err(NotCarried::Never(why)) => (None, None, Some(why)),
    };
    if let Some(why) = &failure {
        // The address stands in no log: who it was can be found by the account.
        tracing::warn!(officer = %turn.row.officer, mark = %turn.row.mark, %why, "a letter did not arrive");
    }
    let failure = failure.map(|why| why.chars().take(REASON_CHARS).collect());
    let mut tx = app.store.begin_in_passing().await?;
    let result = settle(&mut tx.conn()?, &turn.row, sent_at, next_at, failure).await.map_err(Error::from);
    tx.finish(result).await
}

fn parcel(turn: &LetterTurn) -> Result<Parcel, String> {
    let row = &turn.row;
    let body: LetterBody = serde_json::from_str(&row.body).map_err(|error| error.to_string())?;
    let email = turn.email.clone().ok_or_else(|| "there is no mailbox any more".to_owned())?;
    let id = format!("{}.{}.{}", row.topic, row.mark, row.officer);
    Ok(Parcel { id, email, name: turn.name.clone(), lang: turn.lang.clone(), body })
}

fn pause(tries: i64) -> SignedDuration {
    let doublings = u32::try_from(tries.clamp(0, 16)).unwrap_or(0);
    (FIRST_PAUSE * (1_i32 << doublings.min(10))).min(MOST_PAUSE)
}

/// Writes and carries letters for ever, looking every minute.
pub async fn work(app: &App) {
    loop {
        match round(app).await {
            Ok(0) => tokio::time::sleep(LOOK_EVERY).await,
            Ok(count) => tracing::debug!(count, "letters carried"),
            Err(error) => {
                tracing::error!(%error, "letters wait");
                tokio::time::sleep(LOOK_EVERY).await;
            }
        }
    }
}

async fn round(app: &App) -> Result<usize, Error> {
    plan(app).await?;
    deliver(app).await
}

/// Forgets letters of weeks long gone.
///
/// # Errors
/// The database's failure.
pub async fn sweep(app: &App) -> Result<(), Error> {
    let before = monday(app.today()).saturating_sub((7 * KEPT_WEEKS).days()).to_string();
    let mut tx = app.store.begin_in_passing().await?;
    let result = forget(&mut tx.conn()?, TOPIC, &before).await.map_err(Error::from);
    tx.finish(result).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pause_is_longer_up_to_a_bound() {
        assert_eq!(pause(0), SignedDuration::from_mins(1));
        assert_eq!(pause(3), SignedDuration::from_mins(8));
        assert_eq!(pause(40), MOST_PAUSE);
    }
}
