"""Report: readings to print, mail and discuss, as pages that open anywhere and load nothing.

Named with ``.html`` it is one file, with contents, people and tables where it
holds several articles; else a folder with ``index.html`` and a page for each
article. Every page shows the text with all annotations; the text and the places
are read back out of each before anything is put in its place.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from analyst_app.errors import ExportRefused
from analyst_app.export.contract import EncodedPiece, Format, Frame, Holdings, Options, Seen
from analyst_app.export.losses import LossTally
from analyst_app.export.report.article_page import article_page, article_piece
from analyst_app.export.report.contents import ContentsRow, contents_row
from analyst_app.export.report.corpus_page import INDEX, contents_page, one_page, places
from analyst_app.export.report.html_page import NOT_IN_HTML
from analyst_app.export.report.html_reading_back import SeenArticle, articles_in
from analyst_app.export.report.marked_text import NOT_DRAWN
from analyst_app.export.report.printed_reading import PrintedReading
from analyst_app.export.report.text_html import anchor_of
from analyst_app.export.rows import ExportArticle
from analyst_app.export.unheld import file_stem, tell_other_keys
from analyst_app.storage.copies import write_new
from analyst_app.storage.regular_file import read_regular
from analyst_app.wording import marked, tr

FILE = "report.html"
LARGEST_FILE = 48_000_000
"""Bytes of one page; a larger one opens slowly, and no mail carries it."""
_LARGEST_ROWS = 1 << 32
"""Bytes of the rows of the contents, which are many times smaller than their articles."""
_FOLDER = "articles/"
_ROWS = "contents.jsonl"


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article as a page, or as a piece of the one page, and its row of the contents.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    reading = PrintedReading(article, options.codebook, options.people)
    name = f"{_FOLDER}{file_stem(article.id)}.html"
    if options.is_one_file:
        labels = dict.fromkeys([*options.vocabulary.labels, *(tag.id for tag in reading.tags)])
        data = article_piece(reading, list(labels)).encode("utf-8", "backslashreplace")
    else:
        data = article_page(reading, up=f"{'../' * name.count('/')}{INDEX}")
    row = msgspec.json.encode(contents_row(reading, name)) + b"\n"
    return EncodedPiece({_ROWS: row, name: data}, _kept(reading), _losses(article))


def read(files: dict[str, bytes], options: Options) -> list[Seen]:
    """The spans and relations of a page, with the words that its marks lie on.

    Args:
        files: the files by name, each as bytes.
        options: the choices of the export, the same for every article.
    """
    seen: list[Seen] = []
    for name, data in files.items():
        if name != _ROWS:
            for article in articles_in(data):
                seen += _seen(article)
    return seen


def bind(folder: Path, options: Options) -> None:
    """Make the contents of a folder of pages, or the one page of all pieces.

    Args:
        folder: the folder that the files lie in.
        options: the choices of the export, the same for every article.

    Raises:
        ExportRefused: the one page would be too large.
        LeadsOutside: somebody put a link into the folder that is being written.
        SaveFailed: the system would not.
    """
    staged = folder / _ROWS
    lines = read_regular(staged, limit=_LARGEST_ROWS).splitlines()
    rows = [msgspec.json.decode(line, type=ContentsRow) for line in lines]
    if not options.is_one_file:
        write_new(folder / INDEX, contents_page(rows, options))
        staged.unlink()
        return
    size = sum((folder / row.path).stat().st_size for row in rows)
    if size > LARGEST_FILE:
        raise ExportRefused(
            tr(
                "The page would have {n} MB, more than a browser opens quickly. Name a folder instead of a file "
                "(--output without .html): then each article gets a page of its own."
                "|The page would have {n} MB, more than a browser opens quickly. Name a folder instead of a file "
                "(--output without .html): then each article gets a page of its own.",
                size // 1_000_000,
            )
        )

    def piece_of(row: ContentsRow) -> str:
        return read_regular(folder / row.path, limit=LARGEST_FILE).decode("utf-8")

    write_new(folder / FILE, b"".join(one_page(rows, piece_of, options)))
    for row in rows:
        (folder / row.path).unlink()
    for inner in sorted(places(folder, _FOLDER), reverse=True):
        inner.rmdir()
    staged.unlink()


def _kept(reading: PrintedReading) -> list[Seen]:
    """The rows that reading the page back must give."""
    rows = [mark.row for mark in reading.marks]
    seen: list[Seen] = [
        (row.annotator, _in_html(row.id), row.start, row.end, _in_html(row.label), _in_html(row.text)) for row in rows
    ]
    seen += [(_in_html(reading.article.id), _in_html(reading.article.text))]
    for span in reading.spans:
        words = _in_html(reading.article.text[span.start : span.end]) if span.lane != NOT_DRAWN else ""
        seen += [("marked", number, words) for number in span.numbers]
    ids = {(row.annotator, row.id) for row in rows}
    seen += [
        (_in_html(one.type), anchor_of(one.annotator, one.head), anchor_of(one.annotator, one.tail))
        for one in reading.article.relations
        if (one.annotator, one.head) in ids and (one.annotator, one.tail) in ids
    ]
    return seen


def _seen(article: SeenArticle) -> list[Seen]:
    seen: list[Seen] = [(article.id, article.text)]
    for number, one in article.entries.items():
        words = article.text[one.start : one.end]
        seen.append((one.layer, one.annotation_id, one.start, one.end, one.tag, words))
        seen.append(("marked", number, article.marked.get(number, "")))
        seen += [(role, one.anchor, target) for role, target in one.roles]
    return seen


def _in_html(text: str) -> str:
    return text.replace(NOT_IN_HTML, "\ufffd")


def _losses(article: ExportArticle) -> LossTally:
    losses = LossTally()
    names = [name for row in article.everything for name in (row.id, row.label)]
    names += [one.type for one in article.relations]
    if count := sum(words.count(NOT_IN_HTML) for words in (article.text, *names)):
        losses.add("control character", article.id, "U+0000", count)
    ids = {(row.annotator, row.id): row for row in article.everything}
    for one in article.relations:
        if (one.annotator, one.head) not in ids or (one.annotator, one.tail) not in ids:
            losses.add("relation", article.id, f"{one.type} of {one.head}")
    tell_other_keys(article, losses)
    return losses


FORMAT = Format(
    name="report",
    seen_as="-",
    holdings=Holdings(
        "pages for people: HTML to read, print and mail",
        overlaps="yes",
        relations="links",
        values="names and values",
        notes="yes",
        readings="colours and initials",
        facts="at the head of the article",
        records="in words",
    ),
    title=marked("A report to read, print and mail (HTML)"),
    purpose=marked("Pages for people: the text with all annotations, to read in a browser, print, mail and discuss."),
    encode=encode,
    read=read,
    frames=lambda _: {_ROWS: Frame()},
    bind=bind,
    suffix=".html",
    single=FILE,
    holds_told=True,
    holds_path=True,
    needs_vocabulary=True,
    holds_records=True,
    shows_rest=True,
    usage='webbrowser.open("PATH/index.html")',
)
