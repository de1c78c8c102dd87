"""The form of one tag, section by section; what is wrong is said beside the field that it is wrong in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from analyst_app.core.codebook import PARTS, Codebook, EdgeRule
from analyst_app.core.looks.tag_look import LINE_STYLES
from analyst_app.corpus import codebook_editing as editing
from analyst_app.ui.codebook.attribute_cards import AttributeCards
from analyst_app.ui.codebook.codebook_draft import Make
from analyst_app.ui.codebook.colour_choice import ColourChoice
from analyst_app.ui.codebook.example_rows import ExampleRows
from analyst_app.ui.codebook.growing_text import GrowingText, set_text
from analyst_app.ui.codebook.key_capture import KeyCapture
from analyst_app.ui.codebook.role_rows import RoleRows
from analyst_app.ui.widgets.elided_combo import ElidedCombo
from analyst_app.ui.widgets.message import shown_name
from analyst_app.ui.widgets.plain_label import PlainLabel
from analyst_app.ui.widgets.shapes import paint_chip
from analyst_app.ui.widgets.theme import Looks, TagLook, Theme
from analyst_app.wording import marked, tr

Raw = dict[str, Any]
_RULES = {
    "clause": (marked("A sentence or clause"), marked("With no selection, {key} takes the sentence at the caret.")),
    "quotation": (marked("A quotation"), marked("{key} takes the marked words with their marks.")),
    "reported": (marked("The reported clause"), marked("{key} takes the whole reported clause.")),
    "name": (marked("A name"), marked("{key} takes the whole name at the caret.")),
    "word": (marked("A word"), marked("{key} takes the word at the caret.")),
    "paragraph": (marked("A paragraph"), marked("{key} takes the paragraph at the caret.")),
    "none": (marked("What is selected"), marked("{key} takes the selection as it is.")),
}
_PARTS = {
    "claim": marked("claims"), "quotation": marked("quotations"), "actor": marked("people and bodies"),
    "cue": marked("attributing words"), "skip": marked("text that is not the article"),
}  # fmt: skip


class TagForm(QWidget):
    """Shows a tag, and tells what a person wants of it.

    Args:
        looks: colours and sizes.
        key_words: the sentence about a letter for a tag, and whether the tag may have it.
        parent: as ever.
    """

    wanted = Signal(object, str, str, bool)
    """A ``Make`` for the draft, the name of the step, the field, and True if the form must show its outcome anew."""
    example_wanted = Signal(str)
    """The article's selection is wanted under this key: examples or counterexamples."""
    example_chosen = Signal(object)

    def __init__(self, looks: Looks, key_words: Callable[[str, str], tuple[str, bool]], parent: QWidget) -> None:
        super().__init__(parent)
        self._looks, self._key_words = looks, key_words
        self._tag: Raw = {}
        self._reasons: Any = []
        """Those that were shown: what is typed keeps their ids."""
        self._said: dict[str, PlainLabel] = {}
        self.chip = BigChip(looks, self)
        self.name = self._line("codebook_name", "name", tr("Name of the tag"))
        self.name.setProperty("role", "title")
        self.name.setFont(looks.sizes.font("page_title"))
        self.retire = self._button("codebook_retire", tr("Retire…"))
        self.merge = self._button("codebook_merge", tr("Merge into…"))
        self.key = KeyCapture(looks, tr("Key"), parent=self)
        self.key.setObjectName("codebook_key")
        self.key_said = PlainLabel("", self)
        self.key_said.setObjectName("codebook_key_said")
        self.key_said.setWordWrap(True)
        self.colours = ColourChoice(looks, self)
        self.definition = self._text("codebook_definition", "definition")
        self.edge_rule = self._combo("codebook_edge_rule", "edge_rule")
        self.edge_rule.setAccessibleName(tr("Edge rule"))
        self.edge_said = PlainLabel("", self)
        self.edge_said.setWordWrap(True)
        self.edges = self._text("codebook_edges", "edges")
        self.edges.setPlaceholderText(tr("In words, for people"))
        self.lists = {name: ExampleRows(looks, name, self) for name in ("examples", "counterexamples")}
        self.attributes = AttributeCards(looks, self)
        self.attributes.setObjectName("codebook_attributes")
        self.links = RoleRows(looks, self)
        self.under = self._combo("codebook_under", "under")
        self.plays = self._combo("codebook_plays", "plays")
        self.helper = QCheckBox(tr("Only serves other tags: not counted"), self)
        self.helper.setObjectName("codebook_helper")
        self.helper.clicked.connect(lambda checked: self._put("helper", checked))
        self.reasons = self._text("codebook_reasons_of_tag", "reasons")
        self.reasons.setPlaceholderText(tr("One a line. Empty: those of the codebook, else the usual ones."))
        self._lay_out()
        self._connect()

    # -- showing -----------------------------------------------------------------------

    def show_tag(self, tag: Raw, codebook: Codebook, file: Mapping[str, Any]) -> None:
        """Show a tag; fields that a person types in, and that say the same, stay as they are.

        Args:
            tag: as the codebook has it now.
            codebook: that it is of.
            file: the tag as the codebook's file has it; empty: it is new.
        """
        self._tag, self._reasons = tag, tag.get("reasons", [])
        self._clear_said()
        look = _looker(codebook, tag["id"])
        self.chip.show_look(look)
        _set_line(self.name, str(tag.get("name", "")))
        self.retire.setText(tr("Bring back") if tag.get("retired") else tr("Retire…"))
        self.key.show_key(str(tag.get("key", "")))
        self.key_said.setText(self._key_words(tag["id"], "")[0])
        self.colours.show_tag(tag)
        for field, key in ((self.definition, "definition"), (self.edges, "edges")):
            set_text(field, str(tag.get(key, "")))
        set_text(self.reasons, editing.reasons_in_words(tag.get("reasons")))
        self._show_rule(tag)
        for key, rows in self.lists.items():
            rows.show_examples(tag.get(key, []), look)
        self.attributes.show_attributes(tag.get("attributes", []), file.get("attributes", []))
        self.links.show_links(tag.get("links", []), file.get("links", []), codebook)
        self._show_groups(tag, codebook)
        self.helper.setChecked(tag.get("helper") is True)

    @property
    def built_anew(self) -> list[QWidget]:
        """The parts whose fields are others each time that a tag is shown."""
        return [*self.lists.values(), self.attributes, self.links]

    def show_looks(self, tag: Raw, codebook: Codebook) -> None:
        """Show what follows from a field that a person is in, without touching any field."""
        self._tag = tag
        self._clear_said()
        look = _looker(codebook, tag["id"])
        self.chip.show_look(look)
        self.key.show_key(str(tag.get("key", "")))
        self.colours.show_tag(tag)

    def focus_key(self) -> None:
        """Wait for a letter."""
        self.key.setFocus()

    def tell_wrong(self, field: str, why: str) -> None:
        """Say beside a field why it cannot be so."""
        self._clear_said()
        said = self._said.get(field)
        if said is not None:
            said.setText(why)
            said.setVisible(bool(why))

    def _clear_said(self) -> None:
        for said in self._said.values():
            said.setVisible(False)

    def _show_rule(self, tag: Raw) -> None:
        rule = tag.get("edge_rule", "none")
        self.edge_rule.clear()
        for name in get_args(EdgeRule):
            self.edge_rule.addItem(tr(_RULES[name][0]), name)
        self.edge_rule.setCurrentIndex(max(0, self.edge_rule.findData(rule)))
        key = str(tag.get("key") or tr("the tag"))
        words = tr(_RULES[rule][1], key=key) if rule in _RULES else ""
        self.edge_said.setText(words[:1].upper() + words[1:])

    def _show_groups(self, tag: Raw, codebook: Codebook) -> None:
        self.under.clear()
        self.under.addItem(tr("no other tag"), "")
        own = codebook.group(tag["id"])
        for other in codebook.in_groups:
            if other.id not in own:
                self.under.addItem(shown_name(" / ".join(codebook.path_of(other.id))), other.id)
        self.under.setCurrentIndex(max(0, self.under.findData(tag.get("under", ""))))
        self.plays.clear()
        self.plays.addItem("–", "")
        for part in PARTS:
            self.plays.addItem(tr(_PARTS[part]), part)
        said = tag.get("plays") or ""
        if self.plays.findData(said) < 0:
            self.plays.addItem(str(said), said)
        self.plays.setCurrentIndex(self.plays.findData(said))

    # -- building ----------------------------------------------------------------------

    def _lay_out(self) -> None:
        space = self._looks.sizes.space
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(4))
        column.setSpacing(space(1))
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addWidget(self.chip)
        head.addWidget(self.name, 1)
        head.addWidget(self.retire)
        head.addWidget(self.merge)
        column.addLayout(head)
        column.addWidget(self._wrong("name"))
        self._pair = QGridLayout()
        self._pair.setHorizontalSpacing(space(4))
        self._key_head, self._colour_head = self._label(tr("Key")), self._label(tr("Colour and line"))
        self._key_row = QHBoxLayout()
        self._key_row.setSpacing(space(1))
        self._key_row.addWidget(self.key)
        self._key_row.addWidget(self.key_said, 1)
        self._pair.addWidget(self._key_head, 0, 0)
        self._pair.addLayout(self._key_row, 1, 0)
        self.stack(False)
        column.addLayout(self._pair)
        column.addWidget(self._wrong("key"))
        column.addWidget(self._wrong("colour"))
        self._section(column, tr("Definition"), "definition", self.definition)
        rule = QHBoxLayout()
        rule.addWidget(self.edge_rule)
        rule.addWidget(self.edge_said, 1)
        self._section(column, tr("Where it begins and ends"), "edge_rule", rule, self.edges)
        self._section(column, tr("Examples"), "examples", self.lists["examples"])
        self._section(column, tr("Counterexamples"), "counterexamples", self.lists["counterexamples"])
        self._section(column, tr("Attributes"), "attributes", self.attributes)
        self._section(column, tr("Links"), "links", self.links)
        self._section(column, tr("Stands under"), "under", self.under)
        self._section(column, tr("Stands for"), "plays", self.plays, self.helper)
        self._section(column, tr("Reasons to reject it in a review"), "reasons", self.reasons)
        column.addStretch(1)

    def stack(self, is_narrow: bool) -> None:
        """Put the colour under the key, or beside it."""
        row, place = (2, 0) if is_narrow else (0, 1)
        self._pair.addWidget(self._colour_head, row, place)
        self._pair.addWidget(self.colours, row + 1, place)
        self._pair.setColumnStretch(0, 3)
        self._pair.setColumnStretch(1, 0 if is_narrow else 5)

    def _section(self, column: QVBoxLayout, title: str, field: str, *parts: QWidget | QHBoxLayout) -> None:
        column.addSpacing(self._looks.sizes.space(1))
        column.addWidget(self._label(title))
        for part in parts:
            if isinstance(part, QWidget):
                column.addWidget(part, 0, _LEFT if isinstance(part, QComboBox) else Qt.AlignmentFlag(0))
                if not part.accessibleName():
                    part.setAccessibleName(title)
            else:
                column.addLayout(part)
        column.addWidget(self._wrong(field))

    def _label(self, words: str) -> PlainLabel:
        label = PlainLabel(words, self)
        label.setFont(self._looks.sizes.font("label"))
        return label

    def _wrong(self, field: str) -> PlainLabel:
        """The place for a sentence about a field that cannot be so."""
        said = PlainLabel("", self)
        said.setObjectName(f"codebook_wrong_{field}")
        said.setProperty("role", "wrong")
        said.setWordWrap(True)
        said.hide()
        self._said[field] = said
        return said

    def _line(self, name: str, key: str, title: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setAccessibleName(title)
        field.textEdited.connect(lambda words: self._put(key, words.strip(), typed=True))
        return field

    def _text(self, name: str, key: str) -> GrowingText:
        field = GrowingText(self)
        field.setObjectName(name)
        field.typed.connect(lambda words: self._put_text(key, words))
        return field

    def _combo(self, name: str, key: str) -> QComboBox:
        combo = ElidedCombo(self)
        combo.setObjectName(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(18)
        combo.activated.connect(lambda _: self._put(key, combo.currentData()))
        return combo

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setProperty("role", "quiet")
        return button

    # -- changing ----------------------------------------------------------------------

    def _connect(self) -> None:
        self.key.pressed_key.connect(self._take_key)
        self.colours.colour_wanted.connect(lambda colour: self._put("colour", colour, typed=True))
        self.colours.line_wanted.connect(lambda line: self._put("line", line))
        self.attributes.edited.connect(self._take_attributes)
        self.links.edited.connect(self._take_links)
        for name, rows in self.lists.items():
            rows.edited.connect(lambda found, name=name: self._put(name, found))
            rows.selection_wanted.connect(lambda name=name: self.example_wanted.emit(name))
            rows.chosen.connect(self.example_chosen)

    def _put(self, key: str, value: Any, *, typed: bool = False) -> None:
        tag_id = self._tag["id"]
        make: Make = lambda raw: editing.edit_tag(raw, tag_id, {key: value})  # noqa: E731 - typed
        self.wanted.emit(make, f"{tag_id} {key}" if typed else "", key, not typed)

    def _put_text(self, key: str, words: str) -> None:
        old = self._tag.get(key, [] if key == "reasons" else "")
        now: Any = editing.reasons_from_words(words, self._reasons) if key == "reasons" else words.strip()
        if now != old:
            self._put(key, now, typed=True)

    def _take_key(self, key: str) -> None:
        words, may_have = self._key_words(self._tag["id"], key)
        if may_have:
            self._put("key", key)
        self.key_said.setText(words)

    def _take_attributes(self, attributes: list[Raw], step: str, anew: bool) -> None:
        tag_id = self._tag["id"]
        make: Make = lambda raw: editing.set_attributes(raw, tag_id, attributes)  # noqa: E731 - typed
        self.wanted.emit(make, f"{tag_id} {step}" if step else "", "attributes", anew)

    def _take_links(self, links: list[Raw], step: str) -> None:
        tag_id = self._tag["id"]
        make: Make = lambda raw: editing.set_links(raw, tag_id, links)  # noqa: E731 - typed
        self.wanted.emit(make, f"{tag_id} {step}" if step else "", "links", not step)


class BigChip(QWidget):
    """The tag's letter on its tint, as large as the title."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self._look: Callable[[Theme], TagLook] | None = None
        side = looks.sizes.height("button")
        self.setFixedSize(QSize(side, side))
        looks.changed.connect(self.update)

    def show_look(self, look: Callable[[Theme], TagLook]) -> None:
        """Show a tag's look."""
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is not None:
            paint_chip(QPainter(self), QRectF(self.rect()), self._look(self._looks.colours), self._looks)


_LEFT = Qt.AlignmentFlag.AlignLeft


def _looker(codebook: Codebook, tag_id: str) -> Callable[[Theme], TagLook]:
    row, tag = next((row, tag) for row, tag in enumerate(codebook.tags) if tag.id == tag_id)
    style = LINE_STYLES[row % len(LINE_STYLES)]
    return lambda theme: theme.look(tag.key or "•", tag.colour, style, tag.line)


def _set_line(field: QLineEdit, words: str) -> None:
    if field.text().strip() != words:
        field.setText(words)
