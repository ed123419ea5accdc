//! `/can-bo/danh-gia`: what people say of the agencies where the official holds a post: figures and words, no names.

use app::rating::{LEAST_SHOWN, figures};
use askama::Template;
use axum::extract::State;
use kernel::AgencyCode;

use super::names;
use crate::{Chrome, OfficerIs, Page, PageError, Web};

#[derive(Template)]
#[template(path = "officer/ratings.html")]
pub(crate) struct Ratings {
    page: Chrome,
    least: i64,
    agencies: Vec<Told>,
}

/// "Đánh giá về một cơ quan".
struct Told {
    name: String,
    count: i64,
    /// Words for the score, and how often.
    scores: Vec<(String, i64)>,
    words: Vec<(String, String)>,
}

/// `GET /can-bo/danh-gia`
pub(crate) async fn get(
    page: Chrome,
    State(web): State<Web>,
    OfficerIs(who): OfficerIs,
) -> Result<Page<Ratings>, PageError> {
    let mut codes: Vec<AgencyCode> = who.posts_on(web.app.today()).map(|post| post.agency.clone()).collect();
    codes.dedup();
    let mut agencies = Vec::new();
    for code in codes {
        let found = match figures(&web.app, &who, &code).await {
            Ok(found) => found,
            Err(app::Error::Refused(_)) => continue,
            Err(error) => return Err(error.into()),
        };
        let word = |score: i64| page.word("rating", &score.to_string());
        agencies.push(Told {
            name: names::agency(&web.app, &code).await?,
            count: found.count,
            scores: found.scores.iter().map(|(score, count)| (word(*score), *count)).collect(),
            words: found.words.into_iter().map(|(score, words)| (word(score), words)).collect(),
        });
    }
    Ok(Page(Ratings { least: LEAST_SHOWN, agencies, page }))
}
