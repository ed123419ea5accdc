//! A result is signed by whoever approved it and sealed by the agency: exactly what was shown, evidenced step by step.

use access::{Role, Staff};
use app::DossierKey;
use app::dossier::{act, draft_text, look, propose, receive, release, shown_to_signer};
use app::paper::{
    PaperToSign, SignatureLine, Unlock, changed, check, keys_for, make_all, next_signature, open_mine,
    open_shown, papers, papers_to_sign, sign_papers,
};
use app::signing::Pin;
use dossier::{Action, Command, Outcome, PaperKind, SignStep};
use kernel::{FileHash, Refusal};
use testkit::{TRIAL_PIN, TestApp};

use crate::code;

mod both {
    testkit::both!(
        a_result_is_signed_then_sealed,
        only_what_was_shown_is_signed_by_whom_it_concerns,
        many_are_signed_and_each_no_is_told,
        without_a_signer_papers_stay_as_they_are
    );
}

/// A released result, typeset.
async fn released(t: &TestApp, citizen: usize) -> DossierKey {
    let key = t.submitted(&t.citizen(citizen)).await;
    let target = t.target(&key);
    receive(&t.app, &t.official(Role::Desk), &target).await.unwrap();
    let seen = look(&t.app, &t.official(Role::Officer), &key).await.unwrap();
    let (title, content) = draft_text(&t.app, &seen.dossier, Outcome::Granted).await.unwrap();
    propose(&t.app, &t.official(Role::Officer), &target, Outcome::Granted, title, content).await.unwrap();
    let signer = t.official(Role::Signer);
    let shown = shown_to_signer(&t.app, &signer, &target).await.unwrap();
    act(&t.app, &signer, &target, Command::Approve { shown }).await.unwrap();
    release(&t.app, &t.official(Role::Clerk), &target).await.unwrap();
    make_all(&t.app).await.unwrap();
    key
}

/// What waits for this step on that dossier.
async fn waiting(t: &TestApp, who: &Staff, step: SignStep, key: &DossierKey) -> Option<PaperToSign> {
    let list = papers_to_sign(&t.app, who, step).await.unwrap();
    let found = list.into_iter().find(|paper| paper.key == *key)?;
    Some(PaperToSign { key: found.key, paper: found.paper, shown: found.hash })
}

/// The first key that can be used for a step.
async fn usable(t: &TestApp, who: &Staff, step: SignStep) -> String {
    let keys = keys_for(&t.app, who, step, "H57.99.1").await.unwrap();
    keys.into_iter().find(|key| key.told.is_ok()).unwrap().name
}

async fn signed(
    t: &TestApp,
    who: &Staff,
    step: SignStep,
    pin: Option<&str>,
    papers: &[PaperToSign],
) -> Result<Vec<Result<FileHash, Refusal>>, app::Error> {
    let key = usable(t, who, step).await;
    let pin = pin.map(|pin| Pin::new(pin.to_owned()));
    let unlock = Unlock { step, key: &key, pin: pin.as_ref() };
    let outcomes = sign_papers(&t.app, who, &unlock, papers).await?;
    Ok(outcomes.into_iter().map(|outcome| outcome.result).collect())
}

fn why(result: Result<Vec<Result<FileHash, Refusal>>, app::Error>) -> String {
    result.unwrap().remove(0).unwrap_err().code
}

async fn signatures(t: &TestApp, key: &DossierKey) -> Vec<SignatureLine> {
    let seen = look(&t.app, &t.official(Role::Desk), key).await.unwrap();
    let lines = papers(&t.app, &seen.dossier).await.unwrap();
    lines.into_iter().find(|line| line.kind == PaperKind::Outcome).unwrap().signatures
}

