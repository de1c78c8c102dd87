"""Values that the codebook does not have (any more): each a chip under its id, with a cross that takes it away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Tag
from analyst_app.core.roles import value_name
from analyst_app.ui.panels.fields.field_row import FieldRow, mute
from analyst_app.ui.panels.fields.name_pill import NamePill
from analyst_app.ui.widgets.message import ElidedLabel
from analyst_app.ui.widgets.theme import Looks
from analyst_app.wording import tr

_WHY = "unknown_why"


class UnknownValue(NamedTuple):
    """A value that an annotation holds and the codebook does not list."""

    attribute: str
    """Id of it."""
    label: str
    name: str
    """The value as it is read."""
    rest: Any
    """The attribute holds this once the value is taken away; None: nothing."""


def unknown_values(tag: Tag | None, annotation: Annotation) -> list[UnknownValue]:
    """The values of an annotation that its tag does not know.

    Args:
        tag: of the annotation; None: the codebook has none.
        annotation: holds the values.
    """
    found = []
    for attribute_id, held in annotation.attributes:
        attribute = tag.attribute(attribute_id) if tag is not None else None
        if attribute is None:
            found.append(UnknownValue(attribute_id, attribute_id, value_name(None, held), None))
        elif attribute.kind.lists_values and not attribute.takes(held):
            values = held if isinstance(held, list) else [held]
            strange = [one for one in values if attribute.value(one) is None] or values
            for one in strange:
                rest = [other for other in values if other != one] or None
                found.append(UnknownValue(attribute_id, attribute.name, value_name(None, one), rest))
    return found


class UnknownValues(QWidget):
    """A row for each of them.

    Args:
        looks: colours and sizes.
    """

    removed = Signal(str, object)
    """The value of an attribute was taken away: its id, and what is left of it or None."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self.setObjectName("inspector_unknown")
        self._looks = looks
        self._shown: list[UnknownValue] = []
        self._rows: list[FieldRow] = []
        self._width = looks.sizes.width("field_label")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(looks.sizes.space(0))
        looks.changed.connect(self._take_looks)
        self.hide()

    def show_values(self, values: Sequence[UnknownValue]) -> None:
        """Show these."""
        if list(values) != self._shown:
            self._shown = list(values)
            for row in self._rows:
                row.hide()
                row.deleteLater()
            self._rows = [self._row(value) for value in values]
        self.setVisible(bool(values))

    def set_label_width(self, width: int) -> None:
        """Have labels as wide as those of the other rows."""
        self._width = width
        for row in self._rows:
            row.set_label_width(width)

    @property
    def labels(self) -> list[str]:
        """The labels of the rows."""
        return [row.words for row in self._rows]

    def _take_looks(self) -> None:
        for why in self.findChildren(ElidedLabel, _WHY):
            mute(why, self._looks)

    def _row(self, value: UnknownValue) -> FieldRow:
        pill, why = NamePill(self._looks), ElidedLabel(tr("no longer in the codebook"))
        pill.name_field(f"unknown_{value.attribute}")
        heard = tr("{value}, no longer in the codebook", value=value.name)
        pill.show_name(value.name, heard=heard, cross=tr("Remove the value {value}", value=value.name))
        pill.clicked.connect(pill.focus_cross)
        pill.removed.connect(lambda: self.removed.emit(value.attribute, value.rest))
        why.setObjectName(_WHY)
        mute(why, self._looks)
        field = QWidget()
        line = QHBoxLayout(field)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._looks.sizes.space(1))
        line.addWidget(pill)
        line.addWidget(why, 1)
        row = FieldRow(self._looks, value.label, field)
        row.set_label_width(self._width)
        self._column.addWidget(row)
        return row
