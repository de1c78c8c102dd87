"""A Word document of articles with their annotations as comments: a pure function from flat rows to bytes."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from analyst_app.core.report_marks import bookmark_of_text
from analyst_app.export.contract import Options
from analyst_app.export.report import docx_comments, docx_front
from analyst_app.export.report.docx_comments import Comment, Linked, bookmark_of, comment_of, links_of
from analyst_app.export.report.docx_package import package
from analyst_app.export.report.docx_styles import article_style, shades_of, styles_part
from analyst_app.export.report.docx_text import Ranged, Shade, text_paragraphs
from analyst_app.export.report.docx_words import paragraph, plain, run
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.language.languages import language_of
from analyst_app.wording import tr

_TEXT_BOOKMARKS = 1 << 24
"""First id of the bookmarks on texts; those on annotations have the numbers of their comments."""
_MOST_ALIKE = 999
"""Articles or annotations of one identity that get a bookmark each."""


class _Laid(NamedTuple):
    """An article, ready to be written."""

    article: ExportArticle
    language: str
    ranged: list[Ranged]
    comments: list[Comment]


@dataclass
class _Report:
    """A report in the making."""

    options: Options
    labels: tuple[str, ...]
    counts: Counter[str] = field(default_factory=Counter)
    people: docx_front.QuotedPeople = field(default_factory=docx_front.QuotedPeople)
    number: int = 0
    """Number of the last comment."""
    used: Counter[str] = field(default_factory=Counter)
    """Bookmarks, with how often each was wanted."""

    def lay(self, article: ExportArticle) -> _Laid:
        """Number the annotations of an article and make their comments."""
        rows, links = article.everything, links_of(article)
        self.people.take(article, links)
        self.counts.update(row.label for row in rows)
        bookmarks: dict[tuple[str, str], str] = {}
        for number, row in enumerate(rows, self.number + 1):
            said = comment_of(row, number, _of(row, links), self.options.codebook, {})
            bookmarks[row.annotator, row.id] = self.own(bookmark_of(row, said))
        made = [
            comment_of(row, number, _of(row, links), self.options.codebook, bookmarks)
            for number, row in enumerate(rows, self.number + 1)
        ]
        ranged = [
            Ranged(row, one.number, bookmarks[row.annotator, row.id]) for row, one in zip(rows, made, strict=True)
        ]
        self.number += len(rows)
        return _Laid(article, article.language or language_of(article.text).code, ranged, made)

    def own(self, bookmark: str) -> str:
        """A bookmark that no other place has: one that is wanted again gets a number."""
        self.used[bookmark] += 1
        again = self.used[bookmark]
        return bookmark if again == 1 else f"{bookmark}_{min(again, _MOST_ALIKE)}"


def _of(row: SpanRow, links: Mapping[tuple[str, str], list[Linked]]) -> list[Linked]:
    return links.get((row.annotator, row.id), [])


def word_report(articles: Iterable[ExportArticle], options: Options, *, day: str) -> bytes:
    """A report of articles as the bytes of a Word file.

    Args:
        articles: as flat rows, in the order of the report.
        options: the choices of the export, the same for every article.
        day: of the report, ISO 8601.
    """
    made = io.BytesIO()
    write_word_report(made, articles, options, day=day)
    return made.getvalue()


def write_word_report(
    target: BinaryIO | Path, articles: Iterable[ExportArticle], options: Options, *, day: str
) -> None:
    """Write a report of articles as a Word file: the text with coloured ranges, and a comment an annotation.

    Several articles have contents before them, and people and counts of all.

    Args:
        target: takes it.
        articles: as flat rows, in the order of the report.
        options: the choices of the export, the same for every article.
        day: of the report (ISO 8601), which its comments have: LibreOffice makes a broken date of none.
    """
    held = list(articles)
    found = {row.label for one in held for row in (*one.spans, *one.zones)}
    labels = (*(name for name in options.vocabulary.labels if name in found),
              *sorted(found.difference(options.vocabulary.labels)))  # fmt: skip
    report = _Report(options, labels)
    laid = [report.lay(one) for one in held]
    shades = shades_of(labels, options.codebook)
    comments = [comment for one in laid for comment in one.comments]
    languages = tuple(sorted({one.language for one in laid}))
    parts = {
        "styles": styles_part(shades, options.codebook, languages),
        "comments": docx_comments.comments_part(comments, day),
        "commentsExtended": docx_comments.extended_part(comments),
        "commentsIds": docx_comments.ids_part(comments),
        "people": docx_comments.people_part(dict.fromkeys(one.author for one in comments)),
    }
    title = docx_front.title_of(held[0]) if len(held) == 1 else tr("Report")
    package(target, _blocks(report, laid, shades, title), parts, title)


def _blocks(report: _Report, laid: list[_Laid], shades: Mapping[str, Shade], title: str) -> Iterator[str]:
    codebook, is_corpus = report.options.codebook, len(laid) != 1
    around = [
        docx_front.legend(report.labels, shades, report.counts, codebook),
        report.people.table(codebook),
    ]
    if is_corpus:
        yield plain(title, "Heading1")
        yield plain(tr("{n} article|{n} articles", len(laid)), "Muted")
        yield docx_front.how_to_answer()
        yield docx_front.contents([one.article for one in laid], report.labels, codebook)
        yield from around
    for number, one in enumerate(laid):
        yield from _article(one, number, report, shades, is_corpus=is_corpus)
    if not is_corpus:
        yield from around


def _article(
    one: _Laid, number: int, report: _Report, shades: Mapping[str, Shade], *, is_corpus: bool
) -> Iterator[str]:
    """An article: its headline on a new page, its facts, and its text within a bookmark."""
    title = docx_front.title_of(one.article)
    page = '<w:r><w:br w:type="page"/></w:r>' if is_corpus else ""
    yield paragraph(page + run(title), "Heading1", words=title)
    yield docx_front.facts_table(one.article, one.language)
    yield docx_front.how_to_answer() if not is_corpus else plain("", "Muted")
    mark, place = report.own(bookmark_of_text(one.article.source.text_sha256)), _TEXT_BOOKMARKS + number
    text = text_paragraphs(one.article.text, one.ranged, shades, article_style(one.language))
    yield f'<w:bookmarkStart w:id="{place}" w:name="{mark}"/>'
    yield from text
    yield f'<w:bookmarkEnd w:id="{place}"/>'
