"""The articles that two have read: who has done what, and what is left to settle."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from analyst_app.core.wording import counted
from analyst_app.errors import AnalystError
from analyst_app.review.progress import ArticleProgress, Overview, overview, queue
from analyst_app.ui.message import PlainLabel, shown_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analyst_app.ui.main_window import MainWindow

_COLUMNS = ("article", "read by", "to settle", "contested", "comments")


class QueueDialog(QDialog):
    """The queue, with the overview above it."""

    chosen = Signal(str)
    """An article's name."""

    def __init__(self, articles: Sequence[ArticleProgress], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("review_queue")
        self.setWindowTitle("Articles to review")
        self.resize(720, 480)
        self.words = PlainLabel(in_words(overview(articles)), self)
        self.words.setObjectName("review_overview")
        self.words.setWordWrap(True)
        self.list = QTreeWidget(self)
        self.list.setObjectName("queue_table")
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels(list(_COLUMNS))
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        waiting = queue(articles)
        for article in waiting:
            cells = (shown_name(article.name), ", ".join(article.readers))
            numbers = (article.waiting, article.contested, article.threads)
            item = QTreeWidgetItem(self.list, [*cells, *(str(number or "") for number in numbers)])
            item.setData(0, Qt.ItemDataRole.UserRole, article.name)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        else:
            self.words.setText(f"{self.words.text()}\nNothing is left to settle.")
        self.list.itemActivated.connect(self._choose)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.accept()
        self.chosen.emit(item.data(0, Qt.ItemDataRole.UserRole))


def in_words(total: Overview) -> str:
    """The overview as sentences."""
    who = ", ".join(f"{layer} {total.done[layer]} of {number} done" for layer, number in sorted(total.begun.items()))
    share = "" if total.overlap is None else f", {total.overlap:.0%} read by two or more"
    return (
        f"{counted(total.articles, 'article')}{share}. {who or 'Nobody has begun'}.\n"
        f"{counted(total.differences, 'difference')}, {total.waiting:,} to settle, {total.contested:,} contested, "
        f"{counted(total.threads, 'open comment')}."
    )


class ReviewQueue(QObject):
    """The actions that lead from article to article."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._wanted: Path | None = None
        window.actions_.register("review.queue", self.show)
        window.actions_.register("review.next_article", self.go_on)
        window.desk.loaded.connect(self._on_loaded)

    def show(self) -> None:
        """Show the queue."""
        self._count(self._offer)

    def go_on(self) -> None:
        """Begin the review of the article that wants it most, other than the open one."""
        self._count(self._begin_next)

    # -- inside ----------------------------------------------------------------

    def _count(self, then: Callable[[list[ArticleProgress]], object]) -> None:
        from analyst_app.ui.review_opening import progress_of

        window = self._window
        paths = [article.path for article in window.article_list.model.articles]
        folder, annotator = window.desk.folder, window.desk.annotator
        window.bridge.say(f"Comparing {counted(len(paths), 'article')}…")

        def count() -> list[ArticleProgress]:
            found = (progress_of(path, folder, annotator) for path in paths)
            return [one for one in found if one is not None]

        window.desk.when_saved(lambda: window.tasks.run(count, done=then, failed=self._fail))

    def _offer(self, articles: list[ArticleProgress]) -> None:
        dialog = QueueDialog(articles, self._window)
        dialog.chosen.connect(self.begin)
        dialog.finished.connect(self._window.activateWindow)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _begin_next(self, articles: list[ArticleProgress]) -> None:
        order = self._window.desk.order
        here = self._name(order.path) if order is not None else ""
        names = [article.name for article in queue(articles) if article.name != here]
        if names:
            self.begin(names[0])
        else:
            self._window.bridge.say("No other article waits for a review.")

    def begin(self, name: str) -> None:
        """Open an article and compare its first two readings."""
        window = self._window
        path = next((one.path for one in window.article_list.model.articles if self._name(one.path) == name), None)
        if path is None:
            return
        window.review_commands.leave_quietly()
        session = window.bridge.session
        self._wanted = path
        if session is not None and session.path == path:
            self._compare(path)
        else:
            window.file_commands.open_article(path)

    def _name(self, path: Path) -> str:
        folder = self._window.desk.folder
        return path.relative_to(folder).as_posix() if folder and path.is_relative_to(folder) else path.name

    def _on_loaded(self) -> None:
        session = self._window.bridge.session
        if self._wanted is not None and session is not None and session.path == self._wanted:
            self._compare(self._wanted)

    def _compare(self, path: Path) -> None:
        from analyst_app.review.decisions import GOLD
        from analyst_app.session import LayerInfo, layers_of

        self._wanted = None

        def done(layers: list[LayerInfo]) -> None:
            names = sorted(layer.layer_id for layer in layers if not layer.layer_id.startswith(GOLD))
            if len(names) > 1:
                self._window.review_commands.beginning.compare(names[0], names[1])

        self._window.tasks.run(layers_of, path, done=done, failed=self._fail)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, AnalystError | OSError):
            raise error
        self._window.bars.show_bar("review", str(error))
