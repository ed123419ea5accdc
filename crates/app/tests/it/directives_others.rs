//! What lies between directives and beside tasks: replaced and changed by number, bodies that help, products that are signed.

use access::{Role, Staff};
use app::directive::{DirectiveKey, Edit, HeadWish, ItemWish, Other, edit, issue, look as read};
use app::files::Shelf;
use app::paper::keys_for;
use app::signing::Pin;
use app::task::{
    Handed, Lane, TaskTarget, act, draft_changed, draft_file, drafted, file, hand_in, helping, look,
    sign_and_hand_in,
};
use directives::{Becomes, Deadline, DirectiveStage, Product, Proof, TaskCommand, TaskKey, TaskStage};
use dossier::SignStep;
use jiff::civil::Date;
use kernel::{AgencyCode, FileHash};
use testkit::{TRIAL_PIN, TestApp};

use crate::code;

mod both {
    testkit::both!(
        a_directive_is_replaced_by_its_number,
        a_directive_is_changed_and_stays_in_force,
        bodies_that_help_see_the_task,
        a_product_is_signed_before_it_is_handed_in,
        what_changed_in_a_product_since_it_was_shown_is_told,
        without_a_signer_a_product_is_handed_in_as_it_is
    );
}

fn agency(code: &str) -> AgencyCode {
    AgencyCode::parse(code).unwrap()
}

fn target(key: &TaskKey) -> TaskTarget {
    TaskTarget { key: key.clone(), version: None }
}

fn number(number: &str, issued_on: Option<Date>) -> Option<Other> {
    Some(Other::Number { number: number.to_owned(), issued_on })
}

async fn describe(t: &TestApp, key: &DirectiveKey, wish: HeadWish) -> Result<i64, app::Error> {
    edit(&t.app, &t.official_of("H57", Role::Head), key, None, Edit::Describe(wish)).await
}

async fn done(t: &TestApp, key: &DirectiveKey, wish: Edit) {
    edit(&t.app, &t.official_of("H57", Role::Head), key, None, wish).await.unwrap();
}

async fn a_directive_is_replaced_by_its_number(t: TestApp) {
    let (first, task) = t.issued(Role::Officer, Proof::Product).await;
    let (head, signer) = (t.official_of("H57", Role::Head), t.official_of("H57", Role::Signer));
    let second = t.drafted().await;
    let replacing = |other: Option<Other>| HeadWish { replaces: other, ..t.clear_head("17/TB-UBND") };
    let today = t.app.today();
    for (other, why) in [
        (number("99/TB-UBND", None), "directive.number-unknown"),
        (number("15/TB-UBND", today.yesterday().ok()), "directive.number-unknown"),
        (Some(Other::Id(second.id)), "directive.not-in-force"),
    ] {
        assert_eq!(code(describe(&t, &second, replacing(other)).await), why);
    }
    describe(&t, &second, replacing(number(" 15/tb-ubnd ", None))).await.unwrap();
    let seen = read(&t.app, &head, &second).await.unwrap();
    let old = seen.others.replaces.unwrap();
    assert_eq!((old.number.as_str(), old.issued_on, old.open.len()), ("15/TB-UBND", today, 1));

    let kiosk = ItemWish {
        deed: "Lắp đặt ki-ốt tra cứu".into(), ..t.clear_item(Role::Head, Proof::Product)
    };
    done(&t, &second, Edit::Put(1, kiosk)).await;
    done(&t, &second, Edit::Carry(task.clone())).await;
    issue(&t.app, &signer, &second, None).await.unwrap();
    let kept = look(&t.app, &head, &task).await.unwrap().task;
    assert_eq!(kept.stage, TaskStage::Assigned, "what was kept goes on");
    assert_eq!(kept.grounds.len(), 2);
    let seen = read(&t.app, &head, &second).await.unwrap();
    assert_eq!(seen.tasks.len(), 2, "and stands among the tasks of the new directive");
    let seen = read(&t.app, &head, &first).await.unwrap();
    assert_eq!(seen.directive.stage, DirectiveStage::Replaced);
    assert_eq!(seen.others.replaced_by.unwrap().number, "17/TB-UBND");

    let third = t.drafted().await;
    let again = describe(&t, &third, replacing(number("15/TB-UBND", None))).await;
    assert_eq!(code(again), "directive.not-in-force");
    // The same number a day later: the day tells them apart.
    t.clock.set("2026-03-03T09:00");
    let fourth = t.drafted().await;
    done(&t, &fourth, Edit::Describe(t.clear_head("17/TB-UBND"))).await;
    let other =
        ItemWish { deed: "Kiểm tra sổ hộ tịch".into(), ..t.clear_item(Role::Head, Proof::Product) };
    done(&t, &fourth, Edit::Put(1, other)).await;
    issue(&t.app, &signer, &fourth, None).await.unwrap();
    let shared = describe(&t, &third, replacing(number("17/TB-UBND", None))).await;
    assert_eq!(code(shared), "directive.number-shared");
    describe(&t, &third, replacing(number("17/TB-UBND", Some(today)))).await.unwrap();
    let seen = read(&t.app, &head, &third).await.unwrap();
    assert_eq!(seen.others.replaces.unwrap().id, second.id);
    t.is_sound().await;
}

