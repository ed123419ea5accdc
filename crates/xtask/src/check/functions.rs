//! Where functions begin and end, by indentation: formatted code closes a function at the column it opened it.

/// A function and its length, from the line of its name to its closing brace.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function<'t> {
    pub(crate) name: &'t str,
    pub(crate) line: usize,
    pub(crate) lines: usize,
}

/// Every function with a body, in order.
pub(crate) fn functions(text: &str) -> Vec<Function<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else { continue };
        let indent = line.len() - line.trim_start().len();
        let length = length_of(lines.iter().skip(index).copied(), indent);
        if let Some(length) = length {
            found.push(Function { name, line: index + 1, lines: length });
        }
    }
    found
}

/// `None` for a declaration without a body.
fn length_of<'t>(lines: impl Iterator<Item = &'t str>, indent: usize) -> Option<usize> {
    for (offset, line) in lines.enumerate() {
        let text = line.trim();
        let at_column = line.len() - line.trim_start().len() == indent;
        if offset == 0 && text.ends_with('}') {
            return Some(1);
        }
        if at_column && text.ends_with(';') {
            return None;
        }
        if at_column && text.starts_with('}') {
            return Some(offset + 1);
        }
    }
    None
}

fn function_name(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    if let Some(after) = rest.strip_prefix("pub") {
        rest = match after.strip_prefix('(') {
            Some(scoped) => scoped.split_once(')')?.1,
            None => after,
        }
        .trim_start();
    }
    for word in ["default ", "const ", "async ", "unsafe "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let name = rest.strip_prefix("fn ")?;
    let end = name.find(['(', '<'])?;
    name.get(..end)
}

#[cfg(test)]
mod tests {
    use super::{Function, functions};

    #[test]
    fn measures_bodies_and_skips_declarations() {
        let text = "pub fn short() {}\n\nimpl A {\n    pub(crate) async fn long<T>(\n        a: T,\n    ) -> u8 {\n        \
            {\n            1\n        }\n    }\n}\n\ntrait B {\n    fn declared(&self);\n    fn given(&self) {\n    }\n}\n";
        assert_eq!(
            functions(text),
            [
                Function { name: "short", line: 1, lines: 1 },
                Function { name: "long", line: 4, lines: 7 },
                Function { name: "given", line: 15, lines: 2 },
            ]
        );
    }
}
