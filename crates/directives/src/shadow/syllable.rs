//! Syllables of Vietnamese: is a run of letters one syllable, and where does a run that lost its spaces come apart?
//!
//! A web copy often loses the space at the end of each printed line ("triểnkhai"). Spelling is regular enough to find it
//! again: an onset and a rime, and a tone that goes with the final. What cannot be parted so is left whole.

use unicode_normalization::UnicodeNormalization;

const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p",
    "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];
const RIMES: &str = " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en \
    eng eo ep et ê êch êm ên ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op \
    ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ooc oong ô ôc ôi ôm ôn \
    ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung up ut ua uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ \
    uy uya uych uyên uyêt uyt uyn uynh uyu ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu y ych ynh yt \
    yêm yên yêng yêt yêu ";
/// No syllable is written with more letters: "nghiêng".
const LONGEST: usize = 7;

/// A syllable apart from how its tone was typed: "hoà", "hòa" and "hòa" in pieces are one key.
pub(crate) fn key(letters: &str) -> String {
    let mut tone = None;
    let bare: String = letters
        .nfd()
        .flat_map(char::to_lowercase)
        .filter(|c| match c {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => {
                tone = Some(*c);
                false
            }
            _ => true,
        })
        .collect();
    let mut key: String = bare.nfc().collect();
    key.extend(tone);
    key
}

/// Is it spelt as one syllable of Vietnamese?
pub(crate) fn is_syllable(key: &str) -> bool {
    let bare = key.trim_end_matches(|c: char| ('\u{300}'..='\u{323}').contains(&c));
    let tone = key.chars().next_back().filter(|_| bare.len() < key.len());
    ONSETS.iter().any(|onset| {
        bare.strip_prefix(onset).is_some_and(|rime| {
            let stopped = rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch");
            !rime.is_empty()
                && RIMES.contains(&format!(" {rime} "))
                && (!stopped || matches!(tone, Some('\u{301}' | '\u{323}')))
        })
    })
}

/// Where a run of letters comes apart into syllables: the lengths of its pieces in characters, or nothing.
///
/// Fewest pieces first; of equals the one whose pieces are `known` words and begin with a consonant ("cả|nước", not
/// "cản|ước").
pub(crate) fn parts(letters: &[char], known: impl Fn(&str) -> bool) -> Option<Vec<usize>> {
    let mut best: Vec<Option<(u32, usize)>> = vec![None; letters.len() + 1];
    *best.first_mut()? = Some((0, 0));
    for end in 1..=letters.len() {
        let mut found: Option<(u32, usize)> = None;
        for start in end.saturating_sub(LONGEST)..end {
            let Some(Some((before, _))) = best.get(start).copied() else { continue };
            let Some(cost) = letters.get(start..end).and_then(|piece| cost(piece, start == 0, &known)) else {
                continue;
            };
            if found.is_none_or(|(least, _)| before + cost < least) {
                found = Some((before + cost, start));
            }
        }
        if let Some(place) = best.get_mut(end) {
            *place = found;
        }
    }
    let mut lengths = Vec::new();
    let mut end = letters.len();
    while end > 0 {
        let (_, start) = best.get(end).copied().flatten()?;
        lengths.push(end - start);
        end = start;
    }
    lengths.reverse();
    Some(lengths)
}

fn cost(piece: &[char], is_first: bool, known: impl Fn(&str) -> bool) -> Option<u32> {
    let key = key(&piece.iter().collect::<String>());
    if !is_syllable(&key) {
        return None;
    }
    let open = !is_first && key.starts_with(|c: char| "aăâeêioôơuưy".contains(c));
    Some(10 + if open { 3 } else { 0 } + if known(&key) { 0 } else { 2 })
}

#[cfg(test)]
mod tests {
    use super::{is_syllable, key, parts};

    #[test]
    fn knows_syllables() {
        for word in ["nghiêng", "quốc", "giết", "hoà", "hòa", "uỷ", "ủy", "được", "y", "khuyến", "ươm"]
        {
            assert!(is_syllable(&key(word)), "{word}");
        }
        for word in ["triểnkhai", "internet", "đươc", "kêt", "ubnd", ""] {
            assert!(!is_syllable(&key(word)), "{word}");
        }
        assert_eq!(key("hoà"), key("hòa"));
        assert_eq!(key("hiêụ"), key("HIỆU"));
    }

    #[test]
    fn parts_what_lost_its_spaces() {
        let parted = |word: &str| {
            let letters: Vec<char> = word.chars().collect();
            let mut at = 0;
            parts(&letters, |_| false).map(|lengths| {
                let pieces: Vec<String> = lengths
                    .iter()
                    .map(|length| {
                        at += length;
                        letters[at - length..at].iter().collect()
                    })
                    .collect();
                pieces.join(" ")
            })
        };
        for (glued, apart) in [
            ("triểnkhai", "triển khai"),
            ("kếtquảtích", "kết quả tích"),
            ("cảnước", "cả nước"),
            ("hiêụlực", "hiêụ lực"),
            ("từngngười", "từng người"),
        ] {
            assert_eq!(parted(glued).as_deref(), Some(apart));
        }
        assert_eq!(parted("internet"), None);
    }
}
