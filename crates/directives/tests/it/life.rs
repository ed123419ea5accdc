//! The life of a task: who may do what when, what proves it, how late it is and on whose account.

use directives::{
    Deadline, Found, Ground, Measure, Period, Person, Product, Proof, Source, Task, TaskAction, TaskCause,
    TaskCommand, TaskDesk, TaskOpening, TaskRecord, TaskStage, Unit, Warning, warnings,
};
use dossier::{Actor, ActorKind};
use jiff::Timestamp;
use kernel::{AgencyCode, Id};

fn at(text: &str) -> Timestamp {
    format!("{text}:00+07:00").parse().unwrap()
}

fn unit(code: &str) -> Unit {
    Unit { code: AgencyCode::parse(code).unwrap(), name: code.into() }
}

fn person(name: &str) -> Person {
    Person { id: name.into(), name: name.into(), title: String::new() }
}

/// A task with everything that ever happened to it.
struct Life {
    records: Vec<TaskRecord>,
    now: Task,
}

impl Life {
    fn begun(proof: Proof, deadline: Deadline) -> Self {
        let ground = Ground {
            directive: Id::parse("01890000-0000-7000-8000-000000000001").unwrap(),
            number: "15/TB-UBND".into(),
            issued_on: "2026-03-02".parse().unwrap(),
            item: 1,
            source: Source::default(),
        };
        let opening = TaskOpening {
            id: Id::parse("01890000-0000-7000-8000-000000000002").unwrap(),
            assigner: unit("H57"),
            ground,
            unit: unit("H57.99.1"),
            person: person("an"),
            owner: person("binh"),
            coordinating: Vec::new(),
            deed: "Xây 10 căn nhà".into(),
            product: "Nhà".into(),
            proof,
            deadline,
            due_at: at("2026-03-02T08:00"),
            above: None,
            is_public: false,
        };
        let when = at("2026-03-02T08:00");
        let actor = Actor { kind: ActorKind::Official, id: "chu-tich".into(), name: "C".into(), title: None };
        let record = TaskRecord { seq: 1, at: when, actor, action: Task::assign(opening, when) };
        let kept = serde_json::to_string(&record.action).unwrap();
        assert_eq!(serde_json::from_str::<TaskAction>(&kept).unwrap(), record.action, "{kept}");
        Self { now: Task::open(record.clone()).unwrap(), records: vec![record] }
    }

    fn tell(&mut self, when: &str, who: &str, command: TaskCommand) -> Result<(), String> {
        let actor = Actor { kind: ActorKind::Official, id: who.into(), name: who.into(), title: None };
        let desk = TaskDesk { now: at(when), actor: &actor, leads: who == "truong-phong" };
        let action = self.now.decide(command, desk).map_err(|refusal| refusal.code().to_owned())?;
        let record = TaskRecord { seq: self.now.version + 1, at: at(when), actor, action };
        let kept = serde_json::to_string(&record.action).unwrap();
        assert_eq!(serde_json::from_str::<TaskAction>(&kept).unwrap(), record.action, "{kept}");
        self.now.apply(record.clone()).unwrap();
        self.records.push(record);
        assert_eq!(Task::replay(self.records.clone()).unwrap(), self.now, "the actions are the task");
        Ok(())
    }

    /// Minutes past the end and on whose account, of all hours of the day.
    fn late(&self, now: &str) -> (i64, Vec<(TaskCause, i64)>) {
        let minutes =
            |from: Timestamp, until: Timestamp| Ok::<_, ()>(until.duration_since(from).as_secs() / 60);
        let found = self.now.ledger.lateness(at(now), minutes).unwrap();
        (found.overdue_minutes, found.overdue)
    }
}

fn by(day: &str) -> Deadline {
    Deadline::By { on: day.parse().unwrap() }
}

fn report(percent: i64) -> TaskCommand {
    TaskCommand::Report { percent, words: "Đã làm".into(), figure: None }
}

fn hand_in(document: &str) -> TaskCommand {
    TaskCommand::HandIn(Box::new(Product { document: document.into(), ..Product::default() }))
}

