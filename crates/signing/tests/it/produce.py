"""Signs with pyHanko, so that our verdict can be held against its own; also the measure of our speed.

Usage: produce.py IN OUT KEY CERT ISSUER ROOT plain|certify|closed|empty-field|twice|fill
       produce.py stamp TSQ TSR KEY CERT ROOT [INSTANT]
       produce.py speed IN KEY CERT ISSUER ROOT COUNT
"""

import io
import sys
import time
from datetime import datetime

from asn1crypto import tsp
from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore


def signer_of(key, cert, issuer, root):
    return signers.SimpleSigner.load(key, cert, ca_chain_files=[issuer, root])


def signed(data, signer, field, **more):
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    meta = signers.PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", **more)
    return signers.sign_pdf(writer, meta, signer=signer).getvalue()


def filled(data):
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    from pyhanko.pdf_utils import generic

    field = writer.root["/AcroForm"]["/Fields"][0].get_object()
    field["/V"] = generic.TextStringObject("Hường")
    writer.update_container(field)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def stamped(ask, out, key, cert, root, at=None):
    """An authority that does not look at its own certificate, and takes any instant for now."""
    stamper = DummyTimeStamper(
        load_cert_from_pemder(cert),
        load_private_key_from_pemder(key, None),
        certs_to_embed=SimpleCertificateStore.from_certs([load_cert_from_pemder(root)]),
        fixed_dt=datetime.fromisoformat(at) if at else None,
        include_nonce=True,
    )
    answer = stamper.request_tsa_response(tsp.TimeStampReq.load(open(ask, "rb").read()))
    open(out, "wb").write(answer.dump())


def main():
    if sys.argv[1] == "stamp":
        return stamped(*sys.argv[2:])
    if sys.argv[1] == "speed":
        data = open(sys.argv[2], "rb").read()
        signer = signer_of(*sys.argv[3:7])
        count = int(sys.argv[7])
        begin = time.process_time()
        for _ in range(count):
            signed(data, signer, "Chu ky")
        print(count / (time.process_time() - begin))
        return
    source, out, key, cert, issuer, root, how = sys.argv[1:]
    data = open(source, "rb").read()
    signer = signer_of(key, cert, issuer, root)
    if how == "certify":
        data = signed(data, signer, "First", certify=True, docmdp_permissions=MDPPerm.FILL_FORMS)
    elif how == "closed":
        data = signed(data, signer, "First", certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    elif how == "empty-field":
        writer = IncrementalPdfFileWriter(io.BytesIO(data))
        fields.append_signature_field(writer, fields.SigFieldSpec("First", box=(100, 100, 200, 150)))
        buffer = io.BytesIO()
        writer.write(buffer)
        data = signed(buffer.getvalue(), signer, "First")
    else:
        data = signed(data, signer, "First")
    if how == "twice":
        data = signed(data, signer, "Second")
    if how == "fill":
        data = filled(data)
    open(out, "wb").write(data)


main()
