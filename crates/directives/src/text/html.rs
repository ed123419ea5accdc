//! A web page as the lines a reader sees: blocks end lines, list items begin with a dash, scripts and styles are gone.
//!
//! Menus and footers stay: they hold no orders, and guessing which part is the article could lose some.

use super::markup::{Piece, pieces};

const HIDDEN: [&str; 8] = ["script", "style", "head", "template", "svg", "noscript", "del", "select"];
const BLOCKS: [&str; 26] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "table",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "footer",
    "blockquote",
    "hr",
    "pre",
    "dd",
    "dt",
    "figcaption",
];

pub(super) fn text(source: &str) -> String {
    let mut out = String::with_capacity(source.len() / 2);
    let mut hidden: Option<(String, usize)> = None;
    for piece in pieces(source) {
        match (&mut hidden, piece) {
            (Some((inside, depth)), Piece::Open { name, closed: false, .. }) if name == *inside => {
                *depth += 1;
            }
            (Some((inside, depth)), Piece::Close(name)) if name == *inside => {
                *depth -= 1;
                if *depth == 0 {
                    hidden = None;
                }
            }
            (Some(_), _) => {}
            (None, Piece::Open { name, closed: false, .. }) if HIDDEN.contains(&name.as_str()) => {
                hidden = Some((name, 1));
            }
            (None, Piece::Open { name, .. }) => {
                ends_line(&mut out, &name);
                if name == "li" {
                    out.push_str("- ");
                }
            }
            (None, Piece::Close(name)) => ends_line(&mut out, &name),
            (None, Piece::Text(text)) => append(&mut out, &text),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn ends_line(out: &mut String, name: &str) {
    if BLOCKS.contains(&name) {
        out.truncate(out.trim_end_matches(' ').len());
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
    }
}

/// Runs of white space are one space, as a browser shows them.
fn append(out: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
    }
}
