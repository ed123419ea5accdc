//! The document's own store of evidence (DSS): written behind the file, added to what is there.
//!
//! What belongs into it is decided in `renew`; how it is read, in `validate`.

use std::collections::BTreeMap;

use crate::SigningRefusal;
use crate::pdf::document::Document;
use crate::pdf::filter::unfold;
use crate::pdf::increment::Increment;
use crate::pdf::object::{Dict, Object, Reference, Stream, push_hex};
use crate::sign::prepare::Addition;
use crate::validate::found::Found;

/// What is to be kept, each in DER.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Material {
    pub(crate) certificates: Vec<Vec<u8>>,
    pub(crate) crls: Vec<Vec<u8>>,
    pub(crate) ocsps: Vec<Vec<u8>>,
}

/// Writes the material into the store, and under each signature what it needs.
pub(crate) fn write(
    document: &Document<'_>,
    material: &Material,
    found: &[Found],
) -> Result<Addition, SigningRefusal> {
    let (root, catalog) = document.catalog()?;
    let store = document.look(&catalog, b"DSS")?;
    let mut store = store.as_dict().cloned().unwrap_or_default();
    let mut increment = Increment::after(document)?;
    let mut entry = Dict::new();
    for (key, own_key, items) in [
        ("Certs", "Cert", &material.certificates),
        ("CRLs", "CRL", &material.crls),
        ("OCSPs", "OCSP", &material.ocsps),
    ] {
        let (all, own) = listed(document, &mut increment, &store, key, items)?;
        if !all.is_empty() {
            store.set(key.as_bytes(), all.into());
        }
        if !own.is_empty() {
            entry = entry.with(own_key, own);
        }
    }
    let entries = document.look(&store, b"VRI")?;
    let mut entries = entries.as_dict().cloned().unwrap_or_default();
    for one in found {
        let key = name_of(one);
        if entries.get(&key).is_none() {
            entries.set(&key, entry.clone().into());
        }
    }
    let own = catalog.reference(b"DSS").unwrap_or_else(|| increment.reserve());
    increment.put(own, &store.with("Type", "DSS").with("VRI", entries).into());
    if catalog.reference(b"DSS").is_none() {
        increment.put(root, &catalog.with("DSS", own).into());
    }
    increment.finish();
    Ok(Addition { base: increment.base, bytes: increment.bytes })
}

/// The list of the store with the new items behind it, and where the items stand; what is there already is not repeated.
fn listed(
    document: &Document<'_>,
    increment: &mut Increment,
    store: &Dict,
    key: &str,
    items: &[Vec<u8>],
) -> Result<(Vec<Object>, Vec<Object>), SigningRefusal> {
    let there = document.look(store, key.as_bytes())?;
    let mut all = there.as_array().unwrap_or_default().to_vec();
    let mut known: BTreeMap<Vec<u8>, Reference> = BTreeMap::new();
    for item in &all {
        if let (Some(reference), Object::Stream(stream)) = (item.as_reference(), document.resolve(item)?) {
            known.insert(unfold(&stream)?, reference);
        }
    }
    let mut own = Vec::new();
    for item in items {
        let reference = known.get(item).copied().unwrap_or_else(|| {
            let dict = Dict::new().with("Length", i64::try_from(item.len()).unwrap_or(i64::MAX));
            let reference = increment.add(&Object::Stream(Stream { dict, data: item.clone() }));
            all.push(reference.into());
            reference
        });
        known.insert(item.clone(), reference);
        own.push(reference.into());
    }
    Ok((all, own))
}

/// The key of a signature in the store: SHA-1 of its contents, padding included, in capitals.
fn name_of(one: &Found) -> Vec<u8> {
    let contents = one.dict.get(b"Contents").and_then(Object::as_text).unwrap_or_default();
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY, contents);
    let mut name = Vec::new();
    hash.as_ref().iter().for_each(|byte| push_hex(*byte, &mut name));
    name.to_ascii_uppercase()
}
