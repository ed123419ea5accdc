//! Sentences that choose nothing, laid out once: text, and the places of values in it.
//!
//! Most of the words of a page are such sentences, and a page says hundreds of them. A sentence that chooses (plurals,
//! functions, other sentences) stays with Fluent; a test compares the two for every sentence there is.

use std::borrow::Cow;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use crate::Arg;

/// The sentences of a language by their keys.
#[expect(
    clippy::disallowed_types,
    reason = "only asked by key, a thousand times a page, and never walked through"
)]
pub(crate) type LaidByKey = std::collections::HashMap<String, Laid>;

/// "Câu dàn sẵn".
pub(crate) struct Laid(Vec<Piece>);

enum Piece {
    Text(String),
    /// The name of a value.
    Value(String),
}

/// Lays out what can be of a file's sentences.
pub(crate) fn lay_out(resource: &FluentResource, into: &mut LaidByKey) {
    for entry in resource.entries() {
        if let Entry::Message(message) = entry
            && let Some(laid) = message.value.as_ref().and_then(Laid::of)
        {
            into.insert(message.id.name.to_owned(), laid);
        }
    }
}

impl Laid {
    fn of(pattern: &Pattern<&str>) -> Option<Self> {
        let piece = |element: &PatternElement<&str>| match element {
            PatternElement::TextElement { value } => Some(Piece::Text((*value).to_owned())),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => Some(Piece::Value(id.name.to_owned())),
            PatternElement::Placeable { expression: _ } => None,
        };
        pattern.elements.iter().map(piece).collect::<Option<_>>().map(Self)
    }

    /// The sentence with its values; none where one is missing.
    pub(crate) fn say(&self, args: &[(&str, &dyn Arg)]) -> Option<String> {
        if let [Piece::Text(text)] = self.0.as_slice() {
            return Some(text.clone());
        }
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Text(text) => Some(Cow::Borrowed(text.as_str())),
            Piece::Value(name) => args.iter().find(|(known, _)| known == name).map(|(_, value)| value.text()),
        });
        let pieces = pieces.collect::<Option<Vec<_>>>()?;
        Some(pieces.concat())
    }

    /// The names of its values.
    #[cfg(test)]
    pub(crate) fn values(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Value(name) => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }
}
