//! What happened before the demo began: a few dozen dossiers in every stage, some late, each on another account.
//! They are lived through the use cases, at a clock set back to the days they happened on.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use access::{Role, Staff};
use app::dossier::{Submission, Target, act, act_as_party, draft_text, look, propose, receive, release};
use app::identity::Citizen;
use app::{App, Error};
use catalogue::Channel;
use dossier::{Cause, Command, Evidence, Outcome, SupplementItem};
use jiff::{SignedDuration, Timestamp};
use kernel::{AgencyCode, Clock, Dong, Fault, FaultKind, ProcedureCode, VN_OFFSET, local_date};
use simulators::samples::SampleProvince;

use crate::samples;
use crate::system::SystemClock;

/// One thing that happened: so many days ago, at that minute of the day.
type Happening = (i64, i64, Did);

#[derive(Clone, Copy)]
enum Did {
    Submit,
    Receive,
    Reject,
    Ask,
    Answer,
    Forward,
    Wait(Cause),
    EndWait,
    Propose(Outcome),
    Return,
    Approve,
    Release,
    Deliver,
    Withdraw,
    Bill,
    Stop,
    Pay,
}

const GRANT: Did = Did::Propose(Outcome::Granted);
const MORNING: i64 = 8 * 60;

/// The lives, in days ago and minutes after eight.
const LIVES: &[&[Happening]] = &[
    &[(0, 5, Did::Submit)],
    &[(1, 60, Did::Submit)],
    &[(1, 10, Did::Submit), (1, 50, Did::Receive), (1, 55, Did::Pay)],
    &[(12, 30, Did::Submit), (12, 60, Did::Receive)],
    &[
        (13, 30, Did::Submit),
        (12, 60, Did::Receive),
        (12, 70, Did::Forward),
        (12, 80, Did::Wait(Cause::PartnerSystem)),
        (6, 60, Did::EndWait),
    ],
    &[(14, 30, Did::Submit), (13, 60, Did::Receive), (13, 90, Did::Wait(Cause::OtherAgency))],
    &[(3, 30, Did::Submit), (3, 60, Did::Ask)],
    &[(9, 30, Did::Submit), (8, 60, Did::Receive), (8, 90, Did::Ask)],
    &[(9, 40, Did::Submit), (8, 70, Did::Receive), (8, 95, Did::Ask), (5, 20, Did::Answer)],
    &[(5, 20, Did::Submit), (5, 50, Did::Receive), (4, 30, Did::Bill)],
    &[(4, 10, Did::Submit), (4, 30, Did::Receive), (3, 60, GRANT)],
    &[(5, 15, Did::Submit), (5, 35, Did::Receive), (4, 60, GRANT), (3, 90, Did::Return)],
    &[(6, 10, Did::Submit), (6, 30, Did::Receive), (5, 60, GRANT), (5, 90, Did::Approve)],
    &[
        (7, 10, Did::Submit),
        (7, 30, Did::Receive),
        (6, 60, GRANT),
        (6, 90, Did::Approve),
        (6, 120, Did::Release),
    ],
    &[
        (8, 10, Did::Submit),
        (8, 30, Did::Receive),
        (7, 60, GRANT),
        (7, 90, Did::Approve),
        (7, 120, Did::Release),
        (7, 200, Did::Deliver),
    ],
    &[
        (9, 10, Did::Submit),
        (9, 30, Did::Receive),
        (8, 60, Did::Propose(Outcome::Rejected)),
        (8, 90, Did::Approve),
        (8, 120, Did::Release),
    ],
    &[(6, 40, Did::Submit), (6, 70, Did::Reject)],
    &[(6, 45, Did::Submit), (6, 60, Did::Withdraw)],
    &[(20, 45, Did::Submit), (19, 60, Did::Receive), (18, 60, Did::Stop)],
];

/// Refusals after which a life simply stops where it is: a value is awaited, or a wait is marked already.
const WAITS: [&str; 2] = ["dossier.values-awaited", "dossier.wait-mismatch"];

pub(super) struct SetClock(AtomicI64);

