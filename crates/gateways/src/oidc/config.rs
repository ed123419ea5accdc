//! What a deployment writes down about one provider. Its addresses are written too, for the national ones publish no
//! document; a provider that does may be asked for it instead (`places.rs`).

use std::collections::BTreeMap;

use serde::Deserialize;
use url::{Host, Url};

use super::{AccountKind, OidcFault};

/// A client secret that never shows in a log.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct ClientSecret(String);

impl ClientSecret {
    /// Wraps the secret agreed with the provider.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ClientSecret(…)")
    }
}

/// What the provider knows us by.
#[derive(Debug, Clone, Deserialize)]
pub struct Registration {
    /// Our id at the provider.
    pub client_id: String,
    /// Our secret at the provider, sent in the form of the token request.
    pub client_secret: ClientSecret,
    /// Where the provider sends the person back, exactly as registered.
    pub redirect_uri: String,
    /// Where the provider sends the person after signing out there.
    #[serde(default)]
    pub post_logout_redirect_uri: Option<String>,
}

/// How user info is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UserInfoMethod {
    /// By POST, as the national providers want it; by GET where the provider does not know POST.
    #[default]
    PostOrGet,
    /// By POST only.
    Post,
    /// By GET only.
    Get,
}

/// "Nhà cung cấp định danh": one OpenID provider, all of it configuration, for the official values are not public.
#[derive(Debug, Clone, Deserialize)]
pub struct IssuerConfig {
    /// Our name for it: `vneid` or `officials`.
    pub key: String,
    /// The `iss` of its tokens, compared letter by letter.
    pub issuer: String,
    /// What it knows us by.
    #[serde(flatten)]
    pub registration: Registration,
    /// Whether the provider's own document tells the addresses that are not written here.
    #[serde(default)]
    pub discovery: bool,
    /// Where the person's browser goes.
    #[serde(default)]
    pub authorize_endpoint: Option<String>,
    /// Where the code is exchanged.
    #[serde(default)]
    pub token_endpoint: Option<String>,
    /// Where the claims are read.
    #[serde(default)]
    pub userinfo_endpoint: Option<String>,
    /// Where its public keys are.
    #[serde(default)]
    pub jwks_uri: Option<String>,
    /// Where access tokens are given back as soon as user info is read, when it offers that (RFC 7009).
    #[serde(default)]
    pub revocation_endpoint: Option<String>,
    /// Where the person signs out there, when it offers that.
    #[serde(default)]
    pub end_session_endpoint: Option<String>,
    /// Asked scopes; `openid` must be among them.
    #[serde(default = "default_scopes")]
    pub scopes: Vec<String>,
    /// "Mức độ xác thực": level of each `acr` or `loAs` value; a value not listed is level 0.
    #[serde(default)]
    pub levels: BTreeMap<String, u8>,
    /// Claims that state the level; where several speak, the lowest level counts.
    #[serde(default = "default_level_claims")]
    pub level_claims: Vec<String>,
    /// What each `LoaiTaiKhoan` means, for documents disagree on the numbers; a value not listed is refused.
    #[serde(default = "default_account_kinds")]
    pub account_kinds: BTreeMap<String, AccountKind>,
    /// The stable key of an account: `TechID`, or `sub` where there is none.
    #[serde(default = "default_subject_claim")]
    pub subject_claim: String,
    /// How claims are read.
    #[serde(default)]
    pub userinfo_method: UserInfoMethod,
    /// Whether its tokens never say when the person proved who they are; what we asked for is then believed.
    #[serde(default)]
    pub without_auth_time: bool,
    /// Forward proxy for our calls to the provider; the environment is not consulted.
    #[serde(default)]
    pub proxy: Option<String>,
    /// Permits `http://` beyond this machine: for a demonstration inside one network, never in service.
    #[serde(default)]
    pub allow_plain_http: bool,
    /// Tolerated difference between the two clocks, in seconds.
    #[serde(default = "default_leeway_s")]
    pub leeway_s: u32,
    /// Longest wait for a connection, in milliseconds.
    #[serde(default = "default_connect_timeout_ms")]
    pub connect_timeout_ms: u64,
    /// Longest wait for a whole answer, in milliseconds.
    #[serde(default = "default_total_timeout_ms")]
    pub total_timeout_ms: u64,
}

