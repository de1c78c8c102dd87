"""The line over the list of annotations: words and a tag to look for, and the person whose words are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from analyst_app.ui.files.session_bridge import SessionBridge
from analyst_app.ui.panels.annotation_filter import WAITING, AnnotationFilter
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from analyst_app.ui.panels.fields.name_pill import NamePill
    from analyst_app.ui.widgets.theme import Looks

_TYPING_MS = 120
"""Milliseconds that typing in the filter rests before the table follows."""
_SEVERAL = "\0several"
"""The entry that names the tags where View ▸ Show only lets several through."""
_LETTERS = 8
"""Letters of a tag's name that there is room for at least."""


class FilterLine(QWidget):
    """Tells the filter what a person types and chooses, and shows what it is, whoever set it.

    Args:
        bridge: has the open session, with its tags.
        shown: the filter.
        looks: colours and sizes.
    """

    def __init__(self, bridge: SessionBridge, shown: AnnotationFilter, looks: Looks) -> None:
        super().__init__()
        self._bridge, self._filter, self._looks = bridge, shown, looks
        self.words = QLineEdit()
        self.words.setObjectName("annotation_filter")
        self.words.setPlaceholderText(tr("Filter…"))
        self.words.setAccessibleName(tr("Filter the annotations by words"))
        self.words.setClearButtonEnabled(True)
        self.tags = QComboBox()
        self.tags.setObjectName("annotation_tag_filter")
        self.tags.setAccessibleName(tr("Filter the annotations by tag"))
        self.tags.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.tags.setMinimumContentsLength(_LETTERS)
        self.tags.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._person: NamePill | None = None
        self._older: NamePill | None = None
        self._people = QHBoxLayout()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._lay_out(looks.sizes.space(1))
        self.words.textChanged.connect(lambda: self._typing.start())
        self.words.returnPressed.connect(self.take_words)
        self.words.editingFinished.connect(self.take_words)  # what comes next goes by what was typed
        self._typing.timeout.connect(self.take_words)
        self.tags.activated.connect(self._take_tag)
        self.show_filter()

    @property
    def person(self) -> NamePill:
        """The person whose words are listed."""
        if self._person is None:
            self._person = self._make_person()
        return self._person

    @property
    def older(self) -> NamePill:
        """The word that only what is made under an older codebook is listed."""
        if self._older is None:
            self._older = self._make_older()
        return self._older

    def take_words(self) -> None:
        """Look for what was typed."""
        self._typing.stop()
        self._filter.look_for(self.words.text())

    def clear(self) -> None:
        """Let all through."""
        self.words.clear()
        self._typing.stop()
        self._filter.clear()

    def show_filter(self) -> None:
        """Show what the filter is."""
        if self.words.text().strip() != self._filter.words and not self._typing.isActive():
            self.words.setText(self._filter.words)
            self._typing.stop()
        speaker = self._filter.speaker
        if speaker is not None or self._person is not None:
            self.person.setVisible(speaker is not None)
        if speaker is not None:
            says = tr("All that {name} says", name=speaker.name)
            self.person.show_name(says, heard=says, cross=tr("Show all annotations again"))
        if self._filter.is_older_only or self._older is not None:
            self.older.setVisible(self._filter.is_older_only)
        if self._filter.is_older_only:
            self.older.show_name(tr("Made under an older codebook"), cross=tr("Show all annotations again"))

    def list_tags(self) -> None:
        """Offer the tags, with the filter's chosen; several of them are an entry of their own."""
        session, wanted = self._bridge.session, self._filter.tags
        self.tags.clear()
        self.tags.addItem(tr("every tag"), "")
        if session is not None:
            known = [tag.id for tag in session.codebook.tags]
            for tag in session.codebook.in_groups:
                self.tags.addItem(" / ".join(session.codebook.path_of(tag.id)), tag.id)
            for tag_id in sorted({*session.store.tags, *(wanted or ())} - {*known, WAITING}):
                self.tags.addItem(tag_id, tag_id)
            if session.store.unplaced:
                self.tags.addItem(tr("waiting for a place"), WAITING)
        if wanted is not None and len(wanted) > 1:
            named = [self.tags.itemText(row) for row in range(self.tags.count()) if self.tags.itemData(row) in wanted]
            self.tags.addItem(in_row(named), _SEVERAL)
        row = self.tags.findData(_SEVERAL if wanted is not None and len(wanted) > 1 else "".join(wanted or ()))
        self.tags.setCurrentIndex(max(row, 0))

    def _take_tag(self) -> None:
        chosen = str(self.tags.currentData() or "")
        session = self._bridge.session
        if chosen != _SEVERAL:
            group = session.codebook.group(chosen) if session is not None else (chosen,)
            self._filter.show_only(group if chosen else None)  # with all that stand under it

    def _lay_out(self, gap: int) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(gap)
        fields.addWidget(self.words, 1)
        fields.addWidget(self.tags)
        self._people.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap // 2)
        column.setSpacing(gap)
        column.addLayout(fields)
        column.addLayout(self._people)
        self.setTabOrder(self.words, self.tags)

    def _make_person(self) -> NamePill:
        person = self._make_pill("annotation_person_filter", 0)
        for told in (person.clicked, person.removed):
            told.connect(lambda: self._filter.show_said_by(None))
        self.setTabOrder(self.tags, person.first_stop)
        return person

    def _make_older(self) -> NamePill:
        older = self._make_pill("annotation_older_filter", self._people.count() - 1)
        for told in (older.clicked, older.removed):
            told.connect(lambda: self._filter.show_older(False))
        self.setTabOrder(self._person or self.tags, older.first_stop)
        return older

    def _make_pill(self, name: str, place: int) -> NamePill:
        from analyst_app.ui.panels.fields.name_pill import NamePill

        pill = NamePill(self._looks)
        pill.name_field(name)
        self._people.insertWidget(place, pill)
        pill.hide()
        return pill
