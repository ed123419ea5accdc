//! What every handler may reach: the procedures, the configuration, the clock and the source of randomness.

use std::sync::Arc;

use app::App;
use kernel::{Clock, Entropy};

use crate::public::Procedures;

/// "Cấu hình trang": what differs from deployment to deployment.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Whether all data are samples, which every page then says.
    pub sample: bool,
    /// Other origins a form's answer may lead to (identity provider, payment), as `https://sso.example.vn`.
    pub form_origins: Vec<String>,
    /// Whether people reach us over encrypted lines only; cookies are then bound to them.
    pub is_secure: bool,
}

/// The state of the pages.
#[derive(Clone)]
pub struct Web {
    /// The use cases.
    pub app: Arc<App>,
    /// Procedures to find and to read about.
    pub procedures: Arc<dyn Procedures>,
    /// Configuration.
    pub config: Arc<Config>,
    /// The present.
    pub clock: Arc<dyn Clock>,
    /// Randomness, for reference numbers.
    pub entropy: Arc<dyn Entropy>,
}
