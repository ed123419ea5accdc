//! How alike two tasks are, and how to find alike ones among very many without comparing each.
//!
//! Alike is a share of common words, marks and capitals aside. Candidates are found by bands of smallest hashes
//! (MinHash): two tasks with most words in common share a band nearly always, others hardly ever.

use std::collections::BTreeSet;

/// Bands of a task; each is two of its smallest hashes.
const BANDS: usize = 8;
/// Words every task has.
const EMPTY_WORDS: [&str; 22] = [
    "va", "cac", "cua", "cho", "theo", "trong", "ve", "voi", "de", "tai", "den", "tu", "nhung", "thuc",
    "hien", "viec", "duoc", "co", "tren", "dia", "ban", "truoc",
];

/// "Dấu nội dung": the bands of a text; tasks that share one are compared.
pub type Bands = Vec<String>;

fn words(text: &str) -> BTreeSet<String> {
    let folded = kernel::text::fold(text);
    let words = folded.split(' ').filter(|word| !word.is_empty() && !EMPTY_WORDS.contains(word));
    words.map(String::from).collect()
}

/// How many of a hundred words two deeds have in common.
#[must_use]
pub fn likeness(left: &str, right: &str) -> u8 {
    let (left, right) = (words(left), words(right));
    let common = left.intersection(&right).count();
    let all = left.union(&right).count().max(1);
    u8::try_from(common * 100 / all).unwrap_or(100)
}

/// The bands of a deed; none for one without words.
#[must_use]
pub fn bands(text: &str) -> Bands {
    let words = words(text);
    if words.is_empty() {
        return Vec::new();
    }
    let smallest = |seed: usize| words.iter().map(|word| hash(word, seed)).min().unwrap_or_default();
    (0..BANDS)
        .map(|band| format!("{band:x}{:016x}{:016x}", smallest(band * 2), smallest(band * 2 + 1)))
        .collect()
}

/// FNV-1a with a seed, stirred at the end; the same on every machine, for bands are stored.
fn hash(word: &str, seed: usize) -> u64 {
    let seed = u64::try_from(seed).unwrap_or(0).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut sum = 0xcbf2_9ce4_8422_2325_u64 ^ seed;
    for byte in word.bytes() {
        sum = (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    sum = (sum ^ (sum >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    sum ^ (sum >> 31)
}

#[cfg(test)]
mod tests {
    use super::{bands, likeness};

    const PLAN: &str = "Ban hành Kế hoạch chuyển đổi số năm 2026 của phường";

    #[test]
    fn the_same_deed_in_other_words_shares_a_band() {
        let again = "ban hành kế hoạch chuyển đổi số của phường năm 2026";
        let other = "Tổ chức tiêm phòng cho đàn gia súc trước mùa mưa";
        assert_eq!(likeness(PLAN, again), 100);
        assert!(likeness(PLAN, other) < 20);
        let shared = |left: &str, right: &str| {
            let known = bands(left);
            bands(right).iter().filter(|band| known.contains(band)).count()
        };
        assert_eq!(shared(PLAN, again), 8);
        assert_eq!(shared(PLAN, other), 0);
        assert!(shared(PLAN, "Xây dựng, ban hành Kế hoạch chuyển đổi số năm 2026 của phường") > 0);
        assert!(bands("và của").is_empty());
    }
}
