//! Lengths: a file or a function that can be read at one go, and a module doc that says what is in the file.

use crate::check::exceptions::{Exceptions, LIST};
use crate::check::functions::functions;
use crate::finding::Finding;
use crate::workspace::Workspace;

const SOURCES: &[&str] = &[".rs", ".html", ".css", ".js", ".mjs", ".ftl"];
const SOURCE_LINES: usize = 400;
const TEST_LINES: usize = 600;
const FUNCTION_LINES: usize = 70;

/// Measures every source written by hand.
pub(crate) fn check(workspace: &Workspace) -> anyhow::Result<Vec<Finding>> {
    let exceptions = Exceptions::load(workspace)?;
    let mut findings = exceptions.stale(workspace);
    let sources = exceptions.handwritten(workspace);
    for file in sources.into_iter().filter(|file| SOURCES.iter().any(|ending| file.ends_with(ending))) {
        let text = workspace.read(file)?;
        findings.extend(length(file, text.lines().count(), exceptions.lines_for(file)));
        if file.ends_with(".rs") {
            findings.extend(module_doc(file, &text));
            findings.extend(long_functions(file, &text));
        }
    }
    Ok(findings)
}

fn length(file: &str, lines: usize, excepted: Option<usize>) -> Option<Finding> {
    let limit = if is_test(file) { TEST_LINES } else { SOURCE_LINES };
    match excepted {
        Some(_) if lines <= limit => Some(Finding::new(
            LIST,
            format!("{file} has {lines} lines and needs no exception any more"),
            "take the row out",
        )),
        Some(allowed) if lines < allowed => Some(Finding::new(
            LIST,
            format!("{file} has {lines} lines, fewer than the {allowed} of its row"),
            format!("write {lines} there, so that it cannot grow again"),
        )),
        Some(allowed) => (lines > allowed).then(|| {
            Finding::new(
                file,
                format!("grew from {allowed} to {lines} lines"),
                "the list may only shrink: split the file",
            )
        }),
        None => (lines > limit).then(|| {
            Finding::new(
                file,
                format!("has {lines} lines, more than {limit}"),
                "split it by what its parts are about",
            )
        }),
    }
}

fn is_test(file: &str) -> bool {
    file.contains("/tests/") || file.ends_with("/tests.rs") || file.ends_with("_tests.rs")
}

fn module_doc(file: &str, text: &str) -> Option<Finding> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    (!first.starts_with("//!")).then(|| {
        Finding::new(
            format!("{file}:1"),
            "does not begin with a module doc",
            "say in `//!` what is here, what is deliberately not, and where to look instead",
        )
    })
}

fn long_functions(file: &str, text: &str) -> Vec<Finding> {
    functions(text)
        .iter()
        .filter(|function| function.lines > FUNCTION_LINES)
        .map(|function| {
            Finding::new(
                format!("{file}:{}", function.line),
                format!("`{}` has {} lines, more than {FUNCTION_LINES}", function.name, function.lines),
                "give its steps names of their own",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{length, long_functions, module_doc};

    #[test]
    fn limits_hold_and_exceptions_only_shrink() {
        for (file, lines, excepted, expected) in [
            ("crates/a/src/b.rs", 400, None, None),
            ("crates/a/src/b.rs", 401, None, Some("more than 400")),
            ("crates/a/tests/it/b.rs", 600, None, None),
            ("crates/a/src/b/tests.rs", 601, None, Some("more than 600")),
            ("crates/a/src/b.rs", 450, Some(450), None),
            ("crates/a/src/b.rs", 451, Some(450), Some("may only shrink")),
            ("crates/a/src/b.rs", 449, Some(450), Some("write 449")),
            ("crates/a/src/b.rs", 399, Some(450), Some("take the row out")),
        ] {
            let said = length(file, lines, excepted).map(|finding| finding.to_string());
            match expected {
                None => assert_eq!(said, None),
                Some(words) => assert!(said.as_ref().is_some_and(|s| s.contains(words)), "{said:?}"),
            }
        }
    }

    #[test]
    fn module_docs_and_long_functions() {
        assert!(module_doc("a.rs", "\n//! Here.\n").is_none() && module_doc("a.rs", "use x;\n").is_some());
        let body = |lines: usize| format!("fn f() {{\n{}}}\n", "    x();\n".repeat(lines));
        assert!(long_functions("a.rs", &body(68)).is_empty());
        assert_eq!(long_functions("a.rs", &body(69)).len(), 1);
    }
}
