//! Tags and text of HTML and XML, one after the other, as forgiving as a browser: a broken tag is text.
//!
//! What a tag means is the business of `html` and `docx`.

/// A piece of markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// `<name …>`, in small letters; a tag that closes itself opens and closes.
    Open { name: String, attributes: &'a str, closed: bool },
    /// `</name>`.
    Close(String),
    /// Between tags, its entities undone.
    Text(String),
}

/// Cuts markup into pieces; comments, declarations and instructions are left out.
pub(super) fn pieces(source: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = source;
    std::iter::from_fn(move || {
        loop {
            let first = rest.chars().next()?;
            let is_tag = first == '<' && rest.get(1..).is_some_and(|tail| tail.starts_with(is_tag_start));
            if !is_tag {
                let skip = first.len_utf8();
                let end = rest.get(skip..)?.find('<').map_or(rest.len(), |at| at + skip);
                let (text, tail) = rest.split_at(end);
                rest = tail;
                return Some(Piece::Text(undone(text)));
            }
            let (tag, tail) = tag(rest)?;
            rest = tail;
            let piece = piece(tag);
            if let Some(Piece::Open { name, closed: false, .. }) = &piece
                && ["script", "style"].contains(&name.as_str())
            {
                rest = behind_raw(rest, name);
            }
            if piece.is_some() {
                return piece;
            }
        }
    })
}

/// In a script a `<` is no tag: on to the tag that closes it.
fn behind_raw<'a>(rest: &'a str, name: &str) -> &'a str {
    let closes = |at: &usize| {
        rest.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    let at = rest.match_indices("</").map(|(at, _)| at).find(closes);
    at.and_then(|at| rest.get(at..)).unwrap_or_default()
}

fn is_tag_start(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')
}

/// The inside of a tag and what follows it; a `>` inside quotes does not end a tag.
fn tag(rest: &str) -> Option<(&str, &str)> {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return Some(("!", comment.split_once("-->").map_or("", |(_, tail)| tail)));
    }
    let inside = rest.get(1..)?;
    let mut quote = None;
    for (at, c) in inside.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, '>') => return Some((inside.get(..at)?, inside.get(at + 1..)?)),
            _ => {}
        }
    }
    Some((inside, ""))
}

fn piece(tag: &str) -> Option<Piece<'_>> {
    if tag.starts_with(['!', '?']) {
        return None;
    }
    if let Some(name) = tag.strip_prefix('/') {
        return Some(Piece::Close(name.trim().to_lowercase()));
    }
    let closed = tag.ends_with('/');
    let tag = tag.strip_suffix('/').unwrap_or(tag);
    let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    Some(Piece::Open { name: name.to_lowercase(), attributes, closed })
}

/// Entities as letters; one that is unknown stays as it stands.
fn undone(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        let entity = behind.split_once(';').filter(|(name, _)| name.len() <= 10);
        match entity.and_then(|(name, tail)| Some((letter(name)?, tail))) {
            Some((letter, tail)) => {
                out.push(letter);
                rest = tail;
            }
            None => {
                out.push('&');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

fn letter(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
        return char::from_u32(code?);
    }
    const NAMED: [(&str, char); 44] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("ndash", '–'),
        ("mdash", '—'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("hellip", '…'),
        ("bull", '•'),
        ("middot", '·'),
        ("agrave", 'à'),
        ("aacute", 'á'),
        ("acirc", 'â'),
        ("atilde", 'ã'),
        ("egrave", 'è'),
        ("eacute", 'é'),
        ("ecirc", 'ê'),
        ("igrave", 'ì'),
        ("iacute", 'í'),
        ("ograve", 'ò'),
        ("oacute", 'ó'),
        ("ocirc", 'ô'),
        ("otilde", 'õ'),
        ("ugrave", 'ù'),
        ("uacute", 'ú'),
        ("yacute", 'ý'),
        ("Agrave", 'À'),
        ("Aacute", 'Á'),
        ("Acirc", 'Â'),
        ("Atilde", 'Ã'),
        ("Egrave", 'È'),
        ("Eacute", 'É'),
        ("Ecirc", 'Ê'),
        ("Ograve", 'Ò'),
        ("Oacute", 'Ó'),
        ("Ocirc", 'Ô'),
        ("Ugrave", 'Ù'),
        ("Uacute", 'Ú'),
        ("Yacute", 'Ý'),
    ];
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter)
}
