//! The page of access tokens, the same for citizens and officials: which work, making one, taking one back.
//!
//! The addresses stand in `citizen/tokens.rs` and `officer/tokens.rs`, whose folders are the guard.

use app::token::{Caller, LONGEST_DAYS, TokenRow, Wish, make, mine, revoke as take_back};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::{Id, PartialDate, local_date};

use crate::components::{Choice, Control, Field, Notice, Problem, problems};
use crate::{Chrome, Page, PageError, Web, format, refusal_sentence};

/// The most days a token is suggested for.
const SUGGESTED_DAYS: i64 = 90;

#[derive(Template)]
#[template(path = "tokens.html")]
struct Tokens {
    page: Chrome,
    base: &'static str,
    notice: Option<Notice>,
    /// The new token and its name, shown this once.
    made: Option<(String, String)>,
    /// The level of the sign-in, where a higher one exists.
    level: Option<i64>,
    rows: Vec<Row>,
    problems: Vec<Problem>,
    fields: Vec<Field>,
}

/// "Một mã".
struct Row {
    id: Id,
    name: String,
    scope: String,
    ends: String,
    used: String,
}

/// What was typed into the form.
#[derive(Default)]
struct Typed {
    name: String,
    scope: String,
    ends: String,
}

/// The page as it is opened.
pub(crate) async fn show(
    page: Chrome,
    web: &Web,
    who: &Caller,
    base: &'static str,
) -> Result<Response, PageError> {
    let is_revoked = page.query.contains("xong=thu-hoi");
    let notice = is_revoked.then(|| Notice { is_success: true, text: page.t("tokens-revoked") });
    let typed = Typed {
        scope: access::Scope::Read.name().to_owned(),
        ends: day(web.app.today().saturating_add(SUGGESTED_DAYS.days())),
        ..Typed::default()
    };
    let fields = fields(&page, web, &typed, None);
    Ok(Page(filled(page, web, who, base, fields, notice).await?).into_response())
}

/// Makes a token and shows it, once; what is wrong comes back with everything typed.
pub(crate) async fn create(
    page: Chrome,
    web: &Web,
    who: &Caller,
    base: &'static str,
    pairs: Vec<(String, String)>,
) -> Result<Response, PageError> {
    let mut typed = Typed::default();
    for (name, value) in pairs {
        match name.as_str() {
            "ten" => typed.name = value,
            "pham_vi" => typed.scope = value,
            "den_ngay" => typed.ends = value,
            _ => {}
        }
    }
    let ends_on = PartialDate::parse(typed.ends.trim()).ok().and_then(PartialDate::to_date);
    let wish = ends_on.map(|ends_on| Wish { name: typed.name.clone(), scope: typed.scope.clone(), ends_on });
    let made = match &wish {
        Some(wish) => make(&web.app, who, wish).await,
        None => Err(app::Error::Refused(app::token::TokenRefusal::ScopeUnknown.into())),
    };
    match made {
        Ok(made) => {
            let fields = fields(&page, web, &Typed::default(), None);
            let mut shown = filled(page, web, who, base, fields, None).await?;
            shown.made = Some((made.row.name, made.secret));
            Ok(Page(shown).into_response())
        }
        Err(app::Error::Faulted(fault)) => Err(fault.into()),
        Err(app::Error::Refused(refusal)) => {
            let wrong = match wish {
                Some(_) => (field_of(&refusal.code), refusal_sentence(page.lang, &refusal)),
                None => ("den_ngay", page.t("tokens-day-wrong")),
            };
            let fields = fields(&page, web, &typed, Some(&wrong));
            let mut shown = filled(page, web, who, base, fields, None).await?;
            if shown.problems.is_empty() {
                shown.problems.push(Problem { target: String::new(), text: wrong.1 });
            }
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(shown)).into_response())
        }
    }
}

/// Takes a token back.
pub(crate) async fn revoke(
    web: &Web,
    who: &Caller,
    base: &'static str,
    id: &str,
) -> Result<Response, PageError> {
    let id = Id::parse(id).ok_or(crate::WebRefusal::NoPage)?;
    take_back(&web.app, who, id).await?;
    Ok(Redirect::to(&format!("{base}?xong=thu-hoi")).into_response())
}

async fn filled(
    page: Chrome,
    web: &Web,
    who: &Caller,
    base: &'static str,
    fields: Vec<Field>,
    notice: Option<Notice>,
) -> Result<Tokens, PageError> {
    let rows = mine(&web.app, who).await?.into_iter().map(|row| self::row(&page, row)).collect();
    let level = match who {
        Caller::Citizen(who) if who.level < 2 => Some(who.level),
        Caller::Citizen(_) | Caller::Official(_) => None,
    };
    Ok(Tokens { base, notice, made: None, level, rows, problems: problems(&fields), fields, page })
}

fn row(page: &Chrome, row: TokenRow) -> Row {
    Row {
        id: row.id,
        name: row.name,
        scope: page.word("scope", &row.scope),
        // It works until the midnight that begins the next day.
        ends: day(local_date(row.ends_at - jiff::SignedDuration::from_secs(1))),
        used: row.used_at.map_or_else(|| page.t("tokens-never"), |at| format::instant(page.lang, at)),
    }
}

fn day(on: Date) -> String {
    format::date(on)
}

fn field_of(code: &str) -> &'static str {
    match code {
        "token.name-missing" | "token.name-too-long" => "ten",
        "token.scope-unknown" => "pham_vi",
        "token.ends-wrong" => "den_ngay",
        _ => "",
    }
}

fn fields(page: &Chrome, web: &Web, typed: &Typed, wrong: Option<&(&'static str, String)>) -> Vec<Field> {
    let error = |id: &str| wrong.filter(|(field, _)| *field == id).map(|(_, text)| text.clone());
    let choice = |scope: access::Scope| Choice {
        value: scope.name().to_owned(),
        label: page.word("scope", scope.name()),
        hint: page.word("scope", &format!("{}-hint", scope.name())),
    };
    let latest = day(web.app.today().saturating_add(LONGEST_DAYS.days()));
    vec![
        Field {
            id: "ten".into(),
            label: page.t("tokens-field-name"),
            hint: page.t("tokens-field-name-hint"),
            value: typed.name.clone(),
            error: error("ten"),
            ..Field::default()
        },
        Field {
            id: "pham_vi".into(),
            label: page.t("tokens-field-scope"),
            value: typed.scope.clone(),
            error: error("pham_vi"),
            control: Control::Radios(access::Scope::ALL.map(choice).into()),
            ..Field::default()
        },
        Field {
            id: "den_ngay".into(),
            label: page.t("tokens-field-ends"),
            hint: page.t1("tokens-field-ends-hint", "latest", latest),
            value: typed.ends.clone(),
            error: error("den_ngay"),
            control: Control::Date,
            ..Field::default()
        },
    ]
}
