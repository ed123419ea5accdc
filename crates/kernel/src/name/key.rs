//! The matching key: each syllable as its letters and its tone, so that the place of the tone mark does not count.
//!
//! Keys are compared, never shown; the tone follows the letters as a digit, which no name can hold.

use unicode_normalization::UnicodeNormalization;

/// Letters that carry a syllable.
const VOWELS: &str = "aăâeêioôơuưy";

/// The key of a whole name: its syllables' keys with single blanks; a hyphen parts syllables as a blank does.
pub(super) fn matching_key(name: &str) -> String {
    let lower = name.to_lowercase();
    let syllables = lower.split([' ', '-']).filter(|syllable| !syllable.is_empty());
    syllables.map(syllable_key).collect::<Vec<_>>().join(" ")
}

/// `thúy` and `thuý` are both `thuy2`.
fn syllable_key(syllable: &str) -> String {
    let (mut letters, mut tones) = (String::with_capacity(syllable.len()), String::new());
    for c in syllable.nfd() {
        match tone(c) {
            Some(digit) => tones.push(digit),
            None => letters.push(c),
        }
    }
    let letters: String = letters.nfc().collect();
    same_i_and_y(&letters) + &tones
}

/// Huyền, sắc, hỏi, ngã, nặng.
fn tone(mark: char) -> Option<char> {
    match mark {
        '\u{300}' => Some('1'),
        '\u{301}' => Some('2'),
        '\u{309}' => Some('3'),
        '\u{303}' => Some('4'),
        '\u{323}' => Some('5'),
        _ => None,
    }
}

/// A final `y` that is the only vowel sounds as `i` and is written either way: Lý and Lí, Mỹ and Mĩ, Kỳ and Kì.
///
/// The `u` of `qu` belongs to the consonant, so Quý and Quí are one name; in `thuy` and `thui`, `ay` and `ai`, the letter
/// before is a vowel, and the two sound different. A lone `y` is a particle and stays.
fn same_i_and_y(letters: &str) -> String {
    let Some(onset) = letters.strip_suffix('y') else {
        return letters.to_owned();
    };
    let consonants = onset.strip_suffix("qu").map_or(onset, |_| "q");
    let alone =
        !consonants.is_empty() && !consonants.contains(|c: char| VOWELS.contains(c) || !c.is_alphabetic());
    if alone { format!("{onset}i") } else { letters.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::matching_key;

    #[test]
    fn equal_and_different_names() {
        for (one, other, equal) in [
            ("Hòa", "Hoà", true),
            ("Khóe", "Khoé", true),
            ("Thúy", "Thuý", true),
            ("Thủy", "Thuỷ", true),
            ("Quý", "Qúy", true),
            ("Già", "Gìa", true),
            ("Giàng", "Gìang", true),
            ("Lý", "Lí", true),
            ("MỸ", "mĩ", true),
            ("Kỳ", "Kì", true),
            ("Quý", "Quí", true),
            ("Nguyễn Thị Hòa", "NGUYỄN THỊ HOÀ", true),
            ("Niê-Kđăm", "Niê Kđăm", true),
            ("Thúy", "Thúi", false),
            ("Hay", "Hai", false),
            ("Huy", "Hui", false),
            ("Tây", "Tâi", false),
            ("Y", "I", false),
            ("Lynh", "Linh", false),
            ("Đào", "Dào", false),
            ("Hòa", "Hóa", false),
            ("Hoà", "Hoa", false),
            ("Ân", "An", false),
            ("Thu Hà", "Thú Ha", false),
            ("H'Hen", "Hhen", false),
        ] {
            assert_eq!(matching_key(one) == matching_key(other), equal, "{one} {other}");
        }
    }

    #[test]
    fn letters_then_tone() {
        assert_eq!(matching_key("Nguyễn Thị Lý"), "nguyên4 thi5 li2");
        assert_eq!(matching_key("ĐẶNG QUÝ"), "đăng5 qui2");
    }
}
