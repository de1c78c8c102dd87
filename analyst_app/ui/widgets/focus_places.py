"""The places of the focus outside the text: fields in which letters are letters, and the keys valid there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from analyst_app.wording import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

COMES_BACK = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Reasons to lose the focus for which it comes back by itself."""
BACK = marked("Esc back to the text")
_BUTTON = ":button"
"""Stands for a button in none of the places, as on a message: letters are no commands there."""
PLACES: dict[str, tuple[str, Sequence[str]]] = {
    "find_bar": (marked("FIND"), (marked("Enter next"), marked("Shift+Enter or Shift+F3 back"), BACK)),
    "article_list": (marked("LIST"), (marked("Enter open"), marked("F6 next pane"), BACK)),
    "article_filter": (marked("FILTER"), (BACK,)),
    "annotation_filter": (marked("FILTER"), (BACK,)),
    "annotation_tag_filter": (marked("FILTER"), (marked("↓ another tag"), BACK)),
    "people_filter": (marked("FILTER"), (marked("Tab list"), marked("Esc close"))),
    "people_pane": (
        marked("PEOPLE"),
        (marked("Enter open or put on the list"), marked("Ctrl+Z take back"), marked("Esc close")),
    ),
    "article_people": (marked("PEOPLE"), (marked("Enter what they say"), BACK)),
    "notes_list": (marked("NOTES"), (marked("Enter go there"), BACK)),
    "side_tabs": (marked("TABS"), (marked("← → the others"), BACK)),
    "verification_panel": (
        marked("SOURCES"),
        (marked("Enter store"), marked("N next"), marked("P previous"), marked("V other version"), marked("Esc close")),
    ),
    "search_hits": (marked("SEARCH"), (marked("Enter go there"), marked("Ctrl+A all"), marked("Esc close"))),
    "search_panel": (marked("SEARCH"), (marked("Enter search"), marked("Tab next field"), marked("Esc close"))),
    "slips": (marked("CHECK"), (marked("Enter go there"), marked("Space mend"), marked("Esc close"))),
    "slip_panel": (marked("CHECK"), (marked("Tab next field"), marked("Esc close"))),
    "identity_field": (marked("NAME"), (marked("Enter keep"), marked("↓ names used"), marked("Esc leave"))),
    "comment_field": (marked("COMMENT"), (marked("Enter keep"), marked("Esc leave"))),
    "reply_field": (marked("REPLY"), (marked("Enter keep"), marked("Esc leave"))),
    "unplaced_bar": (marked("WAITING"), (marked("Enter choose it"), marked("← → the others"), BACK)),
    "inspector": (marked("VALUES"), (marked("Space choose"), marked("Tab next value"), BACK)),
    "start_page": (marked("START"), (marked("Enter open"), marked("Tab next"))),
    _BUTTON: (marked("BUTTON"), (marked("Space press"), marked("Tab next"), BACK)),
}
"""Object name of a widget: what the mode chip says while the focus is in it, and its keys."""


class FocusPlace(QObject):
    """Follows the focus of a window."""

    changed = Signal()
    """The focus is in another of the places, or in none of them."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.name = ""
        """Key of ``PLACES``; empty in the text, the table, the review, where letters are commands."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self._window.isAncestorOf(now):
            return  # another window, or a menu: this one's focus stays where it is
        name = _place_of(now)
        if name != self.name:
            self.name = name
            self.changed.emit()


def _place_of(widget: QWidget) -> str:
    at: QWidget | None = widget
    while at is not None and at.objectName() not in PLACES:
        at = at.parentWidget()
    if at is None and isinstance(widget, QAbstractButton):
        return _BUTTON
    return at.objectName() if at is not None else ""
