//! Beginning at the counter: which procedure, who stands there, and what the State knows of them already.

use std::collections::BTreeMap;

use access::Staff;
use catalogue::{Answers, Channel, CompiledForm, CompiledRevision};
use dossier::{OwnerId, Presence};
use kernel::text::fold;
use kernel::{AgencyCode, Id, ProcedureCode, Refusal};
use store::Conn;
use store::dossier::Saved;
use store::intake::{IntakeBody, IntakeRow, insert, open_of, save};
use store::readlog::{Reading, put};

use super::arrival::{Arrival, Standing, present, unread};
use super::{CounterRefusal, permit};
use crate::registers::NAME;
use crate::{App, AppRefusal, DossierKey, Error, organisation};

/// Why the register is asked: the person stands there and wants something.
const PURPOSE: &str = "counter-intake";
const GROUND: &str = "NĐ 118/2025/NĐ-CP; Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Điều 19";

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

/// Asks the register, notes that it was asked, and begins a form; the same person and procedure find what was begun, and
/// whoever hands it in now is the one it names.
///
/// # Errors
/// The first thing missing or wrong about who stands there, no right to this counter, or a fault.
pub async fn begin(app: &App, who: &Staff, arrival: &Arrival) -> Result<DossierKey, Error> {
    permit(app, who, &arrival.agency)?;
    let among = offered(app, who, &arrival.agency).await?;
    let asked = among.iter().find(|compiled| compiled.revision().code == arrival.procedure);
    let Some(compiled) = asked else {
        return Err(AppRefusal::NotOnline { code: arrival.procedure.to_string() }.into());
    };
    let present = match present(app, arrival.standing()).await {
        Ok(present) => present,
        Err(whys) => return Err(first(whys)),
    };
    let now = app.clock.now();
    let body = IntakeBody {
        owner_name: present.owner_name,
        submitter: present.submitter,
        presence: present.presence,
        known: needed(compiled.form(), present.known, matches!(present.owner, OwnerId::Person(_))),
        answers: Answers::default(),
        seen: Vec::new(),
        anyway: BTreeMap::new(),
        draft: None,
    };
    let row = IntakeRow {
        id: app.new_id(now),
        agency: arrival.agency.clone(),
        officer: who.id.clone(),
        procedure: arrival.procedure.to_string(),
        owner: present.owner.key(),
        body,
        version: 1,
        updated_at: now,
        dossier: None,
    };
    let mut tx = app.store.begin().await?;
    let result = begin_in(app, &mut tx.conn()?, who, row).await;
    tx.finish(result).await
}

/// Of what registers know only what the form asks for is kept with it, until it is received. Where somebody acts for an
/// organisation, what is known of them is no answer of the organisation's.
///
/// Law: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15
fn needed(
    form: &CompiledForm,
    mut known: BTreeMap<String, String>,
    is_person: bool,
) -> BTreeMap<String, String> {
    known.retain(|source, _| source == NAME || form.asks(source, is_person));
    known
}

async fn begin_in(app: &App, conn: &mut Conn<'_>, who: &Staff, row: IntakeRow) -> Result<DossierKey, Error> {
    let begun = open_of(conn, &row.agency).await?.into_iter().find(|known| {
        known.owner == row.owner && known.procedure == row.procedure && known.officer == row.officer
    });
    let id = begun.as_ref().map_or(row.id, |known| known.id);
    note(app, conn, who, &row, id).await?;
    let key = DossierKey::new(&row.agency, id);
    match begun {
        None => insert(conn, &row).await?,
        Some(known) => stands_now(app, conn, known, row).await?,
    }
    Ok(key)
}

/// A form found again names whoever stands there now: the receipt goes to that person, not to whoever came before.
async fn stands_now(
    app: &App,
    conn: &mut Conn<'_>,
    known: IntakeRow,
    arrived: IntakeRow,
) -> Result<(), Error> {
    let (found, mut body) = (known.version, known.body.clone());
    if body.submitter != arrived.body.submitter {
        (body.submitter, body.presence) = (arrived.body.submitter, arrived.body.presence);
        // The form of an organisation is about whoever acts for it, and so is what registers know.
        if matches!(OwnerId::read(&known.owner), Ok(OwnerId::Organisation(_))) {
            forget(app, &known.procedure, &mut body);
            body.known = arrived.body.known;
        }
    } else if arrived.body.presence == Presence::Card {
        body.presence = Presence::Card;
    }
    if body == known.body {
        return Ok(());
    }
    let row = IntakeRow { body, updated_at: arrived.updated_at, ..known };
    match save(conn, &row, found).await? {
        Saved::Yes => Ok(()),
        Saved::Overtaken => Err(AppRefusal::DraftOvertaken.into()),
    }
}

/// Takes away what registers had answered about whoever stood there before: it is nobody else's.
fn forget(app: &App, procedure: &str, body: &mut IntakeBody) {
    let compiled = ProcedureCode::parse(procedure).ok().and_then(|code| app.executable(&code).ok());
    let fields = compiled.into_iter().flat_map(|compiled| compiled.form().data().fields());
    let is_theirs = |source: &String| body.known.contains_key(source);
    let theirs: Vec<String> = fields
        .filter(|field| field.source.as_ref().is_some_and(is_theirs))
        .map(|field| field.id.clone())
        .collect();
    theirs.iter().for_each(|field| body.answers.remove(field));
}

/// What cannot be read of who stands there, so that the desk is told all of it at once; no register is asked for that.
///
/// # Errors
/// No right to this counter.
pub fn wrongs(
    app: &App,
    who: &Staff,
    agency: &AgencyCode,
    standing: Standing<'_>,
) -> Result<Vec<Refusal>, Error> {
    permit(app, who, agency)?;
    Ok(unread(standing))
}

fn first(whys: Vec<Refusal>) -> Error {
    whys.into_iter().next().map_or_else(|| CounterRefusal::NameMissing.into(), Error::Refused)
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
