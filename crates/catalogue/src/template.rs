//! Drafts of results: a text with placeholders and the values put in their place.
//!
//! `{answers.x}` names an answer, `{dossier.code}` and the like a value of the dossier; `{{` and `}}` stand for braces.
//! Which placeholders a revision may use is told by [`DOSSIER_PLACEHOLDERS`] and its fields.

use std::collections::BTreeMap;

use crate::refusal::CatalogueRefusal;

/// Placeholders every dossier answers, beside its answers. The subject is whom the form asks about where it asks about
/// another than the owner; the allocated number is the population register's to give.
pub const DOSSIER_PLACEHOLDERS: [&str; 16] = [
    "agency.name",
    "agency.parent",
    "agency.place",
    "allocated.personal_id",
    "dossier.code",
    "dossier.received_on",
    "owner.birth",
    "owner.name",
    "owner.personal_id",
    "result.issued_on",
    "result.number",
    "signer.name",
    "signer.title",
    "subject.birth",
    "subject.name",
    "subject.personal_id",
];

/// Puts the values in place of the placeholders.
///
/// # Errors
/// [`CatalogueRefusal::UnknownPlaceholder`] when a name has no value: a draft never goes out with a hole in it;
/// [`CatalogueRefusal::BrokenTemplate`] when a brace is not closed.
///
/// ```
/// let values = [(String::from("owner.name"), String::from("Nguyễn Văn An"))].into();
/// assert_eq!(catalogue::render_template("Ông {owner.name}", &values).as_deref(), Ok("Ông Nguyễn Văn An"));
/// assert!(catalogue::render_template("Số {result.number}", &values).is_err());
/// ```
pub fn render_template(
    template: &str,
    values: &BTreeMap<String, String>,
) -> Result<String, CatalogueRefusal> {
    let mut rendered = String::with_capacity(template.len() * 2);
    for part in parts(template)? {
        match part {
            Part::Words(words) => rendered.push_str(words),
            Part::Placeholder(name) => rendered.push_str(
                values
                    .get(name)
                    .ok_or_else(|| CatalogueRefusal::UnknownPlaceholder { placeholder: name.to_owned() })?,
            ),
        }
    }
    Ok(rendered)
}

/// The names a template uses, in order.
pub(crate) fn placeholders(template: &str) -> Result<Vec<&str>, CatalogueRefusal> {
    Ok(parts(template)?
        .into_iter()
        .filter_map(|part| match part {
            Part::Words(_) => None,
            Part::Placeholder(name) => Some(name),
        })
        .collect())
}

enum Part<'a> {
    Words(&'a str),
    Placeholder(&'a str),
}

fn parts(template: &str) -> Result<Vec<Part<'_>>, CatalogueRefusal> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let broken = || CatalogueRefusal::BrokenTemplate { at: rest.chars().take(30).collect::<String>() };
        let (words, tail) = rest.split_at_checked(at).ok_or_else(broken)?;
        parts.push(Part::Words(words));
        if let Some(after) = tail.strip_prefix("{{").or_else(|| tail.strip_prefix("}}")) {
            parts.push(Part::Words(tail.get(..1).unwrap_or_default()));
            rest = after;
            continue;
        }
        let (name, after) =
            tail.strip_prefix('{').and_then(|open| open.split_once('}')).ok_or_else(broken)?;
        parts.push(Part::Placeholder(name.trim()));
        rest = after;
    }
    parts.push(Part::Words(rest));
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::render_template;

    #[test]
    fn templates() {
        let values = [("a.b".to_owned(), "x{y}".to_owned()), ("c".to_owned(), String::new())].into();
        for (template, expected) in [
            ("plain", Ok("plain")),
            ("{a.b}!", Ok("x{y}!")),
            ("{{{ a.b }}}", Ok("{x{y}}")),
            ("[{c}]", Ok("[]")),
            ("{nobody}", Err("catalogue.unknown-placeholder")),
            ("open {a.b", Err("catalogue.broken-template")),
            ("close }", Err("catalogue.broken-template")),
            ("Đ{", Err("catalogue.broken-template")),
        ] {
            let rendered = render_template(template, &values);
            assert_eq!(rendered.as_deref().map_err(super::CatalogueRefusal::code), expected, "{template}");
        }
    }
}
