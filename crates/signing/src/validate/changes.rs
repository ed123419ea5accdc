//! What came after a signature: every object that is new or different, explained or not accepted.
//!
//! An explanation is narrow: of a page only the list of its widgets may grow, of the form only its fields, of a field only
//! its value and look. What has a second use somewhere in the document is not explained by the first.

use std::collections::{BTreeMap, BTreeSet};

use crate::SigningRefusal;
use crate::pdf::document::Document;
use crate::pdf::object::{Dict, Object, Reference};
use crate::pdf::tree::{fields, pages};
use crate::pdf::xref::Place;
use crate::validate::report::Change;

type Read<T> = Result<T, SigningRefusal>;

/// Two revisions of one document, and what is explained so far.
pub(crate) struct Comparison<'a> {
    pub(crate) old: &'a Document<'a>,
    pub(crate) new: &'a Document<'a>,
    /// Numbers whose content differs, among those the old revision uses.
    changed: BTreeSet<u32>,
    /// How often each object of the old revision is referred to.
    uses: BTreeMap<u32, usize>,
    pub(crate) found: BTreeSet<Change>,
}

/// Everything that differs between two revisions, sorted into what a later hand may do and what not.
pub(crate) fn between(old: &Document<'_>, new: &Document<'_>) -> Read<BTreeSet<Change>> {
    let mut comparison =
        Comparison { old, new, changed: BTreeSet::new(), uses: BTreeMap::new(), found: BTreeSet::new() };
    comparison.collect()?;
    if !comparison.changed.is_empty() {
        comparison.uses = uses(old)?;
    }
    comparison.catalog()?;
    comparison.pages()?;
    comparison.fields()?;
    comparison.info()?;
    for _unexplained in std::mem::take(&mut comparison.changed) {
        comparison.other("object");
    }
    Ok(comparison.found)
}

/// How often each object is referred to, by whatever.
fn uses(document: &Document<'_>) -> Read<BTreeMap<u32, usize>> {
    let mut uses = BTreeMap::new();
    for number in document.numbers() {
        let generation = match document.place(number) {
            Some(Place::At { generation, .. }) => generation,
            _ => 0,
        };
        count(&document.get(Reference { number, generation })?, &mut uses);
    }
    Ok(uses)
}

fn count(value: &Object, uses: &mut BTreeMap<u32, usize>) {
    match value {
        Object::Reference(reference) => *uses.entry(reference.number).or_default() += 1,
        Object::Array(items) => items.iter().for_each(|item| count(item, uses)),
        Object::Dict(dict) => dict.iter().for_each(|(_, item)| count(item, uses)),
        // A trailer refers to the catalog and the notes, which is no use of its own.
        Object::Stream(stream) if stream.dict.name(b"Type") == Some(b"XRef") => {}
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, item)| count(item, uses)),
        Object::Null
        | Object::Bool(_)
        | Object::Int(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::Text(_) => {}
    }
}

