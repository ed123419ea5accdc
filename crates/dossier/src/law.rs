//! Numbers from law that hold for every dossier: effective-dated data with their ground, never constants.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::DossierRefusal;

#[derive(Deserialize)]
struct Parameter {
    name: String,
    value: u32,
    effective_from: Date,
    #[serde(default)]
    effective_until: Option<Date>,
}

static PARAMETERS: LazyLock<Vec<Parameter>> = LazyLock::new(|| {
    // A table that does not parse is empty, and every look-up then refuses with its owner's name; a test proves it parses.
    serde_json::from_str(include_str!("../../../data/law/parameters.json")).unwrap_or_default()
});

fn in_force(name: &str, on: Date) -> Result<u32, DossierRefusal> {
    PARAMETERS
        .iter()
        .filter(|p| {
            p.name == name && p.effective_from <= on && p.effective_until.is_none_or(|until| on <= until)
        })
        .max_by_key(|p| p.effective_from)
        .map(|p| p.value)
        .ok_or_else(|| DossierRefusal::NoParameter { name: name.to_owned(), on: on.to_string() })
}

/// "Thời hạn tiếp nhận": working hours within which an online dossier is accepted or refused.
///
/// Law: NĐ 45/2020/NĐ-CP Điều 13
///
/// # Errors
/// [`DossierRefusal::NoParameter`] where no number is in force on that day.
pub fn acceptance_hours(on: Date) -> Result<u32, DossierRefusal> {
    in_force("acceptance-working-hours", on)
}

/// How many supplement requests an officer may send alone while solving.
///
/// Law: NĐ 61/2018/NĐ-CP Điều 17; NĐ 118/2025/NĐ-CP
pub(crate) fn supplement_requests(on: Date) -> Result<u32, DossierRefusal> {
    in_force("supplement-requests-while-solving", on)
}

/// How many supplement requests the desk may send alone before it receives: guidance is complete, and given once.
///
/// Law: NĐ 61/2018/NĐ-CP Điều 17; NĐ 118/2025/NĐ-CP
pub(crate) fn supplement_requests_at_reception(on: Date) -> Result<u32, DossierRefusal> {
    in_force("supplement-requests-at-reception", on)
}

/// How often the appointment may be moved.
///
/// Law: NĐ 61/2018/NĐ-CP Điều 19 khoản 9
pub(crate) fn re_appointments(on: Date) -> Result<u32, DossierRefusal> {
    in_force("re-appointments", on)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{acceptance_hours, re_appointments, supplement_requests, supplement_requests_at_reception};

    #[test]
    fn numbers_are_in_force_from_their_day_on() {
        assert_eq!(acceptance_hours(date(2026, 11, 23)).ok(), Some(8));
        assert_eq!(acceptance_hours(date(2020, 5, 21)).ok(), None);
        assert_eq!(supplement_requests(date(2026, 11, 23)).ok(), Some(1));
        assert_eq!(supplement_requests_at_reception(date(2026, 11, 23)).ok(), Some(1));
        assert_eq!(re_appointments(date(2026, 11, 23)).ok(), Some(1));
    }
}
