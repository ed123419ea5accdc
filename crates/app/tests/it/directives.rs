//! Directives and their tasks from the outside: made clear, issued, lived, handed down, merged, replaced; on both engines.

use access::{Post, Role, Staff};
use app::directive::{
    Begin, Edit, HeadWish, ItemWish, Other, ShareWish, begin, edit, hand_down, issue, look as read, public,
};
use app::organisation::{Agency, Enrolment, enrol};
use app::task::{
    GroupBy, Lane, TaskSide, TaskTarget, WantedTasks, act, board, calendar, digest, lanes, list, look, waits,
};
use directives::{
    Becomes, Deadline, DirectiveStage, Finding, Measure, Product, Proof, TaskCause, TaskCommand, TaskKey,
    TaskStage, Unit,
};
use kernel::AgencyCode;
use testkit::TestApp;

use crate::code;

mod both {
    testkit::both!(
        a_task_is_clear_before_anybody_has_it,
        a_task_lives_from_being_assigned_to_being_accepted,
        strangers_find_nothing,
        boards_say_who_has_what_and_who_waits_for_whom,
        data_prove_a_task,
        a_task_is_handed_down_and_its_sum_comes_back,
        the_same_task_is_merged_and_a_replaced_directive_is_closed,
        what_is_changed_behind_our_back_is_found,
    );
}

fn agency(code: &str) -> AgencyCode {
    AgencyCode::parse(code).unwrap()
}

fn target(key: &TaskKey) -> TaskTarget {
    TaskTarget { key: key.clone(), version: None }
}

fn hand_in(document: &str) -> TaskCommand {
    TaskCommand::HandIn(Box::new(Product { document: document.into(), ..Product::default() }))
}

fn report(percent: i64, figure: Option<i64>) -> TaskCommand {
    TaskCommand::Report { percent, words: "Đã làm một phần".into(), figure }
}

async fn done(t: &TestApp, who: &Staff, key: &TaskKey, command: TaskCommand) {
    act(&t.app, who, &target(key), command).await.unwrap();
}

async fn a_task_is_clear_before_anybody_has_it(t: TestApp) {
    let key = t.drafted().await;
    let (head, signer) = (t.official_of("H57", Role::Head), t.official_of("H57", Role::Signer));
    let seen = read(&t.app, &head, &key).await.unwrap();
    let item = &seen.directive.items[0];
    assert_eq!(item.unit.as_ref().unwrap().code, agency("H57.99.1"), "the name means one body");
    let quote: String = seen
        .text
        .chars()
        .skip(item.source.char_start)
        .take(item.source.char_end - item.source.char_start)
        .collect();
    assert_eq!(quote, item.source.quote);
    assert!(seen.findings.iter().filter(|finding| finding.blocks()).count() >= 3, "{:?}", seen.findings);
    assert_eq!(code(issue(&t.app, &signer, &key, None).await), "directive.not-clear");
    let put = |wish| Edit::Put(1, wish);
    let clerk = t.official(Role::Clerk);
    let refused = edit(&t.app, &clerk, &key, None, put(t.clear_item(Role::Head, Proof::Product))).await;
    assert_eq!(code(refused), "app.not-found", "another body's draft");
    edit(&t.app, &head, &key, Some(1), put(t.clear_item(Role::Head, Proof::Product))).await.unwrap();
    let stale = edit(&t.app, &head, &key, Some(1), Edit::Drop(1)).await;
    assert_eq!(code(stale), "app.conflict");
    let nobody = ItemWish { person: Some("khong-co".into()), ..t.clear_item(Role::Head, Proof::Product) };
    assert_eq!(code(edit(&t.app, &head, &key, None, put(nobody)).await), "app.not-found");
    assert_eq!(code(issue(&t.app, &signer, &key, None).await), "directive.not-clear", "it has no number");
    edit(&t.app, &head, &key, None, Edit::Describe(t.clear_head("15/TB-UBND"))).await.unwrap();
    assert_eq!(code(issue(&t.app, &head, &key, None).await), "access.not-permitted");
    issue(&t.app, &signer, &key, None).await.unwrap();
    assert_eq!(code(issue(&t.app, &signer, &key, None).await), "directive.wrong-stage");
    let seen = read(&t.app, &head, &key).await.unwrap();
    assert_eq!((seen.directive.stage, seen.tasks.len()), (DirectiveStage::Issued, 1));
    t.is_sound().await;
}

