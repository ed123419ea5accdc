//! One invented dossier and the people around it.

use catalogue::{Answers, Channel, Checked, Standing, SupplementPolicy};
use dossier::{
    Action, Actor, ActorKind, Command, Desk, Dossier, Evidence, Numbering, Opening, Outcome, OwnerId,
    Parties, Party, Record, SupplementItem, Terms,
};
use jiff::Timestamp;
use kernel::{
    AgencyCode, Dong, DossierCode, DuePolicy, Id, OfficeHours, PersonalId, ProcedureCode, Refusal, TimeLimit,
    WorkingCalendar, local_date,
};

pub(crate) fn at(text: &str) -> Timestamp {
    format!("{text}:00+07:00").parse().unwrap()
}

pub(crate) fn actor(name: &str) -> Actor {
    let kind = if name == "citizen" { ActorKind::Citizen } else { ActorKind::Official };
    Actor { kind, id: name.into(), name: name.into(), title: None }
}

pub(crate) fn desk(now: Timestamp, leads: bool) -> Desk<'static> {
    Desk {
        now,
        calendar: WorkingCalendar::builtin().unwrap(),
        hours: OfficeHours::standard().unwrap(),
        leads,
    }
}

pub(crate) fn terms(days: u32) -> Terms {
    Terms {
        revision: 1,
        limit: TimeLimit::WorkingDays { count: days },
        policy: DuePolicy::EndOfDay,
        after_supplement: SupplementPolicy::PauseResume,
        answer_window_days: 10,
        verification: Some(TimeLimit::WorkingDays { count: 3 }),
    }
}

/// A dossier with everything that ever happened to it.
pub(crate) struct Life {
    pub(crate) records: Vec<Record>,
    pub(crate) now: Dossier,
}

impl Life {
    /// Sent in at `when`.
    pub(crate) fn begun(when: &str) -> Self {
        let party = Party {
            id: OwnerId::Person(PersonalId::parse("999190000011").unwrap()),
            name: "Nguyễn Thị Mẫu".into(),
        };
        let opening = Opening {
            id: Id::parse("01890000-0000-7000-8000-000000000001").unwrap(),
            procedure: ProcedureCode::parse("1.004194").unwrap(),
            revision: 1,
            agency: AgencyCode::parse("H57.99.1").unwrap(),
            parties: Parties { owner: party.clone(), submitter: party, representative: None },
            channel: Channel::Online,
            answers: Answers::default(),
            files: Vec::new(),
            fee: Dong(7_000),
            help: None,
            checks: Vec::new(),
            filled: Vec::new(),
            flagged: Vec::new(),
            acceptance_due_at: at(when),
        };
        let action = Dossier::submit(opening, &desk(at(when), false)).unwrap();
        let record = Record { seq: 1, at: at(when), actor: actor("citizen"), action };
        Self { now: Dossier::open(record.clone()).unwrap(), records: vec![record] }
    }

    /// Somebody asks something at an instant.
    pub(crate) fn asks(&mut self, who: &str, when: &str, command: Command) -> Result<Action, Refusal> {
        self.asks_at(who, at(when), command)
    }

    pub(crate) fn asks_at(
        &mut self,
        who: &str,
        when: Timestamp,
        command: Command,
    ) -> Result<Action, Refusal> {
        let action = self.now.decide(command, &actor(who), &desk(when, who == "signer"))?;
        let record =
            Record { seq: self.now.version + 1, at: when, actor: actor(who), action: action.clone() };
        self.now.apply(record.clone()).unwrap();
        self.records.push(record);
        Ok(action)
    }

    pub(crate) fn code_refused(&mut self, who: &str, when: &str, command: Command) -> String {
        let before = self.now.clone();
        let code = self.asks(who, when, command).unwrap_err().code;
        assert_eq!(self.now, before, "a refusal leaves the dossier untouched");
        code
    }
}

/// What a register said of the owner.
pub(crate) fn checked(standing: Standing, when: Timestamp) -> Checked {
    let differing = if standing == Standing::Contradicted {
        [("own_name".to_owned(), "Nguyễn Thị Lan".to_owned())].into()
    } else {
        std::collections::BTreeMap::new()
    };
    Checked {
        id: "owner".into(),
        register: "population".into(),
        standing,
        fields: vec!["own_id".into(), "own_name".into()],
        differing,
        missing: Vec::new(),
        at: when,
    }
}

pub(crate) fn receive(when: Timestamp) -> Command {
    let agency = AgencyCode::parse("H57.99.1").unwrap();
    Command::Receive { code: DossierCode::new(agency, local_date(when), 1).unwrap(), terms: terms(3) }
}

pub(crate) fn supplement() -> Command {
    let items = vec![SupplementItem {
        id: "lease".into(),
        ask: "Chụp lại hợp đồng thuê nhà".into(),
        reason: String::new(),
        ground: "Luật Cư trú 68/2020/QH14 Điều 28".into(),
        example: "Thấy rõ cả bốn góc".into(),
    }];
    Command::RequestSupplement { items, reason: "Ảnh bị mờ".into() }
}

pub(crate) fn answer() -> Command {
    Command::AnswerSupplement {
        answers: [("lease".to_owned(), "Đã chụp lại".to_owned())].into(),
        files: Vec::new(),
    }
}

pub(crate) fn propose() -> Command {
    Command::Propose {
        outcome: Outcome::Granted,
        title: "Thông báo".into(),
        content: "{result.number}, {result.issued_on}\nĐã đăng ký tạm trú.\n{signer.title}\n{signer.name}"
            .into(),
    }
}

pub(crate) fn approve(dossier: &Dossier) -> Command {
    Command::Approve {
        shown: dossier.draft.as_ref().map(|(draft, _)| draft.hash.clone()).unwrap_or_default(),
    }
}

pub(crate) fn number(when: Timestamp) -> Command {
    let on = local_date(when);
    Command::Number(Numbering { register: "TB".into(), serial: 1, printed: "01/TB-UBND".into(), on })
}

pub(crate) fn deliver() -> Command {
    Command::Deliver {
        evidence: Evidence { receiver: "Nguyễn Thị Mẫu".into(), manner: "online".into() }
    }
}
