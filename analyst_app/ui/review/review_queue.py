"""The articles that two or more have read: who has done what, and what is left to settle between whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from analyst_app.core.excerpts import counted
from analyst_app.errors import AnalystError
from analyst_app.review.progress import ArticleProgress, CorpusProgress, corpus_progress, review_queue, row_after
from analyst_app.ui.widgets.message import PlainLabel, shown_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analyst_app.ui.main_window import MainWindow

_KEYS = "Enter compares the two · Ctrl+Shift+N goes on to the next row · Esc closes"
_COLUMNS = ("article", "read by", "to settle", "contested", "comments")


class QueueDialog(QDialog):
    """The queue, with the overview above it."""

    chosen = Signal(str, object)
    """An article's name, and the two layers to be compared."""

    def __init__(self, articles: Sequence[ArticleProgress], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("review_queue")
        self.setWindowTitle("Articles to review")
        self.resize(720, 480)
        self.words = PlainLabel(in_words(corpus_progress(articles)), self)
        self.words.setObjectName("review_overview")
        self.words.setWordWrap(True)
        self.list = QTreeWidget(self)
        self.list.setObjectName("queue_table")
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels(list(_COLUMNS))
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        for row in review_queue(articles):
            cells = (shown_name(row.article), ", ".join(row.pair.layers))
            numbers = (row.pair.waiting, row.pair.contested, row.pair.threads)
            item = QTreeWidgetItem(self.list, [*cells, *(str(number or "") for number in numbers)])
            for number in range(2, len(_COLUMNS)):
                item.setTextAlignment(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setData(0, Qt.ItemDataRole.UserRole, (row.article, row.pair.layers))
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        else:
            self.words.setText(f"{self.words.text()}\nNothing is left to settle.")
        self.list.itemActivated.connect(self._choose)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        if first is not None:
            column.addWidget(PlainLabel(_KEYS, self))

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.accept()
        self.chosen.emit(*item.data(0, Qt.ItemDataRole.UserRole))


def in_words(total: CorpusProgress) -> str:
    """The overview as sentences."""
    who = ", ".join(f"{layer} {total.done[layer]} of {number} done" for layer, number in sorted(total.begun.items()))
    share = "" if total.overlap is None else f", {total.overlap:.0%} read by two or more"
    unread = (
        f" {counted(total.unreadable, 'article')} cannot be compared: see analyst-app check."
        if total.unreadable
        else ""
    )
    return (
        f"{counted(total.articles, 'article')}{share}. {who or 'Nobody has begun'}.\n"
        f"{counted(total.differences, 'difference')}, {total.waiting:,} to settle, {total.contested:,} contested, "
        f"{counted(total.threads, 'open comment')}.{unread}"
    )


class ReviewQueue(QObject):
    """The actions that lead from article to article."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._wanted: Path | None = None
        self._pair: tuple[str, str] | None = None
        """Which layers are compared there; None: the first two."""
        self._tag: str | None = None
        """Whose costliest differences are listed as soon as the review is there; empty: of all tags."""
        window.actions_.register("review.queue", self.show)
        window.actions_.register("review.next_article", self.go_on)
        window.actions_.register("review.agreement", self.show_agreement)
        window.desk.loaded.connect(self._on_loaded)
        window.review_commands.begun.connect(self._list_costliest)

    def show(self) -> None:
        """Show the queue."""
        self._count(self._offer)

    def go_on(self) -> None:
        """Begin the review of the next two readings in the queue."""
        self._count(self._begin_next)

    def show_agreement(self) -> None:
        """Show the agreement in the folder, or in the open article if there is no folder."""
        from analyst_app.corpus.articles import built_in
        from analyst_app.ui.review.agreement_window import AgreementWindow

        window = self._window
        session = window.bridge.session
        corpus = window.desk.folder or (session.path if session is not None else None)
        if corpus is None:
            window.bridge.say("Open a folder of articles (Ctrl+Shift+O) to see the agreement in it.")
            return
        shown = AgreementWindow(window, corpus, window.actions_.codebook or built_in())
        shown.article_wanted.connect(self.begin)
        shown.finished.connect(window.activateWindow)
        shown.show()

    # -- inside ----------------------------------------------------------------

    def _count(self, then: Callable[[list[ArticleProgress]], object]) -> None:
        from analyst_app.ui.review.review_opening import progress_of

        window = self._window
        paths = [article.path for article in window.article_list.model.articles]
        folder, annotator = window.desk.folder, window.desk.annotator
        window.bridge.say(f"Comparing {counted(len(paths), 'article')}…")

        def count() -> list[ArticleProgress]:
            return [progress_of(path, folder, annotator) for path in paths]

        window.desk.when_saved(lambda: window.tasks.run(count, done=then, failed=self._fail))

    def _offer(self, articles: list[ArticleProgress]) -> None:
        dialog = QueueDialog(articles, self._window)
        dialog.chosen.connect(self.begin)
        dialog.finished.connect(self._window.activateWindow)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _begin_next(self, articles: list[ArticleProgress]) -> None:
        window = self._window
        order, review = window.desk.order, window.review_commands.review
        here = self._name(order.path) if order is not None else ""
        row = row_after(review_queue(articles), here, review.layers if review is not None else ())
        if row is not None:
            self.begin(row.article, row.pair.layers)
        else:
            window.bridge.say("Nothing else waits for a review.")

    def begin(self, name: str, pair: tuple[str, str] | None = None, tag: str | None = None) -> None:
        """Open an article and compare two readings.

        Args:
            name: of the article.
            pair: which layers; None: the first two.
            tag: list this tag's differences, the costliest first (empty: of all tags); None: all as they stand.
        """
        window = self._window
        path = next((one.path for one in window.article_list.model.articles if self._name(one.path) == name), None)
        if path is None:
            return
        window.review_commands.leave_quietly()
        session = window.bridge.session
        self._wanted, self._pair, self._tag = path, pair, tag
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
        from analyst_app.core.layer_ids import is_gold
        from analyst_app.session.session import LayerInfo, layers_of

        self._wanted, pair = None, self._pair
        if pair is not None:
            self._window.review_commands.beginning.compare(*pair)
            return

        def done(layers: list[LayerInfo]) -> None:
            names = sorted(layer.layer_id for layer in layers if not is_gold(layer.layer_id))
            if len(names) > 1:
                self._window.review_commands.beginning.compare(names[0], names[1])

        self._window.tasks.run(layers_of, path, done=done, failed=self._fail)

    def _list_costliest(self) -> None:
        tag, self._tag = self._tag, None
        review = self._window.review_commands.review
        if tag is not None and review is not None:
            review.show_only(tag=tag, by_cost=True)
            if review.places:
                review.go_to(review.places[0])

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, AnalystError | OSError):
            raise error
        self._window.bars.show_bar("review", str(error))
