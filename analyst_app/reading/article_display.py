"""An article as the page that the export as ``report`` makes of it, whole, or framed for a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from analyst_app.core.codebook import Codebook
from analyst_app.export.job import Ticket
from analyst_app.export.loading import load
from analyst_app.export.report.article_page import article_page
from analyst_app.export.report.html_page import escaped
from analyst_app.export.report.printed_reading import PrintedReading
from analyst_app.language.known_people import KnownPeople

_HEIGHT = 520
"""Of the frame in a notebook, in CSS pixels: the text, and what stands beside it, without filling a screen."""


def html_of(article_id: str, path: Path, layers: Sequence[str], codebook: Codebook, people: KnownPeople) -> str:
    """The page of an article with some of its layers. Blocking.

    Args:
        article_id: its id.
        path: of its file.
        layers: ids of the layers that are shown.
        codebook: gives tags, values and roles their names.
        people: that the team knows.

    Raises:
        DocumentUnreadable: the article cannot be read.
        SidecarInvalid: a layer is damaged, or not there.
    """
    ticket = Ticket(article_id, str(path), tuple(layers))
    article = load(ticket, zones=codebook.ids_counted_as("skip"))
    return article_page(PrintedReading(article, codebook, people)).decode("utf-8")


def framed(page: str, title: str) -> str:
    """A page in a frame of its own, so that its style and that of a notebook leave each other alone.

    Args:
        page: the whole of it.
        title: for those who hear the notebook.
    """
    style = f"width:100%;height:{_HEIGHT}px;border:1px solid #8884"
    return f'<iframe title="{escaped(title)}" sandbox="" style="{style}" srcdoc="{escape(page, quote=True)}"></iframe>'


def told(sentences: Sequence[str]) -> str:
    """Sentences as they stand in a notebook in place of an article that cannot be shown.

    Args:
        sentences: the reasons.
    """
    return "".join(f"<p>{escaped(words)}</p>" for words in sentences)
