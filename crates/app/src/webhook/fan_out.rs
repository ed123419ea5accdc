//! From an event to those who are told: the parties of the dossier, and officials whose posts of today let them look.

use access::reads;
use dossier::Stage;
use jiff::Timestamp;
use kernel::{AgencyCode, Id, local_date};
use store::Conn;
use store::delivery::{DeliveryRow, put};
use store::webhook::{SubscriptionRow, of_agency, of_person};

use super::Topic;
use super::event::body;
use super::replay::State;
use crate::token::OFFICIALS;
use crate::{App, Error};

/// "Việc vừa xảy ra" with a dossier.
pub(crate) struct Happened<'a> {
    /// The message's id, which is the event's.
    pub(crate) event: Id,
    /// Where the dossier lies.
    pub(crate) tenant: &'a str,
    /// The authority.
    pub(crate) agency: &'a AgencyCode,
    /// The parties, by number.
    pub(crate) people: &'a [String],
    /// The dossier.
    pub(crate) dossier: Id,
    /// Its version.
    pub(crate) version: i64,
    /// Its procedure.
    pub(crate) procedure: &'a str,
    /// Its stage.
    pub(crate) stage: Stage,
    /// When it happened.
    pub(crate) at: Timestamp,
}

/// Writes a message for everybody who may and wants to hear of it, in the transaction that takes the event out.
pub(crate) async fn fan_out(app: &App, conn: &mut Conn<'_>, happened: &Happened<'_>) -> Result<(), Error> {
    let mut listeners = Vec::new();
    for person in happened.people {
        listeners.extend(of_person(conn, person).await?);
    }
    for listener in of_agency(conn, happened.agency.as_str()).await? {
        if still_reads(app, conn, &listener, happened.agency).await? {
            listeners.push(listener);
        }
    }
    let now = app.clock.now();
    let named = [Topic::Changed.name(), Topic::Stage(happened.stage).name()];
    for listener in listeners.iter().filter(|one| one.topics.iter().any(|topic| named.contains(topic))) {
        put(conn, &delivery(app, happened, listener, now)).await?;
    }
    Ok(())
}

/// Posts end: whoever lost the one that opened the agency is told nothing more.
async fn still_reads(
    app: &App,
    conn: &mut Conn<'_>,
    listener: &SubscriptionRow,
    agency: &AgencyCode,
) -> Result<bool, Error> {
    let Some(id) = listener.account.strip_prefix(OFFICIALS) else { return Ok(false) };
    let staff = store::staff::by_id(conn, id).await?;
    Ok(staff.is_some_and(|staff| reads(&staff, agency, local_date(app.clock.now())).is_ok()))
}

fn delivery(app: &App, happened: &Happened<'_>, listener: &SubscriptionRow, now: Timestamp) -> DeliveryRow {
    DeliveryRow {
        account: listener.account.clone(),
        subscription: listener.id,
        id: app.new_id(now),
        event: happened.event,
        body: body(happened),
        state: State::Waiting.name().to_owned(),
        tries: 0,
        next_at: now,
        made_at: now,
        failure: None,
    }
}
