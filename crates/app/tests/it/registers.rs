//! Registers that are down, wrong or late: nobody is kept from filing, the decision waits, the person can correct.

use std::collections::BTreeMap;

use access::Role;
use app::DossierKey;
use app::dossier::{Submission, Target, act, act_as_party, draft_text, look, propose, receive, submit};
use app::identity::Citizen;
use app::registers::retry;
use catalogue::{Channel, Standing};
use dossier::{Cause, Command, Dossier, Outcome, SupplementItem};
use kernel::{AgencyCode, ProcedureCode};
use serde_json::Value;
use testkit::{Mood, TestApp};

use crate::code;

mod both {
    testkit::both!(
        a_register_that_is_down_keeps_the_decision_waiting_and_nobody_from_filing,
        a_contradicted_value_is_the_officers_to_weigh,
        a_corrected_value_is_compared_again,
        asking_for_what_the_state_has_is_counted,
        a_child_gets_its_number_from_the_register
    );
}

const OFFICE: &str = "H57.99.1";

async fn send(t: &TestApp, who: &Citizen, procedure: &str, case: &str, more: &[(&str, Value)]) -> DossierKey {
    let case = testkit::cases(procedure).into_iter().find(|known| known.name == case).unwrap();
    let mut answers = case.answers(&t.app, &t.province, who, "19789");
    for (field, value) in more {
        answers.set(field, value.clone());
    }
    let procedure = t.app.executable(&ProcedureCode::parse(procedure).unwrap()).unwrap();
    let submission = Submission {
        key: t.app.new_id(t.app.clock.now()),
        procedure,
        agency: AgencyCode::parse(OFFICE).unwrap(),
        channel: Channel::Online,
        files: testkit::sample_papers(&t.app, procedure, &answers).await.unwrap(),
        answers,
    };
    submit(&t.app, who, submission).await.unwrap()
}

async fn seen(t: &TestApp, target: &Target) -> Dossier {
    look(&t.app, &t.official(Role::Officer), &target.key).await.unwrap().dossier
}

async fn try_propose(t: &TestApp, target: &Target) -> Result<(), app::Error> {
    let (title, text) = (
        "Kết quả".to_owned(),
        "{result.number} {result.issued_on} Nội dung {signer.title} {signer.name}".to_owned(),
    );
    propose(&t.app, &t.official(Role::Officer), target, Outcome::Granted, title, text).await.map(drop)
}

async fn a_register_that_is_down_keeps_the_decision_waiting_and_nobody_from_filing(t: TestApp) {
    let (t, registers) = t.with_registers();
    registers.set("population", Mood::Down);
    let target = t.target(&send(&t, &t.citizen(0), "2.000635", "own_birth", &[]).await);
    receive(&t.app, &t.official(Role::Desk), &target).await.unwrap();
    let waiting = seen(&t, &target).await;
    assert_eq!(waiting.standing_of("own_name"), Standing::Deferred);
    assert_eq!(waiting.wait.as_ref().map(|(cause, _)| *cause), Some(Cause::PartnerSystem));
    assert_eq!(code(try_propose(&t, &target).await), "dossier.values-awaited");
    assert_eq!(retry(&t.app).await.unwrap(), 0, "not yet");
    t.clock.set("2026-03-02T09:10");
    assert_eq!(retry(&t.app).await.unwrap(), 1);
    assert_eq!(seen(&t, &target).await.standing_of("own_name"), Standing::Deferred, "still down");
    registers.set("population", Mood::Well);
    assert_eq!(retry(&t.app).await.unwrap(), 0, "each try waits longer than the last");
    t.clock.set("2026-03-02T10:30");
    assert_eq!(retry(&t.app).await.unwrap(), 1);
    let verified = seen(&t, &target).await;
    assert_eq!(verified.standing_of("own_name"), Standing::Verified);
    assert!(verified.wait.is_none());
    let waited = |span: &&dossier::Span| span.cause == Cause::PartnerSystem && span.until_at.is_some();
    assert_eq!(
        verified.ledger.spans().iter().filter(waited).count(),
        1,
        "the wait is on the partner's account"
    );
    try_propose(&t, &target).await.unwrap();
    assert_eq!(retry(&t.app).await.unwrap(), 0);
    t.is_sound().await;
}

async fn a_contradicted_value_is_the_officers_to_weigh(t: TestApp) {
    let (t, registers) = t.with_registers();
    registers.set("population", Mood::Wrong);
    let target = t.target(&send(&t, &t.citizen(0), "2.000635", "own_birth", &[]).await);
    receive(&t.app, &t.official(Role::Desk), &target).await.unwrap();
    assert_eq!(code(try_propose(&t, &target).await), "dossier.value-contradicted");
    let accept = |check: &str, reason: &str| Command::AcceptValue {
        check: check.to_owned(),
        reason: reason.to_owned(),
    };
    let officer = t.official(Role::Officer);
    assert_eq!(
        code(act(&t.app, &officer, &target, accept("nobody", "Có lý do")).await),
        "dossier.nothing-contradicted"
    );
    assert_eq!(code(act(&t.app, &officer, &target, accept("owner", " ")).await), "dossier.reason-missing");
    let desk = t.official(Role::Desk);
    assert_eq!(code(act(&t.app, &desk, &target, accept("owner", "Có lý do")).await), "access.not-permitted");
    act(&t.app, &officer, &target, accept("owner", "Đã đối chiếu sổ gốc")).await.unwrap();
    assert_eq!(seen(&t, &target).await.overrides(), 1);
    try_propose(&t, &target).await.unwrap();
    t.is_sound().await;
}

