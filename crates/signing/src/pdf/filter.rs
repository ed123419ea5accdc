//! Unfolding the streams the engine must read itself: cross-references and object streams.
//!
//! Only Flate with its predictors, as every writer of such streams uses; contents of pages are never unfolded.

use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::SigningRefusal;
use crate::pdf::object::{Dict, Object, Stream};

/// Bytes one stream may unfold to.
pub(crate) const MAX_UNFOLDED: u64 = 64 * 1024 * 1024;

/// The bytes of a stream as they were before folding.
pub(crate) fn unfold(stream: &Stream) -> Result<Vec<u8>, SigningRefusal> {
    let filter = match stream.dict.get(b"Filter") {
        Some(Object::Array(items)) if items.len() < 2 => items.first(),
        other => other,
    };
    let parameters = match stream.dict.get(b"DecodeParms") {
        Some(Object::Array(items)) => items.first(),
        other => other,
    };
    match filter {
        None | Some(Object::Null) => Ok(stream.data.clone()),
        Some(Object::Name(name)) if name == b"FlateDecode" => {
            let plain = inflate(&stream.data)?;
            parameters.and_then(Object::as_dict).map_or(Ok(plain.clone()), |given| unpredict(&plain, given))
        }
        Some(_) => Err(SigningRefusal::malformed("filter")),
    }
}

fn inflate(data: &[u8]) -> Result<Vec<u8>, SigningRefusal> {
    let mut plain = Vec::new();
    ZlibDecoder::new(data)
        .take(MAX_UNFOLDED + 1)
        .read_to_end(&mut plain)
        .map_err(|_| SigningRefusal::malformed("flate"))?;
    if u64::try_from(plain.len()).unwrap_or(u64::MAX) > MAX_UNFOLDED {
        return Err(SigningRefusal::TooLarge { what: "stream".into() });
    }
    Ok(plain)
}

/// Undoes the PNG predictors; each row begins with the number of its own.
fn unpredict(plain: &[u8], given: &Dict) -> Result<Vec<u8>, SigningRefusal> {
    let number = |key: &[u8], usual| given.get(key).map_or(Some(usual), Object::as_int);
    match number(b"Predictor", 1) {
        Some(1) => return Ok(plain.to_vec()),
        Some(10..=15) => {}
        _ => return Err(SigningRefusal::malformed("predictor")),
    }
    let (colors, bits, columns) =
        (number(b"Colors", 1), number(b"BitsPerComponent", 8), number(b"Columns", 1));
    let columns =
        columns.filter(|columns| (1..=4096).contains(columns) && colors == Some(1) && bits == Some(8));
    let width = columns.and_then(|columns| usize::try_from(columns).ok());
    let width = width.ok_or_else(|| SigningRefusal::malformed("predictor"))?;
    let mut out = Vec::with_capacity(plain.len());
    let mut above = vec![0_u8; width];
    for row in plain.chunks(width + 1) {
        let Some((kind, row)) = row.split_first() else { break };
        above = unpredicted_row(*kind, row, &above)?;
        out.extend_from_slice(&above);
        above.resize(width, 0);
    }
    Ok(out)
}

fn unpredicted_row(kind: u8, row: &[u8], above: &[u8]) -> Result<Vec<u8>, SigningRefusal> {
    let (mut left, mut corner) = (0_u8, 0_u8);
    let mut out = Vec::with_capacity(row.len());
    for (value, up) in row.iter().zip(above) {
        let guess = match kind {
            0 => 0,
            1 => left,
            2 => *up,
            3 => u8::try_from(u16::midpoint(u16::from(left), u16::from(*up))).unwrap_or(0),
            4 => paeth(left, *up, corner),
            _ => return Err(SigningRefusal::malformed("predictor")),
        };
        left = value.wrapping_add(guess);
        corner = *up;
        out.push(left);
    }
    Ok(out)
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(up) - i16::from(corner);
    let far = |value: u8| (guess - i16::from(value)).abs();
    if far(left) <= far(up) && far(left) <= far(corner) {
        left
    } else if far(up) <= far(corner) {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::unpredicted_row;

    #[test]
    fn each_predictor_is_undone() {
        for (kind, expected) in
            [(0, [1, 2, 3]), (1, [1, 3, 6]), (2, [11, 22, 33]), (3, [6, 15, 25]), (4, [11, 22, 33])]
        {
            assert_eq!(unpredicted_row(kind, &[1, 2, 3], &[10, 20, 30]), Ok(expected.to_vec()), "{kind}");
        }
        assert!(unpredicted_row(9, &[1], &[1]).is_err());
    }
}
