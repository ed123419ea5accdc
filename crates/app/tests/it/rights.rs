//! Who may not: other agencies, other roles, other people, and accounts that do not say who somebody is.

use access::{Role, TABLE};
use app::dossier::{act, act_as_party, dossier_of, look, receive, worklist};
use dossier::{ActionKind, Command, Holder};
use kernel::AgencyCode;
use testkit::TestApp;

use crate::code;

mod both {
    testkit::both!(
        officials_act_at_their_agency_in_their_role,
        people_see_their_own,
        level_one_files_nothing,
        worklists_show_what_posts_open
    );
}

async fn officials_act_at_their_agency_in_their_role(t: TestApp) {
    let key = t.submitted(&t.citizen(0)).await;
    let target = t.target(&key);
    for stranger in ["H57.99.2", "G01.99.1"] {
        let desk = t.official_of(stranger, Role::Desk);
        assert_eq!(code(receive(&t.app, &desk, &target).await), "access.not-permitted");
        assert_eq!(code(look(&t.app, &desk, &key).await.map(|_| ())), "app.not-found");
    }
    for role in [Role::Officer, Role::Head, Role::Signer, Role::Clerk, Role::Deliverer] {
        assert_eq!(
            code(receive(&t.app, &t.official(role), &target).await),
            "access.not-permitted",
            "{role:?}"
        );
    }
    t.is_sound().await;
}

async fn people_see_their_own(t: TestApp) {
    let key = t.submitted(&t.citizen(0)).await;
    let other = t.citizen(1);
    assert_eq!(code(dossier_of(&t.app, &other, key.id).await.map(|_| ())), "app.not-found");
    let withdraw = Command::RequestWithdrawal { reason: String::new() };
    assert_eq!(code(act_as_party(&t.app, &other, key.id, None, withdraw).await), "app.not-found");
    // The owner is no official: what officials decide is not even found.
    let approve =
        Command::RejectIntake { reason: "Tự từ chối".into(), ground: "NĐ 118/2025/NĐ-CP".into() };
    assert_eq!(code(act_as_party(&t.app, &t.citizen(0), key.id, None, approve).await), "app.not-found");
    t.is_sound().await;
}

async fn level_one_files_nothing(t: TestApp) {
    let mut who = t.citizen(0);
    who.level = 1;
    let key = t.app.new_id(t.app.clock.now());
    assert_eq!(code(t.submit_as(&who, key).await), "access.level-two-needed");
    (who.level, who.person) = (2, None);
    assert_eq!(code(t.submit_as(&who, key).await), "access.level-two-needed");
}

async fn worklists_show_what_posts_open(t: TestApp) {
    let agency = AgencyCode::parse("H57.99.1").unwrap();
    for _ in 0..55 {
        t.submitted(&t.citizen(0)).await;
    }
    let desk = t.official(Role::Desk);
    let first = worklist(&t.app, &desk, &agency, Holder::Desk, None).await.unwrap();
    let rest = worklist(&t.app, &desk, &agency, Holder::Desk, first.next).await.unwrap();
    assert_eq!((first.rows.len(), rest.rows.len(), rest.next), (50, 5, None));
    assert!(rest.rows.iter().all(|row| first.rows.iter().all(|known| known.id != row.id)));
    let stranger = t.official_of("H57.99.2", Role::Desk);
    let refused = worklist(&t.app, &stranger, &agency, Holder::Desk, None).await.map(|page| page.rows.len());
    assert_eq!(code(refused), "access.not-permitted");
    let counts = app::dossier::counts(&t.app, &desk).await.unwrap();
    assert!(counts.contains(&(agency, Holder::Desk, 55)));
    let receive = act(&t.app, &desk, &t.target(&t.submitted(&t.citizen(0)).await), Command::Release).await;
    assert_eq!(code(receive), "access.not-permitted");
}

/// Each action belongs to a role, to the people themselves, or to the system; none was forgotten.
#[test]
fn every_action_has_somebody_who_may() {
    let people_or_system = [
        ActionKind::Submit,
        ActionKind::AnswerSupplement,
        ActionKind::RequestWithdrawal,
        ActionKind::AcknowledgeSync,
        ActionKind::Verify,
    ];
    for kind in ActionKind::ALL {
        let is_officials = TABLE.iter().any(|(deed, roles)| *deed == kind.name() && !roles.is_empty());
        assert!(is_officials != people_or_system.contains(kind), "{}", kind.name());
    }
    // Deeds beside a dossier's actions: opening the counter's form, writing a message.
    let beside = ["counter-intake", "write-message"];
    for (deed, _) in TABLE.iter().filter(|(deed, _)| !beside.contains(deed)) {
        let is_known = match (deed.strip_prefix("task-"), deed.strip_prefix("directive-")) {
            (Some(task), _) => directives::TaskActionKind::ALL.iter().any(|kind| kind.name() == task),
            (_, Some(deed)) => ["draft", "issue"].contains(&deed),
            (None, None) => ActionKind::from_name(deed).is_some(),
        };
        assert!(is_known, "{deed} is no action");
    }
}
