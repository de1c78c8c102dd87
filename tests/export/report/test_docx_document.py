"""A Word report, opened with python-docx: what a colleague sees in Word, and what an answer is known again by.

Tests of core.report_marks, export.formats.report_docx, export.report.docx_document, export.report.docx_comments,
export.report.docx_front, export.report.docx_laid, export.report.docx_package, export.report.docx_reading_back,
export.report.docx_sections, export.report.docx_styles, export.report.docx_text and export.report.docx_words.
"""

from __future__ import annotations

import io
import json
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
from analyst_app.core.report_marks import (
    annotation_in,
    annotation_mark,
    bookmark_again,
    bookmark_of_annotation,
    text_in,
)
from analyst_app.errors import ExportRefused
from analyst_app.export.contract import Options, Vocabulary
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.formats.report_docx import LARGEST_PART, refuse_too_large
from analyst_app.export.report.docx_document import word_report
from analyst_app.export.report.docx_words import in_our_line, joined, plain
from analyst_app.export.report.printed_reading import PrintedReading
from analyst_app.export.rows import ExportArticle, LayerRow, RelationRow, SourceRow, SpanRow, reading_order
from analyst_app.importers.answers import word_answers
from analyst_app.importers.documents.zipped_xml import LARGEST_MEMBER
from analyst_app.resources import built_in_codebook
from tests.commands.corpora import write_layer
from tests.export.torture import write_corpus
from tests.importers.answers.word_shapes import edited

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
    return word_report([PrintedReading(one, options.codebook) for one in articles], options, day=DAY)


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
    assert len(set(names)) == len(names) == 11
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]{0,39}", name) for name in names)
    marks = Counter(found[0] for name in names if (found := annotation_in(name)))
    assert marks[annotation_mark("alice", QUOTE.id)] == 2
    assert sum(bool(text_in(name)) for name in names) == 2


def test_paragraphs_that_run_from_right_to_left_are_marked_so_and_languages_are_told() -> None:
    text = "قال المتحدث إن المحطة ستغلق\nA line in English.\n"
    arabic = article(text, span("claim", "المحطة ستغلق", text))
    arabic.language = "ar"
    data = report(arabic)
    body = [one for one in part(data, "document").iter(f"{W}p") if _style(one).startswith("ArticleAr")]
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
    reading = f"alice · done · {CODEBOOK.name}, version 1 · 2 annotations"
    assert {"Kova Post", "2026-03-12", "depot.txt", reading, "Ada Brandt\nperson"} <= set(cells)
    assert cells[cells.index(" Quote ") + 1] == "1"
    assert "1 mention: 1\n1 quote\n2 “the depot will close by May”" in cells
    assert [one.text for one in document.paragraphs[1:3]] == ["Kova Post · 2026-03-12", "Depot to close"]
    assert document.core_properties.title == "Depot to close"


def test_the_headline_stands_there_once_and_is_a_heading_in_the_text() -> None:
    for text, title, headings in (
        (TEXT, "Depot to close", ["Depot to close"]),
        (TEXT, "", ["Depot to close"]),
        (TEXT, "The depot", ["The depot"]),
        ("", "", ["depot.txt"]),
    ):
        document = opened(report(article(text, title=title)))
        found = [one for one in document.paragraphs if one.style.name.endswith("Headline")]
        assert [one.text for one in found] == headings
        assert [one.style.base_style.name for one in found] == ["Heading 1"]


def test_all_that_is_said_of_an_article_stands_outside_of_its_text() -> None:
    body = part(report(article(TEXT, QUOTE, ACTOR, relations=(SPEAKER,), outlet="Kova Post")), "document")[0]
    names = ["".join(f"{one.attrib[f'{W}name'][:3]} " for one in block.iter(f"{W}bookmarkStart")) for block in body]
    first, last = (next(n for n, found in enumerate(names) if kind in found) for kind in ("at_", "az_"))
    assert [block.tag.removeprefix(W) for block in body][first : last + 1] == ["p", "p", "p"]
    assert [block.tag for block in body[last:]].count(f"{W}tbl") == 3, "tags, people, and about this reading"


