//! The stage: a provider on a free port, a client that knows it, a clock set by hand, and somebody at the browser.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use gateways::oidc::{
    Begun, Callback, ClientSecret, Identity, Issuer, IssuerConfig, OidcError, Registration, Wish,
};
use jiff::Timestamp;
use kernel::{Clock, Entropy};
use simulators::oidc::{Client, Faults, Provider, ProviderConfig};
use simulators::samples::SampleProvince;
use url::Url;

pub(crate) const REDIRECT: &str = "http://localhost:9/dang-nhap/quay-ve";
pub(crate) const BYE: &str = "http://localhost:9/da-dang-xuat";

/// A clock that moves when told to.
pub(crate) struct HandClock(AtomicI64);

impl HandClock {
    pub(crate) fn forward(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

/// Bytes that never repeat but are the same in every run.
pub(crate) struct CountingEntropy(AtomicU64);

impl Entropy for CountingEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(8) {
            let bytes = self.0.fetch_add(1, Ordering::SeqCst).to_be_bytes();
            chunk.copy_from_slice(&bytes[..chunk.len()]);
        }
    }
}

pub(crate) struct Stage {
    pub(crate) clock: Arc<HandClock>,
    pub(crate) entropy: Arc<CountingEntropy>,
    pub(crate) issuer: Issuer,
    pub(crate) issuer_url: String,
    pub(crate) faults: Faults,
    pub(crate) provider: Provider,
    pub(crate) browser: reqwest::Client,
    server: Mutex<Option<tokio::task::JoinHandle<std::io::Result<()>>>>,
}

impl Stage {
    /// The simulated VNeID, and a client whose configuration is honest.
    pub(crate) async fn citizens() -> Self {
        Self::with(|_| ()).await
    }

    /// The same with a client whose configuration is changed first.
    pub(crate) async fn with(change: impl FnOnce(&mut IssuerConfig)) -> Self {
        let province = SampleProvince::load().unwrap();
        Self::open(province.citizen_accounts(), "TechID", change).await
    }

    /// The simulated officials' portal.
    pub(crate) async fn officials() -> Self {
        let province = SampleProvince::load().unwrap();
        Self::open(province.official_accounts(), "sub", |_| ()).await
    }

    async fn open(
        accounts: Vec<simulators::oidc::SampleAccount>,
        subject_claim: &str,
        change: impl FnOnce(&mut IssuerConfig),
    ) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer_url = format!("http://{}/gia-lap/vneid", listener.local_addr().unwrap());
        let clock = Arc::new(HandClock(AtomicI64::new(1_795_400_000)));
        let entropy = Arc::new(CountingEntropy(AtomicU64::new(1)));
        let config = ProviderConfig {
            issuer_url: issuer_url.clone(),
            name: "VNeID giả lập".to_owned(),
            label: "Hệ thống giả lập VNeID — không phải VNeID thật.".to_owned(),
            clients: vec![client()],
            accounts,
        };
        let provider = Provider::new(config, clock.clone(), entropy.clone()).unwrap();
        let server = tokio::spawn(simulators::oidc::serve(listener, provider.mounted()));
        let mut config = IssuerConfig::conventional("vneid", &issuer_url, registration());
        config.subject_claim = subject_claim.to_owned();
        change(&mut config);
        let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
        Self {
            issuer: Issuer::new(config).unwrap(),
            browser: browser.build().unwrap(),
            faults: provider.faults(),
            provider,
            server: Mutex::new(Some(server)),
            clock,
            entropy,
            issuer_url,
        }
    }

    pub(crate) async fn begin(&self, level: u8) -> Begun {
        self.issuer.begin(self.entropy.as_ref(), self.clock.as_ref(), Wish::level(level)).await.unwrap()
    }

    /// The page behind an address, with its status.
    pub(crate) async fn page(&self, url: &str) -> (u16, String) {
        let answer = self.browser.get(url).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    /// Opens the choice, presses a button (`login=…` or `deny=1`), and reads the way back.
    pub(crate) async fn press(&self, authorize_url: &str, button: &str) -> Callback {
        let (status, page) = self.page(authorize_url).await;
        assert_eq!(status, 200, "{page}");
        let mark = "name=\"request\" value=\"";
        let start = page.find(mark).unwrap() + mark.len();
        let request = page[start..].split('"').next().unwrap();
        let url = format!("{}/authorize", self.issuer_url);
        let form = self.browser.post(url).header("content-type", "application/x-www-form-urlencoded");
        let answer = form.body(format!("request={request}&{button}")).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 303);
        way_back(answer.headers()["location"].to_str().unwrap())
    }

    /// Everything from the button to the identity.
    pub(crate) async fn sign_in(&self, login: &str, level: u8) -> Result<Identity, OidcError> {
        let begun = self.begin(level).await;
        let callback = self.press(&begun.authorize_url, &format!("login={login}")).await;
        assert_eq!(callback.state.as_deref(), Some(begun.state.as_str()));
        let code = self.issuer.accept(&callback)?;
        self.issuer.finish(code, &begun.pkce_verifier, &begun.nonce, self.clock.as_ref()).await
    }

    /// Stops the provider and waits until its port is closed.
    pub(crate) async fn stop(&self) {
        let server = self.server.lock().unwrap().take().unwrap();
        server.abort();
        assert!(server.await.unwrap_err().is_cancelled());
    }
}

pub(crate) fn way_back(location: &str) -> Callback {
    assert!(location.starts_with(REDIRECT), "{location}");
    let mut callback = Callback::default();
    for (name, value) in Url::parse(location).unwrap().query_pairs() {
        let value = Some(value.into_owned());
        match name.as_ref() {
            "state" => callback.state = value,
            "code" => callback.code = value,
            "error" => callback.error = value,
            "iss" => callback.iss = value,
            other => panic!("unexpected {other}"),
        }
    }
    callback
}

/// An address nobody listens on.
pub(crate) fn closed_port() -> SocketAddr {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

pub(crate) fn registration() -> Registration {
    Registration {
        client_id: "toan-trinh".to_owned(),
        client_secret: ClientSecret::new("bí mật + của & mẫu"),
        redirect_uri: REDIRECT.to_owned(),
        post_logout_redirect_uri: Some(BYE.to_owned()),
    }
}

fn client() -> Client {
    Client {
        client_id: "toan-trinh".to_owned(),
        client_secret: "bí mật + của & mẫu".to_owned(),
        name: "Toàn Trình".to_owned(),
        redirect_uris: vec![REDIRECT.to_owned()],
        post_logout_redirect_uris: vec![BYE.to_owned()],
    }
}
