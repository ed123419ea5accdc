//! "Nộp hồ sơ": a draft becomes a dossier; sent twice, it is still one.
//!
//! Law: NĐ 45/2020/NĐ-CP Điều 11; CT 18/CT-TTg 2023

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use catalogue::{Answers, Channel, Checked, CompiledRevision, Elsewhere, LookUp, fee_due};
use dossier::{Actor, ActorKind, Attached, Desk, Dossier, Help, Opening, OwnerId, Parties, Party, Record};
use kernel::{AgencyCode, Dong, Id, OfficeHours, local_date};
use store::Conn;
use store::dossier::{Saved, Step, by_submission};

use super::act::begun;
use crate::identity::Citizen;
use crate::{App, AppRefusal, DossierKey, Error, once, organisation, outbox, registers, upload};

/// "Nội dung nộp": what is sent in.
pub struct Submission<'a> {
    /// The key of this submission: the draft's id. The same key twice is the same dossier.
    pub key: Id,
    /// The procedure in its revision.
    pub procedure: &'a CompiledRevision,
    /// The authority that will decide.
    pub agency: AgencyCode,
    /// How it came in.
    pub channel: Channel,
    /// The answers; read first of all.
    pub answers: Answers,
    /// The papers.
    pub files: Vec<Attached>,
}

/// "Nộp tại quầy": what an official at the counter adds to a submission.
pub(crate) struct Helped {
    /// Who helped, and how.
    pub(crate) help: Help,
    /// Whose matter it is, where somebody else stands at the counter.
    pub(crate) owner: Party,
    /// The person's own draft it came from: account and id.
    pub(crate) draft: Option<(String, String)>,
}

/// Sends in a dossier and answers with its key.
///
/// # Errors
/// [`access::AccessRefusal::LevelTwoNeeded`], [`AppRefusal::FormIncomplete`], [`AppRefusal::NoAuthority`],
/// [`::upload::UploadRefusal::PaperMissing`], or a fault.
pub async fn submit(app: &App, who: &Citizen, mut submission: Submission<'_>) -> Result<DossierKey, Error> {
    let _measured = crate::operations::measure("dossier.submit");
    let owner = who.owner()?;
    let answers = std::mem::take(&mut submission.answers);
    let ready = ready(app, &who.known(app).await, submission.procedure, answers).await?;
    let (reckoned, tx) = match app.store.begin_if_idle() {
        Some(mut tx) => (reckon(app, &mut tx.conn()?, who, owner, &submission, ready, None).await?, Some(tx)),
        None => {
            // Reckoned before the writer's turn comes; only the statements wait for it.
            let mut reader = app.store.read().await?;
            (reckon(app, &mut reader.conn(), who, owner, &submission, ready, None).await?, None)
        }
    };
    let mut tx = begun(app, tx).await?;
    let result = put(app, &mut tx.conn()?, &reckoned).await;
    let done = tx.finish(result).await;
    if let (Ok(key), Some(step)) = (&done, reckoned.step)
        && *key == DossierKey::of(step.dossier())
    {
        app.recent.put(app, Arc::new(step.stored()));
    }
    app.mail.notify_one();
    done
}

/// "Nội dung sẵn sàng nộp".
pub(crate) struct Ready {
    answers: Answers,
    checks: Vec<Checked>,
    filled: Vec<String>,
    flagged: Vec<String>,
}

/// The answers to visible questions only, once nothing is open or wrong, with what registers say of them; `known` is what
/// they have said already of whom the form is about.
///
/// What a register itself filled in keeps nobody from filing: where the form does not accept it, it is flagged.
pub(crate) async fn ready(
    app: &App,
    known: &BTreeMap<String, String>,
    procedure: &CompiledRevision,
    answers: Answers,
) -> Result<Ready, Error> {
    let (mut ready, look_ups) = read(app, known, procedure, answers)?;
    ready.checks = registers::ask_all(app, look_ups).await;
    Ok(ready)
}

