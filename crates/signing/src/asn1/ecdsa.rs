//! The two ways to write an ECDSA signature: `SEQUENCE { r, s }` in certificates and envelopes, two bare numbers of equal
//! width on tokens and in XML.

use crate::asn1::read::{all, only};
use crate::asn1::write::{INTEGER, SEQUENCE, sequence, unsigned};

/// `SEQUENCE { r, s }` from two bare numbers; `None` where there are not two halves.
#[must_use]
pub fn from_raw(raw: &[u8]) -> Option<Vec<u8>> {
    if raw.is_empty() || !raw.len().is_multiple_of(2) {
        return None;
    }
    let (r, s) = raw.split_at_checked(raw.len() / 2)?;
    Some(sequence(&[&unsigned(r), &unsigned(s)]))
}

/// Two bare numbers, each of `width` bytes.
pub(crate) fn to_raw(der: &[u8], width: usize) -> Option<Vec<u8>> {
    let whole = only(der).filter(|value| value.tag == SEQUENCE)?;
    let mut out = Vec::with_capacity(2 * width);
    let parts = all(whole.content)?;
    if parts.len() != 2 {
        return None;
    }
    for part in parts {
        let plain: Vec<u8> = part.content.iter().copied().skip_while(|byte| *byte == 0).collect();
        if part.tag != INTEGER || plain.len() > width {
            return None;
        }
        out.resize(out.len() + width - plain.len(), 0);
        out.extend_from_slice(&plain);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{from_raw, to_raw};

    #[test]
    fn there_and_back() {
        let raw = [[0, 0, 7], [0x80, 1, 2]].concat();
        let der = from_raw(&raw).unwrap();
        assert_eq!(der, [0x30, 9, 2, 1, 7, 2, 4, 0, 0x80, 1, 2]);
        assert_eq!(to_raw(&der, 3), Some(raw));
        assert_eq!(from_raw(&[1, 2, 3]), None);
        assert_eq!(to_raw(&der, 2), None);
    }
}
