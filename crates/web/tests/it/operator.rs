//! The operator's page on a good day and on a bad one: what is wrong stands first, each with what to do about it.

use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use kernel::FaultKind;
use testkit::TestApp;
use tower::ServiceExt;
use web::operator::{
    About, Answer, Check, Detail, Fact, FaultSeen, Figure, Health, Operated, Operations, Problem, Setting,
    Stuck, operator_router,
};
use web::{Config, Lang, Web, words};

use crate::pages::steady;
use crate::site::text;

/// What a running program told at some instant.
struct Told(About);

impl Operations for Told {
    fn health(&self) -> Answer<'_, Health> {
        Box::pin(async { self.0.health.clone() })
    }

    fn about(&self) -> Answer<'_, About> {
        Box::pin(async { self.0.clone() })
    }

    fn metrics(&self) -> Answer<'_, String> {
        Box::pin(async { String::new() })
    }
}

async fn page(about: About, lang: Lang) -> String {
    let test = TestApp::sqlite().await;
    let config = Config { operated: Operated(Some(Arc::new(Told(about)))), ..Config::default() };
    let web = Web { app: Arc::clone(&test.app), config: Arc::new(config) };
    let request =
        Request::get("/").header("host", "localhost:9464").header("cookie", format!("lang={}", lang.tag()));
    text(operator_router(web).oneshot(request.body(Body::empty()).unwrap()).await.unwrap()).await
}

fn check(name: &'static str, ok: bool, detail: Detail) -> Check {
    Check { name, ok, detail }
}

fn problem(name: &'static str, value: Figure) -> Problem {
    Problem { name, value }
}

fn good() -> About {
    let at = |text: &str| text.parse().ok();
    About {
        version: "1.0.0".to_owned(),
        since: at("2026-03-02T01:00:00Z"),
        asked_at: at("2026-03-02T20:07:00Z"),
        health: Health {
            checks: vec![check("serving", true, Detail::Serving), check("database", true, Detail::Answers)],
        },
        facts: vec![
            Fact { name: "engine", value: Figure::Words("SQLite 3.51.0".to_owned()) },
            Fact { name: "size", value: Figure::Bytes(123_456_789) },
            Fact { name: "backup", value: Figure::Instant(at("2026-03-01T20:00:00Z")) },
        ],
        settings: vec![Setting {
            key: "issuers.vneid.client_secret".to_owned(),
            value: "***".to_owned(),
            from: "/etc/toantrinh/toantrinh.toml".to_owned(),
        }],
        ..About::default()
    }
}

fn bad() -> About {
    let at = "2026-03-02T20:01:00Z".parse().unwrap();
    let mut about = good();
    about.health.checks = vec![
        check("serving", true, Detail::Serving),
        check("database", false, Detail::Cause("reach the database".to_owned())),
        check("disk", false, Detail::Space(90_000_000, 200_000_000)),
    ];
    about.problems = vec![
        problem("issuer", Figure::Words("vneid".to_owned())),
        problem("faults", Figure::Count(2)),
        problem("stuck", Figure::Count(1)),
        problem("backup-old", Figure::Instant("2026-02-27T20:00:00Z".parse().ok())),
    ];
    about.stuck = vec![Stuck {
        topic: "dossier.changed".to_owned(),
        tries: 20,
        since: at,
        why: "nobody hears this topic".to_owned(),
    }];
    about.faults = [FaultKind::StorageUnreachable, FaultKind::StorageFull]
        .map(|kind| FaultSeen {
            at,
            reference: "7F3A-K2M9".to_owned(),
            kind: kind.code().to_owned(),
            route: "/nop/{code}".to_owned(),
        })
        .into();
    about
}

#[tokio::test]
async fn the_page_is_as_it_was() {
    for (name, about, lang) in [
        ("operator_good_vi", good(), Lang::Vi),
        ("operator_bad_vi", bad(), Lang::Vi),
        ("operator_bad_en", bad(), Lang::En),
    ] {
        insta::assert_snapshot!(name, steady(&page(about, lang).await));
    }
}

#[tokio::test]
async fn what_is_wrong_comes_first_and_says_what_to_do() {
    let html = page(bad(), Lang::Vi).await;
    let place = |words: &str| html.find(words).unwrap_or_else(|| panic!("{words}: {html}"));
    assert!(html.contains("<title>Không nhận yêu cầu"), "the tab of the browser tells it too");
    let order = [
        place("Cơ sở dữ liệu không trả lời"),
        place("Ổ đĩa gần đầy"),
        place("Không nối được hệ thống định danh vneid"),
        place("03:00 ngày 28/02/2026"),
        place("Số liệu</h2>"),
    ];
    assert!(order.is_sorted(), "{order:?}");
    assert!(html.contains("còn trống 90,0 MB, cần 200,0 MB") && !html.contains("wanted"), "{html}");
    assert!(html.contains("Ổ đĩa đã đầy nên chưa ghi được gì thêm"), "each fault says what to do");
}

/// Everything `server` can put on the page has its words, and what to do about it.
#[test]
fn every_check_and_problem_has_its_sentences() {
    let source = include_str!("../../../server/src/operator/mod.rs");
    let named = |before: &str| -> Vec<&str> {
        source.split(before).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    };
    let (checks, problems) = (named("name: \""), named("problem(\""));
    let queue =
        ["outbox-old", "stuck", "papers"].map(|name| (name, source.contains(&format!("(\"{name}\","))));
    assert!(queue.iter().all(|(_, is_there)| *is_there), "{queue:?}");
    assert!(checks.len() > 4 && problems.len() > 4, "{checks:?} {problems:?}");
    for lang in Lang::ALL {
        for (family, names) in [("check", checks.clone()), ("problem", problems.clone())] {
            for name in names {
                for key in [format!("operator-{family}-{name}"), format!("operator-{family}-{name}-do")] {
                    assert!(words().has(lang, &key), "{key} in {}", lang.tag());
                }
            }
        }
        for (name, _) in queue {
            assert!(words().has(lang, &format!("operator-problem-{name}-do")), "{name}");
        }
    }
}
