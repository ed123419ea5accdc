//! What a posted form holds: the typed fields, and beside them the version its page showed.

use std::collections::BTreeMap;

use crate::guard::CSRF_FIELD;

/// The hidden field with the version a page showed.
const VERSION: &str = "version";
/// The name of the button that saves and leaves.
const LATER: &str = "sau";

/// The hidden field with the questions a page showed, parted by full stops.
const ASKED: &str = "cau";

/// What follows a commune's name in the name of the box with its province.
const PROVINCE: &str = ".tinh";

/// "Nội dung gửi lên".
pub(super) struct Sent {
    /// Field by field; a field sent twice counts as first sent.
    pub(super) fields: BTreeMap<String, String>,
    /// The version its page showed; 0, which no row has, where there is none.
    pub(super) version: i64,
    /// Whether the person wants to go on another time.
    pub(super) is_for_later: bool,
    /// The questions its page showed, where it says so. What is saved while somebody types may bring up others since.
    pub(super) asked: Option<Vec<String>>,
}

impl Sent {
    /// Sorts out what was sent.
    pub(super) fn new(pairs: Vec<(String, String)>) -> Self {
        let mut fields = BTreeMap::new();
        for (name, value) in pairs {
            fields.entry(name).or_insert(value);
        }
        fields.remove(CSRF_FIELD);
        let version = fields.remove(VERSION).and_then(|version| version.parse().ok()).unwrap_or(0);
        let is_for_later = fields.remove(LATER).is_some();
        let asked = fields.remove(ASKED);
        let asked = asked.map(|ids| ids.split('.').map(str::to_owned).collect());
        join_provinces(&mut fields);
        Self { fields, version, is_for_later, asked }
    }

    /// Whether its page showed this question.
    pub(super) fn has_asked(&self, field: &str) -> bool {
        self.asked.iter().flatten().any(|id| id == field)
    }

    /// One field as it was typed; empty where it was not sent.
    pub(super) fn text(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

/// Puts the province chosen beside a commune after the name that was typed: `Thuận Hoá, Thành phố Huế`.
fn join_provinces(fields: &mut BTreeMap<String, String>) {
    let chosen: Vec<String> = fields.keys().filter(|name| name.ends_with(PROVINCE)).cloned().collect();
    for name in chosen {
        let province = fields.remove(&name).unwrap_or_default();
        let field = name.trim_end_matches(PROVINCE).to_owned();
        let typed = fields.entry(field).or_default();
        let is_whole = typed.contains(',')
            || typed.trim().bytes().all(|b| b.is_ascii_digit()) && !typed.trim().is_empty();
        if !province.is_empty() && !is_whole {
            *typed = format!("{}, {province}", typed.trim());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sent;

    #[test]
    fn the_first_of_two_counts_and_a_version_that_is_none_is_nobodys() {
        let pairs =
            [("a", "1"), ("a", "2"), ("csrf", "x"), ("version", "nine"), ("sau", "1"), ("cau", "a.b")];
        let sent = Sent::new(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
        assert_eq!((sent.text("a"), sent.text("b"), sent.version), ("1", "", 0));
        assert!(sent.is_for_later && sent.fields.len() == 1);
        assert!(sent.has_asked("b") && !sent.has_asked("c"));
    }

    #[test]
    fn the_province_is_put_after_the_name_of_the_commune() {
        for (typed, province, joined) in [
            ("Thuận Hoá", "Thành phố Huế", "Thuận Hoá, Thành phố Huế"),
            ("", "Thành phố Huế", ", Thành phố Huế"),
            ("Thuận Hoá", "", "Thuận Hoá"),
            ("19789", "Thành phố Huế", "19789"),
            ("Thuận Hoá, Huế", "Thành phố Huế", "Thuận Hoá, Huế"),
            ("", "", ""),
        ] {
            let pairs = [("xa", typed), ("xa.tinh", province)];
            let sent = Sent::new(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
            assert_eq!((sent.text("xa"), sent.fields.len()), (joined, 1));
        }
    }
}
