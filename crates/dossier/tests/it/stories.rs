//! Lives a person would tell: the straight one, and each turn it can take.

use dossier::{Command, Delivery, Holder, Money, Stage, SupplementItem, Sync};
use kernel::Dong;

use crate::world::{Life, answer, approve, at, deliver, number, propose, receive, supplement};

fn released() -> Life {
    let mut life = Life::begun("2026-03-02T09:00");
    life.asks("desk", "2026-03-02T10:00", receive(at("2026-03-02T10:00"))).unwrap();
    life.asks("officer", "2026-03-03T10:00", propose()).unwrap();
    let shown = approve(&life.now);
    life.asks("signer", "2026-03-04T10:00", shown).unwrap();
    life.asks("clerk", "2026-03-04T11:00", number(at("2026-03-04T11:00"))).unwrap();
    life.asks("clerk", "2026-03-04T11:00", Command::Release).unwrap();
    life
}

#[test]
fn the_straight_way_from_submission_to_delivery() {
    let mut life = released();
    assert_eq!(
        (life.now.stage, life.now.holder, life.now.delivery),
        (Stage::Done, Holder::Delivery, Delivery::Ready)
    );
    assert_eq!(life.now.money, Money::Due { amount: Dong(7_000) }, "money is an axis of its own");
    life.asks("citizen", "2026-03-04T12:00", deliver()).unwrap();
    assert_eq!((life.now.stage, life.now.holder), (Stage::Delivered, Holder::Nobody));
    life.asks("clerk", "2026-03-05T08:00", Command::RecallDelivery { reason: "Nhầm người nhận".into() })
        .unwrap();
    assert_eq!((life.now.stage, life.now.delivery), (Stage::Done, Delivery::Recalled));
}

#[test]
fn four_eyes_sign_and_number() {
    let mut life = Life::begun("2026-03-02T09:00");
    life.asks("desk", "2026-03-02T10:00", receive(at("2026-03-02T10:00"))).unwrap();
    life.asks("signer", "2026-03-03T10:00", propose()).unwrap();
    let shown = approve(&life.now);
    assert_eq!(life.code_refused("signer", "2026-03-03T11:00", shown.clone()), "dossier.signer-is-drafter");
    let stale = Command::Approve { shown: "0".repeat(64) };
    assert_eq!(life.code_refused("other", "2026-03-03T11:00", stale), "dossier.draft-changed");
    life.asks("other", "2026-03-03T11:00", shown).unwrap();
    let numbering = number(at("2026-03-03T11:00"));
    assert_eq!(life.code_refused("other", "2026-03-03T11:00", numbering), "dossier.clerk-is-signer");
    assert_eq!(life.code_refused("clerk", "2026-03-03T11:00", Command::Release), "dossier.wrong-stage");
}

#[test]
fn nothing_comes_back_without_a_reason_and_the_second_request_is_the_leaders() {
    let mut life = Life::begun("2026-03-02T09:00");
    let silent = Command::RejectIntake { reason: " \u{200b}".into(), ground: "Luật Cư trú".into() };
    assert_eq!(life.code_refused("desk", "2026-03-02T10:00", silent), "dossier.reason-missing");
    let lawless = Command::RejectIntake { reason: "Nộp nhầm nơi".into(), ground: " ".into() };
    assert_eq!(life.code_refused("desk", "2026-03-02T10:00", lawless), "dossier.rejection-ungrounded");
    let empty = Command::RequestSupplement { items: vec![], reason: "thiếu".into() };
    assert_eq!(life.code_refused("desk", "2026-03-02T10:00", empty), "dossier.nothing-asked");
    life.asks("desk", "2026-03-02T10:00", receive(at("2026-03-02T10:00"))).unwrap();
    life.asks("officer", "2026-03-03T10:00", supplement()).unwrap();
    let nothing = Command::AnswerSupplement {
        answers: [("lease".to_owned(), " ".to_owned())].into(),
        files: Vec::new(),
    };
    assert_eq!(life.code_refused("citizen", "2026-03-04T10:00", nothing), "dossier.answer-incomplete");
    life.asks("citizen", "2026-03-04T10:00", answer()).unwrap();
    assert_eq!(life.code_refused("officer", "2026-03-04T11:00", supplement()), "dossier.second-supplement");
    life.asks("signer", "2026-03-04T11:00", supplement()).unwrap();
    assert_eq!(life.now.supplements_asked, 2);
}

