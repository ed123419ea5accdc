//! Digital copies: what the desk scans is signed by whoever had the original in hand, sealed by the agency, and bound to
//! that scan alone.

use std::collections::BTreeMap;

use access::{Role, Staff};
use app::DossierKey;
use app::counter::{open as intake, save, scan};
use app::dossier::{act, act_as_party, look};
use app::paper::{
    PaperCode, PaperLine, PaperState, PaperToSign, SignatureLine, Unlock, WaitingPaper, check, keys_for,
    make_all, open_mine, papers, papers_to_sign, sign_papers,
};
use app::signing::Pin;
use dossier::{Action, Command, CopyOf, PaperKind, SignStep, Standing, SupplementItem};
use kernel::{AgencyCode, FileHash, Refusal};
use testkit::{TRIAL_PIN, TestApp, photo, sheet};

use crate::code;

mod both {
    testkit::both!(
        the_desk_signs_copies_of_what_it_scanned,
        what_a_person_sends_in_is_no_copy_of_the_desk,
        nothing_is_signed_that_was_replaced_since,
        nothing_is_signed_of_a_dossier_that_was_withdrawn,
        a_pdf_signed_by_others_is_copied_as_it_is,
        a_pdf_that_takes_no_signature_is_told_while_the_paper_is_there
    );
}

/// Received with a photo of one paper and a PDF of the other; everything is made.
async fn received(t: &TestApp) -> DossierKey {
    t.scanned(&[("identity", "can-cuoc.jpg", photo(true, 1)), ("residence", "cu-tru.pdf", sheet(1))]).await
}

/// The copies that wait for this step, by component.
async fn waiting(t: &TestApp, who: &Staff, step: SignStep) -> Vec<WaitingPaper> {
    let list = papers_to_sign(&t.app, who, step).await.unwrap();
    let mut copies: Vec<WaitingPaper> =
        list.into_iter().filter(|paper| paper.kind == PaperKind::Copy).collect();
    copies.sort_by_key(|paper| paper.copy_of.as_ref().map(|told| told.of.part.clone()));
    copies
}

async fn done(
    t: &TestApp,
    who: &Staff,
    step: SignStep,
    papers: &[WaitingPaper],
) -> Vec<Result<FileHash, Refusal>> {
    let keys = keys_for(&t.app, who, step, "H57.99.1").await.unwrap();
    let key = keys.into_iter().find(|key| key.told.is_ok()).unwrap().name;
    let pin = Pin::new(TRIAL_PIN.to_owned());
    let unlock = Unlock { step, key: &key, pin: Some(&pin) };
    let shown = |paper: &WaitingPaper| PaperToSign {
        key: paper.key.clone(),
        paper: paper.paper,
        shown: paper.hash.clone(),
    };
    let papers: Vec<PaperToSign> = papers.iter().map(shown).collect();
    let outcomes = sign_papers(&t.app, who, &unlock, &papers).await.unwrap();
    outcomes.into_iter().map(|outcome| outcome.result).collect()
}

/// The copies of a dossier as its page lists them.
async fn copies(t: &TestApp, key: &DossierKey) -> Vec<PaperLine> {
    let seen = look(&t.app, &t.official(Role::Officer), key).await.unwrap();
    let lines = papers(&t.app, &seen.dossier).await.unwrap();
    let mut copies: Vec<PaperLine> = lines.into_iter().filter(|line| line.kind == PaperKind::Copy).collect();
    copies.sort_by_key(|line| line.copy_of.as_ref().map(|told| told.of.part.clone()));
    copies
}

/// The rows of copies that are looked through for the desk's list, and for the clerk's.
async fn rows_waiting(t: &TestApp, desk: &Staff) -> (usize, usize) {
    let mut reader = t.app.store.read().await.unwrap();
    let conn = &mut reader.conn();
    let agency = AgencyCode::parse("H57.99.1").unwrap();
    let signing = store::paper::waiting_for(conn, &desk.id, 500).await.unwrap();
    let sealing = store::paper::bearing(conn, &agency, PaperKind::Copy, 1, 500).await.unwrap();
    (signing.iter().filter(|row| row.kind == PaperKind::Copy).count(), sealing.len())
}

