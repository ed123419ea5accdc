//! What a certificate says of itself beyond its name: for what, for whom, how deep, and where to ask.

use crate::asn1::oid::{self, Oid};
use crate::asn1::read::{Value, all, first, only};

/// Entries read of one extension.
const MAX_ENTRIES: usize = 64;

/// What the key may do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeyUsage {
    pub(crate) digital_signature: bool,
    pub(crate) non_repudiation: bool,
    pub(crate) sign_certificates: bool,
    pub(crate) sign_lists: bool,
}

/// The extensions the engine understands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extensions {
    pub(crate) is_authority: bool,
    /// How many authorities may stand below.
    pub(crate) path_length: Option<u64>,
    pub(crate) key_usage: Option<KeyUsage>,
    pub(crate) purposes: Option<Vec<Oid>>,
    pub(crate) purposes_critical: bool,
    pub(crate) ocsp_no_check: bool,
    pub(crate) subject_key: Option<Vec<u8>>,
    pub(crate) ocsp_addresses: Vec<String>,
    pub(crate) crl_addresses: Vec<String>,
    /// Something critical that is not understood: the certificate may not be relied on.
    pub(crate) unknown_critical: bool,
}

impl Extensions {
    /// Reads the content of `[3]`.
    pub(crate) fn read(content: &[u8]) -> Option<Self> {
        let mut said = Self::default();
        let mut seen = Vec::new();
        for extension in all(only(content)?.content)? {
            let (id, critical, value) = entry(extension)?;
            if seen.contains(&id) {
                return None;
            }
            seen.push(id);
            said.take(id, critical, value)?;
        }
        Some(said)
    }

    fn take(&mut self, id: Oid, critical: bool, value: &[u8]) -> Option<()> {
        match id {
            oid::BASIC_CONSTRAINTS => {
                let fields = all(only(value)?.content)?;
                self.is_authority = fields.iter().any(|field| field.tag == 1 && field.content == [0xff]);
                self.path_length =
                    fields.iter().find(|field| field.tag == 2).map(|field| small(field.content));
            }
            oid::KEY_USAGE => self.key_usage = Some(key_usage(only(value)?)?),
            oid::EXTENDED_KEY_USAGE => {
                let list = all(only(value)?.content)?;
                let list = list.into_iter().map(oid::read);
                self.purposes = Some(list.collect::<Option<_>>()?);
                self.purposes_critical = critical;
            }
            oid::OCSP_NO_CHECK => self.ocsp_no_check = true,
            oid::AUTHORITY_ACCESS => self.ocsp_addresses = ocsp_addresses(value).unwrap_or_default(),
            oid::CRL_PLACES => self.crl_addresses = crl_addresses(value).unwrap_or_default(),
            oid::SUBJECT_KEY => self.subject_key = only(value).map(|key| key.content.to_vec()),
            oid::AUTHORITY_KEY | oid::SUBJECT_NAMES | oid::POLICIES => {}
            // Name constraints are not computed, so a critical one stops the path.
            _ => self.unknown_critical |= critical,
        }
        Some(())
    }
}

/// Identifier, criticality and inner bytes of one extension.
pub(crate) fn entry(extension: Value<'_>) -> Option<(Oid, bool, &[u8])> {
    let (id, rest) = first(extension.content)?;
    let (next, rest) = first(rest)?;
    let (critical, value) = if next.tag == 1 { (next.content == [0xff], only(rest)?) } else { (false, next) };
    (value.tag == 4).then_some((oid::read(id)?, critical, value.content))
}

fn small(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).fold(0, |value, byte| (value << 8) | u64::from(*byte))
}

fn key_usage(value: Value<'_>) -> Option<KeyUsage> {
    let (_, flags) = value.content.split_first().filter(|_| value.tag == 3)?;
    let first = flags.first().copied().unwrap_or(0);
    Some(KeyUsage {
        digital_signature: first & 0x80 != 0,
        non_repudiation: first & 0x40 != 0,
        sign_certificates: first & 0x04 != 0,
        sign_lists: first & 0x02 != 0,
    })
}

fn ocsp_addresses(value: &[u8]) -> Option<Vec<String>> {
    let mut addresses = Vec::new();
    for access in all(only(value)?.content)?.into_iter().take(MAX_ENTRIES) {
        let (method, rest) = first(access.content)?;
        if method.content == oid::OCSP_ACCESS.as_bytes() {
            addresses.extend(address(first(rest)?.0));
        }
    }
    Some(addresses)
}

fn crl_addresses(value: &[u8]) -> Option<Vec<String>> {
    let mut addresses = Vec::new();
    for place in all(only(value)?.content)?.into_iter().take(MAX_ENTRIES) {
        // DistributionPoint [0] -> fullName [0] -> GeneralNames.
        let Some(point) = all(place.content)?.into_iter().find(|field| field.tag == 0xa0) else { continue };
        let Some(full) = first(point.content).map(|(full, _)| full).filter(|full| full.tag == 0xa0) else {
            continue;
        };
        addresses.extend(all(full.content)?.into_iter().take(MAX_ENTRIES).filter_map(address));
    }
    Some(addresses)
}

/// A uniform resource identifier among general names.
fn address(name: Value<'_>) -> Option<String> {
    (name.tag == 0x86).then(|| String::from_utf8_lossy(name.content).into_owned())
}
