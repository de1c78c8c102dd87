"""A Word report, opened with python-docx: what a colleague sees in Word, and what an answer is known again by.

Tests of core.report_marks, export.formats.report_docx, export.report.docx_document, export.report.docx_comments,
export.report.docx_front, export.report.docx_package, export.report.docx_reading_back, export.report.docx_styles,
export.report.docx_text and export.report.docx_words.
"""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from analyst_app.core.codebook import Codebook
from analyst_app.core.looks.colour import Colour, contrast
from analyst_app.core.report_marks import annotation_in, annotation_mark, text_in
from analyst_app.errors import ExportRefused
from analyst_app.export.contract import Options, Vocabulary
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.formats.report_docx import LARGEST_PART, refuse_too_large
from analyst_app.export.report.docx_document import word_report
from analyst_app.export.rows import ExportArticle, LayerRow, RelationRow, SourceRow, SpanRow, reading_order
from analyst_app.importers.documents.zipped_xml import LARGEST_MEMBER
from analyst_app.resources import built_in_codebook
from tests.export.torture import write_corpus

CODEBOOK = Codebook.from_data(built_in_codebook())
OPTIONS = Options(CODEBOOK, Vocabulary.of(CODEBOOK), annotators=("alice",))
DAY = "2026-11-30"
TEXT = (
    "Depot to close\n\nAda Brandt of the union said “the depot\twill close by May”.\nNobody agreed <for now> & left.\n"
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def span(label: str, words: str, text: str = TEXT, **more: Any) -> SpanRow:
    start = text.index(words)
    values = {"annotator": "alice", "attributes": {}, "id": f"{label}-{start}-{len(words)}"} | more
    return SpanRow(label=label, start=start, end=start + len(words), text=words, **values)


def article(text: str = TEXT, *spans: SpanRow, relations: tuple[RelationRow, ...] = (), **facts: str) -> ExportArticle:
    import hashlib

    source = SourceRow(name="depot.txt", text_sha256=hashlib.sha256(text.encode()).hexdigest(), **facts)
    rows = sorted(spans, key=reading_order)
    return ExportArticle("depot.txt", text, rows, list(relations), [], source, [LayerRow("alice", "done", "")])


def report(*articles: ExportArticle, options: Options = OPTIONS) -> bytes:
    return word_report(articles, options, day=DAY)


def part(data: bytes, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(f"word/{name}.xml"))


def opened(data: bytes) -> Any:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    return docx.Document(io.BytesIO(data))


def words_of_comments(data: bytes) -> dict[str, str]:
    """The words that the range of each comment covers, by id."""
    found: dict[str, str] = {}
    begun: list[str] = []
    for one in part(data, "document").iter():
        kind = one.tag.removeprefix(W)
        if kind == "commentRangeStart":
            begun.append(one.attrib[f"{W}id"])
            found[begun[-1]] = ""
        elif kind == "commentRangeEnd":
            begun.remove(one.attrib[f"{W}id"])
        said = {"t": one.text or "", "tab": "\t", "br": "\n"}.get(kind, "")
        for number in begun:
            found[number] += said
    assert not begun
    return found


QUOTE = span("quote", "“the depot\twill close by May”", attributes={"mode": "direct"}, note="First line\nsecond")
ACTOR = span("actor", "Ada Brandt", attributes={"kind": "person"})
INNER = span("claim", "the depot\twill close by May")
CROSSING = span("claim", "said “the depot")
SPEAKER = RelationRow("r", "speaker", QUOTE.id, ACTOR.id, "alice")


def test_each_annotation_is_a_comment_by_its_annotator_with_tag_values_speaker_and_note() -> None:
    data = report(article(TEXT, QUOTE, ACTOR, relations=(SPEAKER,)))
    actor, quote = opened(data).comments
    assert (actor.author, quote.author) == ("alice", "alice")
    assert actor.text == "1 · Actor · Kind: person"
    assert quote.text == "2 · Quote · Mode: direct\nspeaker: Ada Brandt\nFirst line\nsecond"


def test_nested_and_crossing_annotations_are_all_commented_on_just_their_words() -> None:
    data = report(article(TEXT, QUOTE, ACTOR, INNER, CROSSING))
    rows = sorted([QUOTE, ACTOR, INNER, CROSSING], key=reading_order)
    assert list(words_of_comments(data).values()) == [row.text for row in rows]


def test_an_annotation_over_several_paragraphs_is_one_comment() -> None:
    words = "Depot to close\n\nAda Brandt"
    data = report(article(TEXT, span("claim", words)))
    assert list(words_of_comments(data).values()) == ["Depot to closeAda Brandt"]


def test_the_text_stands_there_word_for_word_with_its_signs() -> None:
    lines = [
        one.text for one in opened(report(article(TEXT, QUOTE))).paragraphs if one.style.name.startswith("Article")
    ]
    assert lines == [line for line in TEXT.splitlines() if line]


def test_words_have_the_shade_of_the_innermost_tag_and_text_is_legible_on_every_shade() -> None:
    data = report(article(TEXT, QUOTE, INNER))
    styles = {one.attrib[f"{W}styleId"]: one for one in part(data, "styles").iter(f"{W}style")}
    shaded = {
        "".join(one.itertext()): run.attrib[f"{W}val"]
        for one in part(data, "document").iter(f"{W}r")
        if (run := one.find(f"{W}rPr/{W}rStyle")) is not None and run.attrib[f"{W}val"].startswith("Tag")
    }
    name = styles[shaded["“"]].find(f"{W}name").attrib[f"{W}val"]  # type: ignore[union-attr]
    inner = styles[shaded["the depotwill close by May"]].find(f"{W}name").attrib[f"{W}val"]  # type: ignore[union-attr]
    assert (name[-5:], inner[-5:]) == ("Quote", "Claim")
    fills = [one.attrib[f"{W}fill"] for one in part(data, "styles").iter(f"{W}shd")]
    assert fills
    assert all(contrast(Colour.of(f"#{fill}"), Colour.of("#1f2226")) >= 7 for fill in fills)


def test_each_annotation_has_a_bookmark_that_word_keeps_and_that_leads_back_to_it() -> None:
    data = report(article(TEXT, QUOTE, ACTOR, INNER), article(TEXT, QUOTE, ACTOR))
    names = [one.attrib[f"{W}name"] for one in part(data, "document").iter(f"{W}bookmarkStart")]
    assert len(set(names)) == len(names) == 7
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]{0,39}", name) for name in names)
    marks = Counter(found[0] for name in names if (found := annotation_in(name)))
    assert marks[annotation_mark("alice", QUOTE.id)] == 2
    assert sum(bool(text_in(name)) for name in names) == 2