impl Comparison<'_> {
    pub(crate) fn other(&mut self, what: &str) {
        self.found.insert(Change::Other { what: what.to_owned() });
    }

    /// Finds what differs; new objects are harmless until something old refers to them.
    fn collect(&mut self) -> Read<()> {
        let limit = self.old.next_number()?;
        let numbers: BTreeSet<u32> = self.new.numbers().chain(self.old.numbers()).collect();
        for number in numbers.into_iter().filter(|number| *number < limit) {
            if self.same_place(number) {
                continue;
            }
            let (before, after) = (self.at(self.old, number)?, self.at(self.new, number)?);
            let is_xref = |object: &Object| matches!(object, Object::Stream(stream) if stream.dict.name(b"Type") == Some(b"XRef"));
            if before != after && !(is_xref(&before) && is_xref(&after)) {
                self.changed.insert(number);
            }
        }
        Ok(())
    }

    /// The same bytes at the same place, in the same object stream where there is one.
    fn same_place(&self, number: u32) -> bool {
        let (before, after) = (self.old.place(number), self.new.place(number));
        let container = match after {
            Some(Place::Within { stream, .. }) => self.old.place(stream) == self.new.place(stream),
            _ => true,
        };
        before == after && container
    }

    fn at(&self, document: &Document<'_>, number: u32) -> Read<Object> {
        let generation = match document.place(number) {
            Some(Place::At { generation, .. }) => generation,
            _ => 0,
        };
        document.get(Reference { number, generation })
    }

    /// Takes the object as explained, if it has no second use.
    pub(crate) fn explain(&mut self, reference: Option<Reference>, what: &str) {
        let Some(Reference { number, .. }) = reference else { return };
        if self.changed.remove(&number) && self.uses.get(&number).copied().unwrap_or(0) > 1 {
            self.other(what);
        }
    }

    /// Takes the object as explained, whoever else refers to it: only harmless keys differ.
    pub(crate) fn explain_shared(&mut self, reference: Reference) {
        self.changed.remove(&reference.number);
    }

    pub(crate) fn is_changed(&self, reference: Reference) -> bool {
        self.changed.contains(&reference.number)
    }

    /// Did this object come after the old revision?
    pub(crate) fn is_new(&self, reference: Reference) -> bool {
        self.old.next_number().is_ok_and(|limit| reference.number >= limit)
    }

    /// Are all keys but `free` the same?
    pub(crate) fn same_but(before: &Dict, after: &Dict, free: &[&[u8]]) -> bool {
        let fixed = |dict: &Dict, other: &Dict| {
            dict.iter()
                .filter(|(key, _)| !free.contains(key))
                .all(|(key, value)| other.get(key) == Some(value))
        };
        fixed(before, after) && fixed(after, before)
    }

    fn catalog(&mut self) -> Read<()> {
        let ((root, before), (root_now, after)) = (self.old.catalog()?, self.new.catalog()?);
        if root != root_now
            || !Self::same_but(&before, &after, &[b"AcroForm", b"DSS", b"Extensions", b"Metadata"])
        {
            self.other("catalog");
            return Ok(());
        }
        self.explain_shared(root);
        self.evidence(&before, &after)?;
        self.metadata(&before, &after)?;
        self.extensions(&before, &after)?;
        self.form(&before, &after)
    }

    /// Names of extensions say nothing a reader shows.
    fn extensions(&mut self, before: &Dict, after: &Dict) -> Read<()> {
        if self.old.look(before, b"Extensions")? != self.new.look(after, b"Extensions")? {
            self.found.insert(Change::Metadata);
            self.explain(before.reference(b"Extensions"), "catalog");
        }
        Ok(())
    }

    fn metadata(&mut self, before: &Dict, after: &Dict) -> Read<()> {
        let now = self.new.look(after, b"Metadata")?;
        if self.old.look(before, b"Metadata")? == now {
            return Ok(());
        }
        let is_xml = |object: &Object| matches!(object, Object::Stream(stream) if stream.dict.name(b"Subtype") == Some(b"XML"));
        if is_xml(&now) {
            self.found.insert(Change::Metadata);
            self.explain(before.reference(b"Metadata"), "metadata");
        } else {
            self.other("metadata");
        }
        Ok(())
    }

    /// The notes a trailer refers to: who wrote the file, and when.
    fn info(&mut self) -> Read<()> {
        let (before, after) = (self.old.trailer()?.clone(), self.new.trailer()?.clone());
        let (then, now) = (self.old.look(&before, b"Info")?, self.new.look(&after, b"Info")?);
        if then == now {
            return Ok(());
        }
        if matches!(now, Object::Dict(_)) {
            self.found.insert(Change::Metadata);
            self.explain(before.reference(b"Info"), "metadata");
        } else {
            self.other("metadata");
        }
        Ok(())
    }

    /// Pages: the same ones, and only the list of annotations may grow, by widgets of new signatures.
    fn pages(&mut self) -> Read<()> {
        if self.changed.is_empty() {
            return Ok(());
        }
        let (_, catalog) = self.old.catalog()?;
        for page in pages(self.old, &catalog)? {
            let listed = page.dict.reference(b"Annots");
            if !self.is_changed(page.reference) && !listed.is_some_and(|listed| self.is_changed(listed)) {
                continue;
            }
            let Object::Dict(after) = self.new.get(page.reference)? else {
                self.other("page");
                continue;
            };
            if !Self::same_but(&page.dict, &after, &[b"Annots"]) || !self.annotations(&page.dict, &after)? {
                self.other("page");
            }
            self.explain_shared(page.reference);
            self.explain(listed, "page");
        }
        Ok(())
    }

    fn annotations(&mut self, before: &Dict, after: &Dict) -> Read<bool> {
        let (then, now) = (self.old.look(before, b"Annots")?, self.new.look(after, b"Annots")?);
        let (then, now) = (then.as_array().unwrap_or_default(), now.as_array().unwrap_or_default());
        if !now.starts_with(then) {
            return Ok(false);
        }
        for added in now.iter().skip(then.len()) {
            let is_new = added.as_reference().is_some_and(|reference| self.is_new(reference));
            let widget = self.new.resolve(added)?;
            let is_widget = widget.as_dict().is_some_and(|dict| dict.name(b"Subtype") == Some(b"Widget"));
            if !is_new || !is_widget || !self.is_signature(&widget)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Is it a signature's field, by itself or by its parent?
    pub(crate) fn is_signature(&self, widget: &Object) -> Read<bool> {
        let Some(dict) = widget.as_dict() else { return Ok(false) };
        let parent = self.new.look(dict, b"Parent")?;
        let kind = dict.name(b"FT").or_else(|| parent.as_dict().and_then(|parent| parent.name(b"FT")));
        Ok(kind == Some(b"Sig"))
    }

    /// Fields: those there were keep all but value and look; those that came are for signatures.
    fn fields(&mut self) -> Read<()> {
        let ((_, before), (_, after)) = (self.old.catalog()?, self.new.catalog()?);
        let (then, now) = (fields(self.old, &before)?, fields(self.new, &after)?);
        for field in &now {
            let name = || String::from_utf8_lossy(&field.name).into_owned();
            match then.iter().find(|one| one.reference == field.reference) {
                None if field.dict.name(b"FT") == Some(b"Sig") => {
                    self.found.insert(Change::Signature { field: name() });
                }
                None => self.other("field"),
                Some(one) => self.field(one.reference, name())?,
            }
        }
        if then.iter().any(|one| !now.iter().any(|field| field.reference == one.reference)) {
            self.other("field");
        }
        Ok(())
    }
}
