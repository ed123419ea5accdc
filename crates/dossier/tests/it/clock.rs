//! The clocks: when they run, when they stand still, on whose account, and what "late" then means.

use dossier::{Cause, Clock, Command, Stage};
use kernel::Dong;

use crate::world::{Life, answer, at, desk, propose, receive, supplement};

#[test]
fn acceptance_is_eight_working_hours() {
    // Friday 15:00: two hours that day, six on Monday.
    let life = Life::begun("2026-03-06T15:00");
    assert_eq!(life.now.due_at, at("2026-03-09T15:00"));
    let late = life.now.lateness(&desk(at("2026-03-09T16:30"), false)).unwrap();
    assert_eq!((late.overdue_minutes, late.overdue), (90, vec![(Cause::Officer, 90)]));
}

#[test]
fn a_pause_keeps_what_was_left_and_stands_on_the_applicants_account() {
    let mut life = Life::begun("2026-03-02T09:00");
    life.asks("desk", "2026-03-02T10:00", receive(at("2026-03-02T10:00"))).unwrap();
    assert_eq!(life.now.due_at, at("2026-03-05T17:00"));
    life.asks("officer", "2026-03-03T10:00", supplement()).unwrap();
    // Long past the first promise, but the clock stands still: not late.
    assert!(!life.now.lateness(&desk(at("2026-03-12T10:00"), false)).unwrap().is_late());
    life.asks("citizen", "2026-03-12T10:00", answer()).unwrap();
    // Two counting days were left behind the day of the pause: 4th and 5th become 13th and 16th.
    assert_eq!((life.now.due_at, life.now.stage), (at("2026-03-16T17:00"), Stage::InProgress));
    let answer = life.now.lateness(&desk(at("2026-03-17T09:00"), false)).unwrap();
    assert_eq!(answer.overdue_minutes, 90);
    assert!(answer.spent.iter().any(|(cause, minutes)| *cause == Cause::Applicant && *minutes > 0));
}

#[test]
fn a_late_life_says_on_whose_account() {
    let mut life = Life::begun("2026-03-02T09:00");
    life.asks("desk", "2026-03-02T10:00", receive(at("2026-03-02T10:00"))).unwrap();
    let wait =
        Command::StartWait { cause: Cause::PartnerSystem, reason: "CSDL dân cư không trả lời".into() };
    life.asks("officer", "2026-03-05T16:00", wait).unwrap();
    let wrong = Command::StartWait { cause: Cause::Applicant, reason: "x".into() };
    assert_eq!(life.code_refused("officer", "2026-03-05T16:30", wrong), "dossier.wait-mismatch");
    life.asks("officer", "2026-03-06T09:30", Command::EndWait).unwrap();
    life.asks("officer", "2026-03-06T10:30", propose()).unwrap();
    let answer = life.now.lateness(&desk(at("2026-03-06T10:30"), false)).unwrap();
    assert_eq!(answer.overdue, vec![(Cause::PartnerSystem, 120), (Cause::Officer, 60)]);
}

#[test]
fn a_fee_stops_the_clock_and_the_payment_starts_it() {
    let mut life = Life::begun("2026-03-02T09:00");
    life.asks("desk", "2026-03-02T10:00", receive(at("2026-03-02T10:00"))).unwrap();
    let ask =
        Command::RequestPayment { amount: Dong(15_000), reason: "Lệ phí đăng ký cư trú".into() };
    life.asks("officer", "2026-03-05T10:00", ask).unwrap();
    assert_eq!(life.now.stage, Stage::AwaitingPayment);
    let pay = Command::ConfirmPayment { amount: Dong(15_000), reference: "BL 2".into() };
    life.asks("desk", "2026-03-10T10:00", pay).unwrap();
    // Paused on its last day: it ends with the day of return.
    assert_eq!((life.now.stage, life.now.due_at), (Stage::InProgress, at("2026-03-10T17:00")));
}

#[test]
fn an_appointment_moves_once_and_only_later() {
    let mut life = Life::begun("2026-03-02T09:00");
    life.asks("desk", "2026-03-02T10:00", receive(at("2026-03-02T10:00"))).unwrap();
    let move_to = |day: &str| Command::Extend { reason: "Phải xác minh thêm".into(), due_at: at(day) };
    let earlier = life.code_refused("signer", "2026-03-04T10:00", move_to("2026-03-05T16:00"));
    assert_eq!(earlier, "dossier.extension-too-early");
    life.asks("signer", "2026-03-04T10:00", move_to("2026-03-09T17:00")).unwrap();
    assert_eq!(life.now.due_at, at("2026-03-09T17:00"));
    let again = life.code_refused("signer", "2026-03-05T10:00", move_to("2026-03-12T17:00"));
    assert_eq!(again, "dossier.extended-already");
    assert!(life.now.ledger.spans().iter().any(|span| span.clock == Clock::Processing));
}

#[test]
fn time_does_not_run_backwards() {
    let mut life = Life::begun("2026-03-02T09:00");
    let code = life.code_refused("desk", "2026-03-02T08:59", receive(at("2026-03-02T08:59")));
    assert_eq!(code, "dossier.clock-went-back");
}