async fn a_directive_is_changed_and_stays_in_force(t: TestApp) {
    let (first, task) = t.issued(Role::Officer, Proof::Product).await;
    let (head, signer) = (t.official_of("H57", Role::Head), t.official_of("H57", Role::Signer));
    let second = t.drafted().await;
    let wish = HeadWish { amends: number("15/TB-UBND", None), ..t.clear_head("18/TB-UBND") };
    describe(&t, &second, wish).await.unwrap();
    let seen = read(&t.app, &head, &second).await.unwrap();
    assert_eq!(seen.others.amends.unwrap().open[0].id, task.id, "its open tasks can be chosen");
    let until: Date = "2026-05-31".parse().unwrap();
    let change = ItemWish {
        deadline: Some(Deadline::By { on: until }),
        becomes: Becomes::Amendment { task: task.clone() },
        ..t.clear_item(Role::Officer, Proof::Product)
    };
    done(&t, &second, Edit::Put(1, change)).await;
    issue(&t.app, &signer, &second, None).await.unwrap();
    let seen = look(&t.app, &head, &task).await.unwrap().task;
    assert_eq!(seen.deadline, Deadline::By { on: until });
    let old = read(&t.app, &head, &first).await.unwrap();
    assert_eq!(old.directive.stage, DirectiveStage::Issued);
    let numbers: Vec<&str> = old.others.amended_by.iter().map(|other| other.number.as_str()).collect();
    assert_eq!(numbers, ["18/TB-UBND"]);
    t.is_sound().await;
}

async fn bodies_that_help_see_the_task(t: TestApp) {
    let finance = agency("H57.94");
    let key = t.drafted().await;
    let wish = ItemWish {
        coordinating: vec![finance.clone(), finance.clone()],
        ..t.clear_item(Role::Officer, Proof::Product)
    };
    done(&t, &key, Edit::Put(1, wish)).await;
    done(&t, &key, Edit::Describe(t.clear_head("15/TB-UBND"))).await;
    issue(&t.app, &t.official_of("H57", Role::Signer), &key, None).await.unwrap();
    let helper = t.official_of("H57.94", Role::Officer);
    let listed = async |lane| helping(&t.app, &helper, &finance, lane, None).await.unwrap().rows;
    let rows = listed(Lane::Unit).await;
    assert_eq!(rows.len(), 1);
    let task = TaskKey { tenant: "H57".into(), id: rows[0].id };
    assert!(look(&t.app, &helper, &task).await.unwrap().open.is_empty(), "who helps leads nothing");
    assert_eq!(read(&t.app, &helper, &key).await.unwrap().tasks.len(), 1, "and sees the sentence");
    let doer = t.official(Role::Officer);
    act(&t.app, &doer, &target(&task), TaskCommand::Accept).await.unwrap();
    let product = Product { document: "1/KH".into(), ..Product::default() };
    act(&t.app, &doer, &target(&task), TaskCommand::HandIn(Box::new(product))).await.unwrap();
    assert!(listed(Lane::Unit).await.is_empty());
    assert_eq!(listed(Lane::Assigner).await.len(), 1);
    let stranger = t.official_of("H57.99.2", Role::Officer);
    let refused = helping(&t.app, &stranger, &finance, Lane::Unit, None).await.map(|_| ());
    assert_eq!(code(refused), "access.not-permitted");
    t.is_sound().await;
}

