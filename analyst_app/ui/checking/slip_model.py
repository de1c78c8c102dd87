"""The probable slips as a table: one row each, the person's own work first."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from analyst_app.assist.checking.checked_layer import StyleFinding
from analyst_app.assist.checking.corpus_findings import CheckedFile
from analyst_app.assist.checking.style_rules import style_rules
from analyst_app.ui.widgets.message import shown_name, shown_words
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import marked, tr

_Index = QModelIndex | QPersistentModelIndex
HEADS = (marked("Article"), marked("Layer"), marked("Rule"), marked("Slip"))
ARTICLE, LAYER, RULE, WORDS = range(4)


class Slip(NamedTuple):
    """One row."""

    article: Path
    layer_id: str
    is_mine: bool
    finding: StyleFinding


def slips_of(found: Sequence[CheckedFile]) -> list[Slip]:
    """The rows of what a check found, in its order."""
    return [Slip(one.article, one.layer_id, one.is_mine, finding) for one in found for finding in one.findings]


class SlipModel(QAbstractTableModel):
    """Slips, all or those of one rule."""

    def __init__(self) -> None:
        super().__init__()
        self._title_of: Callable[[Path], str] = lambda path: path.stem
        self._folder: Path | None = None
        self._all: list[Slip] = []
        self._rule = ""
        self.slips: list[Slip] = []
        """Those that are shown."""
        self._ranks: dict[int, int] = {}
        """The places of the slips as they were found, by the identity of each."""
        self.mended: list[Slip] = []
        """Those that were let go; some may be shown again since."""

    def name_articles(self, title_of: Callable[[Path], str]) -> None:
        """Show articles by titles, which are given by path; their files stand in the tool tips."""
        self._title_of = title_of

    def show_titles(self) -> None:
        """Show the titles of articles that were read since the rows were shown."""
        if self.slips:
            self.dataChanged.emit(self.index(0, ARTICLE), self.index(len(self.slips) - 1, ARTICLE))

    def set_slips(self, slips: Sequence[Slip], folder: Path | None) -> None:
        """Show other slips.

        Args:
            slips: in the order in which they are shown.
            folder: the opened one, from which articles are named.
        """
        self._all, self._folder, self.mended = list(slips), folder, []
        self._ranks = {id(slip): rank for rank, slip in enumerate(self._all)}
        self.show_only(self._rule)

    def show_only(self, rule: str) -> None:
        """Show the slips of one rule, by its id; empty: of all."""
        self.beginResetModel()
        self._rule = rule
        self.slips = [slip for slip in self._all if rule in ("", slip.finding.rule)]
        self.endResetModel()

    def take_out(self, rows: Collection[int]) -> None:
        """Let rows go that are mended."""
        for row in sorted(rows, reverse=True):
            self.beginRemoveRows(QModelIndex(), row, row)
            slip = self.slips.pop(row)
            self._all = [one for one in self._all if one is not slip]
            self.endRemoveRows()
            if not any(one is slip for one in self.mended):
                self.mended.append(slip)

    def is_out(self, slip: Slip) -> bool:
        """True of a slip that was let go."""
        return not any(one is slip for one in self._all)

    def put_back(self, slip: Slip) -> int:
        """Show a slip again that was let go, where it was found; its row, -1 if only other rules are shown."""
        insort(self._all, slip, key=self._rank)
        if self._rule not in ("", slip.finding.rule):
            return -1
        row = bisect_left(self.slips, self._rank(slip), key=self._rank)
        self.beginInsertRows(QModelIndex(), row, row)
        self.slips.insert(row, slip)
        self.endInsertRows()
        return row

    def _rank(self, slip: Slip) -> int:
        return self._ranks[id(slip)]

    @property
    def counts(self) -> Counter[str]:
        """The number of slips by rule."""
        return Counter(slip.finding.rule for slip in self._all)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.slips)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(HEADS[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        slip = self.slips[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            if index.column() == ARTICLE:
                return plain_tip(shown_name(self._file(slip)))
            return plain_tip(f"{shown_words(slip.finding.words)}.\n{tr(style_rules()[slip.finding.rule].why)}")
        return self._cell(slip, index.column())

    def _file(self, slip: Slip) -> str:
        """The name of its article's file, in the folder."""
        folder = self._folder
        is_inside = folder is not None and slip.article.is_relative_to(folder)
        return str(slip.article.relative_to(folder)) if folder is not None and is_inside else slip.article.name

    def _cell(self, slip: Slip, column: int) -> str:
        if column == ARTICLE:
            return shown_name(self._title_of(slip.article))
        if column == LAYER:
            return slip.layer_id
        return tr(style_rules()[slip.finding.rule].name) if column == RULE else shown_words(slip.finding.words)
