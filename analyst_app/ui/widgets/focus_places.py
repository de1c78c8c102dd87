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
BACK = "Esc back to the text"
_BUTTON = ":button"
"""Stands for a button in none of the places, as on a message: letters are no commands there."""
PLACES: dict[str, tuple[str, Sequence[str]]] = {
    "find_bar": ("FIND", ("Enter next", "Shift+Enter or Shift+F3 back", BACK)),
    "article_list": ("LIST", ("Enter open", "F6 next pane", BACK)),
    "article_filter": ("FILTER", (BACK,)),
    "annotation_filter": ("FILTER", (BACK,)),
    "annotation_tag_filter": ("FILTER", (marked("↓ another tag"), BACK)),
    "people_filter": ("FILTER", (marked("Tab list"), "Esc close")),
    "people_pane": ("PEOPLE", (marked("Enter open or put on the list"), marked("Ctrl+Z take back"), "Esc close")),
    "article_people": ("PEOPLE", (marked("Enter what they say"), BACK)),
    "notes_list": ("NOTES", (marked("Enter go there"), BACK)),
    "side_tabs": ("TABS", (marked("← → the others"), BACK)),
    "verification_panel": (
        "SOURCES",
        (marked("Enter store"), "N next", "P previous", marked("V other version"), "Esc close"),
    ),
    "search_hits": ("SEARCH", ("Enter go there", "Ctrl+A all", "Esc close")),
    "search_panel": ("SEARCH", ("Enter search", "Tab next field", "Esc close")),
    "slips": ("CHECK", ("Enter go there", marked("Space mend"), "Esc close")),
    "slip_panel": ("CHECK", ("Tab next field", "Esc close")),
    "identity_field": ("NAME", ("Enter keep", "↓ names used", "Esc leave")),
    "comment_field": ("COMMENT", ("Enter keep", "Esc leave")),
    "reply_field": ("REPLY", ("Enter keep", "Esc leave")),
    "unplaced_bar": ("WAITING", ("Enter choose it", "← → the others", BACK)),
    "inspector": ("VALUES", ("Space choose", "Tab next value", BACK)),
    "start_page": ("START", (marked("Enter open"), marked("Tab next"))),
    _BUTTON: ("BUTTON", (marked("Space press"), marked("Tab next"), BACK)),
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
