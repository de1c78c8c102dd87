"""The annotations of the open article as a screen reader finds them, made one by one as it asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from shiboken6 import isValid

from analyst_app.ui.speech.annotation_note import AnnotationNote
from analyst_app.ui.speech.kept_interfaces import drop, keep
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface

    from analyst_app.core.annotation import Annotation
    from analyst_app.session.session import Session
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.speech.layer_words import LayerWords

MOST_KEPT = 1_000
"""Notes that are kept; the ones that nobody asked for longest go first."""
_LONGEST_TITLE = 160
"""Characters of a first line that is a title, as the article shows it."""


class AnnotationNotes(QObject):
    """Makes the note of each annotation when it is asked for, and lets it go with the article.

    Args:
        bridge: has the layer.
        view: shows where its annotations are.
    """

    def __init__(self, bridge: SessionBridge, view: ArticleView) -> None:
        super().__init__(view)
        self._bridge, self._view = bridge, view
        self._document: QAccessibleInterface | None = None
        self._notes: dict[str, tuple[int, AnnotationNote]] = {}
        self._words: LayerWords | None = None
        self._thin_out = QTimer(self, interval=0, singleShot=True)
        self._thin_out.timeout.connect(self._drop_old)
        bridge.opened.connect(self._begin)
        bridge.changed.connect(self._follow)
        numbers = self._notes
        view.destroyed.connect(lambda: _drop_all(numbers))

    @property
    def document(self) -> QAccessibleInterface | None:
        """The article that the notes are in; None once it is gone."""
        return self._document if self._document is not None and isValid(self._document) else None

    @document.setter
    def document(self, document: QAccessibleInterface) -> None:
        self._document = document

    # -- as the children of the article -------------------------------------------------

    @property
    def count(self) -> int:
        """Number of annotations."""
        session = self._session
        return len(session.store.annotations) if session is not None else 0

    def at(self, row: int) -> QAccessibleInterface | None:
        """The note of the annotation in a row of reading order; None: there is none."""
        session = self._session
        if session is None or not 0 <= row < len(session.store.annotations):
            return None
        return self._note(session.store.annotations[row].id)

    def at_caret(self, place: int) -> QAccessibleInterface | None:
        """The note of the innermost annotation at a code point; None: there is none."""
        session = self._session
        found = session.store.at(place) if session is not None else []
        return self._note(found[0].id) if found else None

    def row_of(self, note: QAccessibleInterface) -> int:
        """The row of a note; -1 of anything else, and of what is gone."""
        session = self._session
        found = self._annotation(note.annotation_id) if isinstance(note, AnnotationNote) else None
        return session.store.row_of(found) if session is not None and found is not None else -1

    # -- what a note says ---------------------------------------------------------------

    def has(self, annotation_id: str) -> bool:
        """True if the annotation is still in the open layer."""
        return self._annotation(annotation_id) is not None

    def name_of(self, annotation_id: str) -> str:
        """Tag, words, speaker, value and paragraph of an annotation; empty if it is gone."""
        found, words = self._annotation(annotation_id), self._layer_words()
        return words.heard(found) if found is not None and words is not None else ""

    def rect_of(self, annotation_id: str) -> QRect:
        """The place on the screen of an annotation, as far as that is seen; empty if nothing of it is."""
        found = self._annotation(annotation_id)
        if found is None or not isValid(self._view):
            return QRect()
        view, viewport = self._view, self._view.viewport()
        first = view.position_at(QPoint(0, 0))
        last = view.position_at(QPoint(viewport.width(), viewport.height()))
        start, end = max(found.start, first), min(found.end, last)
        if start > end:
            return QRect()
        begins, ends = view.rect_of(start), view.rect_of(end)
        if begins.top() == ends.top():
            place = begins.united(ends)
        else:
            place = QRect(0, begins.top(), viewport.width(), ends.bottom() - begins.top())
        return QRect(viewport.mapToGlobal(place.topLeft()), place.size())

    # -- what the article says ------------------------------------------------------------

    @property
    def title(self) -> str:
        """The article's first line, where that is a title; else the name of its file."""
        session = self._session
        if session is None:
            return tr("Article")
        line, _, rest = session.document.text[: 2 * _LONGEST_TITLE].lstrip().partition("\n")
        return line.strip() if rest and line and len(line) <= _LONGEST_TITLE else session.path.name

    @property
    def summary(self) -> str:
        """The name of its file, and the number of its annotations."""
        session = self._session
        if session is None:
            return ""
        count = tr("{n} annotation|{n} annotations", self.count)
        return f"{session.path.name}, {count}"

    # -- inside -----------------------------------------------------------------------------

    @property
    def _session(self) -> Session | None:
        return self._bridge.session if isValid(self._bridge) else None

    def _annotation(self, annotation_id: str) -> Annotation | None:
        session = self._session
        return session.store.annotation(annotation_id) if session is not None else None

    def _note(self, annotation_id: str) -> AnnotationNote:
        number, note = self._notes.pop(annotation_id, (0, None))
        if note is None or not isValid(note):
            note = AnnotationNote(self, annotation_id)
            number = keep(note)
        self._notes[annotation_id] = (number, note)  # asked for last
        if len(self._notes) > MOST_KEPT:
            self._thin_out.start()  # not while Qt holds the one before
        return note

    def _drop_old(self) -> None:
        for annotation_id in list(self._notes)[: max(0, len(self._notes) - MOST_KEPT)]:
            drop(self._notes.pop(annotation_id)[0])

    def _begin(self) -> None:
        """Another article is open: its notes are others, and its name is."""
        _drop_all(self._notes)
        self._words = None
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self._view, QAccessible.Event.NameChanged))

    def _follow(self) -> None:
        if self._words is not None:
            self._words.forget()

    def _layer_words(self) -> LayerWords | None:
        session = self._session
        if session is not None and (self._words is None or not self._words.is_of(session)):
            from analyst_app.ui.speech.layer_words import LayerWords  # where somebody listens

            self._words = LayerWords(session)
        return self._words


def _drop_all(notes: dict[str, tuple[int, AnnotationNote]]) -> None:
    for number, _ in notes.values():
        drop(number)
    notes.clear()
