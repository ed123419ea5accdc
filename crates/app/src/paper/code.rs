//! The code of a paper: the tenant, so that it can be found, and sixty unguessable bits in letters and digits that are
//! not mistaken for each other.

use kernel::{AgencyCode, Entropy};

/// Digits and capitals without I, L, O and U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Signs after the tenant.
const LENGTH: usize = 12;
/// What stands before the code in the keywords of a file; `typeset/templates/frame.typ` writes it.
pub(super) const KEYWORD: &str = "Mã kiểm tra ";
/// Signs a code in a file has at most.
const MOST_SIGNS: usize = 60;
/// Signs in a printed group.
const GROUP: usize = 4;

/// "Mã kiểm tra giấy": `H57-7F3A-K2M9-QXYZ`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperCode {
    /// The tenant whose paper it is.
    pub tenant: String,
    /// The unguessable part, without hyphens.
    pub secret: String,
}

impl PaperCode {
    /// A code nobody can guess.
    #[must_use]
    pub fn new(tenant: &str, entropy: &dyn Entropy) -> Self {
        let mut bytes = [0_u8; LENGTH];
        entropy.fill(&mut bytes);
        let sign = |byte: &u8| ALPHABET.get(usize::from(byte % 32)).copied().map(char::from);
        Self { tenant: tenant.to_owned(), secret: bytes.iter().filter_map(sign).collect() }
    }

    /// Reads what somebody typed: any case, with or without hyphens and spaces, O for 0, I and L for 1.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        if typed.len() > 100 {
            return None;
        }
        let signs: Vec<char> =
            typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
        let split = signs.len().checked_sub(LENGTH)?;
        let (tenant, secret) = signs.split_at_checked(split)?;
        let tenant: String = tenant.iter().collect();
        AgencyCode::parse(&tenant).ok().filter(|code| code.tenant() == tenant)?;
        let secret: String = secret
            .iter()
            .map(|c| match c {
                'O' => '0',
                'I' | 'L' => '1',
                c => *c,
            })
            .collect();
        secret.bytes().all(|sign| ALPHABET.contains(&sign)).then_some(Self { tenant, secret })
    }

    /// The code a file says it bears: papers made here have it among their keywords, uncompressed.
    ///
    /// The reason of the last signature comes first: a scan that is itself a paper of ours still has the old one among its
    /// keywords. It only leads to what is known; whether the file is the one that was made is told by its hash.
    #[must_use]
    pub fn in_file(bytes: &[u8]) -> Option<Self> {
        // Keywords stand in UTF-8 (XMP); the reason of a signature in UTF-16, written in hexadecimal digits.
        let digits: String = KEYWORD.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
        let plain = |sign: &[u8]| sign.first().copied().map(char::from);
        let spelled = |sign: &[u8]| {
            let unit = u32::from_str_radix(std::str::from_utf8(sign).ok()?, 16).ok()?;
            char::from_u32(unit)
        };
        let reasons = Self::behind(bytes, digits.as_bytes(), 4, spelled);
        reasons.last().or_else(|| Self::behind(bytes, KEYWORD.as_bytes(), 1, plain).next())
    }

    /// The codes behind a mark, whose signs take so many bytes each.
    fn behind<'a>(
        bytes: &'a [u8],
        mark: &'a [u8],
        width: usize,
        sign: impl Fn(&[u8]) -> Option<char> + 'a,
    ) -> impl Iterator<Item = Self> + 'a {
        let ends = bytes.windows(mark.len()).enumerate().filter(move |(_, window)| *window == mark);
        ends.filter_map(|(at, _)| bytes.get(at + mark.len()..)).filter_map(move |rest| {
            let signs = rest.chunks(width).take(MOST_SIGNS).map_while(&sign);
            let is_sign = |sign: &char| sign.is_ascii_alphanumeric() || *sign == '-';
            Self::parse(&signs.take_while(is_sign).collect::<String>())
        })
    }

    /// Where anybody checks the paper.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/kiem-tra/{self}")
    }
}

impl std::fmt::Display for PaperCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.tenant)?;
        for (place, sign) in self.secret.chars().enumerate() {
            if place % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{sign}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::PaperCode;

    #[test]
    fn a_file_says_which_code_it_bears() {
        let code = PaperCode { tenant: "H57".into(), secret: "7F3AK2M90X1Z".into() };
        let said = |text: &str| PaperCode::in_file(text.as_bytes());
        assert_eq!(
            said("%PDF <pdf:Keywords>Mã kiểm tra H57-7F3A-K2M9-0X1Z</pdf:Keywords>").as_ref(),
            Some(&code)
        );
        assert_eq!(said("Mã kiểm tra này, Mã kiểm tra H57-7F3A-K2M9-0X1Z").as_ref(), Some(&code));
        let reason = |code: &str| {
            let text = format!("Mã kiểm tra {code}");
            let spelled: String = text.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
            format!("/Reason <feff{spelled}>")
        };
        assert_eq!(said(&reason("H57-7F3A-K2M9-0X1Z")).as_ref(), Some(&code));
        // A paper of ours that was scanned and copied: the copy is what the file is now.
        let copied = format!("Mã kiểm tra H57-0000-0000-0000 {}", reason("H57-1111-1111-1111"));
        assert_eq!(said(&(copied + &reason("H57-7F3A-K2M9-0X1Z"))).as_ref(), Some(&code));
        for none in ["", "%PDF", "Mã kiểm tra ", "Mã kiểm tra H57", "H57-7F3A-K2M9-0X1Z"] {
            assert_eq!(said(none), None, "{none}");
        }
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = PaperCode { tenant: "H57".into(), secret: "7F3AK2M90X1Z".into() };
        assert_eq!(code.to_string(), "H57-7F3A-K2M9-0X1Z");
        for typed in ["H57-7F3A-K2M9-0X1Z", "h57 7f3a k2m9 ox1z", "H577F3AK2M9OXIZ", " H57-7F3A-K2M9-OXLZ "] {
            assert_eq!(PaperCode::parse(typed).as_ref(), Some(&code), "{typed}");
        }
        for wrong in
            ["", "H57", "7F3AK2M90X1Z", "H57-7F3A-K2M9-0XUZ", "đ", "X-7F3A-K2M9-0X1Z", &"A".repeat(999)]
        {
            assert_eq!(PaperCode::parse(wrong), None, "{wrong}");
        }
    }
}