async fn a_result_is_signed_then_sealed(t: TestApp) {
    let t = t.with_signing().await;
    let (key, who) = (released(&t, 0).await, t.citizen(0));
    let (signer, clerk) = (t.official(Role::Signer), t.official(Role::Clerk));
    let paper = waiting(&t, &signer, SignStep::Sign, &key).await.unwrap();
    let unsigned = open_mine(&t.app, &who, key.id, paper.paper).await.unwrap().bytes;
    assert_eq!(FileHash::of(&unsigned), paper.shown);
    assert!(waiting(&t, &clerk, SignStep::Seal, &key).await.is_none(), "the seal comes after");

    let first = signed(&t, &signer, SignStep::Sign, Some(TRIAL_PIN), std::slice::from_ref(&paper)).await;
    let first = first.unwrap().remove(0).unwrap();
    let one = signatures(&t, &key).await;
    assert_eq!(one.len(), 1);
    assert!(one[0].is_sound() && one[0].is_proven && !one[0].is_seal, "{one:?}");
    assert_eq!((one[0].name.as_str(), one[0].level), (signer.name.as_str(), "B-T"));
    assert!(waiting(&t, &signer, SignStep::Sign, &key).await.is_none());

    let sealing = waiting(&t, &clerk, SignStep::Seal, &key).await.unwrap();
    assert_eq!(sealing.shown, first, "the seal stands on what the person signed");
    let second =
        signed(&t, &clerk, SignStep::Seal, Some(TRIAL_PIN), &[sealing]).await.unwrap().remove(0).unwrap();
    let both = signatures(&t, &key).await;
    assert!(both.len() == 2 && both.iter().all(SignatureLine::is_sound), "{both:?}");
    assert!(both[1].is_seal);

    let file = open_mine(&t.app, &who, key.id, paper.paper).await.unwrap().bytes;
    assert_eq!(FileHash::of(&file), second);
    assert!(file.starts_with(&unsigned), "what was there stays byte by byte");
    evidence(&t, &key, [&paper.shown, &first, &second]).await;
    t.is_sound().await;
}

/// The history says who signed what with which certificate; the public page finds both files.
async fn evidence(t: &TestApp, key: &DossierKey, [shown, first, second]: [&FileHash; 3]) {
    let seen = look(&t.app, &t.official(Role::Signer), key).await.unwrap();
    let steps = seen.history.iter().filter_map(|record| {
        let (Action::Sign(made) | Action::Seal(made)) = &record.action else { return None };
        Some((record.actor.name.clone(), made.clone()))
    });
    let steps: Vec<_> = steps.collect();
    assert_eq!(steps.len(), 2);
    assert_eq!((&steps[0].1.before, &steps[0].1.after), (shown, first));
    assert_eq!((&steps[1].1.before, &steps[1].1.after), (first, second));
    assert_eq!(steps[1].0, t.official(Role::Clerk).name);
    let lines = papers(&t.app, &seen.dossier).await.unwrap();
    let line = lines.iter().find(|line| line.kind == PaperKind::Outcome).unwrap();
    assert_eq!(line.signatures[0].certificate, steps[0].1.certificate);
    let checked = check(&t.app, &line.code.to_string()).await.unwrap().unwrap();
    assert_eq!((&checked.hash, checked.unsigned.as_ref()), (second, Some(shown)));
    assert_eq!(checked.signatures.len(), 2);
}

