//! Distinguished names, for people to read; to compare them, the bytes are compared.

use crate::asn1::oid::{self, COMMON_NAME, ORGANISATION, Oid};
use crate::asn1::read::{Value, all, first};

const UTF8: u8 = 0x0c;
const BMP: u8 = 0x1e;

/// Short names of the parts that Vietnamese certificates carry.
const SHORT: [(&str, &str); 9] = [
    ("2.5.4.3", "CN"),
    ("2.5.4.6", "C"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("2.5.4.12", "T"),
    ("2.5.4.5", "SERIALNUMBER"),
    ("0.9.2342.19200300.100.1.1", "UID"),
];

/// The parts of a name in their order.
pub(crate) fn parts(name: Value<'_>) -> Option<Vec<(Oid, String)>> {
    let mut parts = Vec::new();
    for set in all(name.content)? {
        for part in all(set.content)? {
            let (kind, rest) = first(part.content)?;
            let (value, _) = first(rest)?;
            parts.push((oid::read(kind)?, text(value)));
        }
    }
    Some(parts)
}

fn text(value: Value<'_>) -> String {
    match value.tag {
        UTF8 => String::from_utf8_lossy(value.content).into_owned(),
        BMP => {
            let units = value.content.chunks_exact(2).map(|pair| match pair {
                [high, low] => u16::from_be_bytes([*high, *low]),
                _ => 0,
            });
            char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        _ => value.content.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// `CN=Nguyễn Văn An, O=UBND phường Dịch Vọng, C=VN`, the nearest part first.
pub(crate) fn display(parts: &[(Oid, String)]) -> String {
    let shown = parts.iter().rev().map(|(oid, value)| {
        let dotted = oid.to_string();
        let short = SHORT.iter().find(|(long, _)| *long == dotted).map(|(_, short)| *short);
        format!("{}={value}", short.unwrap_or(&dotted))
    });
    shown.collect::<Vec<_>>().join(", ")
}

pub(crate) fn common_name(parts: &[(Oid, String)]) -> Option<&str> {
    part(parts, COMMON_NAME)
}

pub(crate) fn organisation(parts: &[(Oid, String)]) -> Option<&str> {
    part(parts, ORGANISATION)
}

fn part(parts: &[(Oid, String)], wanted: Oid) -> Option<&str> {
    parts.iter().rev().find(|(oid, _)| *oid == wanted).map(|(_, value)| value.as_str())
}
