//! What a posted form holds: the typed fields, and beside them the version its page showed.

use std::collections::BTreeMap;

use crate::guard::CSRF_FIELD;

/// The hidden field with the version a page showed.
const VERSION: &str = "version";
/// The name of the button that saves and leaves.
const LATER: &str = "sau";

/// "Nội dung gửi lên".
pub(super) struct Sent {
    /// Field by field; a field sent twice counts as first sent.
    pub(super) fields: BTreeMap<String, String>,
    /// The version its page showed; 0, which no row has, where there is none.
    pub(super) version: i64,
    /// Whether the person wants to go on another time.
    pub(super) is_for_later: bool,
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
        Self { fields, version, is_for_later }
    }

    /// One field as it was typed; empty where it was not sent.
    pub(super) fn text(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::Sent;

    #[test]
    fn the_first_of_two_counts_and_a_version_that_is_none_is_nobodys() {
        let pairs = [("a", "1"), ("a", "2"), ("csrf", "x"), ("version", "nine"), ("sau", "1")];
        let sent = Sent::new(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
        assert_eq!((sent.text("a"), sent.text("b"), sent.version), ("1", "", 0));
        assert!(sent.is_for_later && sent.fields.len() == 1);
    }
}