async fn a_corrected_value_is_compared_again(t: TestApp) {
    let (t, _) = t.with_registers();
    let who = t.citizen(0);
    let slip = [("subject_name", Value::from("Nguyễn Gia Hận"))];
    let target = t.target(&send(&t, &who, "2.000635", "for_a_child", &slip).await);
    receive(&t.app, &t.official(Role::Desk), &target).await.unwrap();
    assert_eq!(seen(&t, &target).await.standing_of("subject_name"), Standing::Contradicted);
    let items = vec![SupplementItem {
        id: "subject_name".to_owned(),
        ask: "Ghi lại tên theo giấy khai sinh".to_owned(),
        reason: "Tên khác dữ liệu dân cư".to_owned(),
        ground: "Nghị quyết 66.7/2025/NQ-CP".to_owned(),
        example: "Nguyễn Gia Hân".to_owned(),
    }];
    let ask = Command::RequestSupplement { items, reason: "Tên khác dữ liệu dân cư".to_owned() };
    act(&t.app, &t.official(Role::Officer), &target, ask).await.unwrap();
    app::outbox::drain(&t.app).await.unwrap();
    let answers = BTreeMap::from([("subject_name".to_owned(), "Nguyễn Gia Hân".to_owned())]);
    act_as_party(&t.app, &who, target.key.id, None, Command::AnswerSupplement { answers, files: Vec::new() })
        .await
        .unwrap();
    assert_eq!(retry(&t.app).await.unwrap(), 1, "at once");
    let corrected = seen(&t, &target).await;
    assert_eq!(corrected.standing_of("subject_name"), Standing::Verified);
    let (_, paper) = draft_text(&t.app, &corrected, Outcome::Granted).await.unwrap();
    assert!(paper.contains("Nguyễn Gia Hân") && !paper.contains("Nguyễn Gia Hận"), "{paper}");
    try_propose(&t, &target).await.unwrap();
    t.is_sound().await;
}

async fn asking_for_what_the_state_has_is_counted(t: TestApp) {
    let (t, registers) = t.with_registers();
    let ask = |reason: &str| {
        let items = vec![SupplementItem {
            id: "identity".to_owned(),
            ask: "Gửi ảnh thẻ căn cước".to_owned(),
            reason: reason.to_owned(),
            ground: "Nghị quyết 66.7/2025/NQ-CP".to_owned(),
            example: "Hai mặt thẻ, thấy rõ bốn góc".to_owned(),
        }];
        Command::RequestSupplement { items, reason: "Còn thiếu giấy tờ".to_owned() }
    };
    for (mood, expected) in [(Mood::Well, 1), (Mood::Down, 0), (Mood::Wrong, 0)] {
        registers.set("population", mood);
        let target = t.target(&send(&t, &t.citizen(0), "2.000635", "own_birth", &[]).await);
        receive(&t.app, &t.official(Role::Desk), &target).await.unwrap();
        let officer = t.official(Role::Officer);
        let silent = act(&t.app, &officer, &target, ask("")).await;
        if expected == 1 {
            assert_eq!(code(silent), "dossier.override-unexplained", "the State has this paper");
            act(&t.app, &officer, &target, ask("Ảnh trong dữ liệu không rõ")).await.unwrap();
        } else {
            silent.unwrap();
        }
        assert_eq!(seen(&t, &target).await.overrides(), expected, "{mood:?}");
    }
    let procedure = t.app.executable(&ProcedureCode::parse("2.000635").unwrap()).unwrap();
    let answers = t.answers(&t.citizen(0));
    assert!(
        procedure.asked_components(&procedure.form().read(&answers)).is_empty(),
        "a register takes the place of every paper here"
    );
    assert_eq!(procedure.required_components(&procedure.form().read(&answers)).len(), 2);
}

async fn a_child_gets_its_number_from_the_register(t: TestApp) {
    let (t, registers) = t.with_registers();
    let target = t.target(&send(&t, &t.citizen(2), "1.001193", "in_time", &[]).await);
    receive(&t.app, &t.official(Role::Desk), &target).await.unwrap();
    let dossier = seen(&t, &target).await;
    let (_, paper) = draft_text(&t.app, &dossier, Outcome::Granted).await.unwrap();
    assert!(paper.contains("Số định danh cá nhân: 999326"), "{paper}");
    assert_eq!(
        draft_text(&t.app, &dossier, Outcome::Granted).await.unwrap().1,
        paper,
        "asked again, the same number"
    );
    registers.set("population", Mood::Down);
    assert_eq!(code(draft_text(&t.app, &dossier, Outcome::Granted).await), "app.register-silent");
}
