"""The dialog of the articles that two or more have read: who has done what, and what is left to settle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from analyst_app.core.excerpts import counted
from analyst_app.review.progress import ArticleProgress, CorpusProgress, corpus_progress, review_queue
from analyst_app.ui.widgets.message import PlainLabel, shown_name
from analyst_app.ui.widgets.screen_fit import resize_on_screen

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        resize_on_screen(self, 720, 480)
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
