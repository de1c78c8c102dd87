"""The list of a person's mentions with the words round them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QWidget

from analyst_app.core.annotation import Annotation
from analyst_app.core.excerpts import set_apart
from analyst_app.core.span import Span
from analyst_app.ui.annotate.floating_list import FloatingList
from analyst_app.ui.bars.popup_rows import NAME, WHY
from analyst_app.ui.widgets.row_table import RowTable
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks

_ROWS = 9
"""Rows that are seen at once."""
_AROUND = 32
"""Code points of the text on each side of a mention."""
_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class MentionRow(NamedTuple):
    """A mention, and if it is among those that will be changed."""

    span: Span
    annotation: Annotation | None
    """None if it is not tagged yet."""
    is_in: bool
    why: str = ""
    """A remark after the words."""

    def words(self, text: str) -> str:
        """The mention in brackets, with the words round it; then the remark."""
        return self.passage(text) + (f"  –  {self.why}" if self.why else "")

    def passage(self, text: str) -> str:
        """The mention in brackets, with the words round it."""
        start, end = max(0, self.span.start - _AROUND), self.span.end + _AROUND
        before, after = text[start : self.span.start], text[self.span.end : end]
        if start and not text[start - 1].isspace():
            before = f"…{before.partition(' ')[2]}" if " " in before else before
        if end < len(text) and not text[end].isspace():
            after = f"{after.rpartition(' ')[0]}…" if " " in after else after
        before, after = before.rpartition("\n")[2], after.partition("\n")[0]
        line = " ".join(f"{before}[{self.span.of(text)}]{after}".split())
        return set_apart(line)


class MentionModel(QAbstractTableModel):
    """The mentions in the order of the text; their words are made when they are painted.

    Args:
        text: the article.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.rows: list[MentionRow] = []
        """In the order of the text. Not to be changed from outside."""
        self.ticked = 0
        """Number of those that are in."""
        self.ticked_untagged = 0
        """Number of those that are in and not tagged yet."""

    def begin_anew(self) -> None:
        """List nothing."""
        self.beginResetModel()
        self.rows, self.ticked, self.ticked_untagged = [], 0, 0
        self.endResetModel()

    def add(self, rows: Sequence[MentionRow]) -> None:
        """List more, wherever they stand between those that are there."""
        fresh = sorted(rows, key=lambda row: row.span)
        if self.rows:
            first, last = self.rows[0].span, self.rows[-1].span
            self._insert(0, [row for row in fresh if row.span < first])
            between = [row for row in fresh if first <= row.span <= last]
            if between:
                self.beginResetModel()
                self.rows = sorted([*self.rows, *between], key=lambda row: row.span)
                self.endResetModel()
            self._insert(len(self.rows), [row for row in fresh if last < row.span])
        else:
            self._insert(0, fresh)
        for row in fresh:
            self._count(row, 1)

    def turn(self, number: int) -> None:
        """Take a row in, or leave it out."""
        row = self.rows[number]
        self._count(row, -1)
        self.rows[number] = row._replace(is_in=not row.is_in)
        self._count(self.rows[number], 1)
        self.dataChanged.emit(self.index(number, 0), self.index(number, 0))

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words(self._text)
        if role == NAME:
            return row.passage(self._text)
        if role == WHY:
            return row.why
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if row.is_in else Qt.CheckState.Unchecked
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    # -- inside ------------------------------------------------------------------------

    def _insert(self, place: int, rows: list[MentionRow]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), place, place + len(rows) - 1)
            self.rows[place:place] = rows
            self.endInsertRows()

    def _count(self, row: MentionRow, step: int) -> None:
        self.ticked += step * row.is_in
        self.ticked_untagged += step * (row.is_in and row.annotation is None)


Lists = Callable[[MentionModel], "MentionList"]
"""Makes a list of mentions where they are shown."""


class MentionList(FloatingList):
    """A title on top, below it the mentions, each with its tick.

    Args:
        looks: colours and sizes.
        parent: the room that it stays in.
        model: the mentions.
    """

    def __init__(self, looks: Looks, parent: QWidget, model: MentionModel) -> None:
        table = RowTable("mentions", tr("Mentions that will be tagged"))  # a list asks for all rows whenever one comes
        super().__init__(looks, parent, table)
        self.setObjectName("mention_list")
        self.heading.setObjectName("mention_title")
        self._model, self._room = model, parent
        table.setModel(model)
        table.horizontalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setDefaultSectionSize(looks.sizes.height("popup_row"))

    def show_state(self, title: str, chosen: int) -> None:
        """Choose a row.

        Args:
            title: of the list.
            chosen: the row of the one that is chosen.
        """
        self.heading.setText(title)
        self.listed.setCurrentIndex(self._model.index(chosen, 0))
        width = self._looks.sizes.width("mention_list") + 2 * self.shadow
        self.setFixedSize(min(width, self._room.width()), self.height_with(_ROWS))
