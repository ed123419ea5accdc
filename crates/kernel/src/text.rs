//! Text as Vietnamese people type it: composed, decomposed, with and without marks.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Composes to NFC, unifies the look-alikes of Đ and drops invisible characters; every input passes here first.
#[must_use]
pub fn nfc(input: &str) -> String {
    input
        .chars()
        .filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}'))
        .map(|c| match c {
            '\u{00D0}' | '\u{0189}' => 'Đ',
            '\u{00F0}' | '\u{0256}' => 'đ',
            '\u{00A0}' | '\u{202F}' => ' ',
            other => other,
        })
        .nfc()
        .collect()
}

/// A weak key for search: lower case, no marks, đ as d, runs of anything else as one space.
///
/// ```
/// assert_eq!(kernel::text::fold("  Đăng ký  KHAI SINH, lại "), "dang ky khai sinh lai");
/// ```
#[must_use]
pub fn fold(input: &str) -> String {
    let mut folded = String::with_capacity(input.len());
    for c in nfc(input).nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'đ' => folded.push('d'),
            c if c.is_alphanumeric() => folded.push(c),
            _ if !folded.is_empty() && !folded.ends_with(' ') => folded.push(' '),
            _ => {}
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::{fold, nfc};

    #[test]
    fn composes_and_folds() {
        assert_eq!(nfc("Nguye\u{302}\u{303}n"), "Nguyễn");
        assert_eq!(nfc("\u{00D0}o\u{00E0}n\u{200B}"), "Đoàn");
        assert_eq!(fold("ĐĂNG KÝ"), "dang ky");
        assert_eq!(fold("…"), "");
    }
}
