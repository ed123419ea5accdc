//! Random lives: whatever people ask, in whatever order, the invariants hold.

use catalogue::Standing;
use dossier::{
    ActionKind, Cause, Command, Dossier, Money, PaperKind, PaperSignature, SignStep, Signatory, Stage,
    kinds_for,
};
use jiff::ToSpan;
use kernel::{Dong, FileHash};
use proptest::prelude::*;

use crate::world::{Life, answer, approve, checked, deliver, number, propose, receive, supplement};

const PEOPLE: [&str; 6] = ["citizen", "desk", "officer", "signer", "clerk", "portal"];

/// Any command at all, reasonable or not.
fn command(choice: usize, life: &Life, when: jiff::Timestamp) -> Command {
    let reason = || "Lý do rõ ràng".to_owned();
    match choice {
        0 => receive(when),
        1 => Command::RejectIntake { reason: reason(), ground: reason() },
        2 => supplement(),
        3 => answer(),
        4 => Command::Forward { to: "officer".into(), name: "officer".into() },
        5 => propose(),
        6 => Command::Return { reason: reason() },
        7 => approve(&life.now),
        8 => number(when),
        9 => Command::Release,
        10 => deliver(),
        11 => Command::RecallDelivery { reason: reason() },
        12 => Command::RequestWithdrawal { reason: String::new() },
        13 => Command::AcceptWithdrawal,
        14 => Command::DeclineWithdrawal { reason: reason() },
        15 => Command::RequestPayment { amount: Dong(15_000), reason: reason() },
        16 => Command::ConfirmPayment { amount: Dong(7_000), reference: String::new() },
        17 => Command::Stop { reason: reason() },
        18 => Command::Resume { reason: reason() },
        19 => Command::Extend { reason: reason(), due_at: life.now.due_at + 48.hours() },
        20 => Command::StartWait { cause: Cause::OtherAgency, reason: reason() },
        21 => Command::EndWait,
        22 => Command::Verify { checked: vec![checked(Standing::Contradicted, when)] },
        23 => Command::Verify { checked: vec![checked(Standing::Verified, when)] },
        24 => Command::AcceptValue { check: "owner".into(), reason: reason() },
        26 => Command::Sign { made: signature(life, "signed"), by: Some(Signatory::Leader) },
        27 => Command::Seal(signature(life, "sealed")),
        25 => Command::StartVerification { with: "UBND xã Phú Vang".into(), reason: reason() },
        _ => Command::AcknowledgeSync { status: life.now.stage.code() },
    }
}

/// A signature on the one paper of these lives, over whatever file it is now.
fn signature(life: &Life, after: &str) -> PaperSignature {
    let paper = life.now.opening.id;
    let now = life.now.last_signature(paper).map(|signed| signed.made.after.clone());
    PaperSignature {
        paper,
        kind: PaperKind::Outcome,
        copy_of: None,
        before: now.unwrap_or_else(|| FileHash::of(b"shown")),
        after: FileHash::of(after.as_bytes()),
        name: "Trần Văn Ký".into(),
        certificate: "0a1b".into(),
        level: "B-T".into(),
    }
}

