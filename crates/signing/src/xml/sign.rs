//! Making a signature in XML: two phases, as for a PDF, so that the key may be anywhere.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;

use crate::SigningRefusal;
use crate::sign::identity::{Identity, Scheme};
use crate::x509::certificate::sha256;
use crate::xml::canon::{document, escape_attribute, subtree};
use crate::xml::names::{DSIG, ENVELOPED, EXCLUSIVE, SHA256, SIGNED_PROPERTIES, XADES, method};
use crate::xml::{malformed, parse};

/// "Yêu cầu ký XML".
#[derive(Debug, Clone, Copy)]
pub struct XmlOrder<'a> {
    /// The `Id` of the signature, a name of XML.
    pub id: &'a str,
    /// The claimed instant; with it the signature is XAdES B-B, without it plain XML-DSig.
    pub at: Option<Timestamp>,
}

/// A document with a place for a signature.
#[derive(Debug, Clone)]
pub struct PreparedXml {
    head: String,
    tail: String,
    signed_info: Vec<u8>,
    identity: Identity,
}

/// Writes the signature's element before the end of the root, and computes what the key must sign.
///
/// # Errors
/// `XmlMalformed` for what is no XML of the kind signed here, or is signed already; the certificate does not hold.
pub fn prepare_xml(
    text: &str,
    order: &XmlOrder<'_>,
    identity: &Identity,
) -> Result<PreparedXml, SigningRefusal> {
    if let Some(at) = order.at {
        identity.check_at(at)?;
    }
    if !is_name(order.id) {
        return Err(malformed("id"));
    }
    let read = parse(text)?;
    // A second signature within would change what the first is over.
    if read.descendants().any(|node| node.has_tag_name((DSIG, "Signature"))) {
        return Err(malformed("signed-already"));
    }
    let root = read.root_element().range();
    let inner = text.get(root.clone()).unwrap_or_default();
    let end = inner.rfind("</").map(|at| root.start + at).ok_or_else(|| malformed("empty-root"))?;
    if inner.ends_with("/>") {
        return Err(malformed("empty-root"));
    }
    let (before, after) = text.split_at_checked(end).ok_or_else(|| malformed("root"))?;
    let object = properties(order, identity);
    let content = digest(&document(&read, None));
    let draft = written(order, identity, &object, &content, "");
    let props = if order.at.is_some() {
        let whole = format!("{before}{}{after}", draft.0);
        Some(digest(&found(&whole, (XADES, "SignedProperties"))?))
    } else {
        None
    };
    let (signature, mark) = written(order, identity, &object, &content, props.as_deref().unwrap_or_default());
    let (first, second) = signature.split_at_checked(mark).ok_or_else(|| malformed("root"))?;
    let (head, tail) = (format!("{before}{first}"), format!("{second}{after}"));
    let signed_info = found(&format!("{head}{tail}"), (DSIG, "SignedInfo"))?;
    Ok(PreparedXml { head, tail, signed_info, identity: identity.clone() })
}

impl PreparedXml {
    /// What the key signs: `SignedInfo` in canonical form.
    #[must_use]
    pub fn to_be_signed(&self) -> &[u8] {
        &self.signed_info
    }

    /// The signed document, once the key's answer is proved to be its signature.
    ///
    /// # Errors
    /// `SignatureMismatch`.
    pub fn signed(self, signature: &[u8]) -> Result<String, SigningRefusal> {
        if !self.identity.verifies(&self.signed_info, signature) {
            return Err(SigningRefusal::SignatureMismatch);
        }
        let value = match self.identity.scheme() {
            Scheme::RsaPkcs1Sha256 => signature.to_vec(),
            Scheme::EcdsaP256Sha256 => {
                crate::asn1::ecdsa::to_raw(signature, 32).ok_or(SigningRefusal::SignatureMismatch)?
            }
        };
        Ok(format!("{}{}{}", self.head, STANDARD.encode(value), self.tail))
    }
}

/// A name without a colon, of plain letters.
fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-.".contains(letter))
}

fn digest(bytes: &[u8]) -> String {
    STANDARD.encode(sha256(bytes))
}

/// The first element of that name, in canonical form.
fn found(text: &str, name: (&str, &str)) -> Result<Vec<u8>, SigningRefusal> {
    let read = parse(text)?;
    let node = read.descendants().find(|node| node.has_tag_name(name)).ok_or_else(|| malformed("root"))?;
    Ok(subtree(node, None))
}

/// What XAdES says of the signature: when, and with which certificate.
fn properties(order: &XmlOrder<'_>, identity: &Identity) -> String {
    let (Some(at), Some(own)) = (order.at, identity.certificate()) else { return String::new() };
    let (id, fingerprint) = (order.id, STANDARD.encode(own.fingerprint()));
    let at = crate::pdf::text::iso(at);
    format!(
        "<ds:Object><xades:QualifyingProperties xmlns:xades=\"{XADES}\" Target=\"#{id}\">\
         <xades:SignedProperties Id=\"{id}-props\"><xades:SignedSignatureProperties>\
         <xades:SigningTime>{at}</xades:SigningTime><xades:SigningCertificateV2><xades:Cert><xades:CertDigest>\
         <ds:DigestMethod Algorithm=\"{SHA256}\"/><ds:DigestValue>{fingerprint}</ds:DigestValue>\
         </xades:CertDigest></xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties>\
         </xades:SignedProperties></xades:QualifyingProperties></ds:Object>"
    )
}

/// The element, and where in it the value goes.
fn written(
    order: &XmlOrder<'_>,
    identity: &Identity,
    object: &str,
    content: &str,
    props: &str,
) -> (String, usize) {
    let (id, method) = (order.id, method(identity.scheme()));
    let mut out = format!(
        "<ds:Signature xmlns:ds=\"{DSIG}\" Id=\"{id}\"><ds:SignedInfo>\
         <ds:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\"/><ds:SignatureMethod Algorithm=\"{method}\"/>\
         <ds:Reference URI=\"\"><ds:Transforms><ds:Transform Algorithm=\"{ENVELOPED}\"/>\
         <ds:Transform Algorithm=\"{EXCLUSIVE}\"/></ds:Transforms><ds:DigestMethod Algorithm=\"{SHA256}\"/>\
         <ds:DigestValue>{content}</ds:DigestValue></ds:Reference>"
    );
    if order.at.is_some() {
        out.push_str(&format!(
            "<ds:Reference Type=\"{SIGNED_PROPERTIES}\" URI=\"#{id}-props\"><ds:Transforms>\
             <ds:Transform Algorithm=\"{EXCLUSIVE}\"/></ds:Transforms><ds:DigestMethod Algorithm=\"{SHA256}\"/>\
             <ds:DigestValue>{props}</ds:DigestValue></ds:Reference>"
        ));
    }
    out.push_str("</ds:SignedInfo><ds:SignatureValue>");
    let mark = out.len();
    out.push_str("</ds:SignatureValue><ds:KeyInfo><ds:X509Data>");
    for certificate in identity.chain() {
        out.push_str("<ds:X509Certificate>");
        escape_attribute(&STANDARD.encode(certificate.der()), &mut out);
        out.push_str("</ds:X509Certificate>");
    }
    out.push_str("</ds:X509Data></ds:KeyInfo>");
    out.push_str(object);
    out.push_str("</ds:Signature>");
    (out, mark)
}
