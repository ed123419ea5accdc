//! The Vietnamese lunar calendar, computed from the moon and the sun at UTC+7.
//!
//! The months follow the rules in use since 1968; earlier years are computed by the same rules, so that a printed calendar of
//! the North or the South may differ there by a day or a month. Not here: which lunar days are days off (`holidays`).

use jiff::{SignedDuration, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::astronomy::{new_moon, sun_longitude};
use crate::{VN_OFFSET, local_date};

/// Lunar years answered for; beyond them the series lose their precision.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;
/// The one new moon of the past that falls within seconds of midnight, closer than the series can tell: 7 July 1967,
/// 17:00 UTC. A finer ephemeris puts it just past midnight in Viet Nam, so the month begins on the 8th.
/// (Of those to come, 15 November 2077 is computed 12 seconds before midnight; nobody knows the turning of the earth so far ahead.)
const CLOSE_CALL: (i32, Date) = (-402, Date::constant(1967, 7, 8));
/// Sector of thirty degrees that begins at the December solstice.
const SOLSTICE_SECTOR: f64 = 9.0;

crate::refusals! {
    /// Why a lunar or solar date has no counterpart.
    pub enum LunarRefusal {
        /// Outside the lunar years 1900 to 2100.
        OutOfRange { input } => "lunar.out-of-range";
        /// That month has no such day, or that year no such leap month.
        NoSuchDay { input } => "lunar.no-such-day";
    }
}

/// "Ngày âm lịch": a day of the lunar calendar; `leap` is "nhuận", the second month of that number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LunarDate {
    /// Day of the month, 1 to 30.
    pub day: i8,
    /// Month, 1 to 12.
    pub month: i8,
    /// Year, named by the solar year its Tết falls in.
    pub year: i16,
    /// Whether the month is the leap one.
    pub leap: bool,
}

impl std::fmt::Display for LunarDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}{}/{}", self.day, self.month, if self.leap { "+" } else { "" }, self.year)
    }
}

/// The lunar date of a civil day in Viet Nam.
///
/// ```
/// let tet = kernel::lunar::from_solar(jiff::civil::date(2026, 2, 17)).unwrap();
/// assert_eq!((tet.day, tet.month, tet.year, tet.leap), (1, 1, 2026, false));
/// ```
///
/// # Errors
/// [`LunarRefusal::OutOfRange`] outside the lunar years 1900 to 2100.
pub fn from_solar(on: Date) -> Result<LunarDate, LunarRefusal> {
    let refused = || LunarRefusal::OutOfRange { input: on.to_string() };
    if !(1900..=2101).contains(&on.year()) {
        return Err(refused());
    }
    let mut months = round(on.year()).ok_or_else(refused)?;
    months.extend(round(on.year() + 1).ok_or_else(refused)?);
    let month = months.iter().rfind(|month| month.first <= on).ok_or_else(refused)?;
    let day = i8::try_from(days_between(month.first, on) + 1).map_err(|_| refused())?;
    if !YEARS.contains(&month.year) {
        return Err(refused());
    }
    Ok(LunarDate { day, month: month.number, year: month.year, leap: month.leap })
}

/// The civil day of a lunar date.
///
/// # Errors
/// [`LunarRefusal`] outside the range, or where the calendar has no such day.
pub fn to_solar(lunar: LunarDate) -> Result<Date, LunarRefusal> {
    let refused = || LunarRefusal::NoSuchDay { input: lunar.to_string() };
    if !YEARS.contains(&lunar.year) {
        return Err(LunarRefusal::OutOfRange { input: lunar.to_string() });
    }
    let months = round(lunar.year + i16::from(lunar.month > 10)).ok_or_else(refused)?;
    let month = months
        .iter()
        .find(|month| (month.number, month.year, month.leap) == (lunar.month, lunar.year, lunar.leap))
        .filter(|month| (1..=month.days).contains(&i32::from(lunar.day)))
        .ok_or_else(refused)?;
    month
        .first
        .checked_add(SignedDuration::from_hours(24 * (i64::from(lunar.day) - 1)))
        .map_err(|_| refused())
}

/// A month with its first civil day and its length.
struct Month {
    first: Date,
    days: i32,
    number: i8,
    year: i16,
    leap: bool,
}

/// The months from the one that holds the solstice of the year before to the eve of the one that holds this year's.
///
/// The first is always month 11. Thirteen of them make a leap year, and the first without a principal term (a multiple of
/// thirty degrees of the sun) repeats the number of the month before it.
fn round(year: i16) -> Option<Vec<Month>> {
    let (from, until) = (solstice_month(year - 1)?, solstice_month(year)?);
    let firsts = (from..=until).map(first_day).collect::<Option<Vec<_>>>()?;
    let mut leap_wanted = firsts.len() == 14;
    let (mut months, mut number, mut owner) = (Vec::with_capacity(13), 10, year - 1);
    for (first, next) in firsts.iter().zip(firsts.iter().skip(1)) {
        let leap = leap_wanted && sector(*first)? == sector(*next)?;
        if leap {
            leap_wanted = false;
        } else if number == 12 {
            (number, owner) = (1, year);
        } else {
            number += 1;
        }
        months.push(Month { first: *first, days: days_between(*first, *next), number, year: owner, leap });
    }
    Some(months)
}

