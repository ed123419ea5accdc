//! Signatures in XML (XML-DSig, XAdES B-B and B-T) for formats of exchange: over the whole document, as many as sign it.
//!
//! Few algorithms on purpose: exclusive canonical form, SHA-2, RSA and ECDSA; no document type, no reference to anything
//! outside, and of the transforms that compute only one sentence, the one that leaves out every signature (`reference`).
//! What others may write beyond that is judged unreadable, not guessed. `sign` makes signatures, `signature` and
//! `properties` read them, `verify` judges.

mod canon;
mod names;
mod properties;
mod reference;
mod sign;
mod signature;
mod verify;

pub use sign::{PreparedXml, SignedXml, XmlOrder, prepare_xml};
pub use verify::{askable_xml, validate_xml};

pub(crate) use names::DSIG;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use roxmltree::{Document, Node};

use crate::SigningRefusal;
use crate::validate::Reason;

/// Bytes of one document.
const MAX_BYTES: usize = 64 * 1024 * 1024;
/// Nodes of one document.
const MAX_NODES: u32 = 1_000_000;
/// Elements within each other.
const MAX_DEPTH: usize = 128;
/// Signatures of one document.
const MAX_SIGNATURES: usize = 16;

fn malformed(what: &str) -> SigningRefusal {
    SigningRefusal::XmlMalformed { what: what.to_owned() }
}

/// Reads a document within the bounds; a document type is refused, for it could rewrite everything.
fn parse(text: &str) -> Result<Document<'_>, SigningRefusal> {
    if text.len() > MAX_BYTES {
        return Err(SigningRefusal::TooLarge { what: "xml".into() });
    }
    let options =
        roxmltree::ParsingOptions { nodes_limit: MAX_NODES, ..roxmltree::ParsingOptions::default() };
    let read = Document::parse_with_options(text, options).map_err(|error| {
        if matches!(error, roxmltree::Error::NodesLimitReached) {
            SigningRefusal::TooLarge { what: "xml".into() }
        } else if matches!(error, roxmltree::Error::DtdDetected) {
            malformed("doctype")
        } else {
            malformed(&format!("line {}", error.pos().row))
        }
    })?;
    if is_tower(&read) {
        return Err(SigningRefusal::TooLarge { what: "depth".into() });
    }
    Ok(read)
}

fn is_signature(node: &Node<'_, '_>) -> bool {
    node.has_tag_name((DSIG, "Signature"))
}

/// All signatures, in the order of the text; too many are refused, for one that nobody looked at could hide something.
fn signatures<'a, 'i>(read: &'a Document<'i>) -> Result<Vec<Node<'a, 'i>>, SigningRefusal> {
    let found: Vec<_> = read.descendants().filter(is_signature).take(MAX_SIGNATURES + 1).collect();
    if found.len() > MAX_SIGNATURES {
        return Err(SigningRefusal::TooLarge { what: "signatures".into() });
    }
    Ok(found)
}

/// The only child of that name; two of them would be two readings.
fn child<'a, 'i>(node: Node<'a, 'i>, name: (&str, &str)) -> Option<Node<'a, 'i>> {
    let mut all = node.children().filter(|one| one.has_tag_name(name));
    all.next().filter(|_| all.next().is_none())
}

/// What the text of an element says in base 64.
fn bytes(node: Node<'_, '_>) -> Result<Vec<u8>, Reason> {
    let text: String = node.children().filter_map(|one| one.text()).collect();
    let plain: String = text.chars().filter(|letter| !letter.is_ascii_whitespace()).collect();
    STANDARD.decode(plain).map_err(|_| Reason::Unreadable)
}

/// Does a canonical form ask for prefixes beyond those in use?
fn prefixes(node: Node<'_, '_>) -> bool {
    node.descendants().any(|one| one.has_tag_name((names::EXCLUSIVE, "InclusiveNamespaces")))
}

/// Do the elements lie deeper within each other than anybody writes them? Asked before anything goes down by itself, so
/// that no tower reaches the end of the stack.
fn is_tower(read: &Document<'_>) -> bool {
    let (mut node, mut depth) = (read.root(), 0_usize);
    loop {
        if depth > MAX_DEPTH && node.is_element() {
            return true;
        }
        if let Some(first) = node.first_child() {
            (node, depth) = (first, depth + 1);
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(above) = node.parent() else { return false };
            (node, depth) = (above, depth.saturating_sub(1));
        }
    }
}
