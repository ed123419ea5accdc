//! Pages: translation of requests into use cases and of answers into HTML.
//!
//! Nothing here decides, stores or calls outside. The way of a request: [`router()`] builds it from [`ROUTES`], `guard`
//! keeps each route's guard, a handler reads the request and fills a template, `errors` turns every "no" and every
//! failure into a page. Words live in `words/{vi,en}/*.ftl`, templates in `templates/`, style and fonts in `assets/`.

mod account;
pub mod api;
pub mod assets;
mod chrome;
mod citizen;
mod client_address;
pub mod components;
mod download;
mod errors;
pub mod format;
mod guard;
mod headers;
mod kept;
mod laid;
mod lang;
mod letter;
mod limits;
mod observe;
mod officer;
pub mod operator;
mod paper;
pub mod public;
mod refusal;
mod router;
mod routes;
mod sentence;
mod session;
mod sign_keys;
mod signature;
mod state;
mod tokens;
mod words;

pub use chrome::{Chrome, Who};
pub use client_address::Network;
pub use errors::{PageError, Trouble};
pub use lang::Lang;
pub use letter::digest_letter;
pub use limits::{Limits, Rate};
pub use officer::InputRefusal;
pub use refusal::WebRefusal;
pub use router::{Page, router};
pub use routes::{API_ROUTES, ApiMethod, ApiRoute, Door, Guard, Method, ROUTES, Route};
pub use sentence::{
    fault_sentence, operator_sentence, problem_sentence, refusal_sentence, remark_sentence, word_key,
};
pub use session::{AccountKind, CitizenIs, OfficerIs, SignedIn};
pub use state::{Config, Web};
pub use words::{Arg, Words, t, t_args, words};
