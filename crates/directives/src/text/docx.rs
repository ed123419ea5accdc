//! A DOCX as it reads when its tracked changes are accepted: what was inserted is taken, what was deleted or moved away
//! is not.
//!
//! Numbers that the word processor makes by itself are not in the file; an item of such a list begins with a dash or,
//! one level deeper, a plus, so that what hangs under what is kept.

use kernel::Refusal;

use super::markup::{Piece, pieces};
use super::{TextRefusal, zip};

const BODY: &str = "word/document.xml";
/// What stands inside is not part of the text as it reads now.
const GONE: [&str; 5] = ["w:del", "w:movefrom", "mc:fallback", "w:instrtext", "w:deltext"];

/// Where the reader is.
#[derive(Default)]
struct Place {
    gone: usize,
    /// Inside `w:t`.
    letters: bool,
    /// Inside the properties of a paragraph.
    properties: bool,
    /// The end of this paragraph was deleted: the next one goes on in the same line.
    joined: bool,
    /// Depth of the list the paragraph is an item of.
    list: Option<u8>,
    begun: bool,
}

pub(super) fn text(archive: &[u8]) -> Result<String, Refusal> {
    let body = zip::file(archive, BODY)?;
    let body = String::from_utf8(body).map_err(|_| Refusal::from(TextRefusal::DocxBroken))?;
    let mut out = String::new();
    let mut place = Place::default();
    for piece in pieces(&body) {
        match piece {
            Piece::Open { name, attributes, closed } => place.open(&name, attributes, closed, &mut out),
            Piece::Close(name) => place.close(&name, &mut out),
            Piece::Text(text) if place.letters && place.gone == 0 => place.append(&text, &mut out),
            Piece::Text(_) => {}
        }
    }
    out.truncate(out.trim_end().len());
    Ok(out)
}

impl Place {
    fn open(&mut self, name: &str, attributes: &str, closed: bool, out: &mut String) {
        let deletes = GONE.contains(&name);
        match name {
            "w:del" if self.properties => self.joined = true,
            _ if deletes => self.gone += usize::from(!closed),
            "w:p" => {
                self.list = None;
                self.joined = false;
                if closed {
                    out.push('\n');
                }
            }
            "w:ppr" => self.properties = !closed,
            "w:numpr" => self.list = Some(0),
            "w:ilvl" if self.list.is_some() && !attributes.contains("\"0\"") => self.list = Some(1),
            "w:t" => self.letters = !closed,
            "w:tab" if self.gone == 0 && !self.properties => out.push('\t'),
            "w:br" | "w:cr" if self.gone == 0 => out.push('\n'),
            "w:nobreakhyphen" if self.gone == 0 => out.push('-'),
            _ => {}
        }
    }

    fn close(&mut self, name: &str, out: &mut String) {
        match name {
            "w:del" if self.properties => {}
            _ if GONE.contains(&name) => self.gone = self.gone.saturating_sub(1),
            "w:t" => self.letters = false,
            "w:ppr" => self.properties = false,
            "w:p" if !self.joined => {
                out.push('\n');
                self.begun = false;
            }
            _ => {}
        }
    }

    fn append(&mut self, text: &str, out: &mut String) {
        if !self.begun {
            match self.list {
                Some(0) => out.push_str("- "),
                Some(_) => out.push_str("+ "),
                None => {}
            }
            self.begun = true;
        }
        out.push_str(text);
    }
}
