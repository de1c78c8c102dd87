"""UIMA CAS: offsets as Java counts them, features by attribute, and what XML forbids."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest

from analyst_app.export.formats.uima_cas import encode, read
from tests.export.torture import article, options

cassis = pytest.importorskip("cassis")


def parts(name: str) -> dict[str, bytes]:
    (data,) = encode(article(name), options()).files.values()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


def test_offsets_in_the_file_are_utf_16_units_and_those_of_a_reader_code_points() -> None:
    held = parts("emoji.txt")
    root = ElementTree.fromstring(held["emoji.xmi"])
    text = article("emoji.txt").text
    spans = [one for one in root if one.tag.endswith("MediaSpan")]
    units = text.encode("utf-16-le")
    words = [units[2 * int(s.attrib["begin"]) : 2 * int(s.attrib["end"])].decode("utf-16-le") for s in spans]
    assert words == [row.text for row in article("emoji.txt").everything]
    types = cassis.load_typesystem(io.BytesIO(held["TypeSystem.xml"]))
    cas = cassis.load_cas_from_xmi(io.BytesIO(held["emoji.xmi"]), typesystem=types)
    assert [one.get_covered_text() for one in cas.select("webanno.custom.MediaSpan")] == words
    quote = next(one for one in cas.select("webanno.custom.MediaSpan") if one.label == "quote")
    assert (quote.attr_mode, quote.note) == ("direct", "check the figure")
    speaker = next(one for one in cas.select("webanno.custom.MediaRelation") if one.label == "speaker")
    assert (speaker.Governor.identifier, speaker.Dependent.get_covered_text()) == (quote.identifier, "Lena Ortiz")
    assert speaker.get_covered_text() == "Lena Ortiz"
    tokens = [one.get_covered_text() for one in cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token")]
    assert "".join(tokens) == "".join(text.split())


def test_attributes_whose_name_is_no_feature_and_forbidden_letters_are_told() -> None:
    losses = encode(article("markup.txt"), options()).losses
    assert [loss.words for loss in losses.examples["attribute"]] == ["odd-key = x of ]]>"]
    told = encode(article("controls.txt"), options()).losses
    assert told.examples["control character"][0].words == "U+0007 U+001B U+000B"
    assert told.counts["control character"] == 4, "three in the text and one in a note"


def test_a_relation_whose_end_is_missing_is_told_and_not_written() -> None:
    one = article("nested.txt")
    one.spans = [row for row in one.spans if row.id != one.relations[0].tail]
    piece = encode(one, options())
    gone = [row for row in one.relations if {row.head, row.tail} - {span.id for span in one.everything}]
    assert piece.losses.counts["relation"] == len(gone) == 1
    kept = piece.kept() if callable(piece.kept) else piece.kept
    assert sorted(map(str, kept)) == sorted(map(str, read(piece.files, options())))