async fn a_task_lives_from_being_assigned_to_being_accepted(t: TestApp) {
    let (_, key) = t.issued(Role::Officer, Proof::Product).await;
    let (doer, boss) = (t.official(Role::Officer), t.official(Role::Head));
    let (head, signer) = (t.official_of("H57", Role::Head), t.official_of("H57", Role::Signer));
    let desk = t.official(Role::Desk);
    assert_eq!(code(act(&t.app, &desk, &target(&key), TaskCommand::Accept).await), "task.not-yours");
    done(&t, &doer, &key, TaskCommand::Accept).await;
    done(&t, &doer, &key, report(40, None)).await;
    let stale = TaskTarget { key: key.clone(), version: Some(1) };
    assert_eq!(code(act(&t.app, &doer, &stale, report(50, None)).await), "app.conflict");
    done(&t, &boss, &key, hand_in("12/KH-UBND")).await;
    let check = TaskCommand::Check { words: "Đúng".into() };
    assert_eq!(code(act(&t.app, &doer, &target(&key), check.clone()).await), "access.not-permitted");
    done(&t, &head, &key, TaskCommand::Return { reason: "Thiếu phụ lục".into() }).await;
    t.clock.set("2026-04-02T09:00");
    done(&t, &doer, &key, hand_in("12/KH-UBND")).await;
    done(&t, &head, &key, check).await;
    assert_eq!(code(act(&t.app, &head, &target(&key), TaskCommand::Close).await), "access.not-permitted");
    done(&t, &signer, &key, TaskCommand::Close).await;
    let seen = look(&t.app, &doer, &key).await.unwrap();
    assert_eq!(seen.task.stage, TaskStage::Done);
    assert!(seen.lateness.is_late(), "handed in on the second of April");
    assert_eq!(seen.history.len(), 8);
    let told = digest(&t.app, &head, &agency("H57"), TaskSide::Assigned, t.app.today()).await.unwrap();
    let week = told.weeks.last().unwrap();
    assert_eq!((week.kept, week.broken), (0, 1));
    t.is_sound().await;
}

async fn strangers_find_nothing(t: TestApp) {
    let (directive, key) = t.issued(Role::Officer, Proof::Product).await;
    for (place, role) in [("H57.99.2", Role::Signer), ("G01.99.1", Role::Head), ("H57.98", Role::Admin)] {
        let stranger = t.official_of(place, role);
        assert_eq!(code(look(&t.app, &stranger, &key).await.map(|_| ())), "app.not-found");
        assert_eq!(code(read(&t.app, &stranger, &directive).await.map(|_| ())), "app.not-found");
        assert_eq!(code(act(&t.app, &stranger, &target(&key), TaskCommand::Accept).await), "app.not-found");
        let wanted = everything(TaskSide::Given);
        let refused = list(&t.app, &stranger, &agency("H57.99.1"), &wanted).await.map(|_| ());
        assert_eq!(code(refused), "access.not-permitted");
    }
    let doer = t.official(Role::Desk);
    assert!(look(&t.app, &doer, &key).await.is_ok(), "everybody of the unit sees its tasks");
    assert!(read(&t.app, &doer, &directive).await.is_ok(), "and the sentence they stand on");
    let inspector = t.official_of("H57.97", Role::Inspector);
    assert!(look(&t.app, &inspector, &key).await.unwrap().open.is_empty());
    let shown = public(&t.app, "H57").await.unwrap();
    assert_eq!(shown.directives[0].tasks.len(), 1);
    assert_eq!(code(public(&t.app, "G01").await.map(|_| ())), "app.not-found");
    t.is_sound().await;
}

fn everything(side: TaskSide) -> WantedTasks {
    WantedTasks {
        side,
        lane: Lane::Unit,
        only: None,
        from_on: None,
        until_on: None,
        late: false,
        after: None,
    }
}

