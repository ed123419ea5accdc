//! Every paper is signed by whoever has to and sealed by the agency: receipts, requests, rejections, apologies; what
//! refuses is opened first; evidence lasts and is renewed.

use access::{Role, Staff};
use app::DossierKey;
use app::dossier::{act, draft_text, look, propose, receive, release, shown_to_signer};
use app::paper::{
    PaperToSign, SignPlace, Unlock, WaitingPaper, check, declaration, keys_for, make_all, my_keys, open,
    papers, papers_to_sign, renew_some, renewals, sign_declaration, sign_papers, signatures_open,
    want_declaration,
};
use app::signing::Pin;
use dossier::{Command, Outcome, PaperKind, SignStep, SupplementItem};
use jiff::ToSpan;
use kernel::{FileHash, Refusal};
use testkit::{TRIAL_PIN, TestApp};

use crate::code;

mod both {
    testkit::both!(
        the_desk_signs_what_it_did,
        a_leader_signs_what_is_asked_and_an_apology,
        what_refuses_is_opened_first,
        evidence_lasts_and_is_renewed,
        a_withdrawn_key_is_told_and_not_offered,
        a_person_signs_what_they_declared
    );
}

/// What waits for this step on that dossier.
async fn waiting(t: &TestApp, who: &Staff, step: SignStep, key: &DossierKey) -> Vec<WaitingPaper> {
    let list = papers_to_sign(&t.app, who, step).await.unwrap();
    list.into_iter().filter(|paper| paper.key == *key).collect()
}

fn as_shown(paper: &WaitingPaper) -> PaperToSign {
    PaperToSign { key: paper.key.clone(), paper: paper.paper, shown: paper.hash.clone() }
}

async fn done(t: &TestApp, who: &Staff, step: SignStep, paper: &PaperToSign) -> Result<FileHash, Refusal> {
    let keys = keys_for(&t.app, who, step, "H57.99.1").await.unwrap();
    let key = keys.into_iter().find(|key| key.told.is_ok()).unwrap().name;
    let pin = Pin::new(TRIAL_PIN.to_owned());
    let unlock = Unlock { step, key: &key, pin: Some(&pin) };
    sign_papers(&t.app, who, &unlock, std::slice::from_ref(paper)).await.unwrap().remove(0).result
}

/// The levels of the signatures of the newest paper of a kind, all of them sound.
async fn levels(t: &TestApp, key: &DossierKey, kind: PaperKind) -> Vec<&'static str> {
    let seen = look(&t.app, &t.official(Role::Desk), key).await.unwrap();
    let lines = papers(&t.app, &seen.dossier).await.unwrap();
    let line = lines.into_iter().find(|line| line.kind == kind).unwrap();
    assert!(line.signatures.iter().all(app::paper::SignatureLine::is_sound), "{:?}", line.signatures);
    line.signatures.iter().map(|one| one.level).collect()
}

async fn the_desk_signs_what_it_did(t: TestApp) {
    let t = t.with_signing().await;
    let (desk, clerk) = (t.official(Role::Desk), t.official(Role::Clerk));
    let key = t.submitted(&t.citizen(0)).await;
    receive(&t.app, &desk, &t.target(&key)).await.unwrap();
    assert!(waiting(&t, &desk, SignStep::Sign, &key).await.is_empty(), "it is not made yet");
    make_all(&t.app).await.unwrap();
    let list = waiting(&t, &desk, SignStep::Sign, &key).await;
    assert_eq!(list.iter().map(|one| one.kind).collect::<Vec<_>>(), [PaperKind::Receipt]);
    let paper = as_shown(&list[0]);
    let seen = look(&t.app, &desk, &key).await.unwrap();
    assert!(seen.open.iter().any(|kind| kind.name() == "sign"));
    assert_eq!(signatures_open(&t.app, &desk, &seen.dossier, &seen.history).await.unwrap().len(), 1);

    let signer = t.official(Role::Signer);
    assert!(waiting(&t, &signer, SignStep::Sign, &key).await.is_empty());
    let refused = done(&t, &signer, SignStep::Sign, &paper).await.unwrap_err();
    assert_eq!(refused.code, "dossier.not-the-signatory", "nobody signs for the one who received");
    assert!(refused.args.iter().any(|(_, who)| *who == desk.name));
    assert!(waiting(&t, &clerk, SignStep::Seal, &key).await.is_empty());

    done(&t, &desk, SignStep::Sign, &paper).await.unwrap();
    assert_eq!(levels(&t, &key, PaperKind::Receipt).await, ["B-T"]);
    let sealing = waiting(&t, &clerk, SignStep::Seal, &key).await;
    assert_eq!(sealing.len(), 1);
    done(&t, &clerk, SignStep::Seal, &as_shown(&sealing[0])).await.unwrap();
    assert_eq!(
        levels(&t, &key, PaperKind::Receipt).await,
        ["B-LT", "B-LT"],
        "a sealed paper keeps its evidence"
    );
    let seen = look(&t.app, &desk, &key).await.unwrap();
    assert!(!seen.open.iter().any(|kind| ["sign", "seal"].contains(&kind.name())));
    let line = papers(&t.app, &seen.dossier).await.unwrap().remove(0);
    let file = open(&t.app, &desk, &key, line.id).await.unwrap().bytes;
    let shown = String::from_utf8_lossy(&file);
    assert!(shown.matches("/Picture").count() >= 2, "both show on the page");
    let checked = check(&t.app, &line.code.to_string()).await.unwrap().unwrap();
    assert_eq!(checked.signatures.len(), 2);
    assert_eq!(checked.earlier.len(), 1, "the file before the seal is still a true one");
    t.is_sound().await;
}

