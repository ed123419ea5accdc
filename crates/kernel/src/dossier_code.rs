//! The code of a dossier: agency, day of reception, serial of that day.
//!
//! Not here: handing out serials, which needs a sequence per agency and day (`store`).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::AgencyCode;

/// The longest serial read: a centre of a whole province passes 9,999 a day.
const MAX_SERIAL: u32 = 9_999_999;

crate::refusals! {
    /// Why a text is not a dossier code.
    pub enum DossierCodeRefusal {
        /// Not agency, date and serial joined by hyphens.
        Malformed { input } => "dossier-code.malformed", law "TT 01/2018/TT-VPCP Điều 19";
        /// The first part is not an agency code.
        Agency { input } => "dossier-code.agency", law "QĐ 20/2020/QĐ-TTg";
        /// The middle part is not a day of this century.
        NoSuchDay { input } => "dossier-code.no-such-day";
        /// The serial is beyond seven digits.
        SerialTooLarge { serial } => "dossier-code.serial-too-large";
    }
}

/// "Mã hồ sơ": `H08.12-210512-0001`; equal codes are equal dossiers, in whichever style they were printed.
///
/// Read: 4 to 7 digit serials, 6 or 8 digit dates, either order of the agency's levels. Written: always the short date and at
/// least four digits.
///
/// Law: TT 01/2018/TT-VPCP Điều 19
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DossierCode {
    agency: AgencyCode,
    received_on: Date,
    serial: u32,
}

impl DossierCode {
    /// The code of the `serial`-th dossier the agency received that day.
    ///
    /// # Errors
    /// [`DossierCodeRefusal::NoSuchDay`] outside 2000 to 2099 (two digits of the year are printed), or a serial too large.
    pub fn new(agency: AgencyCode, received_on: Date, serial: u32) -> Result<Self, DossierCodeRefusal> {
        if !(2000..2100).contains(&received_on.year()) {
            return Err(DossierCodeRefusal::NoSuchDay { input: received_on.to_string() });
        }
        if serial > MAX_SERIAL {
            return Err(DossierCodeRefusal::SerialTooLarge { serial: serial.to_string() });
        }
        Ok(Self { agency, received_on, serial })
    }

    /// Reads a code in any of the accepted styles.
    ///
    /// # Errors
    /// [`DossierCodeRefusal`], naming the part that is wrong.
    pub fn parse(input: &str) -> Result<Self, DossierCodeRefusal> {
        let code = input.trim();
        let mut parts = code.rsplitn(3, '-');
        let (Some(serial), Some(day), Some(agency)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(DossierCodeRefusal::Malformed { input: code.to_owned() });
        };
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if !digits(serial) || !digits(day) || !(4..=7).contains(&serial.len()) || ![6, 8].contains(&day.len())
        {
            return Err(DossierCodeRefusal::Malformed { input: code.to_owned() });
        }
        let agency =
            AgencyCode::parse(agency).map_err(|_| DossierCodeRefusal::Agency { input: agency.to_owned() })?;
        let received_on =
            read_day(day).ok_or_else(|| DossierCodeRefusal::NoSuchDay { input: day.to_owned() })?;
        let serial = serial.parse().map_err(|_| DossierCodeRefusal::Malformed { input: code.to_owned() })?;
        Self::new(agency, received_on, serial)
    }

    /// The agency that received the dossier.
    #[must_use]
    pub fn agency(&self) -> &AgencyCode {
        &self.agency
    }

    /// The day of reception.
    #[must_use]
    pub fn received_on(&self) -> Date {
        self.received_on
    }

    /// The serial of that day.
    #[must_use]
    pub fn serial(&self) -> u32 {
        self.serial
    }
}

/// `YYMMDD` of this century, or `YYYYMMDD`.
fn read_day(digits: &str) -> Option<Date> {
    let (year, rest) = digits.split_at_checked(digits.len().checked_sub(4)?)?;
    let (month, day) = rest.split_at_checked(2)?;
    let year: i16 = year.parse().ok()?;
    let century = if digits.len() == 6 { 2000 } else { 0 };
    Date::new(century + year, month.parse().ok()?, day.parse().ok()?).ok()
}

impl TryFrom<String> for DossierCode {
    type Error = DossierCodeRefusal;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<DossierCode> for String {
    fn from(code: DossierCode) -> Self {
        code.to_string()
    }
}

impl std::fmt::Display for DossierCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (day, year) = (self.received_on, self.received_on.year() % 100);
        write!(f, "{}-{year:02}{:02}{:02}-{:04}", self.agency, day.month(), day.day(), self.serial)
    }
}

#[cfg(test)]
mod tests {
    use super::{DossierCode, DossierCodeRefusal};
    use crate::AgencyCode;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn reads_every_style_and_writes_one() {
        for (input, expected) in [
            ("H08.12-210512-0001", Ok("H08.12-210512-0001")),
            ("000.00.12.H08-210512-0001", Ok("H08.12-210512-0001")),
            (" H08.12-20210512-0001 ", Ok("H08.12-210512-0001")),
            ("H08.12-210512-12345", Ok("H08.12-210512-12345")),
            ("H08.12-210512-0123456", Ok("H08.12-210512-123456")),
            ("G12-240229-9999", Ok("G12-240229-9999")),
            ("H08.12-230229-0001", Err("dossier-code.no-such-day")),
            ("H08.12-211312-0001", Err("dossier-code.no-such-day")),
            ("H08.12-18210512-0001", Err("dossier-code.no-such-day")),
            ("H08.12-210512-001", Err("dossier-code.malformed")),
            ("H08.12-210512-12345678", Err("dossier-code.malformed")),
            ("H08.12-2105120-0001", Err("dossier-code.malformed")),
            ("H08.12-210512", Err("dossier-code.malformed")),
            ("X-210512-0001", Err("dossier-code.agency")),
            ("", Err("dossier-code.malformed")),
        ] {
            let found =
                DossierCode::parse(input).map(|code| code.to_string()).map_err(|refusal| refusal.code());
            assert_eq!(found, expected.map(str::to_owned), "{input}");
        }
    }

    #[test]
    fn orders_by_agency_day_and_serial() {
        let code = |text: &str| DossierCode::parse(text).unwrap();
        assert!(code("H08.12-210512-9999") < code("H08.12-210512-10000"));
        assert!(code("H08.12-211231-0001") < code("H08.12-220101-0001"));
        assert_eq!(code("H08.12-210512-0001").received_on(), date(2021, 5, 12));
    }

    #[test]
    fn refuses_what_cannot_be_printed() {
        let agency = || AgencyCode::parse("H08").unwrap();
        let refused = |day, serial| DossierCode::new(agency(), day, serial).unwrap_err().code();
        assert_eq!(refused(date(1999, 1, 1), 1), "dossier-code.no-such-day");
        assert_eq!(refused(date(2026, 1, 1), 10_000_000), "dossier-code.serial-too-large");
        assert_eq!(DossierCodeRefusal::CODES.len(), 4);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(days in 0_i32..36_500, serial in 0_u32..10_000_000) {
            let day = date(2000, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            let code = DossierCode::new(AgencyCode::parse("H08.12").unwrap(), day, serial).unwrap();
            prop_assert_eq!(DossierCode::parse(&code.to_string()).unwrap(), code);
        }
    }
}
