//! What every handler may reach: the use cases and the configuration.

use std::sync::Arc;

use app::App;

use crate::{Limits, Network};

/// "Cấu hình trang": what differs from deployment to deployment.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Whether all data are samples, which every page then says.
    pub sample: bool,
    /// Other origins a form's answer may lead to (identity provider, payment), as `https://sso.example.vn`.
    pub form_origins: Vec<String>,
    /// The origin people type, as `https://dichvucong.example.vn`; forms may come from there also where a proxy names
    /// the host otherwise. Empty: only the host the request was sent to.
    pub origin: String,
    /// Proxies whose word about the client's address is believed.
    pub trusted_proxies: Vec<Network>,
    /// How often somebody may ask; by default as often as they like, which is for tests.
    pub limits: Limits,
    /// Whether people reach us over encrypted lines only; cookies are then bound to them.
    pub is_secure: bool,
    /// What the program knows of itself, where somebody operates it.
    pub operated: crate::operator::Operated,
}

/// The state of the pages.
#[derive(Clone)]
pub struct Web {
    /// The use cases.
    pub app: Arc<App>,
    /// Configuration.
    pub config: Arc<Config>,
}