async fn a_leader_signs_what_is_asked_and_an_apology(t: TestApp) {
    let t = t.with_signing().await;
    let (desk, officer, signer) =
        (t.official(Role::Desk), t.official(Role::Officer), t.official(Role::Signer));
    let key = t.submitted(&t.citizen(0)).await;
    let target = t.target(&key);
    receive(&t.app, &desk, &target).await.unwrap();
    let due_at = look(&t.app, &signer, &key).await.unwrap().dossier.due_at + 48.hours();
    let reason = || "Sổ gốc đang được phục chế.".to_owned();
    act(&t.app, &signer, &target, Command::Extend { reason: reason(), due_at }).await.unwrap();
    let item = SupplementItem {
        id: "copies".into(),
        ask: "Ghi rõ số bản".into(),
        ground: "Luật Hộ tịch Điều 63".into(),
        example: "Ví dụ: 2 bản".into(),
        ..SupplementItem::default()
    };
    act(&t.app, &officer, &target, Command::RequestSupplement { items: vec![item], reason: reason() })
        .await
        .unwrap();
    make_all(&t.app).await.unwrap();
    assert!(waiting(&t, &officer, SignStep::Sign, &key).await.is_empty());
    let list = waiting(&t, &signer, SignStep::Sign, &key).await;
    let kinds: Vec<_> = list.iter().map(|one| one.kind).collect();
    assert!(kinds.contains(&PaperKind::Apology) && kinds.contains(&PaperKind::Supplement), "{kinds:?}");
    let asked = list.iter().find(|one| one.kind == PaperKind::Supplement).unwrap();
    assert_eq!(
        done(&t, &desk, SignStep::Sign, &as_shown(asked)).await.unwrap_err().code,
        "dossier.leader-signs"
    );
    for one in &list {
        done(&t, &signer, SignStep::Sign, &as_shown(one)).await.unwrap();
    }
    assert_eq!(levels(&t, &key, PaperKind::Apology).await, ["B-T"]);
    assert_eq!(levels(&t, &key, PaperKind::Supplement).await, ["B-T"]);
    t.is_sound().await;
}

async fn what_refuses_is_opened_first(t: TestApp) {
    let t = t.with_signing().await;
    let (desk, clerk) = (t.official(Role::Desk), t.official(Role::Clerk));
    let key = t.submitted(&t.citizen(0)).await;
    let (reason, ground) = ("Không thuộc thẩm quyền.".to_owned(), "Luật Hộ tịch Điều 35".to_owned());
    act(&t.app, &desk, &t.target(&key), Command::RejectIntake { reason, ground }).await.unwrap();
    make_all(&t.app).await.unwrap();
    let list = waiting(&t, &desk, SignStep::Sign, &key).await;
    assert!(list[0].kind == PaperKind::Rejection && list[0].is_exception && !list[0].is_opened);
    let paper = as_shown(&list[0]);
    assert_eq!(done(&t, &desk, SignStep::Sign, &paper).await.unwrap_err().code, "dossier.paper-unopened");
    open(&t.app, &clerk, &key, paper.paper).await.unwrap();
    let refused = done(&t, &desk, SignStep::Sign, &paper).await.unwrap_err();
    assert_eq!(refused.code, "dossier.paper-unopened", "somebody else's eyes do not count");
    open(&t.app, &desk, &key, paper.paper).await.unwrap();
    assert!(waiting(&t, &desk, SignStep::Sign, &key).await[0].is_opened);
    done(&t, &desk, SignStep::Sign, &paper).await.unwrap();
    let sealing = as_shown(&waiting(&t, &clerk, SignStep::Seal, &key).await[0]);
    let refused = done(&t, &clerk, SignStep::Seal, &sealing).await.unwrap_err();
    assert_eq!(refused.code, "dossier.paper-unopened", "what the clerk opened was another file");
    t.is_sound().await;
}

