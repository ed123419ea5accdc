//! Every word of the list: where it stands, how much it tells, and which words look like it.

use std::collections::BTreeMap;

use super::words;

/// A word of the list under its key.
pub(super) type Term = u32;

/// A word of a name: its key, its exact spelling, and whether it stands in brackets.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) term: Term,
    pub(super) spelling: u32,
    pub(super) is_aside: bool,
}

#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    spellings: BTreeMap<String, (u32, Term)>,
    terms: BTreeMap<String, Term>,
    entries: Vec<Entry>,
    shapes: Vec<Shape>,
    names_learnt: u32,
}

/// What tells at a glance that two words are not alike: length and letters.
#[derive(Debug)]
struct Shape {
    key: String,
    letters: u64,
    term: Term,
}

#[derive(Debug)]
struct Entry {
    names: Vec<u32>,
    weight: f64,
}

/// The letters and digits of a key as a set; anything else shares one place.
fn letters(key: &str) -> u64 {
    key.bytes().fold(0, |set, byte| {
        let place = match byte {
            b'a'..=b'z' => byte - b'a',
            b'0'..=b'9' => byte - b'0' + 26,
            _ => 36,
        };
        set | (1 << place)
    })
}

impl Vocabulary {
    /// Learns the next name and gives back its words.
    pub(super) fn learn(&mut self, name: &str) -> Vec<Word> {
        let at = self.names_learnt;
        self.names_learnt += 1;
        let learnt = words::parts_with_depth(name).into_iter().map(|(word, is_aside)| {
            let (spelling, term) = self.learn_word(word);
            Word { term, spelling, is_aside }
        });
        let learnt: Vec<Word> = learnt.collect();
        for word in &learnt {
            if let Some(entry) = usize::try_from(word.term).ok().and_then(|term| self.entries.get_mut(term))
                && entry.names.last() != Some(&at)
            {
                entry.names.push(at);
            }
        }
        learnt
    }

    fn learn_word(&mut self, word: String) -> (u32, Term) {
        if let Some(known) = self.spellings.get(&word) {
            return *known;
        }
        let key = words::key(&word);
        let next = Term::try_from(self.entries.len()).unwrap_or(Term::MAX);
        let term = *self.terms.entry(key.clone()).or_insert(next);
        if term == next {
            self.shapes.push(Shape { letters: letters(&key), key, term });
            self.entries.push(Entry { names: Vec::new(), weight: 0.0 });
        }
        let spelling = u32::try_from(self.spellings.len()).unwrap_or(u32::MAX);
        self.spellings.insert(word, (spelling, term));
        (spelling, term)
    }

    /// Fixes how much each word tells: one that stands in every other name tells little.
    pub(super) fn weigh(&mut self, names: usize) {
        let all = f64::from(u32::try_from(names).unwrap_or(u32::MAX).max(1));
        for entry in &mut self.entries {
            let held = f64::from(u32::try_from(entry.names.len()).unwrap_or(u32::MAX).max(1));
            entry.weight = (all / held).ln().max(0.2);
        }
    }

    pub(super) fn term(&self, key: &str) -> Option<Term> {
        self.terms.get(key).copied()
    }

    pub(super) fn spelling(&self, word: &str) -> Option<u32> {
        self.spellings.get(word).map(|(spelling, _)| *spelling)
    }

    pub(super) fn weight(&self, term: Term) -> f64 {
        self.entry(term).map_or(0.0, |entry| entry.weight)
    }

    /// The names a word stands in.
    pub(super) fn names(&self, term: Term) -> &[u32] {
        self.entry(term).map_or(&[], |entry| &entry.names)
    }

    /// Words that begin so.
    pub(super) fn beginning_with<'a>(&'a self, start: &'a str) -> impl Iterator<Item = Term> + 'a {
        self.terms
            .range(start.to_owned()..)
            .take_while(move |(key, _)| key.starts_with(start))
            .map(|(_, term)| *term)
    }

    /// Words at most so many slips away, with the number of slips.
    pub(super) fn within<'a>(
        &'a self,
        key: &'a str,
        slips: usize,
    ) -> impl Iterator<Item = (Term, usize)> + 'a {
        let (length, letters) = (key.len(), letters(key));
        self.shapes.iter().filter_map(move |shape| {
            let strangers =
                |mine: u64, theirs: u64| usize::try_from((mine & !theirs).count_ones()).unwrap_or(usize::MAX);
            if slips == 0
                || shape.key.len().abs_diff(length) > slips
                || strangers(shape.letters, letters) > slips
                || strangers(letters, shape.letters) > slips
                || shape.key == key
            {
                return None;
            }
            let distance = strsim::osa_distance(&shape.key, key);
            (distance <= slips).then_some((shape.term, distance))
        })
    }

    fn entry(&self, term: Term) -> Option<&Entry> {
        usize::try_from(term).ok().and_then(|term| self.entries.get(term))
    }
}
