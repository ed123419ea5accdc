//! A certificate by itself, before anything is signed with it: whether it leads to a trusted root, is in force and was not
//! withdrawn. The same judgement a signature's certificate gets afterwards (`holder`).

use jiff::Timestamp;

use crate::longterm::Wanted;
use crate::trust::Trust;
use crate::validate::evidence::Store;
use crate::validate::holder;
use crate::validate::report::{CertificateState, Reason};
use crate::x509::certificate::Certificate;

/// "Tình trạng chứng thư số".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its state.
    pub state: CertificateState,
    /// Whether a trusted root stands above it.
    pub is_trusted: bool,
    /// What has to be asked so that more is known.
    pub questions: Vec<Wanted>,
}

/// The standing of the first certificate of a chain at an instant, as far as `trust` knows.
#[must_use]
pub fn standing(chain: &[Certificate], trust: &Trust, at: Timestamp) -> Option<Standing> {
    let own = chain.first()?;
    let store = Store::default();
    let judged = holder::judge(own, chain, &store.with(trust), trust, at);
    let path = judged.path.map(|path| path.certificates).unwrap_or_default();
    let links = path.iter().zip(path.iter().skip(1));
    let questions = links.map(|(own, issuer)| Wanted { certificate: own.clone(), issuer: issuer.clone() });
    Some(Standing {
        state: judged.state,
        is_trusted: !judged.reasons.contains(&Reason::UntrustedIssuer),
        questions: questions.filter(|question| !trust.tells(question, at)).collect(),
    })
}
