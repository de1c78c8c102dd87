"""The rows of the pane of people as a table that is filtered by typing; only rows on the screen are ever asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from analyst_app.language.people import spelt
from analyst_app.ui.people.people_rows import PeopleRow
from analyst_app.ui.widgets.message import shown_words
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import in_row, marked, tr, whole

_Index = QModelIndex | QPersistentModelIndex
HEADS = (
    marked("Name"), marked("Kind"), marked("Mentions"), marked("Quotes"), marked("Other names"), marked("Remark"),
)  # fmt: skip
NAME, KIND, MENTIONS, QUOTES, ALIASES, WHY = range(6)
_LONGEST = 200
"""Characters of a cell that are shown."""


class PeopleModel(QAbstractTableModel):
    """Rows whose names have the typed letters."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[PeopleRow] = []
        self._all: tuple[PeopleRow, ...] = ()
        self._letters = ""
        self.is_counted = True

    def set_rows(self, rows: Sequence[PeopleRow], *, is_counted: bool = True) -> None:
        """Show other rows; without numbers where none were counted."""
        self.is_counted = is_counted
        self._all = tuple(rows)
        self._filter()

    def filter(self, letters: str) -> None:
        """Show the rows that have these letters in a name."""
        self._letters = spelt(letters)
        self._filter()

    @property
    def count(self) -> int:
        """Rows there are, those that are filtered out among them."""
        return len(self._all)

    def _filter(self) -> None:
        self.beginResetModel()
        self.rows = [row for row in self._all if self._letters in row.found_by]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(HEADS[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._words(row, column))
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (MENTIONS, QUOTES):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _words(self, row: PeopleRow, column: int) -> str:
        if column in (MENTIONS, QUOTES):
            found = row.mentions if column == MENTIONS else row.quotes
            return whole(len(found)) if self.is_counted else "–"
        words = (row.name, row.kind, "", "", in_row(row.aliases), row.why)[column]
        return shown_words(words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…")
