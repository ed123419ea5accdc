//! Whom to believe: the roots of the two trust domains, and what is known beside them.
//!
//! Lists of roots are data of the installation; this room ships none.

use jiff::Timestamp;
use serde::Serialize;

use crate::SigningRefusal;
use crate::longterm::Wanted;
use crate::x509::certificate::Certificate;
use crate::x509::crl::Crl;
use crate::x509::ocsp::OcspAnswer;
use crate::x509::revocation::{Evidence, State};

/// "Hệ thống chứng thực": the law keeps two apart.
///
/// Law: NĐ 68/2024/NĐ-CP; NĐ 23/2025/NĐ-CP Điều 1
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Domain {
    /// "Chuyên dùng công vụ": officials and agencies.
    PublicDuty,
    /// "Công cộng": citizens and enterprises.
    PublicCa,
}

/// What the one who validates believes and knows.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    anchors: Vec<(Certificate, Domain)>,
    known: Vec<Certificate>,
    pub(crate) crls: Vec<Crl>,
    pub(crate) ocsps: Vec<OcspAnswer>,
}

impl Trust {
    /// Believes nobody yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Believes this root in this domain.
    #[must_use]
    pub fn anchor(mut self, root: Certificate, domain: Domain) -> Self {
        self.anchors.push((root, domain));
        self
    }

    /// Knows this certificate, without believing it: an authority that a document forgot to carry.
    #[must_use]
    pub fn know(mut self, certificate: Certificate) -> Self {
        self.known.push(certificate);
        self
    }

    /// Takes a revocation list in DER.
    ///
    /// # Errors
    /// `RevocationUnreadable`.
    pub fn crl(mut self, der: &[u8]) -> Result<Self, SigningRefusal> {
        self.crls.push(Crl::read(der).ok_or(SigningRefusal::RevocationUnreadable)?);
        Ok(self)
    }

    /// Takes an OCSP response in DER.
    ///
    /// # Errors
    /// `RevocationUnreadable`, also where the responder did not answer the question.
    pub fn ocsp(mut self, der: &[u8]) -> Result<Self, SigningRefusal> {
        self.ocsps.push(OcspAnswer::read(der).ok_or(SigningRefusal::RevocationUnreadable)?);
        Ok(self)
    }

    /// Is an answer to this question at hand, for something done at `at`?
    #[must_use]
    pub fn tells(&self, question: &Wanted, at: Timestamp) -> bool {
        let evidence = Evidence { crls: self.crls.iter().collect(), ocsps: self.ocsps.iter().collect() };
        evidence.state(&question.certificate, &question.issuer, at) != State::Unknown
    }

    pub(crate) fn anchors(&self) -> impl Iterator<Item = (&Certificate, Domain)> {
        self.anchors.iter().map(|(certificate, domain)| (certificate, *domain))
    }

    pub(crate) fn known(&self) -> impl Iterator<Item = &Certificate> {
        self.known.iter()
    }
}
