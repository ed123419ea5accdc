//! Public keys of authenticators (COSE, RFC 9052): P-256 and RSA with SHA-256, and nothing else.
//!
//! Of CBOR only what such a key is made of is read: one short map of whole numbers and bytes, each once.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey, VerificationAlgorithm,
};

use super::PasskeyRefusal;
use crate::asn1::write::{sequence, unsigned};

/// COSE's own numbers: what is asked for when a key is made.
const ES256: i64 = -7;
const RS256: i64 = -257;

/// "Khoá công khai": what signatures are checked with.
pub(super) struct PublicKey {
    engine: &'static dyn VerificationAlgorithm,
    bytes: Vec<u8>,
}

impl PublicKey {
    pub(super) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(self.engine, &self.bytes).verify(message, signature).is_ok()
    }
}

/// A value of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value<'a> {
    Number(i64),
    Bytes(&'a [u8]),
}

/// The key in these bytes, which hold it and nothing else.
pub(super) fn read(bytes: &[u8]) -> Result<PublicKey, PasskeyRefusal> {
    let (pairs, rest) = pairs(bytes).ok_or(PasskeyRefusal::Malformed)?;
    if !rest.is_empty() {
        return Err(PasskeyRefusal::Malformed);
    }
    key(&pairs).ok_or(PasskeyRefusal::KeyKind)
}

/// How many bytes the key takes at the beginning of these.
pub(super) fn length(bytes: &[u8]) -> Option<usize> {
    pairs(bytes).map(|(_, rest)| bytes.len() - rest.len())
}

type Pairs<'a> = Vec<(i64, Value<'a>)>;

fn key(pairs: &Pairs<'_>) -> Option<PublicKey> {
    let value = |label: i64| pairs.iter().find(|(known, _)| *known == label).map(|(_, value)| *value);
    let number = |label: i64| match value(label)? {
        Value::Number(number) => Some(number),
        Value::Bytes(_) => None,
    };
    let bytes = |label: i64| match value(label)? {
        Value::Bytes(bytes) => Some(bytes),
        Value::Number(_) => None,
    };
    match (number(1)?, number(3)?) {
        (2, ES256) if number(-1)? == 1 => {
            let (x, y) = (bytes(-2)?, bytes(-3)?);
            (x.len() == 32 && y.len() == 32)
                .then(|| PublicKey { engine: &ECDSA_P256_SHA256_ASN1, bytes: [&[4], x, y].concat() })
        }
        (3, RS256) => Some(PublicKey {
            engine: &RSA_PKCS1_2048_8192_SHA256,
            bytes: sequence(&[&unsigned(bytes(-1)?), &unsigned(bytes(-2)?)]),
        }),
        _ => None,
    }
}

fn pairs(bytes: &[u8]) -> Option<(Pairs<'_>, &[u8])> {
    let (kind, count, mut rest) = head(bytes)?;
    if kind != 5 || count > 8 {
        return None;
    }
    let mut found: Pairs<'_> = Vec::new();
    for _ in 0..count {
        let (label, after) = whole(rest)?;
        let (value, after) = match head(after)? {
            (2, length, content) => {
                let (bytes, after) = content.split_at_checked(usize::try_from(length).ok()?)?;
                (Value::Bytes(bytes), after)
            }
            _ => whole(after).map(|(number, after)| (Value::Number(number), after))?,
        };
        if found.iter().any(|(known, _)| *known == label) {
            return None;
        }
        found.push((label, value));
        rest = after;
    }
    Some((found, rest))
}

fn whole(bytes: &[u8]) -> Option<(i64, &[u8])> {
    let (kind, number, rest) = head(bytes)?;
    let number = i64::try_from(number).ok()?;
    match kind {
        0 => Some((number, rest)),
        1 => Some((-1 - number, rest)),
        _ => None,
    }
}

/// The kind of a value, its number or length, and what follows.
fn head(bytes: &[u8]) -> Option<(u8, u64, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    let (kind, short) = (first >> 5, first & 0x1f);
    let (number, rest) = match short {
        0..24 => (u64::from(short), rest),
        24 => rest.split_first().map(|(byte, rest)| (u64::from(*byte), rest))?,
        25 => rest
            .split_first_chunk::<2>()
            .map(|(bytes, rest)| (u64::from(u16::from_be_bytes(*bytes)), rest))?,
        26 => rest
            .split_first_chunk::<4>()
            .map(|(bytes, rest)| (u64::from(u32::from_be_bytes(*bytes)), rest))?,
        _ => return None,
    };
    Some((kind, number, rest))
}

#[cfg(test)]
mod tests {
    use super::{length, read};

    /// `{1: 2, 3: -7, -1: 1, -2: x, -3: y}` as authenticators write it.
    fn point(algorithm: u8, y_bytes: u8) -> Vec<u8> {
        let mut bytes = vec![0xa5, 1, 2, 3, algorithm, 0x20, 1, 0x21, 0x58, 32];
        bytes.extend_from_slice(&[9; 32]);
        bytes.extend_from_slice(&[0x22, 0x58, y_bytes]);
        bytes.extend(std::iter::repeat_n(9, usize::from(y_bytes)));
        bytes
    }

    #[test]
    fn keys_of_two_kinds_are_read_and_nothing_else() {
        assert!(read(&point(0x26, 32)).is_ok());
        assert_eq!(length(&[point(0x26, 32), vec![1, 2, 3]].concat()), Some(point(0x26, 32).len()));
        let rsa =
            [&[0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59, 1, 0][..], &[7; 256], &[0x21, 0x43, 1, 0, 1]].concat();
        assert!(read(&rsa).is_ok());
        for broken in [
            point(0x27, 32),
            point(0x26, 31),
            [point(0x26, 32), vec![0]].concat(),
            vec![0xa5, 1, 2, 1, 2],
            vec![0xbf, 1, 2, 0xff],
            vec![],
        ] {
            assert!(read(&broken).is_err(), "{broken:02x?}");
        }
    }
}
