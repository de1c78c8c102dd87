"""Bombs, traps and damaged files: one clear sentence, and the app unharmed.

Tests of importers.documents.zipped_xml.
"""

from __future__ import annotations

import random
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyst_app.errors import ImportFailed
from analyst_app.importers.document_readers import load
from analyst_app.importers.documents.zipped_xml import ZippedXml, beside
from analyst_app.importers.kinds import READERS
from analyst_app.importers.parsing_process import _answer
from tests.importers import samples

BILLION = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>&b;</w:body></w:document>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>&a;</w:body></w:document>"""


@pytest.mark.parametrize("document", [BILLION, OUTSIDE], ids=["billion laughs", "outside entity"])
def test_entities_are_refused(document: str) -> None:
    with pytest.raises(ImportFailed, match="entities"):
        load(READERS["docx"])(samples.docx(**{"word/document.xml": document}), "a.docx", {})


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = samples.docx(**{"word/document.xml": "<x>" + " " * (40 << 20) + "</x>"})
    with pytest.raises(ImportFailed, match="unpacks to far more"):
        load(READERS["docx"])(bomb, "a.docx", {})


def test_a_zip_of_very_many_members_is_refused() -> None:
    with pytest.raises(ImportFailed, match="unpacks to far more"):
        ZippedXml(samples.zipped({f"m{n}": "" for n in range(10_001)}), "a.epub")


def test_a_member_that_would_lead_out_of_the_folder_is_named_and_not_read() -> None:
    parts = ZippedXml(samples.zipped({"../../etc/passwd": "x", "/abs.xml": "<a/>"}), "a.epub")
    assert "etc/passwd" not in parts
    assert parts.outside == ["../../etc/passwd"]
    assert parts.read_member("abs.xml") == b"<a/>"
    assert beside("OPS/book.opf", "../../../x.xhtml") == "x.xhtml"


def test_an_encrypted_zip_is_refused() -> None:
    data = bytearray(samples.docx())
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        assert archive.infolist()
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 4)
    with pytest.raises(ImportFailed, match="encrypted"):
        load(READERS["docx"])(bytes(data), "a.docx", {})


def test_a_book_under_DRM_is_refused() -> None:
    with pytest.raises(ImportFailed, match="DRM"):
        load(READERS["epub"])(samples.epub(**{"META-INF/rights.xml": "<x/>"}), "a.epub", {})


def test_deep_nesting_is_refused() -> None:
    deep = "<w:document>" + "<a>" * 5000 + "</a>" * 5000 + "</w:document>"
    document = deep.replace(
        "<w:document>", '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">', 1
    )
    answer = _answer({"name": "a.docx", "kind": "docx", "options": {}}, samples.docx(**{"word/document.xml": document}))
    assert "failed" in answer


def spoiled(data: bytes, seed: int) -> bytes:
    """The data with a few bytes changed, a stretch gone or doubled, or the end cut off."""
    chance = random.Random(seed)
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(out))
        match chance.randrange(4):
            case 0:
                out[place] = chance.randrange(256)
            case 1:
                del out[place : place + chance.randint(1, 64)]
            case 2:
                out[place:place] = out[place : place + chance.randint(1, 64)]
            case _:
                out[place:] = out[place:] if chance.random() < 0.7 else b""
        if not out:
            return b"x"
    return bytes(out)


@settings(max_examples=40)
@given(kind=st.sampled_from([kind for kind in samples.EVERY_KIND if kind != "pdf"]), seed=st.integers(0, 10**9))
def test_a_damaged_file_gives_a_text_or_one_sentence(kind: str, seed: int) -> None:
    check(_answer({"name": f"a.{kind}", "kind": kind, "options": {}}, spoiled(samples.EVERY_KIND[kind], seed)))


def check(answer: dict[str, object]) -> None:
    if "failed" in answer:
        words = str(answer["failed"])
        assert words.endswith((".", "!"))
        assert "\n" not in words
        assert len(words) < 400
    else:
        (article,) = answer["articles"]  # type: ignore[misc]
        assert article["text"].strip()
