//! Bodies named in a text: one by one, in lists, with posts before them and places behind them.
//!
//! "Các Bộ: Tài chính, Nội vụ" names two bodies; "Bộ trưởng, Thủ trưởng cơ quan ngang bộ" is one. A name ends where a
//! verb, a stop word or a sign begins. Who came after a body that is gone stands in `gazetteer`.

use crate::area;
use crate::lexicon::{Lexicon, Role};
use crate::shadow::Shadow;

/// Bodies named at a place of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// First token.
    pub(crate) from: usize,
    /// Token after the last.
    pub(crate) to: usize,
    /// Each as people write it.
    pub(crate) names: Vec<String>,
}

/// Reads names between tokens of one text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) shadow: &'a Shadow,
    pub(crate) lexicon: &'a Lexicon,
    /// Token no name goes beyond.
    pub(crate) to: usize,
}

impl Reader<'_> {
    pub(crate) fn role(&self, at: usize, role: Role) -> Option<usize> {
        self.lexicon.at(&self.shadow.tokens, at, role).filter(|length| at + length <= self.to)
    }

    pub(crate) fn says(&self, at: usize, phrase: &[&str]) -> bool {
        at + phrase.len() <= self.to && self.lexicon.says(&self.shadow.tokens, at, phrase)
    }

    pub(crate) fn mark(&self, at: usize, mark: char) -> bool {
        at < self.to && self.shadow.tokens.get(at).is_some_and(|token| token.is(mark))
    }

    pub(crate) fn caps(&self, at: usize) -> bool {
        at < self.to && self.shadow.tokens.get(at).is_some_and(|token| token.caps && token.is_word())
    }

    /// A word that a name may go on with in small letters.
    fn small_name_word(&self, at: usize) -> bool {
        let stops =
            [Role::Stop, Role::Verb, Role::Manner, Role::Order, Role::Unit, Role::Joint, Role::Assess];
        at < self.to
            && self.shadow.tokens.get(at).is_some_and(|token| token.is_word() && !token.caps)
            && !self.says(at, &["và"])
            && !self.says(at, &["các"])
            && stops.iter().all(|role| self.role(at, *role).is_none())
    }

    /// A list of bodies: names parted by commas, "và" or semicolons.
    pub(crate) fn list(&self, at: usize) -> Option<Named> {
        let mut all = self.one(at)?;
        loop {
            let mut next = all.to;
            if self.mark(next, ',') || self.mark(next, ';') {
                next += 1;
            }
            if self.says(next, &["và"]) {
                next += 1;
            }
            if next == all.to {
                return Some(all);
            }
            let Some(more) = self.one(next) else { return Some(all) };
            all.to = more.to;
            all.names.extend(more.names);
        }
    }

    /// One body, or several named under one head ("các Bộ: …").
    pub(crate) fn one(&self, at: usize) -> Option<Named> {
        let mut from = at;
        for all in [["tất", "cả"], ["toàn", "thể"]] {
            if self.says(at, &all) {
                from = at + 2;
            }
        }
        self.body(from).or_else(|| self.posted(from)).or_else(|| self.headed(from))
    }

    fn named(&self, from: usize, to: usize) -> Named {
        Named { from, to, names: vec![self.shadow.written(from, to)] }
    }

    /// A body of the list of whole names, with what may follow it.
    fn body(&self, at: usize) -> Option<Named> {
        let plural = usize::from(self.says(at, &["các"]));
        let skip = if self.role(at + plural, Role::Post).is_some() { plural } else { 0 };
        let mut to = at + skip + self.role(at + skip, Role::Body)?;
        if let Some(of) = self.body(to) {
            return Some(self.named(at + skip, of.to));
        }
        if (self.says(to, &["thuộc"]) || self.says(to, &["của"])) && self.caps(to + 1) {
            to = self.run(to + 1, 4);
        }
        to = area::read(self, to).unwrap_or(to);
        to = self.in_brackets(to);
        Some(self.named(at + skip, to))
    }

    /// "(cấp tỉnh, huyện, xã)" belongs to the name.
    fn in_brackets(&self, at: usize) -> usize {
        if !self.mark(at, '(') || !self.says(at + 1, &["cấp"]) {
            return at;
        }
        (at..self.to.min(at + 14)).find(|n| self.mark(*n, ')')).map_or(at, |n| n + 1)
    }

    /// A post and the body it belongs to: "Giám đốc Sở Y tế", "Bộ trưởng các Bộ: Quốc phòng, Công an".
    fn posted(&self, at: usize) -> Option<Named> {
        let plural = usize::from(self.says(at, &["các"]));
        let post = at + plural + self.role(at + plural, Role::Post)?;
        let inner = self.headed(post).or_else(|| self.body(post))?;
        if inner.names.len() == 1 {
            return Some(self.named(at + plural, inner.to));
        }
        let title = self.shadow.written(at + plural, post);
        let names = inner.names.iter().map(|name| format!("{title} {name}")).collect();
        Some(Named { from: at, to: inner.to, names })
    }

    /// A head and the name behind it.
    fn headed(&self, at: usize) -> Option<Named> {
        let plural = usize::from(self.says(at, &["các"]) || self.says(at, &["những"]));
        let head = at + plural;
        let length = self.role(head, Role::Head)?;
        let verb = self.role(head, Role::Verb).unwrap_or(0);
        if verb > length || (plural == 0 && !self.caps(head)) {
            return None;
        }
        if plural == 1
            && length == 1
            && let Some(several) = self.several(head)
        {
            return Some(several);
        }
        let to = self.tail(head + length);
        let whole_by_itself =
            length >= 2 && verb == 0 || self.says(head, &["ubnd"]) || self.says(head, &["hđnd"]);
        (to > head + length || whole_by_itself).then(|| self.named(at, to))
    }

    /// "Các Bộ: Tài chính, Nội vụ và Công an", with or without the colon.
    fn several(&self, head: usize) -> Option<Named> {
        let title = self.shadow.written(head, head + 1);
        let mut at = head + 1 + usize::from(self.mark(head + 1, ':'));
        let mut names = Vec::new();
        let mut to = at;
        while let Some(length) = self.role(at, Role::Field).filter(|_| self.caps(at)) {
            names.push(format!("{title} {}", self.shadow.written(at, at + length)));
            to = at + length;
            at = to + usize::from(self.mark(to, ','));
            at += usize::from(self.says(at, &["và"]));
        }
        (names.len() > 1).then_some(Named { from: head, to, names })
    }

    /// What follows a head: a field, capitals, a place.
    fn tail(&self, at: usize) -> usize {
        if let Some(field) = self.role(at, Role::Field).filter(|_| self.caps(at)) {
            let to = at + field;
            return area::read(self, to).unwrap_or_else(|| if self.caps(to) { self.run(to, 0) } else { to });
        }
        if let Some(to) = area::read(self, at) {
            return to;
        }
        if self.caps(at) { self.run(at, 4) } else { at }
    }

    /// Words of a name from its first capital: capitals, and a few small words behind each.
    fn run(&self, at: usize, small_allowed: usize) -> usize {
        let mut to = at;
        let mut small = 0;
        while to < self.to {
            let field = self.role(to, Role::Field).filter(|_| self.caps(to));
            let joined = self.says(to, &["và"]) || self.mark(to, '-');
            if let Some(length) = field {
                (to, small) = (to + length, small_allowed);
            } else if self.caps(to) {
                (to, small) = (to + 1, 0);
            } else if joined && self.caps(to + 1) && self.one(to + 1).is_none() {
                (to, small) = (to + 2, 0);
            } else if let Some(end) = area::read(self, to) {
                return end;
            } else if small < small_allowed && self.small_name_word(to) {
                (to, small) = (to + 1, small + 1);
            } else {
                break;
            }
            if self.says(to.saturating_sub(2), &["việt", "nam"]) && !self.caps(to) {
                break;
            }
        }
        to
    }
}