async fn the_desk_signs_copies_of_what_it_scanned(t: TestApp) {
    let t = t.with_signing().await;
    let (desk, clerk, signer) = (t.official(Role::Desk), t.official(Role::Clerk), t.official(Role::Signer));
    let key = received(&t).await;
    let list = waiting(&t, &desk, SignStep::Sign).await;
    let told: Vec<CopyOf> = list.iter().map(|one| one.copy_of.clone().unwrap().of).collect();
    let scans = [("identity", photo(true, 1)), ("residence", sheet(1))];
    let of = scans.map(|(part, bytes)| CopyOf { part: part.to_owned(), hash: FileHash::of(&bytes) });
    assert_eq!(told, of, "one for each scan, bound to its bytes");
    assert_eq!(list[1].hash, of[1].hash, "a PDF is signed as it was scanned");
    assert!(waiting(&t, &signer, SignStep::Sign).await.is_empty());
    let refused = done(&t, &signer, SignStep::Sign, &list[..1]).await.remove(0).unwrap_err();
    assert_eq!(refused.code, "dossier.not-the-signatory", "nobody signs for the one who scanned");

    let first: Vec<FileHash> =
        done(&t, &desk, SignStep::Sign, &list).await.into_iter().map(Result::unwrap).collect();
    let sealing = waiting(&t, &clerk, SignStep::Seal).await;
    assert_eq!(sealing.iter().map(|one| one.hash.clone()).collect::<Vec<_>>(), first);
    for result in done(&t, &clerk, SignStep::Seal, &sealing).await {
        result.unwrap();
    }
    let who = t.citizen(0);
    for (line, of) in copies(&t, &key).await.iter().zip(&of) {
        assert!(line.signatures.iter().all(SignatureLine::is_sound), "{:?}", line.signatures);
        assert_eq!(line.signatures.iter().map(|one| one.level).collect::<Vec<_>>(), ["B-LT", "B-LT"]);
        assert_eq!(
            (line.signatures[0].name.as_str(), line.standing),
            (desk.name.as_str(), Standing::InForce)
        );
        let checked = check(&t.app, &line.code.to_string()).await.unwrap().unwrap();
        assert_eq!((checked.kind, checked.signatures.len()), (PaperKind::Copy, 2));
        assert_eq!(checked.copy_of.map(|told| told.of).as_ref(), Some(of), "the check page says of what");
        let file = open_mine(&t.app, &who, key.id, line.id).await.unwrap();
        assert_eq!(FileHash::of(&file.bytes), checked.hash);
        assert_eq!(PaperCode::in_file(&file.bytes).as_ref(), Some(&line.code), "the file leads to its page");
        assert_eq!(file.bytes.starts_with(&sheet(1)), of.part == "residence");
    }
    evidence(&t, &key, &of).await;
    t.is_sound().await;
}

/// Four steps in the chain, each naming the scan.
async fn evidence(t: &TestApp, key: &DossierKey, of: &[CopyOf]) {
    let seen = look(&t.app, &t.official(Role::Officer), key).await.unwrap();
    let steps = seen.history.iter().filter_map(|record| {
        let (Action::Sign(made) | Action::Seal(made)) = &record.action else { return None };
        Some((record.action.kind().name(), made.copy_of.clone()?))
    });
    let steps: Vec<_> = steps.collect();
    for step in ["sign", "seal"] {
        let told: Vec<&CopyOf> = steps.iter().filter(|(name, _)| *name == step).map(|(_, of)| of).collect();
        assert!(told.len() == 2 && of.iter().all(|of| told.contains(&of)), "{steps:?}");
    }
}

