//! What changed between two texts, line by line and within lines word by word: for a signer who has read the one and is
//! shown the other.

/// The most comparisons one difference may cost, all of its places together; beyond it what differs in a place stands one
/// after the other, whole.
const MOST_STEPS: usize = 4_000_000;

/// "Đoạn": a run of words that stayed, went or came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// What became of it.
    pub(super) fate: Fate,
    /// The words, with the blanks after them.
    pub(super) text: String,
}

/// "Còn, bỏ, thêm".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// In both.
    Kept,
    /// In the old one only.
    Removed,
    /// In the new one only.
    Added,
}

impl Piece {
    /// For the template: whether it went.
    pub(super) fn is_removed(&self) -> bool {
        self.fate == Fate::Removed
    }

    /// For the template: whether it came.
    pub(super) fn is_added(&self) -> bool {
        self.fate == Fate::Added
    }
}

/// The difference of two texts; nothing where they are the same. It is work for a thread of its own.
pub(super) fn difference(before: &str, after: &str) -> Vec<Piece> {
    if before == after {
        return Vec::new();
    }
    let (mut pieces, mut steps) = (Vec::new(), MOST_STEPS);
    let (mut went, mut came) = (String::new(), String::new());
    // Lines first: two changes far apart in a long text cost no more than two near each other.
    for line in aligned(before, after, &['\n'], &mut steps) {
        match line.fate {
            Fate::Removed => went.push_str(&line.text),
            Fate::Added => came.push_str(&line.text),
            Fate::Kept => {
                by_words(&mut went, &mut came, &mut pieces, &mut steps);
                push(&mut pieces, Fate::Kept, &line.text);
            }
        }
    }
    by_words(&mut went, &mut came, &mut pieces, &mut steps);
    pieces
}

/// What went and what came in one place, compared word by word.
fn by_words(went: &mut String, came: &mut String, pieces: &mut Vec<Piece>, steps: &mut usize) {
    let words = aligned(&std::mem::take(went), &std::mem::take(came), &[' ', '\n'], steps);
    words.iter().for_each(|word| push(pieces, word.fate, &word.text));
}

/// Two texts cut behind these letters, and the longest common run of their parts, for as many comparisons as are left.
fn aligned(before: &str, after: &str, ends: &[char], steps: &mut usize) -> Vec<Piece> {
    let cut = |text: &'_ str| -> Vec<String> { text.split_inclusive(ends).map(str::to_owned).collect() };
    let (old, new) = (cut(before), cut(after));
    let head = old.iter().zip(&new).take_while(|(left, right)| left == right).count();
    let (old_rest, new_rest) = (old.iter().skip(head), new.iter().skip(head));
    let tail = old_rest.rev().zip(new_rest.rev()).take_while(|(left, right)| left == right).count();
    let middle = |all: &[String]| -> Vec<String> {
        all.iter().skip(head).take(all.len() - head - tail).cloned().collect()
    };
    let mut pieces = Vec::new();
    old.iter().take(head).for_each(|word| push(&mut pieces, Fate::Kept, word));
    between(&middle(&old), &middle(&new), &mut pieces, steps);
    old.iter().skip(old.len() - tail).for_each(|word| push(&mut pieces, Fate::Kept, word));
    pieces
}

/// The longest common run of words in order, walked from the front.
fn between(old: &[String], new: &[String], pieces: &mut Vec<Piece>, steps: &mut usize) {
    let Some(left) = steps.checked_sub(old.len().saturating_mul(new.len())) else {
        old.iter().for_each(|word| push(pieces, Fate::Removed, word));
        new.iter().for_each(|word| push(pieces, Fate::Added, word));
        return;
    };
    *steps = left;
    let common = common(old, new);
    let at =
        |row: usize, column: usize| common.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0);
    let (mut row, mut column) = (0, 0);
    loop {
        match (old.get(row), new.get(column)) {
            (Some(left), Some(right)) if left == right => {
                push(pieces, Fate::Kept, left);
                (row, column) = (row + 1, column + 1);
            }
            (Some(left), Some(_)) if at(row + 1, column) >= at(row, column + 1) => {
                push(pieces, Fate::Removed, left);
                row += 1;
            }
            (_, Some(right)) => {
                push(pieces, Fate::Added, right);
                column += 1;
            }
            (Some(left), None) => {
                push(pieces, Fate::Removed, left);
                row += 1;
            }
            (None, None) => return,
        }
    }
}

/// How long the longest common run is from each pair of places to the ends.
fn common(old: &[String], new: &[String]) -> Vec<Vec<u32>> {
    let mut rows = vec![vec![0_u32; new.len() + 1]];
    for left in old.iter().rev() {
        let mut row = vec![0_u32];
        if let Some(below) = rows.last() {
            for (right, pair) in new.iter().rev().zip(below.windows(2).rev()) {
                let (diagonal, down) =
                    (pair.last().copied().unwrap_or(0), pair.first().copied().unwrap_or(0));
                let beside = row.last().copied().unwrap_or(0);
                row.push(if left == right { diagonal + 1 } else { down.max(beside) });
            }
        }
        row.reverse();
        rows.push(row);
    }
    rows.reverse();
    rows
}

fn push(pieces: &mut Vec<Piece>, fate: Fate, word: &str) {
    match pieces.last_mut().filter(|piece| piece.fate == fate) {
        Some(piece) => piece.text.push_str(word),
        None => pieces.push(Piece { fate, text: word.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Removed in square brackets, added in braces.
    fn told(before: &str, after: &str) -> String {
        let piece = |piece: &Piece| match piece.fate {
            Fate::Kept => piece.text.clone(),
            Fate::Removed => format!("[{}]", piece.text),
            Fate::Added => format!("{{{}}}", piece.text),
        };
        difference(before, after).iter().map(piece).collect()
    }

    #[test]
    fn differences_are_told_word_by_word() {
        for (before, after, expected) in [
            ("cấp 2 bản", "cấp 2 bản", ""),
            ("cấp 2 bản sao", "cấp 3 bản sao", "cấp [2 ]{3 }bản sao"),
            ("cấp bản sao", "cấp 3 bản sao", "cấp {3 }bản sao"),
            ("a b c d e", "a x c y e", "a [b ]{x }c [d ]{y }e"),
            ("", "mới", "{mới}"),
            ("cũ", "", "[cũ]"),
            ("dòng một\ndòng hai", "dòng một\ndòng 2", "dòng một\ndòng [hai]{2}"),
        ] {
            let told = told(before, after);
            assert_eq!(told, expected, "{before} → {after}");
            let side = |keep: Fate| -> String {
                let pieces = difference(before, after).into_iter();
                pieces
                    .filter(|piece| piece.fate == Fate::Kept || piece.fate == keep)
                    .map(|p| p.text)
                    .collect()
            };
            if before != after {
                assert_eq!((side(Fate::Removed).as_str(), side(Fate::Added).as_str()), (before, after));
            }
        }
    }

    #[test]
    fn very_long_texts_cost_little() {
        let long = |word: &str| format!("{word} ").repeat(5_000);
        assert_eq!(difference(&long("a"), &long("b")).len(), 2);
        // A thousand words differ in each of many lines: all of them together cost what one difference may.
        let lines = |own: &str| -> String {
            let line = |line: usize| format!("{}\ndòng {line}\n", format!("{own} chung ").repeat(500));
            (0..40).map(line).collect()
        };
        let pieces = difference(&lines("a"), &lines("b"));
        let most = pieces.iter().filter(|piece| piece.fate == Fate::Added).count();
        assert!((500..=5 * 500 + 40).contains(&most), "{most}");
    }
}