fn reason(text: &str) -> String {
    text.to_owned()
}

#[test]
fn from_being_assigned_to_being_accepted_in_time() {
    let mut life = Life::begun(Proof::Product, by("2026-03-10"));
    assert_eq!(life.tell("2026-03-03T08:00", "nguoi-la", TaskCommand::Accept), Err("task.not-yours".into()));
    assert_eq!(life.tell("2026-03-03T08:00", "an", report(10)), Err("task.wrong-stage".into()));
    life.tell("2026-03-03T08:00", "an", TaskCommand::Accept).unwrap();
    for (command, refusal) in [
        (report(101), "task.percent-outside"),
        (report(-1), "task.percent-outside"),
        (TaskCommand::Report { percent: 5, words: " ".into(), figure: None }, "task.report-empty"),
        (TaskCommand::Report { percent: 5, words: "x".into(), figure: Some(-2) }, "task.figure-negative"),
        (TaskCommand::GoOn, "task.wait-mismatch"),
        (hand_in(""), "task.product-missing"),
    ] {
        assert_eq!(life.tell("2026-03-04T08:00", "an", command), Err(refusal.to_owned()));
    }
    life.tell("2026-03-05T08:00", "an", report(50)).unwrap();
    assert_eq!(life.now.percent(), Some(50));
    life.tell("2026-03-10T16:00", "binh", hand_in("12/BC-UBND")).unwrap();
    assert_eq!(life.tell("2026-03-11T08:00", "chu-tich", TaskCommand::Close), Err("task.wrong-stage".into()));
    let check = || TaskCommand::Check { words: String::new() };
    assert_eq!(life.tell("2026-03-11T08:00", "binh", check()), Err("task.checked-by-oneself".into()));
    life.tell("2026-03-14T08:00", "chanh-vp", check()).unwrap();
    life.tell("2026-03-16T08:00", "chu-tich", TaskCommand::Close).unwrap();
    assert_eq!((life.now.stage, life.now.percent()), (TaskStage::Done, Some(100)));
    assert_eq!(life.late("2026-04-01T08:00"), (0, Vec::new()), "looking at it is the assigner's time");
}

#[test]
fn late_is_late_on_somebodys_account() {
    let mut life = Life::begun(Proof::Product, by("2026-03-10"));
    life.tell("2026-03-03T08:00", "an", TaskCommand::Accept).unwrap();
    let wait = TaskCommand::Wait {
        cause: TaskCause::Coordinating,
        unit: Some(unit("H57.94")),
        reason: reason("Chờ số liệu"),
    };
    life.tell("2026-03-10T12:00", "an", wait.clone()).unwrap();
    assert_eq!(life.now.waits_for().as_deref(), Some("H57.94"));
    assert_eq!(life.tell("2026-03-10T12:01", "an", wait), Err("task.wait-mismatch".into()));
    life.tell("2026-03-11T06:00", "an", TaskCommand::GoOn).unwrap();
    life.tell("2026-03-11T09:00", "an", hand_in("12/BC")).unwrap();
    let late = vec![(TaskCause::Coordinating, 360), (TaskCause::Unit, 180)];
    assert_eq!(life.late("2026-03-20T00:00"), (540, late.clone()));
    let back = TaskCommand::Return { reason: reason("Thiếu phụ lục") };
    life.tell("2026-03-12T00:00", "chanh-vp", back).unwrap();
    assert_eq!(life.late("2026-03-12T01:00").0, 600, "sent back, the clock of the unit runs on");
    assert_eq!(life.now.returned.as_deref(), Some("Thiếu phụ lục"));
}

