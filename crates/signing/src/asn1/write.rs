//! Writing DER, from the inside out.
//!
//! A value is its tag, its length and its parts; whoever builds one decides what the parts are.

pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;
pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const OCTETS: u8 = 0x04;
pub(crate) const NULL: u8 = 0x05;
pub(crate) const OID: u8 = 0x06;
pub(crate) const BOOLEAN: u8 = 0x01;

/// One value: tag, length, content.
pub(crate) fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let len: usize = parts.iter().map(|part| part.len()).sum();
    let mut out = Vec::with_capacity(len + 6);
    out.push(tag);
    push_length(len, &mut out);
    for part in parts {
        out.extend_from_slice(part);
    }
    out
}

fn push_length(len: usize, out: &mut Vec<u8>) {
    if let Some(short) = u8::try_from(len).ok().filter(|short| *short < 0x80) {
        out.push(short);
        return;
    }
    let bytes = len.to_be_bytes();
    let used = bytes.iter().skip_while(|byte| **byte == 0).count();
    out.push(0x80 | u8::try_from(used).unwrap_or(8));
    out.extend(bytes.iter().skip(bytes.len() - used));
}

pub(crate) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    tlv(SEQUENCE, parts)
}

/// A SET OF: DER orders its members by their bytes.
pub(crate) fn set_of(mut members: Vec<Vec<u8>>) -> Vec<u8> {
    members.sort();
    let parts: Vec<&[u8]> = members.iter().map(Vec::as_slice).collect();
    tlv(SET, &parts)
}

/// A whole number that is not negative, from big-endian bytes.
pub(crate) fn unsigned(bytes: &[u8]) -> Vec<u8> {
    let first = bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len());
    let plain = bytes.get(first..).unwrap_or_default();
    match plain.first() {
        None => tlv(INTEGER, &[&[0]]),
        Some(high) if *high >= 0x80 => tlv(INTEGER, &[&[0], plain]),
        Some(_) => tlv(INTEGER, &[plain]),
    }
}

/// `Attribute ::= SEQUENCE { type, values SET OF }` with one value.
pub(crate) fn attribute(oid: &[u8], value: &[u8]) -> Vec<u8> {
    sequence(&[oid, &tlv(SET, &[value])])
}

#[cfg(test)]
mod tests {
    use super::{set_of, tlv, unsigned};

    #[test]
    fn lengths_and_numbers() {
        assert_eq!(tlv(4, &[&[1, 2]]), [4, 2, 1, 2]);
        assert_eq!(tlv(4, &[&[0; 200]]).get(..3), Some(&[4, 0x81, 200][..]));
        assert_eq!(tlv(4, &[&[0; 300]]).get(..4), Some(&[4, 0x82, 1, 44][..]));
        assert_eq!(unsigned(&[0, 0x80]), [2, 2, 0, 0x80]);
        assert_eq!(unsigned(&[0, 0]), [2, 1, 0]);
        assert_eq!(set_of(vec![vec![2, 1, 9], vec![2, 1, 3]]), [0x31, 6, 2, 1, 3, 2, 1, 9]);
    }
}
