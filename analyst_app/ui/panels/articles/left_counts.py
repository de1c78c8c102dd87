"""Counts the quotations that are left in begun articles, in a worker and in a pause; only in those that are seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analyst_app.ui.files.opening import OpeningTerms
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.panels.articles.article_groups import ArticleEntry
    from analyst_app.ui.widgets.tasks import Tasks

_AT_ONCE = 8
"""Articles that are counted in one go: the list shows the first ones soon."""
Counted = list[tuple[Path, tuple[int, int] | None]]
_Key = tuple[str, Path, int | None]
"""An annotator, the article, and how many annotations she has in it."""


class LeftCounts(QObject):
    """Asked for one article after the other as their rows are painted.

    Args:
        workplace: says whose layers are counted.
        tasks: to count with.
        is_open: tells of an article if its layer is open: then it is counted there, and once is enough.
        parent: the window.
    """

    counted = Signal(object, object)
    """An article's Path, and its quotations: those that are left, and all; None: that cannot be told."""

    def __init__(self, workplace: Workplace, tasks: Tasks, is_open: Callable[[Path], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._tasks, self._is_open = workplace, tasks, is_open
        self._asked: set[_Key] = set()
        self._wanted: dict[Path, tuple[_Key, ArticleEntry]] = {}
        self._is_counting = False

    def want(self, entry: ArticleEntry) -> None:
        """Count an article, unless that was done for as many annotations as it has."""
        article = entry.article
        key = (self._workplace.annotator, article.path, article.count)
        if key in self._asked:
            return
        self._asked.add(key)
        self._wanted[article.path] = key, entry
        if not self._is_counting:
            self._tasks.in_pause(self, self._begin)

    def _begin(self) -> None:
        for path, (key, entry) in list(self._wanted.items()):
            if self._is_open(path) or not entry.wants_count:  # it was open in the meantime, and told then
                del self._wanted[path]
                self._asked.discard(key)
        if self._is_counting or not self._wanted:
            return
        latest = list(self._wanted)[-_AT_ONCE:]  # what was painted last is what is seen now
        terms = self._workplace.terms

        def done(found: Counted) -> None:
            self._is_counting = False
            if terms.annotator == self._workplace.annotator:
                for path, quotations in found:
                    self.counted.emit(path, quotations)
            self._begin()

        for path in latest:
            del self._wanted[path]
        self._is_counting = True
        self._tasks.run_at_rest(self, _count, latest, terms, done=done)


def _count(paths: Sequence[Path], terms: OpeningTerms) -> Counted:
    """In a worker: the quotations of some articles."""
    from analyst_app.assist.left_quotations import left_quotations

    return [(path, left_quotations(path, terms.annotator, terms.folder, terms.state)) for path in paths]
