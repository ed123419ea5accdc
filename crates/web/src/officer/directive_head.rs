//! The head of a draft: kind, number, title, day, and the directives it replaces or changes, named by number and day.

use app::directive::{DirectiveLook, HeadWish, Other, OtherLook};
use directives::DirectiveKind;

use super::InputRefusal;
use super::typed::{Typed, Wrong};
use crate::components::{Choice, Control, Field};
use crate::{Chrome, format, refusal_sentence};

/// Reads the form.
pub(super) fn head(typed: &Typed) -> Result<HeadWish, Wrong> {
    let kind = DirectiveKind::from_name(typed.raw("kind"));
    let issued_on = typed.day("issued-on")?;
    Ok(HeadWish {
        kind: kind.ok_or_else(|| Wrong::at("kind", InputRefusal::ChoiceMissing))?,
        number: typed.text("number"),
        title: typed.text("title"),
        issued_on: issued_on.ok_or_else(|| Wrong::at("issued-on", InputRefusal::DayMissing))?,
        signer: typed.text("signer"),
        is_public: typed.raw("public") == "true",
        replaces: other(typed, "replaces")?,
        amends: other(typed, "amends")?,
    })
}

fn other(typed: &Typed, field: &str) -> Result<Option<Other>, Wrong> {
    let issued_on = typed.day(&format!("{field}-on"))?;
    let number = typed.text(field);
    Ok((!number.is_empty()).then_some(Other::Number { number, issued_on }))
}

/// The fields as the draft has them, or as they were typed.
pub(super) fn head_fields(
    page: &Chrome,
    look: &DirectiveLook,
    typed: Option<&Typed>,
    wrongs: &[Wrong],
) -> Vec<Field> {
    let head = &look.directive.head;
    let field = |id: &str, value: String, control: Control| Field {
        id: id.to_owned(),
        label: page.word("directive-field", id),
        value: typed
            .filter(|typed| !typed.raw("kind").is_empty())
            .map_or(value, |typed| typed.raw(id).to_owned()),
        error: wrongs
            .iter()
            .find(|wrong| wrong.field == id)
            .map(|wrong| refusal_sentence(page.lang, &wrong.why)),
        control,
        ..Field::default()
    };
    let optional = |field: Field| Field { is_optional: true, ..field };
    let hint = |field: Field, key: &str| Field { hint: page.t(key), ..field };
    let number = |other: &Option<OtherLook>| other.as_ref().map(|one| one.number.clone()).unwrap_or_default();
    let day =
        |other: &Option<OtherLook>| other.as_ref().map(|one| format::date(one.issued_on)).unwrap_or_default();
    let kinds = DirectiveKind::ALL.iter().map(|kind| Choice {
        value: kind.name().to_owned(),
        label: page.word("directive-kind", kind.name()),
        hint: String::new(),
    });
    let others = &look.others;
    vec![
        field("kind", head.kind.name().to_owned(), Control::Select(kinds.collect())),
        field("number", head.number.clone(), Control::Text),
        field("title", head.title.clone(), Control::TextArea { rows: 2 }),
        field("issued-on", format::date(head.issued_on), Control::Date),
        optional(field("signer", head.signer.clone(), Control::Text)),
        optional(hint(
            field("replaces", number(&others.replaces), Control::Text),
            "directive-field-replaces-hint",
        )),
        optional(field("replaces-on", day(&others.replaces), Control::Date)),
        optional(hint(field("amends", number(&others.amends), Control::Text), "directive-field-amends-hint")),
        optional(field("amends-on", day(&others.amends), Control::Date)),
        field("public", head.is_public.to_string(), Control::Checkbox),
    ]
}