fn holds(before: &Dossier, after: &Dossier, kind: ActionKind) {
    let moved = before.stage != after.stage;
    assert!(
        !moved || before.stage.may_become(after.stage),
        "{kind:?}: {:?} to {:?}",
        before.stage,
        after.stage
    );
    assert_eq!(after.version, before.version + 1);
    assert!(before.code.is_none() || before.code == after.code, "a code is never given again");
    assert!(before.terms.is_none() || before.terms == after.terms, "the rules of reception stay");
    assert_eq!(before.opening, after.opening);
    if let (Some(approval), Some((_, drafter))) = (&after.approval, &after.draft) {
        assert!(!approval.by.is(drafter), "{kind:?}");
    }
    if after.released_at.is_some() {
        assert!(after.approval.is_some() && after.numbering.is_some());
    }
    for (place, signed) in after.signed.iter().enumerate() {
        assert_eq!(
            signed.step,
            [SignStep::Sign, SignStep::Seal][place],
            "the person, then the seal, each once"
        );
        let is_approver = after.approval.as_ref().is_some_and(|approval| approval.by.is(&signed.by));
        assert_eq!(is_approver, signed.step == SignStep::Sign);
    }
    let running = after.ledger.spans().iter().filter(|span| span.until_at.is_none()).count();
    assert_eq!(
        running,
        usize::from(!after.stage.is_closed()),
        "{kind:?}: one clock while it is open, none after"
    );
    for pair in after.ledger.spans().windows(2) {
        assert!(pair[0].until_at.is_some_and(|until| until <= pair[1].from_at));
    }
    assert!(!matches!(after.money, Money::Due { amount } if amount.0 <= 0));
    if after.stage == Stage::AwaitingSupplement {
        assert!(after.supplement.is_some());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_life_keeps_the_invariants(steps in prop::collection::vec((0_usize..29, 0_usize..6, 0_i64..3_000), 1..60)) {
        let mut life = Life::begun("2026-03-02T09:00");
        let mut when = life.now.submitted_at;
        for (choice, who, minutes) in steps {
            when += minutes.minutes();
            let before = life.now.clone();
            let command = command(choice, &life, when);
            let kind = command.kind();
            match life.asks_at(PEOPLE[who], when, command) {
                Ok(_) => {
                    prop_assert!(kinds_for(&before).contains(&kind), "{kind:?} is not in the table");
                    holds(&before, &life.now, kind);
                }
                Err(_) => prop_assert_eq!(&before, &life.now),
            }
        }
        prop_assert_eq!(Dossier::replay(life.records.clone()).unwrap(), life.now.clone());
        let text = serde_json::to_string(&life.now.course).unwrap();
        let course = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(Dossier::of(life.records[0].clone(), course).unwrap(), life.now);
    }

    /// A life that is driven on finds its way to a result from wherever it is not closed.
    #[test]
    fn an_open_life_can_be_brought_to_its_end(steps in prop::collection::vec((0_usize..27, 0_usize..6), 0..30)) {
        let mut life = Life::begun("2026-03-02T09:00");
        let mut when = life.now.submitted_at;
        for (choice, who) in steps {
            when += 30.minutes();
            let command = command(choice, &life, when);
            let _ = life.asks_at(PEOPLE[who], when, command);
        }
        for _ in 0..12 {
            when += 30.minutes();
            // What a register contradicts or somebody else is asked for is settled first.
            let _ = life.asks_at("officer", when, Command::AcceptValue { check: "owner".into(), reason: "Đã xem".into() });
            let _ = life.asks_at("officer", when, Command::EndWait);
            let (who, next) = match life.now.stage {
                Stage::Registered => ("desk", receive(when)),
                Stage::AwaitingSupplement => ("citizen", answer()),
                Stage::AwaitingPayment => {
                    let Money::Due { amount } = life.now.money else { break };
                    ("desk", Command::ConfirmPayment { amount, reference: String::new() })
                }
                Stage::Stopped => ("signer", Command::Resume { reason: "Tiếp tục".into() }),
                Stage::Received | Stage::InProgress if life.now.withdrawal.is_some() => {
                    ("signer", Command::DeclineWithdrawal { reason: "Đã gần xong".into() })
                }
                Stage::Received => ("officer", propose()),
                Stage::InProgress => match life.now.holder {
                    dossier::Holder::Officer => ("officer", propose()),
                    // Contradicted while it lay with the signer: it goes back, and the officer settles it.
                    dossier::Holder::Signer if life.now.contradicted().next().is_some() => {
                        ("leader", Command::Return { reason: "Dữ liệu Nhà nước khác".into() })
                    }
                    dossier::Holder::Signer => ("leader", approve(&life.now)),
                    dossier::Holder::Clerk if life.now.numbering.is_none() => ("archivist", number(when)),
                    dossier::Holder::Clerk => ("archivist", Command::Release),
                    dossier::Holder::Applicant
                    | dossier::Holder::Desk
                    | dossier::Holder::Delivery
                    | dossier::Holder::Nobody => break,
                },
                Stage::Done | Stage::Delivered | Stage::IntakeRejected | Stage::Withdrawn => break,
            };
            prop_assert!(life.asks_at(who, when, next).is_ok(), "stuck in {:?}", life.now.stage);
        }
        prop_assert!(life.now.stage.is_closed(), "still {:?} with {:?}", life.now.stage, life.now.holder);
    }
}