/// The same before registers are asked, with what they are to be asked.
fn read(
    app: &App,
    known: &BTreeMap<String, String>,
    procedure: &CompiledRevision,
    mut answers: Answers,
) -> Result<(Ready, Vec<LookUp>), AppRefusal> {
    let form = procedure.form();
    let locked = form.prefill(&mut answers, known);
    let kept = OnceCell::new();
    let reading = form.read(&answers);
    let reading =
        if reading.is_whole() { reading } else { form.read(kept.get_or_init(|| reading.visible_answers())) };
    let look_ups = procedure.look_ups(&reading);
    let (of_registers, problems): (Vec<_>, Vec<_>) = form
        .problems_of(reading, app.today())
        .into_iter()
        .partition(|problem| locked.contains(&problem.field));
    if !problems.is_empty() {
        return Err(AppRefusal::FormIncomplete { count: problems.len().to_string() });
    }
    let answers = kept.into_inner().unwrap_or(answers);
    let offered = form.as_offered(&answers, known);
    let filled = locked.into_iter().chain(offered).filter(|field| answers.get(field).is_some()).collect();
    let flagged = of_registers.into_iter().map(|problem| problem.field).collect();
    Ok((Ready { answers, checks: Vec::new(), filled, flagged }, look_ups))
}

/// Writes the dossier; `helped` says what the counter adds.
pub(crate) async fn submit_in(
    app: &App,
    conn: &mut Conn<'_>,
    who: &Citizen,
    owner: OwnerId,
    submission: &Submission<'_>,
    ready: Ready,
    helped: Option<&Helped>,
) -> Result<DossierKey, Error> {
    let reckoned = reckon(app, conn, who, owner, submission, ready, helped).await?;
    put(app, conn, &reckoned).await
}

/// "Hồ sơ đã tính xong": what a submission comes to.
struct Reckoned {
    owner: OwnerId,
    submission: String,
    /// The dossier that is opened; none where the submission is a dossier already.
    step: Option<Step>,
    tenant: String,
}

/// Everything that is decided about a submission. What is refused may have been sent in before, and then was not.
async fn reckon(
    app: &App,
    conn: &mut Conn<'_>,
    who: &Citizen,
    owner: OwnerId,
    submission: &Submission<'_>,
    ready: Ready,
    helped: Option<&Helped>,
) -> Result<Reckoned, Error> {
    let (tenant, key) = (submission.agency.tenant().to_owned(), submission.key.to_string());
    match opened(app, conn, who, &owner, submission, ready, helped).await {
        Ok(step) => Ok(Reckoned { owner, submission: key, step: Some(step), tenant }),
        Err(Error::Refused(_)) if by_submission(conn, &tenant, &key).await?.is_some() => {
            Ok(Reckoned { owner, submission: key, step: None, tenant })
        }
        Err(why) => Err(why),
    }
}

/// The first step of a dossier. Every way in passes here, so papers are asked for here.
async fn opened(
    app: &App,
    conn: &mut Conn<'_>,
    who: &Citizen,
    owner: &OwnerId,
    submission: &Submission<'_>,
    ready: Ready,
    helped: Option<&Helped>,
) -> Result<Step, Error> {
    let agency = authority(conn, submission, &ready.answers).await?;
    let seen = helped.map_or(&[][..], |helped| &helped.help.seen);
    let now = app.clock.now();
    let fee = {
        let reading = submission.procedure.form().read(&ready.answers);
        if let Some(lacking) = upload::lacking(submission.procedure, &reading, &submission.files, seen) {
            return Err(lacking.into());
        }
        fee_due(submission.procedure, submission.channel, &reading, local_date(now))?.total
    };
    let person = Actor { kind: ActorKind::Citizen, id: owner.key(), name: who.name.clone(), title: None };
    let actor = helped.map_or(person, |helped| helped.help.by.clone());
    let mut opening = opening(app, submission, owner.clone(), who, ready, fee);
    if let Some(helped) = helped {
        opening.parties.owner = helped.owner.clone();
        opening.help = Some(helped.help.clone());
    }
    let desk = Desk { now, calendar: app.calendar, hours: OfficeHours::of(&agency)?, leads: false };
    let record = Record { seq: 1, at: now, actor, action: Dossier::submit(opening, &desk)? };
    let dossier = Dossier::open(record.clone())
        .map_err(|broken| kernel::Fault::inconsistent(format!("open a dossier: {broken}")))?;
    let draft = match helped {
        Some(helped) => helped.draft.clone(),
        None => Some((who.account.clone(), submission.key.to_string())),
    };
    let letter = outbox::letter(app, &dossier, draft)?;
    Ok(Step::opening(dossier, record, submission.key.to_string(), letter)?)
}

