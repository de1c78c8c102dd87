"""An article of the API: its text, facts and layers, read when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from analyst_app.core.codebook import Codebook
from analyst_app.core.layer_ids import is_program
from analyst_app.core.span import Span
from analyst_app.corpus.facts import ArticleFacts
from analyst_app.errors import AnalystError
from analyst_app.language.known_people import KnownPeople
from analyst_app.reading.arguments import names_of
from analyst_app.reading.article_rows import ArticleRows, read_rows
from analyst_app.reading.as_read import AsRead
from analyst_app.reading.compared_layers import refuse_missing
from analyst_app.reading.typed_records import Layer, layer_of

if TYPE_CHECKING:
    from analyst_app.storage.held_folder import HeldFolder


class Article:
    """One article with its layers.

    Its files are read once, when the first of its facts is asked for; from then on it stays as it was read.

    >>> import analyst_app as aa
    >>> depot = aa.open("resources/samples").article("depot.txt")
    >>> depot.id, depot.language, len(depot.text)
    ('depot.txt', 'en', 2463)
    >>> list(depot.layers)
    ['sample']
    >>> quote = depot.layers["sample"].with_tag("quote")[0]
    >>> depot.text[quote.start : quote.end] == quote.exact
    True
    """

    def __init__(
        self, article_id: str, path: Path, layers: Sequence[str], codebook: Codebook, people: Callable[[], KnownPeople]
    ) -> None:
        """Take what is known of it; ``aa.open`` and a corpus make articles.

        Args:
            article_id: its id.
            path: of its file.
            layers: ids of the layers that may be seen.
            codebook: of the corpus.
            people: gives those that the team knows.
        """
        self.id = article_id
        """Path in the corpus, with ``/``."""
        self.path = path
        """The file with its text."""
        self._layer_ids = tuple(layers)
        self._codebook, self._people = codebook, people
        self._folder: HeldFolder | None = None

    def __repr__(self) -> str:
        return f"Article({self.id!r}, layers={list(self._layer_ids)})"

    @property
    def text(self) -> str:
        """The canonical text, to which all offsets refer; empty where it cannot be read: see ``problems``."""
        return self._rows.text

    @property
    def text_sha256(self) -> str:
        """Hex digest of the text in UTF-8."""
        return self._rows.text_sha256

    @cached_property
    def facts(self) -> ArticleFacts:
        """The facts of its origin: title, outlet, author, date, url …; keys of the team's own stand in ``extra``."""
        facts = self._rows.facts
        return replace(facts, extra=AsRead(facts.extra))

    @property
    def language(self) -> str:
        """Code of its language: the one noted in its facts, else the one that the text shows; empty: none is clear.

        Raises:
            LanguageInvalid: a language's file of words is damaged.
        """
        from analyst_app.language.languages import language_of

        return language_of(self.text, self.facts.language).code

    @cached_property
    def layers(self) -> Mapping[str, Layer]:
        """All its layers that can be read, by id; people's, gold, and what programs made (``model-…``)."""
        rows = self._rows
        found = {layer: layer_of(layer, self.id, one, rows.text, self._codebook) for layer, one in rows.layers.items()}
        return AsRead(found)

    @property
    def gold(self) -> Layer | None:
        """Its one gold layer; None where it has none, or several: then ``layers`` has them by name."""
        found = [layer for layer in self.layers.values() if layer.is_gold]
        return found[0] if len(found) == 1 else None

    @property
    def zones(self) -> tuple[Span, ...]:
        """The stretches that are not the article's own text, united: as people, and its facts, mark them."""
        skip = self._codebook.ids_counted_as("skip")
        noted = [Span(one["start"], one["end"]) for one in self.facts.zones if self._is_zone(one)]
        marked = [
            one.span for layer in self.layers.values() if not layer.is_program for one in layer.with_tag(*sorted(skip))
        ]
        found: list[Span] = []
        for span in sorted([*noted, *marked]):
            if found and span.start <= found[-1].end:
                found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
            else:
                found.append(span)
        return tuple(found)

    @property
    def problems(self) -> tuple[str, ...]:
        """A sentence about each file of it that could not be used, and about what of the others has no place."""
        return self._rows.problems

    def to_html(self, layers: Sequence[str] | None = None) -> str:
        """The page that the export as ``report`` makes of it: it stands alone, and needs no script.

        Args:
            layers: ids of the layers that are shown; None: those of people and gold.

        Raises:
            UsageError: it has no such layer.
            DocumentUnreadable: the article cannot be read any more.
            SidecarInvalid: a layer has been damaged since.
            LanguageInvalid: a language's file of words is damaged.
        """
        from analyst_app.reading.article_display import html_of

        if layers is None:
            layers = [layer for layer in self.layers if not is_program(layer)]
        else:
            layers = names_of(layers, "layers")
            refuse_missing(layers, self.layers)
        return html_of(self.id, self.path, layers, self._codebook, self._people())

    def _repr_html_(self) -> str:
        """The article as a notebook shows it: its report in a frame; in place of what cannot be shown, the reason."""
        from analyst_app.reading.article_display import framed, told

        try:
            return told(self.problems) if self.problems and not self.text else framed(self.to_html(), self.id)
        except AnalystError as error:
            return told([str(error)])

    @cached_property
    def _rows(self) -> ArticleRows:
        return read_rows(str(self.path), self._layer_ids, self._folder)

    def _is_zone(self, zone: Mapping[str, object]) -> bool:
        start, end = zone.get("start"), zone.get("end")
        return type(start) is int and type(end) is int and 0 <= start < end <= len(self.text)


def read_in(article: Article, folder: HeldFolder | None) -> Article:
    """An article, read now.

    Args:
        article: not read yet.
        folder: its own, if it is held: of many articles in it, each is read more cheaply.
    """
    article._folder = folder  # noqa: SLF001 - part of the class, and no name for those who program
    try:
        article._rows  # noqa: B018, SLF001 - reads
    finally:
        article._folder = None  # noqa: SLF001 - as above
    return article
