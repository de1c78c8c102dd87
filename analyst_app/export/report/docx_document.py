"""A Word document of readings, with annotations as comments: a pure function from readings to bytes.

It is made of the same readings as pages are: titles, people, readings, counts,
decisions and what has no place are theirs.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from analyst_app.core.excerpts import is_rightward
from analyst_app.export.contract import Options
from analyst_app.export.report import docx_comments, docx_sections
from analyst_app.export.report.contents import in_order, report_title
from analyst_app.export.report.docx_front import front, how_to_answer
from analyst_app.export.report.docx_laid import LaidReading, Laying
from analyst_app.export.report.docx_package import package
from analyst_app.export.report.docx_styles import shades_of, styles_part, text_styles
from analyst_app.export.report.docx_text import Shade, TextBookmarks, has_line, text_paragraphs
from analyst_app.export.report.docx_words import bookmarked, joined, one_line, paragraph, plain, run, shown
from analyst_app.export.report.printed_reading import PrintedReading
from analyst_app.wording import tr

_TEXT_BOOKMARKS = 1 << 24
"""First id of the bookmarks on texts and heads; those on annotations have the numbers of their comments."""


def word_report(readings: Iterable[PrintedReading], options: Options, *, day: str) -> bytes:
    """A report of readings as the bytes of a Word file.

    Args:
        readings: in the order of the report.
        options: the choices of the export, the same for every article.
        day: of the report, ISO 8601.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    made = io.BytesIO()
    write_word_report(made, readings, options, day=day)
    return made.getvalue()


def write_word_report(
    target: BinaryIO | Path, readings: Iterable[PrintedReading], options: Options, *, day: str
) -> None:
    """Write a report of readings as a Word file: the text with coloured ranges, and a comment an annotation.

    Several articles have contents before them, and people and counts of all.

    Args:
        target: takes it.
        readings: in the order of the report.
        options: the choices of the export, the same for every article.
        day: of the report (ISO 8601), which its comments have: LibreOffice makes a broken date of none.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    laying = Laying()
    laid = [laying.laid(one) for one in readings]
    shades = shades_of(
        in_order({tag.id for one in laid for tag in one.reading.tags}, options.codebook), options.codebook
    )
    comments = [comment for one in laid for comment in one.comments]
    languages = tuple(sorted({one.reading.language for one in laid}))
    parts = {
        "styles": styles_part(shades, options.codebook, languages),
        "comments": docx_comments.comments_part(comments, day),
        "commentsExtended": docx_comments.extended_part(comments),
        "commentsIds": docx_comments.ids_part(comments),
        "people": docx_comments.people_part(dict.fromkeys(one.author for one in comments)),
    }
    title = laid[0].reading.title if len(laid) == 1 else report_title(options)
    package(target, _blocks(laid, shades, title, options), parts, one_line(title))


def _blocks(laid: list[LaidReading], shades: Mapping[str, Shade], title: str, options: Options) -> Iterator[str]:
    if len(laid) == 1:
        yield how_to_answer()
    else:
        yield from front(title, laid, shades, options.codebook)
    for number, one in enumerate(laid):
        yield from _head(one, number, is_alone=len(laid) == 1)
        yield from _text(one, number, shades)
        if len(laid) == 1:
            yield from docx_sections.legend(one.reading, shades)
        yield from docx_sections.people(one)
        yield from docx_sections.items(tr("Decisions"), one.reading.decisions)
        yield from docx_sections.items(tr("Without a place in the text"), one.reading.unplaced)
        yield from docx_sections.about(one.reading)


def _head(one: LaidReading, number: int, *, is_alone: bool) -> Iterator[str]:
    """Outlet, author and date, and the headline where the text does not say it; on a new page among several."""
    source = one.reading.article.source
    said = shown(joined(source.outlet, source.author, source.date))
    inside = bookmarked(run(said, is_leftward=not is_rightward(said)), one.head, _TEXT_BOOKMARKS + 3 * number)
    yield paragraph(inside, "Kicker", words=said, starts_page=not is_alone)
    if not has_line(one.reading.article.text, one.reading.title):
        yield plain(one.reading.title, text_styles(one.reading.language).headline)


def _text(one: LaidReading, number: int, shades: Mapping[str, Shade]) -> Iterator[str]:
    """The text from one bookmark to another: what a reader says of words elsewhere is about no article."""
    reading = one.reading
    styles = text_styles(reading.language)._replace(headline_words=reading.title)
    bookmarks = TextBookmarks(one.bookmark, _TEXT_BOOKMARKS + 3 * number + 1)
    yield from text_paragraphs(reading.article.text, one.ranged, shades, styles, bookmarks)
