//! One whole life: submit, receive, process, approve, release, each by somebody else, each durable before the next.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use access::{Role, Staff};
use app::dossier::{Submission, Target};
use app::identity::Citizen;
use app::{App, DossierKey, Error};
use catalogue::{Answers, Channel};
use dossier::{Attached, Command, Outcome};
use kernel::{AgencyCode, ProcedureCode};
use simulators::samples::SampleProvince;

use super::measure::Measure;
use crate::samples;

/// "Dàn người": the officials of the sample province, by agency and role.
pub(crate) struct Cast {
    province: SampleProvince,
    offices: Vec<Arc<Office>>,
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
                offices.push(Arc::new(office(&province, &agency.code, commune, procedures)?));
            }
        }
        let papers = papers(app, &province, &offices).await?;
        Ok(Self { province, offices, papers })
    }

    /// So many lives, each one of the cases of one of the offices' procedures; writing them down is not one of the steps.
    pub(crate) fn lives(&self, app: &App, count: u64) -> Result<Vec<Life>, Error> {
        (0..count).map(|_| self.life(app)).collect()
    }

    fn life(&self, app: &App) -> Result<Life, Error> {
        let mut chance = [0_u8; 8];
        app.entropy.fill(&mut chance);
        let number = u64::from_le_bytes(chance);
        let pick =
            |count: usize, salt: u64| usize::try_from(number / salt % 1_009).unwrap_or(0) % count.max(1);
        let missing =
            || kernel::Fault::inconsistent("no office, an office without a procedure, or one without a case");
        let office = self.offices.get(pick(self.offices.len(), 1)).ok_or_else(missing)?;
        let code = office.procedures.get(pick(office.procedures.len(), 97)).ok_or_else(missing)?;
        let cases = samples::cases(code.as_str());
        let case = cases.get(pick(cases.len(), 9_973)).ok_or_else(missing)?;
        let who = citizen(number);
        let answers = case.answers(app, &self.province, &who, &office.commune);
        let files = self.papers.get(&(code.to_string(), case.name)).cloned().unwrap_or_default();
        Ok(Life { office: Arc::clone(office), who, procedure: code.clone(), answers, files })
    }
}

async fn papers(
    app: &App,
    province: &SampleProvince,
    offices: &[Arc<Office>],
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

/// "Một đời hồ sơ": what a citizen will send in, and who will settle it.
pub(crate) struct Life {
    office: Arc<Office>,
    who: Citizen,
    procedure: ProcedureCode,
    answers: Answers,
    files: Vec<Attached>,
}

impl Life {
    /// From submission to release, or until the step the dossier is to lie after.
    pub(crate) async fn drive(self, app: &App, how: How, measure: &mut Measure) -> Result<(), Error> {
        let (office, since) = (Arc::clone(&self.office), Instant::now());
        let key = self.submit(app).await?;
        measure.step("submit", key.id, 1, since);
        let target = Target { key, version: None };
        let mut course = Course { app, office: &office, target, looks: how.looks, draft: String::new() };
        for (step, version) in
            [(Step::Receive, 2), (Step::Process, 3), (Step::Approve, 4), (Step::Release, 6)]
        {
            if step > how.until {
                break;
            }
            let since = Instant::now();
            let name = course.take(step).await?;
            measure.step(name, course.target.key.id, version, since);
        }
        Ok(())
    }

    async fn submit(self, app: &App) -> Result<DossierKey, Error> {
        let submission = Submission {
            key: app.new_id(app.clock.now()),
            procedure: app.executable(&self.procedure)?,
            agency: self.office.agency.clone(),
            channel: Channel::Online,
            files: self.files,
            answers: self.answers,
        };
        app::dossier::submit(app, &self.who, submission).await
    }
}

/// How cases are driven.
#[derive(Clone, Copy)]
pub(crate) struct How {
    /// The step they lie after.
    pub(crate) until: Step,
    /// Whether the signer opens the draft first, which is written into the log the owner can read.
    pub(crate) looks: bool,
}

/// "Đường đi của hồ sơ": a dossier under way.
struct Course<'a> {
    app: &'a App,
    office: &'a Office,
    target: Target,
    looks: bool,
    /// The hash of the draft, once there is one.
    draft: String,
}

impl Course<'_> {
    /// One official's step; answers with its name.
    async fn take(&mut self, step: Step) -> Result<&'static str, Error> {
        let (app, office, target) = (self.app, self.office, &self.target);
        match step {
            Step::Submit => Ok("submit"),
            Step::Receive => app::dossier::receive(app, &office.desk, target).await.map(|_| "receive"),
            Step::Process => {
                let title = "Thông báo kết quả".to_owned();
                let content = format!(
                    "Số: {{result.number}}\n{{result.issued_on}}\n\nKết quả của hồ sơ {}.\n\n{{signer.title}}\n{{signer.name}}\n",
                    target.key.id
                );
                let propose =
                    app::dossier::propose(app, &office.officer, target, Outcome::Granted, title, content);
                self.draft = propose.await?;
                Ok("process")
            }
            Step::Approve => {
                if self.looks {
                    self.draft = app::dossier::shown_to_signer(app, &office.signer, target).await?;
                }
                let approve = Command::Approve { shown: self.draft.clone() };
                app::dossier::act(app, &office.signer, target, approve).await.map(|()| "approve")
            }
            Step::Release => app::dossier::release(app, &office.clerk, target).await.map(|_| "release"),
        }
    }
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
