"""A corpus of the API: a folder of articles, opened to be read by a program."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar, overload

from analyst_app.core.bulk_work import bulk_work
from analyst_app.core.codebook import Codebook
from analyst_app.core.layer_ids import is_layer_id, is_program, nearest_id
from analyst_app.corpus.answering.answers_only import layers_of_answers
from analyst_app.corpus.articles import articles_in, people_path, sources_path
from analyst_app.corpus.listing import misplaced_notes
from analyst_app.corpus.passed_over import folders_passed_over
from analyst_app.corpus.people.people_file import PeopleFile
from analyst_app.corpus.sealing import Seal
from analyst_app.corpus.shared_articles import without_copies
from analyst_app.corpus.sourcing.attached_sources import AttachedSource, SourcesFile
from analyst_app.errors import UsageError, why_unread
from analyst_app.export.corpus_codebook import corpus_codebook
from analyst_app.export.selection import annotated, article_id
from analyst_app.export.source_folder import SourceFolder
from analyst_app.language.known_people import KnownPeople, Person
from analyst_app.preferences import default_annotator, load_preferences
from analyst_app.reading.arguments import name_of, names_of, path_of, switch_of
from analyst_app.reading.article_file import why_no_article
from analyst_app.reading.article_rows import ArticleRows, read_rows
from analyst_app.reading.as_read import AsRead
from analyst_app.reading.compared_layers import nearest_words, refuse_missing
from analyst_app.reading.layers_now import LayersNow
from analyst_app.reading.read_article import Article, read_in
from analyst_app.storage import containment
from analyst_app.storage.error_log import named_reason
from analyst_app.storage.shared.record_file import read_records
from analyst_app.storage.shared.record_kinds import ACTORS, SOURCES
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.reading.data_frames import Frames, FrameSource, Tables

_Shared = TypeVar("_Shared", PeopleFile, SourcesFile)


class _Listed(NamedTuple):
    """One article that is there, not read yet."""

    id: str
    path: Path
    layers: tuple[str, ...]


class Articles(Sequence[Article]):
    """The articles of a corpus, each read when it is asked for, and kept by whoever asked alone.

    So a corpus of 100,000 articles opens at once, and takes memory only for what you keep.

    >>> import analyst_app as aa
    >>> [article.id for article in aa.open("resources/samples").articles]
    ['depot.txt', 'harbour.txt', 'reservoir.txt']
    """

    def __init__(self, listed: Sequence[_Listed], codebook: Codebook, people: Callable[[], KnownPeople]) -> None:
        """Take what was listed; a corpus makes them.

        Args:
            listed: the articles that are there.
            codebook: of the corpus.
            people: gives those that the team knows.
        """
        self._listed, self._codebook, self._people = listed, codebook, people

    def __len__(self) -> int:
        return len(self._listed)

    def __iter__(self) -> Iterator[Article]:
        with SourceFolder() as folder:
            for listed in self._listed:
                yield read_in(self._article(listed), folder.of(str(listed.path)))

    @overload
    def __getitem__(self, place: int) -> Article: ...
    @overload
    def __getitem__(self, place: slice) -> Articles: ...
    def __getitem__(self, place: int | slice) -> Article | Articles:
        if isinstance(place, slice):
            return Articles(self._listed[place], self._codebook, self._people)
        return self._article(self._listed[place])

    def __contains__(self, article: object) -> bool:
        """True of an article of these, and of the id of one."""
        if isinstance(article, Article):
            return any(listed.path == article.path for listed in self._listed)
        return any(listed.id == article for listed in self._listed)

    def __repr__(self) -> str:
        return tr("<{n} article>|<{n} articles>", len(self))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all, in order; nothing is read for it."""
        return tuple([listed.id for listed in self._listed])

    def _article(self, listed: _Listed) -> Article:
        return Article(listed.id, listed.path, listed.layers, self._codebook, self._people)


