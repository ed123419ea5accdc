//! Use cases from the outside, each story on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "tests")]

mod bad_days;
mod copies;
mod counter;
mod directives;
mod directives_others;
mod drafts;
mod identity;
mod letters;
mod life;
mod older;
mod papers;
mod passkeys;
mod procedures;
mod promises;
mod recent;
mod registers;
mod revision;
mod rights;
mod signed;
mod signed_papers;
mod software;
mod tampering;
mod uploads;

/// The code of a refusal; anything else fails the test.
fn code<T: std::fmt::Debug>(result: Result<T, app::Error>) -> String {
    match result {
        Err(app::Error::Refused(refusal)) => refusal.code,
        other => panic!("not refused: {other:?}"),
    }
}
