//! What a file is: by its first bytes, and what its name says.

use serde::{Deserialize, Serialize};

/// "Loại tệp": the kinds that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A document.
    Pdf,
    /// A photo.
    Jpeg,
    /// A picture or a scan.
    Png,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];

    /// The word used in the store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpeg",
            Self::Png => "png",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The media type it is served with.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// The ending of its name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// Whether it can be shown as a picture.
    #[must_use]
    pub const fn is_picture(self) -> bool {
        match self {
            Self::Jpeg | Self::Png => true,
            Self::Pdf => false,
        }
    }

    /// The kind by the first bytes. A PDF may begin with a little of something else, as old scanners write.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        if head.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(Self::Jpeg)
        } else if head.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if head.windows(5).any(|five| five == b"%PDF-") {
            Some(Self::Pdf)
        } else {
            None
        }
    }

    /// The kind a name claims by its ending.
    #[must_use]
    pub fn claimed(name: &str) -> Option<Self> {
        match ending(name).as_str() {
            "pdf" => Some(Self::Pdf),
            "jpg" | "jpeg" | "jfif" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            _ => None,
        }
    }
}

/// Whether the bytes are a photo in the format phones of one maker use among themselves.
pub(crate) fn is_heic(bytes: &[u8]) -> bool {
    let brand = bytes.get(8..12).unwrap_or_default();
    bytes.get(4..8) == Some(b"ftyp")
        && [b"heic", b"heix", b"mif1", b"hevc", b"avif"].iter().any(|b| *b == brand)
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// A name as it is kept: the last part of a path, without control characters, not too long, with the ending of what it is.
pub(crate) fn tidy(name: &str, kind: Kind) -> String {
    const MOST: usize = 80;
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_plain = |c: &char| !c.is_control() && !"\"<>|:*?;%".contains(*c);
    let plain: String = kernel::text::nfc(last).chars().filter(is_plain).collect();
    let stem = match (Kind::claimed(&plain), plain.rsplit_once('.')) {
        (Some(_), Some((stem, _))) => stem,
        (Some(_) | None, _) => plain.as_str(),
    };
    let stem: String = stem.trim().trim_start_matches('.').chars().take(MOST).collect();
    let stem = if stem.is_empty() { "tep".to_owned() } else { stem };
    format!("{stem}.{}", kind.ending())
}

#[cfg(test)]
mod tests {
    use super::{Kind, is_heic, tidy};

    #[test]
    fn kinds_by_bytes_and_by_name() {
        for (bytes, kind) in [
            (b"%PDF-1.7\n".as_slice(), Some(Kind::Pdf)),
            (b"\n\n%PDF-1.4", Some(Kind::Pdf)),
            (b"\xff\xd8\xff\xe0", Some(Kind::Jpeg)),
            (b"\x89PNG\r\n\x1a\n", Some(Kind::Png)),
            (b"PK\x03\x04", None),
            (b"MZ", None),
            (b"", None),
        ] {
            assert_eq!(Kind::of(bytes), kind, "{bytes:?}");
        }
        assert_eq!(Kind::claimed("Hợp đồng.PDF"), Some(Kind::Pdf));
        assert_eq!(Kind::claimed("IMG_0001.JPEG"), Some(Kind::Jpeg));
        assert_eq!(Kind::claimed("ghi chú.docx"), None);
        assert!(is_heic(b"\0\0\0\x18ftypheic\0\0") && !is_heic(b"\0\0\0\x18ftypisom\0\0"));
    }

    #[test]
    fn names_are_tidied_and_end_as_what_they_are() {
        for (name, kind, kept) in [
            ("Hợp đồng thuê nhà.pdf", Kind::Pdf, "Hợp đồng thuê nhà.pdf"),
            ("C:\\fakepath\\anh.JPG", Kind::Jpeg, "anh.jpg"),
            ("../../etc/passwd", Kind::Png, "passwd.png"),
            ("a\r\nSet-Cookie: x\".pdf", Kind::Pdf, "aSet-Cookie x.pdf"),
            ("giay.pdf", Kind::Jpeg, "giay.jpg"),
            ("hop-dong\u{202E}gpj.exe", Kind::Pdf, "hop-donggpj.exe.pdf"),
            ("", Kind::Pdf, "tep.pdf"),
            ("...", Kind::Pdf, "tep.pdf"),
        ] {
            assert_eq!(tidy(name, kind), kept, "{name}");
        }
        assert!(tidy(&"a".repeat(500), Kind::Pdf).len() < 100);
    }
}
