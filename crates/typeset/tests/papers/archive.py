"""Asserts the structure PDF/A-2b asks for: colour profile, metadata, embedded fonts, nothing active, nothing locked."""

import sys

import pikepdf

FORBIDDEN_KEYS = {"/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/EmbeddedFiles", "/XFA"}


def walk(value, seen):
    """Every dictionary that can be reached."""
    if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        if value.is_indirect:
            if value.objgen in seen:
                return
            seen.add(value.objgen)
        yield value
        for key in list(value.keys()):
            yield from walk(value[key], seen)
    elif isinstance(value, pikepdf.Array):
        for item in value:
            yield from walk(item, seen)


def font_file(descriptor):
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def main(path):
    sys.setrecursionlimit(100_000)
    with pikepdf.open(path) as pdf:
        assert not pdf.is_encrypted, "encrypted"
        intents = pdf.Root.OutputIntents
        assert any(intent.S == "/GTS_PDFA1" and "/DestOutputProfile" in intent for intent in intents), "no profile"
        with pdf.open_metadata() as metadata:
            assert metadata.get("pdfaid:part") == "2", "part"
            assert metadata.get("pdfaid:conformance") == "B", "conformance"
            assert metadata.get("dc:title"), "title"
            assert metadata.get("xmp:CreateDate", "").startswith("2026-03-02T10:00:00+07:00"), "date"
        assert "/ID" in pdf.trailer, "no identifier"
        fonts = 0
        for thing in walk(pdf.Root, set()):
            assert not FORBIDDEN_KEYS & set(thing.keys()), f"active content: {sorted(thing.keys())}"
            assert thing.get("/S") not in ("/JavaScript", "/Launch"), "an action"
            if thing.get("/Type") == "/FontDescriptor":
                fonts += 1
                assert font_file(thing), f"{thing.FontName} is not embedded"
            if thing.get("/Type") == "/Font" and thing.get("/Subtype") == "/Type0":
                assert "/ToUnicode" in thing, f"{thing.BaseFont} does not say its letters"
            if thing.get("/Subtype") == "/Image":
                assert not thing.get("/Interpolate", False), "a smoothed picture"
        assert fonts, "no font"
        assert all(
            abs(float(page.mediabox[2]) * float(page.mediabox[3]) - 595.28 * 841.89) < 50 for page in pdf.pages
        ), "not A4"
    print("PDF/A-2b by structure")


main(sys.argv[1])