#[test]
fn a_day_is_moved_before_or_not_at_all() {
    let mut life = Life::begun(Proof::Product, by("2026-03-10"));
    life.tell("2026-03-03T08:00", "an", TaskCommand::Accept).unwrap();
    let ask = |day| TaskCommand::AskExtension { deadline: by(day), reason: reason("Mưa lũ") };
    let no = || TaskCommand::DeclineExtension { reason: reason("Không đủ căn cứ") };
    assert_eq!(
        life.tell("2026-03-04T08:00", "an", ask("2026-03-10")),
        Err("task.extension-too-early".into())
    );
    assert_eq!(life.tell("2026-03-04T08:00", "chu-tich", no()), Err("task.extension-not-asked".into()));
    life.tell("2026-03-04T08:00", "an", ask("2026-03-20")).unwrap();
    assert_eq!(life.now.waits_for().as_deref(), Some("H57"));
    assert_eq!(life.tell("2026-03-04T09:00", "an", ask("2026-03-21")), Err("task.extension-asked".into()));
    life.tell("2026-03-05T08:00", "chu-tich", no()).unwrap();
    life.tell("2026-03-06T08:00", "an", ask("2026-03-15")).unwrap();
    life.tell("2026-03-07T08:00", "chu-tich", TaskCommand::Extend { deadline: by("2026-03-15") }).unwrap();
    assert_eq!((life.now.extensions, life.now.due_at), (1, at("2026-03-16T00:00")));
    assert_eq!(life.late("2026-03-15T23:00").0, 0);
    let stop = TaskCommand::Suspend { reason: reason("Chờ kết luận thanh tra") };
    life.tell("2026-03-08T08:00", "chu-tich", stop).unwrap();
    assert_eq!(life.tell("2026-03-09T08:00", "an", report(10)), Err("task.wrong-stage".into()));
    life.tell("2026-03-10T08:00", "chu-tich", TaskCommand::Resume).unwrap();
    assert_eq!(life.now.due_at, at("2026-03-18T00:00"), "two days stood still");
    let cancel = |text: &str| TaskCommand::Cancel { reason: reason(text) };
    assert_eq!(life.tell("2026-03-11T08:00", "chu-tich", cancel("")), Err("task.reason-missing".into()));
    life.tell("2026-03-11T08:00", "chu-tich", cancel("Không còn cần")).unwrap();
    assert_eq!(life.now.stage, TaskStage::Cancelled);
    let same = TaskCommand::Reassign { person: person("an"), owner: person("binh") };
    assert_eq!(life.tell("2026-03-12T08:00", "an", same), Err("task.wrong-stage".into()));
}

#[test]
fn data_prove_it_where_the_system_holds_them() {
    let measured = |value| {
        let found = Some(Found::Indicator { value });
        TaskCommand::HandIn(Box::new(Product { found, ..Product::default() }))
    };
    let proof = Proof::Indicator { measure: Measure::DossiersLate, target: 3 };
    let mut life = Life::begun(proof, by("2026-03-10"));
    life.tell("2026-03-03T08:00", "an", TaskCommand::Accept).unwrap();
    assert_eq!(life.tell("2026-03-04T08:00", "an", measured(4)), Err("task.indicator-not-reached".into()));
    assert_eq!(
        life.tell("2026-03-04T08:00", "an", hand_in("9/BC")),
        Err("task.indicator-not-reached".into())
    );
    life.tell("2026-03-04T08:00", "an", measured(3)).unwrap();

    let mut life = Life::begun(Proof::Document, by("2026-03-10"));
    life.tell("2026-03-03T08:00", "an", TaskCommand::Accept).unwrap();
    assert_eq!(life.tell("2026-03-04T08:00", "an", hand_in("9/BC")), Err("task.document-unknown".into()));
    let found = Some(Found::Document { number: "9/BC".into() });
    let known = Product { document: "9/BC".into(), found, ..Product::default() };
    life.tell("2026-03-04T08:00", "an", TaskCommand::HandIn(Box::new(known))).unwrap();
    assert!(life.now.handed_in.as_ref().unwrap().0.is_proved());

    let mut life = Life::begun(Proof::Figure { target: 10, unit: "nhà".into() }, by("2026-03-10"));
    life.tell("2026-03-03T08:00", "an", TaskCommand::Accept).unwrap();
    let below = |number: u8, amount| TaskCommand::Sum {
        below: Id::parse(&format!("01890000-0000-7000-8000-0000000000{number:02}")).unwrap(),
        amount,
    };
    life.tell("2026-03-04T08:00", "outbox", below(11, 6)).unwrap();
    assert_eq!(life.tell("2026-03-04T08:00", "outbox", below(11, 6)), Err("task.nothing-changed".into()));
    assert_eq!((life.now.reached(), life.now.percent()), (6, Some(60)));
    assert_eq!(life.tell("2026-03-04T09:00", "an", hand_in("9/BC")), Err("task.figure-not-reached".into()));
    life.tell("2026-03-05T08:00", "outbox", below(12, 4)).unwrap();
    let sum = Product { found: Some(Found::Below { sum: 10 }), ..Product::default() };
    life.tell("2026-03-06T08:00", "an", TaskCommand::HandIn(Box::new(sum))).unwrap();
}

