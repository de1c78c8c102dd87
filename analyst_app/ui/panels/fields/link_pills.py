"""The links of an annotation as pills: a click goes there, the cross takes the link away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from analyst_app.core.annotation import Link
from analyst_app.ui.panels.fields.field_row import FieldRow
from analyst_app.ui.panels.fields.name_pill import NamePill
from analyst_app.ui.widgets.flow_layout import FlowLayout
from analyst_app.ui.widgets.theme import Looks, TagLook
from analyst_app.wording import tr

_SHOWN = "shown"
"""The property of a pill that says which link it stands for."""
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


class LinkPills(QWidget):
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
        self._rows: dict[str, _Row] = {}
        """By their labels, in order; of those that are not shown, some are kept."""

    def show_links(self, links: Sequence[ShownLink], label: str = "") -> None:
        """Show links, grouped by their labels.

        Args:
            links: those of one label follow each other.
            label: of the row that has the button though there is no link; empty: there is no such row.
        """
        if (list(links), label) != (self._shown, self._label):
            self._fill(links, label)
        self.setVisible(bool(links or label))  # last: a row that comes into what is seen has all of it laid out

    def _fill(self, links: Sequence[ShownLink], label: str) -> None:
        is_only_looks = _links_in(links) == _links_in(self._shown)
        self._shown, self._label, self._made = list(links), label, 0
        if not (links or label):
            return  # all of it is hidden, with its rows, which are the next ones as a rule
        kinds = {one.label for one in links} | ({label} if label else set())
        for name in sorted(kinds - self._rows.keys()):
            self._add_row(name)
        for name, row in self._rows.items():
            if name not in kinds:
                row.row.hide()
            for pill in row.pills if not is_only_looks else ():
                pill.hide()  # so it loses the keyboard
            row.show_button(name == label)
        if self._has_button and label and self._rows[label].button is None:
            self._give_button(label)
        self._go_on()
        for name in kinds:
            self._rows[name].row.show()  # as it is from now on

    def set_label_width(self, width: int) -> None:
        """Have labels as wide as those of the other rows."""
        self._width = width
        for row in self._rows.values():
            if not row.row.isHidden():
                row.row.set_label_width(width)

    @property
    def labels(self) -> list[str]:
        """The labels of the rows that are shown."""
        return [name for name, row in self._rows.items() if not (self.isHidden() or row.row.isHidden())]

    def pills(self, label: str) -> list[NamePill]:
        """The pills of a row, as far as they are made."""
        return [pill for pill in self._rows[label].pills if not pill.isHidden()] if label in self.labels else []

    def _add_row(self, label: str) -> None:
        """A row in the order of the labels; it is kept for the next annotation that has such links."""
        field = QWidget()
        flow = FlowLayout(field, gap=self._looks.sizes.space(1), between=self._looks.sizes.space(0))
        row = FieldRow(self._looks, label, field)
        row.set_label_width(self._width)
        self._rows[label] = _Row(row, flow, [])
        self._rows = dict(sorted(self._rows.items()))
        self._column.insertWidget(list(self._rows).index(label), row)

    def _give_button(self, label: str) -> None:
        """Give a row its own button: one that went from row to row would be laid out and worn anew each time."""
        button = QPushButton(tr("+ Link  {key}", key="L"))
        button.setProperty("role", "link")
        button.setAccessibleName(tr("Link"))
        button.setAutoDefault(False)
        button.setFixedHeight(self._looks.sizes.height("pill"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.wanted)
        row = self._rows[label] = self._rows[label]._replace(button=button)
        row.flow.addWidget(button)
        row.show_button(True)

    def _go_on(self) -> None:
        """Show some of the links that are still missing."""
        for number in range(self._made, min(len(self._shown), self._made + _PILLS_AT_ONCE)):
            one = self._shown[number]
            place = number - next(n for n, other in enumerate(self._shown) if other.label == one.label)
            row = self._rows[one.label]
            if place == len(row.pills):
                row.pills.append(self._pill())
                row.flow.insert(place, row.pills[place])
            pill = row.pills[place]
            pill.setProperty(_SHOWN, number)
            pill.name.setObjectName(f"link_{one.link.role}")
            away = tr("Remove the link {role}", role=one.role)
            pill.show_name(one.name, one.look, heard=one.heard, cross=away)
            pill.show()
        self._made = min(len(self._shown), self._made + _PILLS_AT_ONCE)
        if self._made < len(self._shown):
            self._next.start()

    def _pill(self) -> NamePill:
        """A pill; it is kept, and stands for one link after the other."""
        pill = NamePill(self._looks)

        def shown() -> ShownLink:
            return self._shown[int(pill.property(_SHOWN))]

        pill.clicked.connect(lambda: self.chosen.emit(shown().other))
        pill.removed.connect(lambda: self.removed.emit(shown().link))
        pill.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        pill.customContextMenuRequested.connect(lambda place: self.menu_wanted.emit(shown(), pill.mapToGlobal(place)))
        return pill


def _links_in(shown: Sequence[ShownLink]) -> list[tuple[str, Link]]:
    return [(one.label, one.link) for one in shown]


class _Row(NamedTuple):
    """A kind of link."""

    row: FieldRow
    flow: FlowLayout
    pills: list[NamePill]

    button: QPushButton | None = None
    """It offers another link."""

    def show_button(self, is_shown: bool) -> None:
        """Have the button after the pills, under its name, or not."""
        name = "inspector_link" if is_shown else ""
        if self.button is not None and name != self.button.objectName():
            self.button.setObjectName(name)
            self.button.setVisible(is_shown)
