"""The attributes of one tag as fields: segments, lists, check boxes, text and number fields, with their digits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Attribute, Tag
from analyst_app.ui.panels.fields.field_row import FieldRow
from analyst_app.ui.widgets.elided_combo import ElidedCombo
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.ui.widgets.segments import Segment, Segments
from analyst_app.ui.widgets.theme import Looks
from analyst_app.wording import tr

_MOST_SEGMENTS = 4
"""Values without digits that stand side by side; more of them are a list."""
_LETTERS = 12
"""Letters of a value that a list has room for at least."""


class AttributeForm(QWidget):
    """The fields of a tag's attributes; it shows values and tells which one a person sets."""

    value_set = Signal(str, object)
    """Attribute id and value; None clears it."""
    left = Signal()
    """Enter or Esc in a field: back to the text."""

    def __init__(self, tag: Tag, looks: Looks) -> None:
        super().__init__()
        self.tag, self._looks = tag, looks
        self._show: dict[str, Callable[[Any], None]] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(looks.sizes.space(0))
        self._rows: list[FieldRow] = []
        for attribute in tag.attributes:
            field = _WIDGETS[attribute.kind.widget](self, attribute)
            row = FieldRow(looks, "" if isinstance(field, QCheckBox) else _label(attribute), field)
            self._rows.append(row)
            rows.addWidget(row)

    @property
    def labels(self) -> list[str]:
        """The labels of the rows."""
        return [row.words for row in self._rows]

    def set_label_width(self, width: int) -> None:
        """Have labels as wide as those of the other rows."""
        for row in self._rows:
            row.set_label_width(width)

    def show_values(self, annotation: Annotation) -> None:
        """Show an annotation's values; a field that a person types in is left alone if it says the same."""
        held = dict(annotation.attributes)
        for attribute_id, show in self._show.items():
            show(held.get(attribute_id))
        for attribute, row in zip(self.tag.attributes, self._rows, strict=True):
            row.setVisible(attribute.id in held or attribute.applies(held))

    def first_field(self) -> QWidget | None:
        """The field that gets the focus first."""
        return next((child for child in self.findChildren(QWidget) if child.focusPolicy() & _TAB), None)

    # -- one maker a widget ------------------------------------------------------

    def buttons(self, attribute: Attribute) -> QWidget:
        """Segments, or a list of many values that have no digits; the set one chosen again clears."""
        has_digits = any(value.digit is not None for value in attribute.values)
        if len(attribute.values) > _MOST_SEGMENTS and not has_digits and not attribute.several:
            return self._list(attribute)
        segments = Segments(
            self._looks,
            [
                Segment(
                    value.id,
                    value.name,
                    "" if value.digit is None else str(value.digit),
                    f"value_{attribute.id}_{value.id}",
                    value.definition,
                )
                for value in attribute.values
            ],
            title=attribute.name,
        )
        if attribute.several:
            segments.allow_several()
        segments.chosen.connect(lambda value: self.value_set.emit(attribute.id, value))
        self._show[attribute.id] = segments.show_value
        return segments

    def _list(self, attribute: Attribute) -> QWidget:
        field = ElidedCombo()
        field.cut_in_middle()
        field.setObjectName(f"value_{attribute.id}")
        field.setAccessibleName(attribute.name)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(_LETTERS)
        field.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # no wheel changes a value in passing
        field.addItem(tr("not set"), None)
        for value in attribute.values:
            field.addItem(value.name, value.id)
        field.activated.connect(lambda row: self.value_set.emit(attribute.id, field.itemData(row)))
        self._show[attribute.id] = lambda held: field.setCurrentIndex(max(0, field.findData(held)))
        return field

    def box(self, attribute: Attribute) -> QWidget:
        """A check box."""
        box = _Box(_named(_label(attribute), attribute.digit))
        box.setObjectName(f"value_{attribute.id}")
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        box.clicked.connect(lambda checked: self.value_set.emit(attribute.id, True if checked else None))
        self._show[attribute.id] = lambda held: box.setChecked(bool(held))
        return box

    def number(self, attribute: Attribute) -> QWidget:
        """A line for digits, for which a screen keyboard shows them first."""
        field = self.line(attribute)
        field.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        return field

    def line(self, attribute: Attribute) -> QLineEdit:
        """A line of text; each key counts at once, and words that are no value of the type yet are not taken."""
        parse = attribute.kind.parse or str
        field = _LineField(self.left.emit)
        field.setObjectName(f"value_{attribute.id}")
        field.setAccessibleName(attribute.name)

        def show(held: Any) -> None:
            words = "" if held is None else str(held)
            typed = field.text()
            if words != typed and not (field.hasFocus() and held is not None and parse(typed) == held):
                field.setText(words)

        def take(words: str) -> None:
            value = parse(words)
            if value is not None or not words.strip():
                self.value_set.emit(attribute.id, None if value == "" else value)

        field.textEdited.connect(take)
        self._show[attribute.id] = show
        return field


class _BoxOption(QStyleOptionButton):
    """Tells the style how a check box looks."""

    def say(self, words: str) -> None:
        """Have other words than the box."""
        self.text = words


class _Box(QCheckBox):
    """A check box whose name is cut where there is no room."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._seen: tuple[int, str] | None = None
        """A width, and the name as far as it has room in it."""

    def minimumSizeHint(self) -> QSize:
        """As wide as the box and an ellipsis, however long the name is."""
        hint = super().minimumSizeHint()
        return QSize(hint.width() - self._width(self.text()) + self._width("…"), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(plain_tip(self.text().replace("&&", "&")) if self.seen != self.text() else "")

    @property
    def seen(self) -> str:
        """The name as far as there is room for it."""
        if self._seen is None or self._seen[0] != self.width():
            self._seen = self.width(), self._cut()
        return self._seen[1]

    def changeEvent(self, event: QEvent) -> None:
        """In another type, there is room for another part of the name."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._seen = None

    def _cut(self) -> str:
        room = self.width() - super().minimumSizeHint().width() + self._width(self.text())
        if room >= self._width(self.text()):
            return self.text()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room, _MNEMONIC)

    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtWidgets import QStyle, QStylePainter  # 8 ms: not before a box is painted

        painter, option = QStylePainter(self), _BoxOption()
        self.initStyleOption(option)
        option.say(self.seen)
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)

    def _width(self, words: str) -> int:
        return self.fontMetrics().size(_MNEMONIC, words).width()


class _LineField(QLineEdit):
    """A line from which Enter and Esc lead back to the text."""

    def __init__(self, leave: Callable[[], None]) -> None:
        super().__init__()
        self._leave = leave

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._leave()
        else:
            super().keyPressEvent(event)


_MNEMONIC = Qt.TextFlag.TextShowMnemonic.value
_TAB = Qt.FocusPolicy.TabFocus
_WIDGETS: dict[str, Callable[[AttributeForm, Attribute], QWidget]] = {
    "buttons": AttributeForm.buttons,
    "box": AttributeForm.box,
    "line": AttributeForm.line,
    "number": AttributeForm.number,
}
"""By the name that a row of ``core.attribute_types`` gives."""


def _label(attribute: Attribute) -> str:
    """The name of an attribute; a star stands after one that is required."""
    return tr("{name} *", name=attribute.name) if attribute.required else attribute.name


def _named(name: str, digit: int | None) -> str:
    """A value with its digit before it; & is just &."""
    return (f"{digit} " if digit is not None else "") + name.replace("&", "&&")