impl IssuerConfig {
    /// A provider whose endpoints stand under its issuer address as `authorize`, `token`, `userinfo`, `jwks` and
    /// `logout`, with levels `loa1` and `loa2`, as the simulators have them.
    #[must_use]
    pub fn conventional(key: &str, issuer: &str, registration: Registration) -> Self {
        let under = |path: &str| format!("{}/{path}", issuer.trim_end_matches('/'));
        Self {
            key: key.to_owned(),
            issuer: issuer.to_owned(),
            registration,
            discovery: false,
            authorize_endpoint: Some(under("authorize")),
            token_endpoint: Some(under("token")),
            userinfo_endpoint: Some(under("userinfo")),
            jwks_uri: Some(under("jwks")),
            revocation_endpoint: Some(under("revoke")),
            end_session_endpoint: Some(under("logout")),
            scopes: default_scopes(),
            levels: BTreeMap::from([("loa1".to_owned(), 1), ("loa2".to_owned(), 2)]),
            level_claims: default_level_claims(),
            account_kinds: default_account_kinds(),
            subject_claim: default_subject_claim(),
            userinfo_method: UserInfoMethod::default(),
            without_auth_time: false,
            proxy: None,
            allow_plain_http: false,
            leeway_s: default_leeway_s(),
            connect_timeout_ms: default_connect_timeout_ms(),
            total_timeout_ms: default_total_timeout_ms(),
        }
    }

    /// The origins a form of ours may lead on to: where people sign in, and where they sign out. What the provider's
    /// document tells stands at the issuer's own.
    #[must_use]
    pub fn origins(&self) -> Vec<String> {
        let told = self.discovery.then_some(&self.issuer);
        let addresses = self.authorize_endpoint.iter().chain(&self.end_session_endpoint).chain(told);
        let urls = addresses.filter_map(|address| Url::parse(address).ok());
        let mut origins: Vec<String> = urls.map(|url| url.origin().ascii_serialization()).collect();
        origins.dedup();
        origins
    }

    /// Reads one address and insists on TLS, except on this machine or where plain HTTP was permitted.
    pub(super) fn address(&self, name: &str, text: &str) -> Result<Url, OidcFault> {
        let wrong = |why: &str| OidcFault::configuration(&self.key, format!("{name}: {why}"));
        let url = Url::parse(text).map_err(|error| wrong(&error.to_string()))?;
        let plain_allowed = self.allow_plain_http || is_this_machine(&url);
        if url.scheme() == "https" || (url.scheme() == "http" && plain_allowed) {
            Ok(url)
        } else {
            Err(wrong("an address must begin with https://"))
        }
    }

    /// The values of `acr_values` that reach `level`, highest level first.
    pub(super) fn acr_values(&self, level: u8) -> Vec<&str> {
        let mut enough: Vec<_> = self.levels.iter().filter(|(_, reached)| **reached >= level).collect();
        enough.sort_by(|(_, a), (_, b)| b.cmp(a));
        enough.into_iter().map(|(value, _)| value.as_str()).collect()
    }
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn default_scopes() -> Vec<String> {
    vec!["openid".to_owned(), "profile".to_owned()]
}

fn default_level_claims() -> Vec<String> {
    vec!["acr".to_owned(), "loAs".to_owned()]
}

fn default_account_kinds() -> BTreeMap<String, AccountKind> {
    BTreeMap::from([("1".to_owned(), AccountKind::Person), ("2".to_owned(), AccountKind::Business)])
}

fn default_subject_claim() -> String {
    "TechID".to_owned()
}

fn default_leeway_s() -> u32 {
    30
}

fn default_connect_timeout_ms() -> u64 {
    3_000
}

fn default_total_timeout_ms() -> u64 {
    10_000
}
