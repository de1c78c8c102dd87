"""The reading that is open in the window as it is printed, with what is not saved yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from analyst_app.core.annotation import Annotation, Entry, LayerFacts, Link, Pairs, Unplaced
from analyst_app.core.codebook import Codebook
from analyst_app.core.document import Document
from analyst_app.corpus.people.people_file import read_people
from analyst_app.errors import AnalystError
from analyst_app.export.contract import Options, Vocabulary
from analyst_app.export.half_characters import mended
from analyst_app.export.report.article_page import article_page
from analyst_app.export.report.docx_document import word_report
from analyst_app.export.report.printed_reading import PrintedReading
from analyst_app.export.rows import ExportArticle, add_layer, source_row
from analyst_app.language.known_people import NOBODY
from analyst_app.storage import atomic
from analyst_app.storage.copies import write_new
from analyst_app.storage.file_names import facts_path
from analyst_app.storage.team_files import read_team_file
from analyst_app.wording import tr

PAGE, PAPER, DOCUMENT = ".html", ".pdf", ".docx"
"""Ends of the names of files that a reading is saved in."""


class OpenReading(NamedTuple):
    """An open article and one layer of it: values that nobody changes, for a worker."""

    path: Path
    folder: Path | None
    """The opened folder."""
    document: Document
    codebook: Codebook
    layer_id: str
    annotations: Sequence[Annotation]
    links: Sequence[Link]
    facts: LayerFacts
    unplaced: Sequence[Unplaced]
    entries: Sequence[Entry]
    made_under: Pairs
    """Id and version of the layer's codebook."""
    reviewer: str = ""
    """Name of a gold layer's reviewer; empty for any other layer."""


def printed(opened: OpenReading) -> PrintedReading:
    """The reading in words for people. Blocking; facts and people that cannot be read are left out.

    Args:
        opened: the article with its layer.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    people = NOBODY
    with suppress(AnalystError):  # opening the article has said so
        people = read_people(opened.path, opened.folder).known
    return PrintedReading(_article(opened, _facts(opened.path)), opened.codebook, people)


def _facts(article: Path) -> Mapping[str, Any]:
    with suppress(AnalystError):
        return read_team_file(facts_path(article)).data
    return {}


def _article(opened: OpenReading, facts: Mapping[str, object]) -> ExportArticle:
    """The open article as flat rows."""
    article = ExportArticle(opened.path.name, opened.document.text, [], [], [], source_row(opened.document, facts), [])
    noted = facts.get("language")
    article.language = noted if isinstance(noted, str) else ""
    add_layer(
        article,
        opened.layer_id,
        annotations=opened.annotations,
        links=opened.links,
        facts=opened.facts,
        unplaced=opened.unplaced,
        entries=opened.entries,
        codebook=opened.made_under,
        zones=opened.codebook.ids_counted_as("skip"),
        reviewer=opened.reviewer,
    )
    return mended(article)


def page_of(opened: OpenReading) -> bytes:
    """The reading as a page. Blocking.

    Args:
        opened: the article with its layer.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    reading = printed(opened)
    try:
        return article_page(reading)
    finally:
        reading.let_go()


def document_of(opened: OpenReading) -> bytes:
    """The reading as a Word document, to be answered in comments. Blocking.

    Args:
        opened: the article with its layer.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    options = Options(opened.codebook, Vocabulary.of(opened.codebook), annotators=(opened.layer_id,))
    return word_report([printed(opened)], options, day=datetime.now(UTC).date().isoformat())


def save_file(path: Path, data: bytes) -> None:
    """Write a page or paper where a person said, with every step of saving. Blocking.

    Args:
        path: of the file; one that is there is replaced.
        data: its bytes.

    Raises:
        SaveFailed: the system would not, or a link stands there; what was there is as it was.
    """
    try:
        if path.is_symlink():
            raise OSError(tr("it is a link, and nothing is written through one"))
        if not path.exists():
            write_new(path, data)
            return
        with atomic.held(path) as target:
            atomic.replace_file(target, [data], lambda: None)
    except OSError as error:
        raise atomic.failure(path, error) from error
