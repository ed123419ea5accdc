//! Names of persons: what may be one, how it is kept, and the two keys it is compared by.
//!
//! The display form stays as it was given. The matching key is in `key`, the capitals are in `capitals`.
//! Not here: scoring near matches, abbreviations and name order (`linkage`).

mod capitals;
mod key;

use serde::{Deserialize, Serialize};

use crate::text;

crate::refusals! {
    /// Why a text is not a name.
    pub enum PersonNameRefusal {
        /// Nothing but blanks, or no letter at all.
        Empty => "person-name.empty";
        /// More characters than a register holds.
        TooLong { length, limit } => "person-name.too-long";
        /// A digit: often a left-over of a typing method.
        Digit { character } => "person-name.digit";
        /// A control character or a sign that no name holds.
        Sign { character } => "person-name.sign";
    }
}

/// "Họ, chữ đệm và tên": a full name as its owner writes it, composed, with single blanks and straight apostrophes.
///
/// Example: `"  NGUYỄN  Thúy  H’Hen"` is kept as `NGUYỄN Thúy H'Hen`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

impl PersonName {
    /// Most characters a name may have, a parameter of the product and not of the law.
    pub const MAX_CHARS: usize = 100;

    /// Reads a name; refuses what cannot be one and changes nothing a reader would see.
    ///
    /// # Errors
    /// [`PersonNameRefusal`], naming the first character that is wrong.
    pub fn parse(input: &str) -> Result<Self, PersonNameRefusal> {
        let unified: String = text::nfc(input).chars().map(unify).collect();
        let name = unified.split_whitespace().collect::<Vec<_>>().join(" ");
        let length = name.chars().count();
        if length > Self::MAX_CHARS {
            let (length, limit) = (length.to_string(), Self::MAX_CHARS.to_string());
            return Err(PersonNameRefusal::TooLong { length, limit });
        }
        if let Some(digit) = name.chars().find(|c| c.is_numeric()) {
            return Err(PersonNameRefusal::Digit { character: digit.to_string() });
        }
        if let Some(sign) = name.chars().find(|c| !is_of_a_name(*c)) {
            return Err(PersonNameRefusal::Sign { character: sign.escape_default().to_string() });
        }
        if !name.chars().any(char::is_alphabetic) {
            return Err(PersonNameRefusal::Empty);
        }
        Ok(Self(name))
    }

    /// The name as given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key two spellings of one name share: tone placement, i and y, case and hyphens do not count; Đ and D do.
    ///
    /// ```
    /// let key = |name: &str| kernel::PersonName::parse(name).unwrap().matching_key();
    /// assert_eq!(key("NGUYỄN THÚY LÝ"), key("Nguyễn Thuý Lí"));
    /// assert_ne!(key("Đoàn"), key("Doàn"));
    /// ```
    #[must_use]
    pub fn matching_key(&self) -> String {
        key::matching_key(&self.0)
    }

    /// The name without marks, for search only: nothing is ever accepted on it.
    #[must_use]
    pub fn weak_key(&self) -> String {
        text::fold(&self.0)
    }

    /// The name with a capital at each syllable, particles of ethnic names included: `H'HEN NIÊ` is `H'Hen Niê`.
    #[must_use]
    pub fn title_case(&self) -> String {
        capitals::title_case(&self.0)
    }
}

/// The signs keyboards put for an apostrophe and a hyphen become one of each.
fn unify(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{02B9}' | '\u{02BB}' | '\u{2032}' | '\u{FF07}' | '`'
        | '\u{00B4}' => '\'',
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}' => '-',
        other => other,
    }
}

/// Letters of any script, marks that found no letter to join, and the signs names are written with.
fn is_of_a_name(c: char) -> bool {
    c.is_alphabetic()
        || unicode_normalization::char::is_combining_mark(c)
        || matches!(c, ' ' | '\'' | '-' | '.')
}

impl TryFrom<String> for PersonName {
    type Error = PersonNameRefusal;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> Self {
        name.0
    }
}

impl std::fmt::Display for PersonName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::PersonName;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn keeps_the_form_given_and_refuses_what_is_no_name() {
        for (input, expected) in [
            ("Nguyễn Văn An", Ok("Nguyễn Văn An")),
            ("  NGUYỄN   VĂN\tAn\u{200B} ", Ok("NGUYỄN VĂN An")),
            ("Nguye\u{302}\u{303}n Va\u{306}n An", Ok("Nguyễn Văn An")),
            ("H’Hen Niê", Ok("H'Hen Niê")),
            ("Hʼ Ê\u{2011}ban", Ok("H' Ê-ban")),
            ("\u{00D0}o\u{00E0}n", Ok("Đoàn")),
            ("Mary-Ann O'Neil Jr.", Ok("Mary-Ann O'Neil Jr.")),
            ("Y", Ok("Y")),
            ("Nguye6n4", Err("person-name.digit")),
            ("Nguyễn ٣", Err("person-name.digit")),
            ("Nguyễn\u{0007}An", Err("person-name.sign")),
            ("Nguyễn \u{202E}An", Ok("Nguyễn An")),
            ("Nguyễn <b>", Err("person-name.sign")),
            ("", Err("person-name.empty")),
            (" ' - ", Err("person-name.empty")),
        ] {
            let found = PersonName::parse(input);
            assert_eq!(
                found.as_ref().map(PersonName::as_str).map_err(super::PersonNameRefusal::code),
                expected,
                "{input:?}"
            );
        }
        assert!(PersonName::parse(&"à".repeat(100)).is_ok());
        assert_eq!(PersonName::parse(&"à".repeat(101)).unwrap_err().code(), "person-name.too-long");
    }

    #[test]
    fn the_weak_key_has_no_marks() {
        assert_eq!(PersonName::parse("Đặng Thị H'Ơn").unwrap().weak_key(), "dang thi h on");
    }

    proptest! {
        #[test]
        fn decomposed_equals_composed(input in "[a-zA-ZàáảãạăằâấêệơờưựđĐÝỹ' -]{1,60}") {
            let decomposed: String = input.nfd().collect();
            prop_assert_eq!(PersonName::parse(&input), PersonName::parse(&decomposed));
        }

        #[test]
        fn reading_is_idempotent_and_case_keeps_the_key(input in "[a-zA-ZàáảãạăằâấêệơờưựđĐÝỹ' -]{1,60}") {
            if let Ok(name) = PersonName::parse(&input) {
                prop_assert_eq!(&PersonName::parse(name.as_str()).unwrap(), &name);
                let upper = PersonName::parse(&name.as_str().to_uppercase()).unwrap();
                let titled = PersonName::parse(&name.title_case()).unwrap();
                prop_assert_eq!(upper.matching_key(), name.matching_key());
                prop_assert_eq!(titled.matching_key(), name.matching_key());
                prop_assert_eq!(titled.title_case(), titled.as_str());
            }
        }

        #[test]
        fn anything_at_all_is_answered(input in "\\PC{0,80}") {
            let _ = PersonName::parse(&input).map(|name| (name.matching_key(), name.weak_key(), name.title_case()));
        }
    }
}
