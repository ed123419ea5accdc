//! Subscribing, looking at the own subscriptions, and ending one.

use access::reads;
use kernel::{AgencyCode, Id};
use store::webhook::{SubscriptionRow, insert, load, of_account, remove};

use super::{Topic, WebhookRefusal};
use crate::error::not_found;
use crate::once::{self, Receipt};
use crate::token::Caller;
use crate::{App, Error};

/// The most subscriptions of one account.
const MOST: usize = 20;

/// "Đăng ký muốn có".
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Where messages go.
    pub address: String,
    /// What is told, by name.
    pub topics: Vec<String>,
    /// The agency whose dossiers an official wants to hear of.
    pub agency: Option<String>,
}

/// Subscribes; a citizen to the own dossiers, an official to those of an agency the posts of today open.
///
/// # Errors
/// A [`WebhookRefusal`], the refusal where there is no right to look, or a fault.
pub async fn subscribe(app: &App, who: &Caller, wanted: &Wanted) -> Result<Receipt, Error> {
    let row = judged(app, who, wanted)?;
    let mut tx = app.store.begin().await?;
    let result = subscribe_in(app, &mut tx.conn()?, &row).await;
    tx.finish(result).await
}

async fn subscribe_in(
    app: &App,
    conn: &mut store::Conn<'_>,
    row: &SubscriptionRow,
) -> Result<Receipt, Error> {
    if of_account(conn, &row.account).await?.len() >= MOST {
        return Err(WebhookRefusal::TooMany { limit: MOST.to_string() }.into());
    }
    insert(conn, row).await?;
    let receipt = Receipt::plain(&row.id, 1);
    once::leave(app, conn, &receipt).await?;
    Ok(receipt)
}

fn judged(app: &App, who: &Caller, wanted: &Wanted) -> Result<SubscriptionRow, Error> {
    let (person, agency) = match (who, &wanted.agency) {
        (Caller::Citizen(who), None) => (Some(who.owner()?.key()), None),
        (Caller::Citizen(_), Some(_)) | (Caller::Official(_), None) => {
            return Err(WebhookRefusal::AgencyMissing.into());
        }
        (Caller::Official(who), Some(agency)) => {
            let agency = AgencyCode::parse(agency).map_err(|_| not_found("agency"))?;
            reads(who, &agency, app.today())?;
            (None, Some(agency.to_string()))
        }
    };
    let stranger = wanted.topics.iter().find(|topic| Topic::from_name(topic).is_none());
    if let Some(topic) = stranger.cloned().or_else(|| wanted.topics.is_empty().then(String::new)) {
        return Err(WebhookRefusal::TopicUnknown { topic }.into());
    }
    let courier = app.courier.as_ref().ok_or(WebhookRefusal::Off)?;
    if !courier.accepts(&wanted.address) {
        return Err(WebhookRefusal::AddressRefused.into());
    }
    let (made_at, mut topics) = (app.clock.now(), wanted.topics.clone());
    topics.sort();
    topics.dedup();
    Ok(SubscriptionRow {
        account: who.account(),
        id: app.new_id(made_at),
        person,
        agency,
        address: wanted.address.clone(),
        topics,
        secret: app.new_secret(),
        made_at,
    })
}

/// The person's subscriptions, the newest first.
///
/// # Errors
/// The database's failure.
pub async fn mine(app: &App, who: &Caller) -> Result<Vec<SubscriptionRow>, Error> {
    Ok(of_account(&mut app.store.read().await?.conn(), &who.account()).await?)
}

/// One of the person's subscriptions.
///
/// # Errors
/// [`crate::AppRefusal::NotFound`] for one that is not this person's, or a fault.
pub async fn one(app: &App, who: &Caller, id: Id) -> Result<SubscriptionRow, Error> {
    let found = load(&mut app.store.read().await?.conn(), &who.account(), id).await?;
    found.ok_or_else(|| not_found("subscription"))
}

/// Ends a subscription; what was on its way to it is forgotten.
///
/// # Errors
/// [`crate::AppRefusal::NotFound`] for one that is not this person's, or a fault.
pub async fn unsubscribe(app: &App, who: &Caller, id: Id) -> Result<(), Error> {
    let mut tx = app.store.begin().await?;
    let result = remove(&mut tx.conn()?, &who.account(), id).await.map_err(Error::from);
    if tx.finish(result).await? { Ok(()) } else { Err(not_found("subscription")) }
}
