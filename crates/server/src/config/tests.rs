//! Layers, masks and complaints.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::keys::{self, Kind};
use super::{Config, without_password};

const GOOD: &str = r#"
[server]
public_url = "https://dichvucong.example.vn"
drain_seconds = 12
[issuers.vneid]
issuer = "https://sso.example.vn"
client_id = "a"
client_secret = "very-secret"
levels = { loa1 = 1, loa2 = 2 }
"#;

fn config(text: &str, variables: &[(&str, &str)]) -> Config {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("toantrinh.toml");
    fs::write(&path, text).unwrap();
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::from(Some(&path), variables, Vec::new(), &[])
}

#[test]
fn later_layers_win_and_secrets_come_from_files() {
    let folder = TempDir::new().unwrap();
    let secret = folder.path().join("secret");
    fs::write(&secret, "from-a-file\n").unwrap();
    let read = config(
        GOOD,
        &[
            ("TOANTRINH_SERVER__LISTEN", "0.0.0.0:80"),
            ("TOANTRINH_ISSUERS__VNEID__CLIENT_SECRET_FILE", secret.to_str().unwrap()),
            ("TOANTRINH_ISSUERS__VNEID__LEVELS", "loa1=1,loa2=2,loa3=3"),
            ("TOANTRINH_NODE", "not ours"),
        ],
    );
    let shown = read.shown();
    let of = |key: &str| shown.iter().find(|one| one.key == key).unwrap().clone();
    assert_eq!(of("server.listen").from, "TOANTRINH_SERVER__LISTEN");
    assert_eq!(of("issuers.vneid.client_secret").value, "***");
    assert!(of("issuers.vneid.client_secret").from.contains("secret"));
    let settings = read.settings().unwrap();
    assert_eq!(settings.server.listen.port(), 80);
    assert_eq!(settings.server.drain.as_secs(), 12);
    let issuer = &settings.issuers[0];
    assert_eq!(issuer.token_endpoint.as_deref(), Some("https://sso.example.vn/token"));
    assert_eq!(issuer.registration.redirect_uri, "https://dichvucong.example.vn/dang-nhap/vneid/ve");
    assert_eq!(issuer.levels["loa3"], 3);
    assert_eq!(issuer.registration.client_secret, gateways::oidc::ClientSecret::new("from-a-file"));
    assert!(!format!("{settings:?}").contains("from-a-file"));
}

#[test]
fn everything_wrong_is_told_at_once_with_key_and_example() {
    let text = r#"
[server]
public_ur = "https://dichvucong.example.vn"
listen = "8080"
drain_seconds = "soon"
[log]
format = "xml"
[storage]
database = "mysql://root:hush@db/x"
[issuers.vneid]
issuer = "sso"
client_id = 7
client_secret = ["hush"]
[issuers.zalo]
issuer = "https://zalo.example.vn"
"#;
    let problems = config(text, &[("TOANTRINH_SERVER__LISTENS", "x")]).into_problems();
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    for (key, words) in [
        ("server.public_ur", "server.public_url"),
        ("server.public_url", "cần có giá trị này"),
        ("server.listen", "127.0.0.1:8080"),
        ("server.listens", "server.listen?"),
        ("server.drain_seconds", "từ 1 đến 3600"),
        ("log.format", "text, json"),
        ("storage.database", "postgres://"),
        ("issuers.vneid.issuer", "https://"),
        ("issuers.vneid.client_id", "trong ngoặc kép"),
        ("issuers.vneid.client_secret", "trong ngoặc kép"),
        ("issuers.zalo", "vneid / officials"),
        ("issuers.zalo.client_id", "cần có giá trị này"),
    ] {
        let found = problems.iter().zip(&told).any(|(one, said)| one.key == key && said.contains(words));
        assert!(found, "{key}: {words}\n{}", told.join("\n"));
    }
    assert!(!told.join("\n").contains("hush"), "a secret in a wrong place is not repeated");
}

