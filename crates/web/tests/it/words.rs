//! Both languages say everything: the same keys, every key a template or a handler names, every code of every room.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use web::{Lang, WebRefusal, word_key, words};

/// Codes of a sign-in that fails, as `gateways` lists them; pages may not depend on it.
const OIDC: &[&str] = &[
    "oidc.denied",
    "oidc.level-unavailable",
    "oidc.no-code",
    "oidc.code-spent",
    "oidc.malformed-token",
    "oidc.algorithm-not-allowed",
    "oidc.wrong-signature",
    "oidc.wrong-issuer",
    "oidc.wrong-audience",
    "oidc.wrong-nonce",
    "oidc.token-expired",
    "oidc.clock-skew",
    "oidc.subject-mismatch",
    "oidc.missing-claim",
    "oidc.not-a-logout",
    "oidc.unknown-account-kind",
    "oidc.down",
    "oidc.timed-out",
    "oidc.bad-answer",
    "oidc.client-rejected",
    "oidc.configuration",
];

fn files_under(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found
}

fn keys(lang: Lang) -> BTreeSet<String> {
    let texts = files_under(&format!("words/{}", lang.tag()), ".ftl")
        .into_iter()
        .map(|path| fs::read_to_string(path).unwrap());
    let lines: Vec<String> =
        texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let keys = lines.iter().filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
    keys.filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned())).collect()
}

fn assert_said(key: &str, why: &str) {
    for lang in Lang::ALL {
        assert!(words().has(lang, key), "no sentence `{key}` in {} ({why})", lang.tag());
    }
}

#[test]
fn the_files_are_read_whole() {
    assert!(words().problems().is_empty(), "{:?}", words().problems());
}

#[test]
fn both_languages_have_the_same_keys() {
    assert_eq!(keys(Lang::Vi), keys(Lang::En));
}

#[test]
fn every_key_named_in_a_template_or_a_handler_is_said() {
    let sources = files_under("templates", ".html").into_iter().chain(files_under("src", ".rs"));
    let mut seen = 0;
    for path in sources {
        let text = fs::read_to_string(&path).unwrap();
        for call in [".t(\"", ".t1(\"", ".t2(\"", "title_key: \"", "t_args(lang, \""] {
            for (at, _) in text.match_indices(call) {
                let key = text[at + call.len()..].split('"').next().unwrap();
                assert_said(key, &path.display().to_string());
                seen += 1;
            }
        }
    }
    assert!(seen > 60, "the scan found only {seen} keys");
}

#[test]
fn every_code_of_every_room_has_a_sentence() {
    let codes = [
        web::InputRefusal::CODES,
        kernel::PersonNameRefusal::CODES,
        kernel::PersonalIdRefusal::CODES,
        kernel::PersonalIdWarning::CODES,
        kernel::OrganisationCodeRefusal::CODES,
        kernel::AgencyCodeRefusal::CODES,
        kernel::DossierCodeRefusal::CODES,
        kernel::ProcedureCodeRefusal::CODES,
        kernel::PartialDateRefusal::CODES,
        kernel::CalendarRefusal::CODES,
        kernel::lunar::LunarRefusal::CODES,
        dossier::DossierRefusal::CODES,
        access::AccessRefusal::CODES,
        upload::UploadRefusal::CODES,
        signing::SigningRefusal::CODES,
        signing::keys::KeyRefusal::CODES,
        signing::passkey::PasskeyRefusal::CODES,
        WebRefusal::CODES,
        web::api::ApiRefusal::CODES,
        app::once::OnceRefusal::CODES,
        app::token::TokenRefusal::CODES,
        app::webhook::WebhookRefusal::CODES,
        app::AppRefusal::CODES,
        app::counter::CounterRefusal::CODES,
        directives::DirectiveRefusal::CODES,
        directives::TaskRefusal::CODES,
        directives::TextRefusal::CODES,
        &["directive-file.unreadable", "directive-file.no-date"],
        catalogue::CatalogueRefusal::CODES,
        catalogue::FormRefusal::CODES,
        catalogue::FieldProblem::CODES,
        &["app.too-many"],
        OIDC,
    ];
    for code in codes.into_iter().flatten() {
        assert_said(&word_key(code), code);
    }
    for kind in kernel::FaultKind::ALL {
        assert_said(&word_key(kind.code()), kind.code());
        assert_said(&format!("operator-{}", word_key(kind.code())), kind.code());
    }
}

#[test]
fn every_name_of_the_rooms_has_a_word() {
    for stage in dossier::Stage::ALL {
        assert_said(&format!("stage-{}", stage.name()), "stage");
        assert_said(&format!("stage-plain-{}", stage.name()), "stage");
    }
    for holder in dossier::Holder::ALL {
        assert_said(&format!("holder-{}", holder.name()), "holder");
    }
    for cause in dossier::Cause::ALL {
        assert_said(&format!("cause-{}", cause.name()), "cause");
    }
    for role in access::Role::ALL {
        assert_said(&format!("role-{}", role.name()), "role");
    }
    for kind in dossier::ActionKind::ALL {
        assert_said(&format!("action-{}-do", kind.name()), "action");
        assert_said(&format!("action-{}-done", kind.name()), "action");
    }
    for stage in directives::TaskStage::ALL {
        assert_said(&format!("task-stage-{}", stage.name()), "task");
    }
    for kind in directives::TaskActionKind::ALL {
        assert_said(&format!("action-task-{}-do", kind.name()), "task");
        assert_said(&format!("action-task-{}-done", kind.name()), "task");
    }
    for (deed, _) in access::TABLE {
        assert_said(&format!("action-{deed}-do"), "deed");
    }
    for kind in directives::DirectiveActionKind::ALL {
        assert_said(&format!("action-directive-{}-done", kind.name()), "directive");
    }
    for stage in directives::DirectiveStage::ALL {
        assert_said(&format!("directive-stage-{}", stage.name()), "directive");
    }
    for kind in directives::DirectiveKind::ALL {
        assert_said(&format!("directive-kind-{}", kind.name()), "directive");
    }
    for warning in directives::Warning::ALL {
        assert_said(&format!("task-warning-{}", warning.name()), "task");
    }
    for cause in directives::TaskCause::ALL {
        assert_said(&format!("task-cause-{}", cause.name()), "task");
    }
    for missing in directives::Missing::ALL {
        assert_said(&format!("finding-missing-{}", missing.name()), "directive");
    }
    for lane in app::task::Lane::ALL {
        assert_said(&format!("task-lane-{}", lane.name()), "task");
    }
    for why in [
        "weekly-rest",
        "compensation",
        "swap",
        "new-year",
        "tet",
        "victory",
        "labour",
        "national-day",
        "hung-kings",
        "culture-day",
    ] {
        assert_said(&format!("day-{why}"), "calendar");
    }
}

#[test]
fn a_refusal_says_its_values_in_words() {
    let refusal =
        dossier::DossierRefusal::WrongStage { action: "receive".into(), stage: "done".into() }.into();
    let said = web::refusal_sentence(Lang::Vi, &refusal);
    assert!(said.contains("đã xử lý xong") && said.contains("tiếp nhận"), "{said}");
    let number = kernel::PersonalId::parse("12345").unwrap_err().into();
    assert!(web::refusal_sentence(Lang::Vi, &number).contains("đang có 5"));
}
