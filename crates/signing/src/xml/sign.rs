//! Making a signature in XML: in phases, as for a PDF, so that the key may be anywhere and a timestamp may be asked for.
//!
//! The signature is over the whole document without any signature, so that those who come later sign the same words and
//! break nothing. It leaves itself out first (enveloped), for readers who look for that.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use roxmltree::Document;

use crate::SigningRefusal;
use crate::sign::identity::{Identity, Scheme};
use crate::timestamp::{Request, Token};
use crate::x509::certificate::sha256;
use crate::xml::canon::{Without, document, subtree};
use crate::xml::names::{DSIG, ENVELOPED, EXCLUSIVE, SHA256, SIGNED_PROPERTIES, XADES, XPATH, method};
use crate::xml::reference::{self, ids};
use crate::xml::signature::Signature;
use crate::xml::{MAX_SIGNATURES, malformed, parse, signatures};

/// "Yêu cầu ký XML".
#[derive(Debug, Clone, Copy)]
pub struct XmlOrder<'a> {
    /// How the `Id` of the signature begins, a name of XML; the first number that is free follows.
    pub stem: &'a str,
    /// The claimed instant.
    pub at: Timestamp,
}

/// A document with a place for a signature.
#[derive(Debug, Clone)]
pub struct PreparedXml {
    parts: Parts,
    signed_info: Vec<u8>,
    identity: Identity,
}

/// The document around the two places that are filled last: the value, and what stands behind the signed properties.
#[derive(Debug, Clone)]
struct Parts {
    head: String,
    middle: String,
    tail: String,
}

/// Writes the signature's element before the end of the root, and computes what the key must sign.
///
/// # Errors
/// `XmlMalformed` for what is no XML of the kind signed here; `XmlClosed` where another signature would break an earlier
/// one, `SignatureUnsound` where an earlier one does not hold; the certificate does not hold.
pub fn prepare_xml(
    text: &str,
    order: &XmlOrder<'_>,
    identity: &Identity,
) -> Result<PreparedXml, SigningRefusal> {
    identity.check_at(order.at)?;
    if !is_name(order.stem) {
        return Err(malformed("id"));
    }
    let read = parse(text)?;
    check_earlier(&read)?;
    let root = read.root_element().range();
    let inner = text.get(root.clone()).unwrap_or_default();
    let end = inner.rfind("</").map(|at| root.start + at).ok_or_else(|| malformed("empty-root"))?;
    if inner.ends_with("/>") {
        return Err(malformed("empty-root"));
    }
    let (before, after) = text.split_at_checked(end).ok_or_else(|| malformed("root"))?;
    let id = free_id(&read, order.stem);
    let content = digest(&document(&read, Without::Signatures));
    let draft = element(&id, order.at, identity, &content, "")?;
    // In the exclusive form an element is the same wherever its prefixes are declared: the signature is read alone.
    let properties = digest(&found(&draft.whole(), (XADES, "SignedProperties"))?);
    let own = element(&id, order.at, identity, &content, &properties)?;
    let signed_info = found(&own.whole(), (DSIG, "SignedInfo"))?;
    let parts = Parts {
        head: format!("{before}{}", own.head),
        middle: own.middle,
        tail: format!("{}{after}", own.tail),
    };
    Ok(PreparedXml { parts, signed_info, identity: identity.clone() })
}

impl PreparedXml {
    /// What the key signs: `SignedInfo` in canonical form.
    #[must_use]
    pub fn to_be_signed(&self) -> &[u8] {
        &self.signed_info
    }

    /// The signature, once the key's answer is proved to be its own.
    ///
    /// # Errors
    /// `SignatureMismatch`.
    pub fn signed(self, signature: &[u8]) -> Result<SignedXml, SigningRefusal> {
        if !self.identity.verifies(&self.signed_info, signature) {
            return Err(SigningRefusal::SignatureMismatch);
        }
        let value = match self.identity.scheme() {
            Scheme::RsaPkcs1Sha256 => signature.to_vec(),
            Scheme::EcdsaP256Sha256 => {
                crate::asn1::ecdsa::to_raw(signature, 32).ok_or(SigningRefusal::SignatureMismatch)?
            }
        };
        Ok(SignedXml { parts: self.parts, value: STANDARD.encode(value) })
    }
}

/// A signature that is made and may still get its timestamp.
#[derive(Debug, Clone)]
pub struct SignedXml {
    parts: Parts,
    value: String,
}

impl SignedXml {
    /// What to ask of a time-stamping authority; `nonce` are bytes nobody can guess.
    #[must_use]
    pub fn timestamp_request(&self, nonce: [u8; 8]) -> Request {
        Request::new(&self.stamped(), nonce)
    }

    /// Level B-B: the time is the signer's own word.
    #[must_use]
    pub fn finish(self) -> String {
        let Parts { head, middle, tail } = self.parts;
        [head, self.value, middle, tail].concat()
    }

    /// Level B-T: with a timestamp over this very signature.
    ///
    /// # Errors
    /// `TimestampOther` where the token is for something else.
    pub fn finish_with(self, token: &Token) -> Result<String, SigningRefusal> {
        if !token.covers(&self.stamped()) {
            return Err(SigningRefusal::TimestampOther { what: "imprint".into() });
        }
        let stamp = format!(
            "<xades:UnsignedProperties><xades:UnsignedSignatureProperties><xades:SignatureTimeStamp>\
             <ds:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\"/><xades:EncapsulatedTimeStamp>{}\
             </xades:EncapsulatedTimeStamp></xades:SignatureTimeStamp></xades:UnsignedSignatureProperties>\
             </xades:UnsignedProperties>",
            STANDARD.encode(token.der())
        );
        let Parts { head, middle, tail } = self.parts;
        Ok([head, self.value, middle, stamp, tail].concat())
    }

