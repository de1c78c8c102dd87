"""The worker's part of verification: one quote against its sources, or a whole corpus. It touches no widget."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.assist.verifying.checked_quotes import CheckedQuote, QuoteReader, Sources
from analyst_app.assist.verifying.corpus_quotes import CorpusQuotes
from analyst_app.core.annotation import Annotation, Record
from analyst_app.core.roles import CONTINUES
from analyst_app.core.store import AnnotationStore
from analyst_app.corpus.sourcing.attached_sources import Attachment, SourcesFile, attached, pasted, read_sources
from analyst_app.errors import AnalystError, UsageError
from analyst_app.export.evidence.evidence_report import Evidence, report_of, write_report
from analyst_app.session.article_text import noted_language
from analyst_app.session.layer_names import ARTICLE_SUFFIX
from analyst_app.ui.widgets.long_work import LongWork
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.core.document import Document
    from analyst_app.corpus.sealing import Seal
    from analyst_app.session.session import Session


class Asked(NamedTuple):
    """One quote as a worker needs it: values that nobody changes."""

    article: Path
    folder: Path | None
    document: Document
    codebook: Codebook
    annotation: Annotation
    records: tuple[Record, ...]
    """The quote, the links that say who spoke, and the annotations that they lead to."""


class ComparedQuote(NamedTuple):
    """The verdicts on one quote."""

    rows: list[CheckedQuote]
    problems: list[str]
    """Sentences about what could not be read."""


def asked_for(session: Session, folder: Path | None, annotation: Annotation) -> Asked:
    """A quote of the open session with what belongs to it.

    Args:
        session: the open one.
        folder: the opened folder.
        annotation: the quote.
    """
    store = session.store
    records: dict[str, Record] = {annotation.id: annotation}
    at: str | None = annotation.id
    while at is not None:
        later: str | None = None
        for link in store.links_from(at):
            end = store.annotation(link.to_id)
            if end is not None:
                if link.role == CONTINUES and end.id not in records:
                    later = end.id
                records[link.id], records[end.id] = link, end
        at = later
    return Asked(session.path, folder, session.document, session.codebook, annotation, tuple(records.values()))


def compare(asked: Asked) -> ComparedQuote:
    """A quote against the sources that apply to it. Blocking.

    Raises:
        MissingExtra: rapidfuzz is not installed.
        SidecarInvalid: ``sources.json`` cannot be read.
    """
    file = read_sources(asked.article, asked.folder)
    noted = noted_language(asked.article)
    reader = QuoteReader(asked.article, asked.document, asked.codebook, Sources(file), noted)
    store = AnnotationStore(asked.records, length=len(asked.document))
    rows, problems = reader.of_quote(asked.annotation, store)
    return ComparedQuote(rows, [*([file.trouble] if file.trouble else []), *problems])


def is_as_compared(article: Path, folder: Path | None, row: CheckedQuote) -> bool:
    """True if a source's text on disk is still the one that a quote was compared with. It reads that one file.

    Args:
        article: the open article.
        folder: the opened folder.
        row: the quote and its verdict.
    """
    try:
        return read_sources(article, folder).text(row.source).sha256 == row.text.sha256
    except AnalystError:
        return False


def attach(
    article: Path, folder: Path | None, file: Path, to: Attachment, *, is_version: bool, words: str = ""
) -> SourcesFile:
    """Attach a text to something. Blocking; it writes.

    Args:
        article: the open article.
        folder: the opened folder.
        file: the text; a document of another kind is imported into the folder first, and stays where it is.
        to: what it is attached to; its article is named here.
        is_version: True for another version of the article.
        words: pasted text that becomes the file; empty: the file is there.

    Raises:
        AnalystError: it could not be; says why.
    """
    before = read_sources(article, folder)
    if words.strip():
        pasted(before, file, words)
    elif file.suffix.lower() != ARTICLE_SUFFIX:
        file = _imported(file, folder or article.parent)
    if not to.actor:
        to = to._replace(article=before.name_of(article))
    return attached(before, file, to, is_version=is_version)


def _imported(document: Path, folder: Path) -> Path:
    """The text that a document becomes in the folder.

    Raises:
        AnalystError: it cannot be imported, or holds several articles.
    """
    from analyst_app.corpus.intake.document_intake import take_in
    from analyst_app.importers.files import read_files

    for _, found in read_files([document]):
        if isinstance(found, Exception):
            raise found
        if len(found) == 1:
            return take_in(found[0], folder).path
    words = tr(
        "{name} holds several articles. Import it (File ▸ Import…), then attach one of them.", name=document.name
    )
    raise UsageError(words)


class CorpusRun:
    """One run over a corpus in a worker: it can be ended at any article, and keeps what is done.

    Args:
        folder: the opened folder.
        state: the local state folder.
        seal: says which layers may be looked at.
        found: told of the rows of each article, with how many are done and of how many; called in the worker.
    """

    def __init__(
        self, folder: Path, state: Path, seal: Seal, found: Callable[[list[Evidence], int, int], object]
    ) -> None:
        self.folder = folder
        self._state, self._seal, self._found = state, seal, found
        self.progress = LongWork(marked("Checking quotes: {done} of {total} articles"), marked("Looking for quotes…"))
        self.problems: list[str] = []
        self.unsourced = 0

    def end(self) -> None:
        """Let the run stop before the next article."""
        self.progress.stop()

    @property
    def is_ended(self) -> bool:
        """True if somebody ended it before it was through."""
        return self.progress.is_stopped

    def work(self) -> None:
        """Hold every quote against its sources. Blocking.

        Raises:
            MissingExtra: rapidfuzz is not installed.
        """
        run = CorpusQuotes(self.folder, self._state, self._seal, say=self._tell)
        articles = run.articles()
        self.progress.expect(len(articles))
        self._found([], 0, len(articles))
        for number, (article, layers) in enumerate(articles, 1):
            if self.is_ended:
                return
            rows: list[Evidence] = []
            for layer in run.of(article, layers):
                name = article.relative_to(self.folder).as_posix()
                rows += [Evidence(name, layer.layer_id, quote) for quote in layer.found.quotes]
                self.unsourced += layer.found.unsourced
                for sentence in layer.found.problems:
                    self._tell(sentence)
            self.progress.count()
            self._found(rows, number, len(articles))

    @property
    def withheld(self) -> str:
        """A sentence about what may not be seen; empty if there is nothing."""
        return self._seal.withheld.words

    def _tell(self, sentence: str) -> None:
        if sentence not in self.problems:
            self.problems.append(sentence)


def save_report(path: Path, rows: list[Evidence], title: str, notes: list[str]) -> Path:
    """Write the evidence, over an earlier report where the person has chosen its name. Blocking.

    Args:
        path: of the file; its ending says what it is.
        rows: of the run.
        title: of the corpus.
        notes: sentences about what is not in it.

    Returns:
        The path.

    Raises:
        UsageError: the name ends in neither .html nor .csv.
        SaveFailed: the system would not.
    """
    date = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    write_report(path, report_of(path, rows, date, title=title, notes=notes), overwrite=True)
    return path
