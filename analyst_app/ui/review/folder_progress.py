"""The progress of the listed articles in review, and the names that reviewing knows them by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.ui.widgets.long_work import LongWork
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.review.progress import ArticleProgress
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.panels.article_list import ArticleList
    from analyst_app.ui.widgets.tasks import Tasks


class FolderProgress(QObject):
    """Compares the readings of all listed articles, in a worker."""

    failed = Signal(object)
    """The error that came instead."""

    def __init__(
        self, article_list: ArticleList, workplace: Workplace, desk: Desk, bridge: SessionBridge, tasks: Tasks
    ) -> None:
        super().__init__(article_list)
        self._list, self._workplace, self._desk, self._bridge = article_list, workplace, desk, bridge
        self._tasks = tasks

    def count(self, then: Callable[[list[ArticleProgress]], object]) -> None:
        """Compare, when the open article is saved; call ``then`` with the progress of each. Without articles say so."""
        from analyst_app.ui.review.review_opening import progress_of

        paths = [article.path for article in self._list.articles]
        if not paths:
            self._bridge.say(tr("Open a folder of articles (Ctrl+Shift+O) to review what others have tagged in it."))
            return
        folder, annotator, seal = self._workplace.folder, self._workplace.annotator, self._workplace.seal()
        work = LongWork(marked("Comparing {done} of {total} articles"), marked("Comparing…"))

        def count() -> list[ArticleProgress]:
            work.expect(len(paths))
            found = []
            for path in paths:
                if work.is_stopped:
                    break
                found.append(progress_of(path, folder, annotator, seal))
                work.count()
            return found

        def done(found: list[ArticleProgress]) -> None:
            if len(found) == len(paths):
                then(found)
            else:
                self._bridge.say(_stopped(len(found), len(paths)))

        self._desk.when_saved(lambda: self._tasks.run(count, done=done, failed=self.failed.emit, work=work))

    @property
    def paths(self) -> dict[str, Path]:
        """The listed articles by their names."""
        return {self.name_of(article.path): article.path for article in self._list.articles}

    def path_of(self, name: str) -> Path | None:
        """The listed article of a name; None if it is not listed."""
        return next((one.path for one in self._list.articles if self.name_of(one.path) == name), None)

    def title_of(self, name: str) -> str:
        """The title by which an article of a name is listed; of one that is not listed, the name."""
        folder = self._workplace.folder
        path = folder / name if folder is not None else self.path_of(name)
        return self._list.title_of(path) if path is not None else name

    def name_of(self, path: Path) -> str:
        """The name of an article: relative to the opened folder."""
        folder = self._workplace.folder
        return path.relative_to(folder).as_posix() if folder and path.is_relative_to(folder) else path.name


def _stopped(few: int, total: int) -> str:
    told = tr("{few} of {n} article is compared|{few} of {n} articles are compared", total, few=few)
    return tr("Stopped: {told}. Nothing was changed.", told=told)