/// A task that was taken on, and who has it.
async fn at_work(t: &TestApp) -> (TaskKey, Staff) {
    let (_, task) = t.issued(Role::Officer, Proof::Product).await;
    let doer = t.official(Role::Officer);
    act(&t.app, &doer, &target(&task), TaskCommand::Accept).await.unwrap();
    (task, doer)
}

fn pdf(mark: u32) -> Option<(String, Vec<u8>)> {
    Some(("ke-hoach.pdf".to_owned(), testkit::sheet(mark)))
}

async fn a_product_is_signed_before_it_is_handed_in(t: TestApp) {
    let t = t.with_signing().await;
    let (task, doer) = at_work(&t).await;
    let by_number = Product { document: "1/KH".into(), ..Product::default() };
    let refused = hand_in(&t.app, &doer, &target(&task), by_number, None).await;
    assert_eq!(code(refused), "task.product-unsigned", "a number nobody knows is no proof");
    let letter = Some(("ke-hoach.docx".to_owned(), b"PK\x03\x04".to_vec()));
    let refused = hand_in(&t.app, &doer, &target(&task), Product::default(), letter).await;
    assert_eq!(code(refused), "task.product-not-pdf");
    let kept = hand_in(&t.app, &doer, &target(&task), Product::default(), pdf(1)).await.unwrap();
    assert_eq!(kept, Handed::ToSign);
    let draft = drafted(&t.app, &doer, &task).await.unwrap().unwrap();
    assert_eq!(draft.hash, FileHash::of(&testkit::sheet(1)));
    assert_eq!(draft_file(&t.app, &doer, &task, None).await.unwrap().bytes, testkit::sheet(1));
    let boss = t.official(Role::Head);
    assert!(drafted(&t.app, &boss, &task).await.unwrap().is_none(), "nobody else's");

    let keys = keys_for(&t.app, &doer, SignStep::Sign, "H57.99.1").await.unwrap();
    let key = keys.into_iter().find(|key| key.told.is_ok()).unwrap().name;
    let pin = Pin::new(TRIAL_PIN.to_owned());
    let sign = async |shown: &FileHash, key: &str, pin: Option<&Pin>| {
        sign_and_hand_in(&t.app, &doer, &target(&task), shown, key, pin).await
    };
    assert_eq!(code(sign(&draft.hash, &key, None).await), "key.pin-needed");
    let wrong = Pin::new("000000".to_owned());
    assert_eq!(code(sign(&draft.hash, &key, Some(&wrong)).await), "key.pin-wrong");
    let other = FileHash::of(b"another");
    assert_eq!(code(sign(&other, &key, Some(&pin)).await), "signing.changed-since-shown");
    let theirs = keys_for(&t.app, &boss, SignStep::Sign, "H57.99.1").await.unwrap().remove(0).name;
    assert_eq!(code(sign(&draft.hash, &theirs, Some(&pin)).await), "key.unknown", "only one's own key");
    sign(&draft.hash, &key, Some(&pin)).await.unwrap();

    let seen = look(&t.app, &t.official_of("H57", Role::Head), &task).await.unwrap();
    assert_eq!(seen.task.stage, TaskStage::HandedIn);
    assert_eq!(seen.signatures.len(), 1);
    assert!(seen.signatures[0].is_sound() && seen.signatures[0].name == doer.name, "{:?}", seen.signatures);
    let handed = seen.task.handed_in.unwrap().0.file.unwrap();
    assert_eq!(handed.signature.unwrap().shown, Some(draft.hash));
    let signed = file(&t.app, &doer, &task, &handed.hash).await.unwrap().bytes;
    assert!(signed.starts_with(&testkit::sheet(1)), "what was shown stays byte by byte");
    assert!(drafted(&t.app, &doer, &task).await.unwrap().is_none());

    // What was signed before it came is judged as it is, and handed in at once.
    let reason = "Thiếu phụ lục".to_owned();
    act(&t.app, &t.official_of("H57", Role::Head), &target(&task), TaskCommand::Return { reason })
        .await
        .unwrap();
    let again = Some(("ke-hoach-da-ky.pdf".to_owned(), signed));
    let handed = hand_in(&t.app, &doer, &target(&task), Product::default(), again).await.unwrap();
    assert!(matches!(handed, Handed::In(_)));
    t.is_sound().await;
}

