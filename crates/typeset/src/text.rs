//! What people typed, made fit for print: composed, without what cannot be shown, and breakable.

use serde_json::Value;

use crate::fonts;

/// What stands where the fonts lack a character.
pub(crate) const REPLACEMENT: char = '\u{25A1}';

/// So many letters without a place to break are given one.
const LONGEST_RUN: usize = 28;

/// So many marks may stand on one letter; more would be drawn over the lines around it.
const MOST_MARKS: usize = 2;

/// Where a line may break without a hyphen.
const BREAK: char = '\u{200B}';

/// "Ký tự không in được": characters of the values no font has, each once, in order.
pub(crate) type Replaced = Vec<char>;

/// Makes every text of the values fit for print and tells what had to be replaced.
pub(crate) fn fit(value: &mut Value) -> Replaced {
    let mut replaced = Replaced::new();
    walk(value, &mut replaced);
    replaced.sort_unstable();
    replaced.dedup();
    replaced
}

fn walk(value: &mut Value, replaced: &mut Replaced) {
    match value {
        Value::String(text) => *text = fitted(text, replaced),
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, replaced)),
        Value::Object(fields) => fields.values_mut().for_each(|field| walk(field, replaced)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn fitted(text: &str, replaced: &mut Replaced) -> String {
    let text = kernel::text::nfc(text);
    let mut fit = String::with_capacity(text.len());
    let (mut run, mut marks) = (0, 0);
    for c in text.chars() {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        match c {
            '\n' => fit.push('\n'),
            c if c.is_whitespace() => fit.push(if c == '\u{A0}' { c } else { ' ' }),
            // Marks that turn the direction of writing or are not seen could make a paper say something else.
            c if c.is_control() || is_unseen(c) => continue,
            c if marks <= MOST_MARKS && fonts::has(c) && !is_right_to_left(c) => fit.push(c),
            c => {
                replaced.push(c);
                // Several in a row are mostly one thing to the eye, as a face with its colour is.
                if !fit.ends_with(REPLACEMENT) {
                    fit.push(REPLACEMENT);
                }
            }
        }
        run = if c.is_whitespace() || c == '-' { 0 } else { run + 1 };
        if run >= LONGEST_RUN {
            fit.push(BREAK);
            run = 0;
        }
    }
    fit
}

/// Marks that stand on the letter before them.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Letters written from right to left: they would turn the numbers and stops around them, so that a paper could be read
/// as saying something else.
const fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}')
}

/// Direction marks, joiners, variation selectors, tags and whatever else has no face.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::{BREAK, REPLACEMENT, fit, fitted};

    #[test]
    fn text_is_fit_for_print() {
        for (typed, printed, lost) in [
            ("Nguyễn Thị Ánh", "Nguyễn Thị Ánh", ""),
            ("Nguye\u{302}\u{303}n", "Nguyễn", ""),
            ("a\u{202E}b\u{0}c\td\n", "abc d\n", ""),
            ("Lan 😀👍🏽 Huế", "Lan □ Huế", "🏽👍😀"),
            ("漢字 Hán", "□ Hán", "字漢"),
            ("Lan אבג 12", "Lan □ 12", "אבג"),
            ("e\u{330}\u{331}\u{332}\u{333}", "ḛ\u{331}\u{332}□", "\u{333}"),
        ] {
            let mut replaced = Vec::new();
            assert_eq!(fitted(typed, &mut replaced), printed);
            replaced.sort_unstable();
            assert_eq!(replaced.into_iter().collect::<String>(), lost, "{typed}");
        }
    }

    #[test]
    fn every_text_within_is_reached_and_nothing_else_changes() {
        let mut value = json!({"a": ["x\u{200B}y", 1, null, true], "b": {"c": "✗"}});
        let replaced = fit(&mut value);
        assert_eq!(value["a"], json!(["xy", 1, null, true]));
        assert_eq!((replaced.len(), value["b"]["c"].as_str()), (1, Some("□")));
    }

    #[test]
    fn a_word_without_end_can_be_broken() {
        let mut replaced = Vec::new();
        let broken = fitted(&"x".repeat(100), &mut replaced);
        assert_eq!(broken.matches(BREAK).count(), 3);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_every_font_has_it(typed in any::<String>()) {
            let printed = fitted(&typed, &mut Vec::new());
            prop_assert!(printed.chars().all(|c| c == '\n' || c == BREAK || c == REPLACEMENT || crate::fonts::has(c)));
        }
    }
}
