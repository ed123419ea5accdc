"""Judges every signature of the files given with pyHanko; prints one JSON object a file.

Usage: judge.py PLAIN|LOOSE|LTA ROOTS(comma-separated) FILE...

PLAIN asks what holds now; LOOSE the same of hybrid files, which pyHanko else refuses to judge. LTA asks for the long-term verdict (EN 319 102-1, 5.6.3) with all evidence from the file.
"""

import asyncio
import json
import logging
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy, FreshnessReqType
from pyhanko_certvalidator.registry import SimpleTrustManager

logging.disable(logging.CRITICAL)


def long_term(roots):
    trust = CertRevTrustPolicy(
        REQUIRE_REVINFO, freshness=None, freshness_req_type=FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION
    )
    policy = CertValidationPolicySpec(trust_manager=SimpleTrustManager.build(trust_roots=roots), revinfo_policy=trust)
    local = RevocationInfoGatheringSpec(online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY)
    return PdfSignatureValidationSpec(SignatureValidationSpec(policy, revinfo_gathering_policy=local))


def told(field, status):
    whole = status.intact and status.valid and status.trusted
    return {
        "field": field,
        # A timestamp of the document has no line of its own.
        "bottom_line": bool(getattr(status, "bottom_line", whole)),
        "intact": bool(status.intact and status.valid),
        "trusted": bool(status.trusted),
        "coverage": status.coverage.name if status.coverage else None,
        "modification": getattr(getattr(status, "modification_level", None), "name", None),
        "timestamp": bool(getattr(status, "timestamp_validity", None)),
    }


async def judge_one(mode, roots, signature):
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    if signature.sig_object["/Type"] == "/DocTimeStamp":
        return told(signature.field_name, await async_validate_pdf_timestamp(signature, context))
    if mode != "LTA":
        return told(signature.field_name, await async_validate_pdf_signature(signature, context))
    result = await ades_lta_validation(signature, long_term(roots))
    return {
        "field": signature.field_name,
        "bottom_line": result.ades_subindic.status.name == "PASSED",
        "sub": str(result.ades_subindic),
        "failure": result.failure_msg,
    }


async def judge(mode, roots, file):
    seen = []
    with open(file, "rb") as handle:
        reader = PdfFileReader(handle, strict=mode != "LOOSE")
        for signature in reader.embedded_signatures:
            try:
                seen.append(await judge_one(mode, roots, signature))
            except Exception as error:  # what cannot be judged is not valid
                seen.append({"field": signature.field_name, "bottom_line": False, "error": str(error)})
    return seen


def main():
    mode, roots, files = sys.argv[1], sys.argv[2].split(","), sys.argv[3:]
    roots = [load_cert_from_pemder(root) for root in roots]
    for file in files:
        try:
            print(json.dumps({"signatures": asyncio.run(judge(mode, roots, file))}))
        except Exception as error:  # what cannot be read is a verdict too
            print(json.dumps({"error": f"{type(error).__name__}: {error}"}))


main()
