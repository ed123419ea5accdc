//! Revocation lists, walked where they lie: a list of a hundred thousand entries is never built up.
//!
//! Lists that speak for another issuer, for some reasons only, or as a difference to another list are not used.

use jiff::Timestamp;

use crate::asn1::oid;
use crate::asn1::read::{Value, all, first, only};
use crate::asn1::time::instant;
use crate::x509::certificate::{Certificate, bits};
use crate::x509::extension::entry;
use crate::x509::revocation::{Revoked, State};

/// A list as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Crl {
    der: Vec<u8>,
    pub(crate) this_update: Timestamp,
    pub(crate) next_update: Option<Timestamp>,
    usable: bool,
    for_users: bool,
    for_authorities: bool,
}

/// The parts of a list, where they lie.
struct Parts<'a> {
    tbs: Value<'a>,
    algorithm: &'a [u8],
    signature: &'a [u8],
    issuer: Value<'a>,
    this_update: Value<'a>,
    next_update: Option<Value<'a>>,
    revoked: Option<Value<'a>>,
    extensions: Option<Value<'a>>,
}

fn parts(der: &[u8]) -> Option<Parts<'_>> {
    let [tbs, algorithm, signature] = all(only(der)?.content)?.try_into().ok()?;
    let mut fields = all(tbs.content)?.into_iter().peekable();
    fields.next_if(|field| field.tag == 2);
    let (_, issuer, this_update) = (fields.next()?, fields.next()?, fields.next()?);
    let next_update = fields.next_if(|field| field.tag == 0x17 || field.tag == 0x18);
    let revoked = fields.next_if(|field| field.tag == 0x30);
    let extensions = fields.next().filter(|field| field.tag == 0xa0);
    let (algorithm, signature) = (algorithm.whole, bits(signature)?);
    Some(Parts { tbs, algorithm, signature, issuer, this_update, next_update, revoked, extensions })
}

impl Crl {
    pub(crate) fn read(der: &[u8]) -> Option<Self> {
        let parts = parts(der)?;
        let mut list = Self {
            this_update: instant(parts.this_update)?,
            next_update: parts.next_update.map_or(Some(None), |at| instant(at).map(Some))?,
            usable: true,
            for_users: true,
            for_authorities: true,
            der: der.to_vec(),
        };
        if let Some(extensions) = parts.extensions {
            for extension in all(only(extensions.content)?.content)? {
                let (id, critical, value) = entry(extension)?;
                match id {
                    oid::CRL_SCOPE => list.scope(value)?,
                    _ => list.usable &= !critical,
                }
            }
        }
        Some(list)
    }

    /// `IssuingDistributionPoint`.
    fn scope(&mut self, value: &[u8]) -> Option<()> {
        for field in all(only(value)?.content)? {
            let said = field.content == [0xff];
            match field.tag {
                0x81 => self.for_authorities &= !said,
                0x82 => self.for_users &= !said,
                0xa0 => {}
                _ => self.usable = false,
            }
        }
        Some(())
    }

    pub(crate) fn der(&self) -> &[u8] {
        &self.der
    }

    /// What the list says of `own` at `at`, if it is `issuer`'s list and may say anything.
    pub(crate) fn state(&self, own: &Certificate, issuer: &Certificate, at: Timestamp) -> Option<State> {
        let parts = parts(&self.der)?;
        let meant = if own.extensions().is_authority { self.for_authorities } else { self.for_users };
        let may_list = issuer.extensions().key_usage.is_none_or(|usage| usage.sign_lists);
        // A list drawn up after the certificate ended may have dropped it.
        let current = self.next_update.is_none_or(|next| at <= next) && self.this_update <= own.valid_until();
        if !(self.usable && meant && may_list && current) || parts.issuer.whole != issuer.subject_der() {
            return None;
        }
        if !issuer.key().verify(parts.algorithm, parts.tbs.whole, parts.signature) {
            return None;
        }
        match parts.revoked.map_or(Some(None), |list| find(list, own.serial_bytes()))? {
            Some(revoked) => Some(State::Revoked(revoked)),
            None => Some(State::Good),
        }
    }
}

/// The entry of a serial number; the outer `None` says that the list cannot be read.
fn find(list: Value<'_>, serial: &[u8]) -> Option<Option<Revoked>> {
    let mut rest = list.content;
    while !rest.is_empty() {
        let (row, behind) = first(rest)?;
        rest = behind;
        let (number, fields) = first(row.content)?;
        if number.content == serial {
            let (at, extensions) = first(fields)?;
            return Some(Some(Revoked { at: instant(at)?, reason: reason(extensions) }));
        }
    }
    Some(None)
}

fn reason(extensions: &[u8]) -> Option<u8> {
    all(only(extensions)?.content)?.into_iter().find_map(|extension| {
        let (id, _, value) = entry(extension)?;
        (id == oid::CRL_REASON).then(|| only(value)?.content.first().copied())?
    })
}