def test_paragraphs_that_run_from_right_to_left_are_marked_so_and_languages_are_told() -> None:
    text = "قال المتحدث إن المحطة ستغلق\nA line in English.\n"
    arabic = article(text, span("claim", "المحطة ستغلق", text))
    arabic.language = "ar"
    data = report(arabic)
    body = [one for one in part(data, "document").iter(f"{W}p") if _style(one) == "ArticleAr"]
    assert [one.find(f"{W}pPr/{W}bidi") is not None for one in body] == [True, False]
    assert all(run.find(f"{W}rPr/{W}rtl") is not None for run in body[0].iter(f"{W}r") if run.find(f"{W}t") is not None)
    style = next(one for one in part(data, "styles").iter(f"{W}style") if one.attrib[f"{W}styleId"] == "ArticleAr")
    assert style.find(f"{W}rPr/{W}lang").attrib[f"{W}bidi"] == "ar"  # type: ignore[union-attr]


def _style(paragraph: ElementTree.Element) -> str:
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return named.attrib[f"{W}val"] if named is not None else ""


def test_the_facts_the_legend_and_the_version_of_the_codebook_stand_there() -> None:
    one = article(
        TEXT, QUOTE, ACTOR, relations=(SPEAKER,), title="Depot to close", outlet="Kova Post", date="2026-03-12"
    )
    document = opened(report(one))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert {"Kova Post", "2026-03-12", "alice · done", "Ada Brandt", "Quote 1"} <= set(cells)
    assert document.paragraphs[0].text == "Depot to close"
    assert document.core_properties.title == "Depot to close"
    assert any(one.text.endswith("version 1") for one in document.paragraphs)


def test_a_corpus_has_contents_that_lead_to_each_article_and_the_people_of_all() -> None:
    first = article(TEXT, QUOTE, ACTOR, relations=(SPEAKER,), title="Depot to close")
    second = article(TEXT.replace("Nobody", "Everybody"), QUOTE, ACTOR, relations=(SPEAKER,), title="Depot stays")
    second.id = "stays.txt"
    data = report(first, second)
    anchors = {one.attrib[f"{W}anchor"] for one in part(data, "document").iter(f"{W}hyperlink")}
    names = {one.attrib[f"{W}name"] for one in part(data, "document").iter(f"{W}bookmarkStart")}
    assert len(anchors) == 2
    assert anchors <= names
    document = opened(data)
    people = next(table for table in document.tables if table.rows[0].cells[0].text == "Who")
    assert [cell.text for cell in people.rows[1].cells] == ["Ada Brandt", "Quote 2", "2"]


def test_words_that_xml_forbids_make_no_broken_file() -> None:
    odd = span("claim", "agreed <for now>", note="a\x00b & </w:p>", annotator='al"ice')
    comment = next(iter(opened(report(article(TEXT.replace("left", "le\x0bft"), odd))).comments))
    assert (comment.author, comment.text) == ('al"ice', "1 · Claim\na\ufffdb & </w:p>")


def test_an_export_is_read_back_and_is_one_file(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    path = tmp_path / "report.docx"
    exported = export(ExportRequest(corpus, "report-docx", path))
    assert exported.is_written
    assert len(opened(path.read_bytes()).comments) == sum(exported.outcome.tally.labels.values())


def test_a_report_of_2_000_annotations_on_100_kilobytes_takes_less_than_three_seconds() -> None:
    text = "The depot will close by May, said Ada Brandt of the union, while nobody agreed.\n" * 1_250
    spans = [
        SpanRow(
            f"s{number}", "quote" if number % 2 else "claim", start, start + 90, text[start : start + 90], {}, "alice"
        )
        for number, start in enumerate(range(0, len(text) - 100, 50))
    ][:2_000]
    started = time.perf_counter()
    data = report(article(text, *spans))
    assert time.perf_counter() - started < 3
    assert len(list(part(data, "comments"))) == len(spans) > 1_990


def test_a_document_that_answers_could_not_come_back_in_is_refused_in_a_sentence(tmp_path: Path) -> None:
    document = tmp_path / "report.docx"
    with zipfile.ZipFile(document, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"x" * 3_000_000)
    refuse_too_large(document, 3_000_000)
    with pytest.raises(ExportRefused, match=r"would unpack to 3 MB, .*Export fewer articles at a time"):
        refuse_too_large(document, 2_999_999)
    assert LARGEST_PART < LARGEST_MEMBER, "Word makes more of it, and it must come back all the same"
