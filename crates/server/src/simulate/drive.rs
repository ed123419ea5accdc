//! One whole life: submit, receive, process, approve, release, each by somebody else, each durable before the next.

use std::time::Instant;

use access::{Role, Staff};
use app::dossier::{Submission, Target};
use app::identity::Citizen;
use app::{App, DossierKey, Error};
use catalogue::Channel;
use dossier::{Command, Outcome};
use kernel::{AgencyCode, ProcedureCode};
use simulators::samples::SampleProvince;

use super::measure::Measure;
use crate::samples;

/// "Dàn người": the officials of the sample province, by agency and role.
pub(crate) struct Cast {
    offices: Vec<Office>,
}

struct Office {
    agency: AgencyCode,
    procedure: ProcedureCode,
    desk: Staff,
    officer: Staff,
    signer: Staff,
    clerk: Staff,
}

impl Cast {
    /// Enrols the sample province and casts its communes' committees and police.
    pub(crate) async fn enrol(app: &App) -> Result<Self, Error> {
        let province = samples::province()?;
        samples::enrol(app, &province).await?;
        let mut offices = Vec::new();
        for agency in &province.agencies {
            let procedure = match agency.kind.word() {
                "commune-committee" => "2.000635",
                "commune-police" => "1.004194",
                _ => continue,
            };
            offices.push(office(&province, &agency.code, procedure)?);
        }
        Ok(Self { offices })
    }
}

fn office(province: &SampleProvince, agency: &str, procedure: &str) -> Result<Office, Error> {
    let staff = |role| samples::staff_at(province, agency, role);
    Ok(Office {
        agency: AgencyCode::parse(agency).map_err(kernel::Refusal::from)?,
        procedure: ProcedureCode::parse(procedure)?,
        desk: staff(Role::Desk)?,
        officer: staff(Role::Officer)?,
        signer: staff(Role::Signer)?,
        clerk: staff(Role::Clerk)?,
    })
}

/// Drives one dossier from submission to release.
pub(crate) async fn life(app: &App, cast: &Cast, measure: &mut Measure) -> Result<(), Error> {
    let mut chance = [0_u8; 8];
    app.entropy.fill(&mut chance);
    let number = u64::from_le_bytes(chance);
    let pick = usize::try_from(number % 97).unwrap_or(0) % cast.offices.len().max(1);
    let Some(office) = cast.offices.get(pick) else { return Ok(()) };
    let who = citizen(number);
    let since = Instant::now();
    let key = submit(app, office, &who).await?;
    measure.step("submit", key.id, 1, since);
    let target = Target { key: key.clone(), version: None };
    let since = Instant::now();
    app::dossier::receive(app, &office.desk, &target).await?;
    measure.step("receive", key.id, 2, since);
    let since = Instant::now();
    let (title, content) = ("Thông báo kết quả".to_owned(), format!("Kết quả của hồ sơ {}.", key.id));
    app::dossier::propose(app, &office.officer, &target, Outcome::Granted, title, content).await?;
    measure.step("process", key.id, 3, since);
    let since = Instant::now();
    let shown = app::dossier::shown_to_signer(app, &office.signer, &target).await?;
    app::dossier::act(app, &office.signer, &target, Command::Approve { shown }).await?;
    measure.step("approve", key.id, 4, since);
    let since = Instant::now();
    app::dossier::release(app, &office.clerk, &target).await?;
    measure.step("release", key.id, 6, since);
    Ok(())
}

async fn submit(app: &App, office: &Office, who: &Citizen) -> Result<DossierKey, Error> {
    let procedure = app.executable(&office.procedure)?;
    let submission = Submission {
        key: app.new_id(app.clock.now()),
        procedure,
        agency: office.agency.clone(),
        channel: Channel::Online,
        answers: samples::answers(app, office.procedure.as_str(), who),
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
