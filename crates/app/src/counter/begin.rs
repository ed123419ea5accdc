//! Beginning at the counter: which procedure, who stands there, and what the State knows of them already.

use std::collections::BTreeMap;

use access::Staff;
use catalogue::{Answers, Channel, CompiledRevision};
use dossier::{OwnerId, Presence};
use kernel::text::fold;
use kernel::{AgencyCode, Id, IdentityCard, ProcedureCode};
use store::Conn;
use store::intake::{IntakeBody, IntakeRow, insert, open_of};
use store::readlog::{Reading, put};

use super::{CounterRefusal, permit};
use crate::{App, AppRefusal, DossierKey, Error, organisation};

/// Why the register is asked: the person stands there and wants something.
const PURPOSE: &str = "counter-intake";
const GROUND: &str = "NĐ 118/2025/NĐ-CP; Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Điều 19";

/// "Người đến quầy": what the desk reads and types first.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The agency of the counter.
    pub agency: AgencyCode,
    /// The procedure.
    pub procedure: ProcedureCode,
    /// The owner's number, or the text of the card's code.
    pub owner: String,
    /// The owner's name, where the register is silent and no card was read.
    pub name: String,
    /// The number or card of whoever stands there instead of the owner; empty for the owner.
    pub submitter: String,
}

/// The procedures this counter takes, by code.
///
/// # Errors
/// The refusal where the official has no counter there, or a fault.
pub async fn offered<'a>(
    app: &'a App,
    who: &Staff,
    agency: &AgencyCode,
) -> Result<Vec<&'a CompiledRevision>, Error> {
    permit(app, who, agency)?;
    let agency = organisation::agency(app, agency).await?;
    let on = app.today();
    let codes = app.catalogue.executable_codes();
    let in_force = codes.filter_map(|code| app.catalogue.in_force(code, on));
    Ok(in_force
        .filter(|compiled| {
            let revision = compiled.revision();
            organisation::kind_of(revision.decided_by) == agency.kind
                && revision.channels.contains(&Channel::Counter)
        })
        .collect())
}

/// The one procedure that was typed: by code, or by words of its name without marks.
///
/// # Errors
/// [`CounterRefusal::ProcedureUnclear`] for none or several.
pub fn find_procedure(among: &[&CompiledRevision], typed: &str) -> Result<ProcedureCode, Error> {
    let code = ProcedureCode::parse(typed.split_whitespace().next().unwrap_or_default()).ok();
    let words = fold(typed);
    let is_named = |compiled: &&&CompiledRevision| {
        let name = fold(&compiled.revision().name.vi);
        !words.is_empty() && words.split(' ').all(|word| name.contains(word))
    };
    let revision = |compiled: &&CompiledRevision| compiled.revision().code.clone();
    if let Some(known) = among.iter().map(revision).find(|known| Some(known) == code.as_ref()) {
        return Ok(known);
    }
    let mut named = among.iter().filter(is_named).map(revision);
    match (named.next(), named.next()) {
        (Some(only), None) => Ok(only),
        (Some(_) | None, _) => Err(CounterRefusal::ProcedureUnclear { typed: typed.to_owned() }.into()),
    }
}

/// Asks the register, notes that it was asked, and begins a form; the same person and procedure find what was begun.
///
/// # Errors
/// The refusals of personal ids, [`CounterRefusal::NameMissing`], no right to this counter, or a fault.
pub async fn begin(app: &App, who: &Staff, arrival: &Arrival) -> Result<DossierKey, Error> {
    permit(app, who, &arrival.agency)?;
    let among = offered(app, who, &arrival.agency).await?;
    if !among.iter().any(|compiled| compiled.revision().code == arrival.procedure) {
        return Err(AppRefusal::NotOnline { code: arrival.procedure.to_string() }.into());
    }
    let owner = IdentityCard::read(&arrival.owner)?;
    let known = app.known_of(&OwnerId::Person(owner.id.clone())).await;
    let owner_name = named(&known, &owner, &arrival.name)?;
    let submitter = if arrival.submitter.trim().is_empty() {
        None
    } else {
        let card = IdentityCard::read(&arrival.submitter)?;
        let found = app.known_of(&OwnerId::Person(card.id.clone())).await;
        let name = named(&found, &card, "").unwrap_or_default();
        Some((card.id.to_string(), name)).filter(|(id, _)| *id != owner.id.to_string())
    };
    let now = app.clock.now();
    let body = IntakeBody {
        owner_name,
        submitter,
        presence: if owner.is_scanned { Presence::Card } else { Presence::Typed },
        known,
        answers: Answers::default(),
        seen: Vec::new(),
        draft: None,
    };
    let row = IntakeRow {
        id: app.new_id(now),
        agency: arrival.agency.clone(),
        officer: who.id.clone(),
        procedure: arrival.procedure.to_string(),
        owner: owner.id.to_string(),
        body,
        version: 1,
        updated_at: now,
        dossier: None,
    };
    let mut tx = app.store.begin().await?;
    let result = begin_in(app, &mut tx.conn()?, who, row).await;
    tx.finish(result).await
}

/// The name as the State knows it, else as the card has it, else as it was typed.
fn named(known: &BTreeMap<String, String>, card: &IdentityCard, typed: &str) -> Result<String, Error> {
    let name = known.get("register:population.name").filter(|name| !name.trim().is_empty());
    let name = name.map_or_else(|| if card.name.is_empty() { typed } else { &card.name }, String::as_str);
    match name.trim() {
        "" => Err(CounterRefusal::NameMissing.into()),
        name => Ok(name.to_owned()),
    }
}

async fn begin_in(app: &App, conn: &mut Conn<'_>, who: &Staff, row: IntakeRow) -> Result<DossierKey, Error> {
    let begun = open_of(conn, &row.agency).await?.into_iter().find(|known| {
        known.owner == row.owner && known.procedure == row.procedure && known.officer == row.officer
    });
    let id = begun.as_ref().map_or(row.id, |known| known.id);
    note(app, conn, who, &row, id).await?;
    if begun.is_none() {
        insert(conn, &row).await?;
    }
    Ok(DossierKey::new(&row.agency, id))
}

/// The person can read who asked the register about them at a counter.
async fn note(app: &App, conn: &mut Conn<'_>, who: &Staff, row: &IntakeRow, id: Id) -> Result<(), Error> {
    let reading = Reading {
        person: row.owner.clone(),
        id: app.new_id(row.updated_at),
        tenant: row.agency.tenant().to_owned(),
        dossier: id,
        reader: who.name.clone(),
        agency: row.agency.to_string(),
        purpose: PURPOSE.to_owned(),
        ground: GROUND.to_owned(),
        at: row.updated_at,
    };
    Ok(put(conn, &reading).await?)
}
