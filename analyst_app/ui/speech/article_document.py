"""The article as a screen reader finds it: a document with a title, a text, and a note for each annotation.

Qt's own text interface stays: text, caret, selection and the places of characters
come from it. It is handed on by its address, in the only type that Qt takes from
Python for that: a number, or None, makes the program crash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken, getCppPointer, isValid

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface

    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.speech.annotation_notes import AnnotationNotes


class ArticleDocument(QAccessibleWidget):
    """The interface of the article's text.

    Args:
        view: the text.
        of_qt: Qt's own interface of it.
        notes: the annotations.
    """

    def __init__(self, view: ArticleView, of_qt: QAccessibleInterface, notes: AnnotationNotes) -> None:
        super().__init__(view, QAccessible.Role.Document, "")
        self._view, self._of_qt, self._notes = view, of_qt, notes
        notes.document = self

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind != QAccessible.InterfaceType.TextInterface or not isValid(self._of_qt):
            return Shiboken.VoidPtr(0)
        text = self._of_qt.textInterface()
        return Shiboken.VoidPtr(getCppPointer(text)[0]) if text is not None else Shiboken.VoidPtr(0)

    def state(self) -> QAccessible.State:
        return self._of_qt.state()

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self._notes.title
        return self._notes.summary if kind == QAccessible.Text.Description else ""

    def childCount(self) -> int:
        return self._notes.count

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # None where there is none
        return self._notes.at(index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return self._notes.row_of(child)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        viewport = self._view.viewport()
        point = viewport.mapFromGlobal(QPoint(x, y))
        return self._notes.at_caret(self._view.position_at(point)) if viewport.rect().contains(point) else None
