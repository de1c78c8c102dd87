"""The quotes of many articles against their sources: each article, layer and source stands alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.assist.verifying.checked_quotes import QuoteReader, QuotesOfLayer, Sources
from analyst_app.assist.verifying.source_places import require_rapidfuzz
from analyst_app.core.layer_ids import is_program
from analyst_app.corpus.articles import codebook_for, people_path
from analyst_app.corpus.folder_scan import scanned
from analyst_app.corpus.other_layers import layer_beside
from analyst_app.corpus.people.people_file import read_people
from analyst_app.corpus.shared_articles import without_copies
from analyst_app.corpus.sourcing.attached_sources import SourcesFile, read_sources
from analyst_app.errors import MissingExtra
from analyst_app.session.article_text import noted_language, read_article
from analyst_app.storage.error_log import named_reason
from analyst_app.storage.file_names import PEOPLE, SOURCES, sidecar_path

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.corpus.sealing import Seal


class VerifiedLayer(NamedTuple):
    """The quotes of one layer."""

    article: Path
    layer_id: str
    found: QuotesOfLayer


class CorpusQuotes:
    """Holds the quotes of a folder against their sources.

    Args:
        folder: the opened folder.
        state: the local state folder.
        seal: says which layers may be looked at.
        say: is told, in a sentence each, what could not be looked at.
    """

    def __init__(self, folder: Path, state: Path, seal: Seal, *, say: Callable[[str], object]) -> None:
        self._folder, self._state, self._seal, self._say = folder, state, seal, say
        self._sources: dict[Path, Sources] = {}
        self._codebooks: dict[Path, Codebook] = {}

    def articles(self, only: Path | None = None) -> list[tuple[Path, list[str]]]:
        """The articles with the ids of their layers. Blocking.

        Args:
            only: one article; None: all.
        """
        found = [(self._folder / one.path, sorted(one.layers)) for one in scanned(self._folder) if one.layers]
        return [one for one in found if only is None or one[0] == only]

    def of(self, article: Path, layers: Sequence[str], asked: Collection[str] = ()) -> Iterator[VerifiedLayer]:
        """The layers of one article that may be seen; what is wrong with one is said. Blocking.

        Args:
            article: its path.
            layers: ids of its layers.
            asked: ids of the layers that are wanted; empty: all but a program's.

        Raises:
            MissingExtra: rapidfuzz is not installed.
        """
        require_rapidfuzz()
        names = [one for one in without_copies(article, layers, self._say) if _is_wanted(one, asked)]
        names = self._seal.seen(article, names)
        if not names:
            return
        try:
            sources = self._sources_of(article)
            document = read_article(article, large=True, layers=names)
            reader = QuoteReader(article, document, self._codebook(article), sources, noted_language(article))
        except Exception as error:
            self._say(named_reason(error, article))
            return
        for name in names:
            try:
                layer = layer_beside(article, name, document)
                yield VerifiedLayer(article, name, reader.of_layer(layer.annotations, layer.links))
            except MissingExtra:
                raise
            except Exception as error:
                self._say(named_reason(error, sidecar_path(article, name)))

    def _sources_of(self, article: Path) -> Sources:
        """The sources that apply to an article, read once a folder; a file that is in trouble is told of once."""
        if article.parent not in self._sources:
            file = SourcesFile(article.parent / SOURCES)
            try:
                file = read_sources(article, self._folder)
            except Exception as error:
                self._say(named_reason(error, file.path))
            same = next((one for one in self._sources.values() if one.file.path == file.path), None)
            if same is None:
                for sentence in file.troubles:
                    self._say(sentence)
                if any(one.actor for source in file.sources for one in source.of):
                    self._tell_of_people(article)
            self._sources[article.parent] = same or Sources(file)
        return self._sources[article.parent]

    def _tell_of_people(self, article: Path) -> None:
        """Name a file of actors that cannot be read, where sources are attached to its actors."""
        try:
            people = read_people(article, self._folder)
        except Exception as error:
            self._say(named_reason(error, people_path(article, self._folder) or article.with_name(PEOPLE)))
            return
        if people.trouble:
            self._say(people.trouble)

    def _codebook(self, article: Path) -> Codebook:
        if article.parent not in self._codebooks:
            found = codebook_for(article, self._folder, self._state)
            if found.problem:
                self._say(found.problem)
            self._codebooks[article.parent] = found.codebook
        return self._codebooks[article.parent]


def _is_wanted(layer: str, asked: Collection[str]) -> bool:
    return layer in asked if asked else not is_program(layer)