async fn boards_say_who_has_what_and_who_waits_for_whom(t: TestApp) {
    let (_, key) = t.issued(Role::Officer, Proof::Product).await;
    let (ward, city) = (agency("H57.99.1"), agency("H57"));
    let (doer, head) = (t.official(Role::Officer), t.official_of("H57", Role::Head));
    done(&t, &doer, &key, TaskCommand::Accept).await;
    for (who, place, side, by, name) in [
        (&doer, &ward, TaskSide::Given, GroupBy::Person, doer.id.as_str()),
        (&doer, &ward, TaskSide::Given, GroupBy::Body, "H57"),
        (&head, &city, TaskSide::Assigned, GroupBy::Body, "H57.99.1"),
        (&head, &city, TaskSide::Assigned, GroupBy::Person, doer.id.as_str()),
    ] {
        let lines = board(&t.app, who, place, side, Lane::Unit, by).await.unwrap().lines;
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].name.as_str(), lines[0].count.all, lines[0].count.late), (name, 1, 0));
        let only = Some((by, name.to_owned()));
        let wanted = WantedTasks { only, ..everything(side) };
        assert_eq!(list(&t.app, who, place, &wanted).await.unwrap().rows.len(), 1);
    }
    let last = t.app.today().last_of_month();
    let days = calendar(&t.app, &doer, &ward, TaskSide::Given, last).await.unwrap().days;
    assert_eq!(days.iter().filter(|(_, count)| *count > 0).collect::<Vec<_>>(), [&(last, 1)]);
    let on_day = WantedTasks { from_on: Some(last), until_on: Some(last), ..everything(TaskSide::Given) };
    assert_eq!(list(&t.app, &doer, &ward, &on_day).await.unwrap().rows.len(), 1);
    let wait = TaskCommand::Wait {
        cause: TaskCause::Coordinating,
        unit: Some(Unit { code: agency("H57.94"), name: "gõ sai".into() }),
        reason: "Chờ kinh phí".into(),
    };
    done(&t, &doer, &key, wait).await;
    let (others, _) = waits(&t.app, &doer, &ward).await.unwrap();
    assert_eq!(others.iter().map(|line| line.waits.as_str()).collect::<Vec<_>>(), ["H57.94"]);
    let finance = t.official_of("H57.94", Role::Officer);
    let (_, on_us) = waits(&t.app, &finance, &agency("H57.94")).await.unwrap();
    assert_eq!(on_us.len(), 1);
    let seen = look(&t.app, &finance, &key).await.unwrap();
    assert_eq!(seen.task.wait.unwrap().unit.unwrap().name, "Sở Tài chính thành phố Huế", "its own name");
    t.clock.set("2026-04-05T09:00");
    let counts = lanes(&t.app, &doer, &ward, TaskSide::Given).await.unwrap().counts;
    assert_eq!((counts[0].1.all, counts[0].1.late), (1, 1));
    let late = WantedTasks { late: true, ..everything(TaskSide::Given) };
    assert_eq!(list(&t.app, &doer, &ward, &late).await.unwrap().rows.len(), 1);
    t.is_sound().await;
}

async fn data_prove_a_task(t: TestApp) {
    let proof = Proof::Indicator { measure: Measure::DossiersLate, target: 0 };
    let (_, key) = t.issued(Role::Officer, proof).await;
    let doer = t.official(Role::Officer);
    done(&t, &doer, &key, TaskCommand::Accept).await;
    t.submitted(&t.citizen(0)).await;
    t.clock.set("2026-03-12T09:00");
    let seen = look(&t.app, &doer, &key).await.unwrap();
    assert_eq!(seen.measured, Some((Measure::DossiersLate, 1)), "a dossier nobody received in time");
    let refused = act(&t.app, &doer, &target(&key), hand_in("1/BC")).await;
    assert_eq!(code(refused), "task.indicator-not-reached", "a paper proves nothing here");
    t.clock.set("2026-03-02T09:30");
    done(&t, &doer, &key, hand_in("")).await;
    let seen = look(&t.app, &doer, &key).await.unwrap();
    assert!(seen.task.handed_in.unwrap().0.is_proved());
    t.is_sound().await;
}

