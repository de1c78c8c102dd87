"""A tag as it will be: in the article, light and dark, in the inspector, and what saving changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from analyst_app.core.attribute_types import ATTRIBUTE_TYPES
from analyst_app.core.codebook import Attribute, Codebook, Tag
from analyst_app.core.looks.tag_look import LINE_STYLES
from analyst_app.ui.article.sample_sentence import SampleSentence
from analyst_app.ui.codebook.colour_check import contrast_words, legible_words, likeness_words
from analyst_app.ui.codebook.saving_preview import saving_lines
from analyst_app.ui.widgets.message import shown_name
from analyst_app.ui.widgets.plain_label import PlainLabel
from analyst_app.ui.widgets.segments import Segment, Segments
from analyst_app.ui.widgets.theme import Looks, TagLook, Theme, theme
from analyst_app.wording import marked, tr

_SAMPLE = marked("The council’s budget was passed in December. Ms. Brandt believes that [this was no oversight].")


class TagPreview(QWidget):
    """Shows one tag.

    Args:
        looks: colours and sizes.
        parent: as ever.
    """

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("codebook_preview")
        self._looks = looks
        space = looks.sizes.space
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space(3), space(3), space(3), space(3))
        self._column.setSpacing(space(1))
        self._samples = [
            SampleSentence(looks, lambda name=name: theme(name), has_gutter=True, parent=self)  # type: ignore[misc]
            for name in ("light", "dark")
        ]
        self.checks = PlainLabel("", self)
        self.checks.setObjectName("codebook_contrast")
        self.checks.setWordWrap(True)
        self.changes = PlainLabel("", self)
        self.changes.setObjectName("codebook_changes")
        self.changes.setWordWrap(True)
        self._inspector = QFrame(self)
        self._inspector.setProperty("role", "card")
        self._fields = QGridLayout(self._inspector)
        self._add_head(tr("In the article"))
        for sample in self._samples:
            self._column.addWidget(sample)
        self._column.addWidget(self.checks)
        self._column.addSpacing(space(2))
        self._add_head(tr("In the inspector"))
        self._column.addWidget(self._inspector)
        self._column.addSpacing(space(2))
        self._add_head(tr("What saving changes"))
        self._column.addWidget(self.changes)
        self._column.addStretch(1)
        self._shown: Tag | None = None
        self._rows: list[tuple[Attribute, QWidget, QWidget]] = []
        self._values: dict[str, Any] = {}
        """The values chosen to try it, by the attribute's id."""

    def show_tag(self, codebook: Codebook, tag: Tag) -> None:
        """Show a tag.

        Args:
            codebook: that it is of, as it is now.
            tag: one of its tags.
        """
        style = LINE_STYLES[codebook.tags.index(tag) % len(LINE_STYLES)]

        def look(colours: Theme) -> TagLook:
            return colours.look(tag.key or "•", tag.colour, style, tag.line)

        words = next((one for one in tag.examples if "[" in one), tr(_SAMPLE))
        for sample in self._samples:
            sample.show_words(words, look)
        checks = [contrast_words(look(theme("light")), look(theme("dark"))), legible_words(tag.colour)]
        checks.append(likeness_words(codebook, tag))
        self.checks.setText("\n".join(filter(None, checks)))
        if self._shown is None or tag.id != self._shown.id:
            self._values = {}
        if self._shown is None or (tag.attributes, tag.name) != (self._shown.attributes, self._shown.name):
            self._show_inspector(tag)
        self._shown = tag

    def show_changes(self, old: Mapping[str, Any], new: Mapping[str, Any], uses: Mapping[str, int]) -> None:
        """Show what saving changes.

        Args:
            old: the codebook as its file is, parsed JSON.
            new: as it would be saved.
            uses: number of annotations by the tag's id.
        """
        lines = saving_lines(old, new, uses)
        self.changes.setText("\n".join(f"{line.sign} {line.words}" for line in lines) or tr("Nothing is changed yet."))

    def _add_head(self, words: str) -> None:
        head = PlainLabel(words, self)
        head.setFont(self._looks.sizes.font("label"))
        head.setEnabled(False)
        self._column.addWidget(head)

    def _show_inspector(self, tag: Tag) -> None:
        while (item := self._fields.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not tag.attributes:
            none = PlainLabel(tr("No attributes: only the note and the links."), self._inspector)
            none.setEnabled(False)
            none.setWordWrap(True)
            self._fields.addWidget(none, 0, 0)
        self._rows = []
        for row, attribute in enumerate(tag.attributes):
            name = PlainLabel(shown_name(attribute.name), self._inspector)
            name.setEnabled(False)
            name.setWordWrap(True)
            name.setMaximumWidth(self._looks.sizes.width("value_name") // 2)
            field = self._field(attribute)
            self._fields.addWidget(name, row, 0)
            self._fields.addWidget(field, row, 1)
            self._rows.append((attribute, name, field))
        self._fields.setColumnStretch(1, 1)
        self._show_what_applies()

    def _choose(self, attribute: Attribute, value: Any) -> None:
        self._values = {**self._values, attribute.id: value == "true" or None if attribute.kind.is_switch else value}
        self._show_what_applies()

    def _show_what_applies(self) -> None:
        """An attribute that depends on another is asked for only while that has the value, as in the inspector."""
        for attribute, *parts in self._rows:
            for part in parts:
                part.setVisible(attribute.applies(self._values))

    def _field(self, attribute: Attribute) -> QWidget:
        kind = ATTRIBUTE_TYPES[attribute.type]
        if kind.lists_values:
            values = [(value.id, value.name, value.digit) for value in attribute.values]
        elif kind.is_switch:
            values = [("true", attribute.name, attribute.digit)]
        else:
            field = QLineEdit(self._inspector)
            field.setReadOnly(True)
            field.setAccessibleName(attribute.name)
            return field
        segments = [Segment(one, shown_name(name), str(digit or "")) for one, name, digit in values]
        made = Segments(self._looks, segments, title=attribute.name, parent=self._inspector)
        if attribute.several:
            made.allow_several()
        held = self._values.get(attribute.id)
        made.show_value("true" if held is True else held)
        made.chosen.connect(lambda value: self._choose(attribute, value))
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return made
