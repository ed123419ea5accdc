//! Looking at what was sent, and sending it again: what was given up, or what the receiver lost.

use kernel::Id;
use store::delivery::{DeliveryRow, again, page};

use super::subscribe::one;
use crate::error::not_found;
use crate::once::{self, Receipt};
use crate::token::Caller;
use crate::{App, Error};

/// Messages of a page.
const PAGE: i64 = 50;

/// "Tình trạng gửi".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Waits for its turn, the first or the next.
    Waiting,
    /// Arrived.
    Delivered,
    /// Given up; a person may send it again.
    Dead,
}

impl State {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Delivered, Self::Dead];

    /// The name used in the store and in addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Dead => "dead",
        }
    }

    /// The state with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// A page of a subscription's messages, the newest first, and the last of them where more follow.
///
/// # Errors
/// [`crate::AppRefusal::NotFound`] for a subscription that is not this person's, or a fault.
pub async fn deliveries(
    app: &App,
    who: &Caller,
    subscription: Id,
    state: State,
    before: Option<Id>,
) -> Result<(Vec<DeliveryRow>, Option<Id>), Error> {
    one(app, who, subscription).await?;
    let account = who.account();
    let mut reader = app.store.read().await?;
    let mut rows = page(&mut reader.conn(), &account, subscription, state.name(), before, PAGE + 1).await?;
    let has_more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > PAGE;
    if has_more {
        rows.pop();
    }
    let next = rows.last().filter(|_| has_more).map(|row| row.id);
    Ok((rows, next))
}

/// Sends a message again, from the first try.
///
/// # Errors
/// [`crate::AppRefusal::NotFound`] for a message that is not this person's, or a fault.
pub async fn replay(app: &App, who: &Caller, subscription: Id, id: Id) -> Result<Receipt, Error> {
    let mut tx = app.store.begin().await?;
    let result = replay_in(app, &mut tx.conn()?, who, subscription, id).await;
    let done = tx.finish(result).await;
    app.mail.notify_one();
    done
}

async fn replay_in(
    app: &App,
    conn: &mut store::Conn<'_>,
    who: &Caller,
    subscription: Id,
    id: Id,
) -> Result<Receipt, Error> {
    if !again(conn, &who.account(), subscription, id, app.clock.now()).await? {
        return Err(not_found("delivery"));
    }
    let receipt = Receipt::plain(&id, 1);
    once::leave(app, conn, &receipt).await?;
    Ok(receipt)
}
