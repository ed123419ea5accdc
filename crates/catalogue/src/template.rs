//! Drafts of results: a text with placeholders and the values put in their place.
//!
//! `{answers.x}` names an answer, `{dossier.code}` and the like a value of the dossier; `{{` and `}}` stand for braces.
//! `{answers.x | owner.name}` is the first of them that has a value; the last may be words, as in `{until_on | 'nay'}`, or
//! none, as in `{answers.x | ''}`, which keeps its line blank: [`fill_template`] leaves a line without values out. Which
//! placeholders a revision may use is told by [`DOSSIER_PLACEHOLDERS`] and its fields.

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

/// A draft in which nothing stands for what is absent: a line whose values are all empty is left out with its label, and
/// what parts two values (a comma, a space) stands only between two that are there.
///
/// # Errors
/// As for [`render_template`].
///
/// ```
/// let known = [("street", "12 Lê Lợi"), ("commune", ""), ("head", ""), ("father", "")];
/// let values = known.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
/// let template = "Nơi ở: {street}, {commune}\nChủ hộ: {head}\nCha: {father | ''}";
/// assert_eq!(catalogue::fill_template(template, &values).as_deref(), Ok("Nơi ở: 12 Lê Lợi\nCha:"));
/// ```
pub fn fill_template(template: &str, values: &BTreeMap<String, String>) -> Result<String, CatalogueRefusal> {
    let mut lines: Vec<String> = Vec::new();
    let mut is_left_out = false;
    for line in template.split('\n') {
        match filled(line, values)? {
            // The empty lines around a part that was left out are one.
            Some(text) if is_left_out && text.is_empty() && lines.last().is_none_or(String::is_empty) => {}
            Some(text) => {
                lines.push(text);
                is_left_out = false;
            }
            None => is_left_out = true,
        }
    }
    Ok(lines.join("\n"))
}

/// One line with its values; none where it has places for values and none of them has one.
fn filled(line: &str, values: &BTreeMap<String, String>) -> Result<Option<String>, CatalogueRefusal> {
    let parts = parts(line)?;
    let mut text = String::with_capacity(line.len() * 2);
    let (mut has_place, mut stands, mut follows_value, mut joint) = (false, false, false, "");
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Words(words) if is_joint(words) && is_between(&parts, at) => joint = words,
            Part::Words(words) => {
                text.push_str(words);
                (follows_value, joint) = (false, "");
            }
            Part::Placeholder(names) => {
                let value = value(names, values)?;
                has_place = true;
                stands |= !value.is_empty() || alternatives(names).any(|name| literal(name).is_some());
                if !value.is_empty() {
                    text.push_str(if follows_value { joint } else { "" });
                    text.push_str(value);
                    follows_value = true;
                }
            }
        }
    }
    Ok((stands || !has_place).then(|| text.trim_end().to_owned()))
}

/// Words that only part two values.
fn is_joint(words: &str) -> bool {
    words.chars().all(|letter| [' ', ',', ';'].contains(&letter))
}

/// Whether a part stands between two places for values.
fn is_between(parts: &[Part<'_>], at: usize) -> bool {
    let is_place = |at: Option<usize>| matches!(at.and_then(|at| parts.get(at)), Some(Part::Placeholder(_)));
    is_place(at.checked_sub(1)) && is_place(at.checked_add(1))
}

/// The first value that is not empty; a name nobody knows is refused even where another before it has a value.
fn value<'v>(names: &'v str, values: &'v BTreeMap<String, String>) -> Result<&'v str, CatalogueRefusal> {
    let unknown = |name: &str| CatalogueRefusal::UnknownPlaceholder { placeholder: name.to_owned() };
    let mut found = "";
    for name in alternatives(names) {
        let known = literal(name).or_else(|| values.get(name).map(String::as_str));
        let known = known.ok_or_else(|| unknown(name))?;
        if found.is_empty() {
            found = known;
        }
    }
    Ok(found)
}

/// Words in quotes.
fn literal(name: &str) -> Option<&str> {
    name.strip_prefix('\'')?.strip_suffix('\'')
}

fn alternatives(names: &str) -> impl Iterator<Item = &str> {
    names.split('|').map(str::trim)
}

/// Puts the values in place of the placeholders, and nothing else: every line stays.
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
            Part::Placeholder(names) => rendered.push_str(value(names, values)?),
        }
    }
    Ok(rendered)
}

/// The names a template uses, in order.
pub(crate) fn placeholders(template: &str) -> Result<Vec<&str>, CatalogueRefusal> {
    Ok(parts(template)?
        .into_iter()
        .flat_map(|part| match part {
            Part::Words(_) => Vec::new(),
            Part::Placeholder(names) => alternatives(names).filter(|name| literal(name).is_none()).collect(),
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
    use super::{fill_template, render_template};

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

    #[test]
    fn what_is_absent_leaves_no_label() {
        let known = [("a", "A"), ("b", "B"), ("list", "\n  1. x"), ("none", ""), ("nothing", "")];
        let values = known.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        for (template, expected) in [
            ("no place\n\nfor values", "no place\n\nfor values"),
            ("x\n- Label: {none}\ny\n", "x\ny\n"),
            ("x\n\nPart: {none}\nPart: {nothing}\n\ny", "x\n\ny"),
            ("{none}\ny", "y"),
            ("L: {a}, {b}", "L: A, B"),
            ("L: {none}, {b}", "L: B"),
            ("L: {a} {none}", "L: A"),
            ("L: {a}, {none}, {b}.", "L: A, B."),
            ("L: {a} from {none}", "L: A from"),
            ("L: {none | b}", "L: B"),
            ("L: {a | b}", "L: A"),
            ("L: {none | ''}\ny", "L:\ny"),
            ("L: {none | ''}, {nothing}", "L:"),
            ("from {a} to {none | 'now'}: {nothing}, {b}", "from A to now: B"),
            ("L:{list}\ny", "L:\n  1. x\ny"),
        ] {
            assert_eq!(fill_template(template, &values).unwrap(), expected, "{template}");
        }
        let unknown = fill_template("{a | nobody}", &values).unwrap_err();
        assert_eq!(unknown.code(), "catalogue.unknown-placeholder");
    }
}