async fn what_changed_in_a_product_since_it_was_shown_is_told(t: TestApp) {
    let t = t.with_signing().await;
    let (task, doer) = at_work(&t).await;
    let put = async |pages: &[&[&str]]| {
        let file = Some(("ke-hoach.pdf".to_owned(), testkit::saying(pages)));
        hand_in(&t.app, &doer, &target(&task), Product::default(), file).await.unwrap();
        drafted(&t.app, &doer, &task).await.unwrap().unwrap().hash
    };
    let first = put(&[&["Ke hoach cap 2 ban sao trong thang 3"]]).await;
    assert!(draft_changed(&t.app, &doer, &task, &first).await.unwrap().is_none(), "nothing changed");
    let second = put(&[&["Ke hoach cap 3 ban sao trong thang 3"], &["Trang hai cua ke hoach nay"]]).await;
    let pin = Pin::new(TRIAL_PIN.to_owned());
    let key = keys_for(&t.app, &doer, SignStep::Sign, "H57.99.1").await.unwrap().remove(0).name;
    let refused = sign_and_hand_in(&t.app, &doer, &target(&task), &first, &key, Some(&pin)).await;
    assert_eq!(code(refused), "signing.changed-since-shown");

    let told = draft_changed(&t.app, &doer, &task, &first).await.unwrap().unwrap();
    assert_eq!((&told.shown, &told.now), (&first, &second));
    let between = told.between.unwrap();
    assert_eq!(between.pages, Some((1, 2)));
    let (before, now) = between.words.unwrap();
    assert!(before.contains("cap 2 ban sao") && !before.contains("Trang hai"), "{before}");
    assert!(now.contains("cap 3 ban sao") && now.contains("Trang hai"), "{now}");
    assert!(between.came.is_empty() && between.went.is_empty());
    let shown = draft_file(&t.app, &doer, &task, Some(&first)).await.unwrap();
    assert_eq!(FileHash::of(&shown.bytes), first, "the file that was shown can be opened once more");

    // A picture of a page has no letters to compare.
    put(&[&[]]).await;
    let between = draft_changed(&t.app, &doer, &task, &second).await.unwrap().unwrap().between.unwrap();
    assert_eq!(between.words, Err(app::paper::NoWords::Unreadable));
    assert_eq!(between.pages, Some((2, 1)));
    // What was never a file of this product is not read, whoever knows its hash.
    let (other, _) = at_work(&t).await;
    let strange =
        Some(("khac.pdf".to_owned(), testkit::saying(&[&["Viec cua nguoi khac, khong ai duoc xem"]])));
    hand_in(&t.app, &doer, &target(&other), Product::default(), strange).await.unwrap();
    let strange = drafted(&t.app, &doer, &other).await.unwrap().unwrap().hash;
    assert!(draft_changed(&t.app, &doer, &task, &strange).await.unwrap().unwrap().between.is_none());
    let opened = draft_file(&t.app, &doer, &task, Some(&strange)).await;
    assert_eq!(code(opened.map(|file| file.name)), "app.not-found");
    // Swept, it is said to be gone.
    t.app.files.remove(Shelf::Uploads, &first).await.unwrap();
    assert!(draft_changed(&t.app, &doer, &task, &first).await.unwrap().unwrap().between.is_none());
    t.is_sound().await;
}

async fn without_a_signer_a_product_is_handed_in_as_it_is(t: TestApp) {
    let (task, doer) = at_work(&t).await;
    let handed = hand_in(&t.app, &doer, &target(&task), Product::default(), pdf(2)).await.unwrap();
    assert!(matches!(handed, Handed::In(_)));
    let seen = look(&t.app, &doer, &task).await.unwrap();
    assert!(seen.signatures.is_empty() && !seen.can_be_signed);
    assert!(!seen.task.handed_in.unwrap().0.is_signed());
    t.is_sound().await;
}
