//! Receiving at the counter: the form becomes a dossier and the dossier gets its code, in one transaction.
//!
//! Law: NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP Mẫu 01

use access::Staff;
use catalogue::Channel;
use dossier::{Actor, ActorKind, Help, HelpKind, OwnerId, Party};
use kernel::{DossierCode, PersonalId};
use store::Conn;
use store::dossier::load;
use store::intake;

use super::fill::{Intake, open_in};
use super::{CounterRefusal, permit};
use crate::dossier::{Case, Helped, Submission, Target, complete, receive_case, submit_in};
use crate::error::not_found;
use crate::identity::Citizen;
use crate::{App, AppRefusal, DossierKey, Error};

/// Sends the form in for the person and receives it; answers with the dossier and its code. Pressed twice, it is one.
///
/// `twin`: whether the official has looked at the other open dossier and goes on all the same.
///
/// # Errors
/// [`AppRefusal::DraftOvertaken`], [`AppRefusal::FormIncomplete`], [`CounterRefusal::Twin`],
/// [`CounterRefusal::PaperNotSeen`], no right to this counter, or a fault.
pub async fn receive(
    app: &App,
    who: &Staff,
    key: &DossierKey,
    version: i64,
    twin: TwinSeen,
) -> Result<(DossierKey, DossierCode), Error> {
    let mut tx = app.store.begin().await?;
    let result = receive_in(app, &mut tx.conn()?, who, key, version, twin).await;
    let done = tx.finish(result).await;
    app.mail.notify_one();
    done
}

/// "Đã xem hồ sơ trùng".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TwinSeen {
    /// The official goes on all the same.
    Yes,
    /// Nobody has said so.
    No,
}

async fn receive_in(
    app: &App,
    conn: &mut Conn<'_>,
    who: &Staff,
    key: &DossierKey,
    version: i64,
    seen: TwinSeen,
) -> Result<(DossierKey, DossierCode), Error> {
    let intake = open_in(app, conn, who, key).await?;
    if let Some(dossier) = intake.row.dossier.as_deref().and_then(kernel::Id::parse) {
        return received(conn, DossierKey::new(&intake.row.agency, dossier)).await;
    }
    if intake.row.version != version {
        return Err(AppRefusal::DraftOvertaken.into());
    }
    ready(&intake, seen)?;
    let (citizen, helped) = (submitter(&intake)?, helped(app, who, &intake)?);
    let submission = Submission {
        key: intake.row.id,
        procedure: intake.procedure,
        agency: intake.row.agency.clone(),
        channel: Channel::Counter,
        answers: intake.answers.clone(),
    };
    let answers = complete(app, &submission)?;
    let owner = citizen.owner()?;
    let dossier = submit_in(app, conn, &citizen, owner, &submission, answers, Some(&helped)).await?;
    let mut case = Case::open(app, conn, &Target { key: dossier.clone(), version: None }).await?;
    let code = receive_case(app, conn, &mut case, who).await?;
    intake::received(conn, &key.tenant, intake.row.id, dossier.id).await?;
    Ok((dossier, code))
}

/// Nothing was forgotten that only the counter can see.
fn ready(intake: &Intake<'_>, seen: TwinSeen) -> Result<(), Error> {
    if let Some(twin) = intake.twins.first().filter(|_| seen == TwinSeen::No) {
        let code = twin.code.clone().unwrap_or_else(|| twin.key.id.to_string());
        return Err(CounterRefusal::Twin { code }.into());
    }
    let visible = intake.procedure.form().visible_answers(&intake.answers);
    let needed = intake.procedure.required_components(&visible);
    let is_open = |id: &str| !intake.row.body.seen.iter().any(|known| known == id);
    // What a register replaces is not asked for, at a counter no more than online.
    let open = needed.into_iter().find(|paper| paper.replaceable_by.is_empty() && is_open(&paper.id));
    match open {
        Some(paper) => Err(CounterRefusal::PaperNotSeen { name: paper.name.vi.clone() }.into()),
        None => Ok(()),
    }
}

/// Whoever stands there, as the rules of sending in know people: seen with the card in hand, like level 2 online.
fn submitter(intake: &Intake<'_>) -> Result<Citizen, Error> {
    let (person, name) = match &intake.row.body.submitter {
        Some((person, name)) => (person.clone(), name.clone()),
        None => (intake.row.owner.clone(), intake.row.body.owner_name.clone()),
    };
    PersonalId::parse(&person)?;
    Ok(Citizen { account: String::new(), name, person: Some(person), level: 2 })
}

fn helped(app: &App, who: &Staff, intake: &Intake<'_>) -> Result<Helped, Error> {
    let post = permit(app, who, &intake.row.agency)?;
    let body = &intake.row.body;
    let by = Actor {
        kind: ActorKind::Official,
        id: who.id.clone(),
        name: who.name.clone(),
        title: Some(post.title),
    };
    let kind = if body.draft.is_some() { HelpKind::Assisted } else { HelpKind::DoneFor };
    let owner =
        Party { id: OwnerId::Person(PersonalId::parse(&intake.row.owner)?), name: body.owner_name.clone() };
    Ok(Helped {
        help: Help { by, kind, presence: body.presence, seen: body.seen.clone() },
        owner,
        draft: body.draft.clone(),
    })
}

async fn received(conn: &mut Conn<'_>, key: DossierKey) -> Result<(DossierKey, DossierCode), Error> {
    let stored = load(conn, &key).await?.ok_or_else(|| not_found("dossier"))?;
    let code = stored.dossier.code.ok_or_else(|| not_found("dossier"))?;
    Ok((key, code))
}
