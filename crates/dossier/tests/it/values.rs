//! A silent register keeps the decision waiting, a contradicting one leaves the choice to the officer.

use catalogue::Standing;
use dossier::{Action, Cause, Command, Outcome};

use crate::world::{Life, approve, at, checked, propose, receive};

const NOON: &str = "2026-03-02T11:00";

fn verify(standing: Standing, when: &str) -> Command {
    Command::Verify { checked: vec![checked(standing, at(when))] }
}

fn reject() -> Command {
    Command::Propose {
        outcome: Outcome::Rejected,
        title: "Từ chối giải quyết".into(),
        content:
            "{result.number}, {result.issued_on}\nLý do: Không đủ điều kiện.\nCăn cứ: Luật Cư trú Điều 20\n\n\
            {signer.title}\n{signer.name}"
                .into(),
    }
}

fn received() -> Life {
    let mut life = Life::begun("2026-03-02T09:00");
    life.asks("desk", "2026-03-02T10:00", receive(at("2026-03-02T10:00"))).unwrap();
    life
}

#[test]
fn a_decision_waits_for_a_silent_register() {
    let mut life = received();
    life.asks("job", NOON, verify(Standing::Deferred, NOON)).unwrap();
    assert_eq!(life.code_refused("officer", NOON, propose()), "dossier.values-awaited");
    assert_eq!(life.code_refused("officer", NOON, reject()), "dossier.values-awaited");
    life.asks("job", NOON, verify(Standing::Verified, NOON)).unwrap();
    life.asks("officer", NOON, propose()).unwrap();
    life.asks("job", NOON, verify(Standing::Deferred, NOON)).unwrap();
    let shown = approve(&life.now);
    assert_eq!(life.code_refused("signer", NOON, shown), "dossier.values-awaited");
}

#[test]
fn a_contradicted_value_is_accepted_for_a_reason_or_refused() {
    let mut life = received();
    let accept = |reason: &str| Command::AcceptValue { check: "owner".into(), reason: reason.into() };
    assert_eq!(life.code_refused("officer", NOON, accept("Có sổ gốc")), "dossier.nothing-contradicted");
    life.asks("job", NOON, verify(Standing::Contradicted, NOON)).unwrap();
    assert_eq!(life.now.standing_of("own_name"), Standing::Contradicted);
    assert_eq!(life.now.standing_of("own_id"), Standing::Verified);
    assert_eq!(life.now.standing_of("phone"), Standing::Declared);
    assert_eq!(life.code_refused("officer", NOON, propose()), "dossier.value-contradicted");
    assert_eq!(life.code_refused("officer", NOON, accept("  ")), "dossier.reason-missing");
    life.asks("officer", NOON, accept("Đã đối chiếu sổ gốc năm 1993")).unwrap();
    assert_eq!(life.now.overrides(), 1);
    life.asks("officer", NOON, propose()).unwrap();
    let mut refused = received();
    refused.asks("job", NOON, verify(Standing::Contradicted, NOON)).unwrap();
    refused.asks("officer", NOON, reject()).unwrap();
}

#[test]
fn a_verification_elsewhere_has_its_own_clock_once() {
    let mut life = received();
    let before = life.now.due_at;
    assert_eq!(before, at("2026-03-05T17:00"));
    let ask = || Command::StartVerification {
        with: "UBND xã Phú Vang".into(),
        reason: "Nơi thường trú cũ".into(),
    };
    let started = life.asks("officer", "2026-03-03T09:00", ask()).unwrap();
    let Action::StartVerification { due_at, .. } = started else { panic!("{started:?}") };
    assert_eq!((due_at, life.now.due_at), (at("2026-03-10T17:00"), due_at));
    assert_eq!(life.now.wait.as_ref().map(|(cause, _)| *cause), Some(Cause::OtherAgency));
    life.asks("officer", "2026-03-04T09:00", Command::EndWait).unwrap();
    assert_eq!(life.code_refused("officer", "2026-03-04T10:00", ask()), "dossier.no-verification");
}
