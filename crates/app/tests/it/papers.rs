//! Papers from the action that causes them to the file, and what becomes of them.

use access::Role;
use app::dossier::{act, act_as_party, draft_text, look, propose, receive, release, shown_to_signer};
use app::paper::{PaperCode, PaperState, check, make_all, make_some, open, open_mine, papers, want_control};
use dossier::{Command, Outcome, PaperKind, Standing, SupplementItem};
use testkit::TestApp;

use crate::code;

mod both {
    testkit::both!(
        every_step_gives_its_paper_once,
        a_paper_says_what_was_so_at_its_cause,
        a_paper_is_its_owners_and_its_officials,
        a_paper_without_its_place_waits_for_the_administrator
    );
}

fn item() -> SupplementItem {
    SupplementItem {
        id: "authorisation".into(),
        ask: "Ảnh bị mờ: hãy chụp lại.".into(),
        ground: "Luật Hộ tịch 60/2014/QH13 Điều 64".into(),
        example: "Thấy rõ cả bốn góc".into(),
        ..SupplementItem::default()
    }
}

async fn lines(t: &TestApp, key: &app::DossierKey) -> Vec<app::paper::PaperLine> {
    let seen = look(&t.app, &t.official(Role::Desk), key).await.unwrap();
    papers(&t.app, &seen.dossier).await.unwrap()
}

async fn every_step_gives_its_paper_once(t: TestApp) {
    let who = t.citizen(0);
    let key = t.submitted(&who).await;
    let target = t.target(&key);
    receive(&t.app, &t.official(Role::Desk), &target).await.unwrap();
    let seen = look(&t.app, &t.official(Role::Officer), &key).await.unwrap();
    let (title, content) = draft_text(&t.app, &seen.dossier, Outcome::Granted).await.unwrap();
    propose(&t.app, &t.official(Role::Officer), &target, Outcome::Granted, title, content).await.unwrap();
    let signer = t.official(Role::Signer);
    let shown = shown_to_signer(&t.app, &signer, &target).await.unwrap();
    act(&t.app, &signer, &target, Command::Approve { shown }).await.unwrap();
    release(&t.app, &t.official(Role::Clerk), &target).await.unwrap();

    let pending = lines(&t, &key).await;
    assert!(pending.iter().all(|line| matches!(line.state, PaperState::Pending)), "{pending:?}");
    make_all(&t.app).await.unwrap();
    assert_eq!(make_some(&t.app).await.unwrap(), 0, "nothing is wanted twice");
    let made = lines(&t, &key).await;
    let kinds: Vec<_> = made.iter().map(|line| (line.kind, line.standing)).collect();
    assert_eq!(
        kinds,
        [(PaperKind::Outcome, Standing::InForce), (PaperKind::Receipt, Standing::Fulfilled)],
        "the newest first"
    );
    for line in &made {
        let PaperState::Made { hash, pages, .. } = &line.state else { panic!("{line:?}") };
        let file = open_mine(&t.app, &who, key.id, line.id).await.unwrap();
        assert!(file.bytes.starts_with(b"%PDF-1.7") && *pages >= 1);
        assert_eq!(kernel::FileHash::of(&file.bytes), *hash);
        let checked = check(&t.app, &line.code.to_string().to_lowercase()).await.unwrap().unwrap();
        assert_eq!((checked.hash, checked.kind), (hash.clone(), line.kind));
        assert_eq!(checked.dossier_code, file.dossier_code);
    }
    let control = want_control(&t.app, &signer, &key).await.unwrap();
    assert_eq!(
        want_control(&t.app, &signer, &key).await.unwrap(),
        control,
        "the same state is the same sheet"
    );
    let sheet = open(&t.app, &signer, &key, control).await.unwrap();
    assert_eq!(sheet.kind, PaperKind::Control);
    assert_eq!(code(open_mine(&t.app, &who, key.id, control).await), "app.not-found", "it stays inside");
    t.is_sound().await;
}

