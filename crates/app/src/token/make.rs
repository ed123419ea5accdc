//! "Cấp mã truy cập": a signed-in person makes a token for a programme; it is shown once and only its hash is kept.

use access::Scope;
use jiff::{SignedDuration, ToSpan, civil::Date};
use kernel::{Id, VN_OFFSET, text::nfc};
use store::token::{TokenRow, insert, of_account};

use super::{Caller, TokenRefusal};
use crate::identity::hashed;
use crate::{App, Error};

/// The longest a token may live: a year.
pub const LONGEST_DAYS: i64 = 365;
/// The most living tokens of one account.
const MOST: usize = 20;
/// The longest name.
const NAME_CHARS: usize = 80;
/// What every token begins with, so that a token left in a file can be found by a search.
const PREFIX: &str = "tt_";
/// The level an official's sign-in stands for.
const OFFICIAL_LEVEL: i64 = 2;

/// "Mã truy cập muốn có": what the person asked for.
#[derive(Debug, Clone)]
pub struct Wish {
    /// What the person will know it by.
    pub name: String,
    /// How far it reaches, by name.
    pub scope: String,
    /// The last day it works.
    pub ends_on: Date,
}

/// "Mã vừa cấp".
pub struct Made {
    /// The token itself, shown once.
    pub secret: String,
    /// What is kept of it.
    pub row: TokenRow,
}

/// Makes a token for the person signed in; it never stands higher than the sign-in it was made in.
///
/// # Errors
/// A [`TokenRefusal`], or a fault.
pub async fn make(app: &App, who: &Caller, wish: &Wish) -> Result<Made, Error> {
    let secret = format!("{PREFIX}{}", app.new_secret());
    let row = judged(app, who, wish, &secret)?;
    let mut tx = app.store.begin().await?;
    let result = make_in(&mut tx.conn()?, &row).await;
    tx.finish(result).await?;
    Ok(Made { secret, row })
}

async fn make_in(conn: &mut store::Conn<'_>, row: &TokenRow) -> Result<(), Error> {
    let lives = |known: &TokenRow| known.revoked_at.is_none() && known.ends_at > row.made_at;
    let living = of_account(conn, &row.account).await?.iter().filter(|known| lives(known)).count();
    if living >= MOST {
        return Err(TokenRefusal::TooMany { limit: MOST.to_string() }.into());
    }
    Ok(insert(conn, row).await?)
}

fn judged(app: &App, who: &Caller, wish: &Wish, secret: &str) -> Result<TokenRow, Error> {
    let name = nfc(wish.name.trim());
    if name.is_empty() {
        return Err(TokenRefusal::NameMissing.into());
    }
    if name.chars().count() > NAME_CHARS || name.chars().any(char::is_control) {
        return Err(TokenRefusal::NameTooLong { limit: NAME_CHARS.to_string() }.into());
    }
    let scope = Scope::from_name(&wish.scope).ok_or(TokenRefusal::ScopeUnknown)?;
    let (today, made_at) = (app.today(), app.clock.now());
    let latest = today.saturating_add(LONGEST_DAYS.days());
    let wrong = || TokenRefusal::EndsWrong {
        latest: format!("{:02}/{:02}/{}", latest.day(), latest.month(), latest.year()),
    };
    if wish.ends_on <= today || wish.ends_on > latest {
        return Err(wrong().into());
    }
    let midnight = VN_OFFSET.to_timestamp(wish.ends_on.at(0, 0, 0, 0)).map_err(|_| wrong())?;
    let (person, level) = match who {
        Caller::Citizen(who) => (who.person.clone(), who.level),
        Caller::Official(_) => (None, OFFICIAL_LEVEL),
    };
    Ok(TokenRow {
        account: who.account(),
        id: new_id(app, made_at),
        hash: hashed(secret),
        name,
        scope: scope.name().to_owned(),
        holder: who.name().to_owned(),
        person,
        level,
        made_at,
        ends_at: midnight.saturating_add(SignedDuration::from_hours(24)).unwrap_or(midnight),
        used_at: None,
        revoked_at: None,
    })
}

fn new_id(app: &App, at: jiff::Timestamp) -> Id {
    app.new_id(at)
}
