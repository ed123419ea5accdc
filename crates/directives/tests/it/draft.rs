//! Five clear answers: a draft is not issued while a task lacks one; sums, twins, merges and changes.

use directives::{
    Above, Becomes, Deadline, Directive, DirectiveAction, DirectiveCommand, DirectiveKind, DirectiveOpening,
    DirectiveRecord, DirectiveStage, Existing, Facts, Finding, Gazetteer, Head, Item, Missing, Person, Proof,
    Share, Source, Surroundings, TaskKey, UnclearDeadline, Unit, compile, extract,
};
use dossier::{Actor, ActorKind};
use kernel::{AgencyCode, Id};

fn id(number: u8) -> Id {
    Id::parse(&format!("01890000-0000-7000-8000-0000000000{number:02x}")).unwrap()
}

fn key(number: u8) -> TaskKey {
    TaskKey { tenant: "H57".into(), id: id(number) }
}

fn unit(code: &str) -> Unit {
    Unit { code: AgencyCode::parse(code).unwrap(), name: format!("Cơ quan {code}") }
}

fn person(name: &str) -> Person {
    Person { id: name.into(), name: name.into(), title: "Chuyên viên".into() }
}

fn actor() -> Actor {
    Actor { kind: ActorKind::Official, id: "lan".into(), name: "Lan".into(), title: None }
}

fn clear(number: u32) -> Item {
    let quote = format!("Câu gốc số {number}.");
    Item {
        source: Source { char_start: 0, char_end: quote.chars().count(), quote },
        deed: format!("Ban hành văn bản hướng dẫn riêng cho lĩnh vực thứ {number}"),
        unit: Some(unit("H57.99.1")),
        person: Some(person("an")),
        owner: Some(person("binh")),
        deadline: Some(Deadline::By { on: "2026-06-30".parse().unwrap() }),
        product: "Kế hoạch".into(),
        proof: Some(Proof::Document),
        ..Item::blank(number)
    }
}

fn draft(items: Vec<Item>) -> Directive {
    let opening = DirectiveOpening {
        id: id(1),
        agency: unit("H57"),
        head: Head {
            kind: DirectiveKind::Conclusion,
            number: "15/TB-UBND".into(),
            title: "Kết luận".into(),
            issued_on: "2026-03-02".parse().unwrap(),
            signer: String::new(),
            is_public: false,
            replaces: None,
            amends: None,
        },
        text_hash: String::new(),
        facts: Facts::default(),
        items,
        remarks: Vec::new(),
        above: None,
    };
    let action = DirectiveAction::Open(Box::new(opening));
    let at = "2026-03-02T02:00:00Z".parse().unwrap();
    Directive::open(kept(DirectiveRecord { seq: 1, at, actor: actor(), action })).unwrap()
}

fn around() -> Surroundings {
    Surroundings { today: "2026-03-02".parse().unwrap(), above: Vec::new(), existing: Vec::new() }
}

fn issue(directive: &Directive, around: &Surroundings) -> Result<Vec<(u32, TaskKey)>, String> {
    let fresh = (10..).take(directive.items.len()).map(key).collect();
    match directive.decide(DirectiveCommand::Issue { fresh }, around) {
        Ok(DirectiveAction::Issue { tasks }) => Ok(tasks),
        Ok(other) => panic!("{other:?}"),
        Err(refusal) => Err(refusal.code().to_owned()),
    }
}

fn told(directive: &mut Directive, command: DirectiveCommand) -> Result<(), String> {
    let action = directive.decide(command, &around()).map_err(|refusal| refusal.code().to_owned())?;
    let (seq, at) = (directive.version + 1, directive.updated_at);
    directive.apply(kept(DirectiveRecord { seq, at, actor: actor(), action })).unwrap();
    Ok(())
}

/// The record as it comes back from the store.
fn kept(record: DirectiveRecord) -> DirectiveRecord {
    let action = serde_json::from_str(&serde_json::to_string(&record.action).unwrap()).unwrap();
    assert_eq!(record.action, action);
    DirectiveRecord { action, ..record }
}

