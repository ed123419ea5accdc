//! What may be known of a key without its PIN: its name, whose it is, where it lies, and its certificate.

use jiff::Timestamp;
use kernel::Refusal;
use serde::{Deserialize, Serialize};

use crate::SigningRefusal;
use crate::sign::identity::Identity;
use crate::x509::certificate::Certificate;

/// "Chủ thể của khoá": whose signature a key makes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "code")]
pub enum Holder {
    /// An official, by the id the official is enrolled with.
    Official(String),
    /// A citizen, by personal id ("số định danh cá nhân").
    Person(String),
    /// An agency, by its identifier ("mã định danh cơ quan").
    Agency(String),
}

impl Holder {
    /// Reads `official:thuan-hoa-signer`, `person:001099000123` or `agency:H57.99.1`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, code) = text.split_once(':')?;
        match kind {
            _ if code.trim().is_empty() => None,
            "official" => Some(Self::Official(code.to_owned())),
            "person" => Some(Self::Person(code.to_owned())),
            "agency" => Some(Self::Agency(code.to_owned())),
            _ => None,
        }
    }
}

impl std::fmt::Display for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Official(code) => write!(f, "official:{code}"),
            Self::Person(code) => write!(f, "person:{code}"),
            Self::Agency(code) => write!(f, "agency:{code}"),
        }
    }
}

/// "Nơi giữ khoá": what kind of thing keeps a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keeper {
    /// A file of the demo; real service refuses it.
    Development,
    /// A token or a security module (PKCS#11).
    Token,
    /// "Ký số từ xa": a service that keeps keys for their holders (CSC API).
    Remote,
}

/// "Thẻ khoá": one key as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyCard {
    /// Its name in this installation.
    pub name: String,
    /// Whose signature it makes.
    pub holder: Holder,
    /// What keeps it.
    pub keeper: Keeper,
    /// Must a PIN be given to open it?
    pub pin: bool,
    /// The certificate and those above it, in DER; the first is the key's own.
    #[serde(with = "base64_list")]
    pub chain: Vec<Vec<u8>>,
}

/// "Dòng trong danh sách khoá": a key that is set up, and its card, or why none can be shown now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyLine {
    /// Its name in this installation.
    pub name: String,
    /// Whose signature it makes.
    pub holder: Holder,
    /// The card; a refusal where the token is not there, or has no certificate.
    pub card: Result<KeyCard, Refusal>,
}

impl KeyCard {
    /// The identity to prepare signatures under.
    ///
    /// # Errors
    /// `CertificateUnreadable`, `ChainBroken`, `KeyKind`, `CertificatePurpose`: this key cannot sign documents.
    pub fn identity(&self) -> Result<Identity, SigningRefusal> {
        let chain = self.chain.iter().map(|der| Certificate::from_der(der));
        Identity::new(&chain.collect::<Result<Vec<_>, _>>()?)
    }

    /// The name people say, and the last instant of the certificate.
    ///
    /// # Errors
    /// `CertificateUnreadable`.
    pub fn told(&self) -> Result<(String, Timestamp), SigningRefusal> {
        let own = self.chain.first().ok_or(SigningRefusal::CertificateUnreadable)?;
        let own = Certificate::from_der(own)?;
        let name = own.common_name().map_or_else(|| own.subject(), str::to_owned);
        Ok((name, own.valid_until()))
    }
}

/// A certificate and those above it, as far as they are among `others`; what belongs to others is left out.
#[must_use]
pub fn ordered(own: Vec<u8>, others: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let read: Vec<Certificate> = others.iter().filter_map(|der| Certificate::from_der(der).ok()).collect();
    let mut chain = vec![own];
    while let Some(last) = chain.last().and_then(|der| Certificate::from_der(der).ok()) {
        let above = read.iter().find(|one| {
            one.subject_der() == last.issuer_der() && !chain.iter().any(|there| there == one.der())
        });
        match above {
            Some(one) if last.is_signed_by(one) => chain.push(one.der().to_vec()),
            Some(_) | None => break,
        }
    }
    chain
}

/// Certificates in JSON.
mod base64_list {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    pub(super) fn serialize<S: Serializer>(list: &[Vec<u8>], serializer: S) -> Result<S::Ok, S::Error> {
        let texts: Vec<String> = list.iter().map(|one| STANDARD.encode(one)).collect();
        texts.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Vec<u8>>, D::Error> {
        let texts = Vec::<String>::deserialize(deserializer)?;
        texts.iter().map(|text| STANDARD.decode(text).map_err(de::Error::custom)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Holder;

    #[test]
    fn holders_are_read_as_they_are_written() {
        for (text, expected) in [
            ("person:001099000123", Some(Holder::Person("001099000123".into()))),
            ("agency:H57.99.1", Some(Holder::Agency("H57.99.1".into()))),
            ("official:thuan-hoa-signer", Some(Holder::Official("thuan-hoa-signer".into()))),
            ("agency:", None),
            ("H57.99.1", None),
            ("robot:1", None),
        ] {
            let holder = Holder::parse(text);
            assert_eq!(holder, expected, "{text}");
            if let Some(holder) = holder {
                assert_eq!(holder.to_string(), text);
            }
        }
    }
}
