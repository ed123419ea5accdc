//! Asking a time-stamping authority (RFC 3161), and taking only the answer to that question.

use jiff::{SignedDuration, Timestamp};

use crate::SigningRefusal;
use crate::asn1::oid::{self, Oid, algorithm, encoded};
use crate::asn1::read::{all, only};
use crate::asn1::write::{BOOLEAN, OCTETS, sequence, tlv, unsigned};
use crate::timestamp::token::Token;
use crate::trust::Trust;
use crate::x509::certificate::sha256;

/// How far the authority's clock and ours may be apart.
const SKEW: SignedDuration = SignedDuration::from_mins(5);

/// A question, to be sent as `application/timestamp-query`.
#[derive(Debug, Clone)]
pub struct Request {
    digest: [u8; 32],
    nonce: [u8; 8],
    policy: Option<Oid>,
}

impl Request {
    /// A question about `bytes`, of which only the digest is told.
    pub(crate) fn new(bytes: &[u8], nonce: [u8; 8]) -> Self {
        Self::of_digest(sha256(bytes), nonce)
    }

    pub(crate) fn of_digest(digest: [u8; 32], nonce: [u8; 8]) -> Self {
        Self { digest, nonce, policy: None }
    }

    /// Asks for a timestamp under this policy (dotted identifier) and takes no other.
    ///
    /// # Errors
    /// `TimestampOther` where the text is no identifier.
    pub fn under_policy(mut self, policy: &str) -> Result<Self, SigningRefusal> {
        let wrong = |_| SigningRefusal::TimestampOther { what: "policy".into() };
        self.policy = Some(Oid::new(policy).map_err(wrong)?);
        Ok(self)
    }

    /// The question in DER.
    #[must_use]
    pub fn der(&self) -> Vec<u8> {
        let imprint = sequence(&[&algorithm(oid::SHA256), &tlv(OCTETS, &[&self.digest])]);
        let policy = self.policy.map_or_else(Vec::new, encoded);
        sequence(&[&unsigned(&[1]), &imprint, &policy, &unsigned(&self.nonce), &tlv(BOOLEAN, &[&[0xff]])])
    }

    /// The token of an answer (`application/timestamp-reply`), once everything about it is proved.
    ///
    /// # Errors
    /// `TimestampRefused` with the authority's status; `TimestampOther` for another nonce, imprint, policy or time;
    /// `TimestampUnsound` for a wrong signature or purpose; `TimestampUntrusted` where no trusted root stands above.
    pub fn check(&self, answer: &[u8], trust: &Trust, now: Timestamp) -> Result<Token, SigningRefusal> {
        let token = Token::read(granted(answer)?)?;
        let other = |what: &str| Err(SigningRefusal::TimestampOther { what: what.to_owned() });
        if !token.is_over_digest(&self.digest) {
            return other("imprint");
        }
        if token.nonce() != Some(unsigned(&self.nonce).as_slice()) {
            return other("nonce");
        }
        if self.policy.is_some_and(|policy| token.policy() != policy.to_string()) {
            return other("policy");
        }
        if token.at().duration_since(now).abs() > SKEW {
            return other("time");
        }
        token.check(trust, &[])?;
        Ok(token)
    }
}

/// The token of an answer that grants.
fn granted(answer: &[u8]) -> Result<&[u8], SigningRefusal> {
    let fields =
        only(answer).and_then(|whole| all(whole.content)).ok_or(SigningRefusal::TimestampUnreadable)?;
    let mut fields = fields.into_iter();
    let status = fields.next().and_then(|info| all(info.content)?.first().map(|status| status.content));
    match status {
        Some([0 | 1]) => {}
        Some([other]) => return Err(SigningRefusal::TimestampRefused { status: other.to_string() }),
        _ => return Err(SigningRefusal::TimestampUnreadable),
    }
    fields.next().map(|token| token.whole).ok_or(SigningRefusal::TimestampUnreadable)
}