class Corpus:
    """A folder of articles, as ``aa.open`` gives it.

    >>> import analyst_app as aa
    >>> corpus = aa.open("resources/samples")
    >>> len(corpus), dict(corpus.layers), corpus.problems
    (3, {'sample': 3}, ())
    >>> [tag.id for tag in corpus.codebook.tags]
    ['claim', 'quote', 'actor', 'cue', 'skip']
    """

    def __init__(self, folder: Path, listed: Sequence[_Listed], seal: Seal, remarks: Sequence[str]) -> None:
        """Take what was found; ``aa.open`` looks for it.

        Args:
            folder: the folder, or the one article.
            listed: the articles that are there.
            seal: the rule by which layers were passed over, and which ones.
            remarks: sentences about files that were left out while listing.
        """
        self.folder = folder
        """The folder, or the one article, that was opened."""
        self._listed, self._seal = listed, seal
        self._damaged = [*remarks]
        self.codebook: Codebook = corpus_codebook(folder, self._folders, self._damaged)
        """The tags, their attributes and links; tags that only codebooks of sub-folders have follow."""
        self.articles = Articles(listed, self.codebook, lambda: self._known)
        self._now = LayersNow()

    def __len__(self) -> int:
        return len(self.articles)

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    def __contains__(self, article: object) -> bool:
        """True of an article of the corpus, and of the id of one."""
        return article in self.articles

    def __repr__(self) -> str:
        return f"Corpus({str(self.folder)!r}, articles={len(self)}, layers={dict(self.layers)})"

    @cached_property
    def layers(self) -> Mapping[str, int]:
        """The number of articles by layer, by id, from the names of files alone."""
        return AsRead(sorted(Counter(layer for listed in self._listed for layer in listed.layers).items()))

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The people and bodies that the team knows by name (``actors.json``)."""
        return tuple([person for file in self._people_files for person in file.known.people])

    def person(self, person_id: str) -> Person | None:
        """The person of an id, also of one that was found to be theirs; None: nobody has it.

        >>> import analyst_app as aa
        >>> aa.open("resources/samples").person("nobody") is None
        True

        Raises:
            UsageError: the id is no word.
        """
        return self._known.with_id(name_of(person_id, "person_id"))

    @cached_property
    def sources(self) -> tuple[AttachedSource, ...]:
        """The texts that quotes are held against (``sources.json``)."""
        return tuple([source for file in self._sources_files for source in file.sources])

    def article(self, article_id: str) -> Article:
        """The article of an id, which is its path in the corpus, with the layers that it has now.

        >>> import analyst_app as aa
        >>> aa.open("resources/samples").article("harbour.txt").gold is None
        True

        Raises:
            UsageError: there is none; the nearest is named.
        """
        place = self._places.get(name_of(article_id, "article_id"))
        if place is None:
            told = nearest_words(article_id, self.articles.ids[:20])
            raise UsageError(tr("There is no article {article} here; {told}.", article=article_id, told=told))
        listed = self._listed[place]
        layers = self._now.of(listed.path, listed.layers)
        if len(layers) > 1:
            layers = without_copies(listed.path, layers, self._damaged.append)
        if layers and self._seal.is_read_blind(listed.path.parent):
            layers = seal_of(self).seen(listed.path, layers)
        return Article(listed.id, listed.path, layers, self.codebook, lambda: self._known)

    @cached_property
    def problems(self) -> tuple[str, ...]:
        """A sentence about each file that could not be used, and about what has no place in its text.

        Every file is read for it, once; one that is damaged stops no other.
        """
        with bulk_work():
            read = [words for article in self.articles for words in article.problems]
        beside = [note.sentence for note in misplaced_notes(self.folder)]
        if self.folder.is_dir():
            beside += [one.words for one in folders_passed_over(self.folder)]
        shared = [*(one.trouble for one in self._people_files), *(one.trouble for one in self._sources_files)]
        return tuple(dict.fromkeys([*self._damaged, *filter(None, shared), *read, *beside]))

    @property
    def withheld(self) -> str:
        """The sentence about layers of others that are not shown, since the corpus is read blind; empty: none is."""
        words = self._seal.withheld.words
        return words and tr("{words} aa.open(…, unseal=True) shows them.", words=words)

    @property
    def unsealed(self) -> Mapping[str, int]:
        """By layer, the number of articles on which it is shown only because ``unseal=True`` was said."""
        return AsRead(self._seal.unsealed)

    def to_pandas(self, layers: Sequence[str] | None = None) -> Frames:
        """The spans, links and articles as three data frames; see ``docs/api.md`` for their columns.

        Args:
            layers: ids of the layers that are wanted; None: people's readings and gold, none of a program, none that
                holds only answers to a report.

        Raises:
            UsageError: no article has one of the layers.
            MissingExtra: pandas is not installed.
        """
        from analyst_app.reading.data_frames import frames  # what is heavy comes when it is used

        return frames(self._frame_source(layers))

    def to_arrow(self, layers: Sequence[str] | None = None) -> Tables:
        """The same as Arrow tables, for DuckDB, Polars or Parquet.

        Args:
            layers: ids of the layers that are wanted; None: people's readings and gold, none of a program, none that
                holds only answers to a report.

        Raises:
            UsageError: no article has one of the layers.
            MissingExtra: pyarrow is not installed.
        """
        from analyst_app.reading.data_frames import tables  # as above

        return tables(self._frame_source(layers))

    def _read_rows(self, layers: Sequence[str]) -> Iterator[tuple[str, str, ArticleRows]]:
        """The files of all articles as they are read, one after another, with the articles' ids and paths."""
        wanted = frozenset(layers)
        with SourceFolder() as folder:
            for article_id, article, own in self._listed:
                path = str(article)
                yield article_id, path, read_rows(path, [one for one in own if one in wanted], folder.of(path))

    def _frame_source(self, layers: Sequence[str] | None) -> FrameSource:
        from analyst_app.reading.data_frames import FrameSource

        if layers is None:
            people = [layer for layer in self.layers if not is_program(layer)]
            answering = layers_of_answers(((str(one.path), one.layers) for one in self._listed), people)
            layers = [layer for layer in people if layer not in answering]
        else:
            layers = names_of(layers, "layers")
            refuse_missing(layers, self.layers)
        return FrameSource(self.codebook, self.person, self._read_rows(layers))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {listed.id: place for place, listed in enumerate(self._listed)}

    @property
    def _folders(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(os.path.dirname(listed.path) for listed in self._listed))  # noqa: PTH120 - many

    @property
    def _top(self) -> Path:
        return self.folder if self.folder.is_dir() else self.folder.parent

    @cached_property
    def _people_files(self) -> list[PeopleFile]:
        return self._shared_files(people_path, lambda path: PeopleFile(path, read_records(path, ACTORS)))

    @cached_property
    def _sources_files(self) -> list[SourcesFile]:
        return self._shared_files(sources_path, lambda path: SourcesFile(path, read_records(path, SOURCES)))

    def _shared_files(
        self, place_of: Callable[[Path, Path], Path | None], reader: Callable[[Path], _Shared]
    ) -> list[_Shared]:
        """The files of one kind that a team shares, of the corpus and its folders; one that is damaged is told."""
        paths = dict.fromkeys(place_of(Path(one) / "-", self._top) for one in (str(self._top), *self._folders))
        found = []
        for path in filter(None, paths):
            try:
                found.append(reader(path))
            except Exception as error:  # it is told, and stops nothing else
                self._damaged.append(named_reason(error, path))
        return found

    @cached_property
    def _known(self) -> KnownPeople:
        return KnownPeople(self.people)


