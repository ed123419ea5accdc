//! One file out of a ZIP archive, unfolded within a limit: enough for documents, which are archives with a known name.
//!
//! Names and sizes are taken from the list at the end of the archive, as everybody else does.

use std::io::Read;

use flate2::read::DeflateDecoder;
use kernel::Refusal;

use super::TextRefusal;

/// A document of 500 pages unfolds to a tenth of this.
const LIMIT: u64 = 64 * 1024 * 1024;

pub(super) fn file(archive: &[u8], wanted: &str) -> Result<Vec<u8>, Refusal> {
    let broken = || Refusal::from(TextRefusal::DocxBroken);
    let end = archive.windows(4).rposition(|window| window == b"PK\x05\x06").ok_or_else(broken)?;
    let count = number(archive, end + 10, 2).ok_or_else(broken)?;
    let mut at = number(archive, end + 16, 4).ok_or_else(broken)?;
    for _ in 0..count {
        if archive.get(at..at + 4) != Some(b"PK\x01\x02") {
            return Err(broken());
        }
        let length = |offset: usize| number(archive, at + offset, 2);
        let (name, extra, remark) = (length(28), length(30), length(32));
        let (Some(name), Some(extra), Some(remark)) = (name, extra, remark) else { return Err(broken()) };
        if archive.get(at + 46..at + 46 + name) == Some(wanted.as_bytes()) {
            return unfolded(archive, at);
        }
        at += 46 + name + extra + remark;
    }
    Err(broken())
}

/// The bytes of the entry whose line in the list begins at `at`.
fn unfolded(archive: &[u8], at: usize) -> Result<Vec<u8>, Refusal> {
    let broken = || Refusal::from(TextRefusal::DocxBroken);
    let field = |offset: usize, width: usize| number(archive, at + offset, width).ok_or_else(broken);
    let (flags, method, size, local) = (field(8, 2)?, field(10, 2)?, field(20, 4)?, field(42, 4)?);
    if flags % 2 == 1 {
        return Err(TextRefusal::DocxLocked.into());
    }
    let names = number(archive, local + 26, 2).zip(number(archive, local + 28, 2)).ok_or_else(broken)?;
    let from = local + 30 + names.0 + names.1;
    let folded = archive.get(from..from.saturating_add(size)).ok_or_else(broken)?;
    let mut out = Vec::new();
    let read = match method {
        0 => folded.take(LIMIT + 1).read_to_end(&mut out),
        8 => DeflateDecoder::new(folded).take(LIMIT + 1).read_to_end(&mut out),
        _ => return Err(broken()),
    };
    let read = read.ok().and_then(|read| u64::try_from(read).ok()).ok_or_else(broken)?;
    if read > LIMIT {
        return Err(TextRefusal::TooLarge { limit_bytes: LIMIT.to_string() }.into());
    }
    Ok(out)
}

/// A little-endian number of two or four bytes.
fn number(bytes: &[u8], at: usize, width: usize) -> Option<usize> {
    let field = bytes.get(at..at.checked_add(width)?)?;
    Some(field.iter().rev().fold(0, |number, byte| number * 256 + usize::from(*byte)))
}
