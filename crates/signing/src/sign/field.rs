//! The place of a signature in a document: its field, its widget on a page, and the form that lists it.
//!
//! Whatever of these stands in an object of its own already is changed there and nowhere else, so that little of an
//! earlier revision is written again.

use crate::SigningRefusal;
use crate::pdf::document::Document;
use crate::pdf::increment::Increment;
use crate::pdf::object::{Dict, Object, Reference};
use crate::pdf::text::words;
use crate::pdf::tree::{Page, fields, form};
use crate::sign::order::Rect;

/// Print, and locked: what PDF/A asks of an annotation, and what keeps a reader from moving it.
const FLAGS: i64 = 132;
/// The document has signatures, and is only to be added to.
const SIGNATURES_EXIST_APPEND_ONLY: i64 = 3;

/// What a widget shows: its frame, and the drawing in it.
pub(crate) struct Look {
    pub(crate) rect: Rect,
    pub(crate) drawing: Option<Reference>,
}

/// Refuses a document that was closed by an earlier signer; evidence and its timestamps may still come.
pub(crate) fn check_open(document: &Document<'_>, catalog: &Dict) -> Result<(), SigningRefusal> {
    if closed(document, catalog)? { Err(SigningRefusal::Closed) } else { Ok(()) }
}

/// Refuses a name that is there already, or that would mean a field inside another.
pub(crate) fn check_name(document: &Document<'_>, catalog: &Dict, name: &str) -> Result<(), SigningRefusal> {
    let taken = |field: &Vec<u8>| field == name.as_bytes();
    if name.is_empty()
        || name.contains('.')
        || fields(document, catalog)?.iter().any(|field| taken(&field.name))
    {
        return Err(SigningRefusal::FieldTaken { name: name.to_owned() });
    }
    Ok(())
}

/// The names of all fields of a document, so that a new one can be chosen.
///
/// # Errors
/// The file cannot be read.
pub fn field_names(pdf: &[u8]) -> Result<Vec<String>, SigningRefusal> {
    let document = Document::open(pdf)?;
    let (_, catalog) = document.catalog()?;
    let names = fields(&document, &catalog)?;
    Ok(names.iter().map(|field| String::from_utf8_lossy(&field.name).into_owned()).collect())
}

/// Did a certification say that nothing may follow?
fn closed(document: &Document<'_>, catalog: &Dict) -> Result<bool, SigningRefusal> {
    let permissions = document.look(catalog, b"Perms")?;
    let Some(permissions) = permissions.as_dict() else { return Ok(false) };
    let signature = document.look(permissions, b"DocMDP")?;
    let Some(signature) = signature.as_dict() else { return Ok(false) };
    Ok(permitted(document, signature)? == Some(1))
}

/// The `/P` of a signature that certifies: 1 nothing, 2 forms and signatures, 3 notes too.
pub(crate) fn permitted(document: &Document<'_>, signature: &Dict) -> Result<Option<i64>, SigningRefusal> {
    let references = document.look(signature, b"Reference")?;
    for item in references.as_array().unwrap_or_default() {
        let item = document.resolve(item)?;
        let Some(item) = item.as_dict().filter(|item| item.name(b"TransformMethod") == Some(b"DocMDP"))
        else {
            continue;
        };
        let given = document.look(item, b"TransformParams")?;
        // The standard's own value where none is written.
        return Ok(Some(given.as_dict().and_then(|given| given.int(b"P")).unwrap_or(2)));
    }
    Ok(None)
}

/// Writes field and widget for the signature `value`, and enters them in page and form.
pub(crate) fn write(
    document: &Document<'_>,
    increment: &mut Increment,
    page: &Page,
    name: &str,
    look: &Look,
    value: Reference,
) -> Result<(), SigningRefusal> {
    let (root, catalog) = document.catalog()?;
    let title = if name.is_ascii() { Object::Text(name.as_bytes().to_vec()) } else { words(name) };
    let mut widget = Dict::new()
        .with("Type", "Annot")
        .with("Subtype", "Widget")
        .with("FT", "Sig")
        .with("T", title)
        .with("V", value)
        .with("F", FLAGS)
        .with("Rect", look.rect.object())
        .with("P", page.reference);
    if let Some(drawing) = look.drawing {
        widget = widget.with("AP", Dict::new().with("N", drawing));
    }
    let widget = increment.add(&widget.into());
    enter_in_page(document, increment, page, widget)?;
    enter_in_form(document, increment, (root, catalog), widget)
}

fn enter_in_page(
    document: &Document<'_>,
    increment: &mut Increment,
    page: &Page,
    widget: Reference,
) -> Result<(), SigningRefusal> {
    let mut items = document.look(&page.dict, b"Annots")?.into_list("annotations")?;
    items.push(widget.into());
    match page.dict.get(b"Annots") {
        Some(Object::Reference(own)) => increment.put(*own, &items.into()),
        _ => increment.put(page.reference, &page.dict.clone().with("Annots", items).into()),
    }
    Ok(())
}

fn enter_in_form(
    document: &Document<'_>,
    increment: &mut Increment,
    (root, catalog): (Reference, Dict),
    widget: Reference,
) -> Result<(), SigningRefusal> {
    let mut form = form(document, &catalog)?;
    let mut listed = document.look(&form, b"Fields")?.into_list("form")?;
    listed.push(widget.into());
    let flagged = form.int(b"SigFlags") == Some(SIGNATURES_EXIST_APPEND_ONLY);
    form.set(b"SigFlags", SIGNATURES_EXIST_APPEND_ONLY.into());
    match form.get(b"Fields") {
        Some(Object::Reference(own)) => {
            increment.put(*own, &listed.into());
            if flagged {
                return Ok(());
            }
        }
        _ => form.set(b"Fields", listed.into()),
    }
    match catalog.get(b"AcroForm") {
        Some(Object::Reference(own)) => increment.put(*own, &form.into()),
        Some(_) => increment.put(root, &catalog.with("AcroForm", form).into()),
        None => {
            let own = increment.add(&form.into());
            increment.put(root, &catalog.with("AcroForm", own).into());
        }
    }
    Ok(())
}