#[test]
fn a_file_that_is_none_is_told_with_its_line() {
    let told = config("[server\nlisten = 1", &[]).into_problems();
    assert!(told.iter().any(|one| one.vi.contains("line 1")), "{told:?}");
    let missing = PathBuf::from("/nowhere/toantrinh.toml");
    let told = Config::from(Some(&missing), std::iter::empty(), Vec::new(), &[]).into_problems();
    assert!(
        told.len() == 1 && told[0].key.contains("/nowhere"),
        "what may stand in it is not missed: {told:?}"
    );
}

#[test]
fn the_short_names_of_the_place_are_shown_judged_and_stand_above_the_long_ones() {
    let given = |variables: &[(&str, &str)]| config(GOOD, variables);
    let read = given(&[
        ("TOANTRINH_DATABASE", "postgres://a:hush@db/x"),
        ("TOANTRINH_FILES", "/srv/files"),
        ("TOANTRINH_STORAGE__DATABASE", "postgres://other/x"),
        ("TOANTRINH_STORAGE__DATABASE_FILE", "/nowhere"),
    ]);
    let shown: Vec<String> =
        read.shown().iter().map(|one| format!("{} = {} ({})", one.key, one.value, one.from)).collect();
    for line in [
        "storage.database = postgres://a:***@db/x (TOANTRINH_DATABASE)",
        "storage.files = /srv/files (TOANTRINH_FILES)",
    ] {
        assert!(shown.iter().any(|one| one == line), "{line}: {shown:?}");
    }
    assert_eq!(read.into_problems(), []);
    let told = given(&[("TOANTRINH_DATABASE", "mysql://root:hush@db/x")]).into_problems();
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert!(told.len() == 1 && told[0].contains("TOANTRINH_DATABASE") && told[0].contains("postgres://"));
    assert!(!told[0].contains("hush"), "{told:?}");
}

#[test]
fn a_folder_on_the_command_line_stands_above_a_database_of_the_environment() {
    let variables =
        [("TOANTRINH_DATABASE", "postgres://a/b"), ("TOANTRINH_STORAGE__DATABASE_FILE", "/nowhere")];
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let given = vec![("storage.data", "--data", "/srv/data".to_owned())];
    let storage = Config::from(None, variables.into_iter(), given, &["storage."]).storage().unwrap();
    assert_eq!((storage.database, storage.data), (None, PathBuf::from("/srv/data")));
}

#[test]
fn a_variable_that_means_nothing_is_told_to_whoever_it_was_meant_for() {
    let told = |name: &str, sections: &[&str]| {
        let variables = [(name.to_owned(), "x".to_owned())];
        let problems = Config::from(None, variables.into_iter(), Vec::new(), sections).into_problems();
        problems.iter().any(|one| one.key == name)
    };
    for (name, sections, is_told) in [
        ("TOANTRINH_SERVER_LISTEN", &[][..], true),
        ("TOANTRINH_FOO", &[], true),
        ("TOANTRINH_DATABSE", &["storage."], true),
        ("TOANTRINH_SERVER_LISTEN", &["storage."], false),
        ("TOANTRINH_FOO", &["storage."], false),
    ] {
        assert_eq!(told(name, sections), is_told, "{name} {sections:?}");
    }
}

#[test]
fn the_password_of_a_database_is_never_shown() {
    for (address, shown) in [
        ("postgres://a:b@c/d", "postgres://a:***@c/d"),
        ("postgres://a:b@x@c/d", "postgres://a:***@c/d"),
        ("postgres://a@c/d", "postgres://a@c/d"),
        ("postgres://c/d?user=a&password=b", "postgres://c/d?user=a&password=***"),
    ] {
        assert_eq!(without_password(address), shown);
    }
}

#[test]
fn the_examples_of_the_papers_are_whole_configurations() {
    for name in ["toantrinh.example.toml", "serve.example.json"] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
        let problems = Config::from(Some(&path), std::iter::empty(), Vec::new(), &[]).into_problems();
        assert_eq!(problems, [], "{name}");
        let settings = Config::from(Some(&path), std::iter::empty(), Vec::new(), &[]).settings().unwrap();
        let keys: Vec<&str> = settings.issuers.iter().map(|issuer| issuer.key.as_str()).collect();
        assert_eq!(keys, [app::identity::OFFICIALS, app::identity::CITIZENS], "{name}");
    }
}

