"""pyHanko signing and judging the same file with the same key: so many a second of the processor.

The key and the certificates are read once, the reader and the writer are made anew for each document, as they must be.
Nothing is fetched, no timestamp is asked for, on neither side.

    python sign_pyhanko.py PDF KEY CHAIN ROOT
"""

import asyncio
import io
import json
import logging
import sys
import time

from pyhanko.keys import load_cert_from_pemder, load_certs_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

logging.disable(logging.CRITICAL)
SECONDS = 3.0

pdf, key, chain, root = sys.argv[1:5]
content = open(pdf, "rb").read()
certificates = list(load_certs_from_pemder([chain]))
store = SimpleCertificateStore()
store.register_multiple(certificates)
signer = signers.SimpleSigner(
    signing_cert=certificates[0], signing_key=load_private_key_from_pemder(key, None), cert_registry=store
)
metadata = signers.PdfSignatureMetadata(
    field_name="ChuKy1", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
)
anchor = load_cert_from_pemder(root)


async def sign():
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    return (await signers.PdfSigner(metadata, signer).async_sign_pdf(writer)).getvalue()


async def judge(signed):
    signature = PdfFileReader(io.BytesIO(signed)).embedded_signatures[0]
    context = ValidationContext(trust_roots=[anchor], allow_fetching=False)
    status = await async_validate_pdf_signature(signature, context)
    assert status.bottom_line, status.pretty_print_details()


async def rate(work):
    await work()
    begun, done = time.process_time(), 0
    while time.process_time() - begun < SECONDS:
        await work()
        done += 1
    return done / (time.process_time() - begun)


async def main():
    signed = await sign()
    print(json.dumps({"signed_per_s": await rate(sign), "validated_per_s": await rate(lambda: judge(signed))}))


asyncio.run(main())