def test_a_corpus_has_contents_that_lead_to_each_article_and_the_people_of_all() -> None:
    first = article(TEXT, QUOTE, ACTOR, relations=(SPEAKER,), title="Depot to close")
    second = article(TEXT.replace("Nobody", "Everybody"), QUOTE, ACTOR, relations=(SPEAKER,), title="Depot stays")
    second.id = "stays.txt"
    data = report(first, second)
    anchors = {one.attrib[f"{W}anchor"] for one in part(data, "document").iter(f"{W}hyperlink")}
    names = {one.attrib[f"{W}name"] for one in part(data, "document").iter(f"{W}bookmarkStart")}
    assert sum(one.startswith("article_") for one in anchors) == 2
    assert anchors <= names
    document = opened(data)
    people = next(table for table in document.tables if table.rows[0].cells[0].text.startswith("Ada Brandt"))
    quote = "“the depot will close by May”"
    assert [cell.text.split("\n") for cell in people.rows[0].cells] == [
        ["Ada Brandt", "person"],
        [
            "2 quotes · 2 mentions",
            "Depot to close",
            "Depot stays",
            f"2 {quote} · Depot to close",
            f"4 {quote} · Depot stays",
        ],
    ]


def test_words_that_xml_forbids_make_no_broken_file() -> None:
    odd = span("claim", "agreed <for now>", note="a\x00b & </w:p>", annotator='al"ice')
    comment = next(iter(opened(report(article(TEXT.replace("left", "le\x0bft"), odd))).comments))
    assert (comment.author, comment.text) == ('al"ice', "1 · Claim\na\\x00b & </w:p>")


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


HOSTILE = "a]]>b </w:p> & \"x\"; 'y', \u202eevil\x00\x0b\ufffe\n two  blanks "


