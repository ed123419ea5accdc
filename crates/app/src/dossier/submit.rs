//! "Nộp hồ sơ": a draft becomes a dossier; sent twice, it is still one.
//!
//! Law: NĐ 45/2020/NĐ-CP Điều 11; CT 18/CT-TTg 2023

use catalogue::{Answers, Channel, CompiledRevision, fee_due};
use dossier::{Actor, ActorKind, Attached, Desk, Dossier, Opening, OwnerId, Parties, Party, Record};
use kernel::{AgencyCode, Dong, Id, OfficeHours, local_date};
use store::Conn;
use store::dossier::{Saved, by_submission, insert};

use crate::identity::Citizen;
use crate::{App, AppRefusal, DossierKey, Error, organisation, outbox};

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
    /// The answers.
    pub answers: Answers,
    /// The papers.
    pub files: Vec<Attached>,
}

/// Sends in a dossier and answers with its key.
///
/// # Errors
/// [`access::AccessRefusal::LevelTwoNeeded`], [`AppRefusal::FormIncomplete`], [`AppRefusal::NoAuthority`], or a fault.
pub async fn submit(app: &App, who: &Citizen, submission: Submission<'_>) -> Result<DossierKey, Error> {
    let _measured = crate::operations::measure("dossier.submit");
    let owner = who.owner()?;
    let answers = complete(app, &submission)?;
    let mut tx = app.store.begin().await?;
    let result = submit_in(app, &mut tx.conn()?, who, owner, &submission, answers).await;
    let done = tx.finish(result).await;
    app.mail.notify_one();
    done
}

/// The answers to visible questions only, once nothing is open or wrong.
fn complete(app: &App, submission: &Submission<'_>) -> Result<Answers, Error> {
    let form = submission.procedure.form();
    let answers = form.visible_answers(&submission.answers);
    let problems = form.check_all(&answers, app.today());
    if problems.is_empty() {
        Ok(answers)
    } else {
        Err(AppRefusal::FormIncomplete { count: problems.len().to_string() }.into())
    }
}

async fn submit_in(
    app: &App,
    conn: &mut Conn<'_>,
    who: &Citizen,
    owner: OwnerId,
    submission: &Submission<'_>,
    answers: Answers,
) -> Result<DossierKey, Error> {
    let (tenant, key) = (submission.agency.tenant(), submission.key.to_string());
    if let Some(known) = by_submission(conn, tenant, &key).await? {
        return theirs(&known.dossier, &owner);
    }
    let agency = authority(conn, submission).await?;
    let now = app.clock.now();
    let fee = fee_due(submission.procedure, submission.channel, &answers, local_date(now))?.total;
    let actor = Actor { kind: ActorKind::Citizen, id: owner.key(), name: who.name.clone(), title: None };
    let opening = opening(app, submission, owner.clone(), who, answers, fee);
    let desk = Desk { now, calendar: app.calendar, hours: OfficeHours::of(&agency)?, leads: false };
    let record = Record { seq: 1, at: now, actor, action: Dossier::submit(opening, &desk)? };
    let dossier = Dossier::open(record.clone())
        .map_err(|broken| kernel::Fault::inconsistent(format!("open a dossier: {broken}")))?;
    if insert(conn, &dossier, &record, &key).await?.0 == Saved::Overtaken {
        // The other request of a double click was faster by a hair: its dossier is this one's answer.
        return match by_submission(conn, tenant, &key).await? {
            Some(known) => theirs(&known.dossier, &owner),
            None => Err(AppRefusal::Conflict.into()),
        };
    }
    outbox::tell(app, conn, &dossier, Some((who.account.clone(), key))).await?;
    Ok(DossierKey::of(&dossier))
}

/// A submission key of somebody else's dossier opens nothing.
fn theirs(dossier: &Dossier, owner: &OwnerId) -> Result<DossierKey, Error> {
    if dossier.opening.parties.submitter.id == *owner {
        Ok(DossierKey::of(dossier))
    } else {
        Err(crate::error::not_found("dossier"))
    }
}

async fn authority(conn: &mut Conn<'_>, submission: &Submission<'_>) -> Result<AgencyCode, Error> {
    let kind = organisation::kind_of(submission.procedure.revision().decided_by);
    match store::staff::agency(conn, &submission.agency).await? {
        Some(agency) if agency.kind == kind => Ok(agency.code),
        Some(_) | None => Err(AppRefusal::NoAuthority { place: submission.agency.to_string() }.into()),
    }
}

fn opening(
    app: &App,
    submission: &Submission<'_>,
    owner: OwnerId,
    who: &Citizen,
    answers: Answers,
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
        answers,
        files: submission.files.clone(),
        fee,
        acceptance_due_at: now,
    }
}
