//! Receiving at the counter: the form becomes a dossier and the dossier gets its code, in one transaction.
//!
//! Law: NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP Mẫu 01

use std::collections::BTreeMap;

use access::Staff;
use catalogue::{Answers, Channel};
use dossier::{Attached, Help, HelpKind, OwnerId, Party};
use kernel::{DossierCode, PersonalId, local_date};
use store::Conn;
use store::dossier::load;
use store::intake;

use super::fill::{Intake, open, open_in};
use super::papers::complete;
use super::scan::attached;
use super::{AskedAs, CounterPaper, CounterRefusal, actor};
use crate::dossier::{Case, Helped, Ready, Submission, Target, ready as read, receive_case, submit_in};
use crate::error::not_found;
use crate::identity::Citizen;
use crate::{App, AppRefusal, DossierKey, Error};

/// What a sentence is told of a dossier that has no code yet.
const NO_CODE: &str = "none";

/// Sends the form in for the person and receives it; answers with the dossier and its code. Pressed twice, it is one.
///
/// `twin`: whether the official has looked at the other open dossier and goes on all the same.
///
/// # Errors
/// [`AppRefusal::DraftOvertaken`], [`AppRefusal::FormIncomplete`], [`CounterRefusal::Twin`], what is missing of the
/// papers, no right to this counter, or a fault.
pub async fn receive(
    app: &App,
    who: &Staff,
    key: &DossierKey,
    version: i64,
    twin: TwinSeen,
) -> Result<(DossierKey, DossierCode), Error> {
    let _measured = crate::operations::measure("counter.receive");
    let intake = open(app, who, key).await?;
    if let Some(dossier) = became(&intake) {
        return received(&mut app.store.read().await?.conn(), dossier).await;
    }
    // Registers are asked before the transaction: a slow one keeps nobody else from writing.
    let asked = ask(app, who, &intake, version, twin).await?;
    let mut tx = app.store.begin().await?;
    let result = receive_in(app, &mut tx.conn()?, who, key, asked).await;
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

/// "Đã chuẩn bị xong": a form as it was read, with what registers said of it.
struct Prepared {
    version: i64,
    twin: TwinSeen,
    citizen: Citizen,
    helped: Helped,
    sent: Ready,
}

async fn ask(
    app: &App,
    who: &Staff,
    intake: &Intake<'_>,
    version: i64,
    twin: TwinSeen,
) -> Result<Prepared, Error> {
    if intake.row.version != version {
        return Err(AppRefusal::DraftOvertaken.into());
    }
    ready(intake, twin)?;
    let (citizen, helped) = (submitter(intake)?, helped(app, who, intake)?);
    let known = &intake.row.body.known;
    let sent = read(app, known, intake.procedure, intake.answers.clone()).await?;
    Ok(Prepared { version, twin, citizen, helped, sent })
}

/// The form is read again: only what was asked about is received.
async fn receive_in(
    app: &App,
    conn: &mut Conn<'_>,
    who: &Staff,
    key: &DossierKey,
    asked: Prepared,
) -> Result<(DossierKey, DossierCode), Error> {
    let intake = open_in(app, conn, who, key).await?;
    if let Some(dossier) = became(&intake) {
        return received(conn, dossier).await;
    }
    if intake.row.version != asked.version {
        return Err(AppRefusal::DraftOvertaken.into());
    }
    ready(&intake, asked.twin)?;
    let submission = submission(&intake, attached(conn, &intake).await?);
    let owner = asked.citizen.owner()?;
    let dossier =
        submit_in(app, conn, &asked.citizen, owner, &submission, asked.sent, Some(&asked.helped)).await?;
    let mut case = Case::open(app, conn, &Target { key: dossier.clone(), version: None }).await?;
    let code = receive_case(app, conn, &mut case, who).await?;
    intake::received(conn, intake.row, dossier.id).await?;
    Ok((dossier, code))
}

/// The dossier a form has become already.
fn became(intake: &Intake<'_>) -> Option<DossierKey> {
    let dossier = intake.row.dossier.as_deref().and_then(kernel::Id::parse)?;
    Some(DossierKey::new(&intake.row.agency, dossier))
}

/// What is sent in, without the answers, which were read before.
fn submission<'a>(intake: &Intake<'a>, files: Vec<Attached>) -> Submission<'a> {
    Submission {
        key: intake.row.id,
        procedure: intake.procedure,
        agency: intake.row.agency.clone(),
        channel: Channel::Counter,
        answers: Answers::default(),
        files,
    }
}

/// Nothing was forgotten that only the counter can see.
fn ready(intake: &Intake<'_>, seen: TwinSeen) -> Result<(), Error> {
    if let Some(twin) = intake.twins.first().filter(|_| seen == TwinSeen::No) {
        let code = twin.code.clone().unwrap_or_else(|| NO_CODE.to_owned());
        let procedure = intake.procedure.revision().name.vi.clone();
        let on = local_date(twin.submitted_at).strftime("%d/%m/%Y").to_string();
        return Err(CounterRefusal::Twin { code, procedure, on }.into());
    }
    Ok(complete(&intake.papers)?)
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
    let by = actor(app, who, &intake.row.agency)?;
    let body = &intake.row.body;
    let kind = if body.draft.is_some() { HelpKind::Assisted } else { HelpKind::DoneFor };
    let owner = Party { id: OwnerId::read(&intake.row.owner)?, name: body.owner_name.clone() };
    Ok(Helped {
        help: Help {
            by,
            kind,
            presence: body.presence,
            seen: body.seen.clone(),
            overrides: overrides(&intake.papers),
        },
        owner,
        draft: body.draft.clone(),
    })
}

/// Papers looked at although the State has them, with the reason.
fn overrides(papers: &[CounterPaper<'_>]) -> BTreeMap<String, String> {
    let is_override =
        |paper: &&CounterPaper<'_>| paper.is_seen && matches!(paper.asked, AskedAs::Held { .. });
    let named = |paper: &CounterPaper<'_>| (paper.component.id.clone(), paper.anyway.clone());
    papers.iter().filter(is_override).map(named).collect()
}

async fn received(conn: &mut Conn<'_>, key: DossierKey) -> Result<(DossierKey, DossierCode), Error> {
    let stored = load(conn, &key).await?.ok_or_else(|| not_found("dossier"))?;
    let code = stored.dossier.course.code.ok_or_else(|| not_found("dossier"))?;
    Ok((key, code))
}
