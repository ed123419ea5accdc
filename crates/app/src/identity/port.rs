//! The doors to the outside this room asks for; `gateways` stands behind them, and the simulators behind it.

use std::future::Future;
use std::pin::Pin;

use jiff::{SignedDuration, Timestamp};
use kernel::{Clock, Entropy};

use crate::Error;

/// A future behind a door.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// "Hệ thống định danh": somebody who vouches for people (VNeID, the officials' gate).
pub trait Issuer: Send + Sync {
    /// Begins a sign-in that should prove what is wished.
    fn begin<'a>(
        &'a self,
        entropy: &'a dyn Entropy,
        clock: &'a dyn Clock,
        wish: Wish,
    ) -> BoxFuture<'a, Result<Begun, Error>>;

    /// Finishes a sign-in: verifies everything and tells who it is.
    fn finish<'a>(
        &'a self,
        answer: &'a Answer,
        verifier: &'a str,
        nonce: &'a str,
        clock: &'a dyn Clock,
    ) -> BoxFuture<'a, Result<Proven, Error>>;

    /// Where somebody signs out at the issuer too, where it has such a place.
    fn leave_address<'a>(&'a self, id_token: &'a str, clock: &'a dyn Clock) -> BoxFuture<'a, Option<String>>;

    /// Checks the issuer's own word that somebody has signed out there.
    fn left<'a>(&'a self, word: &'a str, clock: &'a dyn Clock) -> BoxFuture<'a, Result<Left, Error>>;
}

/// "Yêu cầu xác thực": what a sign-in should prove.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// The level of assurance to reach.
    pub level: u8,
    /// How old the proof may be; the issuer then asks the person again.
    pub fresh: Option<SignedDuration>,
}

/// "Đã đăng xuất ở nơi định danh": whom the issuer's word is about.
#[derive(Debug, Clone)]
pub struct Left {
    /// The word's own id; it counts once.
    pub id: String,
    /// The issuer's name for the account.
    pub subject: Option<String>,
    /// The issuer's name for the session; without one, all of the account's end.
    pub session: Option<String>,
}

/// "Lượt đăng nhập vừa bắt đầu".
pub struct Begun {
    /// Where the browser goes.
    pub authorize_url: String,
    /// The opaque key that comes back.
    pub state: String,
    /// What the ID token must carry.
    pub nonce: String,
    /// The PKCE verifier.
    pub verifier: String,
}

/// "Câu trả lời của hệ thống định danh": what the browser brings back.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The opaque key.
    pub state: String,
    /// The code to exchange.
    pub code: Option<String>,
    /// The error instead of a code.
    pub error: Option<String>,
    /// Who answers (RFC 9207).
    pub issuer: Option<String>,
}

/// "Người đã được xác thực".
#[derive(Debug, Clone)]
pub struct Proven {
    /// The issuer's stable key for the person.
    pub subject: String,
    /// The level of assurance reached.
    pub level: u8,
    /// The personal id or organisation code, if the issuer gives one.
    pub person: Option<String>,
    /// The name.
    pub name: String,
    /// When the person proved it, where the issuer says so.
    pub proven_at: Option<Timestamp>,
    /// The issuer's own name for the account, which it uses when somebody signs out there.
    pub issuer_subject: String,
    /// The issuer's own name for the session, where it has one.
    pub issuer_session: Option<String>,
    /// The proof itself, which the issuer wants back at signing out.
    pub id_token: String,
}
