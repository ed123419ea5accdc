//! The personal id: reading the number, what it says of its holder, and where that differs from what was declared.
//!
//! Not here: whether the number exists (only the population register knows) and old nine-digit numbers, which are aliases.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{PartialDate, text};

/// Prefixes of the provinces; see the head of the file for what is not established.
const PREFIXES: &str = include_str!("../../../data/identifiers/personal_id_prefixes.tsv");

crate::refusals! {
    /// Why a text is not a personal id; the text itself is left out, for refusals reach logs.
    pub enum PersonalIdRefusal {
        /// Not twelve ASCII digits.
        Malformed { length } => "personal-id.malformed", law "Luật Căn cước 26/2023/QH15 Điều 12";
    }
}

/// "Giới tính": sex as the civil register records it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    /// "Nam".
    Male,
    /// "Nữ".
    Female,
}

/// "Nơi đăng ký khai sinh": what the first three digits say; never where the person lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegistrationPlace {
    /// A province of the list of 63.
    Province {
        /// Three digits.
        prefix: &'static str,
        /// Name at the time of the list.
        name: &'static str,
    },
    /// A country (100 and above); the list of countries is not established.
    Country {
        /// Three digits as a number.
        code: u16,
    },
    /// Below 100 and not in the list.
    Unknown {
        /// Three digits as a number.
        code: u16,
    },
}

/// "Cảnh báo về số định danh": a difference for a person to look at.
///
/// Never a reason to refuse: sex may have been re-determined, a year corrected, and numbers are issued again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "warning", rename_all = "kebab-case")]
pub enum PersonalIdWarning {
    /// The number says another year of birth.
    BirthYearDiffers {
        /// Year in the number.
        in_id: i16,
        /// Year declared.
        declared: i16,
    },
    /// The number says another sex.
    SexDiffers {
        /// Sex in the number.
        in_id: Sex,
        /// Sex declared.
        declared: Sex,
    },
    /// The birth, in the number or as declared, lies after today.
    BirthInFuture {
        /// The year concerned.
        year: i16,
    },
    /// The first three digits are no known province and no country.
    UnknownPrefix {
        /// Three digits as a number.
        code: u16,
    },
}

impl PersonalIdWarning {
    /// Every code a review can answer with; each has one sentence per language.
    pub const CODES: &'static [&'static str] = &[
        "personal-id.birth-year-differs",
        "personal-id.sex-differs",
        "personal-id.birth-in-future",
        "personal-id.unknown-prefix",
    ];

    /// The stable code of this warning.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::BirthYearDiffers { .. } => "personal-id.birth-year-differs",
            Self::SexDiffers { .. } => "personal-id.sex-differs",
            Self::BirthInFuture { .. } => "personal-id.birth-in-future",
            Self::UnknownPrefix { .. } => "personal-id.unknown-prefix",
        }
    }
}

/// "Số định danh cá nhân": twelve digits `PPP G YY RRRRRR`: place, century and sex, year of birth, random; no check digit.
///
/// Printed whole by `Display` and masked by `Debug`, because ids must not reach logs.
///
/// Law: Luật Căn cước 26/2023/QH15 Điều 12
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonalId(String);

impl PersonalId {
    /// Reads twelve ASCII digits, forgiving blanks around and invisible characters.
    ///
    /// # Errors
    /// [`PersonalIdRefusal::Malformed`] for anything else.
    pub fn parse(input: &str) -> Result<Self, PersonalIdRefusal> {
        let composed = text::nfc(input);
        let number = composed.trim();
        if number.len() == 12 && number.bytes().all(|b| b.is_ascii_digit()) {
            return Ok(Self(number.to_owned()));
        }
        Err(PersonalIdRefusal::Malformed { length: number.chars().count().to_string() })
    }

    /// The number as printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Year of birth: the fourth digit gives the century in pairs (0 and 1: 1900s, 2 and 3: 2000s …), the next two the year.
    #[must_use]
    pub fn birth_year(&self) -> i16 {
        let century = i16::try_from(self.digits(3, 4) / 2).unwrap_or(0);
        1900 + century * 100 + i16::try_from(self.digits(4, 6)).unwrap_or(0)
    }

    /// Sex: an even fourth digit is male, an odd one female, in every century.
    #[must_use]
    pub fn sex(&self) -> Sex {
        if self.digits(3, 4).is_multiple_of(2) { Sex::Male } else { Sex::Female }
    }

    /// Where the birth was registered.
    #[must_use]
    pub fn place(&self) -> RegistrationPlace {
        let code = self.digits(0, 3);
        let known = PREFIXES.lines().filter_map(|line| line.split_once('\t'));
        match known.into_iter().find(|(prefix, _)| self.0.starts_with(prefix)) {
            Some((prefix, name)) => RegistrationPlace::Province { prefix, name },
            None if code >= 100 => RegistrationPlace::Country { code },
            None => RegistrationPlace::Unknown { code },
        }
    }

    /// Compares the number with what was declared; an empty answer means nothing differs, not that the number exists.
    #[must_use]
    pub fn review(
        &self,
        birth: Option<PartialDate>,
        sex: Option<Sex>,
        today: Date,
    ) -> Vec<PersonalIdWarning> {
        let in_id = self.birth_year();
        let mut warnings = Vec::new();
        if let Some(declared) = birth.map(PartialDate::year).filter(|year| *year != in_id) {
            warnings.push(PersonalIdWarning::BirthYearDiffers { in_id, declared });
        }
        if let Some(declared) = sex.filter(|declared| *declared != self.sex()) {
            warnings.push(PersonalIdWarning::SexDiffers { in_id: self.sex(), declared });
        }
        if let Some(declared) = birth.filter(|birth| birth.first_day() > today) {
            warnings.push(PersonalIdWarning::BirthInFuture { year: declared.year() });
        } else if in_id > today.year() {
            warnings.push(PersonalIdWarning::BirthInFuture { year: in_id });
        }
        if let RegistrationPlace::Unknown { code } = self.place() {
            warnings.push(PersonalIdWarning::UnknownPrefix { code });
        }
        warnings
    }

