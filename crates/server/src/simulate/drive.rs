//! One whole life: submit, receive, process, approve, release, each by somebody else, each durable before the next.

use std::collections::BTreeMap;
use std::time::Instant;

use access::{Role, Staff};
use app::dossier::{Submission, Target};
use app::identity::Citizen;
use app::{App, DossierKey, Error};
use catalogue::Channel;
use dossier::{Attached, Command, Outcome};
use kernel::{AgencyCode, ProcedureCode};
use simulators::samples::SampleProvince;

use super::measure::Measure;
use crate::samples;

/// "Dàn người": the officials of the sample province, by agency and role.
pub(crate) struct Cast {
    province: SampleProvince,
    offices: Vec<Office>,
    /// The papers of each case, by procedure and case: gathering and uploading them is not one of the steps.
    papers: BTreeMap<(String, &'static str), Vec<Attached>>,
}

struct Office {
    agency: AgencyCode,
    commune: String,
    procedures: Vec<ProcedureCode>,
    desk: Staff,
    officer: Staff,
    signer: Staff,
    clerk: Staff,
}

impl Cast {
    /// Enrols the sample province and casts everybody who decides something in its communes.
    pub(crate) async fn enrol(app: &App) -> Result<Self, Error> {
        let province = samples::province()?;
        samples::enrol(app, &province).await?;
        let mut offices = Vec::new();
        for agency in &province.agencies {
            let procedures = samples::procedures_of(agency.kind.word());
            if let (Some(commune), false) = (&agency.commune_code, procedures.is_empty()) {
                offices.push(office(&province, &agency.code, commune, procedures)?);
            }
        }
        let papers = papers(app, &province, &offices).await?;
        Ok(Self { province, offices, papers })
    }
}

async fn papers(
    app: &App,
    province: &SampleProvince,
    offices: &[Office],
) -> Result<BTreeMap<(String, &'static str), Vec<Attached>>, Error> {
    let (sheet, who) = (samples::sheet(app).await?, citizen(0));
    let mut papers = BTreeMap::new();
    for office in offices {
        for code in &office.procedures {
            let procedure = app.executable(code)?;
            for case in samples::cases(code.as_str()) {
                let answers = case.answers(app, province, &who, &office.commune);
                papers.insert((code.to_string(), case.name), samples::papers(procedure, &answers, &sheet));
            }
        }
    }
    Ok(papers)
}

fn office(
    province: &SampleProvince,
    agency: &str,
    commune: &str,
    procedures: &[&str],
) -> Result<Office, Error> {
    let staff = |role| samples::staff_at(province, agency, role);
    Ok(Office {
        agency: AgencyCode::parse(agency).map_err(kernel::Refusal::from)?,
        commune: commune.to_owned(),
        procedures: procedures.iter().map(|code| ProcedureCode::parse(code)).collect::<Result<_, _>>()?,
        desk: staff(Role::Desk)?,
        officer: staff(Role::Officer)?,
        signer: staff(Role::Signer)?,
        clerk: staff(Role::Clerk)?,
    })
}

/// "Chặng": a step of a case; a dossier can be left lying after any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub(crate) enum Step {
    /// Sent in by the citizen.
    Submit,
    /// Received at the desk.
    Receive,
    /// A result proposed by the officer.
    Process,
    /// Approved by the signer.
    Approve,
    /// Numbered and released by the clerk.
    Release,
}

/// Drives one dossier from submission to release, or until the step it is to lie after.
pub(crate) async fn life(app: &App, cast: &Cast, until: Step, measure: &mut Measure) -> Result<(), Error> {
    let mut chance = [0_u8; 8];
    app.entropy.fill(&mut chance);
    let number = u64::from_le_bytes(chance);
    let pick = usize::try_from(number % 97).unwrap_or(0) % cast.offices.len().max(1);
    let Some(office) = cast.offices.get(pick) else { return Ok(()) };
    let who = citizen(number);
    let since = Instant::now();
    let key = submit(app, cast, office, &who, number).await?;
    measure.step("submit", key.id, 1, since);
    let target = Target { key, version: None };
    for (step, version) in [(Step::Receive, 2), (Step::Process, 3), (Step::Approve, 4), (Step::Release, 6)] {
        if step > until {
            break;
        }
        let since = Instant::now();
        let name = take(app, office, &target, step).await?;
        measure.step(name, target.key.id, version, since);
    }
    Ok(())
}

/// One official's step; answers with its name.
async fn take(app: &App, office: &Office, target: &Target, step: Step) -> Result<&'static str, Error> {
    match step {
        Step::Submit => Ok("submit"),
        Step::Receive => app::dossier::receive(app, &office.desk, target).await.map(|_| "receive"),
        Step::Process => {
            let title = "Thông báo kết quả".to_owned();
            let content = format!("Kết quả của hồ sơ {}.", target.key.id);
            let propose =
                app::dossier::propose(app, &office.officer, target, Outcome::Granted, title, content);
            propose.await.map(|()| "process")
        }
        Step::Approve => {
            let shown = app::dossier::shown_to_signer(app, &office.signer, target).await?;
            let approve = Command::Approve { shown };
            app::dossier::act(app, &office.signer, target, approve).await.map(|()| "approve")
        }
        Step::Release => app::dossier::release(app, &office.clerk, target).await.map(|_| "release"),
    }
}

/// Sends in one of the cases of one of the office's procedures.
async fn submit(
    app: &App,
    cast: &Cast,
    office: &Office,
    who: &Citizen,
    number: u64,
) -> Result<DossierKey, Error> {
    let pick = |count: usize, salt: u64| usize::try_from(number / salt % 1_009).unwrap_or(0) % count.max(1);
    let missing =
        || kernel::Fault::inconsistent("an office without a procedure or a procedure without a case");
    let code = office.procedures.get(pick(office.procedures.len(), 97)).ok_or_else(missing)?;
    let cases = samples::cases(code.as_str());
    let case = cases.get(pick(cases.len(), 9_973)).ok_or_else(missing)?;
    let procedure = app.executable(code)?;
    let answers = case.answers(app, &cast.province, who, &office.commune);
    let submission = Submission {
        key: app.new_id(app.clock.now()),
        procedure,
        agency: office.agency.clone(),
        channel: Channel::Online,
        files: cast.papers.get(&(code.to_string(), case.name)).cloned().unwrap_or_default(),
        answers,
    };
    app::dossier::submit(app, who, submission).await
}

/// An invented citizen; the prefix 999 belongs to no province and no country.
fn citizen(number: u64) -> Citizen {
    let person = format!("9991{:02}{:06}", number % 90 + 10, number / 90 % 1_000_000);
    Citizen {
        account: format!("simulate:{person}"),
        name: "Nguyễn Thị Mô Phỏng".to_owned(),
        level: 2,
        person: Some(person),
    }
}
