//! Tables many forms choose from: ethnic groups, nationalities, lines of business.
//!
//! They are data (`data/reference/`), each with its ground and how sure the project is of it in its first lines. A form
//! names a table in `options_from`; its options are filled in when the revision is read.

use crate::revision::{ChoiceOption, FieldData, FormData, Text};

/// The tables by the name a form uses.
const TABLES: [(&str, &str); 3] = [
    ("ethnic-groups", include_str!("../../../data/reference/ethnic_groups.tsv")),
    ("nationalities", include_str!("../../../data/reference/nationalities.tsv")),
    ("vsic", include_str!("../../../data/reference/vsic.tsv")),
];

/// Whether there is a table of this name.
pub(crate) fn exists(name: &str) -> bool {
    TABLES.iter().any(|(known, _)| *known == name)
}

/// Fills in the options of every choice that names a table.
pub(crate) fn fill(form: &mut FormData) {
    for field in form.pages.iter_mut().flat_map(|page| &mut page.fields) {
        fill_field(field);
        field.items.iter_mut().for_each(fill_field);
    }
}

fn fill_field(field: &mut FieldData) {
    let table = field.options_from.as_ref().and_then(|name| TABLES.iter().find(|(known, _)| known == name));
    if let Some((name, text)) = table {
        field.options = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| option(name, line))
            .collect();
    }
}

/// A line: code, Vietnamese, English. Names of ethnic groups are the same in both; a line of business shows its code.
fn option(table: &str, line: &str) -> Option<ChoiceOption> {
    let mut cells = line.split('\t');
    let (code, vi, third) = (cells.next()?, cells.next()?, cells.next().unwrap_or_default());
    let (vi, en) = match table {
        "ethnic-groups" => (vi.to_owned(), vi.to_owned()),
        "vsic" => (format!("{code} {vi}"), format!("{code} {third}")),
        _ => (vi.to_owned(), third.to_owned()),
    };
    Some(ChoiceOption { value: code.to_owned(), label: Text { vi, en } })
}

#[cfg(test)]
mod tests {
    use super::{TABLES, option};

    #[test]
    fn every_line_is_an_option_and_stands_once() {
        for (name, text) in TABLES {
            let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
            let codes: std::collections::BTreeSet<String> =
                lines.iter().map(|line| option(name, line).unwrap().value).collect();
            assert_eq!(codes.len(), lines.len(), "{name}");
        }
        assert_eq!(TABLES[0].1.lines().filter(|line| !line.starts_with('#')).count(), 54);
    }
}
