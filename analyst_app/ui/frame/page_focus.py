"""The keyboard's place on a page: the order of Tab, what is scrolled into view, and the way back after a rebuilding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from analyst_app.ui.widgets.empty_note import EmptyNote

_REMOVES = "_remove"
"""Ends the object name of a button that takes something out."""
_ACT_ON_SPACE = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
"""Controls in which Space does or writes something."""


def in_order(part: QWidget) -> Iterator[QWidget]:
    """A part of a page and all in it from top to bottom, as the layouts have it.

    Args:
        part: comes first.
    """
    yield part
    layout = part.layout()
    if isinstance(part, QScrollArea):
        inside = part.widget()
        if inside is not None:
            yield from in_order(inside)
    elif isinstance(part, QAbstractItemView):
        for note in part.findChildren(EmptyNote):
            yield from in_order(note)
    elif layout is not None:
        yield from _laid_out(layout)


def order_tabs(pane: QWidget) -> None:
    """Have Qt's own Tab go from top to bottom through a pane, whenever its controls were made.

    Args:
        pane: comes first.
    """
    controls = [one for one in in_order(pane) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]  # Qt passes others over
    for before, after in pairwise(controls):
        QWidget.setTabOrder(before, after)


def takes_tab(widget: QWidget) -> bool:
    """True if Tab stops at a widget now."""
    stops = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(stops and widget.isVisible() and widget.isEnabled())


def scroll_to(widget: QWidget, margin: int) -> None:
    """Have a widget seen in all areas that scroll it.

    Args:
        widget: has the keyboard.
        margin: pixels that are seen around it.
    """
    at = widget.parentWidget()
    while at is not None and not at.isWindow():
        if isinstance(at, QScrollArea):
            at.ensureWidgetVisible(widget, margin, margin)
        at = at.parentWidget()


@contextmanager
def focus_kept(page: QWidget, refuge: QWidget, parts: Sequence[QWidget]) -> Iterator[None]:
    """Leave the keyboard at the control where it is while parts are built anew around it.

    Args:
        page: that they are on.
        refuge: has it where nothing is left of what that control was in.
        parts: of the page, which are built anew.
    """
    window = page.window()
    focus = window.focusWidget()
    if focus is None or not any(part.isAncestorOf(focus) for part in parts):
        yield
        return
    names = _names(focus, page)
    refuge.setFocus()  # Qt would choose whatever comes next
    yield
    again = focus if focus.isVisible() else _found(page, names)
    if again is None or again.objectName().endswith(_REMOVES):  # pressed again, it would take out something else
        again = _beside(page, names)
    if again is not None:
        again.setFocus()


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from in_order(widget)
        elif inner is not None:
            yield from _laid_out(inner)


def _names(widget: QWidget, page: QWidget) -> list[str]:
    """The names of a widget and of all that it lies in on the page; empty: it has none of its own."""
    names: list[str] = []
    at: QWidget | None = widget
    while at is not None and at is not page:
        names += [at.objectName()] if at.objectName() else []
        at = at.parentWidget()
    return names if widget.objectName() else []


def _found(page: QWidget, names: Sequence[str]) -> QWidget | None:
    """The widget of these names that is seen now."""
    if not names:
        return None
    same = page.findChildren(QWidget, names[0])
    return next((one for one in same if takes_tab(one) and _names(one, page) == names), None)


def _beside(page: QWidget, names: Sequence[str]) -> QWidget | None:
    """The last control that no key makes another thing of, in the part that a widget was in; None: there is none.

    Args:
        page: that they are on.
        names: of the widget and of what it was in.
    """
    part = next((one for one in page.findChildren(QWidget, names[1]) if one.isVisible()), None) if names[1:] else None
    controls = [one for one in in_order(part) if takes_tab(one)] if part is not None else []
    return next((one for one in reversed(controls) if not isinstance(one, _ACT_ON_SPACE)), None)
