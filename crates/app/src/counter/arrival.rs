//! Who stands at the counter and whose matter it is: a person by card or number, an organisation by its code.
//!
//! What registers know of them is asked here, before anything is written.

use std::collections::BTreeMap;

use dossier::{OwnerId, Presence};
use kernel::{AgencyCode, IdentityCard, OrganisationCode, ProcedureCode, Refusal};

use super::CounterRefusal;
use crate::registers::NAME;
use crate::{App, registers};

/// The register that holds names of organisations.
const ENTERPRISES: &str = "enterprise";
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

/// "Người đứng ở quầy": what was read and typed of them.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// As [`Arrival::owner`].
    pub owner: &'a str,
    /// As [`Arrival::name`].
    pub name: &'a str,
    /// As [`Arrival::submitter`].
    pub submitter: &'a str,
    /// As [`Arrival::submitter_name`].
    pub submitter_name: &'a str,
}

impl Arrival {
    pub(super) fn standing(&self) -> Standing<'_> {
        Standing {
            owner: &self.owner,
            name: &self.name,
            submitter: &self.submitter,
            submitter_name: &self.submitter_name,
        }
    }
}

/// Reads who is there; otherwise tells everything that is missing or wrong, the owner's first.
///
/// # Errors
/// The refusals of personal ids and organisation codes, [`CounterRefusal::NameMissing`],
/// [`CounterRefusal::SubmitterMissing`], [`CounterRefusal::SubmitterNameMissing`].
pub(super) async fn present(app: &App, standing: Standing<'_>) -> Result<Present, Vec<Refusal>> {
    let stands = submitter(app, standing).await;
    match organisation(standing.owner) {
        Some(code) => {
            let stands = stands.and_then(|other| other.ok_or(CounterRefusal::SubmitterMissing.into()));
            let (owner, stands) = both(company(app, standing, &code).await, stands)?;
            Ok(of_organisation(owner, stands))
        }
        None => {
            let (owner, stands) = both(person(app, standing).await, stands)?;
            Ok(of_person(owner, stands))
        }
    }
}

/// What cannot be read of the numbers, the owner's first; no register is asked.
pub(super) fn unread(standing: Standing<'_>) -> Vec<Refusal> {
    let is_alone = standing.submitter.trim().is_empty();
    let owner = match organisation(standing.owner) {
        Some(code) => OrganisationCode::parse(&code).err().map(Refusal::from),
        None => IdentityCard::read(standing.owner).err().map(Refusal::from),
    };
    let submitter = match (is_alone, organisation(standing.owner)) {
        (true, Some(_)) => Some(CounterRefusal::SubmitterMissing.into()),
        (true, None) => None,
        (false, _) => {
            IdentityCard::read(standing.submitter).err().map(|_| CounterRefusal::SubmitterUnread.into())
        }
    };
    owner.into_iter().chain(submitter).collect()
}

/// Both, or what is wrong with either.
fn both<A, B>(one: Result<A, Refusal>, other: Result<B, Refusal>) -> Result<(A, B), Vec<Refusal>> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (one, other) => Err(one.err().into_iter().chain(other.err()).collect()),
    }
}

/// Ten digits, or ten and a unit's three: the shape of an organisation's code. A personal id has twelve.
fn organisation(typed: &str) -> Option<String> {
    let bare: String = typed.trim().chars().filter(|c| !" .".contains(*c)).collect();
    let (number, unit) = bare.split_once('-').unwrap_or((&bare, "000"));
    let is_digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    (is_digits(number, 10) && is_digits(unit, 3)).then_some(bare)
}

async fn person(app: &App, standing: Standing<'_>) -> Result<Stands, Refusal> {
    let card = IdentityCard::read(standing.owner)?;
    let known = app.known_of(&OwnerId::Person(card.id.clone())).await;
    let name = named(&known, &card, standing.name).ok_or(CounterRefusal::NameMissing)?;
    Ok(Stands { card, name, known })
}

fn of_person(owner: Stands, stands: Option<Stands>) -> Present {
    let stands = stands.filter(|other| other.card.id != owner.card.id);
    let shown = stands.as_ref().map_or(&owner.card, |other| &other.card);
    Present {
        presence: presence(shown),
        owner_name: owner.name,
        submitter: stands.map(|other| (other.card.id.to_string(), other.name)),
        owner: OwnerId::Person(owner.card.id),
        known: owner.known,
    }
}

async fn company(
    app: &App,
    standing: Standing<'_>,
    typed: &str,
) -> Result<(OrganisationCode, String), Refusal> {
    let code = OrganisationCode::parse(typed)?;
    let held = registers::name_in(app, ENTERPRISES, code.as_str()).await;
    let name = held.unwrap_or_else(|| standing.name.trim().to_owned());
    if name.is_empty() { Err(CounterRefusal::NameMissing.into()) } else { Ok((code, name)) }
}

/// An organisation does not stand at a counter: somebody acts for it, and the form is filled in with that person.
fn of_organisation((code, owner_name): (OrganisationCode, String), stands: Stands) -> Present {
    Present {
        presence: presence(&stands.card),
        submitter: Some((stands.card.id.to_string(), stands.name)),
        known: stands.known,
        owner: OwnerId::Organisation(code),
        owner_name,
    }
}

/// A person as card, register and typist say.
struct Stands {
    card: IdentityCard,
    name: String,
    known: BTreeMap<String, String>,
}

async fn submitter(app: &App, standing: Standing<'_>) -> Result<Option<Stands>, Refusal> {
    if standing.submitter.trim().is_empty() {
        return Ok(None);
    }
    let read = IdentityCard::read(standing.submitter);
    let card = read.map_err(|_| CounterRefusal::SubmitterUnread)?;
    let known = app.known_of(&OwnerId::Person(card.id.clone())).await;
    let name = named(&known, &card, standing.submitter_name).ok_or(CounterRefusal::SubmitterNameMissing)?;
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
