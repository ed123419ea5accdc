//! What stands in a document: its pages in order, and the fields of its form.
//!
//! Trees of others may go round in circles; each node is looked at once.

use std::collections::BTreeSet;

use crate::SigningRefusal;
use crate::pdf::document::Document;
use crate::pdf::object::{Dict, Object, Reference};

/// Nodes of the page tree, or of the form, that are looked at.
const MAX_NODES: usize = 200_000;

type Read<T> = Result<T, SigningRefusal>;

/// A page and where it stands.
pub(crate) struct Page {
    pub(crate) reference: Reference,
    pub(crate) dict: Dict,
}

/// A field of the form: its whole name, and its dictionary.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) name: Vec<u8>,
    pub(crate) reference: Reference,
    pub(crate) dict: Dict,
}

/// Page `wanted`, counted from nought; counted from the end where it is negative.
pub(crate) fn page(document: &Document<'_>, catalog: &Dict, wanted: i32) -> Read<Page> {
    let root = catalog.reference(b"Pages").ok_or_else(|| SigningRefusal::malformed("pages"))?;
    let backwards = wanted < 0;
    let mut left = if backwards { wanted.unsigned_abs() - 1 } else { wanted.unsigned_abs() };
    let (mut open, mut seen) = (vec![root], BTreeSet::new());
    while let Some(reference) = open.pop() {
        if !seen.insert(reference) || seen.len() > MAX_NODES {
            return Err(SigningRefusal::malformed("pages"));
        }
        let Object::Dict(dict) = document.get(reference)? else {
            return Err(SigningRefusal::malformed("pages"));
        };
        let Object::Array(kids) = document.look(&dict, b"Kids")? else {
            if left == 0 {
                return Ok(Page { reference, dict });
            }
            left -= 1;
            continue;
        };
        let kids = kids.iter().filter_map(Object::as_reference);
        // What is opened last is looked at first.
        if backwards { open.extend(kids) } else { open.extend(kids.rev()) }
    }
    Err(SigningRefusal::PageMissing { page: wanted.to_string() })
}

/// How many pages a document has.
///
/// # Errors
/// The file cannot be read.
pub fn page_count(pdf: &[u8]) -> Result<usize, SigningRefusal> {
    let document = Document::open(pdf)?;
    let (_, catalog) = document.catalog()?;
    Ok(pages(&document, &catalog)?.len())
}

/// All pages, first to last.
pub(crate) fn pages(document: &Document<'_>, catalog: &Dict) -> Read<Vec<Page>> {
    let root = catalog.reference(b"Pages").ok_or_else(|| SigningRefusal::malformed("pages"))?;
    let (mut open, mut seen, mut pages) = (vec![root], BTreeSet::new(), Vec::new());
    while let Some(reference) = open.pop() {
        if !seen.insert(reference) || seen.len() > MAX_NODES {
            return Err(SigningRefusal::malformed("pages"));
        }
        let Object::Dict(dict) = document.get(reference)? else {
            return Err(SigningRefusal::malformed("pages"));
        };
        match document.look(&dict, b"Kids")?.as_array() {
            Some(kids) => open.extend(kids.iter().filter_map(Object::as_reference).rev()),
            None => pages.push(Page { reference, dict }),
        }
    }
    Ok(pages)
}

/// The form of the document, empty where it has none.
pub(crate) fn form(document: &Document<'_>, catalog: &Dict) -> Read<Dict> {
    let there = document.look(catalog, b"AcroForm")?;
    if there == Object::Null {
        return Ok(Dict::new());
    }
    there.into_dict().ok_or_else(|| SigningRefusal::malformed("form"))
}

/// All ends of the tree of fields, with inherited type and value filled in.
pub(crate) fn fields(document: &Document<'_>, catalog: &Dict) -> Read<Vec<Field>> {
    let form = form(document, catalog)?;
    let mut fields = Vec::new();
    let mut seen = BTreeSet::new();
    let top = document.look(&form, b"Fields")?;
    let mut open: Vec<(Reference, Vec<u8>, Dict)> = Vec::new();
    for reference in top.as_array().unwrap_or_default().iter().rev().filter_map(Object::as_reference) {
        open.push((reference, Vec::new(), Dict::new()));
    }
    while let Some((reference, above, inherited)) = open.pop() {
        if !seen.insert(reference) || seen.len() > MAX_NODES {
            return Err(SigningRefusal::malformed("form"));
        }
        let Object::Dict(mut dict) = document.get(reference)? else { continue };
        let name = joined(&above, document.look(&dict, b"T")?.as_text());
        for (key, value) in inherited.iter() {
            if dict.get(key).is_none() {
                dict.set(key, value.clone());
            }
        }
        let kids = document.look(&dict, b"Kids")?;
        let kids: Vec<_> =
            kids.as_array().unwrap_or_default().iter().filter_map(Object::as_reference).collect();
        if kids.is_empty() {
            fields.push(Field { name, reference, dict });
            continue;
        }
        let passed = inheritable(&dict);
        open.extend(kids.into_iter().rev().map(|kid| (kid, name.clone(), passed.clone())));
    }
    Ok(fields)
}

fn inheritable(dict: &Dict) -> Dict {
    let mut passed = Dict::new();
    for key in [&b"FT"[..], b"V", b"Ff"] {
        if let Some(value) = dict.get(key) {
            passed.set(key, value.clone());
        }
    }
    passed
}

fn joined(above: &[u8], own: Option<&[u8]>) -> Vec<u8> {
    let own = own.map(|name| crate::pdf::text::read_words(name).into_bytes());
    match own {
        None => above.to_vec(),
        Some(own) if above.is_empty() => own,
        Some(own) => [above, b".", &own].concat(),
    }
}
