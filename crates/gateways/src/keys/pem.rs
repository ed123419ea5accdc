//! Certificates from a file: one in DER, or any number in PEM, in their order.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use signing::keys::KeyRefusal;

const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

/// The certificates of a file, each in DER.
///
/// # Errors
/// `ListUnreadable` where the file is not there or holds none.
pub fn certificates(path: &Path) -> Result<Vec<Vec<u8>>, KeyRefusal> {
    let unreadable = |why: String| KeyRefusal::ListUnreadable { path: path.display().to_string(), why };
    let bytes = std::fs::read(path).map_err(|error| unreadable(error.to_string()))?;
    let found = read(bytes);
    if found.is_empty() {
        return Err(unreadable("no certificate".to_owned()));
    }
    Ok(found)
}

fn read(bytes: Vec<u8>) -> Vec<Vec<u8>> {
    let Some(text) = std::str::from_utf8(&bytes).ok().filter(|text| text.contains(BEGIN)) else {
        return if bytes.first() == Some(&0x30) { vec![bytes] } else { Vec::new() };
    };
    let bodies = text.split(BEGIN).skip(1).filter_map(|part| part.split_once(END));
    let plain = |body: &str| body.chars().filter(|letter| !letter.is_ascii_whitespace()).collect::<String>();
    bodies.filter_map(|(body, _)| STANDARD.decode(plain(body)).ok()).collect()
}

/// Certificates as PEM.
pub(crate) fn written(chain: &[Vec<u8>]) -> String {
    let mut text = String::new();
    for one in chain {
        text.push_str(BEGIN);
        text.push('\n');
        let body = STANDARD.encode(one);
        let mut rest = body.as_str();
        while !rest.is_empty() {
            let (line, more) = rest.split_at_checked(64).unwrap_or((rest, ""));
            text.push_str(line);
            text.push('\n');
            rest = more;
        }
        text.push_str(END);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{read, written};

    #[test]
    fn what_is_written_is_read() {
        let chain = vec![vec![0x30; 100], vec![0x30, 1, 2]];
        assert_eq!(read(written(&chain).into_bytes()), chain);
        assert_eq!(read(vec![0x30, 0]), vec![vec![0x30, 0]]);
        assert!(read(b"nothing of the kind".to_vec()).is_empty());
    }
}