/// Writes what was reckoned.
async fn put(app: &App, conn: &mut Conn<'_>, reckoned: &Reckoned) -> Result<DossierKey, Error> {
    if let Some(step) = &reckoned.step
        && step.write(conn).await? == Saved::Yes
    {
        registers::await_again(app, conn, step.dossier()).await?;
        once::leave_of(app, conn, step.dossier()).await?;
        return Ok(DossierKey::of(step.dossier()));
    }
    // Sent in before, or the other request of a double click was faster by a hair: its dossier is this one's answer.
    match by_submission(conn, &reckoned.tenant, &reckoned.submission).await? {
        Some(known) => theirs(&known.dossier, &reckoned.owner),
        None => Err(AppRefusal::Conflict.into()),
    }
}

/// A submission key of somebody else's dossier opens nothing.
fn theirs(dossier: &Dossier, owner: &OwnerId) -> Result<DossierKey, Error> {
    if dossier.opening.parties.submitter.id == *owner {
        Ok(DossierKey::of(dossier))
    } else {
        Err(crate::error::not_found("dossier"))
    }
}

async fn authority(
    conn: &mut Conn<'_>,
    submission: &Submission<'_>,
    answers: &Answers,
) -> Result<AgencyCode, Error> {
    let kind = organisation::kind_of(submission.procedure.revision().decided_by);
    match store::staff::agency(conn, &submission.agency).await? {
        Some(agency) if agency.kind == kind => {
            is_its_place(submission.procedure, answers, &agency)?;
            Ok(agency.code)
        }
        Some(_) | None => Err(AppRefusal::NoAuthority { place: submission.agency.to_string() }.into()),
    }
}

/// The authority decides about its own commune, where the procedure is one of places.
fn is_its_place(
    procedure: &CompiledRevision,
    answers: &Answers,
    agency: &store::staff::Agency,
) -> Result<(), AppRefusal> {
    let commune = agency.commune.as_deref();
    match commune.and_then(|commune| procedure.elsewhere(answers, commune)) {
        Some(Elsewhere { place, office, .. }) => Err(AppRefusal::PlaceElsewhere { place, office }),
        None => Ok(()),
    }
}

fn opening(
    app: &App,
    submission: &Submission<'_>,
    owner: OwnerId,
    who: &Citizen,
    ready: Ready,
    fee: Dong,
) -> Opening {
    let now = app.clock.now();
    let party = Party { id: owner, name: who.name.clone() };
    let revision = submission.procedure.revision();
    Opening {
        id: app.new_id(now),
        procedure: revision.code.clone(),
        revision: revision.revision,
        agency: submission.agency.clone(),
        parties: Parties { owner: party.clone(), submitter: party, representative: None },
        channel: submission.channel,
        help: None,
        answers: ready.answers,
        files: submission.files.clone(),
        fee,
        checks: ready.checks,
        filled: ready.filled,
        flagged: ready.flagged,
        acceptance_due_at: now,
    }
}
