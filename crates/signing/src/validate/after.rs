//! What a later hand did to a signed document, held against what the signer allowed.

use std::collections::BTreeSet;

use crate::pdf::document::Document;
use crate::pdf::object::{Dict, Object};
use crate::pdf::text::read_words;
use crate::sign::field::permitted;
use crate::validate::changes::between;
use crate::validate::found::{Covered, Found};
use crate::validate::report::{Change, Judged, Reason};

/// Enters into the answer what came after, in the file as it is and in each revision that was signed later.
pub(crate) fn judge(document: &Document<'_>, answer: &mut Judged, one: &Found, later: &[Found]) {
    let (pdf, end) = (document.bytes(), answer.signed_bytes);
    let Some(Ok(then)) = pdf.get(..end).map(Document::open) else { return };
    let mut changes = BTreeSet::new();
    let ends = later.iter().filter_map(|found| found.covered.as_ref()).map(Covered::end);
    for later_end in ends.chain([pdf.len()]).filter(|later_end| *later_end > end) {
        let found = pdf.get(..later_end).map(Document::open).and_then(Result::ok);
        match found.and_then(|now| between(&then, &now).ok()) {
            Some(found) => changes.extend(found),
            None => drop(changes.insert(Change::Other { what: "unreadable".into() })),
        }
    }
    let closed = matches!(permitted(&then, &one.dict), Ok(Some(1)));
    let stamped = |field: &str| later.iter().any(|found| found.field == field && found.is_timestamp());
    for change in &changes {
        let reason = match change {
            Change::Other { what } => Reason::ContentAfter { what: what.clone() },
            Change::Filled { field } if closed || locked(&then, &one.dict, field) => {
                Reason::NotPermitted { what: field.clone() }
            }
            Change::Signature { field } if closed && !stamped(field) => {
                Reason::NotPermitted { what: field.clone() }
            }
            Change::Signature { .. } | Change::Filled { .. } | Change::Evidence | Change::Metadata => continue,
        };
        answer.reasons.push(reason);
    }
    answer.changes = changes.into_iter().collect();
}

/// Did the signer lock this field (FieldMDP)?
fn locked(document: &Document<'_>, signature: &Dict, field: &str) -> bool {
    let references = document.look(signature, b"Reference").unwrap_or(Object::Null);
    references.as_array().unwrap_or_default().iter().any(|item| {
        let item = document.resolve(item).unwrap_or(Object::Null);
        let Some(item) = item.as_dict().filter(|item| item.name(b"TransformMethod") == Some(b"FieldMDP")) else {
            return false;
        };
        let given = document.look(item, b"TransformParams").unwrap_or(Object::Null);
        let Some(given) = given.as_dict() else { return true };
        let named = document.look(given, b"Fields").unwrap_or(Object::Null);
        let named = named.as_array().unwrap_or_default().iter().filter_map(Object::as_text).map(read_words);
        let listed = named.into_iter().any(|name| field == name || field.starts_with(&format!("{name}.")));
        match given.name(b"Action") {
            Some(b"Include") => listed,
            Some(b"Exclude") => !listed,
            _ => true,
        }
    })
}