#[test]
fn the_paper_lists_every_key() {
    let paper = include_str!("../../../../docs/operating.md");
    for key in keys::KEYS {
        assert!(
            paper.contains(&format!("| `{}` |", key.path)),
            "docs/operating.md does not tell of {}",
            key.path
        );
    }
}

/// A configuration with nothing but what is needed, one value a line, except the key that is tried.
fn needed_but(tried: &str, line: &str) -> String {
    let needed = keys::KEYS.iter().filter(|key| key.needed);
    let lines = needed.map(|key| (key.path.replace('*', "vneid"), key.example));
    let others = lines.filter(|(path, _)| path != tried).map(|(path, value)| format!("{path} = \"{value}\""));
    others.chain([line.to_owned()]).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_key_takes_its_example_and_refuses_what_it_does_not_ask_for() {
    for key in keys::KEYS {
        let path = key.path.replace('*', "vneid");
        let (quoted, wrong): (bool, &[&str]) = match key.kind {
            Kind::Text | Kind::Secret | Kind::Folder => (true, &["7", "\"\"", "[\"a\"]"]),
            Kind::Database => (true, &["\"mysql://a/b\"", "7"]),
            Kind::Flag => (false, &["\"maybe\"", "1"]),
            Kind::Count(..) => (false, &["-1", "99999999999", "\"many\"", "1.5"]),
            Kind::Address => (true, &["\"8080\"", "\"localhost:8080\"", "\"off\""]),
            Kind::AddressOrOff => (true, &["\"9464\"", "\"on\""]),
            Kind::Url => (true, &["\"sso.example.vn\"", "\"https://\"", "\"https://a b\"", "\"ftp://a\""]),
            Kind::Choice(_) => (true, &["\"other\"", "7"]),
            Kind::Filter => (true, &["\"verbose\"", "\"store=loud\"", "\"info,\"", "7"]),
            Kind::Words => (false, &["7", "[1]"]),
            Kind::Networks => (false, &["[\"10.0.0\"]", "[\"10.0.0.0/99\"]", "7"]),
            Kind::Levels => (false, &["{ loa1 = 10 }", "{ loa1 = \"high\" }", "7"]),
            Kind::Names => (false, &["{ a = 1 }", "7"]),
        };
        let example = if quoted { format!("\"{}\"", key.example) } else { key.example.to_owned() };
        // A mail server is of no use without a sender.
        let beside = if path == "mail.server" { "mail.from = \"Thử <thu@example.vn>\"\n" } else { "" };
        let written = format!("{beside}{path} = {example}");
        let good = config(&needed_but(&path, &written), &[]).into_problems();
        assert_eq!(good, [], "{path} = {example}");
        for wrong in wrong {
            let told = config(&needed_but(&path, &format!("{path} = {wrong}")), &[]).into_problems();
            let found = told.iter().find(|one| one.key == path);
            let found = found.unwrap_or_else(|| panic!("{path} = {wrong} was taken: {told:?}"));
            assert!(!found.vi.is_empty() && found.example.contains(key.example), "{found}");
        }
    }
}

#[test]
fn an_issuer_that_is_asked_for_its_document_needs_no_address_written() {
    let text = GOOD.replace("levels", "discovery = true\nlevels");
    let settings = config(&text, &[]).settings().unwrap();
    let issuer = &settings.issuers[0];
    assert!(issuer.discovery && issuer.token_endpoint.is_none() && issuer.jwks_uri.is_none());
    let plain = text.replace("https://sso.example.vn", "http://sso.example.vn");
    let told = config(&plain, &[]).into_problems();
    assert!(told.iter().any(|one| one.key == "issuers.vneid" && one.en.contains("https://")), "{told:?}");
}
