//! Forms of the desk: asking for what is missing, all of it in one go.

use catalogue::{CompiledRevision, Text};
use dossier::{Command, SupplementItem};

use super::InputRefusal;
use super::names::said;
use super::typed::{Typed, Wrong};
use crate::Chrome;
use crate::components::{Choice, Control, Field};

/// Items one request can hold.
pub(super) const ITEMS: usize = 5;
/// The choice that is no field of the form.
const OTHER: &str = "other";

/// Reads the items: each says which field or paper, and what to do. The same field named twice is asked once, with both sentences.
pub(super) fn request_supplement(typed: &Typed) -> Result<Command, Vec<Wrong>> {
    let (mut items, mut wrongs): (Vec<SupplementItem>, Vec<Wrong>) = (Vec::new(), Vec::new());
    for place in 1..=ITEMS {
        let (what, ask) =
            (typed.text(&format!("item-{place}-what")), typed.text(&format!("item-{place}-ask")));
        if what.is_empty() && ask.is_empty() {
            continue;
        }
        if ask.is_empty() {
            wrongs.push(Wrong::at(&format!("item-{place}-ask"), InputRefusal::AskMissing));
            continue;
        }
        let id = if what.is_empty() || what == OTHER { format!("{OTHER}-{place}") } else { what };
        match items.iter_mut().find(|item| item.id == id) {
            Some(known) => known.ask = format!("{}\n{ask}", known.ask),
            None => items.push(SupplementItem { id, ask, ..SupplementItem::default() }),
        }
    }
    if wrongs.is_empty() {
        Ok(Command::RequestSupplement { items, reason: typed.text("reason") })
    } else {
        Err(wrongs)
    }
}

/// The fields of one item.
pub(super) fn item_fields(page: &Chrome, place: usize, choices: &[Choice]) -> [Field; 2] {
    let what = Field {
        id: format!("item-{place}-what"),
        label: page.t1("deed-item-what", "place", place),
        control: Control::Select(choices.to_vec()),
        is_optional: place > 1,
        ..Field::default()
    };
    let ask = Field {
        id: format!("item-{place}-ask"),
        label: page.t1("deed-item-ask", "place", place),
        hint: if place == 1 { page.t("deed-item-ask-hint") } else { String::new() },
        control: Control::Text,
        is_optional: place > 1,
        ..Field::default()
    };
    [what, ask]
}

/// What can be asked for: the questions of the form, the papers, and anything else.
pub(super) fn item_choices(page: &Chrome, compiled: Option<&CompiledRevision>) -> Vec<Choice> {
    let choice = |value: &str, label: &Text| Choice {
        value: value.to_owned(),
        label: said(label, page.lang),
        hint: String::new(),
    };
    let revision = compiled.map(CompiledRevision::revision);
    let papers =
        revision.iter().flat_map(|revision| &revision.components).map(|paper| choice(&paper.id, &paper.name));
    let fields = revision
        .iter()
        .flat_map(|revision| revision.form.fields())
        .map(|field| choice(&field.id, &field.label));
    let other = Choice { value: OTHER.to_owned(), label: page.t("deed-item-other"), hint: String::new() };
    std::iter::once(other).chain(papers).chain(fields).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        Typed::of(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn items_are_told_apart_and_the_same_field_is_asked_once() {
        let read = request_supplement(&typed(&[
            ("item-1-what", "phone"),
            ("item-1-ask", "Ghi số khác"),
            ("item-2-what", ""),
            ("item-2-ask", "Chụp lại giấy"),
            ("item-4-what", "phone"),
            ("item-4-ask", "Số đang bị khoá"),
            ("reason", "Không gọi được"),
        ]));
        let Ok(Command::RequestSupplement { items, reason }) = read else { panic!("not read") };
        let items: Vec<(&str, &str)> =
            items.iter().map(|item| (item.id.as_str(), item.ask.as_str())).collect();
        assert_eq!(items, [("phone", "Ghi số khác\nSố đang bị khoá"), ("other-2", "Chụp lại giấy")]);
        assert_eq!(reason, "Không gọi được");
        let wrong = request_supplement(&typed(&[("item-3-what", "phone")])).unwrap_err();
        assert_eq!(wrong[0].field, "item-3-ask");
    }
}
