//! Pages: translation of requests into use cases and of answers into HTML.
//!
//! Nothing here decides, stores or calls outside. The way of a request: [`router()`] builds it from [`ROUTES`], `guard`
//! keeps each route's guard, a handler reads the request and fills a template, `errors` turns every "no" and every
//! failure into a page. Words live in `words/{vi,en}/*.ftl`, templates in `templates/`, style and fonts in `assets/`.

pub mod assets;
mod chrome;
mod citizen;
pub mod components;
mod download;
mod errors;
pub mod format;
mod guard;
mod headers;
mod lang;
mod observe;
mod officer;
pub mod operator;
pub mod public;
mod refusal;
mod router;
mod routes;
mod sentence;
mod session;
mod state;
mod words;

pub use chrome::{Chrome, Who};
pub use errors::{PageError, Trouble};
pub use lang::Lang;
pub use officer::InputRefusal;
pub use refusal::WebRefusal;
pub use router::{Page, router};
pub use routes::{Guard, Method, ROUTES, Route};
pub use sentence::{fault_sentence, refusal_sentence, word_key};
pub use session::{AccountKind, CitizenIs, OfficerIs, SignedIn};
pub use state::{Config, Web};
pub use words::{Arg, Words, t, t_args, words};
