//! The certified provider in a process of its own (`crates/testkit/oidc-provider`), and people who sign in there.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use gateways::oidc::IssuerConfig;
use jiff::Timestamp;
use kernel::Clock;
use serde_json::{Map, Value, json};
use simulators::samples::SampleProvince;
use testkit::TestApp;

use super::browser::{Browser, Seen, join};
use super::stage::{Stage, place, registration};

const SECRET: &str = "judge-only-and-long-enough-for-hs256";

/// The clock on the wall: the provider has no other.
struct WallClock;

impl Clock for WallClock {
    #[expect(clippy::disallowed_methods, reason = "a provider of another house reads the machine's clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The provider; ended with the test.
pub(crate) struct Judge {
    process: Child,
    pub(crate) issuer: String,
}

impl Judge {
    fn start(base: &str, province: &SampleProvince) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testkit/oidc-provider");
        let node = std::env::var("TOANTRINH_NODE")
            .expect("TOANTRINH_NODE is not set: run the tests with `cargo xtask test`");
        let mut process = Command::new(node)
            .arg("judge.mjs")
            .current_dir(folder)
            .env("BASE", base)
            .env("ACCOUNTS", accounts(province).to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let issuer = line.trim().strip_prefix("judge: ").expect("the provider tells its address").to_owned();
        Self { process, issuer }
    }

    /// Has every answer from now on forged; honest again with an empty word.
    pub(crate) async fn forge(&self, how: &'static str) {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        client.post(format!("{}/forge", self.issuer)).body(how).send().await.unwrap();
    }

    fn config(&self, key: &str, base: &str, id: &str, subject_claim: &str) -> IssuerConfig {
        let under = |path: &str| format!("{}/{path}", self.issuer);
        let mut config = IssuerConfig::conventional(key, &self.issuer, registration(base, key, id, SECRET));
        config.authorize_endpoint = Some(under("auth"));
        config.token_endpoint = Some(under("token"));
        config.userinfo_endpoint = Some(under("me"));
        config.jwks_uri = Some(under("jwks"));
        config.revocation_endpoint = Some(under("token/revocation"));
        config.end_session_endpoint = Some(under("session/end"));
        config.subject_claim = subject_claim.to_owned();
        config.total_timeout_ms = 60_000;
        config
    }
}

impl Drop for Judge {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn accounts(province: &SampleProvince) -> Value {
    let mut accounts = Map::new();
    for citizen in &province.citizens {
        let claims = json!({ "TechID": citizen.subject, "LoaiTaiKhoan": "1", "HoVaTen": citizen.full_name,
            "SoDinhDanh": citizen.personal_id });
        accounts.insert(citizen.subject.clone(), claims);
    }
    for official in &province.officials {
        accounts.insert(official.subject.clone(), json!({ "HoVaTen": official.full_name }));
    }
    accounts.insert("CB-LA".to_owned(), json!({ "HoVaTen": "Người chưa có vị trí" }));
    Value::Object(accounts)
}

/// The product with the judge as both issuers: the citizens' addresses are written, the officials' told by the judge.
pub(crate) async fn judged() -> (Stage, Judge) {
    let t = TestApp::sqlite().await;
    let (listener, base) = place().await;
    let judge = Judge::start(&base, &t.province);
    let mut told = judge.config("officials", &base, "duty", "sub");
    told.discovery = true;
    (told.authorize_endpoint, told.token_endpoint, told.userinfo_endpoint) = (None, None, None);
    (told.jwks_uri, told.revocation_endpoint, told.end_session_endpoint) = (None, None, None);
    let issuers = vec![judge.config("vneid", &base, "citizens", "TechID"), told];
    let stage = Stage::open(t, Arc::new(WallClock), (listener, base), issuers, axum::Router::new()).await;
    (stage, judge)
}

/// Goes to the issuer and chooses an account and a level there; what would lead back to the product is not followed.
pub(crate) async fn way_back(browser: &mut Browser, base: &str, begin: &str, sub: &str, acr: &str) -> Seen {
    let mut seen = browser.open(begin).await;
    for _ in 0..12 {
        assert!((300..400).contains(&seen.status), "{seen:?}");
        if seen.to.starts_with(base) && seen.to.contains("/ve?") {
            return seen;
        }
        let to = seen.to.clone();
        seen = browser.open(&to).await;
        if seen.at.contains("/interaction/") && seen.status == 200 {
            let choice =
                [("sub", sub), ("acr", acr)].map(|(name, value)| (name.to_owned(), value.to_owned()));
            let at = seen.at.clone();
            seen = browser.send(&at, &choice).await;
        }
    }
    panic!("the provider leads nowhere: {seen:?}");
}

/// Signs in by an address of the product; the answer to the way back.
pub(crate) async fn sign_in(browser: &mut Browser, stage: &Stage, path: &str, sub: &str, acr: &str) -> Seen {
    let back = way_back(browser, &stage.base, &stage.at(path), sub, acr).await;
    browser.open(&back.to).await
}

/// Signs out at the provider itself, by its own page.
pub(crate) async fn leave_provider(browser: &mut Browser, page: &Seen) -> Seen {
    let path = page.html.split("action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let mut fields = page.form(&path);
    fields.push(("logout".to_owned(), "yes".to_owned()));
    let address = join(&page.at, &path);
    browser.send(&address, &fields).await
}
