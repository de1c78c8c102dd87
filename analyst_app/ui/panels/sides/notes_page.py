"""The notes of the open article, each with the words that it is on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from analyst_app.core.annotation import Annotation, sort_key
from analyst_app.core.excerpts import excerpt, line_of
from analyst_app.core.store import Change
from analyst_app.ui.files.session_bridge import SessionBridge
from analyst_app.ui.panels.rows.paragraph_numbers import ParagraphNumbers
from analyst_app.ui.panels.sides.side_list import SideList, SideRow
from analyst_app.ui.widgets.empty_note import EmptyNote
from analyst_app.ui.widgets.message import shown_words
from analyst_app.ui.widgets.theme import Looks, TagLook
from analyst_app.wording import tr

_WORDS = 200
"""Letters of a note, or of what it is on, that a row takes in."""


class NotesPage(QWidget):
    """Lists notes while it is seen; a change costs what it touches.

    Args:
        bridge: the open session.
        looks: colours and sizes.
    """

    chosen = Signal(str)
    """The annotation of this id is to be gone to."""
    wanted = Signal()
    """A note on the current annotation is to be written."""
    left = Signal()
    """The focus belongs to the text again."""

    def __init__(self, bridge: SessionBridge, looks: Looks) -> None:
        super().__init__()
        self._bridge = bridge
        self._noted: dict[str, Annotation] = {}
        """By id: the annotations with notes, as long as it is seen."""
        self.list = SideList("notes_list", tr("Notes"), looks, self._tag_looks)
        self.empty = EmptyNote("notes_empty", self.list, looks)
        self._looks = looks
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.list.chosen.connect(self.chosen)
        self.list.left.connect(self.left)
        self.empty.pressed.connect(self.wanted)
        bridge.changed.connect(self._take)
        bridge.current_changed.connect(self._say_empty)
        for happening in (bridge.opened, bridge.codebook_changed):
            happening.connect(self._begin)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin()

    def _tag_looks(self) -> dict[str, TagLook]:
        session = self._bridge.session
        return self._looks.colours.tag_looks(session.codebook) if session is not None else {}

    def _begin(self, _: object = None) -> None:
        """Look for all notes, if they are seen."""
        session = self._bridge.session
        held = session.store.annotations if session is not None and self.isVisible() else ()
        self._noted = {one.id: one for one in held if one.note}
        self._show()

    def _take(self, change: Change) -> None:
        removed, added = change.of(Annotation)
        if not self.isVisible() or not any(one.note for one in (*removed, *added)):
            return
        for one in removed:
            self._noted.pop(one.id, None)
        self._noted |= {one.id: one for one in added if one.note}
        self._show()

    def _show(self) -> None:
        session = self._bridge.session
        rows = []
        if session is not None and self._noted:
            text = session.document.text
            numbers = ParagraphNumbers(text)
            for one in sorted(self._noted.values(), key=sort_key):
                place = tr("¶ {number}", number=numbers.number(one.start))
                note, on = line_of(one.note, _WORDS), excerpt(text, one.span, _WORDS)
                rows.append(SideRow(one.id, shown_words(note), shown_words(on), (place, ""), one.tag))
        self.list.show_rows(rows)
        self._say_empty()

    def _say_empty(self) -> None:
        """Say that there is no note, with what makes one."""
        if self._bridge.session is None or self._noted:
            self.empty.say("")
        elif self._bridge.current is not None:
            self.empty.say(tr("No notes yet."), tr("{key}  Add a note", key="M"))
        else:
            self.empty.say(tr("No notes yet. Click into an annotation, then write one."))
