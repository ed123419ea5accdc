//! What a document says about itself: number, date, issuer, signer.
//!
//! Each is read where documents carry it; what is not there stays absent. Law: Nghị định 30/2020/NĐ-CP Phụ lục I.

use jiff::civil::Date;

use crate::agency::Reader;
use crate::layout::Paragraph;
use crate::proposal::Facts;
use crate::shadow::Kind;

/// Lines at the top that may carry number, date and issuer.
const HEAD: usize = 14;
/// What a place begins with.
const PLACES: [&[&str]; 5] = [&["tỉnh"], &["thành", "phố"], &["xã"], &["phường"], &["đặc", "khu"]];
/// Lines at the end that may carry the signer.
const TAIL: usize = 8;

pub(crate) fn read(names: &Reader<'_>, paragraphs: &[Paragraph]) -> Facts {
    let mut facts = Facts::default();
    for paragraph in paragraphs.iter().take(HEAD) {
        for at in paragraph.from..paragraph.to {
            if facts.number.is_none() && names.says(at, &["số"]) {
                facts.number = number(names, at + 1, paragraph.to);
            }
            if facts.issued_on.is_none() && names.says(at, &["ngày"]) {
                facts.issued_on = day(names, at + 1, facts.number.is_some());
            }
        }
        match &facts.issuer {
            None => facts.issuer = issuer(names, paragraph),
            // "ỦY BAN NHÂN DÂN" and, below it, of which place.
            Some(first) if PLACES.iter().any(|words| names.says(paragraph.from, words)) => {
                let place = issuer(names, paragraph).filter(|_| first.split(' ').count() <= 4);
                facts.issuer = Some(place.map_or_else(|| first.clone(), |place| format!("{first} {place}")));
            }
            Some(_) => {}
        }
    }
    facts.signer = signer(names, paragraphs);
    facts
}

/// "56/TB-VPCP": digits, a slash, capitals.
fn number(names: &Reader<'_>, at: usize, to: usize) -> Option<String> {
    let tokens = &names.shadow.tokens;
    let from = at + usize::from(names.mark(at, ':'));
    let first = tokens.get(from).filter(|token| matches!(token.kind, Kind::Number(..)))?;
    let parts = names.mark(from + 1, '/') || names.mark(from + 1, '-');
    let mut last = first;
    for token in tokens.get(from + 1..to)? {
        let goes_on = !token.apart
            && (token.caps || matches!(token.kind, Kind::Number(..)) || token.is('/') || token.is('-'));
        let joined = token.start == last.end && (goes_on || (token.is_word() && last.is_word()));
        if !joined {
            break;
        }
        last = token;
    }
    (parts && last.end > first.end + 1).then(|| names.shadow.quote(first.start, last.end))
}

/// "ngày 23 tháng 02 năm 2025"; with slashes only behind a number.
fn day(names: &Reader<'_>, at: usize, numbered: bool) -> Option<Date> {
    let value = |n: usize| match names.shadow.tokens.get(n)?.kind {
        Kind::Number(value, _) => Some(value),
        Kind::Word | Kind::Mark(_) => None,
    };
    let spelt = names.says(at + 1, &["tháng"]) && names.says(at + 3, &["năm"]);
    let slashed = numbered && names.mark(at + 1, '/') && names.mark(at + 3, '/');
    if !spelt && !slashed {
        return None;
    }
    let year = i16::try_from(value(at + 4)?).ok()?;
    Date::new(year, i8::try_from(value(at + 2)?).ok()?, i8::try_from(value(at)?).ok()?).ok()
}

/// The first line in capitals that is no motto: the body that issues.
fn issuer(names: &Reader<'_>, paragraph: &Paragraph) -> Option<String> {
    let tokens = names.shadow.tokens.get(paragraph.from..paragraph.to)?;
    let mut letters = tokens
        .iter()
        .filter(|token| token.is_word())
        .flat_map(|token| names.shadow.chars.get(token.start..token.end).unwrap_or_default());
    let capitals = letters.clone().next().is_some() && letters.all(|c| !c.is_lowercase());
    let motto = names.says(paragraph.from, &["cộng", "hòa"]);
    let title = [["thông", "báo"], ["chỉ", "thị"], ["công", "điện"], ["nghị", "quyết"], ["công", "văn"]];
    let is_title = title.iter().any(|words| names.says(paragraph.from, words));
    let tokens = tokens.len();
    (capitals && !motto && !is_title && tokens > 1)
        .then(|| names.shadow.written(paragraph.from, paragraph.to))
}

/// The last short line of capitals-first words behind the signing authority.
fn signer(names: &Reader<'_>, paragraphs: &[Paragraph]) -> Option<String> {
    let last = paragraphs.iter().rev().take(TAIL).find(|paragraph| !names.mark(paragraph.to - 1, ';'))?;
    let tokens = names.shadow.tokens.get(last.from..last.to)?;
    let is_name = (2..=6).contains(&tokens.len()) && tokens.iter().all(|token| token.is_word() && token.caps);
    let behind_title = paragraphs.len() > 4;
    let written = names.shadow.written(last.from, last.to);
    (is_name && behind_title && written.chars().any(char::is_lowercase)).then_some(written)
}
