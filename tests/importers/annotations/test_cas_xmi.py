"""UIMA CAS: offsets in UTF-16 as Java counts, slots and references as links, every view; the rest is named.

Tests of importers.annotations.cas_reading and importers.annotations.cas_types, too.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.annotation_kinds import read_annotated
from analyst_app.importers.annotations.imported_layer import AnnotatedArticle
from tests.importers.annotations import readings

TEXT = "He will unwind it."


def xmi(elements: str, text: str = TEXT, members: str = "", more: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI"'
        ' xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore"'
        ' xmlns:m="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore"'
        ' xmlns:s="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" xmi:version="2.0">'
        f'<cas:NULL xmi:id="0"/>{elements}<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text"'
        f" sofaString={quoteattr(text, {chr(10): '&#10;', chr(13): '&#13;'})}/>"
        f'<cas:View sofa="1" members="{members}"/>{more}</xmi:XMI>'
    )


def types(*features: tuple[str, str, str]) -> str:
    """A type system with features: type, feature, range."""
    described = "".join(
        f"<typeDescription><name>webanno.custom.{type_}</name><supertypeName>uima.tcas.Annotation</supertypeName>"
        f"<features><featureDescription><name>{name}</name><rangeTypeName>{kind}</rangeTypeName></featureDescription>"
        "</features></typeDescription>"
        for type_, name, kind in features
    )
    space = "http://uima.apache.org/resourceSpecifier"
    return f'<typeSystemDescription xmlns="{space}"><types>{described}</types></typeSystemDescription>'


def span(id_: int, start: int, end: int, features: str = "", type_: str = "S") -> str:
    return f'<custom:{type_} xmi:id="{id_}" sofa="1" begin="{start}" end="{end}" {features}/>'


def read(folder: Path, content: str) -> AnnotatedArticle:
    return readings.read(folder, "doc.xmi", content)


def test_ends_are_exclusive_in_plain_letters_too(tmp_path: Path) -> None:
    one = read(tmp_path, xmi(span(10, 8, 13, 'label="claim"')))
    assert readings.spans(one) == Counter([("claim", "unwin")])
    assert one.notes == []


def test_offsets_count_utf_16_of_the_text_as_it_is(tmp_path: Path) -> None:
    one = read(tmp_path, xmi(span(10, 4, 7, 'label="x"') + span(11, 9, 12, 'label="y"'), "😀 \nKim\r\nsat"))
    assert readings.spans(one) == Counter([("x", "Kim"), ("y", "sat")])
    assert one.text == "😀 \nKim\nsat"


def test_spans_without_a_place_and_values_that_are_no_numbers_are_named(tmp_path: Path) -> None:
    elements = span(10, 3, 3) + span(11, 8, 99) + span(12, 5, 2) + span(13, 0, 2) + span(14, 0, 2).replace('"0"', '"x"')
    one = read(tmp_path, xmi(elements))
    assert readings.spans(one) == Counter([("S", "He")])
    assert one.losses.counts == {"empty span": 1, "unplaced span": 2, "unreadable item": 1}


def test_relations_lead_from_governor_to_dependent_by_any_usual_name(tmp_path: Path) -> None:
    ends = ('Governor="{}" Dependent="{}"', 'source="{}" target="{}"')
    for number, names in enumerate(ends):
        relation = span(20, 0, 2, f'label="by" {names.format(11, 10)} sure="yes"', f"R{number}")
        one = read(tmp_path, xmi(span(10, 0, 2) + span(11, 3, 7) + relation))
        assert readings.links(one) == [("will", "by", "He")]
        assert one.losses.places == {"attribute of no span": ["by, sure = yes"]}


def test_a_relation_without_an_end_is_named_and_one_between_tokens_marks_them(tmp_path: Path) -> None:
    token = '<s:Token xmi:id="{}" sofa="1" begin="{}" end="{}"/>'
    one = read(tmp_path, xmi(
        token.format(10, 0, 2) + token.format(11, 3, 7) + span(20, 0, 2, 'Governor="11" Dependent="10"', "R")
        + span(21, 0, 2, 'Governor="11"', "R") + span(22, 0, 2, 'Governor="11" Dependent="99"', "R")
    ))  # fmt: skip
    assert readings.links(one) == [("will", "R", "He")]
    assert readings.spans(one) == Counter([("Token", "He"), ("Token", "will")])
    assert one.losses.counts == {"relation end": 2}


SLOTS = (
    span(10, 0, 2, 'label="actor"')
    + span(11, 8, 14, 'mode="direct" speaker="{}"', "Q")
    + '<custom:Link xmi:id="30" role="voice" target="10"/><custom:Link xmi:id="31" target="10"/>{}'
)


@pytest.mark.parametrize(
    ("held", "array"), [("30 31", ""), ("40", '<cas:FSArray xmi:id="40" elements="30 31"/>')], ids=["inline", "array"]
)
def test_slots_are_links_by_role_or_else_by_their_name(tmp_path: Path, held: str, array: str) -> None:
    one = read(tmp_path, xmi(SLOTS.format(held, array), members="10 11"))
    assert readings.links(one) == [("unwind", "speaker", "He"), ("unwind", "voice", "He")]
    assert readings.attributes(one, "unwind") == {"mode": "direct"}
    assert one.losses.counts == {}


def zipped(folder: Path, **members: str) -> Path:
    with zipfile.ZipFile(folder / "doc.zip", "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return folder / "doc.zip"


def test_a_reference_to_an_annotation_is_a_link_by_the_type_system_and_a_number_stays_one(tmp_path: Path) -> None:
    content = xmi(span(10, 0, 2) + span(11, 8, 14, 'speaker="10" count="10" sure="true"', "Q"))
    described = types(("Q", "speaker", "webanno.custom.S"), ("Q2", "x", "uima.cas.String")).replace(
        "</features>",
        "<featureDescription><name>count</name><rangeTypeName>uima.cas.Integer</rangeTypeName></featureDescription>"
        "</features>",
        1,
    )
    [one] = read_annotated(zipped(tmp_path, doc_xmi=content, TypeSystem_xml=described)).articles
    assert readings.links(one) == [("unwind", "speaker", "He")]
    assert readings.attributes(one, "unwind") == {"count": 10, "sure": True}
    assert one.notes == []


def test_without_a_type_system_it_is_said_that_numbers_were_read_as_links(tmp_path: Path) -> None:
    one = read(tmp_path, xmi(span(10, 0, 2) + span(11, 8, 14, 'speaker="10" count="7"', "Q")))
    assert readings.links(one) == [("unwind", "speaker", "He")]
    assert readings.attributes(one, "unwind") == {"count": "7"}
    assert "Q.speaker" in one.notes[0]


def test_several_values_are_a_list(tmp_path: Path) -> None:
    content = xmi(span(10, 0, 2).replace("/>", "><topics>tax</topics><topics>jobs</topics></custom:S>"))
    assert readings.attributes(read(tmp_path, content), "He") == {"topics": ["tax", "jobs"]}


def test_mentions_of_a_chain_are_linked_one_to_the_next(tmp_path: Path) -> None:
    one = read(tmp_path, xmi(
        '<custom:CorefChain xmi:id="9" first="10"/>'
        + span(10, 0, 2, 'next="11" referenceType="pro" referenceRelation="coref"', "CorefLink")
        + span(11, 15, 17, "", "CorefLink")
    ))  # fmt: skip
    assert readings.links(one) == [("He", "coref", "it")]
    assert readings.spans(one) == Counter([("pro", "He"), ("Coref", "it")])
    assert one.losses.counts == {}


def test_what_is_in_no_index_or_about_the_whole_is_named(tmp_path: Path) -> None:
    whole = '<custom:Stance xmi:id="20" sofa="1" stance="con"/>'
    one = read(tmp_path, xmi(span(10, 0, 2) + span(11, 3, 7) + whole, members="10 20"))
    assert readings.spans(one) == Counter([("S", "He")])
    assert one.losses.counts == {"unknown": 1, "answer on the whole": 1}


def test_each_view_with_a_text_is_an_article(tmp_path: Path) -> None:
    more = '<cas:Sofa xmi:id="2" sofaNum="2" sofaID="german" mimeType="text" sofaString="Er sagt es."/>'
    second = span(12, 3, 7, 'label="cue"').replace('sofa="1"', 'sofa="2"')
    (tmp_path / "doc.xmi").write_text(xmi(span(10, 0, 2) + second, more=more), "utf-8")
    first, other = read_annotated(tmp_path / "doc.xmi").articles
    assert (first.name, other.name) == ("doc", "doc-german")
    assert (readings.spans(first), readings.spans(other)) == (Counter([("S", "He")]), Counter([("cue", "sagt")]))


@pytest.mark.parametrize(
    ("metadata", "name", "facts", "layer"),
    [
        ('documentTitle="Taxes fall" documentId="a7" documentUri="https://x.org/7"', "doc",
         {"title": "Taxes fall", "url": "https://x.org/7"}, "imported"),
        ('documentTitle="taxes.txt" documentId="doc" documentUri="file:/x"', "taxes", {}, "doc"),
    ],
)  # fmt: skip
def test_metadata_give_title_and_address(
    tmp_path: Path, metadata: str, name: str, facts: dict[str, str], layer: str
) -> None:
    one = read(
        tmp_path, xmi(f'<m:DocumentMetaData xmi:id="5" sofa="1" begin="0" end="18" {metadata}/>' + span(6, 0, 2))
    )
    assert (one.name, one.facts, list(one.layers)) == (name, facts, [layer])


def test_one_damaged_file_of_a_zip_is_named_and_the_others_come_in(tmp_path: Path) -> None:
    found = read_annotated(zipped(tmp_path, a_xmi=xmi(span(10, 0, 2)), b_xmi="<broken", c_xmi=xmi(span(10, 3, 7))))
    assert [one.name for one in found.articles] == ["a", "c"]
    assert found.losses.counts == {"unreadable file": 1}
    with pytest.raises(ImportFailed):
        read_annotated(zipped(tmp_path, b_xmi="<broken"))


@pytest.mark.parametrize(
    "end", ['<s:Token xmi:id="20" sofa="1" begin="3" end="x"/>', '<cas:FSArray xmi:id="20" elements=""/>']
)
def test_a_relation_to_a_damaged_or_empty_end_is_named_and_the_rest_comes_in(end: str, tmp_path: Path) -> None:
    relation = '<custom:R xmi:id="30" sofa="1" begin="0" end="2" Governor="20" Dependent="10"/>'
    one = read(tmp_path, xmi(span(10, 8, 14, 'label="claim"') + end + relation))
    assert readings.spans(one) == Counter([("claim", "unwind")])
    assert one.losses.counts == {"relation end": 1}
