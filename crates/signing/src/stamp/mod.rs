//! What a signature shows on its page, after Appendix I of NĐ 30/2020/NĐ-CP.
//!
//! A person's signature is a blue picture of the hand; an agency's a red picture of the seal with name and time; a note
//! has words only. Pictures and fonts are handed in; a stamp is made once and drawn on many documents.

mod font;
mod picture;

use jiff::Timestamp;
use kernel::text::nfc;

pub use picture::Picture;

use crate::SigningRefusal;
use crate::pdf::increment::Increment;
use crate::pdf::object::{Dict, Object, Reference, Stream};
use crate::pdf::text::iso;
use crate::sign::order::{Rect, number};
use crate::stamp::font::Font;

/// Letters of the time, which is not known when the stamp is made.
const TIME_LETTERS: &str = "0123456789-:T+";
/// The size of words in a note.
const NOTE_SIZE: f32 = 10.0;
/// The size of words under a seal, so that the time fits under its true width.
const SEAL_SIZE: f32 = 8.0;
/// From one line of words to the next, in sizes.
const LEADING: f32 = 1.2;
/// Points in a millimetre.
const POINTS_PER_MM: f32 = 72.0 / 25.4;

/// "Hình ảnh chữ ký số trên văn bản": a drawing for a rectangle on a page.
///
/// Law: NĐ 30/2020/NĐ-CP Phụ lục I
#[derive(Debug, Clone)]
pub struct Stamp {
    picture: Option<Picture>,
    words: Option<Words>,
    /// The true width of a seal.
    width: Option<f32>,
}

#[derive(Debug, Clone)]
struct Words {
    font: Font,
    size: f32,
    lines: Vec<String>,
    /// Does the time of signing follow?
    timed: bool,
}

impl Stamp {
    /// "Chữ ký của người có thẩm quyền": the picture of the hand, as large as the rectangle allows.
    #[must_use]
    pub fn official(picture: Picture) -> Self {
        Self { picture: Some(picture), words: None, width: None }
    }

    /// The same with lines of text under the picture, in 10 points.
    ///
    /// # Errors
    /// `FontUnreadable`, and `LetterMissing` where the font lacks a letter of the text.
    pub fn official_with(picture: Picture, font: &[u8], lines: &[&str]) -> Result<Self, SigningRefusal> {
        let words = Words::new(font, NOTE_SIZE, lines, false)?;
        Ok(Self { picture: Some(picture), words: Some(words), width: None })
    }

    /// "Chữ ký số của cơ quan, tổ chức": the picture of the seal in its true width, the agency and the time below it.
    ///
    /// # Errors
    /// `FontUnreadable`, and `LetterMissing` where the font lacks a letter of the name.
    pub fn seal(picture: Picture, width_mm: f32, font: &[u8], agency: &str) -> Result<Self, SigningRefusal> {
        let words = Words::new(font, SEAL_SIZE, &[agency], true)?;
        Ok(Self { picture: Some(picture), words: Some(words), width: Some(width_mm * POINTS_PER_MM) })
    }

    /// Words only, upright, black, 10 points, the time last: on attached files and on electronic copies.
    ///
    /// # Errors
    /// `FontUnreadable`, and `LetterMissing` where the font lacks a letter of the text.
    pub fn note(font: &[u8], lines: &[&str]) -> Result<Self, SigningRefusal> {
        Ok(Self { picture: None, words: Some(Words::new(font, NOTE_SIZE, lines, true)?), width: None })
    }

    /// Where in a rectangle the picture itself comes to lie: in its middle, its shape kept, above the words.
    #[must_use]
    pub fn picture_in(&self, rect: Rect) -> Rect {
        let text = self.text_height(rect.width);
        let shape = self.picture.as_ref().map_or(1.0, Picture::shape);
        let inner = fitted(shape, rect.width, (rect.height - text).max(0.0), text);
        Rect { left: rect.left + inner.left, bottom: rect.bottom + inner.bottom, ..inner }
    }

