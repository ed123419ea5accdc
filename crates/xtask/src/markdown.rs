//! Reading the project's papers: tables, code spans, links and headings.
//!
//! Only the plain subset the papers are written in; no library, because this crate compiles first.

use std::collections::BTreeSet;

/// A row of a table and the line it stands on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) line: usize,
    pub(crate) cells: Vec<String>,
}

impl Row {
    /// The text of the cell in `column`, empty where the row is short.
    pub(crate) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// The rows of the first table under the heading `heading`, without its header; `None` when there is no such table.
pub(crate) fn table_under(text: &str, heading: &str) -> Option<Vec<Row>> {
    let mut lines = text
        .lines()
        .enumerate()
        .skip_while(|(_, line)| !line.starts_with('#') || line.trim_start_matches('#').trim() != heading)
        .skip(1)
        .take_while(|(_, line)| !line.starts_with('#'))
        .skip_while(|(_, line)| !line.starts_with('|'));
    lines.next()?;
    let (_, ruler) = lines.next()?;
    if !ruler.starts_with("|-") && !ruler.starts_with("| -") {
        return None;
    }
    Some(
        lines
            .take_while(|(_, line)| line.starts_with('|'))
            .map(|(index, line)| Row { line: index + 1, cells: cells(line) })
            .collect(),
    )
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_start_matches('|');
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let (mut cells, mut cell, mut escaped) = (Vec::new(), String::new(), false);
    for c in inner.chars() {
        match (escaped, c) {
            (false, '\\') => escaped = true,
            (false, '|') => cells.push(std::mem::take(&mut cell).trim().to_owned()),
            (true, c) if c != '|' => {
                cell.push('\\');
                cell.push(c);
                escaped = false;
            }
            (_, c) => {
                cell.push(c);
                escaped = false;
            }
        }
    }
    cells.push(cell.trim().to_owned());
    cells
}

/// Everything between single backticks, in order; fenced blocks are left out.
pub(crate) fn code_spans(text: &str) -> Vec<(usize, &str)> {
    prose(text)
        .flat_map(|(number, line)| line.split('`').skip(1).step_by(2).map(move |span| (number, span)))
        .collect()
}

/// The targets of all `[text](target)` links with their lines; fenced blocks are left out.
pub(crate) fn links(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (number, line) in prose(text) {
        for after in line.split("](").skip(1) {
            if let Some((target, _)) = after.split_once(')') {
                found.push((number, target));
            }
        }
    }
    found
}

/// The anchors of all headings, as the usual renderers make them.
pub(crate) fn anchors(text: &str) -> BTreeSet<String> {
    prose(text)
        .filter(|(_, line)| line.starts_with('#'))
        .map(|(_, line)| {
            line.trim_start_matches('#')
                .trim()
                .to_lowercase()
                .chars()
                .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
                .map(|c| if c == ' ' { '-' } else { c })
                .collect()
        })
        .collect()
}

fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    text.lines().enumerate().filter_map(move |(index, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        (!fenced && !fence).then_some((index + 1, line))
    })
}

#[cfg(test)]
mod tests {
    use super::{anchors, code_spans, links, table_under};

    const PAPER: &str = "# Top\n\nSee [the map](docs/map.md#map) and `a/b`.\n\n## Who may use whom\n\nWords.\n\n\
        | Crate | May use |\n|---|---|\n| `kernel` | nothing |\n| `a` | `b`, `c \\| d` |\n\n## Next\n\n```\n[x](y) `z`\n```\n";

    #[test]
    fn reads_the_table_under_a_heading() {
        let rows = table_under(PAPER, "Who may use whom").expect("there is one");
        let read: Vec<_> = rows.iter().map(|row| (row.line, row.cell(0), row.cell(1), row.cell(2))).collect();
        assert_eq!(read, [(11, "`kernel`", "nothing", ""), (12, "`a`", "`b`, `c | d`", "")]);
        assert_eq!(table_under(PAPER, "Next"), None);
        assert_eq!(table_under(PAPER, "Nowhere"), None);
    }

    #[test]
    fn finds_spans_links_and_anchors_outside_fences() {
        assert_eq!(code_spans("x `a/b` y `c`"), [(1, "a/b"), (1, "c")]);
        assert_eq!(links(PAPER), [(3, "docs/map.md#map")]);
        assert!(!code_spans(PAPER).iter().any(|(_, span)| *span == "z"));
        assert_eq!(anchors(PAPER).into_iter().collect::<Vec<_>>(), ["next", "top", "who-may-use-whom"]);
    }
}
