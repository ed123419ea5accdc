//! Words: how a text is parted, and the key under which a word is known whatever its marks.

/// The words of a text, composed and in lower case, with the bracket depth they stand at.
pub(super) fn parts(text: &str) -> Vec<String> {
    parts_with_depth(text).into_iter().map(|(word, _)| word).collect()
}

/// The same, with whether a word stands in brackets.
pub(super) fn parts_with_depth(text: &str) -> Vec<(String, bool)> {
    let mut words: Vec<(String, bool)> = Vec::new();
    let (mut word, mut depth) = (String::new(), 0_u32);
    for c in kernel::text::nfc(text).chars().chain(std::iter::once(' ')) {
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
            continue;
        }
        if !word.is_empty() {
            words.push((std::mem::take(&mut word), depth > 0));
        }
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    words
}

/// The key of a word: no marks, and `y` after a consonant as `i`, for people write "kí" and "ký".
pub(super) fn key(word: &str) -> String {
    let mut key = kernel::text::fold(word);
    let mut ends = key.chars().rev();
    let is_alone = ends.next() == Some('y')
        && ends
            .next()
            .is_some_and(|before| before == 'q' || !matches!(before, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    if is_alone || key == "quy" {
        key.pop();
        key.push('i');
    }
    key
}

/// What a word typed for an input method that was off would have become: `ddawng` as `dang`, `kys` as `ky`.
pub(super) fn without_telex(key: &str) -> Option<String> {
    let mut plain = String::with_capacity(key.len());
    let mut letters = key.chars().peekable();
    while let Some(letter) = letters.next() {
        plain.push(letter);
        let doubles = matches!(letter, 'd' | 'a' | 'e' | 'o') && letters.peek() == Some(&letter);
        let horn = matches!(letter, 'a' | 'o' | 'u') && letters.peek() == Some(&'w');
        if doubles || horn {
            letters.next();
        }
    }
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    if plain.len() > 2 && plain.ends_with(['s', 'f', 'r', 'x', 'j']) && plain.chars().any(is_vowel) {
        plain.pop();
    }
    let plain = self::key(&plain);
    (plain != key && !plain.is_empty()).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::{key, parts, without_telex};

    #[test]
    fn words_and_keys() {
        assert_eq!(parts("Đăng ký, KHAI-SINH (lại)"), ["đăng", "ký", "khai", "sinh", "lại"]);
        for (word, expected) in
            [("ký", "ki"), ("kí", "ki"), ("lý", "li"), ("quy", "qui"), ("máy", "may"), ("thủy", "thuy")]
        {
            assert_eq!(key(word), expected, "{word}");
        }
        for (word, expected) in [
            ("ddawng", Some("dang")),
            ("kys", Some("ki")),
            ("hoon", Some("hon")),
            ("keets", Some("ket")),
            ("sinh", None),
        ] {
            assert_eq!(without_telex(word).as_deref(), expected, "{word}");
        }
    }
}
