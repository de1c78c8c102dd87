"""A row of the inspector: a label of a width that all rows share, and a field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from analyst_app.ui.widgets.message import ElidedLabel
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.ui.widgets.theme import Looks


class FieldRow(QWidget):
    """The label stands beside the first line of the field; what is too long is cut and read in the tool tip.

    Args:
        looks: colours and sizes.
        label: in plain words.
        field: takes the rest of the row.
    """

    def __init__(self, looks: Looks, label: str, field: QWidget) -> None:
        super().__init__()
        self._looks = looks
        self.label = ElidedLabel(label)
        self.label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.label.setFixedSize(looks.sizes.width("field_label"), looks.sizes.height("field"))
        self.field = field
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(looks.sizes.space(1))
        row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        is_narrow = field.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Maximum
        row.addWidget(field, 1, Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag(0))
        looks.changed.connect(self._take_looks)
        self._take_looks()

    @property
    def words(self) -> str:
        """The words of the label."""
        return self.label.text()

    def set_label_width(self, width: int) -> None:
        """Have a label as wide as those of the other rows."""
        if width != self.label.width() or width != self.label.maximumWidth():
            self.label.setFixedWidth(width)
            self._tell()

    def _take_looks(self) -> None:
        mute(self.label, self._looks)
        self._tell()

    def _tell(self) -> None:
        self.label.setToolTip(plain_tip(self.words) if self.label.seen != self.words else "")


def mute(label: QLabel, looks: Looks) -> None:
    """Have a label in the smaller type and the muted ink."""
    label.setFont(looks.sizes.font("secondary"))
    colours = label.palette()
    colours.setColor(label.foregroundRole(), looks.colours.colour("muted"))
    label.setPalette(colours)