def seal_of(corpus: Corpus) -> Seal:
    """The rule by which layers of others are passed over, with nothing asked of it yet."""
    seal = corpus._seal  # noqa: SLF001 - part of the class, and no name for those who program
    return Seal(seal.annotator, [corpus.folder], is_broken=seal.is_broken)


def open_corpus(folder: str | os.PathLike[str], *, unseal: bool = False, annotator: str | None = None) -> Corpus:
    """A corpus: a folder of articles, sub-folders included, or one article. Nothing in it is changed.

    >>> import analyst_app as aa
    >>> aa.open("resources/samples")
    Corpus('resources/samples', articles=3, layers={'sample': 3})

    Args:
        folder: the folder, or the article.
        unseal: where the team reads blind, show the layers of others though one's own is not done.
        annotator: id of one's own layer, where the team reads blind; None: the name in the preferences.

    Raises:
        UsageError: there is no such folder or article, it cannot be read, or no layer can have the id.
    """
    path, unseal = path_of(folder, "folder"), switch_of(unseal, "unseal")
    asker = name_of(annotator, "annotator") if annotator is not None else default_annotator(load_preferences()[0])[0]
    if not is_layer_id(asker):
        words = tr(
            "annotator is the id of your layer, and “{given}” is none: small letters, digits, - and _. "
            "Is it {nearest}?",
            given=asker, nearest=nearest_id(asker),
        )  # fmt: skip
        raise UsageError(words)
    if why := why_no_article(path):
        raise UsageError(why)
    containment.open_named([path])
    remarks: list[str] = []
    seal = Seal(asker, [path], is_broken=unseal)
    by_path = dict(annotated(path))
    try:
        there = {str(one): one for one in (articles_in(path) if path.is_dir() else [path])}
    except OSError as error:
        raise UsageError(tr("{folder} cannot be read: {why}.", folder=path, why=why_unread(error))) from error
    root = len(str(path if path.is_dir() else path.parent)) + 1
    blind: dict[str, bool] = {}
    listed = []
    there |= {one: Path(one) for one in by_path.keys() - there.keys() if os.path.lexists(one)}  # else: misplaced
    for one, article in there.items():
        folder_of, layers = one[: one.rfind(os.sep)], by_path.get(one, [])
        if len(layers) > 1:
            layers = without_copies(article, layers, remarks.append)
        if folder_of not in blind:
            blind[folder_of] = seal.is_read_blind(article.parent)
        if layers and blind[folder_of]:
            layers = seal.seen(article, layers)
        listed.append(_Listed(article_id(one[root:], one[:root]), article, tuple(layers)))
    return Corpus(path, listed, seal, remarks)
