//! The parts of a document a later hand may add to: evidence, the form, the values of its fields.

use crate::SigningRefusal;
use crate::pdf::object::{Dict, Object, Reference};
use crate::validate::changes::Comparison;
use crate::validate::report::Change;

type Read<T> = Result<T, SigningRefusal>;

impl Comparison<'_> {
    /// Evidence may grow; nothing of it is shown.
    pub(crate) fn evidence(&mut self, before: &Dict, after: &Dict) -> Read<()> {
        let (then, now) = (self.old.look(before, b"DSS")?, self.new.look(after, b"DSS")?);
        let nothing = Dict::new();
        let Some(now) = now.as_dict() else {
            if then != Object::Null {
                self.other("evidence");
            }
            return Ok(());
        };
        let then = then.as_dict().unwrap_or(&nothing);
        let inner: [&[u8]; 4] = [b"Certs", b"CRLs", b"OCSPs", b"VRI"];
        if !Self::same_but(then, now, &[b"Type", b"Certs", b"CRLs", b"OCSPs", b"VRI"]) {
            self.other("evidence");
        }
        let mut grew = before.get(b"DSS") != after.get(b"DSS") || then != now;
        for key in inner {
            grew |= self.old.look(then, key)? != self.new.look(now, key)?;
            self.explain(then.reference(key), "evidence");
        }
        self.per_signature(then)?;
        self.explain(before.reference(b"DSS"), "evidence");
        if grew {
            self.found.insert(Change::Evidence);
        }
        Ok(())
    }

    /// Evidence listed by signature: each entry, where it stands in an object of its own.
    fn per_signature(&mut self, then: &Dict) -> Read<()> {
        let entries = self.old.look(then, b"VRI")?;
        for (_, entry) in entries.as_dict().into_iter().flat_map(Dict::iter) {
            let Some(own) = entry.as_reference().filter(|own| self.is_changed(*own)) else { continue };
            let (before, after) = (self.old.get(own)?, self.new.get(own)?);
            let free: [&[u8]; 5] = [b"Cert", b"CRL", b"OCSP", b"TU", b"TS"];
            match (before, after) {
                (Object::Dict(before), Object::Dict(after)) if Self::same_but(&before, &after, &free) => {
                    self.explain(Some(own), "evidence");
                }
                _ => self.other("evidence"),
            }
        }
        Ok(())
    }

    /// The form: its list of fields may grow; what they are is looked at field by field.
    pub(crate) fn form(&mut self, before: &Dict, after: &Dict) -> Read<()> {
        let (then, now) = (self.old.look(before, b"AcroForm")?, self.new.look(after, b"AcroForm")?);
        let nothing = Dict::new();
        let (then, now) = (then.as_dict().unwrap_or(&nothing), now.as_dict().unwrap_or(&nothing));
        if !Self::same_but(then, now, &[b"Fields", b"SigFlags", b"NeedAppearances", b"DR", b"DA"]) {
            self.other("form");
        }
        let (listed, listed_now) = (self.old.look(then, b"Fields")?, self.new.look(now, b"Fields")?);
        let (listed, listed_now) =
            (listed.as_array().unwrap_or_default(), listed_now.as_array().unwrap_or_default());
        let came = |item: &&Object| !listed.contains(item);
        let all_new = listed_now
            .iter()
            .filter(came)
            .all(|item| item.as_reference().is_some_and(|reference| self.is_new(reference)));
        if !all_new || !listed.iter().all(|item| listed_now.contains(item)) {
            self.other("form");
        }
        self.explain(then.reference(b"Fields"), "form");
        self.explain(before.reference(b"AcroForm"), "form");
        Ok(())
    }

    /// A field that was there: a new value and a new look are told, anything else is not accepted.
    pub(crate) fn field(&mut self, own: Reference, name: String) -> Read<()> {
        let (then, now) = (self.old.get(own)?, self.new.get(own)?);
        let (Object::Dict(before), Object::Dict(after)) = (&then, &now) else {
            self.other("field");
            return Ok(());
        };
        let looks = self.looks(before, after)?;
        if !self.is_changed(own) && !looks {
            return Ok(());
        }
        let free: [&[u8]; 7] = [b"V", b"AP", b"AS", b"M", b"F", b"MK", b"DA"];
        if !Self::same_but(before, after, &free) {
            self.other("field");
        }
        self.explain_shared(own);
        let is_signature = self.is_signature(&now)?;
        if is_signature && before.get(b"V").is_some() {
            // A signature that was there is not filled in: it was exchanged.
            self.other("signature");
        } else if is_signature {
            self.found.insert(Change::Signature { field: name });
        } else {
            self.found.insert(Change::Filled { field: name });
        }
        Ok(())
    }

    /// Did the drawing of a field change in its own object?
    fn looks(&mut self, before: &Dict, after: &Dict) -> Read<bool> {
        let then = self.old.look(before, b"AP")?;
        let Some(drawing) = then.as_dict().and_then(|looks| looks.reference(b"N")) else { return Ok(false) };
        if !self.is_changed(drawing) {
            return Ok(false);
        }
        let now = self.new.look(after, b"AP")?;
        let same = now.as_dict().and_then(|looks| looks.reference(b"N")) == Some(drawing);
        let is_drawing = matches!(self.new.get(drawing)?, Object::Stream(_));
        if same && is_drawing {
            self.explain(Some(drawing), "field");
        }
        Ok(true)
    }
}