def test_hostile_names_and_notes_are_words_wherever_they_stand(tmp_path: Path) -> None:
    """Every part is sound XML, every annotation and link is found again, and nobody has answered."""
    data = built_in_codebook()
    data["tags"][0]["name"], data["tags"][1]["name"] = HOSTILE, "Quote · two"
    data["tags"][1]["links"][0]["name"] = f"said: by {HOSTILE}"
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "codebook.json").write_text(json.dumps(data), "utf-8")
    path = corpus / "a ]]> b.txt"
    path.write_text("Ada ]]> said “no </w:p> \x0b way”.\nقال\u202eevil\u2029🔥\n", "utf-8")
    facts = {"format": "media-source", "version": 1, "title": HOSTILE * 50, "outlet": HOSTILE, HOSTILE: HOSTILE}
    Path(f"{path}.source.json").write_text(json.dumps(facts), "utf-8")
    values = {HOSTILE: HOSTILE}
    spoken = (
        ("actor", "Ada ]]>"),
        ("quote", "“no </w:p> \x0b way”", values),
        ("claim", "قال\u202eevil"),
        ("]]>", "🔥"),
    )
    sidecar = write_layer(path, "alice", *spoken, links=(("speaker", 1, 0), ("odd: ]]> \n", 1, 2)))
    layer = json.loads(sidecar.read_text("utf-8"))
    layer["annotations"][1]["note"] = f"{HOSTILE}{'n' * 25_000}"
    layer["layer"]["note"] = HOSTILE
    sidecar.write_text(json.dumps(layer), "utf-8")
    exported = export(ExportRequest(corpus, "report-docx", tmp_path / "report.docx", workers=1))
    assert exported.is_written, "what it says was read back"
    report = (tmp_path / "report.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(report)) as parts:
        for name in parts.namelist():
            ElementTree.fromstring(parts.read(name))
    names = [one.attrib[f"{W}val"] for one in part(report, "styles").iter(f"{W}name")]
    assert not [name for name in names if "," in name or ";" in name or len(name) > 253]
    authors = [(one.attrib[f"{W}author"], len(one.attrib[f"{W}initials"])) for one in part(report, "comments")]
    assert authors == [("alice", 2)] * 4
    answers = word_answers.read(report, "report.docx")
    assert (answers.count, answers.losses.counts) == (0, {})


def test_a_thousand_copies_of_an_article_have_bookmarks_of_their_own() -> None:
    bookmark = bookmark_of_annotation(annotation_mark("alice", "id"), "said")
    names = [bookmark_again(bookmark, number) for number in range(1, 40_000)]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 40
    assert {annotation_in(name) for name in names} == {annotation_in(bookmark)}


def test_labels_that_the_codebook_does_not_know_share_a_style_however_many_they_are() -> None:
    spans = [span(f"label {number}", "Nobody", id=f"n{number}") for number in range(50)]
    styles = [
        one.attrib[f"{W}styleId"] for one in part(report(article(TEXT, QUOTE, *spans)), "styles").iter(f"{W}style")
    ]
    assert [one for one in styles if one.startswith("Tag")] == ["Tag1", "TagUnknown"]


def test_words_of_two_directions_are_runs_of_their_own_and_signs_go_with_the_paragraph() -> None:
    """In an Arabic line Latin words and their numbers are apart; in an English one Arabic words and what is between."""

    def runs(words: str) -> list[tuple[str, bool]]:
        line = ElementTree.fromstring(plain(words, "Cell").replace("<w:p>", f'<w:p xmlns:w="{W[1:-1]}">'))
        assert (line.find(f"{W}pPr/{W}bidi") is not None) == (line.find(f"{W}pPr/{W}jc") is not None)
        return [("".join(one.itertext()), one.find(f"{W}rPr/{W}rtl") is not None) for one in line.iter(f"{W}r")]

    assert runs("قال NATO 2024، «نعم».") == [("قال ", True), ("NATO 2024", False), ("، «نعم».", True)]
    assert runs("Nora (نورا الفيق) said") == [("Nora (", False), ("نورا الفيق", True), (") said", False)]
    assert runs("plain") == [("plain", False)]
    assert joined("صحيفة", "", "2026-03-06") == "صحيفة · \u200e2026-03-06"
    assert runs(in_our_line("نورا · done"))[0] == ("\u200e", False)


def test_only_the_beginnings_of_bookmarks_tell_where_an_article_lies() -> None:
    """LibreOffice moves the end of one to the front at each save, by a character for each comment in it."""
    data = report(article(TEXT, QUOTE, ACTOR), article("Second.\n"))
    moved = edited(data, lambda body: re.sub("<w:bookmarkEnd [^>]*>", "", body))
    texts = [one.text for one in word_answers.read(moved, "report.docx").articles]
    assert texts == [re.sub("\n+", "\n", TEXT).rstrip(), "Second."]


def test_each_style_is_there_once_whatever_is_noted_as_a_language() -> None:
    articles = [article(f"{number}\n{TEXT}") for number in range(5)]
    for one, noted in zip(articles, ("en", "EN", "zh-Hant", "x" * 5_000, "not a code"), strict=True):
        one.language = noted
    styles = [one.attrib[f"{W}styleId"] for one in part(report(*articles), "styles").iter(f"{W}style")]
    assert len(set(styles)) == len(styles)
    assert {one for one in styles if one.startswith("Article")} == {
        "ArticleEn", "ArticleEnHeadline", "ArticleZhhant", "ArticleZhhantHeadline"
    }  # fmt: skip


def test_a_document_that_answers_could_not_come_back_in_is_refused_in_a_sentence(tmp_path: Path) -> None:
    document = tmp_path / "report.docx"
    with zipfile.ZipFile(document, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"x" * 3_000_000)
    refuse_too_large(document, 3_000_000)
    with pytest.raises(ExportRefused, match=r"would unpack to 3 MB, .*Export fewer articles at a time"):
        refuse_too_large(document, 2_999_999)
    assert LARGEST_PART < LARGEST_MEMBER, "Word makes more of it, and it must come back all the same"
