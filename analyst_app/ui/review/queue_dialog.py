"""The dialog of the articles to review: who has done what, what is left to settle, and what one reader alone has."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from analyst_app.corpus.sealing import Withheld
from analyst_app.corpus.shared_articles import reason_words
from analyst_app.review.one_reading import EVERY
from analyst_app.review.progress import ArticleProgress, CorpusProgress, corpus_progress, review_queue
from analyst_app.ui.review.checking.drawn_checks import DrawnChecks
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.message import PlainLabel, shown_name
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import in_row, marked, share, tr, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analyst_app.review.one_reading import Sampling

_KEYS = marked(
    "Enter compares those who are named, or checks the one · Ctrl+Shift+N goes on to the next row · Esc closes"
)
_UNREADABLE = marked(
    "{n} article cannot be compared: open it to see why.|{n} articles cannot be compared: open one to see why."
)
_COLUMNS = (marked("Article"), marked("Read by"), marked("To settle"), marked("Contested"), marked("Comments"))
_BETWEEN = 12
"""Pixels that a row is higher than its words."""
_NAMES = 40
"""Characters of names of readers that there is room for; more are in the tip."""


def _table(parent: QWidget) -> QTreeWidget:
    table = QTreeWidget(parent)
    table.setObjectName("queue_table")
    table.setRootIsDecorated(False)
    table.setHeaderLabels([tr(column) for column in _COLUMNS])
    table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.header().setStretchLastSection(False)
    for number in range(2, len(_COLUMNS)):
        table.header().setSectionResizeMode(number, QHeaderView.ResizeMode.ResizeToContents)
    return table


class QueueDialog(QDialog):
    """The queue, with the overview above it."""

    chosen = Signal(str, object)
    """An article's name, and the layers to be compared at once; the second is nobody's where one is checked."""
    draw_chosen = Signal(object)
    """The sampling of the articles in which an only reader is checked."""

    def __init__(
        self,
        articles: Sequence[ArticleProgress],
        parent: QWidget,
        title_of: Callable[[str], str] = str,
        draw: Sampling | None = None,
    ) -> None:
        """List what waits.

        Args:
            articles: the progress of each.
            parent: the window.
            title_of: gives the title of an article by its name.
            draw: the articles in which an only reader is checked, as they were chosen last; None: all.
        """
        super().__init__(parent)
        self._title_of = title_of
        self.setObjectName("review_queue")
        self.setWindowTitle(tr("Articles to review"))
        fit_dialog(self, 720, 480)
        self.words = PlainLabel("", self)
        self.words.setObjectName("review_overview")
        self.words.setWordWrap(True)
        self.list = _table(self)
        self._articles = articles
        self.unfinished = self._box("queue_unfinished", self._unfinished_words())
        self.unfinished.setVisible(any(article.unfinished for article in articles))
        self.twos = self._box("queue_twos", tr("Also every two readers, where all are compared at once"))
        self.twos.setVisible(any(pair.waiting for article in articles for pair in article.together))
        self.drawn = DrawnChecks(draw or EVERY, self)
        self.drawn.setVisible(any(pair.is_check for article in articles for pair in article.pairs))
        self.drawn.changed.connect(self._fill)
        self.keys = PlainLabel(tr(_KEYS), self)
        self._fill()
        self.list.itemActivated.connect(self._choose)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        column.addWidget(self.drawn)
        column.addWidget(self.twos)
        column.addWidget(self.unfinished)
        column.addWidget(self.keys)
        column.addStretch()

    def _box(self, name: str, words: str) -> QCheckBox:
        """A box that adds rows to the list."""
        box = QCheckBox(words, self)
        box.setObjectName(name)
        box.toggled.connect(self._fill)
        return box

    def _unfinished_words(self) -> str:
        """The offer to list layers that are not finished, with the number of articles that each is of."""
        counts = Counter((layer, reason) for article in self._articles for layer, reason in article.unfinished.items())
        layers = [f"{layer} ({reason_words(reason)}: {n})" for (layer, reason), n in sorted(counts.items())]
        return tr("Also what is not finished: {layers}", layers=in_row(layers))

    def _fill(self) -> None:
        """List what waits: of all readers of an article at once, of every two, and what one alone has."""
        self.list.clear()
        draw = self.drawn.draw
        shown = {"unfinished": self.unfinished.isChecked(), "twos": self.twos.isChecked()}
        for row in review_queue(self._articles, draw=draw, **shown):
            names = tr("{name} alone", name=row.pair.layers[0]) if row.pair.is_check else in_row(row.pair.layers)
            cells = (shown_name(self._title_of(row.article)), names)
            numbers = (row.pair.waiting, row.pair.contested, row.pair.threads)
            item = QTreeWidgetItem(self.list, [*cells, *(str(number or "") for number in numbers)])
            for number in range(2, len(_COLUMNS)):
                item.setTextAlignment(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setSizeHint(0, QSize(0, self.fontMetrics().height() + _BETWEEN))
            item.setToolTip(0, plain_tip(shown_name(row.article)))
            item.setToolTip(1, plain_tip(names))
            item.setData(0, Qt.ItemDataRole.UserRole, (row.article, row.pair.layers))
        letter = self.fontMetrics().averageCharWidth()
        self.list.resizeColumnToContents(1)
        self.list.setColumnWidth(1, min(self.list.columnWidth(1) + letter, _NAMES * letter))
        first = self.list.topLevelItem(0)
        words = in_words(corpus_progress(self._articles))
        if first is not None:
            self.list.setCurrentItem(first)
        self.words.setText(words if first is not None else f"{words}\n{tr('Nothing is left to settle.')}")
        self.keys.setVisible(first is not None)
        self.list.setVisible(first is not None)

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.accept()
        self.draw_chosen.emit(self.drawn.draw)
        self.chosen.emit(*item.data(0, Qt.ItemDataRole.UserRole))


def in_words(total: CorpusProgress) -> str:
    """The overview as sentences."""
    each = marked("{layer} {done} of {number} done")
    begun = sorted(total.begun.items())
    who = in_row(tr(each, layer=layer, done=total.done[layer], number=number) for layer, number in begun)
    articles = tr("{n} article|{n} articles", total.articles)
    if total.overlap is not None:
        told = marked("{articles}, {share} read by two or more")
        articles = tr(told, articles=articles, share=share(total.overlap))
    check = tr("\n{n} tag of only readers to check.|\n{n} tags of only readers to check.", total.to_check)
    unread = " " + tr(_UNREADABLE, total.unreadable) if total.unreadable else ""
    words = (
        f"{articles}. {who or tr('Nobody has begun')}.\n"
        f"{tr('{n} difference|{n} differences', total.differences)}, {_standing(total)}, "
        f"{tr('{n} open comment|{n} open comments', total.threads)}.{unread}{check if total.to_check else ''}"
    )
    return "\n".join(filter(None, (words, Withheld(total.sealed_articles, total.sealed_layers).words)))


def _standing(total: CorpusProgress) -> str:
    """The words for the differences that wait and those that are contested."""
    waiting, contested = whole(total.waiting), whole(total.contested)
    return tr("{waiting} to settle, {contested} contested", waiting=waiting, contested=contested)