#[test]
fn nothing_is_issued_while_one_of_the_five_is_missing() {
    assert_eq!(issue(&draft(vec![clear(1)]), &around()).unwrap(), [(1, key(10))]);
    for (item, missing) in [
        (Item { unit: None, ..clear(1) }, Missing::Person),
        (Item { person: None, ..clear(1) }, Missing::Person),
        (Item { deed: " ".into(), ..clear(1) }, Missing::Deed),
        (Item { deadline: None, ..clear(1) }, Missing::Time),
        (Item { product: String::new(), ..clear(1) }, Missing::Product),
        (Item { proof: None, ..clear(1) }, Missing::Product),
        (Item { owner: None, ..clear(1) }, Missing::Owner),
    ] {
        let directive = draft(vec![item]);
        assert_eq!(compile(&directive, &around()), [Finding::Missing { item: 1, what: missing }]);
        assert_eq!(issue(&directive, &around()), Err("directive.not-clear".to_owned()));
    }
    assert_eq!(compile(&draft(Vec::new()), &around()), [Finding::NoItem]);
    let late = Item { deadline: Some(Deadline::Before { on: "2026-03-02".parse().unwrap() }), ..clear(1) };
    assert!(matches!(compile(&draft(vec![late]), &around())[..], [Finding::DeadlinePast { item: 1, .. }]));
}

#[test]
fn what_a_text_leaves_open_is_shown_and_not_chosen() {
    let text = "Sở Y tế gửi báo cáo trước ngày 01/3/2026, chậm nhất ngày 15/3/2026.\n\
                Sở Nội vụ thường xuyên kiểm tra việc thực hiện.\nSở Tư pháp báo cáo trước ngày 31/02/2026.";
    let found = extract(text, "2026-01-31".parse().unwrap(), Gazetteer::builtin());
    let items: Vec<Item> =
        (1..).zip(&found.tasks).map(|(number, task)| Item::proposed(number, task)).collect();
    let why: Vec<_> = items.iter().map(|item| (item.deadline, item.written.unclear)).collect();
    assert_eq!(
        why,
        [
            (None, Some(UnclearDeadline::Contradictory)),
            (None, Some(UnclearDeadline::NoPeriod)),
            (None, Some(UnclearDeadline::Impossible)),
        ]
    );
    assert_eq!(items[0].written.deadlines, ["trước ngày 01/3/2026", "chậm nhất ngày 15/3/2026"]);
}

#[test]
fn shares_keep_the_sum() {
    let figure = |target| Some(Proof::Figure { target, unit: "nhà".into() });
    let share = |code: &str, amount| Share { unit: unit(code), person: None, owner: None, amount };
    let mut directive = draft(vec![Item { proof: figure(100), above: Some(key(5)), ..clear(1) }]);
    let split = |shares| DirectiveCommand::Split { number: 1, shares };
    for (shares, refusal) in [
        (vec![share("H57.99.1", Some(100))], "directive.shares-not-apart"),
        (vec![share("H57.99.1", Some(50)), share("H57.99.1", Some(50))], "directive.shares-not-apart"),
        (vec![share("H57.99.1", Some(50)), share("H57.99.2", Some(49))], "directive.sum-not-kept"),
        (vec![share("H57.99.1", Some(100)), share("H57.99.2", None)], "directive.sum-not-kept"),
    ] {
        assert_eq!(told(&mut directive, split(shares)), Err(refusal.to_owned()));
    }
    told(&mut directive, split(vec![share("H57.99.1", Some(60)), share("H57.99.2", Some(40))])).unwrap();
    assert_eq!(directive.items.iter().map(|item| item.number).collect::<Vec<_>>(), [2, 3]);
    let above = |shared| {
        let above = vec![Above { task: key(5), target: Some(100), shared }];
        let findings = compile(&directive, &Surroundings { above, ..around() });
        findings.into_iter().find(|finding| finding.name() == "sum-not-kept")
    };
    assert_eq!(above(0), None);
    let lost = Finding::SumNotKept { above: key(5), target: 100, shared: 130 };
    assert_eq!(above(30), Some(lost), "thirty were shared out elsewhere");
}

