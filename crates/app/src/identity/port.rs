//! The doors to the outside this room asks for; `gateways` stands behind them, and the simulators behind it.

use std::future::Future;
use std::pin::Pin;

use kernel::{Clock, Entropy, PartialDate};

use crate::Error;

/// A future behind a door.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// "Hệ thống định danh": somebody who vouches for people (VNeID, the officials' gate).
pub trait Issuer: Send + Sync {
    /// Begins a sign-in that asks for a level of assurance.
    fn begin(&self, entropy: &dyn Entropy, level: u8) -> Begun;

    /// Finishes a sign-in: verifies everything and tells who it is.
    fn finish<'a>(
        &'a self,
        answer: &'a Answer,
        verifier: &'a str,
        nonce: &'a str,
        clock: &'a dyn Clock,
    ) -> BoxFuture<'a, Result<Proven, Error>>;
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
}

/// "CSDL quốc gia về dân cư": what is known of a person, asked by personal id.
pub trait Register: Send + Sync {
    /// The person, if there is one with this id. Down or unknown are both no answer: nobody is kept from filing.
    fn person<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Option<RegisteredPerson>>;
}

/// "Thông tin công dân": what forms may be filled with.
#[derive(Debug, Clone)]
pub struct RegisteredPerson {
    /// Family, middle and given name.
    pub name: String,
    /// Date of birth, as far as it is known.
    pub birth: Option<PartialDate>,
}
