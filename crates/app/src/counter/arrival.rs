//! Who stands at the counter and whose matter it is: a person by card or number, an organisation by its code.
//!
//! What registers know of them is asked here, before anything is written.

use std::collections::BTreeMap;

use dossier::{OwnerId, Presence};
use kernel::{AgencyCode, IdentityCard, OrganisationCode, ProcedureCode};

use super::CounterRefusal;
use crate::{App, Error, registers};

/// The register that holds names of organisations.
const ENTERPRISES: &str = "enterprise";
/// Where a form finds the name the population register gave.
const NAME: &str = "register:population.name";

/// "Người đến quầy": what the desk reads and types first.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The agency of the counter.
    pub agency: AgencyCode,
    /// The procedure.
    pub procedure: ProcedureCode,
    /// The owner's number, the text of the card's code, or the code of an organisation.
    pub owner: String,
    /// The owner's name, where the register is silent and no card was read.
    pub name: String,
    /// The number or card of whoever stands there instead of the owner; empty for the owner.
    pub submitter: String,
    /// That person's name, where the register is silent and no card was read.
    pub submitter_name: String,
}

/// "Người có mặt": owner and submitter as far as card, register and typist say.
pub(super) struct Present {
    /// Whose matter it is.
    pub(super) owner: OwnerId,
    /// The owner's name.
    pub(super) owner_name: String,
    /// Number and name of whoever stands there, where that is somebody else.
    pub(super) submitter: Option<(String, String)>,
    /// How the person who stands there was known.
    pub(super) presence: Presence,
    /// What registers know of the person the form is about: the owner, or whoever acts for an organisation.
    pub(super) known: BTreeMap<String, String>,
}

/// Reads who is there.
///
/// # Errors
/// The refusals of personal ids and organisation codes, [`CounterRefusal::NameMissing`],
/// [`CounterRefusal::SubmitterMissing`], [`CounterRefusal::SubmitterNameMissing`].
pub(super) async fn present(app: &App, arrival: &Arrival) -> Result<Present, Error> {
    match organisation(&arrival.owner) {
        Some(code) => of_organisation(app, arrival, OrganisationCode::parse(&code)?).await,
        None => of_person(app, arrival).await,
    }
}

/// Ten digits, or ten and a unit's three: the shape of an organisation's code. A personal id has twelve.
fn organisation(typed: &str) -> Option<String> {
    let bare: String = typed.trim().chars().filter(|c| !" .".contains(*c)).collect();
    let (number, unit) = bare.split_once('-').unwrap_or((&bare, "000"));
    let is_digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    (is_digits(number, 10) && is_digits(unit, 3)).then_some(bare)
}

async fn of_person(app: &App, arrival: &Arrival) -> Result<Present, Error> {
    let owner = IdentityCard::read(&arrival.owner)?;
    let known = app.known_of(&OwnerId::Person(owner.id.clone())).await;
    let owner_name = named(&known, &owner, &arrival.name).ok_or(CounterRefusal::NameMissing)?;
    let stands = submitter(app, arrival).await?.filter(|other| other.card.id != owner.id);
    let shown = stands.as_ref().map_or(&owner, |other| &other.card);
    Ok(Present {
        presence: presence(shown),
        owner_name,
        submitter: stands.map(|other| (other.card.id.to_string(), other.name)),
        owner: OwnerId::Person(owner.id),
        known,
    })
}

/// An organisation does not stand at a counter: somebody acts for it, and the form is filled in with that person.
async fn of_organisation(app: &App, arrival: &Arrival, code: OrganisationCode) -> Result<Present, Error> {
    let stands = submitter(app, arrival).await?.ok_or(CounterRefusal::SubmitterMissing)?;
    let held = registers::name_in(app, ENTERPRISES, code.as_str()).await;
    let owner_name = held.unwrap_or_else(|| arrival.name.trim().to_owned());
    if owner_name.is_empty() {
        return Err(CounterRefusal::NameMissing.into());
    }
    Ok(Present {
        presence: presence(&stands.card),
        submitter: Some((stands.card.id.to_string(), stands.name)),
        known: stands.known,
        owner: OwnerId::Organisation(code),
        owner_name,
    })
}

struct Stands {
    card: IdentityCard,
    name: String,
    known: BTreeMap<String, String>,
}

async fn submitter(app: &App, arrival: &Arrival) -> Result<Option<Stands>, Error> {
    if arrival.submitter.trim().is_empty() {
        return Ok(None);
    }
    let read = IdentityCard::read(&arrival.submitter);
    let card = read.map_err(|_| CounterRefusal::SubmitterUnread)?;
    let known = app.known_of(&OwnerId::Person(card.id.clone())).await;
    let name = named(&known, &card, &arrival.submitter_name).ok_or(CounterRefusal::SubmitterNameMissing)?;
    Ok(Some(Stands { card, name, known }))
}

fn presence(card: &IdentityCard) -> Presence {
    if card.is_scanned { Presence::Card } else { Presence::Typed }
}

/// The name as the State knows it, else as the card has it, else as it was typed.
fn named(known: &BTreeMap<String, String>, card: &IdentityCard, typed: &str) -> Option<String> {
    let held = known.get(NAME).map(|name| name.trim()).filter(|name| !name.is_empty());
    let said = held.unwrap_or(if card.name.is_empty() { typed } else { &card.name }).trim();
    (!said.is_empty()).then(|| said.to_owned())
}

#[cfg(test)]
mod tests {
    use super::organisation;

    #[test]
    fn organisations_are_told_from_people_by_the_shape_of_their_number() {
        for (typed, expected) in [
            (" 9900000016 ", Some("9900000016")),
            ("99.000.000.16", Some("9900000016")),
            ("9900000016-001", Some("9900000016-001")),
            ("999193110245", None),
            ("999193110245|1|Nguyễn Thị Lan|08031993", None),
            ("9900000016-01", None),
            ("", None),
        ] {
            assert_eq!(organisation(typed).as_deref(), expected, "{typed}");
        }
    }
}