#[test]
fn twins_across_documents_are_found_merged_or_amended() {
    let there = Existing {
        task: key(7),
        deed: "Hướng dẫn riêng cho lĩnh vực thứ 1, ban hành văn bản".into(),
        deadline: Deadline::By { on: "2026-06-30".parse().unwrap() },
        is_open: true,
    };
    let around = |existing: &Existing| Surroundings { existing: vec![existing.clone()], ..around() };
    let alike = compile(&draft(vec![clear(1)]), &around(&there));
    assert!(matches!(&alike[..], [Finding::Alike { item: 1, task, .. }] if *task == key(7)), "{alike:?}");
    assert!(issue(&draft(vec![clear(1)]), &around(&there)).is_ok(), "being alike blocks nothing");
    let merged = Item { becomes: Becomes::Merged { task: key(7) }, ..clear(1) };
    assert_eq!(issue(&draft(vec![merged.clone()]), &around(&there)).unwrap(), [(1, key(7))]);
    let other_day =
        Existing { deadline: Deadline::By { on: "2026-05-31".parse().unwrap() }, ..there.clone() };
    let found = compile(&draft(vec![merged.clone()]), &around(&other_day));
    assert_eq!(found, [Finding::MergeDeadline { item: 1, stands: other_day.deadline }]);
    let amended = Item { becomes: Becomes::Amendment { task: key(7) }, ..clear(1) };
    assert!(compile(&draft(vec![amended]), &around(&other_day)).is_empty(), "an amendment may move the day");
    let closed = Existing { is_open: false, ..there };
    assert_eq!(compile(&draft(vec![merged]), &around(&closed)), [Finding::NotOpen { item: 1 }]);
    let twice = Item { number: 2, source: clear(2).source, ..clear(1) };
    let found = compile(&draft(vec![clear(1), twice]), &self::around());
    assert_eq!(found, [Finding::Twice { item: 2, other: 1 }]);
}

#[test]
fn a_sentence_stays_what_it_was_and_an_issued_draft_is_closed() {
    let mut directive = draft(vec![clear(1)]);
    let forged = Item { source: Source { quote: "Câu khác".into(), ..Source::default() }, ..clear(1) };
    told(&mut directive, DirectiveCommand::Put(Box::new(forged))).unwrap();
    assert_eq!(directive.items[0].source.quote, "Câu gốc số 1.");
    assert_eq!(
        told(&mut directive, DirectiveCommand::Drop { number: 9 }),
        Err("directive.no-such-item".into())
    );
    let discard = |reason: &str| DirectiveCommand::Discard { reason: reason.into() };
    assert_eq!(told(&mut directive, discard(" ")), Err("directive.reason-missing".into()));
    let long = Item { deed: "a".repeat(5_000), ..clear(1) };
    assert_eq!(told(&mut directive, DirectiveCommand::Put(Box::new(long))), Err("directive.too-long".into()));
    let below = Item { proof: Some(Proof::Figure { target: -1, unit: String::new() }), ..clear(1) };
    let refused = told(&mut directive, DirectiveCommand::Put(Box::new(below)));
    assert_eq!(refused, Err("directive.target-negative".into()));
    told(&mut directive, DirectiveCommand::Issue { fresh: vec![key(3)] }).unwrap();
    assert_eq!(directive.stage, DirectiveStage::Issued);
    assert_eq!(told(&mut directive, discard("Nhầm")), Err("directive.wrong-stage".into()));
    told(&mut directive, DirectiveCommand::Replace { by: id(4) }).unwrap();
    assert_eq!(directive.replaced_by, Some(id(4)));
}
