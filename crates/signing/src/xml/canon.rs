//! Exclusive canonical form (Exclusive XML Canonicalization 1.0, without comments): the bytes a signature is over.
//!
//! The reader has settled line ends, entities and CDATA; here are namespaces, order and escapes. Prefixes are taken from
//! the text itself, because two may stand for the same namespace.

use std::collections::BTreeMap;

use roxmltree::{Document, Node, NodeId, NodeType};

use crate::xml::is_signature;

/// Prefixes and what they stand for, as already written above.
type Written<'a> = BTreeMap<&'a str, &'a str>;

/// What is left out of a canonical form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Without {
    /// Nothing.
    Nothing,
    /// One element.
    One(NodeId),
    /// Every signature, so that one may be added without a word changed.
    Signatures,
}

impl Without {
    fn leaves_out(self, node: Node<'_, '_>) -> bool {
        match self {
            Self::Nothing => false,
            Self::One(id) => node.id() == id,
            Self::Signatures => is_signature(&node),
        }
    }
}

/// The whole document.
pub(crate) fn document(document: &Document<'_>, without: Without) -> Vec<u8> {
    let (mut out, mut after_root) = (String::new(), false);
    for node in document.root().children() {
        match node.node_type() {
            NodeType::Element => {
                element(node, without, &Written::new(), &mut out);
                after_root = true;
            }
            NodeType::PI => {
                if after_root {
                    out.push('\n');
                }
                instruction(node, &mut out);
                if !after_root {
                    out.push('\n');
                }
            }
            NodeType::Root | NodeType::Comment | NodeType::Text => {}
        }
    }
    out.into_bytes()
}

/// One element with all in it.
pub(crate) fn subtree(node: Node<'_, '_>, without: Without) -> Vec<u8> {
    let mut out = String::new();
    element(node, without, &Written::new(), &mut out);
    out.into_bytes()
}

fn element<'a>(node: Node<'a, '_>, without: Without, above: &Written<'a>, out: &mut String) {
    if without.leaves_out(node) {
        return;
    }
    let name = qualified(node);
    let mut written = above.clone();
    out.push('<');
    out.push_str(name);
    for (prefix, uri) in namespaces(node, name) {
        let before = above.get(prefix).copied().unwrap_or_default();
        if before == uri {
            continue;
        }
        written.insert(prefix, uri);
        out.push_str(if prefix.is_empty() { " xmlns" } else { " xmlns:" });
        out.push_str(prefix);
        out.push_str("=\"");
        escape_attribute(uri, out);
        out.push('"');
    }
    let mut attributes: Vec<_> = node.attributes().collect();
    attributes.sort_by_key(|one| (one.namespace().unwrap_or_default(), one.name()));
    for one in attributes {
        out.push(' ');
        out.push_str(source(node, one.range_qname()));
        out.push_str("=\"");
        escape_attribute(one.value(), out);
        out.push('"');
    }
    out.push('>');
    for child in node.children() {
        match child.node_type() {
            NodeType::Element => element(child, without, &written, out),
            NodeType::Text => escape_text(child.text().unwrap_or_default(), out),
            NodeType::PI => instruction(child, out),
            NodeType::Comment | NodeType::Root => {}
        }
    }
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// The namespaces the element itself makes use of, in order.
fn namespaces<'a>(node: Node<'a, '_>, name: &'a str) -> BTreeMap<&'a str, &'a str> {
    let mut used = BTreeMap::new();
    let own = name.split_once(':').map_or("", |(prefix, _)| prefix);
    used.insert(own, node.tag_name().namespace().unwrap_or_default());
    for one in node.attributes() {
        if let Some((prefix, _)) = source(node, one.range_qname()).split_once(':') {
            used.insert(prefix, one.namespace().unwrap_or_default());
        }
    }
    used.remove("xml");
    used
}

/// The name as it stands in the text, prefix included.
fn qualified<'a>(node: Node<'a, '_>) -> &'a str {
    let start = node.range().start + 1;
    let rest = node.document().input_text().get(start..).unwrap_or_default();
    let end = rest.find(|letter: char| letter.is_whitespace() || letter == '/' || letter == '>');
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
}

fn source<'a>(node: Node<'a, '_>, range: std::ops::Range<usize>) -> &'a str {
    node.document().input_text().get(range).unwrap_or_default()
}

fn instruction(node: Node<'_, '_>, out: &mut String) {
    let Some(pi) = node.pi() else { return };
    out.push_str("<?");
    out.push_str(pi.target);
    if let Some(value) = pi.value {
        out.push(' ');
        out.push_str(value);
    }
    out.push_str("?>");
}

fn escape_text(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#xD;"),
            _ => out.push(letter),
        }
    }
}

pub(crate) fn escape_attribute(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#x9;"),
            '\n' => out.push_str("&#xA;"),
            '\r' => out.push_str("&#xD;"),
            _ => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Without, document};

    #[test]
    fn each_rule_of_the_canonical_form() {
        for (text, expected) in [
            ("<?xml version='1.0'?>\n<a/>\n", "<a></a>"),
            ("<a b='2' a='1'>x &gt; \"y\"&#13;</a>", "<a a=\"1\" b=\"2\">x &gt; \"y\"&#xD;</a>"),
            ("<a><!-- no --><![CDATA[<b>]]></a>", "<a>&lt;b&gt;</a>"),
            ("<?one x?><a/><?two?>", "<?one x?>\n<a></a>\n<?two?>"),
            // Only what is used is written, where it is used first.
            (
                "<a xmlns='urn:a' xmlns:b='urn:b' xmlns:c='urn:c'><b:x c:y='1'/><b:x/></a>",
                "<a xmlns=\"urn:a\"><b:x xmlns:b=\"urn:b\" xmlns:c=\"urn:c\" c:y=\"1\"></b:x><b:x xmlns:b=\"urn:b\"></b:x></a>",
            ),
            ("<a xmlns='urn:a'><b xmlns=''/></a>", "<a xmlns=\"urn:a\"><b xmlns=\"\"></b></a>"),
            // By the namespace's address, not by its prefix; none first.
            (
                "<a xmlns:z='urn:1' xmlns:y='urn:2' y:k='1' z:k='2' k='0'/>",
                "<a xmlns:y=\"urn:2\" xmlns:z=\"urn:1\" k=\"0\" z:k=\"2\" y:k=\"1\"></a>",
            ),
            (
                "<a xml:lang='vi' t='&#9;&quot;'>Ph\u{01b0}\u{1edd}ng</a>",
                "<a t=\"&#x9;&quot;\" xml:lang=\"vi\">Ph\u{01b0}\u{1edd}ng</a>",
            ),
        ] {
            let read = roxmltree::Document::parse(text).unwrap();
            assert_eq!(String::from_utf8(document(&read, Without::Nothing)).unwrap(), expected);
        }
    }
}