async fn what_a_person_sends_in_is_no_copy_of_the_desk(t: TestApp) {
    let t = t.with_signing().await;
    let desk = t.official(Role::Desk);
    let own = t.attached("identity", photo(true, 5)).await;
    let online = t.submitted_with(&t.citizen(1), vec![own]).await;
    app::dossier::receive(&t.app, &desk, &t.target(&online)).await.unwrap();
    make_all(&t.app).await.unwrap();
    assert!(copies(&t, &online).await.is_empty());
    // Scanned, and then marked as not seen in the original: nobody answers for it.
    let key = t.at_counter(&["identity", "residence"]).await;
    scan(&t.app, &desk, &key, "identity", "can-cuoc.jpg", photo(true, 6)).await.unwrap();
    let version = intake(&t.app, &desk, &key).await.unwrap().row.version;
    save(&t.app, &desk, &key, version, &t.typed_at_counter(&["residence"])).await.unwrap();
    let dossier = t.received_at_counter(&key).await;
    let seen = look(&t.app, &desk, &dossier).await.unwrap().dossier;
    assert!(seen.attached().next().is_some_and(|file| file.digitised.is_some()), "the file itself stays");
    assert!(copies(&t, &dossier).await.is_empty());
    assert!(waiting(&t, &desk, SignStep::Sign).await.is_empty());
    t.is_sound().await;
}

async fn nothing_is_signed_that_was_replaced_since(t: TestApp) {
    let t = t.with_signing().await;
    let (desk, clerk, officer) = (t.official(Role::Desk), t.official(Role::Clerk), t.official(Role::Officer));
    let key = received(&t).await;
    let list = waiting(&t, &desk, SignStep::Sign).await;
    done(&t, &desk, SignStep::Sign, &list[1..]).await.remove(0).unwrap();
    let sealing = waiting(&t, &clerk, SignStep::Seal).await;
    let item = |part: &str| SupplementItem {
        id: part.to_owned(),
        ask: "Nộp bản khác".into(),
        reason: "Bản quét thiếu trang.".into(),
        ground: "NĐ 45/2020/NĐ-CP".into(),
        example: "Đủ các trang".into(),
    };
    let items = vec![item("identity"), item("residence")];
    let ask = Command::RequestSupplement { items, reason: String::new() };
    act(&t.app, &officer, &t.target(&key), ask).await.unwrap();
    assert_eq!(waiting(&t, &desk, SignStep::Sign).await.len(), 1, "asked for is not yet replaced");
    assert_eq!(rows_waiting(&t, &desk).await, (1, 1));
    let files =
        vec![t.attached("identity", photo(true, 7)).await, t.attached("residence", photo(true, 8)).await];
    let answer = Command::AnswerSupplement { answers: BTreeMap::new(), files };
    act_as_party(&t.app, &t.citizen(0), key.id, None, answer).await.unwrap();
    assert!(
        waiting(&t, &desk, SignStep::Sign).await.is_empty()
            && waiting(&t, &clerk, SignStep::Seal).await.is_empty()
    );
    let refused = done(&t, &desk, SignStep::Sign, &list[..1]).await.remove(0).unwrap_err();
    assert_eq!(refused.code, "dossier.copy-replaced");
    let refused = done(&t, &clerk, SignStep::Seal, &sealing).await.remove(0).unwrap_err();
    assert_eq!(refused.code, "dossier.copy-replaced");
    assert!(copies(&t, &key).await.iter().all(|line| line.standing == Standing::Superseded));
    assert_eq!(
        rows_waiting(&t, &desk).await,
        (0, 0),
        "what nobody may sign stands before nothing that can be"
    );
    t.is_sound().await;
}