#[test]
fn a_recurring_task_goes_on_period_by_period() {
    let monthly = Deadline::Every { period: Period::Month, until_on: Some("2026-04-30".parse().unwrap()) };
    let mut life = Life::begun(Proof::Product, monthly);
    assert_eq!(life.now.due_at, at("2026-04-01T00:00"));
    life.tell("2026-03-03T08:00", "an", TaskCommand::Accept).unwrap();
    let ask = TaskCommand::AskExtension { deadline: by("2026-04-20"), reason: reason("Bận") };
    assert_eq!(life.tell("2026-03-04T08:00", "an", ask), Err("task.recurring-not-extended".into()));
    for (handed_in, closed, next) in [
        ("2026-03-30T08:00", "2026-04-03T08:00", TaskStage::InProgress),
        ("2026-05-02T08:00", "2026-05-03T08:00", TaskStage::Done),
    ] {
        life.tell(handed_in, "an", hand_in("1/BC")).unwrap();
        life.tell(closed, "chanh-vp", TaskCommand::Check { words: String::new() }).unwrap();
        life.tell(closed, "chu-tich", TaskCommand::Close).unwrap();
        assert_eq!(life.now.stage, next);
    }
    assert_eq!(life.now.periods.len(), 1);
    assert_eq!(life.now.due_at, at("2026-05-01T00:00"));
    assert_eq!(life.late("2026-06-01T08:00").0, 32 * 60, "the second period was handed in late");
}

#[test]
fn warnings_come_before_it_is_late() {
    let mut life = Life::begun(Proof::Product, by("2026-03-21"));
    let told = |life: &Life, when: &str| warnings(&life.now, at(when));
    assert_eq!(told(&life, "2026-03-03T08:00"), []);
    assert_eq!(told(&life, "2026-03-05T08:00"), [Warning::NotAccepted]);
    life.tell("2026-03-05T09:00", "truong-phong", TaskCommand::Accept).unwrap();
    assert_eq!(told(&life, "2026-03-13T08:00"), [Warning::Silent]);
    life.tell("2026-03-13T09:00", "an", report(10)).unwrap();
    assert_eq!(told(&life, "2026-03-14T08:00"), [Warning::Behind]);
    assert_eq!(told(&life, "2026-03-20T08:00"), [Warning::Soon, Warning::Behind]);
    assert_eq!(told(&life, "2026-03-22T00:00"), [Warning::Late]);
    life.tell("2026-03-22T08:00", "an", hand_in("1/BC")).unwrap();
    assert_eq!(told(&life, "2026-03-23T08:00"), []);
    assert_eq!(told(&life, "2026-03-26T08:00"), [Warning::Unlooked]);
}

#[test]
fn a_history_is_whole_or_it_is_none() {
    let mut life = Life::begun(Proof::Product, by("2026-03-10"));
    life.tell("2026-03-03T08:00", "an", TaskCommand::Accept).unwrap();
    assert!(Task::replay(Vec::new()).is_err());
    assert!(Task::replay(life.records.iter().skip(1).cloned()).is_err());
    let twice = [life.records[0].clone(), TaskRecord { seq: 2, ..life.records[0].clone() }];
    assert!(Task::replay(twice).is_err());
    assert!(matches!(life.records[1].action, TaskAction::Accept));
}
