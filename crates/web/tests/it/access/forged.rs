//! Ways another site may try to have a form sent in somebody's name.

/// "Biểu mẫu giả": what is wrong with a form.
#[derive(Debug, Clone, Copy)]
pub(super) enum Attempt {
    /// No secret.
    NoSecret,
    /// An empty secret.
    EmptySecret,
    /// A guessed secret.
    Guessed,
    /// The secret of another session.
    Foreign,
    /// Everything right, but another site's page has sent it.
    CrossSite,
    /// The same from a sibling of our host.
    SameSite,
    /// Everything right, but the origin is another.
    OtherOrigin,
    /// Everything right, but the origin is hidden.
    HiddenOrigin,
}

pub(super) const ATTEMPTS: [Attempt; 8] = [
    Attempt::NoSecret,
    Attempt::EmptySecret,
    Attempt::Guessed,
    Attempt::Foreign,
    Attempt::CrossSite,
    Attempt::SameSite,
    Attempt::OtherOrigin,
    Attempt::HiddenOrigin,
];

impl Attempt {
    /// The field with the secret, given the right one and somebody else's.
    pub(super) fn secret(self, right: &str, foreign: &str) -> String {
        match self {
            Self::NoSecret => String::new(),
            Self::EmptySecret => "csrf=".to_owned(),
            Self::Guessed => "csrf=0123456789abcdef".to_owned(),
            Self::Foreign => format!("csrf={foreign}"),
            Self::CrossSite | Self::SameSite | Self::OtherOrigin | Self::HiddenOrigin => {
                format!("csrf={right}")
            }
        }
    }

    /// What the browser adds.
    pub(super) fn headers(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::NoSecret | Self::EmptySecret | Self::Guessed | Self::Foreign => {
                &[("sec-fetch-site", "same-origin")]
            }
            Self::CrossSite => &[("sec-fetch-site", "cross-site")],
            Self::SameSite => &[("sec-fetch-site", "same-site")],
            Self::OtherOrigin => &[("origin", "https://evil.example"), ("host", "localhost:8080")],
            Self::HiddenOrigin => &[("origin", "null"), ("host", "localhost:8080")],
        }
    }
}
