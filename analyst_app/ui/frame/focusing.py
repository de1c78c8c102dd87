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
    """The first widget of a pane that takes the focus, as the eye goes; else as they were made.

    Qt's chain of focus is not asked: PySide makes what it returns a child of whom it was
    asked of, so that menus and scroll bars die with a widget that is deleted.
    """
    from analyst_app.ui.frame.page_focus import in_order, takes_tab  # the first frame does without it

    return next((one for one in (*in_order(pane), *pane.findChildren(QWidget)) if takes_tab(one)), None)
