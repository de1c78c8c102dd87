"""A table of rows of one line: what the list of annotations and that of differences have in common."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from analyst_app.ui.widgets.line_delegate import LineDelegate


class RowTable(QTableView):
    """Whole rows are chosen, one at a time. It reads no letters: they are commands."""

    def __init__(self, name: str, title: str) -> None:
        """Make it.

        Args:
            name: of the widget.
            title: what a screen reader calls it.
        """
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setItemDelegate(LineDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        rows = self.verticalHeader()
        rows.hide()
        # Fixed: asking the contents of 200,000 rows for their height would take seconds.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 6)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are commands here."""
