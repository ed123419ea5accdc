//! "Đánh giá sự hài lòng": said by the person after delivery, if they like; shown to the agency as figures, never with a name.
//!
//! Law: QĐ 766/QĐ-TTg

use access::Staff;
use dossier::Stage;
use jiff::SignedDuration;
use kernel::{AgencyCode, Id};
pub use store::rating::RatingRow;
use store::rating::{of_dossier, put, scores_of, words_for};

use crate::dossier::party_dossier;
use crate::identity::Citizen;
use crate::{App, AppRefusal, Error};

/// How long a rating may be changed after it was first given.
const CHANGEABLE: SignedDuration = SignedDuration::from_hours(24 * 15);
/// Most characters of what is said.
pub const MOST_CHARS: usize = 1_000;
/// Below so many ratings an agency sees only their number: who said what could be guessed.
pub const LEAST_SHOWN: i64 = 5;

/// "Kết quả đánh giá của cơ quan".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many ratings.
    pub count: i64,
    /// How often each score was given, the best first; empty below the least number.
    pub scores: Vec<(i64, i64)>,
    /// What people said, in no order that could tell who; empty below the least number.
    pub words: Vec<(i64, String)>,
}

/// What the person has said of a dossier, if anything; and whether it can be said or changed now.
///
/// # Errors
/// That the dossier is not this person's, or a fault.
pub async fn rating_of(app: &App, who: &Citizen, id: Id) -> Result<(Option<RatingRow>, bool), Error> {
    let (key, dossier) = party_dossier(app, who, id).await?;
    let row = of_dossier(&mut app.store.read().await?.conn(), &key).await?;
    let is_open = row.as_ref().is_none_or(|row| app.clock.now().duration_since(row.first_at) < CHANGEABLE);
    Ok((row, dossier.stage == Stage::Delivered && is_open))
}

/// Says it, or changes what was said.
///
/// # Errors
/// [`AppRefusal::RatingNotYet`] before delivery, [`AppRefusal::RatingClosed`] once the time to change is over,
/// [`AppRefusal::RatingScore`], [`AppRefusal::MessageTooLong`], or a fault.
pub async fn rate(app: &App, who: &Citizen, id: Id, score: i64, words: &str) -> Result<(), Error> {
    let (key, dossier) = party_dossier(app, who, id).await?;
    let now = app.clock.now();
    if dossier.stage != Stage::Delivered {
        return Err(AppRefusal::RatingNotYet.into());
    }
    if !(1..=5).contains(&score) {
        return Err(AppRefusal::RatingScore.into());
    }
    let words = kernel::text::nfc(words).trim().to_owned();
    if words.chars().count() > MOST_CHARS {
        return Err(AppRefusal::MessageTooLong { limit: MOST_CHARS.to_string() }.into());
    }
    let mut tx = app.store.begin().await?;
    let result = async {
        let mut conn = tx.conn()?;
        let before = of_dossier(&mut conn, &key).await?;
        let first_at = before.map_or(now, |before| before.first_at);
        if now.duration_since(first_at) >= CHANGEABLE {
            return Err(Error::from(AppRefusal::RatingClosed));
        }
        let (agency, procedure) = (dossier.opening.agency.to_string(), dossier.opening.procedure.to_string());
        let row = RatingRow { agency, procedure, score, words, first_at, updated_at: now };
        Ok(put(&mut conn, &key, &row).await?)
    }
    .await;
    tx.finish(result).await
}

/// What people say of an agency, for whoever may look at its dossiers.
///
/// # Errors
/// [`access::AccessRefusal::NotPermitted`], or a fault.
pub async fn figures(app: &App, who: &Staff, agency: &AgencyCode) -> Result<Figures, Error> {
    access::reads(who, agency, app.today())?;
    let mut reader = app.store.read().await?;
    let scores = scores_of(&mut reader.conn(), agency.tenant(), agency.as_str()).await?;
    let count = scores.iter().map(|(_, number)| number).sum();
    if count < LEAST_SHOWN {
        return Ok(Figures { count, ..Figures::default() });
    }
    let words = words_for(&mut reader.conn(), agency.tenant(), agency.as_str()).await?;
    Ok(Figures { count, scores, words })
}
