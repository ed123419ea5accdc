//! How well a name answers a query.
//!
//! In this order: how much of what was asked the name holds; how little else it holds, so that the plain procedure comes
//! before its special cases; whether the words stand together; whether the marks agree; then what people ask for most, and
//! the level nearest to them. The weights were set on the table of queries in `tests.rs`.

use super::understand::Asked;
use super::vocabulary::{Term, Vocabulary, Word};
use crate::facts::Level;

/// What a procedure gains when a saying means it.
pub(super) const MEANT: i64 = 1_000;
/// Names looked at closely.
const SHORTLIST: usize = 250;
/// Words of a name after which the rest tells less.
const HEAD_WORDS: usize = 14;

/// Phrases that mark a special case, as keys; unless the query names one, the plain procedure comes first.
const SPECIAL: [&str; 12] = [
    "yeu to nuoc ngoai",
    "luu dong",
    "lai",
    "trung uong",
    "ket hop",
    "khu vuc bien gioi",
    "lien thong",
    "quan su",
    "cong an nhan dan",
    "cap huyen",
    "nguoi nuoc ngoai",
    "o nuoc ngoai",
];

/// A phrase of [`SPECIAL`] in the words of the list; `lai` counts only as "lại", for "lái" is something else.
pub(super) type SpecialPhrase = (Vec<Term>, Option<u32>);

/// The phrases of special cases that occur in the list.
pub(super) fn special_phrases(vocabulary: &Vocabulary) -> Vec<SpecialPhrase> {
    let terms =
        |phrase: &str| phrase.split(' ').map(|word| vocabulary.term(word)).collect::<Option<Vec<_>>>();
    let only = |phrase: &str| if phrase == "lai" { vocabulary.spelling("lại") } else { None };
    SPECIAL.iter().filter_map(|phrase| Some((terms(phrase)?, only(phrase)))).collect()
}

/// The words of a name and what is known of the procedure beforehand.
#[derive(Debug)]
pub(super) struct Name {
    words: Vec<Word>,
    weights: Vec<f64>,
    total: f64,
    special: Vec<(usize, usize)>,
    favour: f64,
}

impl Name {
    pub(super) fn new(words: Vec<Word>, levels: &[Level], is_common: bool) -> Self {
        let level = match levels.iter().min() {
            Some(Level::Commune) => 0.03,
            Some(Level::Province) => 0.015,
            Some(Level::Ministry | Level::Other) | None => 0.0,
        };
        let favour = level + if is_common { 0.05 } else { 0.0 };
        Self { words, weights: Vec::new(), total: 0.0, special: Vec::new(), favour }
    }

    /// Fixes the weights once the whole vocabulary is known.
    pub(super) fn weigh(&mut self, vocabulary: &Vocabulary, special: &[SpecialPhrase]) {
        self.weights = self
            .words
            .iter()
            .enumerate()
            .map(|(at, word)| {
                let aside = if word.is_aside { 0.4 } else { 1.0 };
                let late = if at >= HEAD_WORDS { 0.25 } else { 1.0 };
                vocabulary.weight(word.term) * aside * late
            })
            .collect();
        self.total = self.weights.iter().sum();
        for (phrase, only) in special {
            for (at, window) in self.words.windows(phrase.len().max(1)).enumerate() {
                let is_same = window.iter().map(|word| word.term).eq(phrase.iter().copied());
                let is_spelt = only.is_none_or(|only| window.iter().all(|word| word.spelling == only));
                if is_same && is_spelt {
                    self.special.push((at, at + phrase.len()));
                }
            }
        }
    }

