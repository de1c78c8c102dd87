"""The rows of a concordance, as a table that sorts by what stands left or right of each hit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from analyst_app.core.excerpts import is_mostly_leftward
from analyst_app.corpus.concordance import Hit
from analyst_app.corpus.word_folding import folded
from analyst_app.errors import sayable
from analyst_app.ui.widgets.message import shown_name, shown_words
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import marked, tr

_Index = QModelIndex | QPersistentModelIndex
HEADS = (marked("Article"), marked("Left"), marked("Hit"), marked("Right"), marked("Tag"))
ARTICLE, LEFT, HIT, RIGHT, TAG = range(5)
_KINDS = {
    "note": marked("note"),
    "comment": marked("comment"),
    "actor": marked("actor"),
    "title": marked("title"),
    "outlet": marked("outlet"),
    "author": marked("author"),
}
"""Names of what a hit stands in, where that is not the article's text."""

_KEYS: tuple[Callable[[Hit], Any], ...] = (
    lambda hit: (hit.article, hit.span),
    lambda hit: _outward(hit, is_before=not is_leftward(hit)),
    lambda hit: folded(hit.text),
    lambda hit: _outward(hit, is_before=is_leftward(hit)),
    lambda hit: ("" if hit.is_in_text else hit.kind, hit.tag, hit.layer),
)


class HitModel(QAbstractTableModel):
    """Hits, in an order that a person chooses."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: list[Hit] = []
        self._tag_names: Mapping[str, str] = {}

    def name_tags(self, names: Mapping[str, str]) -> None:
        """Show tags by these names, which are given by id; one that has none is shown by its id."""
        self._tag_names = names

    def set_hits(self, hits: Sequence[Hit]) -> None:
        """Show other hits."""
        self.beginResetModel()
        self.hits = list(hits)
        self.endResetModel()

    def add_hits(self, hits: Sequence[Hit]) -> None:
        """Show more hits after those that are there."""
        if hits:
            self.beginInsertRows(QModelIndex(), len(self.hits), len(self.hits) + len(hits) - 1)
            self.hits += hits
            self.endInsertRows()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.hits
        rows = sorted(range(len(before)), key=lambda row: _KEYS[column](before[row]))
        if order == Qt.SortOrder.DescendingOrder:
            rows.reverse()
        place = {old: new for new, old in enumerate(rows)}
        self.hits = [before[row] for row in rows]
        for index in self.persistentIndexList():
            self.changePersistentIndex(index, self.index(place[index.row()], index.column()))
        self.layoutChanged.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.hits)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(HEADS[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(self.hits[index.row()], column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(shown_name(self.hits[index.row()].article))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            hit = self.hits[index.row()]
            sides = (RIGHT, LEFT) if is_leftward(hit) else (LEFT, RIGHT)
            kind = () if hit.is_in_text else (TAG,)
            return " ".join(self._words(hit, each) for each in (*kind, sides[0], HIT, sides[1], ARTICLE))
        return None

    def _words(self, hit: Hit, column: int) -> str:
        sides = (hit.after, hit.before) if is_leftward(hit) else (hit.before, hit.after)
        kind = "" if hit.is_in_text else tr(_KINDS.get(hit.kind, hit.kind))
        tagged = " ".join(filter(None, (kind, self._tag_names.get(hit.tag, hit.tag), hit.layer)))
        article = sayable(hit.shown_title)
        return shown_words(" ".join((article, sides[0], hit.text, sides[1], tagged)[column].split()))


def is_leftward(hit: Hit) -> bool:
    """True if it stands in a line that runs from right to left: what comes after it is then on its left."""
    return is_mostly_leftward(hit.before + hit.text + hit.after)


def _outward(hit: Hit, *, is_before: bool) -> list[str]:
    """The words on one side, the one next to the hit first."""
    return folded(hit.before).split()[::-1] if is_before else folded(hit.after).split()