    /// The digits of `from..to` as a number; they are digits by construction.
    fn digits(&self, from: usize, to: usize) -> u16 {
        self.0.get(from..to).and_then(|digits| digits.parse().ok()).unwrap_or(0)
    }
}

impl TryFrom<String> for PersonalId {
    type Error = PersonalIdRefusal;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<PersonalId> for String {
    fn from(id: PersonalId) -> Self {
        id.0
    }
}

impl std::fmt::Display for PersonalId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::fmt::Debug for PersonalId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (head, tail) = (self.0.get(..4).unwrap_or(""), self.0.get(10..).unwrap_or(""));
        write!(f, "PersonalId({head}******{tail})")
    }
}

#[cfg(test)]
mod tests {
    use super::{PREFIXES, PersonalId, PersonalIdWarning, RegistrationPlace, Sex};
    use crate::PartialDate;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn id(text: &str) -> PersonalId {
        PersonalId::parse(text).unwrap()
    }

    #[test]
    fn reads_place_sex_and_year() {
        for (input, place, sex, year) in [
            ("087084000999", "Đồng Tháp", Sex::Male, 1984),
            ("001301012345", "Hà Nội", Sex::Female, 2001),
            (" 079098000001\u{200B}", "Hồ Chí Minh", Sex::Male, 1998),
            ("096155000001", "Cà Mau", Sex::Female, 1955),
        ] {
            let id = id(input);
            let RegistrationPlace::Province { name, .. } = id.place() else { panic!("{input}") };
            assert_eq!((name, id.sex(), id.birth_year()), (place, sex, year), "{input}");
        }
        assert_eq!(id("132199000001").place(), RegistrationPlace::Country { code: 132 });
        assert_eq!(id("003199000001").place(), RegistrationPlace::Unknown { code: 3 });
    }

    #[test]
    fn centuries_alternate_and_are_not_blocks_of_three() {
        let expected = [(1900, Sex::Male), (1900, Sex::Female), (2000, Sex::Male), (2000, Sex::Female)];
        for digit in 0..10_i16 {
            let id = id(&format!("001{digit}07000001"));
            let sex = if digit % 2 == 0 { Sex::Male } else { Sex::Female };
            assert_eq!((id.birth_year(), id.sex()), (1907 + digit / 2 * 100, sex));
            if let Some((century, sex)) = expected.get(usize::try_from(digit).unwrap()) {
                assert_eq!((id.birth_year() - 7, id.sex()), (*century, *sex));
            }
        }
        // A table that circulates in public says 0-2 male and 3-5 female: 1 and 4 tell them apart.
        assert_eq!(id("001107000001").sex(), Sex::Female);
        assert_eq!(id("001407000001").sex(), Sex::Male);
    }

    #[test]
    fn refuses_what_is_not_twelve_digits() {
        for input in [
            "",
            "08708400099",
            "0870840009990",
            "08708400099a",
            "０87084000999",
            "087 084 000 999",
            "123456789",
        ] {
            assert!(PersonalId::parse(input).is_err(), "{input}");
        }
    }

    #[test]
    fn a_difference_warns_and_never_refuses() {
        let today = date(2026, 8, 1);
        let born = |text: &str| Some(PartialDate::parse(text).unwrap());
        for (number, birth, sex, expected) in [
            ("087084000999", born("12/05/1984"), Some(Sex::Male), vec![]),
            ("087084000999", None, None, vec![]),
            ("087084000999", born("1985"), None, vec!["personal-id.birth-year-differs"]),
            ("087084000999", None, Some(Sex::Female), vec!["personal-id.sex-differs"]),
            ("087227000999", None, None, vec!["personal-id.birth-in-future"]),
            ("087226000999", born("02/08/2026"), None, vec!["personal-id.birth-in-future"]),
            ("087226000999", born("2026"), None, vec![]),
            ("003084000999", None, None, vec!["personal-id.unknown-prefix"]),
            ("999084000999", None, None, vec![]),
        ] {
            let codes: Vec<_> =
                id(number).review(birth, sex, today).iter().map(PersonalIdWarning::code).collect();
            assert_eq!(codes, expected, "{number}");
            assert!(codes.iter().all(|code| PersonalIdWarning::CODES.contains(code)));
        }
    }

    #[test]
    fn debug_is_masked_and_serde_is_a_string() {
        let id = id("087084000999");
        assert_eq!(format!("{id:?}"), "PersonalId(0870******99)");
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"087084000999\"");
        assert!(serde_json::from_str::<PersonalId>("\"1\"").is_err());
    }

    #[test]
    fn the_list_has_63_distinct_prefixes() {
        let prefixes: std::collections::BTreeSet<_> = PREFIXES
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('\t'))
            .collect();
        assert_eq!(prefixes.len(), 63);
        assert!(prefixes.iter().all(|(prefix, name)| prefix.len() == 3 && !name.is_empty()));
    }

    proptest! {
        #[test]
        fn any_twelve_digits_answer_everything(number in "[0-9]{12}") {
            let id = id(&number);
            prop_assert!((1900..2400).contains(&id.birth_year()));
            prop_assert_eq!(id.to_string(), number);
            let _ = id.review(None, None, date(2026, 1, 1));
        }
    }
}
