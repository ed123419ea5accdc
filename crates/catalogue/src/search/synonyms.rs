//! What people say and no official name says: `data/catalogue/synonyms.tsv`.
//!
//! A query is read as it stands, and once more with the longest saying in it put into the words of the list.

use super::words;

const TABLE: &str = include_str!("../../../../data/catalogue/synonyms.tsv");

/// Words that say nothing about which procedure is meant: also for whom it is.
const NOISE: [&str; 28] = [
    "thu", "tuc", "dang", "ki", "cap", "lam", "xin", "cach", "o", "dau", "can", "giay", "to", "gi", "nhu",
    "the", "nao", "toi", "muon", "di", "cho", "ho_so", "con", "chau", "be", "em", "minh", "moi",
];

#[derive(Debug)]
pub(super) struct Synonyms {
    sayings: Vec<Saying>,
}

#[derive(Debug)]
struct Saying {
    said: Vec<String>,
    means: Vec<String>,
    code: Option<&'static str>,
}

/// One way to read a query.
pub(super) struct Reading<'a> {
    pub(super) words: Vec<String>,
    /// Procedure meant, when the saying is all there is besides noise.
    pub(super) code: Option<&'a str>,
}

/// Cells of a table's rows; remarks are left out.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = std::str::Split<'static, char>> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t'))
}

impl Synonyms {
    pub(super) fn builtin() -> Self {
        let saying = |mut cells: std::str::Split<'static, char>| {
            let said = words::parts(cells.next()?).iter().map(|word| words::key(word)).collect();
            let means = words::parts(cells.next()?);
            Some(Saying { said, means, code: cells.next().filter(|code| !code.is_empty()) })
        };
        Self { sayings: rows(TABLE).filter_map(saying).collect() }
    }

    /// The query as it stands, and with its longest saying replaced.
    pub(super) fn readings(&self, spoken: &[String]) -> Vec<Reading<'_>> {
        let keys: Vec<String> = spoken.iter().map(|word| words::key(word)).collect();
        let mut readings = vec![Reading { words: spoken.to_vec(), code: None }];
        let found = self
            .sayings
            .iter()
            .filter_map(|saying| {
                let at = keys.windows(saying.said.len().max(1)).position(|window| window == saying.said)?;
                Some((saying, at))
            })
            .max_by_key(|(saying, _)| saying.said.len());
        if let Some((saying, at)) = found {
            let end = at + saying.said.len();
            let (before, after) =
                (spoken.get(..at).unwrap_or_default(), spoken.get(end..).unwrap_or_default());
            let rest = keys.iter().enumerate().filter(|(index, _)| *index < at || *index >= end);
            let is_noise = |key: &String| NOISE.iter().any(|noise| words::key(noise) == *key);
            let is_alone = rest.map(|(_, key)| key).all(is_noise);
            // Beside noise the saying is the whole question.
            let words = if is_alone { saying.means.clone() } else { [before, &saying.means, after].concat() };
            readings.push(Reading { words, code: saying.code.filter(|_| is_alone) });
        }
        readings
    }
}
