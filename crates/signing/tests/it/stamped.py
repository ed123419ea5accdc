"""Takes the timestamp out of an XML signature, with what it is over.

Usage: stamped.py FILE ID; writes ID.bin (SignatureValue in exclusive canonical form) and ID.der (the token).
"""

import base64
import sys

from lxml import etree

SPACES = {"ds": "http://www.w3.org/2000/09/xmldsig#", "xades": "http://uri.etsi.org/01903/v1.3.2#"}


def main():
    file, name = sys.argv[1:]
    tree = etree.parse(file, etree.XMLParser(resolve_entities=False))
    (signature,) = tree.xpath("//ds:Signature[@Id=$name]", namespaces=SPACES, name=name)
    value = signature.find("ds:SignatureValue", SPACES)
    (token,) = signature.xpath(".//xades:SignatureTimeStamp/xades:EncapsulatedTimeStamp", namespaces=SPACES)
    with open(f"{name}.bin", "wb") as out:
        # Alone, so that nothing of the document around it is written.
        out.write(etree.tostring(value, method="c14n", exclusive=True, with_tail=False))
    with open(f"{name}.der", "wb") as out:
        out.write(base64.b64decode(token.text))


main()
