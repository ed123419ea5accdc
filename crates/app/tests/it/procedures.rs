//! Every case of every procedure, from its form to its result, as the sample people would live it.

use access::Role;
use app::DossierKey;
use app::dossier::{Submission, act, draft_text, look, propose, receive, release, shown_to_signer, submit};
use app::identity::Citizen;
use catalogue::{Answers, Channel, CompiledRevision, Standing, fee_due};
use dossier::{Command, Outcome, Stage};
use kernel::{AgencyCode, ProcedureCode};
use testkit::{TestApp, cases, procedures_of, sample_papers};

use crate::promises::{TABLE, due, promise};

mod both {
    testkit::both!(every_case_of_every_procedure_is_lived, a_place_is_its_own_authoritys);
}

/// Agency, commune and kind of the offices the cases are filed at.
const OFFICES: [(&str, &str, &str); 3] = [
    ("H57.99.1", "19789", "commune-committee"),
    ("G01.99.1", "19789", "commune-police"),
    ("H57.99.1.1", "19789", "commune-business-registration"),
];

async fn every_case_of_every_procedure_is_lived(t: TestApp) {
    let (t, _) = t.with_registers();
    let mut lived = 0;
    for (agency, commune, kind) in OFFICES {
        for procedure in procedures_of(kind) {
            let cases = cases(procedure);
            assert!(cases.len() >= 5, "{procedure}");
            for case in cases {
                // Nobody the cases name, so that nobody is their own landlord.
                let who = t.citizen(3);
                let answers = case.answers(&t.app, &t.province, &who, commune);
                let (code, name) = (ProcedureCode::parse(procedure).unwrap(), case.name);
                let compiled = t.app.executable(&code).unwrap();
                let problems = compiled.form().check_all(&answers, t.app.today());
                assert!(problems.is_empty(), "{procedure} {name}: {problems:?}");
                let promise = promise(procedure, name);
                for (channel, expected) in
                    [(Channel::Counter, promise.counter), (Channel::Online, promise.online)]
                {
                    let due =
                        fee_due(compiled, channel, &compiled.form().read(&answers), t.app.today()).unwrap();
                    assert_eq!(due.total.0, expected, "{procedure} {name} {channel:?}");
                }
                let target = t.target(&filed(&t, &who, compiled, agency, answers).await.unwrap());
                let what = format!("{procedure} {name}");
                assert_eq!(decide(&t, agency, &target, &what).await, promise.due, "{what}");
                lived += 1;
            }
        }
    }
    assert_eq!(lived, TABLE.len(), "every line of the table is a case, and every case has its line");
    t.is_sound().await;
}

/// Files a case online, with the papers it asks for.
async fn filed(
    t: &TestApp,
    who: &Citizen,
    compiled: &CompiledRevision,
    agency: &str,
    answers: Answers,
) -> Result<DossierKey, app::Error> {
    let submission = Submission {
        key: t.app.new_id(t.app.clock.now()),
        procedure: compiled,
        agency: AgencyCode::parse(agency).unwrap(),
        channel: Channel::Online,
        files: sample_papers(&t.app, compiled, &answers).await.unwrap(),
        answers,
    };
    submit(&t.app, who, submission).await
}

/// Where the law says whose matter a place is, the authority of another commune takes nothing; elsewhere any may.
async fn a_place_is_its_own_authoritys(t: TestApp) {
    let (t, _) = t.with_registers();
    let who = t.citizen(3);
    for (agency, procedure, expected) in [
        ("G01.99.1", "1.004194", Some("app.place-elsewhere")),
        ("G01.99.1", "1.004222", Some("app.place-elsewhere")),
        ("H57.99.1.1", "1.001612", Some("app.place-elsewhere")),
        ("H57.99.1", "1.001193", None),
    ] {
        let answers = cases(procedure).remove(0).answers(&t.app, &t.province, &who, "19942");
        let compiled = t.app.executable(&ProcedureCode::parse(procedure).unwrap()).unwrap();
        let sent = filed(&t, &who, compiled, agency, answers).await;
        match expected {
            Some(expected) => assert_eq!(crate::code(sent), expected, "{procedure}"),
            None => drop(sent.unwrap()),
        }
    }
    t.is_sound().await;
}

/// A label with nothing behind it, where the law does not leave it blank: a child's father may be unknown.
fn empty_label<'t>(what: &str, text: &'t str) -> Option<&'t str> {
    let next = text.lines().skip(1).chain([""]);
    let is_alone = |line: &str, next: &str| line.ends_with(':') && !next.starts_with([' ', '-']);
    let alone = text.lines().zip(next).filter(|(line, next)| is_alone(line.trim_end(), next));
    alone.map(|(line, _)| line).find(|_| !what.starts_with("1.001193"))
}

/// Receives, drafts from the template, approves and releases; what registers contradict is accepted for a reason.
/// Answers with the end that was promised at reception.
async fn decide(t: &TestApp, agency: &str, target: &app::dossier::Target, what: &str) -> String {
    let staff = |role| t.official_of(agency, role);
    receive(&t.app, &staff(Role::Desk), target).await.unwrap();
    let officer = staff(Role::Officer);
    let seen = look(&t.app, &officer, &target.key).await.unwrap().dossier;
    let owner = seen.checks.iter().find(|checked| checked.id == "owner");
    assert!(owner.is_none_or(|checked| checked.standing == Standing::Verified), "{what}: {owner:?}");
    for checked in seen.contradicted() {
        let accept = Command::AcceptValue {
            check: checked.id.clone(),
            reason: "Đã xem giấy tờ gốc".to_owned(),
        };
        act(&t.app, &officer, target, accept).await.unwrap();
    }
    let (title, content) = draft_text(&t.app, &seen, Outcome::Granted).await.unwrap();
    assert!(content.contains("{result.number}") && !content.contains("{answers"), "{what}: {content}");
    assert_eq!(empty_label(what, &content), None, "{what}: {content}");
    propose(&t.app, &officer, target, Outcome::Granted, title, content).await.unwrap();
    let signer = staff(Role::Signer);
    let shown = shown_to_signer(&t.app, &signer, target).await.unwrap();
    act(&t.app, &signer, target, Command::Approve { shown }).await.unwrap();
    release(&t.app, &staff(Role::Clerk), target).await.unwrap();
    let done = look(&t.app, &officer, &target.key).await.unwrap().dossier;
    assert_eq!(done.stage, Stage::Done, "{what}");
    if what.starts_with("1.001193") {
        let paper = app::dossier::paper_text(&done);
        assert!(paper.contains("Số định danh cá nhân: 9993"), "{what}: a girl of the sample block: {paper}");
    }
    due(seen.due_at)
}
