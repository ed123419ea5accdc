//! Reading a query: for every word typed, the words of the list it may stand for, and how sure that is.

use std::collections::BTreeMap;

use super::vocabulary::{Term, Vocabulary};
use super::words;

/// Most words of a query that are looked at.
const MAX_WORDS: usize = 24;
/// Shortest word taken for several written together, and most words found in one.
const MIN_JOINED: usize = 5;
const MAX_PIECES: usize = 6;

/// One word asked for.
#[derive(Debug)]
pub(super) struct Asked {
    /// What it may stand for, with how sure that is, from 0 to 1.
    pub(super) meanings: BTreeMap<Term, f64>,
    /// Its exact spelling in the list, when it was typed with marks.
    pub(super) spelling: Option<u32>,
    /// Whether it was typed with marks, so that other marks count against a name.
    pub(super) has_marks: bool,
    /// How much it tells.
    pub(super) weight: f64,
}

/// Reads the words of a query.
pub(super) fn read(vocabulary: &Vocabulary, spoken: &[String]) -> Vec<Asked> {
    let mut asked = Vec::new();
    for (index, word) in spoken.iter().take(MAX_WORDS).enumerate() {
        let is_last = index + 1 == spoken.len();
        let key = words::key(word);
        let is_known = vocabulary.term(&key).is_some();
        let telex = if is_known { None } else { telex_meaning(vocabulary, &key) };
        let pieces = if is_known || telex.is_some() { None } else { apart(vocabulary, &key) };
        match pieces {
            Some(pieces) => asked.extend(pieces.iter().map(|piece| ask(vocabulary, piece, piece, false))),
            None => asked.push(ask(vocabulary, word, telex.as_deref().unwrap_or(&key), is_last)),
        }
    }
    asked
}

fn telex_meaning(vocabulary: &Vocabulary, key: &str) -> Option<String> {
    words::without_telex(key).filter(|plain| vocabulary.term(plain).is_some())
}

fn ask(vocabulary: &Vocabulary, word: &str, key: &str, is_last: bool) -> Asked {
    let mut meanings = BTreeMap::new();
    let exact = vocabulary.term(key);
    let mut mean = |term: Term, sure: f64| {
        let known = meanings.entry(term).or_insert(sure);
        *known = known.max(sure);
    };
    if let Some(term) = exact {
        mean(term, 1.0);
    }
    let doubt = if exact.is_some() { 0.4 } else { 0.8 };
    for (term, slips) in vocabulary.within(key, slips_allowed(key)) {
        mean(term, if slips == 1 { doubt } else { doubt * 0.6 });
    }
    if is_last && key.chars().count() >= 2 {
        for term in vocabulary.beginning_with(key) {
            mean(term, if exact.is_some() { 0.3 } else { 0.7 });
        }
    }
    let weight = match exact {
        Some(term) => vocabulary.weight(term),
        None => meanings.keys().map(|term| vocabulary.weight(*term)).fold(0.0, f64::max).clamp(1.0, 4.0),
    };
    let has_marks = words::key(word) != word && kernel::text::fold(word) != word;
    Asked { meanings, spelling: vocabulary.spelling(word), has_marks, weight }
}

/// Slips of the finger a word may hold: none in a very short one, two in a long one.
fn slips_allowed(key: &str) -> usize {
    match key.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

/// A word made of several written together, as `khaisinh`: the fewest pieces, and among those the commonest words.
fn apart(vocabulary: &Vocabulary, joined: &str) -> Option<Vec<String>> {
    let letters: Vec<char> = joined.chars().collect();
    if letters.len() < MIN_JOINED {
        return None;
    }
    let mut best: Vec<Option<(usize, f64, Vec<String>)>> = vec![Some((0, 0.0, Vec::new()))];
    for end in 1..=letters.len() {
        let mut chosen: Option<(usize, f64, Vec<String>)> = None;
        for start in end.saturating_sub(7)..end {
            let Some(Some((count, cost, pieces))) = best.get(start) else { continue };
            let piece = words::key(&letters.get(start..end).unwrap_or_default().iter().collect::<String>());
            let Some(term) = vocabulary.term(&piece).filter(|_| end - start >= 2 && *count < MAX_PIECES)
            else {
                continue;
            };
            let next = (count + 1, cost + vocabulary.weight(term));
            if chosen.as_ref().is_none_or(|(count, cost, _)| next < (*count, *cost)) {
                chosen = Some((next.0, next.1, pieces.iter().cloned().chain([piece]).collect()));
            }
        }
        best.push(chosen);
    }
    best.pop().flatten().map(|(_, _, pieces)| pieces).filter(|pieces| pieces.len() > 1)
}
