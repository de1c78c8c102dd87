"""The attributes of a tag as cards: name, type, values, and the rules for when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from analyst_app.core.attribute_types import ATTRIBUTE_TYPES
from analyst_app.core.codebook_words import new_id_for
from analyst_app.ui.codebook.attribute_digits import free_digit, taken_words
from analyst_app.ui.codebook.attribute_menu import attribute_menu, rules_in_words
from analyst_app.ui.codebook.card_order import Handle, LandingLine, moved, place_for
from analyst_app.ui.codebook.key_capture import KeyCapture
from analyst_app.ui.codebook.value_rows import ValueRow
from analyst_app.ui.frame.page_focus import scroll_to
from analyst_app.ui.widgets.plain_label import PlainLabel
from analyst_app.ui.widgets.segments import Segment, Segments
from analyst_app.ui.widgets.theme import Looks
from analyst_app.wording import marked, tr

Raw = dict[str, Any]
TYPE_NAMES = {
    "choice": marked("Choice"),
    "flag": marked("Yes / no"),
    "text": marked("Text"),
    "number": marked("Number"),
}
"""Names of the types of attributes; one that is not here is shown as the codebook writes it."""


class AttributeCard(QFrame):
    """The fields of one attribute.

    Args:
        looks: colours and sizes.
        attribute: as the codebook has it.
        others: the tag's other attributes, on whose values it may depend.
        new_ids: ids of attributes and values that no file has yet: these follow their names.
        parent: as ever.
    """

    edited = Signal(object, str, bool)
    """The attribute as it is to be, what was changed, and True if other fields are needed for it."""
    removed = Signal()
    dragged = Signal(int)
    dropped = Signal(int)
    step_wanted = Signal(int)

    def __init__(
        self,
        looks: Looks,
        attribute: Raw,
        others: Sequence[Raw],
        new_ids: Mapping[str, frozenset[str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "sheet")
        self._looks, self._attribute, self._others = looks, attribute, others
        self._is_new = attribute["id"] in new_ids.get("", ())
        self._new_values = new_ids.get(attribute["id"], frozenset())
        self._rows: list[ValueRow] = []
        self.setObjectName(f"attribute_{attribute['id']}")
        column = QVBoxLayout(self)
        space = looks.sizes.space
        column.setContentsMargins(space(2), space(1), space(2), space(2))
        column.setSpacing(space(1))
        column.addLayout(self._head())
        kind = ATTRIBUTE_TYPES.get(str(attribute.get("type", "text")))
        if kind is not None and kind.lists_values:
            self._add_values(column)
        elif kind is not None and kind.is_switch:
            column.addLayout(self._switch_row())
        self.digit_said = PlainLabel("", self)
        self.digit_said.setObjectName(f"attribute_{attribute['id']}_digit_said")
        self.digit_said.setProperty("role", "wrong")
        self.digit_said.setWordWrap(True)
        self.digit_said.hide()
        column.addWidget(self.digit_said)
        self.rules = PlainLabel(rules_in_words(attribute, others), self)
        self.rules.setEnabled(False)
        self.rules.setWordWrap(True)
        self.rules.setVisible(bool(self.rules.text()))
        column.addWidget(self.rules)

    def focus_value(self, place: int) -> None:
        """Go to the name of a value, all of it selected."""
        if 0 <= place < len(self._rows):
            self._rows[place].name.setFocus()
            self._rows[place].name.selectAll()

    # -- building ----------------------------------------------------------------------

    def _head(self) -> QHBoxLayout:
        looks, attribute = self._looks, self._attribute
        name = str(attribute.get("name", attribute["id"]))
        handle = Handle(looks, tr("Move the attribute {name}", name=name), self)
        handle.setObjectName(f"attribute_{attribute['id']}_handle")
        handle.dragged.connect(self.dragged)
        handle.dropped.connect(self.dropped)
        handle.step_wanted.connect(self.step_wanted)
        self.name = QLineEdit(name, self)
        self.name.setObjectName(f"attribute_{attribute['id']}_label")
        self.name.setAccessibleName(tr("Name of the attribute"))
        self.name.setProperty("role", "title")
        self.name.setFont(looks.sizes.font("label"))
        self.name.textEdited.connect(self._rename)
        types = [Segment(key, tr(TYPE_NAMES.get(key, key)), object_name=f"type_{key}") for key in ATTRIBUTE_TYPES]
        self.type = Segments(looks, types, title=tr("Type"), may_clear=False, parent=self)
        self.type.setMinimumWidth(segments_width(self.type))
        self.type.show_value(attribute.get("type", "text"))
        self.type.chosen.connect(self._set_type)
        more = QToolButton(self)
        more.setText("⋯")
        more.setProperty("role", "more")
        more.setObjectName(f"attribute_{attribute['id']}_more")
        more.setAccessibleName(tr("More about {name}", name=name))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setMenu(attribute_menu(more, attribute, self._others, self._set, self.removed.emit))
        row = QHBoxLayout()
        row.setSpacing(looks.sizes.space(1))
        row.addWidget(handle)
        row.addWidget(self.name, 1)
        row.addWidget(self.type)
        row.addWidget(more)
        return row

    def _add_values(self, column: QVBoxLayout) -> None:
        attribute, looks = self._attribute, self._looks
        line = LandingLine(looks, self)
        for place, value in enumerate(attribute.get("values", [])):
            row = ValueRow(looks, value, f"attribute_{attribute['id']}_{place}", self)
            row.edited.connect(lambda key, found, place=place: self._edit_value(place, key, found))
            row.removed.connect(lambda place=place: self._remove_value(place))
            row.dragged.connect(lambda y: line.show_at(y, self._rows))
            row.dropped.connect(line.hide)
            row.dropped.connect(lambda y, place=place: self._move_value(place, place_for(y, self._rows)))
            row.step_wanted.connect(lambda by, place=place: self._move_value(place, place + (by if by < 0 else 2)))
            self._rows.append(row)
            column.addWidget(row)
        digit = free_digit([*self._others, attribute])
        words = tr("+ Add a value · next free digit {digit}", digit=digit) if digit else tr("+ Add a value")
        add = QPushButton(words, self)
        add.setObjectName(f"attribute_{attribute['id']}_add_value")
        add.setProperty("role", "link")
        add.clicked.connect(self._add_value)
        foot = QHBoxLayout()
        foot.addWidget(add)
        foot.addStretch(1)
        column.addLayout(foot)

    def _switch_row(self) -> QHBoxLayout:
        digit = KeyCapture(self._looks, tr("Digit"), is_digit=True, parent=self)
        digit.setObjectName(f"attribute_{self._attribute['id']}_digit")
        digit.show_key(str(self._attribute.get("digit") or ""))
        digit.pressed_key.connect(lambda key: self._set_digit(int(key) if key else None))
        words = PlainLabel(tr("The key switches it on and off."), self)
        words.setEnabled(False)
        row = QHBoxLayout()
        row.setSpacing(self._looks.sizes.space(1))
        row.addSpacing(self._looks.sizes.width("handle") + self._looks.sizes.space(1))
        row.addWidget(digit)
        row.addWidget(words, 1)
        return row

    # -- changing ----------------------------------------------------------------------

    def _set(self, key: str, value: Any) -> None:
        """Put something else under a key of the attribute; None takes the key away."""
        attribute = {name: held for name, held in self._attribute.items() if name != key}
        attribute |= {key: value} if value is not None else {}
        self.edited.emit(attribute, "", True)

    def _set_digit(self, digit: int | None) -> None:
        if not self._is_taken(self._attribute, digit):
            self._set("digit", digit)

    def _is_taken(self, own: Raw, digit: int | None) -> bool:
        """True if something else of the tag has a digit; it is said then."""
        words = taken_words([*self._others, self._attribute], own, digit)
        self.digit_said.setText(words)
        self.digit_said.setVisible(bool(words))
        if words:  # it stands below all values: once it has its place, it is scrolled to
            QTimer.singleShot(0, self, lambda: scroll_to(self.digit_said, self._looks.sizes.space(1)))
        return bool(words)

    def _rename(self, words: str) -> None:
        name = words.strip()
        attribute = {**self._attribute, "name": name}
        if name and self._is_new:
            attribute["id"] = new_id_for(name, {one["id"] for one in self._others})
        self._attribute = attribute
        self.edited.emit(attribute, "attribute_name", False)

    def _set_type(self, kind: str) -> None:
        attribute = {**self._attribute, "type": kind}
        if ATTRIBUTE_TYPES[kind].lists_values and not attribute.get("values"):
            attribute["values"] = [self._new_value([])]
        self.edited.emit(attribute, "", True)

    def _values(self) -> list[Raw]:
        return list(self._attribute.get("values", []))

    def _edit_value(self, place: int, key: str, found: Any) -> None:
        values = self._values()
        if key == "digit" and self._is_taken(values[place], found):
            return
        value = {name: held for name, held in values[place].items() if name != key}
        value |= {key: found} if found is not None else {}
        if key == "name" and found and value["id"] in self._new_values:
            value["id"] = new_id_for(found, {one["id"] for number, one in enumerate(values) if number != place})
            self._new_values |= {value["id"]}
        values[place] = {name: value[name] for name in sorted(value, key=_order)}
        self._attribute = {**self._attribute, "values": values}
        self.edited.emit(self._attribute, f"value {place} {key}", key == "digit")

    def _remove_value(self, place: int) -> None:
        values = self._values()
        del values[place]
        self.edited.emit({**self._attribute, "values": values}, "", True)

    def _move_value(self, place: int, there: int) -> None:
        self.edited.emit({**self._attribute, "values": moved(self._values(), place, there)}, "", True)

    def _add_value(self) -> None:
        values = self._values()
        self.edited.emit({**self._attribute, "values": [*values, self._new_value(values)]}, "add_value", True)

    def _new_value(self, values: Sequence[Raw]) -> Raw:
        name = tr("value {number}", number=len(values) + 1)
        digit = free_digit([*self._others, self._attribute])
        value = {"id": new_id_for(name, {one["id"] for one in values}), "name": name}
        return value | ({"digit": digit} if digit else {})


def segments_width(segments: Segments) -> int:
    """The width that segments need beside each other, pixels."""
    inside = segments.layout()
    margins = inside.contentsMargins() if inside is not None else segments.contentsMargins()
    widths = [one.sizeHint().width() for one in segments.findChildren(QRadioButton)]
    return sum(widths) + margins.left() + margins.right()


def _order(key: str) -> int:
    known = ("id", "name", "digit", "definition")
    return known.index(key) if key in known else len(known)


class AttributeCards(QWidget):
    """The cards of a tag's attributes, and the button that adds one."""

    edited = Signal(object, str, bool)
    """All attributes as they are to be, the name of the step, and True if other fields are needed for them."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self._attributes: list[Raw] = []
        self._file: list[Raw] = []
        self.cards: list[AttributeCard] = []
        self._line = LandingLine(looks, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(looks.sizes.space(1))
        self.add = QPushButton(tr("+ Add an attribute"), self)
        self.add.setObjectName("codebook_attributes_add")
        self.add.setProperty("role", "link")
        self.add.clicked.connect(self._add)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.addLayout(foot)

    def show_attributes(self, attributes: list[Raw], file: list[Raw]) -> None:
        """Show attributes.

        Args:
            attributes: as the codebook has them now.
            file: as its file has them; what is not there has an id that follows its name.
        """
        self._attributes, self._file = attributes, file
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for place, attribute in enumerate(attributes):
            others = [*attributes[:place], *attributes[place + 1 :]]
            card = AttributeCard(self._looks, attribute, others, self._new_ids(), self)
            card.edited.connect(lambda made, step, anew, place=place: self._edit(place, made, step, anew))
            card.removed.connect(lambda place=place: self._remove(place))
            card.dragged.connect(lambda y: self._line.show_at(y, self.cards))
            card.dropped.connect(self._line.hide)
            card.dropped.connect(lambda y, place=place: self._move(place, place_for(y, self.cards)))
            card.step_wanted.connect(lambda by, place=place: self._move(place, place + (by if by < 0 else 2)))
            self.cards.append(card)
            self._column.insertWidget(place, card)
            card.show()  # now, and not with the next event: the keyboard may be meant for it

    def _new_ids(self) -> dict[str, frozenset[str]]:
        """Ids that no file has: of attributes under the empty id, of values under that of their attribute."""
        known = {one["id"]: {value["id"] for value in one.get("values", [])} for one in self._file}
        new = {"": frozenset(one["id"] for one in self._attributes) - known.keys()}
        for one in self._attributes:
            ids = frozenset(value["id"] for value in one.get("values", []))
            new[one["id"]] = ids - known.get(one["id"], set())
        return new

    def _edit(self, place: int, attribute: Raw, step: str, anew: bool) -> None:
        before = self._attributes[place]["id"]
        made = [_following(one, before, attribute["id"]) for one in self._attributes]
        made[place] = attribute
        adds = step == "add_value"
        if not anew:
            self._attributes = made
        self.edited.emit(made, "" if anew else f"attribute {place} {step}", anew)
        if adds and place < len(self.cards):
            self.cards[place].focus_value(len(attribute["values"]) - 1)

    def _remove(self, place: int) -> None:
        self.edited.emit([*self._attributes[:place], *self._attributes[place + 1 :]], "", True)

    def _move(self, place: int, there: int) -> None:
        self.edited.emit(moved(self._attributes, place, there), "", True)

    def _add(self) -> None:
        name = tr("New attribute")
        made = {"id": new_id_for(name, {one["id"] for one in self._attributes}), "name": name, "type": "flag"}
        self.edited.emit([*self._attributes, made], "", True)
        if self.cards:
            self.cards[-1].name.setFocus()
            self.cards[-1].name.selectAll()


def _following(attribute: Raw, before: str, now: str) -> Raw:
    """An attribute that depends on another under the other's new id."""
    when = attribute.get("when")
    if before == now or not isinstance(when, dict) or before not in when:
        return attribute
    return {**attribute, "when": {now if key == before else key: wanted for key, wanted in when.items()}}
