//! The shadow of a text: its words as keys, spaces found again, each with the place it has in the text itself.
//!
//! Rules read the shadow, quotes are cut from the text: nothing that is normalised here moves an offset. Offsets count
//! code points.

pub(crate) mod syllable;

use crate::lexicon::Lexicon;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A syllable, or letters that could not be parted.
    Word,
    /// Digits, with their value and how many there were.
    Number(u32, usize),
    /// Any other sign.
    Mark(char),
}

/// One word, number or sign, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Number of the word in the lexicon; 0 when it is not there.
    pub(crate) id: u32,
    pub(crate) kind: Kind,
    /// Begins with a capital.
    pub(crate) caps: bool,
    /// Stands apart from the token before it, or lost its space.
    pub(crate) apart: bool,
}

impl Token {
    pub(crate) fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    pub(crate) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }
}

/// A text beside its tokens.
#[derive(Debug)]
pub(crate) struct Shadow {
    pub(crate) chars: Vec<char>,
    pub(crate) tokens: Vec<Token>,
}

impl Shadow {
    pub(crate) fn of(text: &str, lexicon: &Lexicon) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut shadow = Self { tokens: Vec::with_capacity(chars.len() / 4), chars };
        let mut at = 0;
        while let Some(first) = shadow.chars.get(at).copied() {
            let class = class(first);
            let mut end = at + 1;
            if class != Class::Mark {
                while shadow.chars.get(end).is_some_and(|c| joins(class, *c)) {
                    end += 1;
                }
            }
            match class {
                Class::Space => {}
                Class::Letter => shadow.word(at, end, lexicon),
                Class::Digit => shadow.number(at, end),
                Class::Mark => shadow.push(at, end, lexicon.mark(first), Kind::Mark(plain(first))),
            }
            at = end;
        }
        shadow
    }

    fn push(&mut self, start: usize, end: usize, id: u32, kind: Kind) {
        let before = self.tokens.last();
        let touches = before.is_some_and(|token| token.end == start);
        let both_say = kind_speaks(kind) && before.is_some_and(|token| kind_speaks(token.kind));
        let caps = self.chars.get(start).is_some_and(|c| c.is_uppercase());
        self.tokens.push(Token { start, end, id, kind, caps, apart: !touches || both_say });
    }

    fn number(&mut self, start: usize, end: usize) {
        let digits = self.chars.get(start..end).unwrap_or_default();
        let value = digits
            .iter()
            .filter_map(|c| c.to_digit(10))
            .fold(0_u32, |value, digit| value.saturating_mul(10).saturating_add(digit));
        self.push(start, end, 0, Kind::Number(value, end - start));
    }

    /// Letters: parted before a capital that follows a small letter, then into syllables.
    fn word(&mut self, start: usize, end: usize, lexicon: &Lexicon) {
        let mut from = start;
        for at in start + 1..=end {
            let turns = at < end
                && self.chars.get(at).is_some_and(|c| c.is_uppercase())
                && self.chars.get(at - 1).is_some_and(|c| !c.is_uppercase());
            if turns || at == end {
                self.run(from, at, lexicon);
                from = at;
            }
        }
    }

    fn run(&mut self, start: usize, end: usize, lexicon: &Lexicon) {
        let letters = self.chars.get(start..end).unwrap_or_default();
        let key = syllable::key(&letters.iter().collect::<String>());
        let id = lexicon.word(&key);
        let whole = id != 0 || syllable::is_syllable(&key) || end - start > 60;
        let lengths = if whole { None } else { syllable::parts(letters, |key| lexicon.word(key) != 0) };
        let Some(lengths) = lengths else {
            self.push(start, end, id, Kind::Word);
            return;
        };
        let mut at = start;
        for length in lengths {
            let piece: String = self.chars.get(at..at + length).unwrap_or_default().iter().collect();
            self.push(at, at + length, lexicon.word(&syllable::key(&piece)), Kind::Word);
            at += length;
        }
    }

    /// The text itself between two offsets.
    pub(crate) fn quote(&self, start: usize, end: usize) -> String {
        self.chars.get(start..end).unwrap_or_default().iter().collect()
    }

    /// The words between two tokens as people write them: one space where one belongs.
    pub(crate) fn written(&self, from: usize, to: usize) -> String {
        let mut out = String::new();
        let mut opened = true;
        for token in self.tokens.get(from..to).unwrap_or_default() {
            let closing = matches!(token.kind, Kind::Mark(',' | '.' | ';' | ':' | ')' | '%' | '/' | '”'));
            let after_comma = out.ends_with([',', ';']) && kind_speaks(token.kind);
            if !opened && ((token.apart && !closing) || after_comma) {
                out.push(' ');
            }
            out.extend(self.chars.get(token.start..token.end).unwrap_or_default());
            opened = matches!(token.kind, Kind::Mark('(' | '“'));
        }
        out
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Mark,
}

fn class(c: char) -> Class {
    if c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}') {
        Class::Space
    } else if c.is_ascii_digit() {
        Class::Digit
    } else if c.is_alphabetic() {
        Class::Letter
    } else {
        Class::Mark
    }
}

/// A combining mark belongs to the letter before it.
fn joins(class_before: Class, c: char) -> bool {
    class(c) == class_before || (class_before == Class::Letter && ('\u{300}'..='\u{36F}').contains(&c))
}

fn kind_speaks(kind: Kind) -> bool {
    matches!(kind, Kind::Word | Kind::Number(..))
}

/// Dashes and bullets of all kinds as one.
fn plain(c: char) -> char {
    match c {
        '–' | '—' | '‐' | '‑' | '−' | '•' | '▪' | '●' | '\u{F0B7}' | '\u{F02D}' => '-',
        other => other,
    }
}
