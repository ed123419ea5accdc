//! The holder of a signature: the way up from the certificate, and its state at an instant.
//!
//! Which instant that is, the timestamps decide (`time`).

use jiff::Timestamp;

use crate::trust::{Domain, Trust};
use crate::validate::evidence::Known;
use crate::validate::report::{CertificateState, Reason, Signer};
use crate::x509::certificate::{Certificate, may_sign_documents};
use crate::x509::chain::{self, Path, PathFlaw};
use crate::x509::revocation::State;

/// What is found out about the holder.
pub(crate) struct Holder {
    pub(crate) signer: Signer,
    pub(crate) state: CertificateState,
    pub(crate) reasons: Vec<Reason>,
    pub(crate) path: Option<Path>,
}

/// Judges a certificate for something that was there at `at`.
pub(crate) fn judge(
    own: &Certificate,
    carried: &[Certificate],
    known: &Known<'_>,
    trust: &Trust,
    at: Timestamp,
) -> Holder {
    let pool = [carried, known.certificates.as_slice()].concat();
    let mut holder = Holder {
        signer: signer(own, None),
        state: CertificateState::Unknown,
        reasons: Vec::new(),
        path: None,
    };
    if !may_sign_documents(own) {
        holder.reasons.push(Reason::WrongPurpose);
    }
    match chain::find(own, &pool, trust, at) {
        Ok(path) => {
            holder.signer = signer(own, Some(path.domain));
            let (state, reason) = revocation(&path, known, at);
            holder.state = state;
            holder.reasons.extend(reason);
            holder.path = Some(path);
        }
        Err(PathFlaw::NotAtThatTime) => {
            holder.state = CertificateState::NotInForce;
            holder.reasons.push(Reason::CertificateNotInForce);
        }
        Err(PathFlaw::NoAnchor) => holder.reasons.push(Reason::UntrustedIssuer),
    }
    holder
}

/// The state of the whole path: withdrawn if one of it is, known if all of it is.
fn revocation(path: &Path, known: &Known<'_>, at: Timestamp) -> (CertificateState, Option<Reason>) {
    let mut all_known = true;
    for pair in path.certificates.windows(2) {
        let [own, issuer] = pair else { continue };
        match known.evidence.state(own, issuer, at) {
            State::Revoked(revoked) if revoked.at <= at => {
                return (CertificateState::Revoked { at: revoked.at }, Some(Reason::Revoked));
            }
            // Withdrawn later: what it had signed by then stands.
            State::Good | State::Revoked(_) => {}
            State::Unknown => all_known = false,
        }
    }
    if all_known {
        (CertificateState::Good, None)
    } else {
        (CertificateState::Unknown, Some(Reason::RevocationUnknown))
    }
}

fn signer(own: &Certificate, domain: Option<Domain>) -> Signer {
    Signer {
        name: own.common_name().map(str::to_owned),
        organisation: own.organisation().map(str::to_owned),
        subject: own.subject(),
        issuer: own.issuer(),
        serial: own.serial(),
        domain,
        valid_until: own.valid_until(),
        key: own.key_kind(),
    }
}
