//! What is known about certificates: from the document's own store (DSS), and from the one who validates.
//!
//! What cannot be read is no evidence; how the store is written is `longterm`'s.

use crate::SigningRefusal;
use crate::pdf::document::Document;
use crate::pdf::filter::unfold;
use crate::pdf::object::{Dict, Object};
use crate::trust::Trust;
use crate::x509::certificate::Certificate;
use crate::x509::crl::Crl;
use crate::x509::ocsp::OcspAnswer;
use crate::x509::revocation::Evidence;

/// Entries of one kind read from a document.
const MAX_ENTRIES: usize = 512;

/// The store of a document.
#[derive(Debug, Default)]
pub(crate) struct Store {
    pub(crate) certificates: Vec<Certificate>,
    pub(crate) crls: Vec<Crl>,
    pub(crate) ocsps: Vec<OcspAnswer>,
}

/// All that may be drawn on.
pub(crate) struct Known<'a> {
    pub(crate) certificates: Vec<Certificate>,
    pub(crate) evidence: Evidence<'a>,
}

impl Store {
    /// Reads what a document carries; what cannot be read is no evidence.
    pub(crate) fn of(document: &Document<'_>) -> Result<Self, SigningRefusal> {
        let (_, catalog) = document.catalog()?;
        let store = document.look(&catalog, b"DSS")?;
        let Some(store) = store.as_dict() else { return Ok(Self::default()) };
        Ok(Self {
            certificates: streams(document, store, b"Certs")?
                .iter()
                .filter_map(|der| Certificate::from_der(der).ok())
                .collect(),
            crls: streams(document, store, b"CRLs")?.iter().filter_map(|der| Crl::read(der)).collect(),
            ocsps: streams(document, store, b"OCSPs")?
                .iter()
                .filter_map(|der| OcspAnswer::read(der))
                .collect(),
        })
    }

    /// With what the one who validates knows.
    pub(crate) fn with<'a>(&'a self, trust: &'a Trust) -> Known<'a> {
        Known {
            certificates: self.certificates.clone(),
            evidence: Evidence {
                crls: self.crls.iter().chain(&trust.crls).collect(),
                ocsps: self.ocsps.iter().chain(&trust.ocsps).collect(),
            },
        }
    }

    /// Only what the document carries.
    pub(crate) fn alone(&self) -> Evidence<'_> {
        Evidence { crls: self.crls.iter().collect(), ocsps: self.ocsps.iter().collect() }
    }
}

fn streams(document: &Document<'_>, store: &Dict, key: &[u8]) -> Result<Vec<Vec<u8>>, SigningRefusal> {
    let listed = document.look(store, key)?;
    let mut found = Vec::new();
    for item in listed.as_array().unwrap_or_default().iter().take(MAX_ENTRIES) {
        if let Object::Stream(stream) = document.resolve(item)? {
            found.extend(unfold(&stream).ok());
        }
    }
    Ok(found)
}
