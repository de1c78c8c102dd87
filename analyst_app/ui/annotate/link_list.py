"""The list that link mode shows beside a quote. It takes no focus: the keys go through the text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from analyst_app.core.excerpts import set_apart
from analyst_app.ui.annotate.link_candidates import LinkCandidate
from analyst_app.ui.widgets.message import PlainLabel

_ROWS = 9
_WIDTH = 400


class LinkList(QFrame):
    """Roles on top, candidates below, each with its digit."""

    clicked = Signal(int)
    """A candidate was clicked: its row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setObjectName("link_list")
        self.setFont(QApplication.font())  # not the article's, which it would inherit
        # Fusion's panel is outlined darker than the window, which no dark page shows.
        self.setStyleSheet("#link_list { border: 1px solid palette(mid); background: palette(base) }")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.role = PlainLabel("", self)
        self.role.setObjectName("link_role")
        self.rows = QListWidget(self)
        self.rows.setObjectName("link_candidates")
        self.rows.setAccessibleName("Whom to link to")
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows.itemClicked.connect(lambda item: self.clicked.emit(self.rows.row(item)))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.setSpacing(2)
        column.addWidget(self.role)
        column.addWidget(self.rows)

    def show_candidates(self, title: str, candidates: list[LinkCandidate], row: int) -> None:
        """List candidates with one of them chosen."""
        self.role.setText(title)
        self.rows.clear()
        for number, one in enumerate(candidates, 1):
            digit = f"{number}  " if number <= 9 else "    "
            QListWidgetItem(f"{digit}{set_apart(one.shown)}  –  {one.why}", self.rows)
        if not candidates:
            item = QListWidgetItem("Nobody. Select the name in the text.", self.rows)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.rows.setCurrentRow(row if candidates else -1)
        shown = min(max(1, self.rows.count()), _ROWS)
        self.rows.setFixedHeight(shown * self.rows.sizeHintForRow(0) + 2 * self.rows.frameWidth())
        self.setFixedWidth(min(_WIDTH, self._room.width()))
        self.adjustSize()

    def place(self, below: QPoint, above: QPoint) -> None:
        """Stand below one point, or where there is no room, above another; inside the parent always."""
        room = self._room.rect()
        y = below.y() if below.y() + self.height() <= room.bottom() else above.y() - self.height()
        x = max(0, min(below.x(), room.right() - self.width()))
        self.move(x, max(0, min(y, room.bottom() - self.height())))
        self.show()
        self.raise_()
