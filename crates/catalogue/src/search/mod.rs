//! Finding a procedure by what people call it: with or without marks, with slips of the finger, in any order.
//!
//! `words.rs` parts texts into words, `vocabulary.rs` knows every word of the list and its look-alikes, `understand.rs`
//! reads a query, `score.rs` says how well a name answers it, `synonyms.rs` holds what people say and no name says.
//! All of it lives in memory and is built once; where a page of a big archive is searched is the store's business.

mod score;
mod synonyms;
mod understand;
mod vocabulary;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use kernel::ProcedureCode;
use serde::Serialize;

use crate::facts::{Facts, Level};
use score::Name;
use synonyms::Synonyms;
use vocabulary::Vocabulary;

const COMMON: &str = include_str!("../../../../data/catalogue/common.tsv");

/// Longest query looked at; what comes after is not read.
pub const MAX_QUERY_CHARS: usize = 200;

/// "Kết quả tìm thủ tục": one procedure found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// National code.
    pub code: ProcedureCode,
    /// Name to show in a list.
    pub name: String,
    /// "Lĩnh vực".
    pub field: String,
    /// "Bộ, ngành".
    pub ministry: String,
    /// "Cấp thực hiện".
    pub levels: Vec<Level>,
    /// Whether the list gives no time that may be promised.
    pub is_information_only: bool,
    /// How well it answers, in thousandths; comparable within one search only.
    pub score: i64,
}

/// "Chỉ mục tìm kiếm thủ tục": every name of the list, ready to be asked.
#[derive(Debug)]
pub struct SearchIndex {
    vocabulary: Vocabulary,
    synonyms: Synonyms,
    names: Vec<Name>,
    hits: Vec<Hit>,
}

impl SearchIndex {
    /// Builds the index of all names.
    #[must_use]
    pub fn new(facts: &Facts) -> Self {
        let common: BTreeSet<&str> = synonyms::rows(COMMON).filter_map(|mut cells| cells.next()).collect();
        let mut vocabulary = Vocabulary::default();
        let mut names = Vec::with_capacity(facts.all().len());
        let mut hits = Vec::with_capacity(facts.all().len());
        for fact in facts.all() {
            let words = vocabulary.learn(&fact.name);
            names.push(Name::new(words, &fact.levels, common.contains(fact.code.as_str())));
            hits.push(Hit {
                code: fact.code.clone(),
                name: fact.display_name().to_owned(),
                field: fact.field.clone(),
                ministry: fact.ministry.clone(),
                levels: fact.levels.clone(),
                is_information_only: fact.is_information_only(),
                score: 0,
            });
        }
        vocabulary.weigh(names.len());
        let special = score::special_phrases(&vocabulary);
        for name in &mut names {
            name.weigh(&vocabulary, &special);
        }
        Self { vocabulary, synonyms: Synonyms::builtin(), names, hits }
    }

    /// The procedures that answer a query, best first; at most `limit`. A code finds its procedure.
    ///
    /// ```
    /// let index = catalogue::SearchIndex::new(&catalogue::Facts::builtin()?);
    /// assert_eq!(index.search("dang ky khai sinh", 1)[0].name, "Thủ tục đăng ký khai sinh");
    /// # Ok::<(), catalogue::FactsFault>(())
    /// ```
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let query: String = query.chars().take(MAX_QUERY_CHARS).collect();
        if let Ok(code) = ProcedureCode::parse(&query) {
            return self.hits.iter().filter(|hit| hit.code == code).take(limit).cloned().collect();
        }
        let spoken = words::parts(&query);
        let mut best: BTreeMap<usize, i64> = BTreeMap::new();
        for reading in self.synonyms.readings(&spoken) {
            let asked = understand::read(&self.vocabulary, &reading.words);
            for (at, score) in score::candidates(&self.vocabulary, &self.names, &asked) {
                let meant = reading
                    .code
                    .is_some_and(|code| self.hits.get(at).is_some_and(|hit| hit.code.as_str() == code));
                let score = score + if meant { score::MEANT } else { 0 };
                best.entry(at).and_modify(|known| *known = score.max(*known)).or_insert(score);
            }
        }
        self.ranked(best, limit)
    }

    fn ranked(&self, scores: BTreeMap<usize, i64>, limit: usize) -> Vec<Hit> {
        let mut ranked: Vec<(i64, usize)> = scores.into_iter().map(|(at, score)| (-score, at)).collect();
        ranked.sort_unstable();
        let floor = ranked.first().map_or(0, |(best, _)| -best / 2);
        ranked
            .into_iter()
            .filter(|(score, _)| -score >= floor)
            .take(limit)
            .filter_map(|(score, at)| self.hits.get(at).map(|hit| Hit { score: -score, ..hit.clone() }))
            .collect()
    }
}

#[cfg(test)]
mod tests;
