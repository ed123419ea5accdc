//! Whole numbers as people write them.

/// "Số nguyên": `50000000`, `50.000.000`, `50 000 000`, `50,000,000`, `-3`; nothing for what is none.
///
/// A dot before anything but three digits parts no thousands, and `0.500` is half of one to whoever writes it: nothing is
/// guessed, least of all about money.
#[must_use]
pub fn whole_number(text: &str) -> Option<i64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_grouped = |separator: char| {
        let mut groups = digits.split(separator);
        let first = groups.next().unwrap_or_default();
        is_number(first)
            && first.len() <= 3
            && !first.starts_with('0')
            && groups.all(|group| is_number(group) && group.len() == 3)
    };
    if !is_number(digits) && ![' ', '.', ','].into_iter().any(is_grouped) {
        return None;
    }
    let bare: String = digits.chars().filter(char::is_ascii_digit).collect();
    bare.parse::<i64>().ok().map(|number| sign * number)
}

#[cfg(test)]
mod tests {
    use super::whole_number;

    #[test]
    fn nothing_is_guessed() {
        for (text, expected) in [
            ("50000000", Some(50_000_000)),
            ("50.000.000", Some(50_000_000)),
            ("50 000 000", Some(50_000_000)),
            ("1,500", Some(1_500)),
            ("0", Some(0)),
            ("-1", Some(-1)),
            ("-50.000.000", Some(-50_000_000)),
            ("1.5", None),
            ("5.5", None),
            ("0.500", None),
            ("0,125", None),
            ("1,5", None),
            ("1.0000", None),
            ("1.000,000", None),
            (".5", None),
            ("5.", None),
            ("--5", None),
            ("1-2", None),
            ("", None),
            ("-", None),
            ("ba", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(whole_number(text), expected, "{text}");
        }
    }
}