    fn score(&self, asked: &[Asked]) -> f64 {
        let places = self.places(asked);
        let (mut found, mut wanted, mut covered, mut marks) = (0.0, 0.0, 0.0, 0.0);
        for (asked, place) in asked.iter().zip(&places) {
            wanted += asked.weight;
            if let Some((at, sure)) = place {
                found += asked.weight * sure;
                covered += self.weights.get(*at).copied().unwrap_or(0.0);
                let is_same = self.words.get(*at).map(|word| word.spelling) == asked.spelling;
                marks += if asked.has_marks && is_same { asked.weight } else { 0.0 };
                marks -= if asked.has_marks && !is_same { asked.weight } else { 0.0 };
            }
        }
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        let pairs = places.iter().zip(places.iter().skip(1));
        let joined: f64 = pairs
            .map(|(one, next)| match (one, next) {
                (Some((one, _)), Some((next, _))) if *next == one + 1 => 1.0,
                _ => 0.0,
            })
            .sum();
        let gaps = f64::from(u32::try_from(places.len().saturating_sub(1)).unwrap_or(u32::MAX));
        let is_held = |at: usize| places.iter().flatten().any(|(held, _)| *held == at);
        let special =
            self.special.iter().filter(|(from, to)| !(*from..*to).all(is_held)).map(|_| 0.06).sum::<f64>();
        share(found, wanted)
            + 0.40 * share(covered, self.total)
            + 0.15 * share(joined, gaps)
            + 0.12 * share(marks, wanted)
            + self.favour
            - special
    }

    /// For every word asked, the place in the name that answers it best and how sure; no place answers twice.
    fn places(&self, asked: &[Asked]) -> Vec<Option<(usize, f64)>> {
        let mut taken = vec![false; self.words.len()];
        let mut places: Vec<Option<(usize, f64)>> = Vec::with_capacity(asked.len());
        for word in asked {
            let after_last = places.last().copied().flatten().map(|(at, _)| at + 1);
            let best = self
                .words
                .iter()
                .enumerate()
                .filter(|(at, _)| taken.get(*at) == Some(&false))
                .filter_map(|(at, held)| word.meanings.get(&held.term).map(|sure| (at, *sure, held.spelling)))
                .map(|(at, sure, spelling)| {
                    let joined = if after_last == Some(at) { 0.3 } else { 0.0 };
                    let marks = if word.has_marks && word.spelling == Some(spelling) { 0.2 } else { 0.0 };
                    (at, sure, sure + joined + marks)
                })
                .max_by(|one, other| one.2.total_cmp(&other.2).then(other.0.cmp(&one.0)));
            if let Some((at, _, _)) = best
                && let Some(slot) = taken.get_mut(at)
            {
                *slot = true;
            }
            places.push(best.map(|(at, sure, _)| (at, sure)));
        }
        places
    }
}

/// The names that hold most of what was asked, with their score in thousandths.
pub(super) fn candidates(vocabulary: &Vocabulary, names: &[Name], asked: &[Asked]) -> Vec<(usize, i64)> {
    let mut held = vec![0.0_f64; names.len()];
    let mut by_word = vec![0.0_f64; names.len()];
    for asked in asked {
        by_word.fill(0.0);
        for (term, sure) in &asked.meanings {
            for name in vocabulary.names(*term) {
                if let Some(known) = usize::try_from(*name).ok().and_then(|at| by_word.get_mut(at)) {
                    *known = known.max(*sure);
                }
            }
        }
        for (held, sure) in held.iter_mut().zip(&by_word) {
            *held += sure * asked.weight;
        }
    }
    let mut shortlist: Vec<(f64, usize)> =
        held.into_iter().enumerate().filter(|(_, held)| *held > 0.0).map(|(at, held)| (held, at)).collect();
    shortlist.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    shortlist
        .into_iter()
        .take(SHORTLIST)
        .filter_map(|(_, at)| Some((at, thousandths(names.get(at)?.score(asked)))))
        .collect()
}

/// A score as a whole number, so that results print and compare the same everywhere.
fn thousandths(score: f64) -> i64 {
    format!("{:.0}", score * 1_000.0).parse().unwrap_or(0)
}
