//! The text of a directive with the sentences its items quote marked, each with the numbers of its items.

use directives::Item;

/// "Đoạn văn".
pub(super) struct Paragraph {
    pub(super) pieces: Vec<Piece>,
}

/// "Mảnh": marked where an item stands on it.
pub(super) struct Piece {
    pub(super) text: String,
    /// The first item that stands on it; 0 for none.
    pub(super) item: u32,
    /// Whether this piece begins the sentence, so that a link leads here once.
    pub(super) is_first: bool,
}

/// Cuts the text at line ends and at the borders of quotes. Spans count code points, as everywhere.
pub(super) fn paragraphs(text: &str, items: &[Item]) -> Vec<Paragraph> {
    let mut spans: Vec<(usize, usize, u32)> = items
        .iter()
        .filter(|item| item.source.char_end > item.source.char_start)
        .map(|item| (item.source.char_start, item.source.char_end, item.number))
        .collect();
    spans.sort_unstable();
    // Of items that stand on the same sentence the first marks it; the others lead to it.
    spans.dedup_by(|later, earlier| later.0 < earlier.1);
    let mut spans = spans.into_iter().peekable();
    let (mut paragraphs, mut pieces): (Vec<Paragraph>, Vec<Piece>) = (Vec::new(), Vec::new());
    let mut seen = 0_u32;
    for (at, letter) in text.chars().enumerate() {
        while spans.peek().is_some_and(|(_, end, _)| *end <= at) {
            spans.next();
        }
        let item = spans.peek().filter(|(start, _, _)| *start <= at).map_or(0, |(_, _, number)| *number);
        if letter == '\n' {
            finish(&mut paragraphs, &mut pieces);
            continue;
        }
        match pieces.last_mut().filter(|piece| piece.item == item) {
            Some(piece) => piece.text.push(letter),
            None => {
                let is_first = item != 0 && item != seen;
                if item != 0 {
                    seen = item;
                }
                pieces.push(Piece { text: letter.to_string(), item, is_first });
            }
        }
    }
    finish(&mut paragraphs, &mut pieces);
    paragraphs
}

fn finish(paragraphs: &mut Vec<Paragraph>, pieces: &mut Vec<Piece>) {
    let pieces = std::mem::take(pieces);
    if pieces.iter().any(|piece| !piece.text.trim().is_empty()) {
        paragraphs.push(Paragraph { pieces });
    }
}

#[cfg(test)]
mod tests {
    use directives::{Item, Source};

    use super::paragraphs;

    #[test]
    fn a_sentence_is_marked_where_it_stands() {
        let quote = "Sở Y tế báo cáo";
        let source = Source { char_start: 5, char_end: 5 + quote.chars().count(), quote: quote.into() };
        let item = Item { source, ..Item::blank(3) };
        let found = paragraphs("Một.\nSở Y tế báo cáo trước\nHai", &[item]);
        let told: Vec<Vec<(u32, bool, &str)>> = found
            .iter()
            .map(|one| {
                one.pieces.iter().map(|piece| (piece.item, piece.is_first, piece.text.as_str())).collect()
            })
            .collect();
        assert_eq!(
            told,
            [vec![(0, false, "Một.")], vec![(3, true, quote), (0, false, " trước")], vec![(0, false, "Hai")]]
        );
    }
}
