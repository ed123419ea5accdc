//! The words the rules know, from `data/directives/words.tsv`: verbs of orders, heads of agencies, products and so on.
//!
//! Words are data because a new ministry or a new turn of phrase is no change of a rule. Matching goes by syllable keys,
//! so capitals, the place of a tone mark and lost spaces do not matter.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::shadow::{Shadow, Token};

const WORDS: &str = include_str!("../../../data/directives/words.tsv");

/// What a phrase does in an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// A deed: "rà soát".
    Verb,
    /// How a deed is done, before it: "khẩn trương".
    Manner,
    /// Turns what follows into somebody's task: "yêu cầu".
    Order,
    /// Praise, findings, consent: no task.
    Assess,
    /// Begins a sentence that tells how things are.
    Background,
    /// A duty: "phải", "có trách nhiệm".
    Duty,
    /// Leads to whom the product goes: "trình".
    Submit,
    /// What a task makes: "kế hoạch".
    Product,
    /// A body named whole: "các bộ, ngành, địa phương".
    Body,
    /// An authority to which products go: "Chính phủ".
    Authority,
    /// A post before a body: "Giám đốc".
    Post,
    /// The first word of a body's name: "Sở".
    Head,
    /// What a ministry or department is for: "Tài chính".
    Field,
    /// A unit of territory: "tỉnh".
    Unit,
    /// A word that no name of a body contains.
    Stop,
    /// Words of a sentence that only sets a date for what stands before it.
    Closing,
    /// Joins clauses: "đồng thời".
    Joint,
}

const ROLES: [(&str, Role); 17] = [
    ("verb", Role::Verb),
    ("manner", Role::Manner),
    ("order", Role::Order),
    ("assess", Role::Assess),
    ("background", Role::Background),
    ("duty", Role::Duty),
    ("submit", Role::Submit),
    ("product", Role::Product),
    ("body", Role::Body),
    ("authority", Role::Authority),
    ("post", Role::Post),
    ("head", Role::Head),
    ("field", Role::Field),
    ("unit", Role::Unit),
    ("stop", Role::Stop),
    ("closing", Role::Closing),
    ("joint", Role::Joint),
];

#[derive(Debug)]
struct Phrase {
    words: Vec<u32>,
    role: Role,
}

/// Words and phrases, numbered.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    /// By syllable key.
    numbers: BTreeMap<String, u32>,
    /// By spelling, for the words a rule names itself.
    spelt: BTreeMap<String, u32>,
    phrases: BTreeMap<u32, Vec<Phrase>>,
}

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(WORDS));

impl Lexicon {
    pub(crate) fn builtin() -> &'static Self {
        &BUILT_IN
    }

    fn read(table: &str) -> Self {
        let mut lexicon = Self::default();
        let rows: Vec<(Role, &str)> = rows(table).collect();
        for (_, phrase) in &rows {
            lexicon.learn(phrase);
        }
        for word in FIXED {
            lexicon.learn(word);
        }
        for (role, phrase) in rows {
            let words = lexicon.ids(phrase);
            if let Some(first) = words.first() {
                lexicon.phrases.entry(*first).or_default().push(Phrase { words, role });
            }
        }
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        lexicon
    }

    /// Numbers every word of a phrase; spelt phrases need no parting.
    fn learn(&mut self, phrase: &str) {
        for piece in phrase.split_whitespace() {
            let word = piece.trim_end_matches(',');
            let number = self.number(crate::shadow::syllable::key(word));
            self.spelt.insert(word.to_lowercase(), number);
            if word != piece {
                self.number(String::from(","));
            }
        }
    }

    fn number(&mut self, key: String) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX).saturating_add(1);
        *self.numbers.entry(key).or_insert(next)
    }

    /// The numbers of the words of a phrase.
    pub(crate) fn ids(&self, phrase: &str) -> Vec<u32> {
        Shadow::of(phrase, self).tokens.iter().map(|token| token.id).collect()
    }

    pub(crate) fn word(&self, key: &str) -> u32 {
        self.numbers.get(key).copied().unwrap_or(0)
    }

    pub(crate) fn mark(&self, c: char) -> u32 {
        if c == ',' { self.word(",") } else { 0 }
    }

    /// How many tokens the longest phrase of a role takes at a place; `None` when there is none.
    pub(crate) fn at(&self, tokens: &[Token], at: usize, role: Role) -> Option<usize> {
        let first = tokens.get(at).filter(|token| token.id != 0)?;
        let phrases = self.phrases.get(&first.id)?;
        phrases
            .iter()
            .find(|phrase| phrase.role == role && starts(tokens, at, &phrase.words))
            .map(|phrase| phrase.words.len())
    }

    /// Is it this word or phrase?
    pub(crate) fn says(&self, tokens: &[Token], at: usize, phrase: &[&str]) -> bool {
        phrase.iter().enumerate().all(|(n, word)| {
            let id = self.spelt.get(*word).copied().unwrap_or(0);
            debug_assert!(id != 0, "{word} is asked for and stands in no list");
            id != 0 && tokens.get(at + n).is_some_and(|token| token.id == id)
        })
    }
}

fn starts(tokens: &[Token], at: usize, words: &[u32]) -> bool {
    tokens
        .get(at..at + words.len())
        .is_some_and(|here| here.iter().zip(words).all(|(token, word)| token.id == *word))
}

fn rows(table: &str) -> impl Iterator<Item = (Role, &str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (role, phrase) = line.split_once('\t')?;
        let (_, role) = ROLES.iter().find(|(name, _)| *name == role)?;
        Some((*role, phrase.trim()))
    })
}

/// Words the grammar of dates and lists names itself.
const FIXED: [&str; 16] = [
    "ngày tháng năm quý tuần giờ phút kỳ họp phiên thứ",
    "trước sau trong hết đến tới chậm muộn nhất là không quá vào hạn từ xong tại kể ngay khi vòng thời",
    "đầu cuối giữa nay này tới i ii iii iv h",
    "hằng hàng mỗi định thường xuyên một lần chi tính làm việc",
    "các những tất cả toàn thể mọi và với cùng phối hợp chủ trì chặt chẽ",
    "thuộc trung ương cấp vùng khu vực miền từ địa bàn trên quốc gia",
    "bộ sở số ban hành kính gửi điện nơi nhận đã được nếu",
    "để nhằm bảo đảm theo đảm bảo",
    "đúng sớm lập tức tiến độ thời hạn phát sinh hình hiệu lực tuyển dụng xảy ra tầm nhìn",
    "phấn đấu hoàn thành",
    "thông báo chỉ công nghị quyết văn",
    "hai ba bốn năm sáu bảy chín mười",
    "kt tm tl tuq",
    "điều phần chương mục",
    "ubnd hđnd việt nam",
    "nêu đó gồm như phụ lục hòa đạt",
];

#[cfg(test)]
mod tests {
    use super::{ROLES, WORDS, rows};

    #[test]
    fn every_line_has_a_known_role() {
        let lines = WORDS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        assert_eq!(rows(WORDS).count(), lines);
        for (name, role) in ROLES {
            assert!(rows(WORDS).any(|(found, _)| found == role), "{name} has no phrase");
        }
    }
}