impl SetClock {
    /// Nine in the morning so many days ago; now for none.
    pub(super) fn set_days_ago(&self, days: i64) {
        let now = SystemClock.now();
        let morning = VN_OFFSET.to_timestamp(local_date(now).at(9, 0, 0, 0)).unwrap_or(now);
        let at = if days > 0 { morning - SignedDuration::from_hours(24 * days) } else { now };
        self.0.store(at.as_microsecond(), Ordering::Relaxed);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::Relaxed)).unwrap_or_default()
    }
}

/// Enrols the sample province and, in an empty database, lives the past: each agency's at once, so that they share commits.
pub(crate) async fn prepare(app: &Arc<App>, province: &SampleProvince) -> Result<(), Error> {
    samples::enrol(app, province).await?;
    let citizens: Vec<_> =
        province.citizens.iter().filter(|citizen| citizen.level == 2).map(citizen).collect();
    let Some(first) = citizens.first() else { return Ok(()) };
    if !app::dossier::my_dossiers(app, first, None).await?.is_empty() {
        return Ok(());
    }
    let citizens = Arc::new(citizens);
    let mut lives = tokio::task::JoinSet::new();
    for (place, agency) in province.agencies.iter().enumerate() {
        let procedures = samples::procedures_of(agency.kind.word());
        let Some(commune) = agency.commune_code.clone().filter(|_| !procedures.is_empty()) else { continue };
        let clock = Arc::new(SetClock(AtomicI64::new(SystemClock.now().as_microsecond())));
        let time: Arc<dyn Clock> = clock.clone();
        let (mut app, province, agency) = (app.at(time), province.clone(), agency.code.clone());
        // Of these only results wait to be signed, so that a desk is not met by dozens of old receipts.
        app.signing = None;
        let citizens = Arc::clone(&citizens);
        lives.spawn(async move {
            for (turn, life) in in_order() {
                // Each citizen's turn comes round, so that every account has something to show.
                let Some(procedure) = procedures.get((place + turn) % procedures.len().max(1)) else {
                    continue;
                };
                let cases = samples::cases(procedure);
                let Some(case) = cases.get((place + turn / procedures.len().max(1)) % cases.len().max(1))
                else {
                    continue;
                };
                let mut in_turn = (0..citizens.len())
                    .filter_map(|shift| citizens.get((place + turn + shift) % citizens.len().max(1)));
                let Some(who) =
                    in_turn.find(|who| is_sound(&app, &province, procedure, *case, who, &commune))
                else {
                    continue;
                };
                let past = Past {
                    app: &app,
                    clock: &clock,
                    province: &province,
                    agency: &agency,
                    procedure,
                    case: *case,
                    commune: &commune,
                    who,
                };
                past.live(life).await?;
            }
            Ok::<(), Error>(())
        });
    }
    let clock = Arc::new(SetClock(AtomicI64::new(SystemClock.now().as_microsecond())));
    let mut past = app.at(clock.clone());
    // There were no keys to sign products with at that time.
    past.signing = None;
    super::directive::prepare(&past, &clock, province).await?;
    while let Some(lived) = lives.join_next().await {
        lived.map_err(|error| Fault::new(FaultKind::Internal, "live the past", error))??;
    }
    app::outbox::drain(app).await
}

/// The lives with their places, those released earlier first: numbers of a register follow its dates.
fn in_order() -> Vec<(usize, &'static [Happening])> {
    let released = |life: &[Happening]| {
        let at = life.iter().find(|(_, _, did)| matches!(did, Did::Release));
        at.map(|(days_ago, minute, _)| (std::cmp::Reverse(*days_ago), *minute))
    };
    let mut lives: Vec<_> = LIVES.iter().copied().enumerate().collect();
    lives.sort_by_key(|(_, life)| released(life));
    lives
}

/// Whether this person can file the case: nobody is their own landlord or marries themselves.
fn is_sound(
    app: &App,
    province: &SampleProvince,
    procedure: &str,
    case: samples::Case,
    who: &Citizen,
    commune: &str,
) -> bool {
    let compiled = ProcedureCode::parse(procedure).ok().and_then(|code| app.executable(&code).ok());
    compiled.is_some_and(|compiled| {
        let answers = case.answers(app, province, who, commune);
        compiled.form().check_all(&answers, app.today()).is_empty()
    })
}

