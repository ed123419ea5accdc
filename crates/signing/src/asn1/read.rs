//! Walking DER without copying: what a signature covers are bytes, and bytes written again might be others.

/// One value and the bytes it is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'a> {
    pub(crate) tag: u8,
    pub(crate) content: &'a [u8],
    /// Tag, length and content.
    pub(crate) whole: &'a [u8],
}

/// The first value, and what follows it.
pub(crate) fn first(bytes: &[u8]) -> Option<(Value<'_>, &[u8])> {
    let (tag, rest) = bytes.split_first()?;
    // A tag above 30 takes several bytes; nothing here uses one.
    if tag & 0x1f == 0x1f {
        return None;
    }
    let (len, rest) = length(rest)?;
    let content = rest.get(..len)?;
    let after = rest.get(len..)?;
    Some((Value { tag: *tag, content, whole: bytes.get(..bytes.len() - after.len())? }, after))
}

fn length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    if *first < 0x80 {
        return Some((usize::from(*first), rest));
    }
    let count = usize::from(first & 0x7f);
    // Nought would be the indefinite form, which is not DER.
    if count == 0 || count > 4 {
        return None;
    }
    let len = rest.get(..count)?.iter().fold(0_usize, |len, byte| (len << 8) | usize::from(*byte));
    Some((len, rest.get(count..)?))
}

/// The one value these bytes are, nothing behind it.
pub(crate) fn only(bytes: &[u8]) -> Option<Value<'_>> {
    first(bytes).filter(|(_, rest)| rest.is_empty()).map(|(value, _)| value)
}

/// All values of a content, or nothing where one is broken.
pub(crate) fn all(mut content: &[u8]) -> Option<Vec<Value<'_>>> {
    let mut values = Vec::new();
    while !content.is_empty() {
        let (value, rest) = first(content)?;
        values.push(value);
        content = rest;
    }
    Some(values)
}

/// The value without padding behind it: `/Contents` is longer than the signature it holds.
pub(crate) fn unpadded(bytes: &[u8]) -> Option<&[u8]> {
    let (value, rest) = first(bytes)?;
    rest.iter().all(|byte| *byte == 0).then_some(value.whole)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{all, first, only, unpadded};

    #[test]
    fn walks_and_stops() {
        assert!(only(&[4, 1, 7]).is_some_and(|value| value.content == [7]));
        assert!(only(&[4, 1, 7, 0]).is_none());
        assert_eq!(unpadded(&[4, 1, 7, 0, 0]), Some(&[4, 1, 7][..]));
        assert_eq!(unpadded(&[4, 1, 7, 0, 1]), None);
        assert!(first(&[0x30, 0x80, 0, 0]).is_none(), "the indefinite form");
        assert!(first(&[4, 0x84, 0xff, 0xff, 0xff, 0xff]).is_none());
        assert_eq!(all(&[4, 0, 5, 0]).map(|values| values.len()), Some(2));
    }

    proptest! {
        #[test]
        fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _any_answer = (all(&bytes), unpadded(&bytes));
        }
    }
}