/// A ministry of its own tenant with one leader, which the sample province does not have.
async fn ministry(t: &TestApp) -> Staff {
    let code = agency("G99");
    let body = Agency {
        code: code.clone(),
        name: "Bộ Mẫu".into(),
        kind: "ministry".into(),
        commune: None,
        place: "Hà Nội".into(),
        parent: None,
        is_sample: true,
    };
    let from_on = "2025-07-01".parse().unwrap();
    let post =
        Post { agency: code, title: "Thứ trưởng".into(), role: Role::Signer, from_on, until_on: None };
    let (id, name) = ("bo-mau-signer".to_owned(), "Đặng Thị Mẫu".to_owned());
    let official = Enrolment {
        id: id.clone(),
        subject: "CB-MAU-9001".into(),
        name: name.clone(),
        email: None,
        lang: None,
        post: post.clone(),
    };
    enrol(&t.app, &[body], &[official]).await.unwrap();
    Staff { id, name, posts: vec![post] }
}

async fn a_task_is_handed_down_and_its_sum_comes_back(t: TestApp) {
    let minister = ministry(&t).await;
    let asked = Begin {
        agency: agency("G99"),
        name: String::new(),
        bytes: "Ủy ban nhân dân thành phố Huế hoàn thành số hóa sổ hộ tịch.".as_bytes().to_vec(),
        issued_on: Some(t.app.today()),
    };
    let above = begin(&t.app, &minister, asked).await.unwrap();
    let (head, signer) = (t.official_of("H57", Role::Head), t.official_of("H57", Role::Signer));
    let figure = |target| Some(Proof::Figure { target, unit: "trang".into() });
    let wish = ItemWish {
        deed: "Số hóa sổ hộ tịch".into(),
        unit: Some(agency("H57")),
        person: Some(head.id.clone()),
        owner: Some(signer.id.clone()),
        deadline: Some(Deadline::Before { on: "2026-06-01".parse().unwrap() }),
        product: "Trang sổ".into(),
        proof: figure(100),
        ..ItemWish::default()
    };
    edit(&t.app, &minister, &above, None, Edit::Put(1, wish)).await.unwrap();
    edit(&t.app, &minister, &above, None, Edit::Describe(t.clear_head("9/CT-BM"))).await.unwrap();
    issue(&t.app, &minister, &above, None).await.unwrap();
    let whole = read(&t.app, &minister, &above).await.unwrap().directive.tasks[0].1.clone();
    done(&t, &head, &whole, TaskCommand::Accept).await;

    let stranger = t.official(Role::Head);
    assert_eq!(code(hand_down(&t.app, &stranger, &whole).await.map(|_| ())), "app.not-found");
    let draft = hand_down(&t.app, &head, &whole).await.unwrap();
    assert_eq!(draft.tenant, "H57", "the province shares out in its own tenant");
    edit(&t.app, &head, &draft, None, Edit::Describe(t.clear_head("77/UBND"))).await.unwrap();
    let share = |unit: &str, amount| ShareWish { unit: agency(unit), amount: Some(amount) };
    let split = |one, two| Edit::Split(1, vec![share("H57.99.1", one), share("H57.99.2", two)]);
    assert_eq!(code(edit(&t.app, &head, &draft, None, split(60, 30)).await), "directive.sum-not-kept");
    edit(&t.app, &head, &draft, None, split(60, 40)).await.unwrap();
    issue(&t.app, &signer, &draft, None).await.unwrap();
    let tasks = read(&t.app, &head, &draft).await.unwrap().directive.tasks;
    for ((_, share), place, amount) in [(&tasks[0], "H57.99.1", 60), (&tasks[1], "H57.99.2", 40)] {
        let doer = t.official_of(place, Role::Head);
        done(&t, &doer, share, TaskCommand::Accept).await;
        done(&t, &doer, share, report(100, Some(amount))).await;
        let product = Product { document: "1/BC".into(), figure: Some(amount), ..Product::default() };
        done(&t, &doer, share, TaskCommand::HandIn(Box::new(product))).await;
        app::outbox::drain(&t.app).await.unwrap();
        let early = act(&t.app, &head, &target(&whole), hand_in("2/BC")).await;
        assert_eq!(code(early), "task.figure-not-reached", "a report is nobody's result");
        done(&t, &head, share, TaskCommand::Check { words: String::new() }).await;
        done(&t, &signer, share, TaskCommand::Close).await;
        app::outbox::drain(&t.app).await.unwrap();
    }
    let seen = look(&t.app, &minister, &whole).await.unwrap();
    assert_eq!((seen.task.reached(), seen.below.len()), (100, 2));
    let again = hand_down(&t.app, &head, &whole).await.unwrap();
    let found = read(&t.app, &head, &again).await.unwrap().findings;
    let more = Finding::SumNotKept { above: whole.clone(), target: 100, shared: 200 };
    assert!(found.contains(&more), "everything was shared out already: {found:?}");
    done(&t, &head, &whole, hand_in("")).await;
    assert_eq!(code(hand_down(&t.app, &head, &whole).await.map(|_| ())), "task.wrong-stage");
    t.is_sound().await;
}

