//! What a signature in XML is over: every reference looked up, brought into canonical form and compared.
//!
//! A signature covers the document only where it is over all of it, and where what it leaves out can hold nothing but
//! signatures. Two ways of leaving out are known: the signature itself (enveloped), and every signature, by one sentence
//! of XPath; under the second a document can be signed again. The sentence is compared, never computed.

use roxmltree::{Document, Node};

use crate::validate::Reason;
use crate::xml::canon::{self, Without};
use crate::xml::names::{self, DSIG, DSIG11, ENVELOPED, EXCLUSIVE, XADES, XADES141, XPATH};
use crate::xml::{bytes, child, is_signature, prefixes, signatures};

/// References in one signature.
const MAX_REFERENCES: usize = 16;

/// What the references of a signature reach.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// Is one of them over the whole document?
    pub(super) is_whole: bool,
    /// Does it leave out every signature, so that more may follow?
    pub(super) is_open: bool,
}

/// Checks every reference of a signature; what is wrong goes to the reasons.
pub(super) fn check(
    read: &Document<'_>,
    signature: Node<'_, '_>,
    info: Node<'_, '_>,
    reasons: &mut Vec<Reason>,
) -> Reach {
    let mut reach = Reach::default();
    let all = info.children().filter(|one| one.has_tag_name((DSIG, "Reference")));
    for (index, one) in all.enumerate() {
        if index == MAX_REFERENCES {
            reasons.push(Reason::Unreadable);
            break;
        }
        match reference(read, signature, one) {
            Ok(None) => {}
            Ok(Some(without)) => {
                reach.is_whole = true;
                reach.is_open |= without == Without::Signatures;
            }
            Err(reason) => reasons.push(reason),
        }
    }
    // What is left out is under nobody's signature.
    let is_clean = if reach.is_open { are_apart(read) } else { is_closed(signature) };
    if !reach.is_whole || signature == read.root_element() || !is_clean {
        reasons.push(Reason::Coverage);
        reach.is_whole = false;
    }
    reach
}

/// One reference; what it leaves out, where it is over the whole document.
fn reference(
    read: &Document<'_>,
    signature: Node<'_, '_>,
    one: Node<'_, '_>,
) -> Result<Option<Without>, Reason> {
    let uri = one.attribute("URI").ok_or(Reason::Unreadable)?;
    let without = transforms(signature, one)?;
    let (content, is_whole) = if uri.is_empty() {
        (canon::document(read, without), true)
    } else {
        let node = by_id(read, uri.strip_prefix('#').ok_or(Reason::Unreadable)?)?;
        (canon::subtree(node, without), node == read.root_element())
    };
    let named = child(one, (DSIG, "DigestMethod")).and_then(|one| one.attribute("Algorithm"));
    let hash = named.and_then(names::hash).ok_or(Reason::WeakAlgorithm)?;
    let said = bytes(child(one, (DSIG, "DigestValue")).ok_or(Reason::Unreadable)?)?;
    let is_same = aws_lc_rs::digest::digest(hash.engine(), &content).as_ref() == said;
    if is_same { Ok(is_whole.then_some(without)) } else { Err(Reason::DocumentChanged) }
}

/// What the transforms leave out; the exclusive canonical form must be the last of them.
fn transforms(signature: Node<'_, '_>, one: Node<'_, '_>) -> Result<Without, Reason> {
    let list = child(one, (DSIG, "Transforms"));
    let list = list.into_iter().flat_map(|list| list.children()).filter(Node::is_element);
    let (mut without, mut exclusive) = (Without::Nothing, false);
    for transform in list {
        match transform.attribute("Algorithm") {
            _ if exclusive => return Err(Reason::Unreadable),
            Some(ENVELOPED) if without == Without::Nothing => without = Without::One(signature.id()),
            Some(XPATH) if leaves_out_signatures(transform) => without = Without::Signatures,
            Some(EXCLUSIVE) if !prefixes(transform) => exclusive = true,
            _ => return Err(Reason::Unreadable),
        }
    }
    // Without it the old canonical form would be meant, which is not written here.
    if exclusive { Ok(without) } else { Err(Reason::Unreadable) }
}

