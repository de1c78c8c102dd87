"""The rows of a run over a corpus, as a table: article, verdict, quote, what is stored, source."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from analyst_app.assist.verifying.checked_quotes import stale_words, stored_verdict
from analyst_app.assist.verifying.verdicts import doubt_words, verdict_words
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import in_row, tr, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.export.evidence.evidence_report import Evidence

_SHOWN = 120


def _stored(one: Evidence) -> str:
    """The person's verdict on a row, and a word if it holds no more."""
    row = one.quote
    stored = stored_verdict(row.annotation)
    if stored is None or stored.get("source") != row.source.id:
        return ""
    verdict = verdict_words(str(stored["verdict"]))
    return tr("{verdict}, stale", verdict=verdict) if stale_words(row.annotation, row.exact, row.text) else verdict


class EvidenceModel(QAbstractTableModel):
    """Rows are only added, article by article."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Evidence] = []
        self._title_of: Callable[[str], str] = lambda name: PurePosixPath(name).stem
        self._heads = (tr("Article"), tr("Layer"), tr("Verdict"), tr("Quote"), tr("Stored"), tr("Source"))

    def name_articles(self, title_of: Callable[[str], str]) -> None:
        """Show articles by titles, which are given by the name of the file; that stands in the tool tips."""
        self._title_of = title_of

    def show_titles(self) -> None:
        """Show the titles of articles that were read since the rows were shown."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))

    def begin(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.rows = []
        self.endResetModel()

    def add(self, rows: list[Evidence]) -> None:
        """Show rows after those that are there."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._heads[section]
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        one = self.rows[index.row()]
        judgement = one.quote.judgement
        why = in_row(map(doubt_words, judgement.doubts))
        verdict = verdict_words(judgement.verdict) + (f" ({why})" if why else "")
        words = " ".join(one.quote.said.split())
        words = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        is_tip = role == Qt.ItemDataRole.ToolTipRole
        article = one.article if is_tip else self._title_of(one.article)
        cells = (article, one.layer, verdict, words, _stored(one), one.quote.source.file)
        shown = cells[index.column()]
        return plain_tip(shown) if is_tip else visible(shown)
