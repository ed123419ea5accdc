//! What a browser says of itself, in the two words a person knows it by.

/// "Thiết bị".
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Device {
    pub(super) browser: &'static str,
    pub(super) system: &'static str,
}

/// Browsers by the mark in their word; those that also carry another's mark come first.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Systems in the same way.
const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// The browser and the system of a `User-Agent`; empty where it names none we know.
pub(super) fn device(said: &str) -> Device {
    let known = |table: &'static [(&'static str, &'static str)]| {
        table.iter().find(|(mark, _)| said.contains(mark)).map_or("", |(_, name)| *name)
    };
    Device { browser: known(BROWSERS), system: known(SYSTEMS) }
}

#[cfg(test)]
mod tests {
    use super::{Device, device};

    #[test]
    fn names_what_people_have() {
        for (said, browser, system) in [
            (
                "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36",
                "Chrome",
                "Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1",
                "Safari",
                "iPhone",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36 Edg/126.0",
                "Edge",
                "Windows",
            ),
            ("Mozilla/5.0 (Windows NT 10.0; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox", "Windows"),
            ("curl/8.0", "", ""),
        ] {
            assert_eq!(device(said), Device { browser, system });
        }
    }
}
