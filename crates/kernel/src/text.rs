//! Text as Vietnamese people type it: composed, decomposed, with and without marks.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Composes to NFC, unifies the look-alikes of Đ and drops invisible characters; every input passes here first.
///
/// Among the invisible ones are those that turn the direction of writing: they would let a text show as another.
#[must_use]
pub fn nfc(input: &str) -> String {
    // Nearly everything is composed already; asking costs a tenth of composing.
    if input.is_ascii() || (input.chars().all(is_usual) && is_nfc_quick(input.chars()) == IsNormalized::Yes) {
        return input.to_owned();
    }
    input
        .chars()
        .filter(|c| !is_unseen(*c))
        .map(|c| match c {
            '\u{00D0}' | '\u{0189}' => 'Đ',
            '\u{00F0}' | '\u{0256}' => 'đ',
            '\u{00A0}' | '\u{202F}' => ' ',
            other => other,
        })
        .nfc()
        .collect()
}

/// Whether a character stays as it is.
const fn is_usual(c: char) -> bool {
    !is_unseen(c) && !matches!(c, '\u{00D0}' | '\u{0189}' | '\u{00F0}' | '\u{0256}' | '\u{00A0}' | '\u{202F}')
}

/// Whether a character leaves no mark of its own on a page.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
        || matches!(c, '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether something is said at all: a dot or a stroke fills a field and tells nobody anything.
#[must_use]
pub fn has_words(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 3
}

/// A weak key for search: lower case, no marks, đ as d, runs of anything else as one space.
///
/// ```
/// assert_eq!(kernel::text::fold("  Đăng ký  KHAI SINH, lại "), "dang ky khai sinh lai");
/// ```
#[must_use]
pub fn fold(input: &str) -> String {
    let mut folded = String::with_capacity(input.len());
    for c in nfc(input).chars() {
        if c.is_ascii() {
            fold_one(c.to_ascii_lowercase(), &mut folded);
        } else {
            decompose_canonical(c, |part| fold_part(part, &mut folded));
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A part of a decomposed character; marks leave nothing.
fn fold_part(part: char, folded: &mut String) {
    if !is_combining_mark(part) {
        part.to_lowercase().for_each(|c| fold_one(c, folded));
    }
}

fn fold_one(c: char, folded: &mut String) {
    match c {
        'đ' => folded.push('d'),
        c if c.is_alphanumeric() => folded.push(c),
        _ if !folded.is_empty() && !folded.ends_with(' ') => folded.push(' '),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    use super::{fold, nfc};

    proptest! {
        /// A character by itself is decomposed as it is among others.
        #[test]
        fn folding_is_the_whole_text_without_its_marks(input in "[ -~à-ỹÀ-ỸđĐ\u{300}-\u{323}İßﬁ]{0,24}") {
            let plain: String = nfc(&input)
                .nfd()
                .filter(|c| !is_combining_mark(*c))
                .flat_map(char::to_lowercase)
                .map(|c| match c {
                    'đ' => 'd',
                    c if c.is_alphanumeric() => c,
                    _ => ' ',
                })
                .collect();
            let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(fold(&input), words.join(" "));
        }
    }

    #[test]
    fn composes_and_folds() {
        assert_eq!(nfc("Nguye\u{302}\u{303}n"), "Nguyễn");
        assert_eq!(nfc("\u{00D0}o\u{00E0}n\u{200B}"), "Đoàn");
        assert_eq!(nfc("giay\u{202E}gpj.pdf\u{2069}"), "giaygpj.pdf");
        assert_eq!(fold("ĐĂNG KÝ"), "dang ky");
        assert_eq!(fold("…"), "");
    }
}
