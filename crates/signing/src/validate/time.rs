//! By when a signature was there: from the last timestamp of the document back to the first.
//!
//! A timestamp counts when its own authority's certificate held at the instant that the next later timestamp proves, or
//! holds now where there is none. So evidence can be renewed before certificates end.

use jiff::Timestamp;

use crate::SigningRefusal;
use crate::timestamp::Token;
use crate::trust::Trust;
use crate::validate::evidence::Known;
use crate::x509::chain::{self, Path};
use crate::x509::revocation::State;

/// A timestamp, judged.
pub(crate) struct Stamped {
    pub(crate) at: Timestamp,
    pub(crate) flaw: Option<SigningRefusal>,
}

/// Judges a token for someone who knows that it was there at `seen`.
pub(crate) fn judge(token: &Token, known: &Known<'_>, trust: &Trust, seen: Timestamp) -> Stamped {
    let at = token.at();
    let flaw = match token.check(trust, &known.certificates) {
        Err(refusal) => Some(refusal),
        Ok(_) if at > seen => Some(SigningRefusal::TimestampOther { what: "time".into() }),
        Ok(path) => {
            let pool = [token.certificates(), known.certificates.clone()].concat();
            let own = path.certificates.first();
            let lasts = own.is_some_and(|own| chain::find(own, &pool, trust, seen).is_ok());
            let revoked = path.certificates.windows(2).any(|pair| match pair {
                [own, issuer] => matches!(
                    known.evidence.state(own, issuer, seen),
                    State::Revoked(revoked) if revoked.at <= seen
                ),
                _ => false,
            });
            (!lasts || revoked).then_some(SigningRefusal::TimestampUntrusted)
        }
    };
    Stamped { at, flaw }
}

/// The instant that a timestamp carried within a signature proves, and its authority; nothing where it is over something
/// else than this signature (`stamped`), or does not hold.
pub(crate) fn of_signature(
    token: &[u8],
    stamped: &[u8],
    known: &Known<'_>,
    trust: &Trust,
    seen: Timestamp,
) -> Option<(Timestamp, Path)> {
    let token = Token::read(token).ok().filter(|token| token.covers(stamped))?;
    let judged = judge(&token, known, trust, seen);
    let path = token.check(trust, &known.certificates).ok()?;
    judged.flaw.is_none().then_some((judged.at, path))
}
