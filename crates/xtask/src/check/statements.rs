//! Statements that had to be written once for each engine: fewer than twenty, so that the rest stays common.
//!
//! Such a statement is a constant `NAME_SQLITE` / `NAME_PG` of type `&str`, or a file `name_sqlite.sql` / `name_pg.sql`
//! outside the migrations.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::workspace::Workspace;

const STORE: &str = "crates/store/";
const LIMIT: usize = 20;

/// Counts them.
pub(crate) fn check(workspace: &Workspace) -> anyhow::Result<Vec<Finding>> {
    let mut stems = BTreeMap::new();
    for file in workspace.files().filter(|file| file.starts_with(STORE) && !file.contains("/migrations/")) {
        if file.ends_with(".rs") {
            stems.extend(in_source(&workspace.read(file)?).into_iter().map(|stem| (stem, file.to_owned())));
        } else if let Some(stem) = file.strip_suffix(".sql").and_then(stem) {
            stems.insert(stem.to_owned(), file.to_owned());
        }
    }
    Ok(judge(&stems))
}

fn in_source(text: &str) -> Vec<String> {
    text.lines()
        .filter_map(|line| line.trim_start().split_once("const ").map(|(_, rest)| rest))
        .filter_map(|rest| rest.split_once(':'))
        .filter(|(_, kind)| kind.contains("str"))
        .filter_map(|(name, _)| stem(name).map(str::to_owned))
        .collect()
}

fn stem(name: &str) -> Option<&str> {
    ["_SQLITE", "_PG", "_sqlite", "_pg"].iter().find_map(|engine| name.strip_suffix(engine))
}

fn judge(stems: &BTreeMap<String, String>) -> Vec<Finding> {
    if stems.len() < LIMIT {
        return Vec::new();
    }
    let listed: Vec<_> = stems.iter().map(|(stem, file)| format!("{stem} ({file})")).collect();
    vec![Finding::new(
        STORE,
        format!("{} statements are written once for each engine: {}", stems.len(), listed.join(", ")),
        format!("write some of them in the dialect both engines share; there must be fewer than {LIMIT}"),
    )]
}

#[cfg(test)]
mod tests {
    use super::{in_source, judge};

    #[test]
    fn counts_pairs_of_constants() {
        let source = "const CLAIM_SQLITE: &str = \"…\";\npub(crate) const CLAIM_PG: &str = \"…\";\n\
            const POOL_PG: u32 = 4;\nconst COMMON: &str = \"…\";\n";
        assert_eq!(in_source(source), ["CLAIM", "CLAIM"]);
        let many = |count: u32| (0..count).map(|n| (format!("S{n}"), String::new())).collect();
        assert!(judge(&many(19)).is_empty());
        assert_eq!(judge(&many(20)).len(), 1);
    }
}
