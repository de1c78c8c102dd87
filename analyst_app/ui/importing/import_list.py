"""The articles that an import is about to make: a line each, its facts as found or as a person put them right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from analyst_app.importers.annotations.code_mapping import CodesToMap
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.session.faults import without_options
from analyst_app.ui.widgets.message import shown_name
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import marked, tr

_Index = QModelIndex | QPersistentModelIndex
HEADS = (marked("Title"), marked("Date"), marked("Outlet"), marked("From"), marked("State"))
FROM, STATE = 3, 4
"""Columns."""
_TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
"""Roles in which a cell is its words: a long one is read in its tool tip."""
_FACTS = ("title", "date", "outlet")


@dataclass(frozen=True, slots=True)
class ImportCandidate:
    """One article that may be imported, or a file of which none could be made."""

    path: Path | None
    """Of the original; None: pasted."""
    article: ImportedArticle | None = None
    problem: str = ""
    """The reason why there is no article, or why it was not written."""
    of_several: bool = False
    """True if the original holds other articles too."""
    result: str = ""
    """The outcome, in words."""
    has_layers: bool = False
    """True of a file of other programs' annotations: its articles are imported whole, with their layers."""
    losses: ImportLosses | None = None
    """Of the file: what would be left out."""
    rules: Mapping[str, Any] | None = None
    """Of such a file: the rule for the columns of a table, if a person chose one."""
    can_be_joined: bool = False
    """True if an article of such a file has the name of one that is there with another text."""

    codes: CodesToMap | None = None
    """Of a project whose codes become tags: what they become if nobody says otherwise."""
    mapping: dict[str, Any] | None = None
    """The meanings that the person gave them, by code."""
    is_of_answers: bool = False
    """True of a file with answers to a report."""
    is_typed: bool = False
    """True if a person put something of it right, or pasted it."""

    @property
    def state(self) -> str:
        """For the last column."""
        if self.problem or self.result:
            return self.problem or self.result
        if self.article is None:
            return tr("reading…")
        return without_options("; ".join(self.article.notes))

    @property
    def remarks(self) -> tuple[str, ...]:
        """All that is to be known of it before it is imported, in sentences; none once it was."""
        if self.article is None or self.problem or self.result:
            return ()
        return tuple(map(without_options, self.article.notes))

    @property
    def is_ready(self) -> bool:
        """True if it can be imported."""
        return self.article is not None and not self.result

    @property
    def can_be_corrected(self) -> bool:
        """True if its facts may be put right before."""
        return self.is_ready and not self.has_layers


class CandidateModel(QAbstractTableModel):
    """The candidates of an import."""

    def __init__(self) -> None:
        super().__init__()
        self.candidates: list[ImportCandidate] = []

    def add(self, candidates: Sequence[ImportCandidate]) -> None:
        """Put candidates at the end."""
        first = len(self.candidates)
        self.beginInsertRows(QModelIndex(), first, first + len(candidates) - 1)
        self.candidates += candidates
        self.endInsertRows()

    def put(self, path: Path, candidates: Sequence[ImportCandidate]) -> None:
        """Take what was read of a file in the place of what stood there for it."""
        rows = [row for row, candidate in enumerate(self.candidates) if candidate.path == path]
        if len(rows) == len(candidates):
            for row, candidate in zip(rows, candidates, strict=True):
                self.set(row, candidate)
            return
        self.beginResetModel()
        first = rows[0] if rows else len(self.candidates)
        kept = [candidate for candidate in self.candidates if candidate.path != path]
        self.candidates = [*kept[:first], *candidates, *kept[first:]]
        self.endResetModel()

    def set(self, row: int, candidate: ImportCandidate) -> None:
        """Show another state of one candidate."""
        self.candidates[row] = candidate
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADS) - 1))

    def note_unread(self, paths: Sequence[Path]) -> None:
        """Say of files of which nothing came that they were not read: reading was stopped."""
        for row, candidate in enumerate(self.candidates):
            if candidate.path in paths and candidate.article is None and not candidate.problem:
                self.set(row, replace(candidate, problem=tr("not read: it was stopped")))

    def correct(self, row: int, fact: str, words: str) -> None:
        """Take what a person typed."""
        candidate = self.candidates[row]
        if candidate.article is not None and candidate.can_be_corrected:
            facts = {fact: words.strip()}
            article = ImportedArticle.from_wire(candidate.article.to_wire() | facts)
            self.set(row, replace(candidate, article=article, is_typed=True))

    @property
    def typed(self) -> int:
        """Number of the candidates that hold what a person typed, and are not imported."""
        return sum(candidate.is_typed and candidate.is_ready for candidate in self.candidates)

    def remove(self, rows: Sequence[int]) -> None:
        """Leave candidates out."""
        self.beginResetModel()
        self.candidates = [candidate for row, candidate in enumerate(self.candidates) if row not in set(rows)]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.candidates)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(HEADS[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in _TEXTS:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._words(index))
        return self._words(index)

    def _words(self, index: _Index) -> str:
        candidate, column = self.candidates[index.row()], index.column()
        if column < len(_FACTS):
            return shown_name(getattr(candidate.article, _FACTS[column])) if candidate.article is not None else ""
        if column == FROM:
            return shown_name(candidate.path.name) if candidate.path is not None else tr("pasted")
        return shown_name(candidate.state)
