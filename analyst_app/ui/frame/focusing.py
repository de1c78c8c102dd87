"""Giving the focus to a pane: to itself, or to the first widget in it that takes it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def take_focus(pane: QWidget) -> bool:
    """Give the focus to a pane, or to the first in it that takes it."""
    target = pane if pane.focusPolicy() != Qt.FocusPolicy.NoFocus else _first_in(pane)
    if target is not None:
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return target is not None


def _first_in(pane: QWidget) -> QWidget | None:
    """The first widget of a pane that takes the focus."""
    widget = pane.nextInFocusChain()
    while widget is not None and widget is not pane:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
        if pane.isAncestorOf(widget) and takes:
            return widget
        widget = widget.nextInFocusChain()
    return None
