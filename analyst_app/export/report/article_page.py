"""The page of one article, and the piece of it that goes into a page of many."""

from __future__ import annotations

from collections.abc import Sequence

from analyst_app.core.codebook import Codebook
from analyst_app.export.report.answer_form import FORM_STYLE, answer_form
from analyst_app.export.report.answer_script import script_source
from analyst_app.export.report.html_page import escaped, page
from analyst_app.export.report.printed_reading import PrintedReading
from analyst_app.export.report.reading_html import ReadingHtml
from analyst_app.export.report.reading_style import READING_STYLE
from analyst_app.export.report.tag_style import tag_rules
from analyst_app.wording import tr


def labels_of(reading: PrintedReading) -> list[str]:
    """The ids of a reading's tags, in the order in which they get classes."""
    return [tag.id for tag in reading.tags]


def at_level(piece: str, level: int) -> str:
    """A piece with its headings at a level and the one below.

    Args:
        piece: of HTML, with ``<hA>`` and ``<hB>``.
        level: of the upper ones.
    """
    for letter, number in (("A", level), ("B", level + 1)):
        piece = piece.replace(f"<h{letter}", f"<h{number}").replace(f"</h{letter}", f"</h{number}")
    return piece


def article_piece(reading: PrintedReading, labels: Sequence[str]) -> str:
    """A reading as an ``article`` element, its headings without a level yet.

    Args:
        reading: the article in words for people.
        labels: ids of all tags of the page that it comes into.
    """
    return ReadingHtml(reading, labels).article()


def article_page(reading: PrintedReading, *, up: str = "") -> bytes:
    """A reading as a page that stands alone.

    Args:
        reading: the article in words for people.
        up: address of the contents that it belongs to; empty: it belongs to none.
    """
    labels = labels_of(reading)
    body = [
        f'<a class="skip" href="#h-{reading.key}">{escaped(tr("To the article"))}</a>',
        f'<nav class="screen"><a href="{escaped(up)}">{escaped(tr("Contents"))}</a></nav>' if up else "",
        f"<main>{at_level(article_piece(reading, labels), 1)}</main>",
    ]
    style = page_style(labels, reading.codebook) + FORM_STYLE
    body = [*filter(None, body), answer_form()]
    return page(reading.title, body, style=style, scripts=(script_source(),))


def page_style(labels: Sequence[str], codebook: Codebook) -> str:
    """The style of a page with readings.

    Args:
        labels: ids of its tags, in the order of their classes.
        codebook: which may not know them all.
    """
    return READING_STYLE + tag_rules(labels, codebook)
