"""An annotation as a screen reader finds it in the article: a note with a name and a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor
from shiboken6 import Shiboken

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QWindow


class NoteFamily(Protocol):
    """The questions that a note asks of the notes of its article."""

    @property
    def document(self) -> QAccessibleInterface | None:
        """The article that the notes are in; None once it is gone."""

    def has(self, annotation_id: str) -> bool:
        """Say that there is such an annotation still."""

    def name_of(self, annotation_id: str) -> str:
        """The words told of the annotation."""

    def rect_of(self, annotation_id: str) -> QRect:
        """The place on the screen; empty where it is out of sight."""


class AnnotationNote(QAccessibleInterface):
    """One annotation, by its id: what it says is asked for anew each time.

    Args:
        notes: the family that it is of.
        annotation_id: of the annotation.
    """

    def __init__(self, notes: NoteFamily, annotation_id: str) -> None:
        super().__init__()
        self._notes, self.annotation_id = notes, annotation_id

    def isValid(self) -> bool:
        return self._notes.has(self.annotation_id)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Note

    def text(self, kind: QAccessible.Text) -> str:
        return self._notes.name_of(self.annotation_id) if kind == QAccessible.Text.Name else ""

    def rect(self) -> QRect:
        return self._notes.rect_of(self.annotation_id)

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        place = self._notes.rect_of(self.annotation_id)
        state.readOnly, state.offscreen, state.invalid = True, place.isEmpty(), not self.isValid()
        return state

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]  # None once the article is gone
        return self._notes.document

    def window(self) -> QWindow | None:  # type: ignore[override]
        document = self._notes.document
        return document.window() if document is not None else None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def relations(self, match: Any = None) -> list[Any]:
        return []

    def setText(self, kind: QAccessible.Text, words: str) -> None:
        pass

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()

    def virtual_hook(self, number: int, data: Any) -> None:
        pass

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        return Shiboken.VoidPtr(0)
