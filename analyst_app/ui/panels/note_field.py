"""The note of the current annotation: M leads to it, Esc keeps it and leads back to the text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation
from analyst_app.ui.commands.keys import Key, OpeningKey
from analyst_app.ui.commands.modes import NOTE, ModeKeeper
from analyst_app.ui.files.session_bridge import SessionBridge
from analyst_app.ui.widgets.typed_text import typed_text
from analyst_app.wording import tr

_MARGIN = 5
"""Pixels round the words."""
_MOST_LINES = 6


class NoteMode:
    """While the note has the focus; its keys never come through here."""

    name = NOTE

    def hints(self) -> list[str]:
        """The keys of the note."""
        return [tr("Esc keep, back to the text"), tr("Enter new line")]

    def key_pressed(self, key: Key) -> bool:
        """Nothing: the text has the focus again, so the mode is over soon."""
        return False

    def leave(self, *, keep: bool) -> None:
        """Nothing: each letter was kept as it was typed."""


class NoteField(QPlainTextEdit):
    """Each letter counts at once; a stretch of typing is one undo step."""

    left = Signal()
    """Esc: back to the text."""

    def __init__(self, bridge: SessionBridge, modes: ModeKeeper) -> None:
        super().__init__()
        self.setObjectName("note_field")
        self.setAccessibleName(tr("Note on the annotation"))
        self.setPlaceholderText(tr("Add a note  {key}", key="M"))
        self.setProperty("role", "field")
        self.document().setDocumentMargin(_MARGIN)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)  # its own undo would fight with the article's
        self._bridge, self._modes = bridge, modes
        self._annotation_id = ""
        self._mode = NoteMode()
        OpeningKey(self)
        self.textChanged.connect(self._take)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    @property
    def note(self) -> str:
        """The words in the field; toPlainText would turn no-break spaces into spaces."""
        return typed_text(self.document())

    def show_note(self, annotation: Annotation | None) -> None:
        """Show the note of an annotation."""
        note = annotation.note if annotation else ""
        self._annotation_id = ""
        if self.note != note:
            self.setPlainText(note)
        self._annotation_id = annotation.id if annotation else ""
        self.setEnabled(annotation is not None)
        session = self._bridge.session
        is_read_only = session is not None and bool(session.read_only)
        if is_read_only != self.isReadOnly():
            self.setReadOnly(is_read_only)

    def _grow(self, *_: object) -> None:
        """Be as high as the note, from one line to six."""
        needed = max(1, round(self.document().size().height()))
        is_more = needed > _MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_more else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if policy != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)
        lines = min(_MOST_LINES, needed)
        around = 2 * (self.frameWidth() + _MARGIN)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + around)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _take(self) -> None:
        session = self._bridge.session
        annotation = session.store.annotation(self._annotation_id) if session and self._annotation_id else None
        if annotation is not None:
            self._bridge.do(tr("Note"), edits.set_note(annotation, self.note), hold=f"note {annotation.id}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._modes.enter(self._mode)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._modes.mode is self._mode:
            self._modes.leave()
        if self._bridge.session is not None:
            self._bridge.session.history.release()