/// A result that is signed and sealed; its dossier.
async fn sealed(t: &TestApp) -> DossierKey {
    let key = t.submitted(&t.citizen(0)).await;
    let target = t.target(&key);
    let (signer, clerk, officer) =
        (t.official(Role::Signer), t.official(Role::Clerk), t.official(Role::Officer));
    receive(&t.app, &t.official(Role::Desk), &target).await.unwrap();
    let seen = look(&t.app, &officer, &key).await.unwrap();
    let (title, content) = draft_text(&t.app, &seen.dossier, Outcome::Granted).await.unwrap();
    propose(&t.app, &officer, &target, Outcome::Granted, title, content).await.unwrap();
    let shown = shown_to_signer(&t.app, &signer, &target).await.unwrap();
    act(&t.app, &signer, &target, Command::Approve { shown }).await.unwrap();
    release(&t.app, &clerk, &target).await.unwrap();
    make_all(&t.app).await.unwrap();
    for (who, step) in [(&signer, SignStep::Sign), (&clerk, SignStep::Seal)] {
        let list = waiting(t, who, step, &key).await;
        let paper = list.iter().find(|one| one.kind == PaperKind::Outcome).unwrap();
        done(t, who, step, &as_shown(paper)).await.unwrap();
    }
    key
}

async fn evidence_lasts_and_is_renewed(t: TestApp) {
    let t = t.with_signing().await;
    let key = sealed(&t).await;
    assert_eq!(levels(&t, &key, PaperKind::Outcome).await, ["B-LT", "B-LT"]);
    assert_eq!(renew_some(&t.app).await.unwrap(), 0, "nothing is due yet");
    t.clock.set("2099-01-05T09:00");
    let due = renewals(&t.app, t.app.clock.now()).await.unwrap();
    assert_eq!(due.len(), 1);
    assert!(due[0].is_overdue && due[0].kind == PaperKind::Outcome);
    let before = check(&t.app, &due[0].code.to_string()).await.unwrap().unwrap();
    assert_eq!(renew_some(&t.app).await.unwrap(), 1);
    let after = check(&t.app, &due[0].code.to_string()).await.unwrap().unwrap();
    assert!(after.hash != before.hash && after.earlier.contains(&before.hash), "both are true ones");
    assert!(
        after.signatures.iter().all(|one| one.level == "B-LTA" && one.is_sound()),
        "{:?}",
        after.signatures
    );
    assert_eq!(renew_some(&t.app).await.unwrap(), 0, "once is enough for today");
    t.is_sound().await;
}

async fn a_withdrawn_key_is_told_and_not_offered(t: TestApp) {
    let t = t.with_signing().await;
    let keys = keys_for(&t.app, &t.official(Role::Signer), SignStep::Sign, "H57.99.1").await.unwrap();
    let refused = keys.iter().find(|key| key.name == "revoked").unwrap().told.clone().unwrap_err();
    assert_eq!(refused.code, "signing.certificate-revoked");
    assert!(keys[0].told.is_ok(), "those that can be used come first");
    assert!(SignPlace::parse("0 1 1 1 1").is_some());
}

async fn a_person_signs_what_they_declared(t: TestApp) {
    let t = t.with_signing().await;
    let who = t.citizen(0);
    let key = t.submitted(&who).await;
    app::outbox::drain(&t.app).await.unwrap();
    assert!(declaration(&t.app, &who, key.id).await.unwrap().is_none(), "nobody asked for it");
    assert_eq!(code(want_declaration(&t.app, &t.citizen(1), key.id).await), "app.not-found");
    want_declaration(&t.app, &who, key.id).await.unwrap();
    want_declaration(&t.app, &who, key.id).await.unwrap();
    let found = declaration(&t.app, &who, key.id).await.unwrap().unwrap();
    assert!(!found.is_signed);
    let keys = my_keys(&t.app, &who).await.unwrap();
    let remote = keys.iter().find(|key| key.told.as_ref().is_ok_and(|told| told.is_remote)).unwrap();
    let pin = Pin::new(TRIAL_PIN.to_owned());
    let unlock = Unlock { step: SignStep::Sign, key: &remote.name, pin: Some(&pin) };
    let other = FileHash::of(b"another");
    let refused = sign_declaration(&t.app, &who, key.id, &other, &unlock).await;
    assert_eq!(code(refused), "signing.changed-since-shown");
    let theirs = Unlock { key: "thuan-hoa-desk", ..unlock };
    assert_eq!(code(sign_declaration(&t.app, &who, key.id, &found.hash, &theirs).await), "key.unknown");
    sign_declaration(&t.app, &who, key.id, &found.hash, &unlock).await.unwrap();
    let again = sign_declaration(&t.app, &who, key.id, &found.hash, &unlock).await;
    assert_eq!(code(again), "dossier.paper-signed");
    let seen = look(&t.app, &t.official(Role::Desk), &key).await.unwrap();
    let line = papers(&t.app, &seen.dossier).await.unwrap().remove(0);
    assert_eq!((line.kind, line.signatures.len()), (PaperKind::Declaration, 1));
    assert!(line.signatures[0].is_sound() && line.signatures[0].name == who.name, "{:?}", line.signatures);
    assert!(waiting(&t, &t.official(Role::Clerk), SignStep::Seal, &key).await.is_empty(), "it bears no seal");
    t.is_sound().await;
}
