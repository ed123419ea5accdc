//! Whether a certificate was withdrawn: asked of every answer and list at hand.
//!
//! What an answer is worth is judged in `ocsp`, what a list is worth in `crl`.

use jiff::Timestamp;

use crate::x509::certificate::Certificate;
use crate::x509::crl::Crl;
use crate::x509::ocsp::OcspAnswer;

/// "Thu hồi": since when, and why (RFC 5280 reason code).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Revoked {
    pub(crate) at: Timestamp,
    pub(crate) reason: Option<u8>,
}

/// What is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Good,
    Revoked(Revoked),
    Unknown,
}

/// Lists and answers from several sources.
#[derive(Debug, Default)]
pub(crate) struct Evidence<'a> {
    pub(crate) crls: Vec<&'a Crl>,
    pub(crate) ocsps: Vec<&'a OcspAnswer>,
}

impl Evidence<'_> {
    /// The state of `own` for something done at `at`: a withdrawal counts wherever it is told.
    pub(crate) fn state(&self, own: &Certificate, issuer: &Certificate, at: Timestamp) -> State {
        let answers = self.ocsps.iter().filter_map(|answer| answer.state(own, issuer, at));
        let lists = self.crls.iter().filter_map(|list| list.state(own, issuer, at));
        let mut best = State::Unknown;
        for said in answers.chain(lists) {
            match said {
                State::Revoked(revoked) => return State::Revoked(revoked),
                State::Good => best = State::Good,
                State::Unknown => {}
            }
        }
        best
    }
}
