//! What an addition did to the signatures that stood in a file before it.

use jiff::Timestamp;

use crate::SigningRefusal;
use crate::trust::Trust;
use crate::validate::judge::validate;
use crate::validate::report::{Judged, Verdict};

/// Whether a signature of `before` that was not broken there is broken, or gone, in `after`.
///
/// Whom anybody believes is not asked: only the bytes are looked at.
///
/// # Errors
/// One of the files cannot be read.
pub fn breaks_earlier(before: &[u8], after: &[u8]) -> Result<bool, SigningRefusal> {
    let judged = |pdf| validate(pdf, &Trust::new(), Timestamp::UNIX_EPOCH);
    let (then, now) = (judged(before)?, judged(after)?);
    let whole = |one: &&Judged| one.verdict != Verdict::Broken;
    let stands = |old: &Judged| {
        let mut whole = now.signatures.iter().filter(whole);
        whole.any(|one| (&one.field, one.signed_bytes) == (&old.field, old.signed_bytes))
    };
    Ok(then.signatures.iter().filter(whole).any(|old| !stands(old)))
}
