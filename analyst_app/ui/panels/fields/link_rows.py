"""The links of an annotation as pills: a click goes there, the cross takes the link away."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from analyst_app.core.annotation import Link
from analyst_app.ui.panels.fields.field_row import FieldRow
from analyst_app.ui.widgets.flow_layout import FlowLayout
from analyst_app.ui.widgets.name_pill import NamePill
from analyst_app.ui.widgets.theme import Looks, TagLook
from analyst_app.wording import tr

_PILLS_AT_ONCE = 8
"""Pills that are made in one turn of the window."""


class ShownLink(NamedTuple):
    """A link as a person reads it."""

    link: Link
    label: str
    """Names all links of its kind."""
    name: str
    """The words at the other end."""
    heard: str
    role: str
    other: str
    """Id of the annotation at the other end."""
    look: TagLook


class LinkRows(QWidget):
    """A row for each kind of link. Sixty pills are made in portions: all at once would stop the window.

    Args:
        looks: colours and sizes.
        has_button: True: a button offers another link.
    """

    chosen = Signal(str)
    """The annotation of this id is to be gone to."""
    removed = Signal(object)
    """A Link is to be taken away."""
    wanted = Signal()
    """Another link is wanted."""
    menu_wanted = Signal(object, QPoint)
    """A menu for a ShownLink, at a place on the screen."""

    def __init__(self, looks: Looks, *, has_button: bool = False) -> None:
        super().__init__()
        self._looks, self._has_button = looks, has_button
        self._shown: list[ShownLink] = []
        self._label = ""
        self._width = looks.sizes.width("field_label")
        self._made = 0
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(looks.sizes.space(0))
        self._rows: dict[str, FieldRow] = {}
        """By their labels, in order."""
        self._flows: dict[str, FlowLayout] = {}

    def show_links(self, links: Sequence[ShownLink], label: str = "") -> None:
        """Show links, grouped by their labels.

        Args:
            links: those of one label follow each other.
            label: of the row that has the button though there is no link; empty: there is no such row.
        """
        if (list(links), label) == (self._shown, self._label):
            return
        self._shown, self._label, self._made = list(links), label, 0
        for row in self._rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows, self._flows = {}, {}
        kinds = [name for name, _ in groupby(self._shown, lambda one: one.label)]
        for name in kinds or ([label] if label else []):
            self._add_row(name)
        if label in self._rows and self._has_button:
            self._flows[label].addWidget(self._button())
        self.setVisible(bool(self._rows))
        self._go_on()

    def set_label_width(self, width: int) -> None:
        """Have labels as wide as those of the other rows."""
        self._width = width
        for row in self._rows.values():
            row.set_label_width(width)

    @property
    def labels(self) -> list[str]:
        """The labels of the rows."""
        return list(self._rows)

    def _add_row(self, label: str) -> None:
        field = QWidget()
        self._flows[label] = FlowLayout(field, gap=self._looks.sizes.space(1), between=self._looks.sizes.space(0))
        row = FieldRow(self._looks, label, field)
        row.set_label_width(self._width)
        self._rows[label] = row
        self._column.addWidget(row)

    def _button(self) -> QPushButton:
        button = QPushButton(tr("+ Link  {key}", key="L"))
        button.setObjectName("inspector_link")
        button.setProperty("role", "quiet")
        button.setAccessibleName(tr("Link"))
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.wanted)
        return button

    def _go_on(self) -> None:
        """Make some of the pills that are still missing."""
        for one in self._shown[self._made : self._made + _PILLS_AT_ONCE]:
            flow = self._flows[one.label]
            flow.insert(flow.count() - (self._has_button and one.label == self._label), self._pill(one))
        self._made = min(len(self._shown), self._made + _PILLS_AT_ONCE)
        if self._made < len(self._shown):
            self._next.start()

    def _pill(self, one: ShownLink) -> NamePill:
        pill = NamePill(self._looks)
        pill.name.setObjectName(f"link_{one.link.role}")
        away = tr("Remove the link {role}", role=one.role)
        pill.show_name(one.name, one.look, heard=one.heard, cross=away)
        pill.clicked.connect(lambda: self.chosen.emit(one.other))
        pill.removed.connect(lambda: self.removed.emit(one.link))
        pill.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        pill.customContextMenuRequested.connect(lambda place: self.menu_wanted.emit(one, pill.mapToGlobal(place)))
        return pill