#[test]
fn a_request_names_ground_and_example_and_comes_once_at_reception_too() {
    let item = |reason: &str, ground: &str, example: &str| SupplementItem {
        id: "lease".into(),
        ask: "Chụp lại hợp đồng".into(),
        reason: reason.into(),
        ground: ground.into(),
        example: example.into(),
    };
    let ask = |items, reason: &str| Command::RequestSupplement { items, reason: reason.into() };
    let (why, law, like) = ("Ảnh mờ", "Luật Cư trú 68/2020/QH14 Điều 28", "Thấy rõ cả bốn góc");
    let mut life = Life::begun("2026-03-02T09:00");
    for (items, reason, expected) in [
        (vec![item(why, " ", like)], why, "dossier.ground-missing"),
        (vec![item(why, law, " ")], why, "dossier.example-missing"),
        (vec![item("", law, like)], " ", "dossier.reason-missing"),
        (vec![item(why, law, like), item(why, law, like)], "", "dossier.asked-twice"),
    ] {
        assert_eq!(life.code_refused("desk", "2026-03-02T10:00", ask(items, reason)), expected);
    }
    life.asks("desk", "2026-03-02T10:00", ask(vec![item(why, law, like)], "")).unwrap();
    let request = life.now.supplement.clone().unwrap();
    assert_eq!(request.reason, why, "the reasons of the items are the reason of the request");
    life.asks("citizen", "2026-03-02T11:00", answer()).unwrap();
    assert_eq!(life.code_refused("desk", "2026-03-02T13:00", supplement()), "dossier.second-supplement");
    life.asks("signer", "2026-03-02T13:00", supplement()).unwrap();
}

#[test]
fn a_withdrawal_is_immediate_before_reception_and_answered_after_it() {
    let ask = || Command::RequestWithdrawal { reason: "Không cần nữa".into() };
    let mut early = Life::begun("2026-03-02T09:00");
    early.asks("citizen", "2026-03-02T09:30", ask()).unwrap();
    assert_eq!(early.now.stage, Stage::Withdrawn);
    assert_eq!(
        early.code_refused("desk", "2026-03-02T10:00", receive(at("2026-03-02T10:00"))),
        "dossier.wrong-stage"
    );

    let mut late = Life::begun("2026-03-02T09:00");
    late.asks("desk", "2026-03-02T10:00", receive(at("2026-03-02T10:00"))).unwrap();
    assert_eq!(
        late.code_refused("officer", "2026-03-02T11:00", Command::AcceptWithdrawal),
        "dossier.no-withdrawal"
    );
    late.asks("citizen", "2026-03-02T11:00", ask()).unwrap();
    assert_eq!(late.code_refused("citizen", "2026-03-02T11:00", ask()), "dossier.withdrawal-pending");
    assert_eq!(late.code_refused("officer", "2026-03-02T11:00", propose()), "dossier.withdrawal-pending");
    late.asks("officer", "2026-03-02T12:00", Command::AcceptWithdrawal).unwrap();
    assert_eq!(late.now.stage, Stage::Withdrawn);
}

#[test]
fn money_is_paid_as_owed_and_a_lost_acknowledgement_moves_nothing() {
    let mut life = Life::begun("2026-03-02T09:00");
    let pay = |sum| Command::ConfirmPayment { amount: Dong(sum), reference: "BL 1".into() };
    assert_eq!(life.code_refused("desk", "2026-03-02T10:00", pay(1)), "dossier.wrong-sum");
    life.asks("desk", "2026-03-02T10:00", pay(7_000)).unwrap();
    assert_eq!(life.code_refused("desk", "2026-03-02T10:00", pay(7_000)), "dossier.nothing-owed");
    life.asks("desk", "2026-03-02T10:00", receive(at("2026-03-02T10:00"))).unwrap();
    life.asks("portal", "2026-03-02T10:01", Command::AcknowledgeSync { status: 1 }).unwrap();
    assert_eq!((life.now.stage, life.now.sync), (Stage::Received, Sync::Pending));
    life.asks("portal", "2026-03-02T10:02", Command::AcknowledgeSync { status: 2 }).unwrap();
    assert_eq!(life.now.sync, Sync::Acknowledged { stage: Stage::Received });
    let unknown = Command::AcknowledgeSync { status: 12 };
    assert_eq!(life.code_refused("portal", "2026-03-02T10:03", unknown), "dossier.unknown-status");
}

#[test]
fn a_life_that_was_released_can_be_told_again() {
    let life = released();
    assert_eq!(dossier::Dossier::replay(life.records.clone()).unwrap(), life.now);
    let mut gap = life.records.clone();
    gap.remove(2);
    assert!(dossier::Dossier::replay(gap).is_err());
}
