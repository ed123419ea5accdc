//! Signatures in XML (XML-DSig, XAdES B-B) for formats of exchange: one enveloped signature over the whole document.
//!
//! Few algorithms on purpose: exclusive canonical form, SHA-2, RSA and ECDSA; no transform that computes, no document
//! type, no reference to anything outside. What others may write beyond that is judged unreadable, not guessed.

mod canon;
mod names;
mod sign;
mod verify;

pub use sign::{PreparedXml, XmlOrder, prepare_xml};
pub use verify::{askable_xml, validate_xml};

pub(crate) use names::DSIG;

use crate::SigningRefusal;

/// Bytes of one document.
const MAX_BYTES: usize = 64 * 1024 * 1024;
/// Nodes of one document.
const MAX_NODES: u32 = 1_000_000;
/// Elements within each other.
const MAX_DEPTH: usize = 128;

fn malformed(what: &str) -> SigningRefusal {
    SigningRefusal::XmlMalformed { what: what.to_owned() }
}

/// Reads a document within the bounds; a document type is refused, for it could rewrite everything.
fn parse(text: &str) -> Result<roxmltree::Document<'_>, SigningRefusal> {
    if text.len() > MAX_BYTES {
        return Err(SigningRefusal::TooLarge { what: "xml".into() });
    }
    if depth(text) > MAX_DEPTH {
        return Err(SigningRefusal::TooLarge { what: "depth".into() });
    }
    let options =
        roxmltree::ParsingOptions { nodes_limit: MAX_NODES, ..roxmltree::ParsingOptions::default() };
    roxmltree::Document::parse_with_options(text, options).map_err(|error| {
        if matches!(error, roxmltree::Error::NodesLimitReached) {
            SigningRefusal::TooLarge { what: "xml".into() }
        } else if matches!(error, roxmltree::Error::DtdDetected) {
            malformed("doctype")
        } else {
            malformed(&format!("line {}", error.pos().row))
        }
    })
}

/// At least how deep the elements lie, counted without reading them: a tower must not reach the reader's stack.
fn depth(text: &str) -> usize {
    let (mut depth, mut most) = (0_usize, 0);
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        // What a mark of less-than hides is skipped whole.
        for (open, close) in [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")] {
            if rest.starts_with(open) {
                rest = rest.find(close).and_then(|end| rest.get(end + close.len()..)).unwrap_or_default();
            }
        }
        if rest.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if rest.find('>').is_some_and(|end| !rest.get(..end).unwrap_or_default().ends_with('/')) {
            depth += 1;
            most = most.max(depth);
        }
    }
    most
}