/// A worker that comes late makes the paper of the step, not of today.
async fn a_paper_says_what_was_so_at_its_cause(t: TestApp) {
    let who = t.citizen(0);
    let key = t.submitted(&who).await;
    let target = t.target(&key);
    let desk = t.official(Role::Desk);
    receive(&t.app, &desk, &target).await.unwrap();
    let officer = t.official(Role::Officer);
    let ask = Command::RequestSupplement { items: vec![item()], reason: "Không đọc được.".into() };
    act(&t.app, &officer, &target, ask).await.unwrap();
    let open_request = lines(&t, &key).await;
    assert_eq!(open_request[0].standing, Standing::InForce);
    assert_eq!(open_request[1].standing, Standing::AppointmentMoved, "the clock stands still");
    app::outbox::drain(&t.app).await.unwrap();
    let answers = [("authorisation".to_owned(), "Đã chụp lại".to_owned())].into();
    act_as_party(&t.app, &who, key.id, None, Command::AnswerSupplement { answers, files: Vec::new() })
        .await
        .unwrap();
    make_all(&t.app).await.unwrap();
    let made = lines(&t, &key).await;
    assert_eq!((made[0].kind, made[0].standing), (PaperKind::Supplement, Standing::Fulfilled));
    assert!(made.iter().all(|line| matches!(line.state, PaperState::Made { .. })), "{made:?}");
    t.is_sound().await;
}

async fn a_paper_is_its_owners_and_its_officials(t: TestApp) {
    let who = t.citizen(0);
    let key = t.submitted(&who).await;
    let reject = Command::RejectIntake {
        reason: "Nơi nộp không có thẩm quyền.".into(),
        ground: "NĐ 118/2025/NĐ-CP".into(),
    };
    act(&t.app, &t.official(Role::Desk), &t.target(&key), reject).await.unwrap();
    app::outbox::drain(&t.app).await.unwrap();
    let before = app::dossier::my_readings(&t.app, &who).await.unwrap().len();
    let line = lines(&t, &key).await.remove(0);
    assert_eq!(line.kind, PaperKind::Rejection);
    // Nobody waits for the worker.
    assert!(open_mine(&t.app, &who, key.id, line.id).await.unwrap().bytes.starts_with(b"%PDF"));
    assert_eq!(code(open_mine(&t.app, &t.citizen(1), key.id, line.id).await), "app.not-found");
    let elsewhere = t.official_of("H57.99.2", Role::Desk);
    assert_eq!(code(open(&t.app, &elsewhere, &key, line.id).await), "app.not-found");
    assert_eq!(code(want_control(&t.app, &elsewhere, &key).await), "app.not-found");
    open(&t.app, &t.official(Role::Desk), &key, line.id).await.unwrap();
    let after = app::dossier::my_readings(&t.app, &who).await.unwrap().len();
    assert_eq!(after - before, 2, "the look at the page and the look at the paper");
    for unknown in ["H57-0000-0000-0000", "G01-7F3A-K2M9-0X1Z", "x", ""] {
        assert!(check(&t.app, unknown).await.unwrap().is_none(), "{unknown}");
    }
    assert_ne!(PaperCode::parse(&line.code.to_string()), None);
    t.is_sound().await;
}

/// What is missing is said, not made up; once it is there, the paper is made.
async fn a_paper_without_its_place_waits_for_the_administrator(t: TestApp) {
    let key = t.submitted(&t.citizen(0)).await;
    let found =
        app::organisation::agency(&t.app, &kernel::AgencyCode::parse("H57.99.1").unwrap()).await.unwrap();
    let nowhere = app::organisation::Agency { place: " ".into(), ..found.clone() };
    app::organisation::enrol(&t.app, &[nowhere], &[]).await.unwrap();
    receive(&t.app, &t.official(Role::Desk), &t.target(&key)).await.unwrap();
    assert_eq!(make_some(&t.app).await.unwrap(), 1);
    assert_eq!(make_some(&t.app).await.unwrap(), 0, "it is tried again later, not at once");
    let line = lines(&t, &key).await.remove(0);
    let PaperState::Failed { code, about } = &line.state else { panic!("{line:?}") };
    assert_eq!((code.as_str(), about.as_str()), ("app.paper-incomplete", "agency-place"));
    assert!(check(&t.app, &line.code.to_string()).await.unwrap().is_none(), "no file, no paper");
    app::organisation::enrol(&t.app, &[found], &[]).await.unwrap();
    t.clock.set("2026-03-02T09:30");
    make_all(&t.app).await.unwrap();
    assert!(matches!(lines(&t, &key).await[0].state, PaperState::Made { .. }));
    t.is_sound().await;
}