async fn nothing_is_signed_of_a_dossier_that_was_withdrawn(t: TestApp) {
    let t = t.with_signing().await;
    let (desk, officer) = (t.official(Role::Desk), t.official(Role::Officer));
    let key = received(&t).await;
    let list = waiting(&t, &desk, SignStep::Sign).await;
    let asked = Command::RequestWithdrawal { reason: String::new() };
    act_as_party(&t.app, &t.citizen(0), key.id, None, asked).await.unwrap();
    assert_eq!(waiting(&t, &desk, SignStep::Sign).await.len(), 2, "asked for is not yet withdrawn");
    assert_eq!(rows_waiting(&t, &desk).await, (2, 0));
    act(&t.app, &officer, &t.target(&key), Command::AcceptWithdrawal).await.unwrap();
    assert!(waiting(&t, &desk, SignStep::Sign).await.is_empty());
    for refused in done(&t, &desk, SignStep::Sign, &list).await {
        assert_eq!(refused.unwrap_err().code, "dossier.copy-ended");
    }
    let lines = copies(&t, &key).await;
    assert!(lines.len() == 2 && lines.iter().all(|line| line.standing == Standing::Ended));
    assert_eq!(rows_waiting(&t, &desk).await, (0, 0));
    t.is_sound().await;
}

async fn a_pdf_signed_by_others_is_copied_as_it_is(t: TestApp) {
    let t = t.with_signing().await;
    let (desk, clerk) = (t.official(Role::Desk), t.official(Role::Clerk));
    // An authority nobody here knows, in a field that begins as a seal's does.
    let foreign = t.signed_elsewhere(&sheet(1), "ConDau7").await;
    let key = t.scanned(&[("residence", "cu-tru.pdf", foreign.clone())]).await;
    let list = waiting(&t, &desk, SignStep::Sign).await;
    done(&t, &desk, SignStep::Sign, &list).await.remove(0).unwrap();
    let line = copies(&t, &key).await.remove(0);
    assert!(
        line.signatures.iter().all(|one| !one.is_seal),
        "theirs is no seal of ours: {:?}",
        line.signatures
    );
    let sealing = waiting(&t, &clerk, SignStep::Seal).await;
    done(&t, &clerk, SignStep::Seal, &sealing).await.remove(0).unwrap();
    let line = copies(&t, &key).await.remove(0);
    let told = line.signatures.iter().map(|one| (one.is_earlier, one.is_seal, one.verdict, one.level));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [(true, false, "unproven", "B-B"), (false, false, "sound", "B-LT"), (false, true, "sound", "B-LT")],
        "{:?}",
        line.signatures
    );
    assert!(open_mine(&t.app, &t.citizen(0), key.id, line.id).await.unwrap().bytes.starts_with(&foreign));
    // What others have to prove is no evidence of ours that is due.
    let soon = t.app.clock.now() + jiff::SignedDuration::from_hours(24);
    assert!(app::paper::renewals(&t.app, soon).await.unwrap().is_empty());
    t.is_sound().await;
}

async fn a_pdf_that_takes_no_signature_is_told_while_the_paper_is_there(t: TestApp) {
    let desk = t.official(Role::Desk);
    let key = t.at_counter(&["identity", "residence"]).await;
    let broken = |t: &TestApp| testkit::scan(u32::from(t.app.signing.is_some()));
    scan(&t.app, &desk, &key, "identity", "a.pdf", broken(&t)).await.unwrap();
    let t = t.with_signing().await;
    let refused = scan(&t.app, &desk, &key, "identity", "b.pdf", broken(&t)).await;
    assert_eq!(code(refused.map(|_| ())), "counter.scan-unsignable");
    // What was taken before there was a signer is listed with the reason, and waits for nobody.
    let dossier = t.received_at_counter(&key).await;
    let lines = copies(&t, &dossier).await;
    assert!(
        matches!(&lines[0].state, PaperState::Failed { code, .. } if code.starts_with("signing.")),
        "{:?}",
        lines[0].state
    );
    assert!(waiting(&t, &desk, SignStep::Sign).await.is_empty());
    t.is_sound().await;
}