    /// The place of a seal over the left third of a signature's picture ([`Self::picture_in`]), at the same height.
    #[must_use]
    pub fn beside(&self, signature: Rect) -> Rect {
        let width = self.width.unwrap_or(signature.width);
        let shape = self.picture.as_ref().map_or(1.0, Picture::shape);
        let (drawn, text) = (width / shape, self.text_height(width));
        Rect {
            left: signature.left + signature.width / 3.0 - width,
            bottom: signature.bottom + (signature.height - drawn) / 2.0 - text,
            width,
            height: drawn + text,
        }
    }

    fn text_height(&self, width: f32) -> f32 {
        // Any instant is as long as any other.
        let lines = self.words.as_ref().map_or(0, |words| words.wrapped(width, Timestamp::UNIX_EPOCH).len());
        let size = self.words.as_ref().map_or(0.0, |words| words.size);
        f32::from(u16::try_from(lines).unwrap_or(u16::MAX)) * size * LEADING
    }

    /// Writes the drawing and answers with its number.
    pub(crate) fn draw(
        &self,
        increment: &mut Increment,
        rect: Rect,
        at: Timestamp,
    ) -> Result<Reference, SigningRefusal> {
        let mut content = String::new();
        let mut resources = Dict::new();
        let text = self.text_height(rect.width);
        if let Some(picture) = &self.picture {
            let place = fitted(picture.shape(), rect.width, (rect.height - text).max(0.0), text);
            content.push_str(&format!(
                "q {:.2} 0 0 {:.2} {:.2} {:.2} cm /Picture Do Q\n",
                place.width, place.height, place.left, place.bottom
            ));
            resources = resources.with("XObject", Dict::new().with("Picture", picture.draw(increment)));
        }
        if let Some(words) = &self.words {
            content.push_str(&words.content(rect.width, text, at));
            resources = resources.with("Font", Dict::new().with("Words", words.font.embed(increment)));
        }
        let frame = [0.0, 0.0, rect.width, rect.height].map(number).to_vec();
        let dict = Dict::new()
            .with("Type", "XObject")
            .with("Subtype", "Form")
            .with("BBox", frame)
            .with("Resources", resources)
            .with("Length", i64::try_from(content.len()).unwrap_or(i64::MAX));
        Ok(increment.add(&Object::Stream(Stream { dict, data: content.into_bytes() })))
    }
}

/// The largest place of this shape in the space above the text, in its middle.
fn fitted(shape: f32, width: f32, height: f32, text: f32) -> Rect {
    let drawn = if width / shape <= height { (width, width / shape) } else { (height * shape, height) };
    Rect {
        left: (width - drawn.0) / 2.0,
        bottom: text + (height - drawn.1) / 2.0,
        width: drawn.0,
        height: drawn.1,
    }
}

impl Words {
    fn new(font: &[u8], size: f32, lines: &[&str], timed: bool) -> Result<Self, SigningRefusal> {
        let lines: Vec<String> = lines.iter().map(|line| nfc(line)).collect();
        let mut letters = lines.concat();
        letters.push(' ');
        if timed {
            letters.push_str(TIME_LETTERS);
        }
        Ok(Self { font: Font::with_letters(font, &letters)?, size, lines, timed })
    }

    /// The lines, broken between words where the rectangle is too narrow.
    fn wrapped(&self, width: f32, at: Timestamp) -> Vec<String> {
        let time = if self.timed { Some(iso(at)) } else { None };
        let mut wrapped = Vec::new();
        for line in self.lines.iter().chain(&time) {
            let mut open = String::new();
            for word in line.split_whitespace() {
                let longer = if open.is_empty() { word.to_owned() } else { format!("{open} {word}") };
                if !open.is_empty() && self.font.width(&longer) * self.size > width {
                    wrapped.push(std::mem::replace(&mut open, word.to_owned()));
                } else {
                    open = longer;
                }
            }
            wrapped.push(open);
        }
        wrapped
    }

    /// Black text from the top of its part of the rectangle downwards.
    fn content(&self, width: f32, height: f32, at: Timestamp) -> String {
        let (size, step) = (self.size, self.size * LEADING);
        let mut content = format!("BT 0 0 0 rg /Words {size:.2} Tf {step:.2} TL 0 {:.2} Td\n", height - size);
        for line in self.wrapped(width, at) {
            content.push_str(&format!("<{}> Tj T*\n", self.font.coded(&line)));
        }
        content.push_str("ET\n");
        content
    }
}
