//! `/lap-trinh`: the API for those who write software: how to begin, conventions, addresses, and every code of a problem.

use askama::Template;

use crate::api::{Listed, Step, codes, listed, steps};
use crate::{Chrome, Page, word_key};

#[derive(Template)]
#[template(path = "public/developers.html")]
pub(crate) struct Developers {
    page: Chrome,
    steps: &'static [Step],
    addresses: Vec<Listed>,
    codes: Vec<(&'static str, String)>,
}

/// `GET /lap-trinh`
pub(crate) async fn get(page: Chrome) -> Page<Developers> {
    let mut known: Vec<&'static str> = codes().collect();
    known.sort_unstable();
    known.dedup();
    let meaning = |code: &'static str| {
        // A rule of a procedure brings its own words.
        let said = if code == "form.rule" { String::new() } else { page.t(&word_key(code)) };
        (code, said)
    };
    let codes = known.into_iter().map(meaning).collect();
    Page(Developers { steps: steps(), addresses: listed(), codes, page })
}
