//! Days and instants as people here write them: `13/02/2026`, `10:00 ngày 13/02/2026`, always in Vietnamese time.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{local_date, local_time};

use crate::{Lang, t_args};

/// A day.
#[must_use]
pub fn date(on: Date) -> String {
    let mut text = String::with_capacity(10);
    put(&mut text, on.day());
    text.push('/');
    put(&mut text, on.month());
    text.push('/');
    put(&mut text, i8::try_from(on.year() / 100).unwrap_or_default());
    put(&mut text, i8::try_from(on.year() % 100).unwrap_or_default());
    text
}

/// Two digits. A page of a worklist says two hundred of them, and the machinery of formats costs more than they do.
fn put(text: &mut String, number: i8) {
    let digit = |number: i8| char::from(b'0'.saturating_add(number.unsigned_abs() % 10));
    text.push(digit(number / 10));
    text.push(digit(number % 10));
}

/// An instant, to the minute.
#[must_use]
pub fn instant(lang: Lang, at: Timestamp) -> String {
    let time = local_time(at);
    let mut clock = String::with_capacity(5);
    put(&mut clock, time.hour());
    clock.push(':');
    put(&mut clock, time.minute());
    t_args(lang, "format-instant", &[("time", &clock), ("date", &date(local_date(at)))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_all_their_digits() {
        for (on, said) in [
            (jiff::civil::date(2026, 2, 3), "03/02/2026"),
            (jiff::civil::date(1905, 12, 31), "31/12/1905"),
            (jiff::civil::date(2000, 1, 1), "01/01/2000"),
        ] {
            assert_eq!(date(on), said);
        }
    }

    #[test]
    fn instants_stand_in_vietnamese_time() {
        let at: Timestamp = "2026-02-12T20:05:00Z".parse().unwrap();
        assert_eq!(instant(Lang::Vi, at), "03:05 ngày 13/02/2026");
        assert_eq!(instant(Lang::En, at), "03:05 on 13/02/2026");
    }
}
