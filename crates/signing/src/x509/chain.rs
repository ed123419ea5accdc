//! From a certificate up to one that is trusted, at an instant.
//!
//! All ways up are tried within a bound, because a cross-signed authority has several.

use jiff::Timestamp;

use crate::trust::{Domain, Trust};
use crate::x509::certificate::Certificate;

/// Certificates between the holder and the anchor.
const MAX_DEPTH: usize = 8;
/// Signatures checked in looking for one way up.
const MAX_TRIES: usize = 128;

/// A way up that holds.
#[derive(Debug, Clone)]
pub(crate) struct Path {
    /// From the holder to the anchor, both included.
    pub(crate) certificates: Vec<Certificate>,
    pub(crate) domain: Domain,
}

/// Why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PathFlaw {
    /// No trusted authority stands above.
    NoAnchor,
    /// There is a way up, but not at this instant.
    NotAtThatTime,
}

struct Search<'a> {
    trust: &'a Trust,
    pool: &'a [Certificate],
    at: Timestamp,
    tries: usize,
    out_of_time: bool,
}

/// The way from `own` to an anchor at `at`, over what `pool` and the trust know.
pub(crate) fn find(
    own: &Certificate,
    pool: &[Certificate],
    trust: &Trust,
    at: Timestamp,
) -> Result<Path, PathFlaw> {
    let mut search = Search { trust, pool, at, tries: 0, out_of_time: false };
    let found = search.up(&mut vec![own.clone()]);
    let flaw = if search.out_of_time { PathFlaw::NotAtThatTime } else { PathFlaw::NoAnchor };
    found.ok_or(flaw)
}

impl Search<'_> {
    fn up(&mut self, path: &mut Vec<Certificate>) -> Option<Path> {
        let last = path.last()?.clone();
        let holds = last.holds_at(self.at) && !last.extensions().unknown_critical;
        if let Some(domain) =
            self.trust.anchors().find(|(anchor, _)| **anchor == last).map(|(_, domain)| domain)
        {
            self.out_of_time |= !holds;
            return holds.then(|| Path { certificates: path.clone(), domain });
        }
        if path.len() >= MAX_DEPTH || last.is_self_issued() {
            return None;
        }
        let trust = self.trust;
        let anchors = trust.anchors().map(|(anchor, _)| anchor);
        let candidates = anchors.chain(trust.known()).chain(self.pool);
        for issuer in candidates.filter(|one| one.subject_der() == last.issuer_der()) {
            if path.contains(issuer) || !may_issue(issuer, path.len()) {
                continue;
            }
            self.tries += 1;
            if self.tries > MAX_TRIES {
                return None;
            }
            if !last.is_signed_by(issuer) {
                continue;
            }
            path.push(issuer.clone());
            let found = self.up(path);
            path.pop();
            if found.is_some() {
                if holds {
                    return found;
                }
                self.out_of_time = true;
            }
        }
        None
    }
}

/// May this authority stand above `below` certificates, the holder's included?
fn may_issue(issuer: &Certificate, below: usize) -> bool {
    let said = issuer.extensions();
    let deep = u64::try_from(below).unwrap_or(u64::MAX).saturating_sub(1);
    said.is_authority
        && said.key_usage.is_none_or(|usage| usage.sign_certificates)
        && said.path_length.is_none_or(|allowed| deep <= allowed)
}
