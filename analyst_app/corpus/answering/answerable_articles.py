"""The articles of a folder that answers may be about: each is found beyond doubt, or it is said why not."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from analyst_app.core.document import Document
from analyst_app.core.report_marks import annotation_mark, text_mark
from analyst_app.core.waiting import annotation_in
from analyst_app.corpus.articles import articles_in
from analyst_app.corpus.other_layers import layer_beside
from analyst_app.errors import AnalystError
from analyst_app.importers.answers.answer_sheet import AnsweredArticle
from analyst_app.session.article_text import read_article
from analyst_app.storage.layers_beside import layers_of


class Answerable(NamedTuple):
    """An annotation that can be answered."""

    layer: str
    annotation_id: str
    words: str
    start: int = -1
    """Their first code point; -1: they have no certain place."""
    is_waiting: bool = False
    """True if it has no certain place in the text: then it waits for one, and its answers with it."""


class FoundArticle(NamedTuple):
    """The article that answers are about."""

    path: Path
    document: Document


class AnswerableArticles:
    """The articles of a folder, looked for by their path, the mark of their text, and the annotations beside them.

    Args:
        folder: of the articles.
        opened: the article that is open in the window: it is meant where nothing else tells copies apart.
    """

    def __init__(self, folder: Path, opened: Path | None = None) -> None:
        self._folder, self._opened = folder, opened
        self._all = list(articles_in(folder)) if folder.is_dir() else []
        self._by_name = {one.relative_to(folder).as_posix(): one for one in self._all}
        self._by_text: dict[str, list[Path]] | None = None
        self._by_mark: dict[str, list[Path]] | None = None
        self._documents: dict[Path, Document | None] = {}
        self._targets: dict[Path, dict[str, Answerable]] = {}
        self.damaged: list[str] = []
        """The files of layers that cannot be read, of those that were looked into."""

    def found(self, answered: AnsweredArticle) -> list[FoundArticle]:
        """The article that was answered; none: it is not here; several: nothing tells which of them is meant.

        A path counts if the article has the reported text, or the annotations that are answered. Else that text
        counts, and of several articles that have it those with these annotations; else the annotations alone.
        """
        named = self._named(answered.name)
        if named is not None and self._is_text_of(named, answered):
            return self._those([named])
        marks = {said.about for said in answered.said if said.about} | set(answered.marks)
        if named is not None and marks & self.targets(named).keys():
            return self._those([named])
        candidates = self._texts().get(answered.text_mark, []) if answered.text_mark else []
        if len(candidates) != 1 and marks:
            candidates = self._with_marks(marks, candidates) or candidates
        if len(candidates) > 1:
            opened = [one for one in candidates if self._opened is not None and one.resolve() == self._opened.resolve()]
            candidates = opened or candidates
        return self._those(candidates or ([named] if named is not None else []))

    def targets(self, path: Path) -> dict[str, Answerable]:
        """The annotations of all layers beside an article, by their marks.

        Args:
            path: of the article.
        """
        if path not in self._targets:
            document = self._read(path)
            self._targets[path] = targets_of(path, document, self.damaged) if document is not None else {}
        return self._targets[path]

    def _those(self, paths: list[Path]) -> list[FoundArticle]:
        found = [(one, self._read(one)) for one in paths]
        return [FoundArticle(path, document) for path, document in found if document is not None]

    def _named(self, name: str) -> Path | None:
        """The article of a path in the corpus; a path that leads anywhere else is that of none."""
        return self._by_name.get(name)

    def _with_marks(self, marks: set[str], candidates: list[Path]) -> list[Path]:
        """Those candidates that have some of these annotations; of all articles where there are none."""
        if candidates:
            return [one for one in candidates if marks & self.targets(one).keys()]
        if self._by_mark is None:
            self._by_mark = {}
            for path in self._readable():
                for mark in self.targets(path):
                    self._by_mark.setdefault(mark, []).append(path)
        return sorted({path for mark in marks for path in self._by_mark.get(mark, ())})

    def _is_text_of(self, path: Path, answered: AnsweredArticle) -> bool:
        document = self._read(path)
        return document is not None and text_mark(document.sha256) == answered.text_mark

    def _readable(self) -> list[Path]:
        return [one for one in self._all if self._read(one) is not None]

    def _texts(self) -> dict[str, list[Path]]:
        """The articles by the marks of their texts."""
        if self._by_text is None:
            self._by_text = {}
            for path in self._all:
                document = self._read(path)
                if document is not None:
                    self._by_text.setdefault(text_mark(document.sha256), []).append(path)
        return self._by_text

    def _read(self, path: Path) -> Document | None:
        if path not in self._documents:
            try:
                self._documents[path] = read_article(path)
            except (AnalystError, OSError):
                self._documents[path] = None  # opening or checking that article names it
        return self._documents[path]


def targets_of(article: Path, document: Document, damaged: list[str]) -> dict[str, Answerable]:
    """The annotations of all layers beside an article, by their marks, those that wait for a place, too. Blocking.

    Args:
        article: path of its file.
        document: its text.
        damaged: takes the names of the layers' files that cannot be read.
    """
    found: dict[str, Answerable] = {}
    for info in layers_of(article):
        try:
            layer = layer_beside(article, info.layer_id, document)
        except AnalystError:
            damaged.append(info.path.name)  # the others are answered all the same
            continue
        for item in layer.unplaced:
            waiting = annotation_in(item)
            words = item.record.get("exact", "") if waiting is not None else ""
            if waiting is not None:
                mark = annotation_mark(info.layer_id, waiting.id)
                told = words if isinstance(words, str) else ""
                found[mark] = Answerable(info.layer_id, waiting.id, told, is_waiting=True)
        for one in layer.annotations:
            mark = annotation_mark(info.layer_id, one.id)
            found[mark] = Answerable(info.layer_id, one.id, document.text[one.start : one.end], one.start)
    return found
