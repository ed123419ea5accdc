//! Reading values out of bytes nobody vouches for: every step is bounded, nothing is guessed.
//!
//! Where a value is not what the standard says, the answer is a refusal with a word for the place, never a panic.

use crate::SigningRefusal;
use crate::pdf::object::{Dict, Object, Reference};

/// Arrays and dictionaries inside each other.
const MAX_DEPTH: usize = 64;
/// Bytes of one name.
const MAX_NAME: usize = 1024;

/// A place in a file, going forward.
#[derive(Debug, Clone)]
pub(crate) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

type Read<T> = Result<T, SigningRefusal>;

impl<'a> Lexer<'a> {
    pub(crate) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Goes past white space and comments.
    pub(crate) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if is_space(byte) {
                self.at += 1;
            } else if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else {
                return;
            }
        }
    }

    /// Goes past `word` if it stands here.
    pub(crate) fn take(&mut self, word: &[u8]) -> bool {
        let there = self.rest().starts_with(word);
        if there {
            self.at += word.len();
        }
        there
    }

    /// A whole number without a sign, white space before it.
    pub(crate) fn number(&mut self) -> Read<u64> {
        self.skip_space();
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let text = self.rest().get(..digits).unwrap_or_default();
        let value = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
        self.at += digits;
        value.ok_or_else(|| SigningRefusal::malformed("number"))
    }

    /// `12 0 obj` and the value after it; where a stream begins, its place is answered apart.
    pub(crate) fn indirect(&mut self) -> Read<(Reference, Object)> {
        let number = u32::try_from(self.number()?).map_err(|_| SigningRefusal::malformed("object-number"))?;
        let generation =
            u16::try_from(self.number()?).map_err(|_| SigningRefusal::malformed("generation"))?;
        self.skip_space();
        if !self.take(b"obj") {
            return Err(SigningRefusal::malformed("object"));
        }
        Ok((Reference { number, generation }, self.value()?))
    }

    /// The end mark of an object: where it is missing, two readers may see two objects.
    pub(crate) fn end(&mut self) -> Read<()> {
        self.skip_space();
        if self.take(b"endobj") { Ok(()) } else { Err(SigningRefusal::malformed("endobj")) }
    }

    /// Where the bytes of a stream begin, if one follows.
    pub(crate) fn stream_start(&mut self) -> Option<usize> {
        self.skip_space();
        if !self.take(b"stream") {
            return None;
        }
        let _either = self.take(b"\r\n") || self.take(b"\n") || self.take(b"\r");
        Some(self.at)
    }

    /// The next value.
    pub(crate) fn value(&mut self) -> Read<Object> {
        self.nested(0)
    }

    fn nested(&mut self, depth: usize) -> Read<Object> {
        if depth > MAX_DEPTH {
            return Err(SigningRefusal::TooLarge { what: "depth".into() });
        }
        self.skip_space();
        match self.peek() {
            Some(b'/') => self.name().map(Object::Name),
            Some(b'(') => self.literal().map(Object::Text),
            Some(b'<') if self.rest().starts_with(b"<<") => self.dict(depth).map(Object::Dict),
            Some(b'<') => self.hex().map(Object::Text),
            Some(b'[') => self.array(depth).map(Object::Array),
            Some(b'0'..=b'9' | b'+' | b'-' | b'.') => self.numeric(),
            Some(_) => self.keyword(),
            None => Err(SigningRefusal::malformed("end")),
        }
    }

    fn keyword(&mut self) -> Read<Object> {
        for (word, value) in
            [(&b"true"[..], Object::Bool(true)), (b"false", Object::Bool(false)), (b"null", Object::Null)]
        {
            if self.take(word) {
                return Ok(value);
            }
        }
        Err(SigningRefusal::malformed("value"))
    }

    /// A number, or the reference it begins.
    fn numeric(&mut self) -> Read<Object> {
        let len =
            self.rest().iter().take_while(|byte| byte.is_ascii_digit() || b"+-.".contains(byte)).count();
        let text = self.rest().get(..len).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default();
        self.at += len;
        if text.contains('.') {
            let plain = text.parse::<f64>().is_ok_and(f64::is_finite);
            return if plain {
                Ok(Object::Real(text.to_owned()))
            } else {
                Err(SigningRefusal::malformed("number"))
            };
        }
        let value: i64 = text.parse().map_err(|_| SigningRefusal::malformed("number"))?;
        Ok(self.reference_from(value).map_or(Object::Int(value), Object::Reference))
    }

    /// Is this number the first of `12 0 R`?
    fn reference_from(&mut self, value: i64) -> Option<Reference> {
        let number = u32::try_from(value).ok()?;
        let mut ahead = self.clone();
        let generation = u16::try_from(ahead.number().ok()?).ok()?;
        ahead.skip_space();
        let is_end = |byte: Option<u8>| byte.is_none_or(|byte| is_space(byte) || is_delimiter(byte));
        if !ahead.take(b"R") || !is_end(ahead.peek()) {
            return None;
        }
        self.at = ahead.at;
        Some(Reference { number, generation })
    }

    fn name(&mut self) -> Read<Vec<u8>> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| !is_space(*byte) && !is_delimiter(*byte)) {
            self.at += 1;
            let escaped = if byte == b'#' { self.two_digits() } else { None };
            name.push(escaped.unwrap_or(byte));
            if name.len() > MAX_NAME {
                return Err(SigningRefusal::TooLarge { what: "name".into() });
            }
        }
        Ok(name)
    }

    fn two_digits(&mut self) -> Option<u8> {
        let (high, low) = (digit(*self.rest().first()?)?, digit(*self.rest().get(1)?)?);
        self.at += 2;
        Some(high * 16 + low)
    }

    fn hex(&mut self) -> Read<Vec<u8>> {
        self.at += 1;
        let rest = self.rest();
        let len =
            rest.iter().position(|byte| *byte == b'>').ok_or_else(|| SigningRefusal::malformed("text"))?;
        let inner = rest.get(..len).unwrap_or_default();
        let mut text = Vec::with_capacity(len / 2 + 1);
        let mut high = None;
        for byte in inner.iter().filter(|byte| !is_space(**byte)) {
            let value = digit(*byte).ok_or_else(|| SigningRefusal::malformed("text"))?;
            match high.take() {
                Some(first) => text.push(first * 16 + value),
                None => high = Some(value),
            }
        }
        text.extend(high.map(|first: u8| first * 16));
        self.at += len + 1;
        Ok(text)
    }

    fn literal(&mut self) -> Read<Vec<u8>> {
        self.at += 1;
        let (mut text, mut open) = (Vec::new(), 1_usize);
        loop {
            let byte = self.peek().ok_or_else(|| SigningRefusal::malformed("text"))?;
            self.at += 1;
            match byte {
                b'\\' => self.escape(&mut text),
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                return Ok(text);
            }
            if byte != b'\\' {
                text.push(byte);
            }
        }
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\n' => {}
            b'\r' => {
                let _joined = self.take(b"\n");
            }
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(next) = self.peek().filter(|next| (b'0'..=b'7').contains(next)) else { break };
                    self.at += 1;
                    value = value * 8 + u32::from(next - b'0');
                }
                text.push(u8::try_from(value & 255).unwrap_or(0));
            }
            other => text.push(other),
        }
    }

    fn array(&mut self, depth: usize) -> Read<Vec<Object>> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.take(b"]") {
                return Ok(items);
            }
            items.push(self.nested(depth + 1)?);
        }
    }

    fn dict(&mut self, depth: usize) -> Read<Dict> {
        let mut dict = Dict::new();
        self.entries(depth, |key, value, _| dict.add(key, value))?;
        Ok(dict)
    }

    /// The entries of a dictionary with the place of each value, for those who must know where bytes stand.
    pub(crate) fn entries(
        &mut self,
        depth: usize,
        mut each: impl FnMut(Vec<u8>, Object, std::ops::Range<usize>) -> Read<()>,
    ) -> Read<()> {
        self.skip_space();
        if !self.take(b"<<") {
            return Err(SigningRefusal::malformed("dictionary"));
        }
        loop {
            self.skip_space();
            if self.take(b">>") {
                return Ok(());
            }
            if self.peek() != Some(b'/') {
                return Err(SigningRefusal::malformed("key"));
            }
            let key = self.name()?;
            self.skip_space();
            let from = self.at;
            let value = self.nested(depth + 1)?;
            each(key, value, from..self.at)?;
        }
    }
}

pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    b"()<>[]{}/%".contains(&byte)
}

/// The value of a hexadecimal digit.
pub(crate) fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Lexer;
    use crate::pdf::object::Object;

    fn round(text: &[u8]) -> String {
        let mut out = Vec::new();
        match Lexer::new(text, 0).value() {
            Ok(value) => value.write(&mut out),
            Err(refusal) => out.extend_from_slice(kernel::Refusal::from(refusal).to_string().as_bytes()),
        }
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn reads_what_the_standard_says() {
        for (text, expected) in [
            (&b"<< /A 1 /B [1 0 R 2 -3.50 (a\\)b)] >>"[..], "<</A 1/B [1 0 R 2 -3.50 <612962>]>>"),
            (b"/J#61va#20Script", "/Java#20Script"),
            (b"(a\\101\\\nb(c)\\r)", "<614162286329"),
            (b"<48 4>", "(H@)"),
            (b"% note\n true", "true"),
            (b"12 0 Rx", "12"),
            (b"<< /A 1 /A 2 >>", "signing.pdf-malformed what=key-twice"),
            (b"1.2.3", "signing.pdf-malformed what=number"),
            (b"(open", "signing.pdf-malformed what=text"),
            (b"<< /A", "signing.pdf-malformed what=end"),
        ] {
            let said = round(text);
            assert!(said.starts_with(expected), "{} gave {said}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn a_tower_of_brackets_is_refused() {
        assert_eq!(round(&vec![b'['; 1_000_000]), "signing.pdf-too-large what=depth");
    }

    proptest! {
        #[test]
        fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _any_answer = Lexer::new(&bytes, 0).indirect();
            let _any_answer = Lexer::new(&bytes, 0).value();
        }

        #[test]
        fn what_is_written_is_read_again(text in proptest::collection::vec(any::<u8>(), 0..60), name in "[ -~]{0,20}") {
            let value = Object::Array(vec![Object::Text(text), Object::Name(name.into_bytes())]);
            let mut out = Vec::new();
            value.write(&mut out);
            prop_assert_eq!(Lexer::new(&out, 0).value(), Ok(value));
        }
    }
}