/// The lunation whose month holds the December solstice of `year`.
fn solstice_month(year: i16) -> Option<i32> {
    let new_year_eve = days_between(Date::constant(2000, 1, 6), Date::new(year, 12, 31).ok()?);
    let lunation = i32::try_from((i64::from(new_year_eve) * 100_000).div_euclid(2_953_059)).ok()?;
    let begins_after_solstice = sector(first_day(lunation)?)? == SOLSTICE_SECTOR;
    Some(if begins_after_solstice { lunation - 1 } else { lunation })
}

/// A month begins on the civil day, at UTC+7, of its new moon.
fn first_day(lunation: i32) -> Option<Date> {
    let (close_call, on) = CLOSE_CALL;
    if lunation == close_call { Some(on) } else { new_moon(lunation).map(local_date) }
}

/// Which twelfth of its way the sun is in when the day begins.
fn sector(on: Date) -> Option<f64> {
    let midnight = on.to_zoned(TimeZone::fixed(VN_OFFSET)).ok()?.timestamp();
    Some((sun_longitude(midnight) / 30.0).floor())
}

fn days_between(from: Date, until: Date) -> i32 {
    from.until(until).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::{LunarDate, from_solar, new_moon, to_solar};
    use jiff::civil::{Date, Time, date};
    use proptest::prelude::*;

    fn lunar(day: i8, month: i8, year: i16, leap: bool) -> LunarDate {
        LunarDate { day, month, year, leap }
    }

    #[test]
    fn days_everybody_knows() {
        for (solar, expected) in [
            (date(2007, 2, 17), lunar(1, 1, 2007, false)),
            (date(2024, 2, 10), lunar(1, 1, 2024, false)),
            (date(2025, 1, 29), lunar(1, 1, 2025, false)),
            (date(2026, 2, 17), lunar(1, 1, 2026, false)),
            (date(2027, 2, 6), lunar(1, 1, 2027, false)),
            (date(2028, 1, 26), lunar(1, 1, 2028, false)),
            (date(2029, 2, 13), lunar(1, 1, 2029, false)),
            (date(2030, 2, 2), lunar(1, 1, 2030, false)),
            (date(1985, 1, 21), lunar(1, 1, 1985, false)),
            (date(2024, 4, 18), lunar(10, 3, 2024, false)),
            (date(2025, 4, 7), lunar(10, 3, 2025, false)),
            (date(2026, 4, 26), lunar(10, 3, 2026, false)),
            (date(2027, 4, 16), lunar(10, 3, 2027, false)),
            (date(2028, 4, 4), lunar(10, 3, 2028, false)),
            (date(2025, 7, 25), lunar(1, 6, 2025, true)),
            (date(2025, 6, 25), lunar(1, 6, 2025, false)),
            (date(2025, 8, 22), lunar(29, 6, 2025, true)),
            (date(1900, 1, 31), lunar(1, 1, 1900, false)),
        ] {
            assert_eq!(from_solar(solar), Ok(expected));
            assert_eq!(to_solar(expected), Ok(solar));
        }
    }

    #[test]
    fn refuses_what_has_no_counterpart() {
        assert_eq!(from_solar(date(1900, 1, 30)).unwrap_err().code(), "lunar.out-of-range");
        assert_eq!(from_solar(date(2101, 2, 1)).unwrap_err().code(), "lunar.out-of-range");
        assert_eq!(from_solar(Date::MIN).unwrap_err().code(), "lunar.out-of-range");
        assert_eq!(to_solar(lunar(1, 1, 2101, false)).unwrap_err().code(), "lunar.out-of-range");
        for none in [
            lunar(1, 5, 2025, true),
            lunar(30, 6, 2025, true),
            lunar(0, 1, 2025, false),
            lunar(1, 13, 2025, false),
        ] {
            assert_eq!(to_solar(none).unwrap_err().code(), "lunar.no-such-day");
        }
    }

    /// The precision of the series is seconds: whatever comes closer to midnight must be settled by hand (1900 to 2030).
    #[test]
    fn no_other_past_new_moon_is_a_close_call() {
        let close = (-1240..372).filter(|lunation| {
            let second = crate::local_time(new_moon(*lunation).unwrap())
                .time()
                .duration_since(Time::midnight())
                .as_secs();
            second.min(86_400 - second) < 20
        });
        assert_eq!(close.collect::<Vec<_>>(), [super::CLOSE_CALL.0]);
        assert_eq!(to_solar(lunar(30, 5, 1967, false)), Ok(date(1967, 7, 7)));
    }

    #[test]
    fn fields_are_written_in_order() {
        let text = serde_json::to_string(&lunar(1, 6, 2025, true)).unwrap();
        assert_eq!(text, r#"{"day":1,"month":6,"year":2025,"leap":true}"#);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn there_and_back(days in 0_i64..73_000) {
            let day = date(1900, 2, 1).checked_add(jiff::SignedDuration::from_hours(24 * days)).unwrap();
            let there = from_solar(day).unwrap();
            prop_assert!((1..=30).contains(&there.day) && (1..=12).contains(&there.month));
            prop_assert_eq!(to_solar(there), Ok(day));
        }
    }
}
