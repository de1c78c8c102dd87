"""A form of preferences: each field shows one, and tells at once when a person changes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from analyst_app.preferences import Preferences
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.ui.widgets.segments import Segment, Segments
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks


class PreferenceForm(QWidget):
    """The fields under a title, and the button that has them as at first.

    Args:
        name: begins the names of its widgets.
        title: of the page.
        looks: colours and sizes.
        parent: as ever.
    """

    changed = Signal(object)
    """A person wants these settings, by their names."""

    def __init__(self, name: str, title: str, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self.settings: list[str] = []
        """Those that are as at first again by the button."""
        self._shows: list[Callable[[Preferences], object]] = []
        self.title = title
        self._head = PlainLabel(title, self)
        self.reset = QPushButton(tr("As at first"), self)
        self.reset.setObjectName(f"preferences_reset_{name}")
        self.reset.setProperty("role", "quiet")
        self.reset.setToolTip(tr("Set all of this page as it was when the program was new"))
        self.reset.clicked.connect(self._reset)
        self.rows = QFormLayout()
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.rows.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.rows.setHorizontalSpacing(looks.sizes.space(3))
        self.rows.setVerticalSpacing(looks.sizes.space(2))
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self.reset)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(looks.sizes.space(3))
        self.column.addLayout(head)
        self.column.addLayout(self.rows)
        looks.changed.connect(self._wear)
        self._wear()

    def show_preferences(self, wanted: Preferences) -> None:
        """Show the preferences as they are."""
        for show in self._shows:
            show(wanted)
        first = Preferences()
        self.reset.setEnabled(any(getattr(wanted, name) != getattr(first, name) for name in self.settings))

    def take(self, **settings: Any) -> None:
        """Tell what a person wants."""
        self.changed.emit(settings)

    def follow(self, setting: str, show: Callable[[Any], object]) -> None:
        """Have a setting shown, and set as at first by the button.

        Args:
            setting: its name.
            show: is given its value.
        """
        self.settings.append(setting)
        self._shows.append(lambda wanted: show(getattr(wanted, setting)))

    # -- fields --------------------------------------------------------------------

    def add_check(self, setting: str, words: str, hint: str = "") -> QCheckBox:
        """Add a box for what is so or not, with a word on what it means."""
        box = QCheckBox(words, self)
        box.setObjectName(f"preference_{setting}")
        box.clicked.connect(lambda checked: self.take(**{setting: checked}))
        self.follow(setting, box.setChecked)
        self.rows.addRow(box)
        if hint:
            self.add_words(hint)
        return box

    def add_choice(self, setting: str, words: str, values: Mapping[Any, str]) -> Segments:
        """Add a few values side by side, each with its name."""
        choices = [
            Segment(value, tr(name), object_name=f"preference_{setting}_{value}") for value, name in values.items()
        ]
        field = Segments(self._looks, choices, title=words, may_clear=False, parent=self)
        field.setObjectName(f"preference_{setting}")
        field.chosen.connect(lambda value: self.take(**{setting: value}))
        self.follow(setting, field.show_value)
        self.rows.addRow(words, field)
        return field

    def add_number(self, setting: str, words: str, box: QSpinBox | QDoubleSpinBox, *, usual: float = 0) -> None:
        """Add a number.

        Args:
            setting: its name.
            words: say what is counted.
            box: the field, with its limits.
            usual: the number that a setting of 0 stands for; 0: for itself.
        """
        box.setObjectName(f"preference_{setting}")
        box.setAccessibleName(words)
        box.setFixedWidth(self._looks.sizes.width("number_field"))
        box.valueChanged.connect(lambda value: self.take(**{setting: 0 if value == usual else value}))
        self.follow(setting, lambda value: _set_quietly(box, value or usual))
        self.rows.addRow(words, box)

    def add_words(self, words: str) -> PlainLabel:
        """Add a sentence that explains."""
        label = PlainLabel(words, self)
        label.setWordWrap(True)
        label.setProperty("role", "muted")
        self.rows.addRow(label)
        return label

    def _reset(self) -> None:
        first = Preferences()
        self.take(**{name: getattr(first, name) for name in self.settings})

    def _wear(self) -> None:
        self._head.setFont(self._looks.sizes.font("page_title"))


def _set_quietly(box: QSpinBox | QDoubleSpinBox, value: Any) -> None:
    """Show a number that nobody typed."""
    was_blocked = box.blockSignals(True)
    box.setValue(value)
    box.blockSignals(was_blocked)
