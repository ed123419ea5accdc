//! What a party to a dossier sees and does: the own list, the own dossier, answering, withdrawing, taking the result.

use dossier::{ActionKind, Actor, ActorKind, Command, Dossier, Record};
use jiff::Timestamp;
use kernel::Id;
use store::Conn;
use store::dossier::{history, load};
use store::people::{Card, card_of, cards};
use store::readlog::{Reading, of_person};

use super::act::{Case, Target};
use super::look::{Look, lateness, records};
use crate::error::not_found;
use crate::identity::Citizen;
use crate::{App, DossierKey, Error, outbox, registers};

/// Cards of a page.
const PAGE: i64 = 20;
/// Readings of a page.
const READINGS_PAGE: i64 = 100;

/// The actions a party may take; everything else is an official's.
const OWN: &[ActionKind] =
    &[ActionKind::AnswerSupplement, ActionKind::RequestWithdrawal, ActionKind::Deliver];

/// A page of the person's dossiers, the newest first.
///
/// # Errors
/// [`access::AccessRefusal::LevelTwoNeeded`], or a fault.
pub async fn my_dossiers(
    app: &App,
    who: &Citizen,
    before: Option<(Timestamp, Id)>,
) -> Result<Vec<Card>, Error> {
    let _measured = crate::operations::measure("dossier.my_dossiers");
    let person = who.owner()?.key();
    Ok(cards(&mut app.store.read().await?.conn(), &person, before, PAGE).await?)
}

/// Who has read the person's data, the newest first: the first page.
///
/// # Errors
/// As for [`my_readings_before`].
pub async fn my_readings(app: &App, who: &Citizen) -> Result<Vec<Reading>, Error> {
    Ok(my_readings_before(app, who, None).await?.0)
}

/// A page of who has read the person's data, the newest first, with the key after which the next page begins.
///
/// # Errors
/// [`access::AccessRefusal::LevelTwoNeeded`], or a fault.
pub async fn my_readings_before(
    app: &App,
    who: &Citizen,
    before: Option<Id>,
) -> Result<(Vec<Reading>, Option<Id>), Error> {
    let _measured = crate::operations::measure("dossier.my_readings");
    let person = who.owner()?.key();
    let mut rows = of_person(&mut app.store.read().await?.conn(), &person, before, READINGS_PAGE + 1).await?;
    let has_more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > READINGS_PAGE;
    if has_more {
        rows.pop();
    }
    let next = rows.last().filter(|_| has_more).map(|row| row.id);
    Ok((rows, next))
}

/// The person's dossier with its history and clock; somebody else's is not even found.
///
/// # Errors
/// [`crate::AppRefusal::NotFound`], or a fault.
pub async fn dossier_of(app: &App, who: &Citizen, id: Id) -> Result<Look, Error> {
    let _measured = crate::operations::measure("dossier.dossier_of");
    let key = key_of(app, who, id).await?;
    let mut reader = app.store.read().await?;
    let stored = load(&mut reader.conn(), &key).await?.ok_or_else(|| not_found("dossier"))?;
    party(&stored.dossier, who)?;
    let history: Vec<Record> = records(&history(&mut reader.conn(), &key).await?)?;
    let open = dossier::kinds_for(&stored.dossier).into_iter().filter(|kind| OWN.contains(kind)).collect();
    let lateness = lateness(app, &stored.dossier)?;
    Ok(Look { dossier: stored.dossier, history, lateness, open, leads: false, seen_at: None })
}

/// The person's dossier alone, with where it lies.
pub(crate) async fn party_dossier(app: &App, who: &Citizen, id: Id) -> Result<(DossierKey, Dossier), Error> {
    let key = key_of(app, who, id).await?;
    let stored =
        load(&mut app.store.read().await?.conn(), &key).await?.ok_or_else(|| not_found("dossier"))?;
    party(&stored.dossier, who)?;
    Ok((key, stored.dossier))
}

/// Where the person's dossier lies. The card may still be on its way from the submission of a moment ago.
async fn key_of(app: &App, who: &Citizen, id: Id) -> Result<DossierKey, Error> {
    let person = who.owner()?.key();
    let mut card = card_of(&mut app.store.read().await?.conn(), &person, id).await?;
    if card.is_none() {
        outbox::deliver_first(app, id).await?;
        // Either it has been delivered now, or somebody else has done it between the two looks.
        card = card_of(&mut app.store.read().await?.conn(), &person, id).await?;
    }
    card.map(|card| DossierKey { tenant: card.tenant, id }).ok_or_else(|| not_found("dossier"))
}

/// Does what a party asks of the own dossier.
///
/// # Errors
/// As for officials; an action that is not a party's is not found.
pub async fn act_as_party(
    app: &App,
    who: &Citizen,
    id: Id,
    version: Option<i64>,
    command: Command,
) -> Result<(), Error> {
    let _measured = crate::operations::measure("dossier.act_as_party");
    let target = Target { key: key_of(app, who, id).await?, version };
    let mut tx = app.store.begin().await?;
    let result = act_in(app, &mut tx.conn()?, who, &target, command).await;
    let done = tx.finish(result).await;
    app.mail.notify_one();
    done
}

async fn act_in(
    app: &App,
    conn: &mut Conn<'_>,
    who: &Citizen,
    target: &Target,
    command: Command,
) -> Result<(), Error> {
    let mut case = Case::open(app, conn, target).await?;
    let actor = party_actor(&case.stored.dossier, who)?;
    if !OWN.contains(&command.kind()) {
        return Err(not_found("action"));
    }
    let answers = matches!(command, Command::AnswerSupplement { .. });
    case.perform(app, conn, &actor, [command]).await?;
    if answers {
        // What the person corrected is compared again, whatever the register said before.
        registers::ask_soon(app, conn, &case.stored.dossier).await?;
    }
    Ok(())
}

/// A party as the history names them; to everybody else there is no such dossier.
pub(crate) fn party_actor(dossier: &Dossier, who: &Citizen) -> Result<Actor, Error> {
    party(dossier, who)?;
    Ok(Actor { kind: ActorKind::Citizen, id: who.owner()?.key(), name: who.name.clone(), title: None })
}

fn party(dossier: &Dossier, who: &Citizen) -> Result<(), Error> {
    let person = who.owner()?;
    let parties = &dossier.opening.parties;
    let is_one = [Some(&parties.owner), Some(&parties.submitter), parties.representative.as_ref()]
        .into_iter()
        .flatten()
        .any(|party| party.id == person);
    if is_one { Ok(()) } else { Err(not_found("dossier")) }
}
