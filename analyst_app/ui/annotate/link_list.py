"""The list that link mode shows beside a quote. It takes no focus: the keys go through the text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from analyst_app.core.excerpts import quotes_set_apart, set_apart
from analyst_app.ui.annotate.floating_list import FloatingList
from analyst_app.ui.annotate.link_candidates import LinkCandidate

_WIDTH = 400


class LinkList(FloatingList):
    """The role on top, candidates below, each with its digit."""

    def __init__(self, parent: QWidget) -> None:
        self.listed = QListWidget()
        super().__init__(parent, self.listed, _WIDTH)
        self.setObjectName("link_list")
        self.heading.setObjectName("link_role")
        self.rows.setObjectName("link_candidates")
        self.rows.setAccessibleName("Whom to link to")

    def show_candidates(self, title: str, candidates: list[LinkCandidate], row: int) -> None:
        """List candidates with one of them chosen."""
        self.heading.setText(title)
        self.listed.clear()
        for number, one in enumerate(candidates, 1):
            digit = f"{number}  " if number <= 9 else "    "
            QListWidgetItem(f"{digit}{set_apart(one.shown)}  –  {quotes_set_apart(one.why)}", self.listed)
        if not candidates:
            item = QListWidgetItem("Nobody. Select the name in the text.", self.listed)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.listed.setCurrentRow(row if candidates else -1)
        self.fit()
