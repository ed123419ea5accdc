//! What authorities write: certificates, lists of what was withdrawn, answers about certificates, timestamps.
//!
//! For development and tests, where no authority of the State can be reached: whatever is issued here says so in its name.
//! Keys are handed in as an [`Issuer`]; who keeps them, and who answers over the network, stands in `simulators`.

mod answer;
mod certificate;
mod list;
mod time;

pub use answer::{answer, question_numbers};
pub use certificate::{Purpose, Subject, Template, certificate, key_id};
pub use list::{Withdrawn, list};
pub use time::{Stamping, granted, refused};

use crate::asn1::oid::{self, algorithm, algorithm_null};
use crate::asn1::write::tlv;
use crate::sign::identity::Scheme;
use crate::x509::certificate::Certificate;

/// Signs bytes with the issuer's key, under its scheme.
pub type Sign<'a> = &'a (dyn Fn(&[u8]) -> Option<Vec<u8>> + Sync);

/// "Bên phát hành": an authority with its key.
#[derive(Clone, Copy)]
pub struct Issuer<'a> {
    /// Its own certificate; `None` for a root that is just being made.
    pub certificate: Option<&'a Certificate>,
    /// How its key signs.
    pub scheme: Scheme,
    /// The key.
    pub sign: Sign<'a>,
}

impl Issuer<'_> {
    fn algorithm(&self) -> Vec<u8> {
        match self.scheme {
            Scheme::EcdsaP256Sha256 => algorithm(oid::ECDSA_SHA256),
            Scheme::RsaPkcs1Sha256 => algorithm_null(oid::RSA_SHA256),
        }
    }

    /// `SEQUENCE { tbs, algorithm, BIT STRING }`, with what may follow.
    fn signed(&self, tbs: &[u8], after: &[u8]) -> Option<Vec<u8>> {
        let value = (self.sign)(tbs)?;
        let parts: [&[u8]; 4] = [tbs, &self.algorithm(), &bit_string(&value), after];
        Some(crate::asn1::write::sequence(&parts))
    }
}

/// A BIT STRING of whole bytes.
fn bit_string(bytes: &[u8]) -> Vec<u8> {
    tlv(3, &[&[0], bytes])
}
