//! From letters to paragraphs: letters of one height make a line, a wide gap parts columns, and lines that only end
//! because the page does go on in the same paragraph.

use unicode_normalization::UnicodeNormalization;

use super::letters::Letter;

/// Of the height of the type: letters further apart have a space between them.
const SPACE: f64 = 0.16;
/// Pieces further apart stand in different columns.
const GUTTER: f64 = 2.2;
/// Letters whose feet differ by less stand on one line.
const LEVEL: f64 = 0.45;
/// A line that ends further from the edge ends a paragraph.
const SHORT: f64 = 4.0;
/// A line that begins so far in begins a paragraph.
const INDENT: f64 = 1.0;
/// A line that begins further in is a title or a column, no body.
const BODY: f64 = 5.0;
/// Lines further apart than so many heights are parted by a blank.
const LEADING: f64 = 1.95;

/// A run of letters without a gutter.
#[derive(Debug, Clone)]
struct Piece {
    x: f64,
    end: f64,
    y: f64,
    size: f64,
    text: String,
}

/// The paragraphs of all pages so far.
#[derive(Default)]
pub(super) struct Paragraphs {
    done: Vec<String>,
    /// The line the last paragraph ended with, and the edges of its page.
    last: Option<(Piece, f64, f64)>,
}

impl Paragraphs {
    /// Adds a page.
    pub(super) fn add(&mut self, letters: Vec<Letter>) {
        let mut lines = lines(letters);
        drop_number(&mut lines);
        let all = lines.iter().flatten();
        let left = median(all.clone().map(|piece| piece.x).collect());
        let right = lines.iter().flatten().map(|piece| piece.end).fold(0.0, f64::max);
        let mut is_first = true;
        for piece in in_reading_order(lines) {
            let goes_on = self.last.as_ref().is_some_and(|(above, before, edge)| {
                let apart = if is_first { 0.0 } else { piece.y - above.y };
                goes_on(above, &piece, apart, (*before, *edge), left)
            });
            match self.done.last_mut().filter(|_| goes_on) {
                Some(paragraph) => {
                    paragraph.push(' ');
                    paragraph.push_str(&piece.text);
                }
                None => self.done.push(piece.text.clone()),
            }
            self.last = Some((piece, left, right));
            is_first = false;
        }
    }

    /// All of it, a paragraph a line, composed.
    pub(super) fn into_text(self) -> String {
        self.done.join("\n").nfc().collect()
    }
}

/// Whether a line only goes on because the page was too narrow.
fn goes_on(above: &Piece, piece: &Piece, apart: f64, (before, edge): (f64, f64), left: f64) -> bool {
    let size = above.size.max(1.0);
    let is_full = edge - above.end < SHORT * size;
    let is_near = (0.0..LEADING * size).contains(&apart);
    let is_indented = piece.x - left > INDENT * size && above.x - before <= INDENT * size;
    let is_alike = (above.size - piece.size).abs() < 0.25 * size;
    // A signature on the right has nothing to do with the receivers on the left.
    let is_body = above.x - before <= BODY * size && piece.end > above.x;
    is_full && is_near && is_alike && is_body && !is_indented && !begins_item(&piece.text)
}

/// "- ", "+ ", "a) ", "1. ", "Điều 1.": an item of a list is a paragraph of its own.
fn begins_item(text: &str) -> bool {
    let Some((first, _)) = text.split_once(' ') else { return false };
    let dash = matches!(first, "-" | "–" | "+" | "•" | "*" | "Điều");
    let marked = first.strip_suffix([')', '.']).is_some_and(|mark| {
        let letters = mark.chars().count();
        let is_number =
            mark.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        (letters == 1 && mark.chars().all(char::is_lowercase))
            || (is_number && letters < 6)
            || (letters < 5 && mark.chars().all(|c| "IVX".contains(c)))
    });
    dash || marked
}

/// Letters into lines, lines into pieces; the highest first, the leftmost first.
fn lines(mut letters: Vec<Letter>) -> Vec<Vec<Piece>> {
    letters.retain(|letter| letter.size > 0.5 && letter.size.is_finite());
    letters.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Letter>> = Vec::new();
    for letter in letters {
        match rows.last_mut().filter(|row| row.first().is_some_and(|first| level(first, &letter))) {
            Some(row) => row.push(letter),
            None => rows.push(vec![letter]),
        }
    }
    let pieces = rows.into_iter().map(pieces);
    pieces.filter(|line| !line.is_empty()).collect()
}

fn level(first: &Letter, letter: &Letter) -> bool {
    (letter.y - first.y).abs() < LEVEL * first.size.max(letter.size)
}

fn pieces(mut row: Vec<Letter>) -> Vec<Piece> {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut found: Vec<Piece> = Vec::new();
    for letter in row {
        let is_blank = letter.text.trim().is_empty();
        let Letter { x, end, y, size, text } = letter;
        match found.last_mut() {
            Some(piece) if x - piece.end <= GUTTER * size => {
                // Bold is often drawn by drawing a letter twice, a little apart.
                let is_again = piece.text.ends_with(&text) && x < piece.end - 0.3 * (end - x) && !is_blank;
                if is_again {
                    continue;
                }
                if is_blank || x - piece.end > SPACE * size {
                    space(&mut piece.text);
                }
                if !is_blank {
                    piece.text.push_str(&text);
                    piece.size = piece.size.max(size);
                    piece.end = piece.end.max(end);
                }
            }
            Some(_) | None if is_blank => {}
            Some(_) | None => found.push(Piece { x, end, y, size, text }),
        }
    }
    for piece in &mut found {
        piece.text.truncate(piece.text.trim_end().len());
    }
    found
}

fn space(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

/// A number alone at the top or at the end is the page's.
fn drop_number(lines: &mut Vec<Vec<Piece>>) {
    let is_number = |line: Option<&Vec<Piece>>| {
        line.is_some_and(|line| {
            let text: String = line.iter().map(|piece| piece.text.trim_matches(['-', ' '])).collect();
            text.len() < 5 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    if is_number(lines.first()) {
        lines.remove(0);
    }
    if is_number(lines.last()) {
        lines.pop();
    }
}

/// Lines of one piece follow each other; where two stand side by side, the left column is read to its end first. A line of
/// three or more is a row of a table and stays together.
fn in_reading_order(lines: Vec<Vec<Piece>>) -> Vec<Piece> {
    let mut order = Vec::new();
    let (mut beside, mut gutter): (Vec<Piece>, Option<f64>) = (Vec::new(), None);
    for line in lines {
        match (<[Piece; 2]>::try_from(line), gutter) {
            (Ok([left, right]), at) => {
                gutter = Some(at.map_or(right.x, |at| at.min(right.x)));
                order.push(left);
                beside.push(right);
            }
            (Err(line), Some(at)) if line.len() == 1 && line.iter().all(|piece| piece.x >= at) => {
                beside.extend(line);
            }
            (Err(line), Some(at)) if line.len() == 1 && line.iter().all(|piece| piece.end < at) => {
                order.extend(line);
            }
            (Err(line), _) => {
                order.append(&mut beside);
                gutter = None;
                order.extend(in_one(line));
            }
        }
    }
    order.append(&mut beside);
    order
}

/// The cells of a row, parted by tabs.
fn in_one(line: Vec<Piece>) -> Option<Piece> {
    let mut cells = line.into_iter();
    let mut whole = cells.next()?;
    for cell in cells {
        whole.text.push('\t');
        whole.text.push_str(&cell.text);
        whole.end = cell.end;
    }
    Some(whole)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