async fn only_what_was_shown_is_signed_by_whom_it_concerns(t: TestApp) {
    let t = t.with_signing().await;
    let key = released(&t, 0).await;
    let (signer, clerk) = (t.official(Role::Signer), t.official(Role::Clerk));
    let paper = waiting(&t, &signer, SignStep::Sign, &key).await.unwrap();
    let papers = std::slice::from_ref(&paper);
    let pin = Some(TRIAL_PIN);

    for (typed, expected) in [(None, "key.pin-needed"), (Some("000000"), "key.pin-wrong")] {
        assert_eq!(code(signed(&t, &signer, SignStep::Sign, typed, papers).await), expected);
    }
    let other = PaperToSign { shown: FileHash::of(b"another"), ..paper.clone() };
    let refused = signed(&t, &signer, SignStep::Sign, pin, &[other]).await.unwrap().remove(0).unwrap_err();
    assert_eq!(refused.code, "signing.changed-since-shown");
    let said: Vec<_> = refused.args.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!(said, [FileHash::of(b"another").as_str(), paper.shown.as_str()], "both are told");

    let elsewhere = t.official_of("H57.99.2", Role::Signer);
    assert_eq!(why(signed(&t, &elsewhere, SignStep::Sign, pin, papers).await), "access.not-permitted");
    // Posts are those of the instant, whatever the page was opened with.
    let posing = Staff { posts: signer.posts.clone(), ..clerk.clone() };
    assert_eq!(why(signed(&t, &posing, SignStep::Sign, pin, papers).await), "access.not-permitted");
    assert_eq!(why(signed(&t, &clerk, SignStep::Seal, pin, papers).await), "dossier.paper-unsigned");
    let seal = usable(&t, &clerk, SignStep::Seal).await;
    let held = Pin::new(TRIAL_PIN.to_owned());
    let unlock = Unlock { step: SignStep::Sign, key: &seal, pin: Some(&held) };
    assert_eq!(
        code(sign_papers(&t.app, &signer, &unlock, papers).await),
        "key.unknown",
        "only one's own key"
    );
    let unlock = Unlock { step: SignStep::Sign, key: "revoked", pin: Some(&held) };
    let outcomes = sign_papers(&t.app, &signer, &unlock, papers).await.unwrap();
    let refused = outcomes[0].result.clone().unwrap_err();
    assert_eq!(refused.code, "app.signature-unsound", "a withdrawn certificate signs nothing");
    assert!(signatures(&t, &key).await.is_empty());

    signed(&t, &signer, SignStep::Sign, pin, papers).await.unwrap().remove(0).unwrap();
    assert_eq!(why(signed(&t, &signer, SignStep::Sign, pin, papers).await), "dossier.paper-signed");
    let stale = signed(&t, &clerk, SignStep::Seal, pin, papers).await;
    assert_eq!(why(stale), "signing.changed-since-shown", "the unsigned file is no longer what is sealed");
    let told = changed(&t.app, &clerk, &key, paper.paper, &paper.shown).await.unwrap().unwrap();
    let between = told.between.unwrap();
    assert_eq!((between.came.len(), between.went.len()), (1, 0), "what changed is the signature");
    assert!(between.words.is_ok_and(|(before, now)| before == now && before.len() > 200), "no word did");
    assert_eq!(between.pages, Some((1, 1)));
    assert!(changed(&t.app, &clerk, &key, paper.paper, &told.now).await.unwrap().is_none());
    let shown = open_shown(&t.app, &clerk, &key, paper.paper, &paper.shown).await.unwrap();
    assert_eq!(FileHash::of(&shown.bytes), paper.shown);
    // A paper of another dossier is not read by naming its hash here, and nothing by whom it does not concern.
    let another = waiting(&t, &signer, SignStep::Sign, &released(&t, 1).await).await.unwrap().shown;
    let told = changed(&t.app, &clerk, &key, paper.paper, &another).await.unwrap().unwrap();
    assert!(told.between.is_none());
    assert_eq!(code(open_shown(&t.app, &clerk, &key, paper.paper, &another).await), "app.not-found");
    assert_eq!(code(changed(&t.app, &elsewhere, &key, paper.paper, &paper.shown).await), "app.not-found");
    let seen = look(&t.app, &clerk, &key).await.unwrap();
    let next = next_signature(&t.app, &clerk, &seen.dossier, paper.paper).await.unwrap();
    assert_eq!(next.map(|(step, _)| step), Some(SignStep::Seal));
    t.is_sound().await;
}

async fn many_are_signed_and_each_no_is_told(t: TestApp) {
    let t = t.with_signing().await;
    let signer = t.official(Role::Signer);
    let mut keys = Vec::new();
    for _ in 0..10 {
        keys.push(released(&t, 0).await);
    }
    let list = papers_to_sign(&t.app, &signer, SignStep::Sign).await.unwrap();
    assert_eq!(list.len(), 10);
    let mut wanted: Vec<PaperToSign> = list
        .iter()
        .map(|paper| PaperToSign { key: paper.key.clone(), paper: paper.paper, shown: paper.hash.clone() })
        .collect();
    wanted[3].shown = FileHash::of(b"another");
    let results = signed(&t, &signer, SignStep::Sign, Some(TRIAL_PIN), &wanted).await.unwrap();
    let refused: Vec<_> = results.iter().enumerate().filter(|(_, result)| result.is_err()).collect();
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].0, 3);
    let rest = papers_to_sign(&t.app, &signer, SignStep::Sign).await.unwrap();
    assert_eq!(
        rest.iter().map(|paper| &paper.key).collect::<Vec<_>>(),
        [&wanted[3].key],
        "the rest is listed"
    );
    t.is_sound().await;
}

async fn without_a_signer_papers_stay_as_they_are(t: TestApp) {
    let key = released(&t, 0).await;
    let signer = t.official(Role::Signer);
    assert!(papers_to_sign(&t.app, &signer, SignStep::Sign).await.unwrap().is_empty());
    assert_eq!(code(keys_for(&t.app, &signer, SignStep::Sign, "H57.99.1").await), "app.no-signer");
    let seen = look(&t.app, &signer, &key).await.unwrap();
    assert!(!seen.open.iter().any(|kind| kind.name() == "sign"), "{:?}", seen.open);
    assert!(signatures(&t, &key).await.is_empty());
}
