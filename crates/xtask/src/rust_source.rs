//! Reading Rust by its lines: what is declared where, and the doc comment above it.
//!
//! The code is formatted and linted, so lines are enough; nothing here understands the language.

/// Something a line declares, with the doc comment directly above it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Declaration {
    pub(crate) name: String,
    pub(crate) line: usize,
    /// The doc comment without its slashes, a line each.
    pub(crate) docs: String,
}

/// Every type, trait, function, constant and module, and every documented variant and field.
pub(crate) fn declarations(text: &str) -> Vec<Declaration> {
    let (mut found, mut docs, mut in_attribute) = (Vec::new(), String::new(), false);
    for (index, raw) in text.lines().enumerate() {
        let line = raw.trim();
        if let Some(doc) = line.strip_prefix("///") {
            docs.push_str(doc.trim());
            docs.push('\n');
            continue;
        }
        if in_attribute || line.starts_with("#[") {
            in_attribute = !line.ends_with(']');
            continue;
        }
        if !line.starts_with("//") {
            let documented = !docs.is_empty();
            let name = item_name(line).or_else(|| if documented { member_name(line) } else { None });
            if let Some(name) = name {
                found.push(Declaration { name: name.to_owned(), line: index + 1, docs: docs.clone() });
            }
        }
        docs.clear();
    }
    found
}

/// The lines of the module doc, without their marks.
pub(crate) fn module_doc(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .filter_map(|(index, line)| line.strip_prefix("//!").map(|doc| (index + 1, doc.trim())))
}

fn item_name(line: &str) -> Option<&str> {
    let mut rest = line;
    if let Some(after) = rest.strip_prefix("pub") {
        rest = match after.strip_prefix('(') {
            Some(scoped) => scoped.split_once(')')?.1,
            None => after,
        }
        .trim_start();
    }
    for word in ["async ", "unsafe ", "extern \"C\" "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    if let Some(function) = rest.strip_prefix("const fn ") {
        return identifier(function);
    }
    const KEYWORDS: &[&str] =
        &["struct ", "enum ", "trait ", "type ", "fn ", "const ", "static ", "mod ", "macro_rules! "];
    KEYWORDS.iter().find_map(|keyword| rest.strip_prefix(keyword)).and_then(identifier)
}

/// A variant or a field; only asked where a doc comment stands above.
fn member_name(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("pub(crate) ").or_else(|| line.strip_prefix("pub ")).unwrap_or(line);
    let name = identifier(rest)?;
    let after = rest.get(name.len()..)?.trim_start();
    let ends = after.is_empty() || after.starts_with(['{', '(', ',', '=']);
    (ends || (after.starts_with(':') && !after.starts_with("::"))).then_some(name)
}

fn identifier(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    text.get(..end).filter(|name| !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{declarations, item_name, member_name};

    #[test]
    fn names_items() {
        for (line, expected) in [
            ("pub struct Dong(pub i64);", Some("Dong")),
            ("pub(crate) enum Guard {", Some("Guard")),
            ("pub const fn times(self) -> Self {", Some("times")),
            ("const LIMIT: usize = 4;", Some("LIMIT")),
            ("pub async fn submit(", Some("submit")),
            ("macro_rules! refusals {", Some("refusals")),
            ("let x = 1;", None),
            ("use std::fmt;", None),
        ] {
            assert_eq!(item_name(line), expected, "{line}");
        }
    }

    #[test]
    fn names_members() {
        for (line, expected) in [
            ("EndOfDay,", Some("EndOfDay")),
            ("Months {", Some("Months")),
            ("Malformed { input } => \"x.y\";", Some("Malformed")),
            ("pub due_on: Date,", Some("due_on")),
            ("std::fmt::Display", None),
        ] {
            assert_eq!(member_name(line), expected, "{line}");
        }
    }

    #[test]
    fn keeps_the_doc_comment_through_attributes() {
        let text = "/// \"Phí\": money.\n#[derive(Debug)]\n#[serde(\n    default\n)]\npub struct Fee;\n\nfn plain() {\n    call(x);\n}\n";
        let found = declarations(text);
        let read: Vec<_> = found.iter().map(|d| (d.name.as_str(), d.line, d.docs.as_str())).collect();
        assert_eq!(read, [("Fee", 6, "\"Phí\": money.\n"), ("plain", 8, "")]);
    }
}
