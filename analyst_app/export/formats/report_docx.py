"""A report as a Word document, to be read and answered by people without this app.

Articles are staged as lines of JSON; the document is made of all of them,
since its comments are numbered through and its contents stand before them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from analyst_app.core.refi.own_project import NOT_XML, xml_words
from analyst_app.core.report_marks import annotation_mark, text_mark
from analyst_app.errors import ExportRefused
from analyst_app.export.contract import EncodedPiece, Format, Frame, Holdings, Options, Seen
from analyst_app.export.report.contents import tag_name
from analyst_app.export.report.docx_document import write_word_report
from analyst_app.export.report.docx_reading_back import SPAN_PARTS, link_item, seen_in, span_item, text_item
from analyst_app.export.report.docx_words import one_line
from analyst_app.export.report.printed_reading import PrintedReading
from analyst_app.export.rows import ExportArticle
from analyst_app.export.unheld import tell_other_keys, unheld
from analyst_app.storage.regular_file import read_regular
from analyst_app.wording import marked, tr

FILE = "report.docx"
_STAGED = "report.staged.jsonl"
LARGEST_PART = 48_000_000
"""Bytes of the largest part of a document: Word makes more of them, and import reads a third more."""
_LARGEST = 1 << 30
"""Bytes of staged articles: no word processor opens a document of more."""
_encode, _decode = msgspec.json.Encoder().encode, msgspec.json.Decoder(ExportArticle).decode


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article as a staged line; what the document will say of it, and what it cannot.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    losses = unheld(article, "number")
    for found in NOT_XML.finditer(article.text):
        words = article.text[max(0, found.start() - 20) : found.end() + 20]
        losses.add("control character", article.id, repr(words))
    tell_other_keys(article, losses)
    reading = PrintedReading(article, options.codebook, options.people)
    ids = {(row.annotator, row.id) for row in article.everything}
    for one in article.relations:
        if (one.annotator, one.head) not in ids or (one.annotator, one.tail) not in ids:
            losses.add("relation", article.id, f"{one.type} of {one.head}")
    kept: list[Seen] = [text_item(text_mark(article.source.text_sha256), xml_words(article.text))]
    labels = _labels(options)
    marks = [annotation_mark(mark.row.annotator, mark.row.id) for mark in reading.marks]
    for name, mark in zip(marks, reading.marks, strict=True):
        label = labels.get(one_line(reading.tag_name(mark.row.label)), mark.row.label)
        kept.append(span_item(name, label, xml_words(mark.row.text)))
        kept += [link_item(name, one_line(link.name), marks[link.number - 1]) for link in mark.links]
    return EncodedPiece({_STAGED: _encode(article) + b"\n"}, kept, losses)


def _labels(options: Options) -> dict[str, str]:
    """The label by the name that comments have; of two tags of one name the first."""
    labels = reversed(options.vocabulary.labels)
    return {one_line(tag_name(label, options.codebook)): label for label in labels}


def bind(folder: Path, options: Options) -> None:
    """Make the document of the staged articles.

    Args:
        folder: the folder that the files lie in.
        options: the choices of the export, the same for every article.

    Raises:
        ExportRefused: the document would be larger than what comes back by import.
        LanguageInvalid: a language's file of words is damaged.
        LeadsOutside: somebody put a link in the place of the staged file.
    """
    staged = folder / _STAGED
    lines = read_regular(staged, limit=_LARGEST).splitlines()
    readings = (PrintedReading(_decode(line), options.codebook, options.people) for line in lines)
    write_word_report(folder / FILE, readings, options, day=f"{datetime.now(UTC):%Y-%m-%d}")
    refuse_too_large(folder / FILE, LARGEST_PART)
    staged.unlink()


def refuse_too_large(document: Path, largest: int) -> None:
    """See that a report is not so large that answers to it could not come back.

    Args:
        document: its file.
        largest: bytes of a part of it, unpacked.

    Raises:
        ExportRefused: it is.
    """
    with zipfile.ZipFile(document) as archive:
        size = max(one.file_size for one in archive.infolist())
    if size > largest:
        raise ExportRefused(
            tr(
                "The document would unpack to {n} MB, more than Word opens quickly and than answers come back in. "
                "Export fewer articles at a time, or one layer (--layer), or a report for the browser."
                "|The document would unpack to {n} MB, more than Word opens quickly and than answers come back in. "
                "Export fewer articles at a time, or one layer (--layer), or a report for the browser.",
                size // 1_000_000,
            )
        )


def unbind(folder: Path, options: Options) -> Iterator[Seen]:
    """The annotations and links of the document.

    Args:
        folder: the folder that the files lie in.
        options: the choices of the export, the same for every article.
    """
    labels = _labels(options)
    for item in seen_in(next(folder.glob("*.docx"))):
        mark, name, *others = item
        yield (mark, labels.get(str(name), name), *others) if len(item) == SPAN_PARTS else item


FORMAT = Format(
    name="report-docx",
    seen_as="-",
    holdings=Holdings(
        "a Word document to read and answer",
        overlaps="yes",
        relations="only in words",
        values="only in words",
        notes="yes",
        readings="authors of comments",
        facts="at the head and below the text",
        records="in words",
    ),
    title=marked("A report to read and to discuss (Word)"),
    purpose=marked(
        "A report as a Word document: coloured text, a comment an annotation; answers to it come back by import."
    ),
    encode=encode,
    frames=lambda _: {_STAGED: Frame()},
    bind=bind,
    unbind=unbind,
    suffix=".docx",
    single=FILE,
    holds_path=True,
    holds_told=True,
    holds_records=True,
    shows_rest=True,
    needs_vocabulary=True,
    usage='zipfile.ZipFile("PATH/report.docx").read("word/comments.xml")',
)
"""``needs_vocabulary``: the tags of the legend stand in the order of the codebook, found ones after them."""
