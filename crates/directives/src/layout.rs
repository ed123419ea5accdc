//! Paragraphs of a text: which line breaks are only the width of the page, which item hangs under which.
//!
//! A text copied from a PDF breaks its lines at the edge of the page; a text copied from the web has one line a
//! paragraph. Both come out as the same paragraphs, each with the depth its marker gives it (I, 1, 1.1, a, dash, plus).

use crate::shadow::{Kind, Shadow};

/// Depth of a paragraph without a marker.
pub(crate) const PLAIN: u8 = 9;

/// A paragraph: its tokens, and how deep its marker puts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// First token, the marker left out.
    pub(crate) from: usize,
    /// Token after the last.
    pub(crate) to: usize,
    pub(crate) depth: u8,
}

#[derive(Debug, Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
}

pub(crate) fn paragraphs(shadow: &Shadow) -> Vec<Paragraph> {
    let lines = lines(&shadow.chars);
    let width = page_width(&lines);
    let mut found: Vec<Paragraph> = Vec::new();
    let mut before: Option<(Line, usize)> = None;
    let mut at = 0;
    for line in lines {
        let from = at;
        while shadow.tokens.get(at).is_some_and(|token| token.start < line.end) {
            at += 1;
        }
        if from == at {
            before = None;
            continue;
        }
        let (depth, skip) = marker(shadow, from, at);
        let goes_on = before.is_some_and(|(above, _)| continues(shadow, above, line, from, width));
        match found.last_mut().filter(|_| goes_on && depth == PLAIN) {
            Some(last) => last.to = at,
            None => found.push(Paragraph { from: from + skip, to: at, depth }),
        }
        before = Some((line, from));
    }
    found
}

fn lines(chars: &[char]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, c) in chars.iter().enumerate() {
        if *c == '\n' || *c == '\u{2028}' || *c == '\u{2029}' {
            lines.push(trimmed(chars, start, at));
            start = at + 1;
        }
    }
    lines.push(trimmed(chars, start, chars.len()));
    lines
}

fn trimmed(chars: &[char], mut start: usize, mut end: usize) -> Line {
    while start < end && chars.get(start).is_some_and(|c| c.is_whitespace()) {
        start += 1;
    }
    while end > start && chars.get(end - 1).is_some_and(|c| c.is_whitespace()) {
        end -= 1;
    }
    Line { start, end }
}

/// The width at which lines were broken, where they were: many lines of nearly the same length, none much longer.
fn page_width(lines: &[Line]) -> Option<usize> {
    let lengths: Vec<usize> =
        lines.iter().map(|line| line.end - line.start).filter(|length| *length > 0).collect();
    let widest = lengths.iter().copied().max()?;
    let full = lengths.iter().filter(|length| **length * 100 >= widest * 80).count();
    ((50..=140).contains(&widest) && full >= 5 && full * 4 >= lengths.len()).then_some(widest)
}

/// Does a line only go on because the page was too narrow?
fn continues(shadow: &Shadow, above: Line, line: Line, from: usize, width: Option<usize>) -> bool {
    let small = shadow.tokens.get(from).is_some_and(|token| match token.kind {
        Kind::Word => !token.caps,
        Kind::Number(..) => width.is_some(),
        Kind::Mark(c) => matches!(c, ',' | ')' | '%'),
    });
    let last = shadow.chars.get(above.end.saturating_sub(1)).copied();
    let ended = matches!(last, Some('.' | '!' | '?' | ':' | ';'));
    let word =
        shadow.chars.get(line.start..line.end).unwrap_or_default().iter().take_while(|c| !c.is_whitespace());
    let full = above.end - above.start + 1 + word.count();
    match width {
        // Ragged edges: a line counts as full from four fifths of the widest on.
        Some(width) => small || (full * 5 >= width * 4 && !ended),
        None => small && !ended,
    }
}

/// Depth of the marker a line begins with, and how many tokens it takes.
fn marker(shadow: &Shadow, from: usize, to: usize) -> (u8, usize) {
    let kind = |n: usize| (from + n < to).then(|| shadow.tokens.get(from + n)).flatten();
    let Some(first) = kind(0) else { return (PLAIN, 0) };
    let length = first.end - first.start;
    let closes =
        |n: usize, marks: &[char]| kind(n).is_some_and(|token| marks.iter().any(|mark| token.is(*mark)));
    match first.kind {
        Kind::Mark('-') if to - from > 1 => (5, 1),
        Kind::Mark('*') => (5, 1),
        Kind::Mark('+') => (6, 1),
        Kind::Number(value, _) if value > 0 && value < 200 => numbered(shadow, from, to),
        Kind::Word if length <= 4 && is_roman(shadow, from) && closes(1, &['.']) => (1, 2),
        Kind::Word if length == 1 && closes(1, &[')']) => (4, 2),
        Kind::Word if length == 1 && !first.caps && closes(1, &['.']) => (4, 2),
        Kind::Word if is_article(shadow, from) => match kind(1).map(|token| token.kind) {
            Some(Kind::Number(..)) => (1, if closes(2, &['.', ':']) { 3 } else { 2 }),
            _ => (PLAIN, 0),
        },
        Kind::Word | Kind::Number(..) | Kind::Mark(_) => (PLAIN, 0),
    }
}

/// "1.", "1)", "1.2.", "1.2": but not "1.000 tỷ" and not "15/5/2026".
fn numbered(shadow: &Shadow, from: usize, to: usize) -> (u8, usize) {
    let mut at = from + 1;
    let mut depth = 2;
    loop {
        let sign = shadow.tokens.get(at).filter(|_| at < to);
        if !sign.is_some_and(|token| token.is('.') || token.is(')')) {
            return if depth > 2 { (depth, at - from) } else { (PLAIN, 0) };
        }
        let next = shadow.tokens.get(at + 1).filter(|_| at + 1 < to);
        match next.map(|token| (token.kind, token.apart)) {
            Some((Kind::Number(_, digits), false)) if digits <= 2 && depth < 3 => {
                depth = 3;
                at += 2;
            }
            Some((Kind::Number(..), false)) => return (PLAIN, 0),
            _ => return (depth, at + 1 - from),
        }
    }
}

fn is_roman(shadow: &Shadow, at: usize) -> bool {
    shadow.tokens.get(at).is_some_and(|token| {
        shadow.chars.get(token.start..token.end).unwrap_or_default().iter().all(|c| "IVX".contains(*c))
    })
}

fn is_article(shadow: &Shadow, at: usize) -> bool {
    shadow.tokens.get(at).is_some_and(|token| {
        let word: String = shadow.chars.get(token.start..token.end).unwrap_or_default().iter().collect();
        matches!(word.as_str(), "Điều" | "ĐIỀU")
    })
}
