//! A PIN on its way to a key: wiped when it is dropped, written nowhere.
//!
//! It has no `Serialize` and no `Display`, and its `Debug` says nothing, so that it cannot slip into a log or a file.

use zeroize::Zeroizing;

/// "Mã PIN".
#[derive(Clone)]
pub struct Pin(Zeroizing<String>);

impl Pin {
    /// Takes it over; a line's end behind it is not part of it.
    #[must_use]
    pub fn new(mut text: String) -> Self {
        let len = text.trim_end_matches(['\r', '\n']).len();
        text.truncate(len);
        Self(Zeroizing::new(text))
    }

    /// The characters, for the key alone.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::Pin;

    #[test]
    fn says_nothing_of_itself() {
        let pin = Pin::new("123456\r\n".to_owned());
        assert_eq!(pin.expose(), "123456");
        assert_eq!(format!("{pin:?}"), "Pin(***)");
    }
}