/// Is it the one sentence that is known, with its prefix standing for signatures?
fn leaves_out_signatures(transform: Node<'_, '_>) -> bool {
    let Some(sentence) = child(transform, (DSIG, "XPath")) else { return false };
    let text = sentence.text().unwrap_or_default().trim();
    let prefix =
        text.strip_prefix("not(ancestor-or-self::").and_then(|rest| rest.strip_suffix(":Signature)"));
    sentence.children().count() == 1
        && prefix.is_some_and(|prefix| sentence.lookup_namespace_uri(Some(prefix)) == Some(DSIG))
}

/// The one element with this id; where two have it, nobody knows which was meant.
fn by_id<'a, 'i>(read: &'a Document<'i>, id: &str) -> Result<Node<'a, 'i>, Reason> {
    let mut all = read.descendants().filter(|node| ids(node).any(|one| one == id));
    match (all.next(), all.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(Reason::Coverage),
    }
}

/// By what names an element may be meant.
pub(super) fn ids<'a>(node: &Node<'a, '_>) -> impl Iterator<Item = &'a str> + use<'a> {
    let node = *node;
    ["Id", "ID", "id"].into_iter().filter_map(move |name| node.attribute(name))
}

/// Does every signature stand where one belongs, at the end of the root, with nothing in it but what a signature has?
fn are_apart(read: &Document<'_>) -> bool {
    let root = read.root_element();
    let parts = root.children().filter(Node::is_element);
    let is_at_the_end = parts.skip_while(|part| !is_signature(part)).all(|part| is_signature(&part));
    let all = signatures(read).unwrap_or_default();
    is_at_the_end && all.iter().all(|one| one.parent() == Some(root) && is_bare(*one))
}

/// Is there nothing in a signature but what a signature has?
fn is_bare(signature: Node<'_, '_>) -> bool {
    let is_own = |node: Node<'_, '_>| belongs(signature, node);
    signature.children().all(|part| part.descendants().all(is_own)) && is_blank_between(signature)
}

/// The same for a signature that speaks for itself alone: an object of any kind counts as its own where it is under it,
/// for then its reference has been compared. Of another's objects nothing is known.
fn is_closed(signature: Node<'_, '_>) -> bool {
    let is_own = |node: Node<'_, '_>| belongs(signature, node);
    signature.children().all(|part| {
        let is_object = part.has_tag_name((DSIG, "Object"));
        (is_object && is_referred(signature, part)) || part.descendants().all(is_own)
    }) && is_blank_between(signature)
}

fn is_referred(signature: Node<'_, '_>, object: Node<'_, '_>) -> bool {
    let info = child(signature, (DSIG, "SignedInfo"));
    let uris = info.into_iter().flat_map(|info| info.children()).filter_map(|one| one.attribute("URI"));
    uris.filter_map(|uri| uri.strip_prefix('#')).any(|id| object.attribute("Id") == Some(id))
}

fn belongs(signature: Node<'_, '_>, node: Node<'_, '_>) -> bool {
    let of_properties = (XADES, "QualifyingProperties");
    if node.is_element() {
        let space = node.tag_name().namespace().unwrap_or_default();
        let is_known = [DSIG, DSIG11, XADES, XADES141, EXCLUSIVE].contains(&space) && !is_signature(&node);
        let is_object = node.has_tag_name((DSIG, "Object"));
        let mut within = node.children().filter(Node::is_element);
        is_known
            && is_blank_between(node)
            && (!is_object
                || node.parent() == Some(signature) && within.all(|one| one.has_tag_name(of_properties)))
    } else {
        !node.is_pi()
    }
}

/// Does no text stand beside the elements of an element?
fn is_blank_between(node: Node<'_, '_>) -> bool {
    let text = |one: &Node<'_, '_>| one.is_text() && !one.text().unwrap_or_default().trim().is_empty();
    !(node.children().any(|one| one.is_element()) && node.children().any(|one| text(&one)))
}