    /// `SignatureValue` in canonical form, which the timestamp is over.
    fn stamped(&self) -> Vec<u8> {
        format!("<ds:SignatureValue xmlns:ds=\"{DSIG}\">{}</ds:SignatureValue>", self.value).into_bytes()
    }
}

impl Parts {
    fn whole(&self) -> String {
        [self.head.as_str(), &self.middle, &self.tail].concat()
    }
}

/// Nothing is built on a signature that does not hold, and none is broken by adding another.
fn check_earlier(read: &Document<'_>) -> Result<(), SigningRefusal> {
    let earlier = signatures(read)?;
    if earlier.len() == MAX_SIGNATURES {
        return Err(SigningRefusal::TooLarge { what: "signatures".into() });
    }
    for node in earlier {
        let field = node.attribute("Id").unwrap_or_default().to_owned();
        let mut reasons = Vec::new();
        let signature = Signature::read(node);
        let holds = signature.as_ref().is_ok_and(|signature| {
            signature.certificates.first().is_some_and(|own| signature.is_made_by(own))
        });
        let reach = signature.ok().map(|one| reference::check(read, node, one.info_node, &mut reasons));
        if !holds || !reasons.is_empty() {
            return Err(SigningRefusal::SignatureUnsound { field });
        }
        if !reach.is_some_and(|reach| reach.is_open) {
            return Err(SigningRefusal::XmlClosed { field });
        }
    }
    Ok(())
}

/// The first number behind the stem under which nothing in the document is known.
fn free_id(read: &Document<'_>, stem: &str) -> String {
    let taken: Vec<&str> = read.descendants().flat_map(|node| ids(&node)).collect();
    let is_free = |id: &String| {
        let begins = |one: &str| {
            one.strip_prefix(id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        !taken.iter().any(|one| begins(one))
    };
    let mut names = (1..=taken.len() + 1).map(|number| format!("{stem}{number}"));
    names.find(is_free).unwrap_or_else(|| format!("{stem}{}", taken.len() + 2))
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
    Ok(subtree(node, Without::Nothing))
}

/// The signature's element by itself.
fn element(
    id: &str,
    at: Timestamp,
    identity: &Identity,
    content: &str,
    properties: &str,
) -> Result<Parts, SigningRefusal> {
    let own = identity.certificate().ok_or(SigningRefusal::ChainBroken)?;
    let (method, fingerprint) = (method(identity.scheme()), STANDARD.encode(own.fingerprint()));
    let at = crate::pdf::text::iso(at);
    let head = format!(
        "<ds:Signature xmlns:ds=\"{DSIG}\" Id=\"{id}\"><ds:SignedInfo>\
         <ds:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\"/><ds:SignatureMethod Algorithm=\"{method}\"/>\
         <ds:Reference Id=\"{id}-content\" URI=\"\"><ds:Transforms><ds:Transform Algorithm=\"{ENVELOPED}\"/>\
         <ds:Transform Algorithm=\"{XPATH}\"><ds:XPath>not(ancestor-or-self::ds:Signature)</ds:XPath></ds:Transform>\
         <ds:Transform Algorithm=\"{EXCLUSIVE}\"/></ds:Transforms><ds:DigestMethod Algorithm=\"{SHA256}\"/>\
         <ds:DigestValue>{content}</ds:DigestValue></ds:Reference>\
         <ds:Reference Type=\"{SIGNED_PROPERTIES}\" URI=\"#{id}-props\"><ds:Transforms>\
         <ds:Transform Algorithm=\"{EXCLUSIVE}\"/></ds:Transforms><ds:DigestMethod Algorithm=\"{SHA256}\"/>\
         <ds:DigestValue>{properties}</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>"
    );
    let mut middle = "</ds:SignatureValue><ds:KeyInfo><ds:X509Data>".to_owned();
    for certificate in identity.chain() {
        middle.push_str("<ds:X509Certificate>");
        middle.push_str(&STANDARD.encode(certificate.der()));
        middle.push_str("</ds:X509Certificate>");
    }
    middle.push_str(&format!(
        "</ds:X509Data></ds:KeyInfo><ds:Object><xades:QualifyingProperties xmlns:xades=\"{XADES}\" \
         Target=\"#{id}\"><xades:SignedProperties Id=\"{id}-props\"><xades:SignedSignatureProperties>\
         <xades:SigningTime>{at}</xades:SigningTime><xades:SigningCertificateV2><xades:Cert><xades:CertDigest>\
         <ds:DigestMethod Algorithm=\"{SHA256}\"/><ds:DigestValue>{fingerprint}</ds:DigestValue>\
         </xades:CertDigest></xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties>\
         <xades:SignedDataObjectProperties><xades:DataObjectFormat ObjectReference=\"#{id}-content\">\
         <xades:MimeType>text/xml</xades:MimeType></xades:DataObjectFormat></xades:SignedDataObjectProperties>\
         </xades:SignedProperties>"
    ));
    let tail = "</xades:QualifyingProperties></ds:Object></ds:Signature>".to_owned();
    Ok(Parts { head, middle, tail })
}