fn citizen(found: &simulators::samples::Citizen) -> Citizen {
    Citizen {
        account: format!("{}:{}", app::identity::CITIZENS, found.subject),
        name: found.full_name.clone(),
        person: Some(found.personal_id.clone()),
        level: i64::from(found.level),
    }
}

struct Past<'a> {
    app: &'a App,
    clock: &'a SetClock,
    province: &'a SampleProvince,
    agency: &'a str,
    procedure: &'a str,
    case: samples::Case,
    commune: &'a str,
    who: &'a Citizen,
}

impl Past<'_> {
    async fn live(&self, life: &[Happening]) -> Result<(), Error> {
        let now = SystemClock.now();
        let midnight = local_date(now).to_zoned(jiff::tz::TimeZone::fixed(kernel::VN_OFFSET));
        let midnight =
            midnight.map_err(|error| Fault::new(FaultKind::Internal, "find midnight", error))?.timestamp();
        let mut target = None;
        for (days_ago, minute, did) in life {
            let back =
                SignedDuration::from_hours(-24 * days_ago) + SignedDuration::from_mins(MORNING + minute);
            // Nothing has happened yet this morning that lies ahead.
            let at = (midnight + back).min(now);
            self.clock.0.store(at.as_microsecond(), Ordering::Relaxed);
            match (&target, did) {
                (None, _) => target = Some(self.submit().await?),
                (Some(target), did) => {
                    let done = self.go_on(target, *did).await;
                    // A register that is down keeps this decision waiting: so far this life has come.
                    if matches!(&done, Err(Error::Refused(why)) if WAITS.contains(&why.code.as_str())) {
                        return Ok(());
                    }
                    done?;
                }
            }
        }
        Ok(())
    }

    async fn submit(&self) -> Result<Target, Error> {
        let procedure = self.app.executable(&ProcedureCode::parse(self.procedure)?)?;
        let agency = AgencyCode::parse(self.agency).map_err(kernel::Refusal::from)?;
        let key = self.app.new_id(self.app.clock.now());
        let answers = self.case.answers(self.app, self.province, self.who, self.commune);
        let files = samples::papers(procedure, &answers, &samples::sheet(self.app).await?);
        let submission = Submission { key, procedure, agency, channel: Channel::Online, answers, files };
        Ok(Target { key: app::dossier::submit(self.app, self.who, submission).await?, version: None })
    }

    fn staff(&self, role: Role) -> Result<Staff, Error> {
        samples::staff_at(self.province, self.agency, role)
    }

    async fn go_on(&self, target: &Target, did: Did) -> Result<(), Error> {
        let app = self.app;
        match did {
            Did::Submit => Ok(()),
            Did::Receive => receive(app, &self.staff(Role::Desk)?, target).await.map(|_| ()),
            Did::Release => release(app, &self.staff(Role::Clerk)?, target).await.map(|_| ()),
            Did::Propose(outcome) => self.propose(target, outcome).await,
            Did::Approve => {
                let signer = self.staff(Role::Signer)?;
                let shown = app::dossier::shown_to_signer(app, &signer, target).await?;
                act(app, &signer, target, Command::Approve { shown }).await
            }
            Did::Answer => {
                let answers = BTreeMap::from([("other".to_owned(), "Đã bổ sung theo yêu cầu.".to_owned())]);
                self.party(target, Command::AnswerSupplement { answers, files: Vec::new() }).await
            }
            Did::Withdraw => {
                let reason = "Không còn cần nữa.".to_owned();
                self.party(target, Command::RequestWithdrawal { reason }).await
            }
            Did::Deliver => {
                let evidence = Evidence { receiver: self.who.name.clone(), manner: "online".to_owned() };
                self.party(target, Command::Deliver { evidence }).await
            }
            Did::Reject
            | Did::Ask
            | Did::Forward
            | Did::Wait(_)
            | Did::EndWait
            | Did::Return
            | Did::Bill
            | Did::Stop
            | Did::Pay => self.officially(target, did).await,
        }
    }

    async fn party(&self, target: &Target, command: Command) -> Result<(), Error> {
        app::outbox::drain(self.app).await?;
        act_as_party(self.app, self.who, target.key.id, None, command).await
    }

    async fn propose(&self, target: &Target, outcome: Outcome) -> Result<(), Error> {
        let officer = self.staff(Role::Officer)?;
        let seen = look(self.app, &officer, &target.key).await?;
        if outcome == Outcome::Granted {
            for checked in seen.dossier.contradicted() {
                let reason = "Đã đối chiếu giấy tờ gốc; đề nghị cơ quan quản lý dữ liệu chỉnh lý.".to_owned();
                let accept = Command::AcceptValue { check: checked.id.clone(), reason };
                act(self.app, &officer, target, accept).await?;
            }
        }
        let (title, mut content) = draft_text(self.app, &seen.dossier, outcome).await?;
        if outcome == Outcome::Rejected {
            let why = "Lý do: Không tìm thấy việc đã khai trong sổ gốc.\nCăn cứ: Luật Hộ tịch Điều 64";
            content = content.replace("Lý do:\nCăn cứ:", why);
        }
        propose(self.app, &officer, target, outcome, title, content).await.map(drop)
    }

    async fn officially(&self, target: &Target, did: Did) -> Result<(), Error> {
        let seen = look(self.app, &self.staff(Role::Officer)?, &target.key).await?.dossier;
        let reason = |text: &str| text.to_owned();
        let (role, command) = match did {
            Did::Reject => (
                Role::Desk,
                Command::RejectIntake {
                    reason: reason("Nơi nộp không có thẩm quyền giải quyết."),
                    ground: reason("Nghị định 118/2025/NĐ-CP"),
                },
            ),
            Did::Ask => {
                let items = vec![SupplementItem {
                    id: "other".to_owned(),
                    ask: "Chụp lại giấy tờ, thấy rõ cả bốn góc.".to_owned(),
                    reason: "Ảnh giấy tờ bị mờ, không đọc được đủ thông tin.".to_owned(),
                    ground: "Nghị định 45/2020/NĐ-CP Điều 11".to_owned(),
                    example: "Đặt giấy trên mặt bàn phẳng, đủ sáng, chụp thẳng từ trên xuống.".to_owned(),
                }];
                let role = if seen.code.is_some() { Role::Officer } else { Role::Desk };
                (
                    role,
                    Command::RequestSupplement {
                        items, reason: reason("Không đọc được giấy tờ đã gửi.")
                    },
                )
            }
            Did::Forward => {
                let officer = self.staff(Role::Officer)?;
                (Role::Officer, Command::Forward { to: officer.id, name: officer.name })
            }
            Did::Wait(cause) => (Role::Officer, Command::StartWait { cause, reason: waits_for(cause) }),
            Did::EndWait => (Role::Officer, Command::EndWait),
            Did::Return => {
                (Role::Signer, Command::Return { reason: reason("Ghi rõ nơi đăng ký trước đây.") })
            }
            Did::Stop => {
                (Role::Signer, Command::Stop { reason: reason("Chỗ ở đang có tranh chấp, chờ kết luận.") })
            }
            Did::Bill => (
                Role::Officer,
                Command::RequestPayment {
                    amount: Dong(8_000), reason: reason("Lệ phí chưa được nộp.")
                },
            ),
            Did::Pay => {
                let dossier::Money::Due { amount } = seen.money else { return Ok(()) };
                (Role::Desk, Command::ConfirmPayment { amount, reference: reason("Biên lai mẫu 000123") })
            }
            Did::Submit
            | Did::Receive
            | Did::Answer
            | Did::Propose(_)
            | Did::Approve
            | Did::Release
            | Did::Deliver
            | Did::Withdraw => return Ok(()),
        };
        act(self.app, &self.staff(role)?, target, command).await
    }
}

fn waits_for(cause: Cause) -> String {
    match cause {
        Cause::PartnerSystem => "Cơ sở dữ liệu hộ tịch điện tử không trả lời.",
        Cause::OtherAgency => "Đã hỏi xác minh nơi cư trú trước đây, chưa có trả lời.",
        Cause::Officer | Cause::Applicant | Cause::Fee | Cause::OurOutage | Cause::Decision => "Chờ xử lý.",
    }
    .to_owned()
}
