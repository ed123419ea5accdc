//! What each official sees at each step: snapshots, and the rules every page keeps.

use access::Role;
use testkit::TestApp;

use super::browser::{Browser, page_of};
use super::way::step;

/// Without content hashes, which change with every touch of a style sheet.
fn steady(html: &str) -> String {
    let mut parts = html.split("/tai-nguyen/");
    let mut steady = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        steady.push_str("/tai-nguyen/…/");
        steady.push_str(part.split_once('/').map_or(part, |(_, rest)| rest));
    }
    steady
}

/// One heading, a label for every field, no id twice, nothing inline, no key without its sentence.
fn keeps_the_rules(name: &str, html: &str) {
    let count = |what: &str| html.matches(what).count();
    assert_eq!((count("<h1"), count("<main")), (1, 1), "{name}");
    // Scripts are files of ours, nothing else.
    assert_eq!(count("<script"), count("<script src=\"/tai-nguyen/"), "{name}");
    for banned in ["<style", " style=\"", " onclick=", "javascript:"] {
        assert!(!html.contains(banned), "{name}: {banned}");
    }
    for (at, _) in html.match_indices(" id=\"") {
        let id = html[at + 5..].split('"').next().unwrap();
        assert_eq!(count(&format!(" id=\"{id}\"")), 1, "{name}: id {id} twice");
    }
    for (at, _) in html.match_indices('<') {
        let tag = html[at + 1..].split('>').next().unwrap();
        if !["input ", "select ", "textarea "].iter().any(|kind| tag.starts_with(kind))
            || tag.contains("type=\"hidden\"")
        {
            continue;
        }
        let id = tag
            .split(" id=\"")
            .nth(1)
            .unwrap_or_else(|| panic!("{name}: no id on {tag}"))
            .split('"')
            .next()
            .unwrap();
        assert_eq!(count(&format!("for=\"{id}\"")), 1, "{name}: label of {id}");
    }
    for family in [
        "work-",
        "deed-",
        "dossier-",
        "due-",
        "late-",
        "fact-",
        "terms-",
        "ledger-",
        "outcome-",
        "manner-",
        "alert-",
        "party-",
        "cause-",
        "clock-",
        "action-",
        "stage-",
        "holder-",
        "channel-",
        "filter-",
        "board-",
        "many-",
        "team-",
        "book-",
        "revisions-",
        "keys-",
        "counter-",
        "help-",
        "presence-",
    ] {
        assert!(!html.contains(&format!(">{family}")), "{name}: a key of {family}");
    }
}

async fn look(t: &TestApp, role: Role, addresses: &[(&str, String)]) {
    let who = match role {
        Role::Inspector => t.official_of("H57.97", role),
        Role::Admin => t.official_of("H57.98", role),
        Role::Desk | Role::Officer | Role::Head | Role::Signer | Role::Clerk | Role::Deliverer => {
            t.official(role)
        }
    };
    for (name, address) in addresses {
        let name = format!("{}_{name}", role.name());
        let seen = Browser::of(t, &who).await.open(address).await;
        assert!(seen.status.is_success(), "{name}: {}", seen.status);
        keeps_the_rules(&name, &seen.html);
        insta::assert_snapshot!(format!("{name}_vi"), steady(&seen.html));
        let english = Browser::of(t, &who).await.in_english().open(address).await;
        keeps_the_rules(&name, &english.html);
        for vietnamese in ["Việc cần làm", "Chủ hồ sơ", "Còn hạn"] {
            assert!(!english.html.contains(vietnamese), "{name}: {vietnamese}");
        }
    }
}

#[tokio::test]
async fn every_official_sees_what_to_do() {
    let t = TestApp::sqlite().await;
    let key = t.submitted(&t.citizen(0)).await;
    let list = || ("list", "/can-bo".to_owned());
    let page = || ("dossier", page_of(&key));
    let form = |name: &'static str, action: &str| (name, format!("{}/{action}", page_of(&key)));
    look(
        &t,
        Role::Desk,
        &[
            list(),
            page(),
            form("supplement", "request-supplement"),
            form("payment", "confirm-payment"),
            ("counter", "/can-bo/quay".to_owned()),
        ],
    )
    .await;
    step(&t, &key, Role::Desk, "receive", &[]).await;
    look(
        &t,
        Role::Officer,
        &[list(), page(), form("wait", "start-wait"), form("payment", "request-payment")],
    )
    .await;
    look(
        &t,
        Role::Head,
        &[list(), page(), form("forward", "forward"), ("team", "/can-bo/phan-cong".to_owned())],
    )
    .await;
    step(&t, &key, Role::Officer, "propose", &[]).await;
    t.clock.set("2026-03-03T10:20");
    look(&t, Role::Signer, &[list(), page(), form("return", "return"), form("extend", "extend")]).await;
    step(&t, &key, Role::Signer, "approve", &[]).await;
    look(&t, Role::Clerk, &[list(), page()]).await;
    step(&t, &key, Role::Clerk, "number", &[]).await;
    look(&t, Role::Clerk, &[("book", "/can-bo/so".to_owned())]).await;
    look(&t, Role::Deliverer, &[list(), page()]).await;
    look(&t, Role::Inspector, &[list()]).await;
    look(&t, Role::Admin, &[list()]).await;
}
