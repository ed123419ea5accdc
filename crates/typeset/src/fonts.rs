//! The fonts of every paper: Liberation Serif, of the metric NĐ 30/2020/NĐ-CP asks for, with all Vietnamese letters.
//!
//! Law: NĐ 30/2020/NĐ-CP Phụ lục I

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

const FILES: [&[u8]; 3] = [
    include_bytes!("../fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../fonts/LiberationSerif-Italic.ttf"),
];

static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FILES.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect());

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// The upright font as a file, for words that are written on papers later: under a seal, beside a signature.
#[must_use]
pub fn upright() -> &'static [u8] {
    let [upright, ..] = FILES;
    upright
}

/// What the fonts are called and hold.
pub(crate) fn book() -> &'static LazyHash<FontBook> {
    &BOOK
}

/// A font by its place in the book.
pub(crate) fn font(index: usize) -> Option<Font> {
    FONTS.get(index).cloned()
}

/// Whether every font can show this character.
pub(crate) fn has(c: char) -> bool {
    FONTS.iter().all(|font| font.info().coverage.contains(u32::from(c)))
}

#[cfg(test)]
mod tests {
    use super::{FONTS, has};

    const VOWELS: &str = "aăâeêioôơuưy";
    const TONES: &str = "\u{300}\u{301}\u{303}\u{309}\u{323}";

    /// Each of the twelve vowels with each tone and without, and đ, small and capital: 146, of which 134 are beyond ASCII.
    fn letters() -> Vec<char> {
        let mut letters = vec!['đ', 'Đ', '₫'];
        for vowel in VOWELS.chars() {
            let marked = TONES.chars().map(|tone| format!("{vowel}{tone}"));
            for text in marked.chain([vowel.to_string()]) {
                for cased in [text.to_lowercase(), text.to_uppercase()] {
                    letters.extend(kernel::text::nfc(&cased).chars());
                }
            }
        }
        letters.retain(|c| !c.is_ascii());
        letters
    }

    #[test]
    fn every_font_has_every_vietnamese_letter() {
        let letters = letters();
        assert_eq!(letters.len(), 134 + 1, "the precomposed letters and the sign of the đồng");
        assert_eq!(FONTS.len(), 3);
        for font in FONTS.iter() {
            let missing: String =
                letters.iter().filter(|c| !font.info().coverage.contains(u32::from(**c))).collect();
            assert_eq!(missing, "", "{}", font.info().family);
            for c in '\u{1EA0}'..='\u{1EF9}' {
                assert!(font.info().coverage.contains(u32::from(c)), "{c}");
            }
            for tone in TONES.chars() {
                assert!(font.info().coverage.contains(u32::from(tone)), "{tone:?} in {}", font.info().family);
            }
        }
    }

    #[test]
    fn what_replaces_the_unprintable_is_printable() {
        assert!(has(crate::text::REPLACEMENT));
    }
}