async fn the_same_task_is_merged_and_a_replaced_directive_is_closed(t: TestApp) {
    let (first, task) = t.issued(Role::Officer, Proof::Product).await;
    let (head, signer) = (t.official_of("H57", Role::Head), t.official_of("H57", Role::Signer));
    let second = t.drafted().await;
    edit(&t.app, &head, &second, None, Edit::Put(1, t.clear_item(Role::Officer, Proof::Product)))
        .await
        .unwrap();
    let found = read(&t.app, &head, &second).await.unwrap().findings;
    assert!(
        found.iter().any(|finding| matches!(finding, Finding::Alike { task: known, .. } if *known == task)),
        "{found:?}"
    );
    let becomes = Becomes::Merged { task: task.clone() };
    let merged = ItemWish { becomes, deadline: None, ..t.clear_item(Role::Officer, Proof::Product) };
    edit(&t.app, &head, &second, None, Edit::Put(1, merged)).await.unwrap();
    edit(&t.app, &head, &second, None, Edit::Describe(t.clear_head("16/TB-UBND"))).await.unwrap();
    issue(&t.app, &signer, &second, None).await.unwrap();
    let seen = look(&t.app, &head, &task).await.unwrap().task;
    let numbers: Vec<&str> = seen.grounds.iter().map(|ground| ground.number.as_str()).collect();
    assert_eq!(numbers, ["15/TB-UBND", "16/TB-UBND"]);

    let third = t.drafted().await;
    let head_wish = HeadWish { replaces: Some(Other::Id(first.id)), ..t.clear_head("17/TB-UBND") };
    edit(&t.app, &head, &third, None, Edit::Describe(head_wish)).await.unwrap();
    let other = ItemWish {
        deed: "Lắp đặt ki-ốt tra cứu".into(), ..t.clear_item(Role::Head, Proof::Product)
    };
    edit(&t.app, &head, &third, None, Edit::Put(1, other)).await.unwrap();
    issue(&t.app, &signer, &third, None).await.unwrap();
    assert_eq!(look(&t.app, &head, &task).await.unwrap().task.stage, TaskStage::Cancelled);
    let old = read(&t.app, &head, &first).await.unwrap().directive;
    assert_eq!((old.stage, old.replaced_by), (DirectiveStage::Replaced, Some(third.id)));
    t.is_sound().await;
}

async fn what_is_changed_behind_our_back_is_found(t: TestApp) {
    t.issued(Role::Officer, Proof::Product).await;
    t.is_sound().await;
    for (sql, count) in [
        ("UPDATE task SET lane = 'closed'", 1),
        ("UPDATE task SET due_at = due_at + 1", 1),
        ("UPDATE directive SET state = REPLACE(state, '15/TB-UBND', '16/TB-UBND')", 1),
        ("UPDATE task SET head = 'x'", 1),
    ] {
        write(&t, sql).await;
        assert_eq!(app::check::check(&t.app).await.unwrap().problems.len(), count, "{sql}");
        app::check::rebuild(&t.app).await.unwrap();
        t.is_sound().await;
    }
    write(&t, "UPDATE task_action SET body = REPLACE(body, 'Kế hoạch', 'Báo cáo')").await;
    let problems = app::check::check(&t.app).await.unwrap().problems;
    assert!(problems[0].contains("the chain breaks at record 1"), "{problems:?}");
}

async fn write(t: &TestApp, sql: &'static str) {
    let mut tx = t.app.store.begin().await.unwrap();
    let result = tx.conn().unwrap().execute(sql, vec![]).await;
    assert!(tx.finish(result).await.unwrap() > 0, "{sql}");
}
