//! What a later hand did to a signed document, held against what the signer allowed.
//!
//! How two revisions differ is found in `changes`.

use std::collections::BTreeSet;

use crate::pdf::document::Document;
use crate::pdf::object::{Dict, Object};
use crate::pdf::text::read_words;
use crate::sign::field::permitted;
use crate::validate::changes::between;
use crate::validate::found::{Covered, Found};
use crate::validate::report::{Change, Judged, Reason};

/// What one hand after a signature did: from the end of one signed revision to the end of the next, or of the file.
pub(crate) struct Step {
    from: usize,
    changes: BTreeSet<Change>,
}

/// All steps of a document. Each is looked at once: what is acceptable step by step is acceptable as a whole.
pub(crate) fn steps(document: &Document<'_>, found: &[Found]) -> Vec<Step> {
    let pdf = document.bytes();
    let signed = found.iter().filter_map(|found| found.covered.as_ref()).map(Covered::end);
    let ends: BTreeSet<usize> = signed.chain([pdf.len()]).collect();
    let mut steps = Vec::new();
    for (from, to) in ends.iter().zip(ends.iter().skip(1)) {
        let open = |end: usize| pdf.get(..end).map(Document::open).and_then(Result::ok);
        let both = open(*from).zip(open(*to));
        let changes = both.and_then(|(then, now)| between(&then, &now).ok());
        let unreadable = || BTreeSet::from([Change::Other { what: "unreadable".into() }]);
        steps.push(Step { from: *from, changes: changes.unwrap_or_else(unreadable) });
    }
    steps
}

/// Enters into the answer what came after, held against what the signer allowed.
pub(crate) fn judge(
    document: &Document<'_>,
    answer: &mut Judged,
    one: &Found,
    later: &[Found],
    steps: &[Step],
) {
    let Some(Ok(then)) = document.bytes().get(..answer.signed_bytes).map(Document::open) else { return };
    let after = steps.iter().filter(|step| step.from >= answer.signed_bytes);
    let changes: BTreeSet<Change> = after.flat_map(|step| step.changes.iter().cloned()).collect();
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
            Change::Signature { .. } | Change::Filled { .. } | Change::Evidence | Change::Metadata => {
                continue;
            }
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
        let Some(item) = item.as_dict().filter(|item| item.name(b"TransformMethod") == Some(b"FieldMDP"))
        else {
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
